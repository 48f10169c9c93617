/** When each of a pair is asked how it goes. */

import { describe, expect, test } from 'vitest';
import {
  apartFromCheckIn,
  checkInAt,
  hasBegun,
  isSilent,
  laterCheckIn,
  mayKnow,
  plannedCheckIn,
} from '../../../src/mentoring/check-ins.ts';
import type { CheckIn } from '../../../src/mentoring/records/check-in.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { hear } from '../../../src/mentoring/watch-answers.ts';
import { aPair, idOf, mentee, mentor, relationshipFacts, relationshipId } from '../../support/pair-facts.ts';
import type { Pair, PairRows } from '../../support/pair-facts.ts';

const me = idOf(mentee);
const start = new Date('2026-11-01T09:00:00Z');

const usual: Partial<Scheme> = { checkInFirstDays: 30, checkInEveryDays: 60 };

/** So many days after they began. */
function day(days: number): Date {
  return new Date(start.getTime() + days * 86_400_000);
}

function facts(rows: Partial<PairRows> = {}, pair: Pair = aPair().inScheme(usual)) {
  return relationshipFacts({ ...pair.rows, ...rows });
}

function asked(at: number, answeredAt?: number, set: Partial<CheckIn> = {}): CheckIn {
  return {
    id: idOf(`check-in ${at}`),
    relationshipId,
    personId: me,
    askedAt: day(at),
    ...(answeredAt !== undefined && { answeredAt: day(answeredAt), answer: 'well' }),
    ...set,
  };
}

function after(checkIns: readonly CheckIn[], now: number, rows: Partial<PairRows> = {}): number | undefined {
  const at = checkInAt(facts({ ...rows, checkIns }), me, day(now));
  return at && Math.round(((at.getTime() - start.getTime()) / 86_400_000) * 10) / 10;
}

describe('a person is asked', () => {
  test('30 days after the start, and 60 days after they were asked, whatever they answered', () => {
    expect(after([], 0)).toBe(30);
    expect(after([asked(31)], 31)).toBe(91);
    expect(after([asked(31, 32)], 32)).toBe(91);
  });

  test('by their own clock: what the other one was asked counts for the other one', () => {
    expect(after([asked(31, 31, { personId: idOf(mentor) })], 40)).toBe(40);
  });

  test.each([
    ['neither number', {}, undefined],
    ['0 days', { checkInFirstDays: 0, checkInEveryDays: 0 }, undefined],
    ['one number', { checkInFirstDays: 14 }, 14],
  ])('as their scheme says: %s', (_, set, days) => {
    const none = { checkInFirstDays: undefined, checkInEveryDays: undefined };
    const at = checkInAt(facts({}, aPair().inScheme({ ...none, ...set })), me, start);
    expect(at).toEqual(days === undefined ? undefined : day(days));
  });

  test('once only where the scheme has no second number', () => {
    const once = aPair().inScheme({ checkInFirstDays: 30, checkInEveryDays: undefined });
    expect(checkInAt(facts({ checkIns: [asked(31)] }, once), me, day(31))).toBeUndefined();
  });

  test('not while the days of a pause run, nor in the days after it', () => {
    const paused = { id: idOf('pause'), relationshipId, startedAt: day(10), endedAt: day(50) };
    expect(after([], 60, { pauses: [paused] })).toBe(70);
    const late = { ...paused, startedAt: day(29), endedAt: day(60) };
    expect(after([], 60, { pauses: [late] })).toBe(65);
  });

  test('and the days go on when a pause is to end that goes on now', () => {
    const { relationship } = aPair().rows;
    const rows: Partial<PairRows> = {
      relationship: { ...relationship, state: 'paused', pausedUntil: '2027-01-01' },
      pauses: [{ id: idOf('pause'), relationshipId, startedAt: day(10) }],
    };
    const at = checkInAt(facts(rows), me, day(30));
    expect(at?.toISOString().slice(0, 10)).toBe('2027-01-21');
  });

  test('never once the pair has ended', () => {
    const { relationship } = aPair().rows;
    expect(after([], 40, { relationship: { ...relationship, state: 'ended' } })).toBeUndefined();
  });
});

/** The watch has decided to ask both on the 28th day; `told`: whom it has. */
function watched(told: Readonly<Record<string, string>>): Partial<PairRows> {
  const asked = [{ question: 'how-is-it' as const, at: day(28).toISOString(), told }];
  return { relationship: { ...aPair().rows.relationship, watch: { asked } } };
}

