/** What the watch reads of a pair's rows, in the words of those who made them. */

import { describe, expect, test } from 'vitest';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import { historyOf, lastNews } from '../../../src/mentoring/watch-history.ts';
import { sayStanding } from '../../../src/mentoring/say-standing.ts';
import { askedSince, nextStep, watchOver } from '../../../src/mentoring/watch.ts';
import { aPair, idOf, mentee, mentor, relationshipFacts } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';

const at = (time: string) => new Date(`${time}Z`);
const day = (time: string) => at(time).getTime() / 86_400_000;
const seen = (pair: Pair) => relationshipFacts(pair.rows);

function met(date: string, set: Partial<Meeting> = {}): (pair: Pair) => Pair {
  return (pair) => pair.meeting(`${date} 12:00`, { state: 'met', ...set });
}

describe('was the next meeting booked when one ended?', () => {
  const first = met('2026-10-01')(aPair());
  const next = (bookedAt: string | undefined, set: Partial<Meeting> = {}) =>
    historyOf(
      seen(met('2026-10-29', { ...(bookedAt !== undefined && { bookedAt: at(bookedAt) }), ...set })(first)),
    ).meetings[0]?.bookedAhead;

  test.each([
    ['yes, before they met', '2026-09-20T09:00', true],
    ['yes, in the record on the evening of that day', '2026-10-01T20:00', true],
    ['no, some days later', '2026-10-05T09:00', false],
  ])('%s', (_, bookedAt, said) => {
    expect(next(bookedAt)).toBe(said);
  });

  test('nobody knows of one that was booked before this was kept', () => {
    expect(next(undefined)).toBeUndefined();
  });

  test('one that had been called off by then does not count; one called off later does', () => {
    for (const [settledAt, said] of [
      ['2026-09-25T09:00', false],
      ['2026-10-10T09:00', true],
    ] as const)
      expect(next('2026-09-20T09:00', { state: 'cancelled', settledAt: at(settledAt) })).toBe(said);
  });

  test('nothing after it: nothing was booked', () => {
    expect(historyOf(seen(first)).meetings).toEqual([{ day: day('2026-10-01T11:00'), bookedAhead: false }]);
  });
});

describe('signs and contacts', () => {
  const off = { state: 'cancelled', settledAt: at('2026-11-02T09:00') } as const;

  test('called off, with no other booked, is a sign', () => {
    const { signs, contacts } = historyOf(seen(aPair().meeting('2026-11-05 12:00', off)));
    expect(signs).toEqual([{ sign: 'cancelled', day: day('2026-11-02T09:00') }]);
    expect(contacts).toEqual([]);
  });

  test('called off, with another booked, is a contact on the day on which that was booked', () => {
    const pair = aPair()
      .meeting('2026-11-05 12:00', off)
      .meeting('2026-11-20 12:00', { bookedAt: at('2026-11-03T09:00') });
    const { signs, contacts } = historyOf(seen(pair));
    expect(signs).toEqual([]);
    expect(contacts).toEqual([day('2026-11-03T09:00')]);
  });

  test('what a pause called off is no sign', () => {
    const pair = aPair().meeting('2026-11-05 12:00', off);
    const pauses = [
      { id: 'p', relationshipId: pair.rows.relationship.id, startedAt: at('2026-11-02T09:00') },
    ];
    expect(historyOf({ ...seen(pair), pauses }).signs).toEqual([]);
  });

  test('moved is a contact, and “we did not meet” a sign; told of afterwards and taken back is neither', () => {
    const pair = aPair()
      .meeting('2026-11-05 12:00', { movedAt: at('2026-11-04T09:00') })
      .meeting('2026-10-05 12:00', {
        state: 'missed',
        bookedAt: at('2026-09-05T12:00'),
        settledAt: at('2026-10-06T12:00'),
      })
      .meeting('2026-09-05 12:00', { state: 'missed', settledAt: at('2026-10-06T12:00') });
    const { signs, contacts } = historyOf(seen(pair));
    expect(contacts).toEqual([day('2026-11-04T09:00')]);
    expect(signs).toEqual([{ sign: 'not-met', day: day('2026-10-06T12:00') }]);
  });
});

