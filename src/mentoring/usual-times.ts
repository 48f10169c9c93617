/** Reads the times that mentors give in their own words ("Tuesday evenings, or any lunchtime") well enough to compare. */

import type { WallTime } from './records.ts';
import { inZone, instantOf, sayWeekday, weekdayOf } from './time.ts';

/** 1 Monday to 7 Sunday. */
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

const PARTS_OF_DAY: readonly { readonly words: RegExp; readonly from: string; readonly to: string }[] = [
  { words: /\b(mornings?|before work)\b/, from: '06:00', to: '12:00' },
  { words: /\b(lunch(es|times?)?|midday|noon)\b/, from: '12:00', to: '14:00' },
  { words: /\bafternoons?\b/, from: '12:00', to: '17:30' },
  { words: /\b(evenings?|after work)\b/, from: '17:00', to: '23:00' },
];

/** "Not Fridays" says nothing about when somebody is free. */
const NOT_THEN =
  /\b(not|never|except|no|but)( on| for)? (mon|tue|wed|thu|fri|sat|sun|week|morn|lunch|after|even)\w*/g;

/**
 * The first of the times asked for that falls within what somebody says about when they are usually free: on a day
 * they name (any, where they name none) and in a part of the day they name (likewise). `undefined` when none does, or
 * when the words name neither. Good enough to rank by and to explain; nobody is left out because of it.
 */
export function fittingTime(
  usualTimes: string,
  asked: readonly WallTime[],
  zone: string,
): { readonly weekday: string; readonly time: string } | undefined {
  const words = usualTimes.toLowerCase().replaceAll(NOT_THEN, ' ');
  const days = DAYS.filter((day) => day.words.test(words)).flatMap((day) => day.days);
  const parts = PARTS_OF_DAY.filter((part) => part.words.test(words));
  if (days.length === 0 && parts.length === 0) return undefined;
  const there = asked.map((time) => inZone(instantOf(time), zone));
  const fit = there.find(
    ({ date, time }) =>
      (days.length === 0 || days.includes(weekdayOf(date))) &&
      (parts.length === 0 || parts.some((part) => time >= part.from && time < part.to)),
  );
  return fit && { weekday: sayWeekday(fit.date), time: fit.time };
}
