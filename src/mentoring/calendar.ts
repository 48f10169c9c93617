/** What a calendar is told about a meeting: the data of a calendar file, without anything a pair said to each other. */

import type { Meeting } from './records/meeting.ts';
import { instantOf } from './time.ts';

export type CalendarEntry = {
  /** The same for the meeting's whole life, so that calendars know a moved meeting for the same one. */
  readonly uid: string;
  /** Rises with every change; calendars ignore a file whose sequence they have seen. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  /** ISO instant. */
  readonly start: string;
  readonly minutes: number;
  readonly title: string;
  readonly description: string;
  readonly location?: string;
  readonly attendees: readonly { readonly name: string }[];
};

/** A file to be made from a calendar entry when its message is sent. */
export type CalendarFile = { readonly kind: 'calendar'; readonly data: CalendarEntry };

/** The entry for a meeting as it is now: take the meeting after its change, with its new sequence. */
export function calendarEntry(
  meeting: Meeting,
  say: { names: readonly [string, string]; place: string; scheme: string },
): CalendarEntry {
  return {
    uid: `meeting-${meeting.id}@rapport`,
    sequence: meeting.sequence,
    method: meeting.state === 'cancelled' ? 'CANCEL' : 'REQUEST',
    start: instantOf(meeting.start).toISOString(),
    minutes: meeting.minutes,
    title: `Mentoring: ${say.names[0]} and ${say.names[1]}`,
    description: `Booked with Rapport in ${say.scheme}. To move or cancel it, use the bot, so that both of you are told.`,
    location: say.place,
    attendees: say.names.map((name) => ({ name })),
  };
}

export function calendarFile(entry: CalendarEntry): CalendarFile {
  return { kind: 'calendar', data: entry };
}
