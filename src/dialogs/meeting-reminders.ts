/** The reminders of a meeting: for each of the two, as long before as they like it. */

import type { TimerChange } from '../engine/effect.ts';
import { choicesOf, DAY_BEFORE_MINUTES, PICKED_BELOW_MINUTES } from '../mentoring/courtesy.ts';
import type { People } from '../mentoring/facts.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { instantOf, shiftDays } from '../mentoring/time.ts';
import { target } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { someone } from './pair.ts';

/** Sets one person's reminders of a meeting that is booked. Those that would be in the past are left out. */
export function reminderTimers(
  { id, start }: Pick<Meeting, 'id' | 'start'>,
  { people, personId, now }: { readonly people: People; readonly personId: string; readonly now: Date },
): TimerChange[] {
  const person = someone(people, personId);
  return choicesOf(person).meetingMinutes.flatMap((minutes): TimerChange[] => {
    const asked = before(instantOf(start), minutes, person.zone);
    if (asked <= now) return [];
    const to = target('meeting', 'remind', id, { person: personId, minutes: `${minutes}` });
    const key = `${reminderKeys(id, personId)}${minutes}`;
    return [nudgeTimer({ people, personId, kind: 'meeting', key, to, asked, picked: isPicked(minutes) })];
  });
}

/** What the keys of one person's reminders of a meeting begin with. */
export function reminderKeys(meetingId: string, personId: string): string {
  return `meeting:${meetingId}:remind:${personId}:`;
}

/** A reminder of the last hours before a meeting is there because the person picked it, and is of no use later. */
export function isPicked(minutes: number): boolean {
  return minutes < PICKED_BELOW_MINUTES;
}

/** Whole days before are at the same time on the person's own clock, also across a change of clocks. */
function before(start: Date, minutes: number, zone: string): Date {
  return minutes % DAY_BEFORE_MINUTES === 0
    ? shiftDays(start, -minutes / DAY_BEFORE_MINUTES, zone)
    : new Date(start.getTime() - minutes * 60_000);
}
