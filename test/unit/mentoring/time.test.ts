import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  instantOf,
  inZone,
  isZone,
  nextWeekly,
  sayDate,
  sayWhen,
  sayZone,
  shiftDays,
  weekdayOf,
} from '../../../src/mentoring/time.ts';

const at = (date: string, time: string, zone: string): string =>
  instantOf({ date, time, zone }).toISOString();

describe('the instant that somebody meant', () => {
  test('in London in winter and in summer', () => {
    expect(at('2026-12-03', '17:30', 'Europe/London')).toBe('2026-12-03T17:30:00.000Z');
    expect(at('2026-07-03', '17:30', 'Europe/London')).toBe('2026-07-03T16:30:00.000Z');
  });

  test('a time that London skips in spring moves forward by the hour that is skipped', () => {
    expect(at('2026-03-29', '00:59', 'Europe/London')).toBe('2026-03-29T00:59:00.000Z');
    expect(at('2026-03-29', '01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z');
    expect(inZone(new Date('2026-03-29T01:30:00Z'), 'Europe/London').time).toBe('02:30');
    expect(at('2026-03-29', '02:00', 'Europe/London')).toBe('2026-03-29T01:00:00.000Z');
  });

  test('of a time that London has twice in autumn, the first is meant', () => {
    expect(at('2026-10-25', '01:00', 'Europe/London')).toBe('2026-10-25T00:00:00.000Z');
    expect(at('2026-10-25', '01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '02:00', 'Europe/London')).toBe('2026-10-25T02:00:00.000Z');
  });

  test('the same in New York, where clocks change on other days', () => {
    expect(at('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('2026-11-01', '02:00', 'America/New_York')).toBe('2026-11-01T07:00:00.000Z');
  });

  test('in India, half an hour off and without summer time', () => {
    expect(at('2026-06-01', '09:00', 'Asia/Kolkata')).toBe('2026-06-01T03:30:00.000Z');
    expect(at('2026-12-01', '00:15', 'Asia/Kolkata')).toBe('2026-11-30T18:45:00.000Z');
  });

  test('on Lord Howe Island, where the clocks change by half an hour', () => {
    expect(at('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
    expect(inZone(new Date('2026-10-03T15:45:00Z'), 'Australia/Lord_Howe').time).toBe('02:45');
    expect(at('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
  });

  test('in Apia, which once skipped a whole day', () => {
    expect(at('2011-12-30', '12:00', 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
    expect(inZone(new Date('2011-12-30T22:00:00Z'), 'Pacific/Apia').date).toBe('2011-12-31');
    expect(at('2011-12-29', '23:00', 'Pacific/Apia')).toBe('2011-12-30T09:00:00.000Z');
    expect(at('2011-12-31', '00:30', 'Pacific/Apia')).toBe('2011-12-30T10:30:00.000Z');
  });

  test('an older name of a zone means the same', () => {
    expect(at('2026-07-01', '12:00', 'Asia/Calcutta')).toBe(at('2026-07-01', '12:00', 'Asia/Kolkata'));
    expect(at('2026-07-01', '12:00', 'GB')).toBe(at('2026-07-01', '12:00', 'Europe/London'));
    expect(at('2026-07-01', '12:00', 'US/Eastern')).toBe(at('2026-07-01', '12:00', 'America/New_York'));
  });

  test('what is no date, no time or no zone is refused', () => {
    expect(() => at('2026-13-01', '12:00', 'Europe/London')).toThrow(RangeError);
    expect(() => at('2026-12-01', '25:00', 'Europe/London')).toThrow(RangeError);
    expect(() => at('2026-12-01', '12:00', 'Europe/Nowhere')).toThrow(RangeError);
  });

  const zones = fc.constantFrom(
    'Europe/London',
    'Asia/Kolkata',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/St_Johns',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'Etc/GMT+12',
  );
  const minutes = fc.integer({ min: Date.UTC(2005, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 });

  test('a wall clock shows the time that was meant, unless the clocks skip it, and then a later one', () => {
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const iso = new Date(minute * 60_000).toISOString();
        const wall = { date: iso.slice(0, 10), time: iso.slice(11, 16), zone };
        const shown = inZone(instantOf(wall), zone);
        if (shown.date === wall.date && shown.time === wall.time) return;
        expect(`${shown.date} ${shown.time}` > `${wall.date} ${wall.time}`).toBe(true);
        expect(wasSkipped(wall, instantOf(wall))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('no earlier instant shows the same time on the wall', () => {
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const instant = new Date(minute * 60_000);
        expect(instantOf(inZone(instant, zone)).getTime()).toBeLessThanOrEqual(instant.getTime());
      }),
      { numRuns: 2000 },
    );
  });
});

/** Looks at every half hour around: does no instant show this time? */
function wasSkipped(wall: { date: string; time: string; zone: string }, near: Date): boolean {
  for (let shift = -26 * 60; shift <= 26 * 60; shift += 15) {
    const shown = inZone(new Date(near.getTime() + shift * 60_000), wall.zone);
    if (shown.date === wall.date && shown.time === wall.time) return false;
  }
  return true;
}

describe('saying a time', () => {
  test('names the day, the 24-hour time, and the place whose clock it is', () => {
    expect(sayWhen(new Date('2026-12-03T17:30:00Z'), 'Europe/London')).toBe(
      'Thursday 3 December, 17:30 (London time)',
    );
    expect(sayWhen(new Date('2026-12-03T20:30:00Z'), 'Asia/Kolkata')).toBe(
      'Friday 4 December, 02:00 (Kolkata time)',
    );
  });

  test('of zones with a long, an old or a technical name', () => {
    expect(sayZone('America/Argentina/Buenos_Aires')).toBe('Buenos Aires time');
    expect(sayZone('GB')).toBe('London time');
    expect(sayZone('UTC')).toBe('UTC');
    expect(sayZone('Etc/GMT+5')).toBe('UTC−5');
  });

  test('a date is written out with its year', () => {
    expect(sayDate('2026-12-03')).toBe('3 December 2026');
  });
});

describe('zones and dates', () => {
  test('only names of places are zones, old names too', () => {
    for (const zone of ['Europe/London', 'Asia/Calcutta', 'US/Pacific', 'UTC'])
      expect(isZone(zone)).toBe(true);
    for (const zone of ['', '+01:00', 'Europe/Nowhere', 'x'.repeat(80)]) expect(isZone(zone)).toBe(false);
  });

  test('days are counted on the calendar, across a change of clocks and a leap day', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(weekdayOf('2026-11-29')).toBe(7);
  });

  test('the day before at the same time is 25 hours earlier when the clocks have gone back', () => {
    const start = instantOf({ date: '2026-10-25', time: '18:00', zone: 'Europe/London' });
    expect(shiftDays(start, -1, 'Europe/London').toISOString()).toBe('2026-10-24T17:00:00.000Z');
  });

  test('every week at the same local time, and never now', () => {
    const weekly = { weekday: 1, time: '09:00', zone: 'Europe/London' };
    const next = (from: string): string => nextWeekly(new Date(from), weekly).toISOString();
    expect(next('2026-10-19T07:00:00Z')).toBe('2026-10-19T08:00:00.000Z');
    expect(next('2026-10-19T08:00:00Z')).toBe('2026-10-26T09:00:00.000Z');
    expect(next('2026-10-20T12:00:00Z')).toBe('2026-10-26T09:00:00.000Z');
  });
});
