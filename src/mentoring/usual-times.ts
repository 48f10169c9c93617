/** Reads the times that mentors give in their own words ("Tuesday evenings, or any lunchtime") well enough to compare. */

import type { WallTime } from './records/wall-time.ts';
import { inZone, instantOf, sayWeekday, weekdayOf } from './time.ts';

/** When somebody is usually free. `days`: 1 Monday to 7 Sunday. Where one list is empty, the words leave that open. */
export type UsualTimes = { readonly days: readonly number[]; readonly parts: readonly PartOfDay[] };

/** From a time to just before another, HH:MM. */
type PartOfDay = { readonly from: string; readonly to: string };

/** A time as the clock of a place says it. `day`: 1 Monday to 7 Sunday. */
export type TimeThere = { readonly day: number; readonly weekday: string; readonly time: string };

const DAYS: readonly { readonly words: RegExp; readonly days: readonly number[] }[] = [
  { words: /\bmon(days?)?\b/, days: [1] },
  { words: /\btue(s|sdays?)?\b/, days: [2] },
  { words: /\bwed(s|nesdays?)?\b/, days: [3] },
  { words: /\bthu(rs?|rsdays?)?\b/, days: [4] },
  { words: /\bfri(days?)?\b/, days: [5] },
  { words: /\bsat(urdays?)?\b/, days: [6] },
  { words: /\bsun(days?)?\b/, days: [7] },
  { words: /\bweekdays?\b/, days: [1, 2, 3, 4, 5] },
  { words: /\bweekends?\b/, days: [6, 7] },
];

const PARTS_OF_DAY: readonly (PartOfDay & { readonly words: RegExp })[] = [
  { words: /\b(mornings?|before work)\b/, from: '06:00', to: '12:00' },
  { words: /\b(lunch(es|times?)?|midday|noon)\b/, from: '12:00', to: '14:00' },
  { words: /\bafternoons?\b/, from: '12:00', to: '17:30' },
  { words: /\b(evenings?|after work)\b/, from: '17:00', to: '23:00' },
];

/** "Not Fridays" says nothing about when somebody is free. */
const NOT_THEN =
  /\b(not|never|except|no|but)( on| for)? (mon|tue|wed|thu|fri|sat|sun|week|morn|lunch|after|even)\w*/g;

/** What somebody says about when they are usually free; `undefined` when the words name neither days nor parts of one. */
export function readUsualTimes(usualTimes: string): UsualTimes | undefined {
  const words = usualTimes.toLowerCase().replaceAll(NOT_THEN, ' ');
  const days = DAYS.filter((day) => day.words.test(words)).flatMap((day) => day.days);
  const parts = PARTS_OF_DAY.filter((part) => part.words.test(words));
  return days.length === 0 && parts.length === 0 ? undefined : { days, parts };
}

/** Times as they are in somebody else's zone. */
export function timesThere(times: readonly WallTime[], zone: string): readonly TimeThere[] {
  return times.map((one) => {
    const { date, time } = inZone(instantOf(one), zone);
    return { day: weekdayOf(date), weekday: sayWeekday(date), time };
  });
}

/**
 * The first of the times asked for, told in the mentor's zone, that falls on a day the mentor names (any, where they
 * name none) and in a part of the day they name (likewise). Good enough to rank by and to explain; nobody is left out
 * because of it.
 */
export function fittingTime(
  usual: UsualTimes | undefined,
  asked: readonly TimeThere[],
): TimeThere | undefined {
  if (usual === undefined) return undefined;
  const { days, parts } = usual;
  return asked.find(
    ({ day, time }) =>
      (days.length === 0 || days.includes(day)) &&
      (parts.length === 0 || parts.some((part) => time >= part.from && time < part.to)),
  );
}
