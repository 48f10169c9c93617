/** When something may be said to somebody unasked: their quiet hours, days off, absences and switches, in their zone. */

import { isBankHoliday } from './bank-holidays.ts';
import type { Someone } from './facts.ts';
import type { Absence, NudgeKind, ReminderChoices } from './records/person.ts';
import { addDays, inZone, instantOf, shiftDays, weekdayOf } from './time.ts';

const MINUTE = 60_000;
/** Several that come due in the same quarter of an hour come together. */
const TOGETHER_MS = 15 * MINUTE;
/** Every choice leaves a moment free within a year, or leaves none at all. */
const MOST_STEPS = 1_000;
/** A reminder this close to its meeting is one that the person picked for that very time. */
export const PICKED_BELOW_MINUTES = 12 * 60;
export const DAY_BEFORE_MINUTES = 24 * 60;

/** What holds for somebody who has chosen nothing. */
export const USUAL_CHOICES = {
  quietFrom: '20:00',
  quietTo: '08:00',
  quietDays: [6, 7],
  meetingMinutes: [DAY_BEFORE_MINUTES],
  off: [],
} as const satisfies Partial<ReminderChoices>;

type Manner = {
  /** As it stands in the list of what can be switched off; absent for what cannot. */
  readonly label?: string;
  /** Comes on days off and in absences, too: it is about something the person has in their diary, or was sent. */
  readonly onAnyDay: boolean;
};

/** Each kind, and how it is held back. News is what somebody else has sent: it waits for the morning and no longer. */
export const MANNERS: Readonly<Record<NudgeKind, Manner>> = {
  meeting: { label: 'Meetings that are coming up', onAnyDay: true },
  'did-you-meet': { label: '“Did you meet?” after a meeting', onAnyDay: false },
  'next-step': { label: 'Next steps that are due', onAnyDay: false },
  preparation: { label: 'Naming topics before a meeting', onAnyDay: false },
  'check-in': { label: 'How the mentoring is going', onAnyDay: false },
  watch: { label: 'When you have not met for a while', onAnyDay: false },
  rotation: { label: 'Moving to another post, where you told us of it', onAnyDay: false },
  answer: { label: 'Requests and rules that wait for your answer', onAnyDay: false },
  request: { label: 'How your own request stands', onAnyDay: false },
  coordinator: { label: 'Requests that wait for you as a coordinator', onAnyDay: false },
  news: { onAnyDay: true },
};

/** The choices of somebody, or the usual ones. */
export function choicesOf({ courtesy, zone }: Someone): Omit<ReminderChoices, 'id' | 'personId'> {
  return (
    courtesy?.choices ?? {
      ...USUAL_CHOICES,
      holidays: zone === 'Europe/London' ? 'england-and-wales' : 'none',
    }
  );
}

/**
 * The first moment from `asked` on at which it may be said; `undefined` where it never may. Never earlier than asked,
 * and asked again with its own answer it gives the same. `picked`: the person chose this very time, so that neither
 * quiet hours nor days off hold it back.
 */
export function whenToSay(
  kind: NudgeKind,
  asked: Date,
  person: Someone,
  { picked = false }: { readonly picked?: boolean } = {},
): Date | undefined {
  const choices = choicesOf(person);
  if (choices.off.includes(kind)) return undefined;
  let at = asked;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const wall = inZone(at, person.zone);
    const free = firstFreeDay(kind, wall.date, person, choices);
    if (free === undefined) return undefined;
    if (free !== wall.date) at = instantOf({ date: free, time: '00:00', zone: person.zone });
    else if (!picked && isQuiet(wall.time, choices)) at = afterQuiet(at, person.zone, choices);
    else return at;
  }
  return undefined;
}

/**
 * The same time of day at the latest on the day of `by`, and up to so many days earlier, where that day itself is not one
 * on which it may be said: what is of use before a day is no use after it. `by` where no such day is free.
 */
export function freeDayBy(kind: NudgeKind, by: Date, person: Someone, mostEarlier: number): Date {
  for (let days = 0; days <= mostEarlier; days += 1) {
    const at = shiftDays(by, -days, person.zone);
    const free = whenToSay(kind, at, person);
    if (free !== undefined && inZone(free, person.zone).date === inZone(at, person.zone).date) return at;
  }
  return by;
}

/** Whether they are reminded of this kind at all. */
export function wants(kind: NudgeKind, person: Someone): boolean {
  return !choicesOf(person).off.includes(kind);
}

/** The end of the quarter of an hour, so that what comes due within it comes together. */
export function together(asked: Date): Date {
  return new Date(Math.ceil(asked.getTime() / TOGETHER_MS) * TOGETHER_MS);
}

/** Within somebody's quiet hours, by the clock on their wall. From a time to itself means that there are none. */
export function isQuiet(
  time: string,
  { quietFrom, quietTo }: Pick<ReminderChoices, 'quietFrom' | 'quietTo'>,
): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

/** Away on this date: on leave, on nights, between rotations. */
export function absenceOn(date: string, absences: readonly Absence[]): Absence | undefined {
  return absences.find(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay);
}

/**
 * The periods in which somebody is away or their organisation is closed, as [first day, day after the last]: clocks
 * that run for or against them stop.
 */
export function awayPeriods({ courtesy }: Pick<Someone, 'courtesy'>): readonly (readonly [string, string])[] {
  const periods = [...(courtesy?.absences ?? []), ...(courtesy?.closures ?? [])];
  return periods
    .map(({ firstDay, lastDay }) => [firstDay, addDays(lastDay, 1)] as const)
    .toSorted(([one], [other]) => one.localeCompare(other));
}

function firstFreeDay(
  kind: NudgeKind,
  from: string,
  { courtesy }: Someone,
  { quietDays, holidays, snoozedUntil }: Omit<ReminderChoices, 'id' | 'personId'>,
): string | undefined {
  if (kind === 'news') return from;
  const snoozed = snoozedUntil !== undefined && snoozedUntil > from ? snoozedUntil : from;
  if (MANNERS[kind].onAnyDay) return snoozed;
  const away = [...(courtesy?.absences ?? []), ...(courtesy?.closures ?? [])];
  let day = snoozed;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const period = away.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
    const off = quietDays.includes(weekdayOf(day)) || (holidays !== 'none' && isBankHoliday(day, holidays));
    if (period === undefined && !off) return day;
    day = addDays(period?.lastDay ?? day, 1);
  }
  return undefined;
}

/** When the quiet hours that `at` falls into are over. */
function afterQuiet(at: Date, zone: string, { quietTo }: Pick<ReminderChoices, 'quietTo'>): Date {
  const { date, time } = inZone(at, zone);
  const end = instantOf({ date: time < quietTo ? date : addDays(date, 1), time: quietTo, zone });
  if (end > at) return end;
  // The clocks went back over the end, and the hour before it comes a second time: so does the end.
  return new Date(Math.floor(at.getTime() / MINUTE) * MINUTE + minutesBetween(time, quietTo) * MINUTE);
}

function minutesBetween(from: string, to: string): number {
  return minutesOf(to) - minutesOf(from);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
