/**
 * Which CSV file somebody asked for. It names things by their ids and holds nothing of what is in it: the file is made when
 * it is sent or fetched, for that reader, from what they may have then.
 */

import type { UploadKind } from './upload.ts';

export type CsvRequest =
  | { readonly csv: 'people' | 'reporting-lines' }
  | { readonly csv: 'mentors'; readonly schemeId: string }
  /** The headings alone, to be filled in. */
  | { readonly csv: 'template'; readonly of: UploadKind }
  /** As it was first made: its figures are kept. */
  | { readonly csv: 'benefits-report'; readonly reportId: string }
  /** Everything that is wrong with a file that was sent. */
  | { readonly csv: 'problems'; readonly uploadId: string };

/** A CSV file to be made when its message is sent. */
export type CsvFile = { readonly kind: 'csv'; readonly data: CsvRequest };

/** What a dialog puts beside a card. */
export function csvFile(request: CsvRequest): CsvFile {
  return { kind: 'csv', data: request };
}
