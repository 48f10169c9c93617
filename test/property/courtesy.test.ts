/** Whatever somebody chooses, wherever they are, and whenever it is asked: courtesy keeps its word. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceOn, isQuiet, MANNERS, whenToSay } from '../../src/mentoring/courtesy.ts';
import type { Someone } from '../../src/mentoring/facts.ts';
import type { NudgeKind } from '../../src/mentoring/records/person.ts';
import { addDays, inZone, weekdayOf } from '../../src/mentoring/time.ts';

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
const times = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

const absences = fc.array(
  fc.tuple(fc.integer({ min: -30, max: 60 }), fc.nat(200)).map(([from, days]) => ({
    id: 'away',
    personId: 'one',
    firstDay: addDays('2026-10-20', from),
    lastDay: addDays('2026-10-20', from + days),
    why: 'leave' as const,
  })),
  { maxLength: 3 },
);

const people: fc.Arbitrary<Someone> = fc
  .record({
    zone: fc.constantFrom(...zones),
    quietFrom: times,
    quietTo: times,
    quietDays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    snoozedUntil: fc.option(
      fc.nat(90).map((days) => addDays('2026-10-01', days)),
      { nil: undefined },
    ),
    absences,
  })
  .map(({ zone, absences: away, snoozedUntil, ...chosen }) => ({
    id: 'one',
    name: 'One',
    zone,
    courtesy: {
      absences: away,
      closures: [],
      choices: {
        id: 'choices',
        personId: 'one',
        meetingMinutes: [1440],
        off: [],
        holidays: 'none' as const,
        ...chosen,
        ...(snoozedUntil !== undefined && { snoozedUntil }),
      },
    },
  }));

/** Within days of a change of clocks in every one of these zones, or at any time of the year. */
const instants = fc
  .tuple(
    fc.constantFrom(
      '2026-10-04',
      '2026-10-25',
      '2026-10-30',
      '2026-11-01',
      '2027-03-14',
      '2027-03-28',
      '2027-04-04',
      '2027-04-30',
    ),
    fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }),
  )
  .map(([day, seconds]) => new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1_000));

const kinds = fc.constantFrom(...(Object.keys(MANNERS) as NudgeKind[]));

describe('whatever is chosen', () => {
  test('nothing is said earlier than asked, in quiet hours, on a day off, in an absence, or before it was put off to', () => {
    fc.assert(
      fc.property(people, instants, kinds, (person, asked, kind) => {
        const at = whenToSay(kind, asked, person);
        const { choices, absences: away = [] } = person.courtesy ?? {};
        if (at === undefined) {
          expect(choices?.quietDays).toHaveLength(7);
          return;
        }
        const wall = inZone(at, person.zone);
        expect(at.getTime()).toBeGreaterThanOrEqual(asked.getTime());
        if (choices === undefined) throw new Error('Everybody here has chosen');
        expect(isQuiet(wall.time, choices)).toBe(false);
        if (kind !== 'news') expect(wall.date >= (choices.snoozedUntil ?? '')).toBe(true);
        if (MANNERS[kind].onAnyDay) return;
        expect(choices.quietDays).not.toContain(weekdayOf(wall.date));
        expect(absenceOn(wall.date, away)).toBeUndefined();
      }),
      { numRuns: 3_000 },
    );
  });

  test('asked again at the moment that it gave, it gives the same', () => {
    fc.assert(
      fc.property(people, instants, kinds, (person, asked, kind) => {
        const at = whenToSay(kind, asked, person);
        if (at !== undefined) expect(whenToSay(kind, at, person)).toEqual(at);
      }),
      { numRuns: 1_000 },
    );
  });

  test('who asks later is not told sooner', () => {
    fc.assert(
      fc.property(people, instants, fc.nat(172_800), kinds, (person, asked, seconds, kind) => {
        const one = whenToSay(kind, asked, person);
        const later = whenToSay(kind, new Date(asked.getTime() + seconds * 1_000), person);
        if (one !== undefined && later !== undefined)
          expect(later.getTime()).toBeGreaterThanOrEqual(one.getTime());
      }),
      { numRuns: 1_000 },
    );
  });
});
