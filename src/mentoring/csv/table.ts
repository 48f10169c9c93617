/** What the columns of a file are, and how its rows are read and written: the same mechanism for every kind of file. */

import { holdsNhsNumber, takeOutNhsNumber } from '../nhs-number.ts';
import { guard, unguard } from './guard.ts';
import { isWrong, quote } from './problem.ts';
import type { Problem, Wrong } from './problem.ts';

export type Column<Row> = {
  /** As an export heads it. */
  readonly name: string;
  /** What else people head it with, best first. Case, spaces and signs make no difference. */
  readonly also: readonly string[];
  /** It must be in the file; columns that say the same together will do as well. */
  readonly needed?: true | { readonly orElse: readonly string[] };
  /** What a cell says that is not empty; absent where the column is only there to be read by people. */
  readonly read?: (cell: string) => Partial<Row> | Wrong;
  /** Absent for a column that is read where others head it so, and never written. */
  readonly write?: (row: Row) => string;
};

export type Table<Row> = {
  readonly columns: readonly Column<Row>[];
  /** Makes a row of what its cells said. Throws nothing: what is missing is a problem of that column. */
  readonly complete: (read: Partial<Row>) => Row | (Wrong & { readonly column: string });
};

/** Which columns a file has, and where. */
export type Layout = {
  readonly places: readonly { readonly column: string; readonly index: number }[];
  /** By column: how the file heads it. */
  readonly titles: ReadonlyMap<string, string>;
  /** Headings that say nothing to us. */
  readonly unused: readonly string[];
  /** How many cells a row may have. */
  readonly width: number;
};

/** Reads the first row, whatever its number. Where two headings mean one column, the better one counts. */
export function readHeader<Row>(
  { columns }: Table<Row>,
  cells: readonly string[],
  row: number,
): Layout | Problem {
  const titles = cells.map((cell) => unguard(cell).trim());
  const keys = titles.map(headingKey);
  const twice = titles.find((_, index) => keys[index] !== '' && keys.indexOf(keys[index] ?? '') !== index);
  if (twice !== undefined)
    return { row, words: `two columns are headed ${quote(twice)}. Remove or rename one of them.` };
  const places = columns.flatMap(({ name, also }) => {
    const index = [name, ...also].map((one) => keys.indexOf(headingKey(one))).find((at) => at >= 0);
    return index === undefined ? [] : [{ column: name, index }];
  });
  const found = new Set(places.map(({ column }) => column));
  const missing = columns.filter(
    ({ name, needed }) =>
      needed !== undefined &&
      !found.has(name) &&
      !(needed !== true && needed.orElse.every((one) => found.has(one))),
  );
  if (missing.length > 0) return { row, words: sayMissing(missing, titles) };
  const used = new Set(places.map(({ index }) => index));
  return {
    places,
    titles: new Map(places.map(({ column, index }) => [column, titles[index] ?? column])),
    unused: titles.filter((title, index) => title !== '' && !used.has(index)),
    width: titles.length,
  };
}

/** Reads one row below the header. Every cell that cannot be read is a problem of its own. `row`: its number. */
export function readRow<Row>(
  table: Table<Row>,
  layout: Layout,
  cells: readonly string[],
  row: number,
): { readonly value: Row } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const at = (column: string, words: string): void => {
    problems.push({ row, column: layout.titles.get(column) ?? column, words });
  };
  if (cells.slice(layout.width).some((cell) => cell.trim() !== ''))
    problems.push({
      row,
      words:
        'it has more cells than there are columns. Put quotation marks around text that has a comma in it, or head every column.',
    });
  const read: Partial<Row> = {};
  for (const { column: name, index } of layout.places) {
    const column = table.columns.find((one) => one.name === name);
    const cell = unguard(cells[index] ?? '').trim();
    if (column?.read === undefined || cell === '') continue;
    if (holdsNhsNumber(cell)) {
      at(name, takeOutNhsNumber);
      continue;
    }
    const said = column.read(cell);
    if (isWrong(said)) at(name, said.wrong);
    else Object.assign(read, said);
  }
  if (problems.length > 0) return { problems };
  const value = table.complete(read);
  if (typeof value !== 'object' || value === null || !isWrong(value)) return { value };
  return {
    problems: [{ row, column: layout.titles.get(value.column) ?? value.column, words: value.wrong }],
  };
}

/** The header of an export. */
export function writeHeader<Row>({ columns }: Table<Row>): readonly string[] {
  return columns.flatMap(({ name, write }) => (write === undefined ? [] : [name]));
}

/** A row of an export, safe in a spreadsheet. */
export function writeRow<Row>({ columns }: Table<Row>, row: Row): readonly string[] {
  return columns.flatMap(({ write }) => (write === undefined ? [] : [guard(write(row))]));
}

/** What a row lacks that is no row without it. */
export function empty(column: string): Wrong & { readonly column: string } {
  return { column, wrong: 'it is empty. Fill it in, or take the row out.' };
}

function sayMissing<Row>(missing: readonly Column<Row>[], titles: readonly string[]): string {
  const names = missing.map(({ name }) => quote(name)).join(' and ');
  const headings = titles.filter((title) => title !== '').slice(0, 12);
  return `${missing.length === 1 ? `the column ${names} is` : `the columns ${names} are`} missing. The first row must head the columns; it says: ${headings.map(quote).join(', ')}.`;
}

function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
