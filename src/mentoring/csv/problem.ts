/** What is wrong with a file, in lines that tell a coordinator where to look and what to do. */

export type Problem = {
  /** As a spreadsheet numbers it; absent where it is about the whole file. */
  readonly row?: number | undefined;
  /** As the file heads it. */
  readonly column?: string | undefined;
  /** What is wrong, then what to do. */
  readonly words: string;
};

/** What a cell cannot be read for. */
export type Wrong = { readonly wrong: string };

export function wrong(words: string): Wrong {
  return { wrong: words };
}

export function isWrong(read: object | string | number | boolean): read is Wrong {
  return typeof read === 'object' && 'wrong' in read;
}

/** `row 17, column "areas": ...` */
export function sayProblem({ row, column, words }: Problem): string {
  const where = [
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column ${quote(column)}`]),
  ].join(', ');
  return where === '' ? words : `${where}: ${words}`;
}

const longestQuote = 60;

/** What somebody wrote, short and on one line: it may be long, and hold what would command a terminal. */
export function quote(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .replaceAll('"', '”');
  const letters = Array.from(plain);
  return `"${letters.length > longestQuote ? `${letters.slice(0, longestQuote).join('')}…` : plain}"`;
}
