/** A file's rows, one by one, each with the number that a spreadsheet shows beside it. */

import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type NumberedRow = { readonly row: number; readonly cells: readonly string[] };

/** Characters of one row. A quotation mark that is never closed would gather all the rest of a file. */
const longestRow = 100_000;

/**
 * Reads rows as they are asked for; empty ones are counted and left out. The separator is the one that the first line
 * has most of, or what a line `sep=;` above it says. Throws an UnreadableFile.
 */
export async function* readRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedRow> {
  const { separator, rest } = await beginning(decodeText(chunks));
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  });
  // What goes wrong on the way in comes out at the end of the parser, where it is waited for.
  const input = Readable.from(rest, { objectMode: false });
  input.once('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let row = 0;
  try {
    // Without `columns` the parser gives a list of cells for each row.
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    throw readable(error);
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** The separator, and the text without what was only there to name it. Looks no further than the first line. */
async function beginning(
  text: AsyncGenerator<string>,
): Promise<{ separator: string; rest: AsyncGenerator<string> }> {
  let first = '';
  let next = await text.next();
  while (next.done !== true) {
    first += next.value;
    if (first.length >= longestRow || lineOf(first).length < first.length - 1) break;
    next = await text.next();
  }
  first = first.replace(/^\uFEFF/, '');
  const named = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(first);
  if (named !== null) first = first.slice(named[0].length);
  return { separator: named?.[1] ?? mostCommon(lineOf(first)), rest: joined(first, text) };
}

async function* joined(first: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* text;
}

/** Up to the first line break that is not within quotation marks. */
function lineOf(text: string): string {
  return /^(?:"(?:[^"]|"")*(?:"|$)|[^"\r\n])*/.exec(text)?.[0] ?? '';
}

function mostCommon(line: string): string {
  const plain = line.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t', '|'].map((separator) => ({
    separator,
    count: plain.split(separator).length,
  }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).separator;
}

function readable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const row = typeof error['records'] === 'number' ? error['records'] + 1 : undefined;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new UnreadableFile(
        'a quotation mark (") opens a cell here and is not closed. Close it, or write it twice where it belongs to the text.',
        { row, cause: error },
      );
    default:
      return new UnreadableFile(
        'the cells of this row cannot be told apart. Save the file from your spreadsheet as "CSV UTF-8" again.',
        { row, cause: error },
      );
  }
}
