import { expect, test } from 'vitest';
import { calendarEntry, calendarFile } from '../../../src/mentoring/calendar.ts';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import { aPair } from '../../support/pair-facts.ts';

const say = {
  names: ['Miles Sampleford', 'Asha Testwell'],
  place: 'Video call',
  scheme: 'Northvale mentoring',
} as const;

function booked(set: Partial<Meeting> = {}): Meeting {
  const [meeting] = aPair().meeting('2026-12-03 17:30', set).rows.meetings;
  if (meeting === undefined) throw new Error('The builder made no meeting');
  return meeting;
}

test('a meeting keeps one calendar identity for its whole life, whatever happens to it', () => {
  const before = calendarEntry(booked(), say);
  const moved = calendarEntry(
    booked({ sequence: 1, start: { date: '2026-12-04', time: '08:00', zone: 'Europe/London' } }),
    say,
  );
  const off = calendarEntry(booked({ sequence: 2, state: 'cancelled' }), say);
  expect(new Set([before.uid, moved.uid, off.uid]).size).toBe(1);
  expect([before.sequence, moved.sequence, off.sequence]).toEqual([0, 1, 2]);
  expect([before.method, moved.method, off.method]).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
});

test('a calendar is told the instant, whatever zone the time was named in', () => {
  const start = { date: '2026-12-03', time: '23:00', zone: 'Asia/Kolkata' };
  expect(calendarEntry(booked({ start }), say).start).toBe('2026-12-03T17:30:00.000Z');
});

test('a calendar learns who, where and how long, and nothing that was said', () => {
  const { data } = calendarFile(calendarEntry(booked(), say));
  expect(data).toMatchObject({
    minutes: 60,
    title: 'Mentoring: Miles Sampleford and Asha Testwell',
    location: 'Video call',
    attendees: [{ name: 'Miles Sampleford' }, { name: 'Asha Testwell' }],
  });
  expect(data.description).toContain('Northvale mentoring');
});
