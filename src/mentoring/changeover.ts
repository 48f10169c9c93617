/**
 * The national changeover dates, on which most doctors in training move: the first Wednesday of August (Academy of
 * Medical Royal Colleges, "Staggering trainee doctor changeover", 2014; RCSEd, "Changeover Day", 6 August 2025) and, for
 * those who rotate twice a year, the first Wednesday of February. Many posts have dates of their own: nobody is taken to
 * move on one of these because of the date.
 */

import { addDays, weekdayOf } from './time.ts';

const WEDNESDAY = 3;
const MONTHS = ['02', '08'] as const;

/** Employers give work schedules eight weeks before and rotas six: by now somebody knows where they are going. */
export const askedDaysBefore = 42;

/** The first changeover after this day. */
export function nextChangeover(day: string): string {
  const year = Number(day.slice(0, 4));
  const dates = [year, year + 1].flatMap((one) =>
    MONTHS.map((month) => firstWednesday(`${one}-${month}-01`)),
  );
  const next = dates.find((date) => date > day);
  if (next === undefined) throw new Error('There is a changeover every half year');
  return next;
}

/** When somebody who rotates is asked next: six weeks before the first changeover for which that is still to come. */
export function nextAsking(today: string): { readonly askOn: string; readonly changeover: string } {
  const changeover = nextChangeover(addDays(today, askedDaysBefore));
  return { askOn: addDays(changeover, -askedDaysBefore), changeover };
}

function firstWednesday(firstOfMonth: string): string {
  return addDays(firstOfMonth, (WEDNESDAY - weekdayOf(firstOfMonth) + 7) % 7);
}
