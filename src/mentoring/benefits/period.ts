/** The month or the year that a report is about: always one that is over, so that its figures stay as they are. */

import { addDays, addMonths, inZone, instantOf, sayDay } from '../time.ts';

/** `2026-11`, or `2026`. */
export type Period = string;

export function isMonth(period: Period): boolean {
  return period.length === 7;
}

/** `undefined` for anything that is neither. */
export function readPeriod(typed: string): Period | undefined {
  return /^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/.test(typed) ? typed : undefined;
}

/** Its months, YYYY-MM: one, or twelve. */
export function monthsOf(period: Period): readonly string[] {
  if (isMonth(period)) return [period];
  return Array.from({ length: 12 }, (_, month) => `${period}-${String(month + 1).padStart(2, '0')}`);
}

/** From the first instant of it to the first that is none of it. */
export function boundsOf(period: Period, zone: string): { readonly from: Date; readonly until: Date } {
  const first = isMonth(period) ? `${period}-01` : `${period}-01-01`;
  const next = addMonths(first, isMonth(period) ? 1 : 12);
  return {
    from: instantOf({ date: first, time: '00:00', zone }),
    until: instantOf({ date: next, time: '00:00', zone }),
  };
}

export function isOver(period: Period, now: Date, zone: string): boolean {
  return boundsOf(period, zone).until <= now;
}

/** The newest months and years that are over, newest first. */
export function periodsOver(
  now: Date,
  zone: string,
  most: { readonly months: number; readonly years: number },
): { readonly months: readonly Period[]; readonly years: readonly Period[] } {
  const today = inZone(now, zone).date;
  return {
    months: Array.from({ length: most.months }, (_, back) =>
      addMonths(`${today.slice(0, 7)}-01`, -1 - back).slice(0, 7),
    ),
    years: Array.from({ length: most.years }, (_, back) => String(Number(today.slice(0, 4)) - 1 - back)),
  };
}

/** A morning after the present month or year: the second, when it is over wherever the organisation is. */
export function nextReportAt(every: 'month' | 'year', now: Date, zone: string): Date {
  const { date } = inZone(now, zone);
  const first = every === 'month' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
  const next = addMonths(first, every === 'month' ? 1 : 12);
  return instantOf({ date: addDays(next, 1), time: '09:00', zone });
}

/** "November 2026", or "2026". */
export function sayPeriod(period: Period): string {
  if (!isMonth(period)) return period;
  const [, month = ''] = sayDay(`${period}-01`).split(' ');
  return `${month} ${period.slice(0, 4)}`;
}
