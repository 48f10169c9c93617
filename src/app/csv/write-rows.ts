/** Rows as a CSV file that spreadsheets open: RFC 4180, with the line endings of Windows. */

import { stringify } from 'csv-stringify/sync';

/** For Excel, which takes a file without it for Windows-1252. */
export const byteOrderMark = '\uFEFF';

/** Rows, each with its line ending. Every cell with anything but letters and digits in it stands in quotation marks. */
export function writeRows(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { record_delimiter: 'windows', quoted_match: /[^\p{L}\p{N}@. -]/u });
}
