/** How some people want to be reminded, and when they set it so: through the bot's own forms, as anybody would. */

import type { FieldValue } from '../../../adapters/playground/api-types.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { everybody } from './people.ts';

/** One thing that somebody changes on their card of reminders. */
export type Setting = {
  /** On this day at noon, by their own clock. */
  readonly on: string;
  readonly button: string;
  readonly values?: Readonly<Record<string, FieldValue>>;
  /** What holds from then on, for those who check. */
  readonly holds: Partial<Wishes>;
};

/** How somebody is to be reminded, as a reader of the rules would write it down. */
export type Wishes = {
  readonly quietFrom: string;
  readonly quietTo: string;
  /** 1 Monday to 7 Sunday. */
  readonly quietDays: readonly number[];
  readonly holidays: 'England and Wales' | 'Scotland' | 'None';
  /** Minutes before a meeting. */
  readonly before: readonly number[];
  /** As their labels have it. */
  readonly off: readonly string[];
  /** Nothing before this day. */
  readonly snoozedUntil: string;
  /** From the first to the last day. */
  readonly away: readonly (readonly [string, string])[];
};

export const usualWishes: Wishes = {
  quietFrom: '20:00',
  quietTo: '08:00',
  quietDays: [6, 7],
  holidays: 'England and Wales',
  before: [24 * 60],
  off: [],
  snoozedUntil: '',
  away: [],
};

export const kinds = {
  meeting: 'Meetings that are coming up',
  didYouMeet: '“Did you meet?” after a meeting',
  nextStep: 'Next steps that are due',
  watch: 'When you have not met for a while',
} as const;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type Days = readonly number[];

function hours(on: string, from: string, to: string, days: Days, holidays: Wishes['holidays']): Setting {
  return {
    on,
    button: 'Quiet hours and days',
    values: {
      'Quiet from': from,
      'Quiet until': to,
      'Days for meetings only': days.map((day) => weekdays[day - 1] ?? ''),
      'Bank holidays that are such days': holidays,
    },
    holds: { quietFrom: from, quietTo: to, quietDays: days, holidays },
  };
}

const beforeLabels: Readonly<Record<number, string>> = {
  10080: 'A week before',
  2880: 'Two days before',
  1440: 'A day before',
  120: 'Two hours before',
  60: 'An hour before',
};

function before(on: string, minutes: readonly number[]): Setting {
  return {
    on,
    button: 'Times before meetings',
    values: { 'Remind me': minutes.map((one) => beforeLabels[one] ?? '') },
    holds: { before: minutes },
  };
}

function away(
  on: string,
  why: 'Leave' | 'Night shifts' | 'Rotation',
  firstDay: string,
  lastDay: string,
): Setting {
  return {
    on,
    button: 'Add leave or nights',
    values: { 'What it is': why, 'First day': firstDay, 'Last day': lastDay },
    holds: { away: [[firstDay, lastDay]] },
  };
}

/** The kinds that stay are those that are ticked. */
function without(on: string, off: readonly string[]): Setting {
  return { on, button: 'Kinds of reminders', values: { 'Remind me of': ['*', ...off] }, holds: { off } };
}

function snooze(on: string, until: string): Setting {
  return {
    on,
    button: 'Nothing until a date',
    values: { 'First day with reminders': until },
    holds: { snoozedUntil: until },
  };
}

/** By their place in the list of everybody; all others leave things as they are. */
const chosen: Readonly<Record<number, readonly Setting[]>> = {
  0: [before('2026-01-20', [1440, 60])],
  2: [
    hours('2026-01-22', '22:00', '06:30', [7], 'None'),
    away('2026-06-01', 'Leave', '2026-07-13', '2026-07-31'),
  ],
  4: [away('2026-02-10', 'Night shifts', '2026-03-23', '2026-03-31'), snooze('2026-10-20', '2026-11-03')],
  6: [hours('2026-02-03', '08:00', '17:00', [6, 7], 'England and Wales')],
  7: [without('2026-03-02', [kinds.didYouMeet])],
  9: [before('2026-02-12', [10080, 1440])],
  10: [without('2026-02-25', [kinds.watch])],
  12: [hours('2026-02-05', '19:00', '09:00', [5, 6, 7], 'Scotland')],
  16: [away('2026-03-05', 'Rotation', '2026-08-03', '2026-08-21')],
  18: [without('2026-02-18', [kinds.meeting])],
  21: [before('2026-03-10', [120])],
  24: [snooze('2026-05-11', '2026-06-01')],
  28: [before('2026-03-12', [])],
  31: [hours('2026-03-16', '00:00', '00:00', [], 'None')],
  35: [away('2026-04-02', 'Leave', '2026-05-18', '2026-06-05')],
  41: [away('2026-02-20', 'Leave', '2026-08-10', '2026-08-28'), before('2026-01-28', [2880])],
  44: [hours('2026-02-11', '18:00', '08:30', [3, 6, 7], 'England and Wales')],
  48: [away('2026-03-19', 'Night shifts', '2026-10-19', '2026-10-30')],
  52: [without('2026-02-27', [kinds.nextStep])],
  57: [snooze('2026-08-03', '2026-08-24')],
  61: [before('2026-03-03', [1440, 120])],
  66: [hours('2026-03-04', '21:30', '07:00', [7], 'Scotland')],
};

export function settingsOf(person: RosterPerson): readonly Setting[] {
  return chosen[everybody.indexOf(person)] ?? [];
}

/** What holds for somebody at a moment: each setting from when it was really made. */
export function wishesOf(
  person: RosterPerson,
  made: readonly { readonly at: Date; readonly holds: Partial<Wishes> }[],
  at: Date,
): Wishes {
  const first: Wishes = {
    ...usualWishes,
    holidays: person.zone === 'Europe/London' ? 'England and Wales' : 'None',
  };
  return made
    .filter((one) => one.at <= at)
    .reduce(
      (before_, { holds }) => ({ ...before_, ...holds, away: [...before_.away, ...(holds.away ?? [])] }),
      first,
    );
}
