/** Calendar files (iCalendar, RFC 5545 and 5546): one meeting each, in UTC, known by one UID for its whole life. */

import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import type { CalendarEntry } from '../mentoring/calendar.ts';

/**
 * The text of the file. `at` becomes its time stamp.
 *
 * Times are in UTC: with a zone name and no VTIMEZONE beside it, calendars disagree on what is meant.
 * PUBLISH, not REQUEST: the file reaches people through chat, where nobody could answer an invitation, and RFC 5546
 * (3.2.1) allows no attendees then, so their names stand in the title.
 */
export function makeIcs(entry: CalendarEntry, at: Date): string {
  const cancelled = entry.method === 'CANCEL';
  const start = new Date(entry.start);
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rapport', product: 'Rapport', language: 'EN' },
  });
  calendar.createEvent({
    id: plain(entry.uid),
    sequence: entry.sequence,
    stamp: at,
    start,
    end: new Date(start.getTime() + entry.minutes * 60_000),
    summary: plain(cancelled ? `Cancelled: ${entry.title}` : entry.title),
    description: plain(entry.description),
    location: entry.location === undefined ? null : plain(entry.location),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // Shared calendars then show "busy" to colleagues, and not with whom.
    class: ICalEventClass.PRIVATE,
    // RFC 5546 wants one, and always the same. The domain is one that can never receive mail (RFC 2606).
    organizer: { name: 'Rapport', email: 'meetings@rapport.invalid' },
  });
  return calendar.toString();
}

/** "meeting-2026-12-03.ics". */
export function nameOfIcs(entry: CalendarEntry): string {
  const date = new Date(entry.start).toISOString().slice(0, 10);
  return `${entry.method === 'CANCEL' ? 'cancelled-meeting' : 'meeting'}-${date}.ics`;
}

/** Control characters would break the file's lines; the library escapes everything else. */
function plain(words: string): string {
  return words.replaceAll(/\p{Cc}+/gu, ' ');
}
