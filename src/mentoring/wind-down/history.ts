/**
 * What is known of a pair, and what of it counts on a given day.
 *
 * A day is a number: days since 1 January 1970, UTC. A calendar date is a whole one; an instant has a fraction.
 */

import { addGap, noGaps } from './rhythm.ts';
import type { Gaps } from './rhythm.ts';
import { cutOut } from './running-days.ts';
import type { Pause, RunningDays } from './running-days.ts';

/** A meeting that was held. */
export type Held = {
  readonly day: number;
  /** Whether the next one was booked when it ended; absent where nobody knows. */
  readonly bookedAhead?: boolean | undefined;
};

/**
 * Something that was noticed: a meeting cancelled with no new one, "did you meet?" answered with no, or goals met. A
 * meeting that was moved to another day is none of these: it is a contact.
 */
export type Sign = { readonly sign: 'cancelled' | 'not-met' | 'goals-met'; readonly day: number };

/** Lists may be in any order, and hold days to come. */
export type History = {
  /** How often they agreed to meet. Above 0. */
  readonly cadenceDays: number;
  /** Two on one calendar day count as one. */
  readonly meetings: readonly Held[];
  /** Days for which a meeting is, or was, booked. */
  readonly booked?: readonly number[];
  readonly pauses?: readonly Pause[];
  /** Days on which they showed that they go on, other than by meeting: a meeting moved, "going well" answered. */
  readonly contacts?: readonly number[];
  readonly signs?: readonly Sign[];
  /** The day on which they planned to end, as they last agreed. */
  readonly plannedEnd?: number | undefined;
  /** When one of them ended it. */
  readonly endedOn?: number | undefined;
};

/** A history as it stood on one day. */
export type Standing = {
  readonly cadenceDays: number;
  readonly running: RunningDays;
  /** In agreed cadences, pauses cut out. */
  readonly gaps: Gaps;
  /** The last meeting; `undefined` where they have not met. */
  readonly lastMet: Held | undefined;
  /** The silence is counted from here: the last meeting, or a later contact. */
  readonly since: number;
  /** Of the meetings before the last: how often the next was booked when they parted, and how often not. */
  readonly habit: { readonly ahead: number; readonly not: number };
  /** Days booked after `since`, in order, passed and to come. */
  readonly booked: readonly number[];
  readonly signs: readonly Sign[];
  /** The end that they planned came before they were to meet again. Whoever meets after it goes on in spite of it. */
  readonly isPlannedEnd: boolean;
};

/** Whatever happened after `asOf` is not looked at. */
export function standOn(history: History, asOf: number): Standing {
  const running = cutOut(history.pauses ?? []);
  const met = heldBy(history.meetings, asOf);
  let gaps = noGaps;
  const habit = { ahead: 0, not: 0 };
  let before: Held | undefined;
  for (const meeting of met) {
    if (before !== undefined) {
      gaps = addGap(gaps, running.between(before.day, meeting.day) / history.cadenceDays);
      if (before.bookedAhead === true) habit.ahead += 1;
      if (before.bookedAhead === false) habit.not += 1;
    }
    before = meeting;
  }
  const contacts = (history.contacts ?? []).filter((day) => day <= asOf);
  const since = contacts.reduce(
    (latest, day) => Math.max(latest, day),
    before?.day ?? Number.NEGATIVE_INFINITY,
  );
  return {
    cadenceDays: history.cadenceDays,
    running,
    gaps,
    lastMet: before,
    since,
    habit,
    booked: (history.booked ?? []).filter((day) => day > since).toSorted((one, other) => one - other),
    signs: (history.signs ?? []).filter(({ day }) => day >= since && day <= asOf),
    isPlannedEnd: comesWithin(history, since, running),
  };
}

/** On the day of `since` or later, and less than a cadence of running days after it. */
function comesWithin({ plannedEnd, cadenceDays }: History, since: number, running: RunningDays): boolean {
  if (plannedEnd === undefined || plannedEnd < Math.floor(since)) return false;
  return running.between(since, plannedEnd) < cadenceDays;
}

/** In order, one for each calendar day; of two answers whether the next was booked, the one that says yes. */
function heldBy(meetings: readonly Held[], asOf: number): readonly Held[] {
  const inOrder = meetings.filter(({ day }) => day <= asOf).toSorted((one, other) => one.day - other.day);
  const kept: Held[] = [];
  for (const meeting of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || Math.floor(last.day) !== Math.floor(meeting.day)) kept.push(meeting);
    else if (meeting.bookedAhead !== undefined)
      kept[kept.length - 1] = {
        day: last.day,
        bookedAhead: last.bookedAhead === true || meeting.bookedAhead,
      };
  }
  return kept;
}
