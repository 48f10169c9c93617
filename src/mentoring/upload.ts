/** A coordinator's file on its way in: what it may be, and what comes of looking at it. */

import type { Summary } from './csv/summary.ts';

export const uploadKinds = ['people', 'mentors', 'reporting-lines'] as const;

export type UploadKind = (typeof uploadKinds)[number];

/** A hundred thousand people are about 10 MB. */
export const mostUploadBytes = 20 * 1024 * 1024;

/** How long a file is kept that nobody has decided about. */
export const uploadKeptMinutes = 60;

/** How many problems stand in the card, and how many in the file that lists them all. */
export const problemsShown = 5;
export const problemsListed = 5_000;

export type UploadCheck =
  /** It is not there any more, or its sender coordinates nothing any more. */
  | { readonly came: 'gone' }
  /** Its content could not be had. */
  | { readonly came: 'unfetched'; readonly why: 'run-out' | 'not-allowed' | 'too-large' | 'refused' }
  /** It is none that could be read; `words` say what it is and what to do. */
  | { readonly came: 'unreadable'; readonly words: string }
  /** It heads columns of no kind that we know. */
  | { readonly came: 'unknown'; readonly headings: readonly string[] }
  /** What it heads would do for several kinds. */
  | { readonly came: 'which-kind'; readonly kinds: readonly UploadKind[] }
  /** It is about a scheme's mentors, and its sender coordinates several. */
  | { readonly came: 'which-scheme' }
  | {
      readonly came: 'checked';
      readonly kind: UploadKind;
      readonly schemeId?: string;
      /** With the first few problems. */
      readonly summary: Summary;
    };

export type UploadImport =
  | { readonly came: 'gone' }
  | { readonly came: 'imported'; readonly summary: Summary }
  /** Something has changed since it was checked, and it cannot be imported as it is. */
  | { readonly came: 'refused'; readonly summary: Summary };
