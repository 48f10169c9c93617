/** Prints what was measured, so that a person can read it in a terminal and paste it into a page. */

export type Cell = string | number;

/** A heading and a sentence of what follows. */
export function say(heading: string, ...lines: readonly string[]): void {
  process.stdout.write(`\n## ${heading}\n${lines.map((line) => `${line}\n`).join('')}\n`);
}

export function sayLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A Markdown table whose columns stand under each other; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const texts = [head, ...rows].map((row) => row.map(sayCell));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const isNumber = head.map((_, column) =>
    rows.every((row) => /^[\d.,x ]*( \(.*\))?$/.test(sayCell(row[column] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(row[column] ?? '', width, isNumber[column] === true)).join(' | ')} |\n`;
  const rule = `|${widths.map((width, column) => `${'-'.repeat(width + 1)}${isNumber[column] === true ? ':' : '-'}`).join('|')}|\n`;
  const [first = [], ...others] = texts;
  process.stdout.write(line(first) + rule + others.map(line).join(''));
}

export function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function sayCell(cell: Cell): string {
  return typeof cell === 'number' ? ms(cell) : cell;
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}
