/** Dates as people and spreadsheets write them in Britain: the day before the month. */

import { quote, wrong } from './problem.ts';
import type { Wrong } from './problem.ts';

/** As YYYY-MM-DD. Reads 2026-05-03, 03/05/2026, 3.5.26, 3 May 2026 and 03-May-26; years of two digits are 20... */
export function readDate(cell: string): string | Wrong {
  const date = fromDigits(cell) ?? fromWords(cell);
  return date !== undefined && isDate(date)
    ? date
    : wrong(`${quote(cell)} is not a date. Write it as 2026-05-03, or 03/05/2026 for 3 May.`);
}

function fromDigits(cell: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(cell) ?? [];
  if (year !== undefined) return iso(year, month, day);
  const [, first, second, third] =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: 00:00(?::00)?)?$/.exec(cell) ?? [];
  return first === undefined ? undefined : iso(third, second, first);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function fromWords(cell: string): string | undefined {
  const [, day, name, year] =
    /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d{4}|\d{2})$/i.exec(cell) ?? [];
  const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : iso(year, String(month), day);
}

function iso(year = '', month = '', day = ''): string {
  return `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** 31 February rolls over into March, and so is found out. */
function isDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
