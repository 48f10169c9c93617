import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDocuments } from '../../../src/documents/documents.ts';
import type { CalendarEntry } from '../../../src/mentoring/calendar.ts';
import { breachesOf, readIcs, unescaped } from './read-ics.ts';

const at = new Date('2026-11-29T10:00:00Z');
const documents = createDocuments({
  clock: { now: () => at },
  linkTo: () => '',
});

function entry(set: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    uid: 'meeting-1@rapport',
    sequence: 0,
    method: 'REQUEST',
    start: '2026-12-03T17:30:00.000Z',
    minutes: 45,
    title: 'Mentoring: Miles Sampleford and Asha Testwell',
    description: 'Booked with Rapport.',
    location: 'Video call',
    attendees: [{ name: 'Miles Sampleford' }, { name: 'Asha Testwell' }],
    ...set,
  };
}

async function ics(set: Partial<CalendarEntry> = {}): Promise<string> {
  const file = await documents.make({ kind: 'calendar', data: entry(set) });
  return new TextDecoder().decode(file.bytes);
}

/** Lines as a calendar reads them: what was folded is put together again (RFC 5545, 3.1). */
async function lines(set: Partial<CalendarEntry> = {}): Promise<readonly string[]> {
  return (await ics(set)).replaceAll('\r\n ', '').split('\r\n');
}

/** What a calendar knows a meeting by. */
function known(read: readonly string[]): readonly string[] {
  return read.filter((line) => /^(UID|ORGANIZER|ATTENDEE)/.test(line));
}

