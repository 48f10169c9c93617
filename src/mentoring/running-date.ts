/** Dates counted without the days on which somebody is away: no clock runs for or against them then. */

import { addDays } from './time.ts';

/** The date on which so many days have run since `from`; never one of those away. `away`: as `awayPeriods` gives it. */
export function runningDate(
  from: string,
  days: number,
  away: readonly (readonly [string, string])[],
): string {
  const isAway = (date: string): boolean => away.some(([first, back]) => first <= date && date < back);
  let date = from;
  let left = days;
  while (left > 0 || isAway(date)) {
    date = addDays(date, 1);
    if (!isAway(date)) left -= 1;
  }
  return date;
}
