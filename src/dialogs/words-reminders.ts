/** New words on what is reported back that somebody has not answered: three reminders of one rhythm, and then the coordinators. */

import type { TimerChange } from '../engine/effect.ts';
import { awayPeriods } from '../mentoring/courtesy.ts';
import type { People, Someone } from '../mentoring/facts.ts';
import { runningDate } from '../mentoring/running-date.ts';
import { inZone, instantOf } from '../mentoring/time.ts';
import type { Target } from '../ui/reference.ts';
import { nudgeTimer } from './nudge.ts';
import { someone } from './pair.ts';

/** Days after somebody was asked on which they are reminded; after that, silence. */
const reminderDays = [3, 7, 14];

/** So long the coordinators leave it to the reminders; days on which somebody is away are not counted. */
const unansweredDays = 21;

/** Sets the nth reminder of somebody; nothing after the last. `to` makes its target from what it has to carry. */
export function remindOfWords(args: {
  readonly people: People;
  readonly personId: string;
  readonly key: string;
  readonly nth: number;
  readonly since: Date;
  readonly to: (carried: Readonly<Record<string, string>>) => Target;
}): readonly TimerChange[] {
  const { people, personId, key, nth, since, to } = args;
  const days = reminderDays[nth - 1];
  if (days === undefined) return [];
  return [
    nudgeTimer({
      people,
      personId,
      kind: 'answer',
      key,
      to: to({ nth: String(nth), since: since.toISOString() }),
      asked: morningAfter(days, since, someone(people, personId)),
    }),
  ];
}

/** When the words have waited long enough for the coordinators to hear of it. */
export function unansweredAt(since: Date, ...those: readonly Someone[]): Date {
  const each = those.map((one) => morningAfter(unansweredDays, since, one).getTime());
  return new Date(Math.max(...each));
}

function morningAfter(days: number, since: Date, person: Someone): Date {
  const { zone } = person;
  const date = runningDate(inZone(since, zone).date, days, awayPeriods(person));
  return instantOf({ date, time: '09:00', zone });
}
