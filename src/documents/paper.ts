/**
 * A paper as it is meant, before anybody has decided where its lines end: what the papers are written in, and what the
 * page layout reads. Words are plain text in any script; a line feed begins a paragraph.
 */

export type Paper = {
  /** A few words, never a name: "Mentoring agreement". */
  readonly title: string;
  /** Whose scheme it is, above the title. */
  readonly scheme: string;
  /** Who and what it is about, below the title. */
  readonly lead?: string;
  /** At the foot of each page, beside its number: "Version 3", "Confidential to the two of you". */
  readonly foot: readonly string[];
  /** The instant it is made, and the date that is for its reader: YYYY-MM-DD. */
  readonly madeAt: Date;
  readonly madeOn: string;
  readonly body: readonly Block[];
};

export type Block =
  | { readonly block: 'heading'; readonly text: string }
  | { readonly block: 'text'; readonly text: string; readonly tone?: Tone }
  /** Set apart on a tinted ground: what must not be overlooked. */
  | { readonly block: 'panel'; readonly title?: string; readonly text: string }
  | { readonly block: 'list'; readonly items: readonly string[] }
  /** What is called what, one under the other. */
  | { readonly block: 'facts'; readonly rows: readonly Fact[] }
  | {
      readonly block: 'table';
      /** What it holds, for those who do not see it. */
      readonly about: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** Set apart below the rows. */
      readonly total?: readonly string[];
    }
  | { readonly block: 'checklist'; readonly items: readonly Check[] }
  | { readonly block: 'signatures'; readonly parties: readonly Party[] }
  | {
      readonly block: 'picture';
      /** PNG or JPEG. */
      readonly bytes: Uint8Array;
      /** In pixels: only their ratio matters, a picture is as wide as the text. */
      readonly width: number;
      readonly height: number;
      /** What it shows, for those who do not see it. */
      readonly alt: string;
    }
  /** What the bound papers are, each with its page. */
  | { readonly block: 'contents' }
  /** Another paper, on pages of its own. */
  | { readonly block: 'bound'; readonly paper: Paper };

/** `quiet` is small print; `display` and `large` stand in the middle, as on a certificate. */
export type Tone = 'plain' | 'quiet' | 'large' | 'display';

export type Fact = { readonly label: string; readonly value: string };

export type Column = {
  readonly title: string;
  /** Its part of the width, beside those of the others. */
  readonly share: number;
  readonly align?: 'start' | 'end';
};

export type Check = { readonly text: string; readonly ticked: boolean; readonly note?: string };

/** Somebody who signs. `agreed` says what they have already said yes to in chat, and when. */
export type Party = { readonly role: string; readonly name: string; readonly agreed?: string };
