/** Time given to mentoring, for a job plan: counted from meetings that were held, without anything about them. */

import type { Meeting } from './records/meeting.ts';
import { instantOf } from './time.ts';

export type Hours = { readonly meetings: number; readonly minutes: number };

/** How long a meeting really took, as far as anybody said. */
export function minutesHeld({ minutes, heldMinutes }: Pick<Meeting, 'minutes' | 'heldMinutes'>): number {
  return heldMinutes ?? minutes;
}

/** Meetings held after `since` and up to `now`. */
export function hoursGiven(meetings: readonly Meeting[], since: Date, now: Date): Hours {
  const held = meetings.filter(({ state, start }) => {
    const at = instantOf(start);
    return state === 'met' && at > since && at <= now;
  });
  return { meetings: held.length, minutes: held.reduce((sum, meeting) => sum + minutesHeld(meeting), 0) };
}

/** "7 hours and 30 minutes". */
export function sayHours(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    hours === 0 ? undefined : `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    rest === 0 && hours > 0 ? undefined : `${rest} minutes`,
  ];
  return parts.filter((part) => part !== undefined).join(' and ');
}
