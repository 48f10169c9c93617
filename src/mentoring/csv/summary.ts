/** What became of a file, in lines for whoever imports it. */

import { explainFinding, sayRemark } from './judgement.ts';
import type { Counts, Finding, Remark } from './judgement.ts';
import { quote, sayProblem } from './problem.ts';
import type { Problem } from './problem.ts';

export type Outcome =
  /** Every row, in one go. */
  | 'imported'
  /** Nothing was changed, because that was asked for. */
  | 'dry-run'
  /** Nothing was changed, because something is wrong. */
  | 'refused';

export type Summary = {
  readonly outcome: Outcome;
  /** Rows below the header that are not empty. */
  readonly rows: number;
  /** Of the rows that nothing is wrong with; absent where the file could not be read to its end. */
  readonly counts?: Counts | undefined;
  /** The first ones, by row. */
  readonly problems: readonly Problem[];
  /** How many there are of them all. */
  readonly errors: number;
  /** Headings of columns that say nothing to us. */
  readonly unused: readonly string[];
  readonly remarks: readonly Remark[];
};

/** A finding as a problem. `titles`: how the file heads each column. */
export function problemOf(found: Finding, titles: ReadonlyMap<string, string>): Problem {
  const { column, words } = explainFinding(found);
  return { row: found.row, column: column && (titles.get(column) ?? column), words };
}

/** The first so many of two lists, by row. */
export function firstByRow(all: readonly Problem[], most: number): readonly Problem[] {
  return all.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0)).slice(0, most);
}

/** Problems first, then what a coordinator may want to know, then the counts, then what has happened. */
export function saySummary(summary: Summary): readonly string[] {
  const { problems, errors, unused, remarks } = summary;
  return [
    ...problems.map(sayProblem),
    ...(errors > problems.length ? [`... and ${errors - problems.length} more.`] : []),
    ...(unused.length === 0
      ? []
      : [`Columns that are not used: ${unused.slice(0, 20).map(quote).join(', ')}.`]),
    ...remarks.map(sayRemark),
    sayCounts(summary),
    sayOutcome(summary),
  ];
}

function sayCounts({ rows, counts, errors }: Summary): string {
  const parts = [
    ...(counts === undefined
      ? []
      : [`${counts.new} new`, `${counts.changed} changed`, `${counts.unchanged} unchanged`]),
    ...(counts === undefined || counts.removed === 0 ? [] : [`${counts.removed} removed`]),
    `${errors} ${errors === 1 ? 'error' : 'errors'}`,
  ];
  return `${rows} ${rows === 1 ? 'row' : 'rows'}: ${parts.join(', ')}.`;
}

function sayOutcome({ outcome }: Summary): string {
  switch (outcome) {
    case 'imported':
      return 'Imported.';
    case 'dry-run':
      return 'This was a dry run: nothing was imported.';
    case 'refused':
      return 'Nothing was imported. Put right what is listed, then import the file again.';
    default:
      return outcome satisfies never;
  }
}
