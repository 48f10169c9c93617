import { expect, test } from 'vitest';
import { nextAsking, nextChangeover } from '../../../src/mentoring/changeover.ts';
import { inZone, instantOf, weekdayOf } from '../../../src/mentoring/time.ts';
import { addDays } from '../../../src/mentoring/time.ts';

test.each([
  ['2025-08-05', '2025-08-06'],
  ['2025-08-06', '2026-02-04'],
  ['2026-11-29', '2027-02-03'],
  ['2027-02-03', '2027-08-04'],
  ['2028-01-31', '2028-02-02'],
  ['2029-07-31', '2029-08-01'],
  ['2029-12-31', '2030-02-06'],
])('after %s the next national changeover is on %s', (day, changeover) => {
  expect(nextChangeover(day)).toBe(changeover);
});

test('a changeover is always the first Wednesday of August or February', () => {
  for (let day = '2026-01-01'; day < '2046-01-01'; day = addDays(day, 29)) {
    const next = nextChangeover(day);
    expect(weekdayOf(next)).toBe(3);
    expect(Number(next.slice(8))).toBeLessThanOrEqual(7);
    expect(next.slice(5, 7)).toMatch(/^(02|08)$/);
  }
});

test('whoever rotates is asked six weeks ahead, and then before the next one, never twice for one', () => {
  const { askOn, changeover } = nextAsking('2026-11-29');
  expect({ askOn, changeover }).toEqual({ askOn: '2026-12-23', changeover: '2027-02-03' });
  // Asked on that very day, it is the one after.
  const today = inZone(
    instantOf({ date: askOn, time: '09:00', zone: 'Europe/London' }),
    'Europe/London',
  ).date;
  expect(nextAsking(today)).toEqual({ askOn: '2027-06-23', changeover: '2027-08-04' });
});
