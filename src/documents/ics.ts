/** Calendar files (iCalendar, RFC 5545 and 5546): one meeting each, in UTC, known by one UID for its whole life. */

import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { CalendarEntry } from '../mentoring/calendar.ts';

/**
 * The text of the file. `at` becomes its time stamp.
 *
 * Times are in UTC: with a zone name and no VTIMEZONE beside it, calendars disagree on what is meant.
 * REQUEST, not PUBLISH: a calendar that has the meeting already then moves it, where Outlook would add a second one
 * (RFC 5546, 3.2.2). Both have said yes in chat, so that nobody is asked to answer, and neither they nor the organiser
 * have an address that an answer could go to (the domain can never receive mail: RFC 2606).
 */
export function makeIcs(entry: CalendarEntry, at: Date): string {
  const cancelled = entry.method === 'CANCEL';
  const start = new Date(entry.start);
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
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
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    // Outlook shows a request as tentative until somebody answers it, and here nobody can ([MS-OXCICAL], X-MICROSOFT-CDO-BUSYSTATUS).
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    // Shared calendars then show "busy" to colleagues, and not with whom.
    class: ICalEventClass.PRIVATE,
    // RFC 5546 wants one, and always the same: a calendar takes changes from nobody else.
    organizer: { name: 'Rapport', email: `meetings@${nowhere}` },
    attendees: entry.attendees.map(({ name }, index) => ({
      name: quotable(name),
      email: `attendee-${index + 1}@${nowhere}`,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })),
  });
  // The last line ends as every other does (RFC 5545, 3.1), which the library leaves out.
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** "meeting-2026-12-03.ics". */
export function nameOfIcs(entry: CalendarEntry): string {
  const date = new Date(entry.start).toISOString().slice(0, 10);
  return `${entry.method === 'CANCEL' ? 'cancelled-meeting' : 'meeting'}-${date}.ics`;
}

/** Reads an entry back from storage. One that is broken is our own fault and must not become half a calendar file. */
export function asCalendarEntry(data: unknown): CalendarEntry {
  if (typeof data !== 'object' || data === null) throw broken('it is no object');
  const entry = data as Partial<Record<keyof CalendarEntry, unknown>>; // read field by field below
  const { uid, sequence, method, start, minutes, title, description, location, attendees } = entry;
  if (typeof uid !== 'string' || uid === '') throw broken('uid');
  if (typeof sequence !== 'number' || !Number.isInteger(sequence) || sequence < 0) throw broken('sequence');
  if (method !== 'REQUEST' && method !== 'CANCEL') throw broken('method');
  if (typeof start !== 'string' || Number.isNaN(Date.parse(start))) throw broken('start');
  if (typeof minutes !== 'number' || !(minutes > 0)) throw broken('minutes');
  if (typeof title !== 'string' || typeof description !== 'string') throw broken('title or description');
  if (!Array.isArray(attendees) || attendees.length === 0 || !attendees.every(isNamed))
    throw broken('attendees');
  return {
    uid,
    sequence,
    method,
    start,
    minutes,
    title,
    description,
    ...(typeof location === 'string' ? { location } : {}),
    attendees,
  };
}

const nowhere = 'rapport.invalid';

/** Control characters would break the file's lines; the library escapes everything else. */
function plain(words: string): string {
  return words.replaceAll(/\p{Cc}+/gu, ' ');
}

/** A name stands in quotation marks, and there is no way to write one of those within (RFC 5545, 3.2). */
function quotable(name: string): string {
  return plain(name).replaceAll('"', '’');
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function broken(what: string): Error {
  return new Error(
    `A calendar file cannot be made: ${what} is wrong. The dialog that described it must be mended.`,
  );
}