describe('nothing is asked on top of something else about how it goes', () => {
  test('five days lie between it and a question of the watch, from when this person was asked', () => {
    expect(after([], 30, watched({ [me]: day(29).toISOString() }))).toBe(34);
    expect(after([], 30, watched({}))).toBe(33);
  });

  test('and between it and what they told the watch', () => {
    const watchAnswers = [
      { id: idOf('answer'), relationshipId, personId: me, givenAt: day(28), answer: 'busy' as const },
    ];
    expect(after([], 30, { watchAnswers })).toBe(33);
  });

  test('a review that both are reminded of in these days comes first', () => {
    const pair = aPair().inScheme(usual).agreed({ reviewOn: '2026-12-07' }); // reminded on day 31
    expect(checkInAt(facts({}, pair), me, day(30))?.toISOString().slice(0, 10)).toBe('2026-12-07');
  });

  test('nor before a first meeting that is still to come', () => {
    const pair = aPair().inScheme(usual).meeting('2026-12-10 12:00');
    expect(checkInAt(facts({}, pair), me, day(30))?.toISOString().slice(0, 10)).toBe('2026-12-15');
  });

  test('and the watch waits in turn for somebody who has just been asked', () => {
    const pair = facts({ checkIns: [asked(31)] });
    expect(apartFromCheckIn(pair, me, day(32))).toEqual(day(36));
    expect(apartFromCheckIn(pair, me, day(36))).toBeUndefined();
    expect(apartFromCheckIn(pair, idOf(mentor), day(32))).toBeUndefined();
  });
});

test('whoever is not to be asked this time comes up again when the next one would, or as long after as at first', () => {
  expect(laterCheckIn({ checkInFirstDays: 30, checkInEveryDays: 60 }, day(31))).toEqual(day(91));
  expect(laterCheckIn({ checkInFirstDays: 30 }, day(31))).toEqual(day(61));
  expect(laterCheckIn({}, day(31))).toBeUndefined();
});

test('a pair has begun with a date, and has not where each was called off', () => {
  expect(hasBegun(relationshipFacts(aPair().meeting('2026-11-20 12:00').rows))).toBe(true);
  const off = aPair().meeting('2026-11-20 12:00', { state: 'cancelled' });
  expect(hasBegun(relationshipFacts(off.rows))).toBe(false);
});

describe('silence', () => {
  const three = [asked(30), asked(90), asked(150)];

  test('to three in a row stands, and to two does not', () => {
    expect(isSilent(facts({ checkIns: three }), me)).toBe(true);
    expect(isSilent(facts({ checkIns: three.slice(0, 2) }), me)).toBe(false);
  });

  test('ends with an answer, to whichever of them', () => {
    expect(isSilent(facts({ checkIns: [...three.slice(0, 2), asked(150, 151)] }), me)).toBe(false);
  });

  test('ends when they meet again', () => {
    const met = aPair().inScheme(usual).meeting('2027-05-01 12:00', { state: 'met' });
    expect(isSilent(facts({ checkIns: three }, met), me)).toBe(false);
    const before = aPair().inScheme(usual).meeting('2026-11-20 12:00', { state: 'met' });
    expect(isSilent(facts({ checkIns: three }, before), me)).toBe(true);
  });
});

describe('a pair that was there before anybody was asked', () => {
  test('comes up on the next day of its own rhythm, not on the day on which asking begins', () => {
    expect(plannedCheckIn(facts(), me, day(100))).toEqual(day(150));
    expect(plannedCheckIn(facts(), me, day(10))).toEqual(day(30));
  });

  test('is not asked at all where once was enough, and that has passed', () => {
    const once = aPair().inScheme({ checkInFirstDays: 30, checkInEveryDays: undefined });
    expect(plannedCheckIn(facts({}, once), me, day(100))).toBeUndefined();
  });
});

describe('what is said', () => {
  const said = [asked(30, 31, { words: 'Mine' }), asked(40, 41, { personId: idOf(mentor), answer: 'so-so' })];

  test('is known to whoever said it, and where nobody asks only that they did', () => {
    expect(mayKnow(said, me)).toEqual([said[0]]);
    const [mine] = mayKnow(said, undefined);
    expect(mine).toMatchObject({ answeredAt: day(31) });
    expect(mine).not.toHaveProperty('answer');
    expect(mine).not.toHaveProperty('words');
  });

  test('is heard by the watch as that they go on, or as an answer that says nothing of it', () => {
    expect(hear([], me, said).answers.map(({ goesOn, answer }) => [goesOn, answer])).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
  });
});
