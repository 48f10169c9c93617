/**
 * The bank holidays of the UK's nations. Years that have been announced are data; later ones follow the rules by which
 * the announced ones came about, and know nothing of days that will be proclaimed once only.
 *
 * They are published at www.gov.uk/bank-holidays. What stands here was last checked on 22 November 2026, against the
 * Banking and Financial Dealings Act 1971 and the proclamation of 4 February 2026 for Scotland.
 */

import { addDays, weekdayOf } from './time.ts';

export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** Beyond this year, dates are computed. */
export const LAST_ANNOUNCED_YEAR = 2027;

/** The days of one year: "04-03" is 3 April. */
function daysOf(year: number, days: string): readonly string[] {
  return days.split(' ').map((day) => `${year}-${day}`);
}

const ANNOUNCED: Readonly<Record<Nation, readonly string[]>> = {
  'england-and-wales': [
    daysOf(2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'),
    daysOf(2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'),
  ].flat(),
  scotland: [
    // 15 June once only: the men's team plays at a World Cup.
    daysOf(2026, '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28'),
    daysOf(2027, '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'),
  ].flat(),
  'northern-ireland': [
    daysOf(2026, '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'),
    daysOf(2027, '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'),
  ].flat(),
};

/** Whether a date is a bank holiday there. Dates before 2026 are computed too. */
export function isBankHoliday(date: string, nation: Nation): boolean {
  const year = Number(date.slice(0, 4));
  const announced = year <= LAST_ANNOUNCED_YEAR && year >= 2026;
  return (announced ? ANNOUNCED[nation] : bankHolidaysByRule(year, nation)).includes(date);
}

/** What the rules alone give for a year, in order. */
export function bankHolidaysByRule(year: number, nation: Nation): readonly string[] {
  const scotland = nation === 'scotland';
  const ireland = nation === 'northern-ireland';
  const day = (monthAndDay: string): string => `${year}-${monthAndDay}`;
  const easter = easterSunday(year);
  return [
    ...onWorkdays(scotland ? [day('01-01'), day('01-02')] : [day('01-01')]),
    ...(ireland ? onWorkdays([day('03-17')]) : []),
    addDays(easter, -2),
    ...(scotland ? [] : [addDays(easter, 1)]),
    firstMonday(day('05-01')),
    lastMonday(day('05-31')),
    ...(ireland ? onWorkdays([day('07-12')]) : []),
    scotland ? firstMonday(day('08-01')) : lastMonday(day('08-31')),
    ...(scotland ? onWorkdays([day('11-30')]) : []),
    ...onWorkdays([day('12-25'), day('12-26')]),
  ].toSorted();
}

/** A holiday at a weekend is taken on the next working day that is not one already. */
function onWorkdays(dates: readonly string[]): readonly string[] {
  const taken: string[] = [];
  // Those on working days first: a substitute goes after them, never instead of them.
  for (const date of dates.toSorted((a, b) => Number(isWeekend(a)) - Number(isWeekend(b)))) {
    let on = date;
    while (isWeekend(on) || taken.includes(on)) on = addDays(on, 1);
    taken.push(on);
  }
  return taken;
}

function isWeekend(date: string): boolean {
  return weekdayOf(date) > 5;
}

function firstMonday(first: string): string {
  return addDays(first, (8 - weekdayOf(first)) % 7);
}

function lastMonday(last: string): string {
  return addDays(last, 1 - weekdayOf(last));
}

/** The Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = Math.floor((a + 11 * d + 22 * e) / 451);
  const month = Math.floor((d + e - 7 * f + 114) / 31);
  const day = ((d + e - 7 * f + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
