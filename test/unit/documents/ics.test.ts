import { describe, expect, test } from 'vitest';
import { createDocuments } from '../../../src/documents/documents.ts';
import type { CalendarEntry } from '../../../src/mentoring/calendar.ts';

const at = new Date('2026-11-29T10:00:00Z');
const documents = createDocuments({
  clock: { now: () => at },
  linkTo: ({ kind }, expiresAt) => `https://rapport.test/${kind}?until=${expiresAt.toISOString()}`,
});

function entry(set: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    uid: 'meeting-1@rapport',
    sequence: 0,
    method: 'PUBLISH',
    start: '2026-12-03T17:30:00.000Z',
    minutes: 45,
    title: 'Mentoring: Miles Sampleford and Asha Testwell',
    description: 'Booked with Rapport.',
    location: 'Video call',
    attendees: [{ name: 'Miles Sampleford' }],
    ...set,
  };
}

async function ics(set: Partial<CalendarEntry> = {}): Promise<string> {
  const file = await documents.make({ kind: 'calendar', data: entry(set) });
  return new TextDecoder().decode(file.bytes);
}

describe('a calendar file', () => {
  test('names one meeting, its time in UTC, and its version', async () => {
    const text = await ics({ sequence: 3 });
    for (const line of [
      'METHOD:PUBLISH',
      'UID:meeting-1@rapport',
      'SEQUENCE:3',
      'DTSTAMP:20261129T100000Z',
      'DTSTART:20261203T173000Z',
      'DTEND:20261203T181500Z',
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
      'LOCATION:Video call',
    ])
      expect(text.split('\r\n')).toContain(line);
    expect(text).not.toContain('TZID');
    expect(text).not.toContain('ATTENDEE');
  });

  test('of a cancelled meeting takes it out of the calendar', async () => {
    const lines = (await ics({ method: 'CANCEL', sequence: 4 })).split('\r\n');
    expect(lines).toContain('METHOD:CANCEL');
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines).toContain('SEQUENCE:4');
    expect(lines).toContain('UID:meeting-1@rapport');
  });

  test('holds a name in any script, and a name cannot add lines of its own', async () => {
    const text = await ics({ title: 'Łukasz Świętek; 김민수, محمد\r\nSTATUS:CANCELLED\nX-EVIL:1' });
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('SUMMARY:Łukasz Świętek\\; 김민수\\, محمد STATUS:CANCELLED X-EVIL:1');
    expect(text.split('\r\n').filter((line) => line.startsWith('X-EVIL'))).toEqual([]);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test('says by its name and type what it is', async () => {
    const spec = { kind: 'calendar', data: entry() };
    const file = await documents.make(spec);
    expect(file.name).toBe('meeting-2026-12-03.ics');
    expect(documents.nameOf(spec)).toBe(file.name);
    expect(file.mime).toBe('text/calendar; method=PUBLISH; charset=utf-8');
    expect(documents.nameOf({ kind: 'calendar', data: entry({ method: 'CANCEL' }) })).toBe(
      'cancelled-meeting-2026-12-03.ics',
    );
  });

  test('is not made from half an entry, nor is a document nobody knows', async () => {
    for (const data of [
      null,
      {},
      { ...entry(), sequence: -1 },
      { ...entry(), start: 'soon' },
      { ...entry(), uid: '' },
    ])
      await expect(documents.make({ kind: 'calendar', data })).rejects.toThrow('cannot be made');
    await expect(documents.make({ kind: 'papyrus', data: {} })).rejects.toThrow(
      'No document of kind papyrus',
    );
    expect(() => documents.nameOf({ kind: 'papyrus', data: {} })).toThrow('No document of kind papyrus');
  });
});

test('a person’s own data comes as a file that programs and people can read', async () => {
  const file = await documents.make({ kind: 'own-data', data: { person: { name: 'Asha Testwell' } } });
  expect(file.name).toBe('my-rapport-data.json');
  expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual({ person: { name: 'Asha Testwell' } });
});

test('links are made by whoever serves the files', () => {
  expect(documents.linkTo({ kind: 'calendar', data: entry() }, at)).toBe(
    'https://rapport.test/calendar?until=2026-11-29T10:00:00.000Z',
  );
});