describe('a calendar file', () => {
  test('names one meeting, its time in UTC, and its version', async () => {
    const read = await lines({ sequence: 3 });
    for (const line of [
      'METHOD:REQUEST',
      'UID:meeting-1@rapport',
      'SEQUENCE:3',
      'DTSTAMP:20261129T100000Z',
      'DTSTART:20261203T173000Z',
      'DTEND:20261203T181500Z',
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
      'LOCATION:Video call',
      'ORGANIZER;CN="Rapport":mailto:meetings@rapport.invalid',
    ])
      expect(read).toContain(line);
    expect(read.join('\n')).not.toContain('TZID');
    expect(read.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  });

  test('of a meeting that goes over a change of clocks lasts as long as was said', async () => {
    const read = await lines({ start: '2026-10-25T00:30:00.000Z', minutes: 60 });
    expect(read).toContain('DTSTART:20261025T003000Z');
    expect(read).toContain('DTEND:20261025T013000Z');
  });

  test('has both as attendees who have said yes, and asks nobody to answer', async () => {
    const attendees = (await lines()).filter((line) => line.startsWith('ATTENDEE'));
    expect(attendees.map((line) => /CN="([^"]*)"/.exec(line)?.[1])).toEqual([
      'Miles Sampleford',
      'Asha Testwell',
    ]);
    for (const line of attendees) {
      expect(line).toContain('PARTSTAT=ACCEPTED');
      expect(line).toContain('RSVP=FALSE');
      expect(line).toMatch(/mailto:attendee-\d@rapport\.invalid$/i);
    }
    expect(new Set(attendees).size).toBe(2);
  });

  test('of a moved meeting is known for the same one, by the same organiser and attendees', async () => {
    const before = await lines();
    const moved = await lines({ sequence: 1, start: '2026-12-04T08:00:00.000Z' });
    const off = await lines({ sequence: 2, method: 'CANCEL' });
    expect(known(before)).toHaveLength(4);
    expect(known(moved)).toEqual(known(before));
    expect(known(off)).toEqual(known(before));
  });

  test('of a cancelled meeting takes it out of the calendar', async () => {
    const read = await lines({ method: 'CANCEL', sequence: 4 });
    expect(read).toContain('METHOD:CANCEL');
    expect(read).toContain('STATUS:CANCELLED');
    expect(read).toContain('SEQUENCE:4');
    expect(read).toContain('UID:meeting-1@rapport');
    expect(read).toContain('SUMMARY:Cancelled: Mentoring: Miles Sampleford and Asha Testwell');
  });

  test('holds a name in any script, and a name cannot add lines of its own', async () => {
    const name =
      'Łukasz "Luk" Świętek; 김민수, محمد\r\nSTATUS:CANCELLED\r\nATTENDEE:mailto:evil@rapport.test';
    const read = await lines({ title: name, attendees: [{ name }, { name: 'Asha Testwell' }] });
    expect(read).toContain(
      'SUMMARY:Łukasz "Luk" Świętek\\; 김민수\\, محمد STATUS:CANCELLED ATTENDEE:mailto:evil@rapport.test',
    );
    expect(read).not.toContain('STATUS:CANCELLED');
    expect(read.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(2);
    expect(read.join('\n')).toContain('CN="Łukasz ’Luk’ Świętek; 김민수, محمد STATUS:CANCELLED');
  });

  test('is folded at 75 octets, never within a character, however many octets it takes', async () => {
    for (const letter of ['x', 'ж', '김', '👩🏽‍⚕️', '🦄']) {
      for (let before = 0; before < 5; before += 1) {
        const title = `${'a'.repeat(before)}${letter.repeat(80)}`;
        const text = await ics({ title, attendees: [{ name: title }] });
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text).not.toContain('\uFFFD');
        expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`);
      }
    }
  });

  test('escapes what has a meaning in calendars, and keeps to single lines', async () => {
    const read = await lines({ description: 'a\\b; c, d: e', location: 'Room 1; floor 2' });
    expect(read).toContain('DESCRIPTION:a\\\\b\\; c\\, d: e');
    expect(read).toContain('LOCATION:Room 1\\; floor 2');
    expect(await ics()).not.toMatch(/[^\r]\n/);
  });

  test('keeps every rule of calendars and of meetings sent between them, whatever people are called or write', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
      fc.constantFrom(
        'a\\',
        '"',
        ';:,',
        'BEGIN:VEVENT\r\nEND:VEVENT',
        'x'.repeat(300),
        'محمد',
        '👩🏽‍⚕️'.repeat(20),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          title: words,
          description: words,
          location: words,
          attendees: fc.tuple(words, words).map((names) => names.map((name) => ({ name: `Dr ${name}` }))),
          sequence: fc.nat({ max: 99 }),
          method: fc.constantFrom('REQUEST' as const, 'CANCEL' as const),
          minutes: fc.integer({ min: 15, max: 600 }),
        }),
        async (set) => {
          const text = await ics(set);
          expect(breachesOf(text)).toEqual([]);
          const { event } = readIcs(text);
          const summary = event.find(({ name }) => name === 'SUMMARY')?.value ?? '';
          expect(unescaped(summary)).toContain(set.title.replaceAll(/\p{Cc}+/gu, ' '));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('shows as busy, and as free once it is cancelled, also in Outlook', async () => {
    expect(await lines()).toEqual(
      expect.arrayContaining(['TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY']),
    );
    expect(await lines({ method: 'CANCEL' })).toEqual(
      expect.arrayContaining(['TRANSP:TRANSPARENT', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE']),
    );
  });

  test('says by its name and type what it is', async () => {
    const spec = { kind: 'calendar', data: entry() };
    const file = await documents.make(spec);
    expect(file.name).toBe('meeting-2026-12-03.ics');
    expect(documents.nameOf(spec)).toBe(file.name);
    expect(file.mime).toBe('text/calendar; method=REQUEST; charset=utf-8');
    const off = { kind: 'calendar', data: entry({ method: 'CANCEL' }) };
    expect(documents.nameOf(off)).toBe('cancelled-meeting-2026-12-03.ics');
    expect((await documents.make(off)).mime).toBe('text/calendar; method=CANCEL; charset=utf-8');
  });

  test('is not made from half an entry', async () => {
    for (const data of [
      null,
      {},
      { ...entry(), sequence: -1 },
      { ...entry(), start: 'soon' },
      { ...entry(), uid: '' },
      { ...entry(), method: 'PUBLISH' },
      { ...entry(), attendees: [] },
    ])
      await expect(documents.make({ kind: 'calendar', data })).rejects.toThrow('cannot be made');
  });
});
