/** The documents port: makes the file that a dialog described, when the message that carries it is sent. */

import type { Clock, Documents } from '../engine/ports.ts';
import type { CalendarEntry } from '../mentoring/calendar.ts';
import { makeIcs, nameOfIcs } from './ics.ts';

/** `linkTo` is composed where the route that serves the files is. */
export function createDocuments(parts: {
  readonly clock: Clock;
  readonly linkTo: Documents['linkTo'];
}): Documents {
  return {
    linkTo: parts.linkTo,
    nameOf: ({ kind, data }) => {
      switch (kind) {
        case 'calendar':
          return nameOfIcs(asCalendarEntry(data));
        case 'own-data':
          return 'my-rapport-data.json';
        default:
          throw unknown(kind);
      }
    },
    make: async ({ kind, data }) => {
      switch (kind) {
        case 'calendar': {
          const entry = asCalendarEntry(data);
          return {
            name: nameOfIcs(entry),
            mime: `text/calendar; method=${entry.method}; charset=utf-8`,
            bytes: encode(makeIcs(entry, parts.clock.now())),
          };
        }
        case 'own-data':
          return {
            name: 'my-rapport-data.json',
            mime: 'application/json; charset=utf-8',
            bytes: encode(`${JSON.stringify(data, null, 2)}\n`),
          };
        default:
          throw unknown(kind);
      }
    },
  };
}

/** Reads an entry back from storage. One that is broken is our own fault and must not become half a calendar file. */
function asCalendarEntry(data: unknown): CalendarEntry {
  if (typeof data !== 'object' || data === null) throw broken('it is no object');
  const entry = data as Partial<Record<keyof CalendarEntry, unknown>>; // read field by field below
  const { uid, sequence, method, start, minutes, title, description, location, attendees } = entry;
  if (typeof uid !== 'string' || uid === '') throw broken('uid');
  if (typeof sequence !== 'number' || !Number.isInteger(sequence) || sequence < 0) throw broken('sequence');
  if (method !== 'PUBLISH' && method !== 'CANCEL') throw broken('method');
  if (typeof start !== 'string' || Number.isNaN(Date.parse(start))) throw broken('start');
  if (typeof minutes !== 'number' || !(minutes > 0)) throw broken('minutes');
  if (typeof title !== 'string' || typeof description !== 'string') throw broken('title or description');
  return {
    uid,
    sequence,
    method,
    start,
    minutes,
    title,
    description,
    ...(typeof location === 'string' ? { location } : {}),
    attendees: Array.isArray(attendees) ? attendees.filter(isNamed) : [],
  };
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function encode(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

function broken(what: string): Error {
  return new Error(
    `A calendar file cannot be made: ${what} is wrong. The dialog that described it must be mended.`,
  );
}

function unknown(kind: string): Error {
  return new Error(`No document of kind ${kind} is known. Add it in src/documents/documents.ts.`);
}