describe('two booked days of which nobody says anything', () => {
  const silent = (bookedAt: string) =>
    met('2026-08-12', { bookedAt: at('2026-07-19T09:00') })(aPair())
      .meeting('2026-09-09 12:00', { bookedAt: at(bookedAt) })
      .meeting('2026-10-07 12:00', { bookedAt: at(bookedAt) });
  const now = at('2026-10-14T22:20');

  test('booking another one after them says that they go on: nobody is asked before it', () => {
    const pair = silent('2026-08-21T09:00').meeting('2026-11-04 12:00', { bookedAt: now });
    expect(historyOf(seen(pair)).contacts).toEqual([now.getTime() / 86_400_000]);
    const next = nextStep(seen(pair), now);
    expect(next?.at.getTime()).toBeGreaterThan(at('2026-11-04T12:00').getTime());
  });

  test('another day of the same series says nothing: they are asked', () => {
    const booked = '2026-08-21T09:00';
    const pair = silent(booked).meeting('2026-11-04 12:00', { bookedAt: at(booked) });
    expect(historyOf(seen(pair)).contacts).toEqual([]);
    expect(nextStep(seen(pair), now)).toEqual({ step: 'met-since', at: now });
  });
});

describe('the planned end', () => {
  test('is the one that the pair last agreed', () => {
    expect(historyOf(seen(aPair().with({ plannedEnd: '2026-12-01' }))).plannedEnd).toBe(
      day('2026-12-01T00:00'),
    );
    expect(historyOf(seen(aPair())).plannedEnd).toBeUndefined();
  });

  test('has come with a meeting that was meant to be the last, once it was held', () => {
    const planned = aPair().with({ plannedEnd: '2027-03-01' });
    const last = { last: true } as const;
    expect(historyOf(seen(met('2026-10-01', last)(planned))).plannedEnd).toBe(day('2026-10-01T00:00'));
    const booked = planned.meeting('2026-12-01 12:00', last);
    expect(historyOf(seen(booked)).plannedEnd).toBe(day('2027-03-01T00:00'));
  });

  test('is what coordinators read besides the silence; what anybody answered is not', () => {
    const pair = met('2026-10-01')(aPair().with({ plannedEnd: '2026-10-10' }));
    const now = at('2026-12-10T09:00');
    const because = (one: Pair) => watchOver(seen(one), now).standing.watch.because;
    expect(because(pair)).toBe('planned-end');
    const missed = met('2026-10-01')(aPair()).meeting('2026-10-20 12:00', {
      state: 'missed',
      bookedAt: at('2026-09-20T12:00'),
      settledAt: at('2026-10-21T12:00'),
    });
    expect(because(missed)).not.toBe('not-met');
    const kept = { ...seen(pair).relationship, ...watchOver(seen(pair), now).standing };
    expect(sayStanding(kept, now, 'Europe/London', { withReason: true })).toBe(
      'No meeting for ten weeks; they agreed to meet every four. The end that they planned is near, or has passed.',
    );
    expect(sayStanding(kept, now, 'Europe/London')).toBe(
      'No meeting for ten weeks; they agreed to meet every four.',
    );
  });
});

/** They met on 1 October, and one of them is away. */
function away(name: string, firstDay: string, lastDay: string) {
  const facts = seen(met('2026-10-01')(aPair()));
  const person = facts.people[idOf(name)];
  if (person === undefined) throw new Error(`Nobody here is called ${name}`);
  const absence = { id: 'a', personId: person.id, firstDay, lastDay, why: 'leave' } as const;
  const courtesy = { absences: [absence], closures: [] };
  return { ...facts, people: { ...facts.people, [person.id]: { ...person, courtesy } } };
}

describe('leave', () => {
  test.each([mentee, mentor])('of %s stops the clock for the pair', (name) => {
    const now = at('2026-10-02T09:00');
    const plainly = nextStep(seen(met('2026-10-01')(aPair())), now);
    const later = nextStep(away(name, '2026-10-05', '2026-11-03'), now);
    expect(plainly?.step).toBe('met-since');
    const days = ((later?.at.getTime() ?? 0) - (plainly?.at.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeCloseTo(30, 3);
  });

  test('nobody is asked in the middle of it', () => {
    const step = nextStep(away(mentee, '2026-12-20', '2027-01-31'), at('2026-12-25T09:00'));
    expect(step?.at).toEqual(at('2027-02-01T00:00'));
  });
});

test('news answers what was asked before it, and not what is asked after', () => {
  const asked = [
    { question: 'met-since', at: '2026-11-10T09:00:00.000Z', told: {} },
    { question: 'how-is-it', at: '2026-11-20T09:00:00.000Z', told: {} },
  ] as const;
  const pair = met('2026-10-01', { settledAt: at('2026-11-15T09:00') })(aPair().with({ watch: { asked } }));
  expect(lastNews(seen(pair))).toEqual(at('2026-11-15T09:00'));
  expect(askedSince(seen(pair))).toEqual([asked[1]]);
});
