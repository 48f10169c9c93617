/** What holds of every judgement, whatever the history: bounds, order, units, and that it costs little. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { History } from '../../src/mentoring/wind-down/history.ts';
import { crossingDay, judge } from '../../src/mentoring/wind-down/judge.ts';
import { priorOfMixture } from '../../src/mentoring/wind-down/fit-mixture.ts';
import { plainPrior, statedPrior } from '../../src/mentoring/wind-down/prior.ts';
import type { Prior } from '../../src/mentoring/wind-down/prior.ts';

const FIFTY_YEARS = 50 * 365;

const aDay = fc.integer({ min: 0, max: FIFTY_YEARS });

const aHistory: fc.Arbitrary<History> = fc.record({
  cadenceDays: fc.integer({ min: 1, max: 366 }),
  meetings: fc.array(fc.record({ day: aDay, bookedAhead: fc.option(fc.boolean(), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 60,
  }),
  booked: fc.array(aDay, { maxLength: 4 }),
  contacts: fc.array(aDay, { maxLength: 4 }),
  pauses: fc.array(fc.record({ from: aDay, to: fc.option(aDay, { nil: undefined, freq: 10 }) }), {
    maxLength: 4,
  }),
  signs: fc.array(fc.record({ sign: fc.constantFrom('cancelled', 'not-met', 'goals-met'), day: aDay }), {
    maxLength: 4,
  }),
  plannedEnd: fc.option(aDay, { nil: undefined }),
});

/** Meetings and nothing else, so that nothing but silence speaks. */
const aSilentPair: fc.Arbitrary<History> = aHistory.map(({ cadenceDays, meetings }) => ({
  cadenceDays,
  meetings: meetings.map(({ day }) => ({ day })),
}));

const aShare = fc.double({ min: 0.02, max: 1, noNaN: true });

const aParameter = fc.double({ min: 0.05, max: 50, noNaN: true });

const aPrior: fc.Arbitrary<Prior> = fc.oneof(
  fc.constant(statedPrior),
  fc
    .record({
      k: fc.integer({ min: 1, max: 20 }),
      r: aParameter,
      alpha: aParameter,
      a: aParameter,
      b: aParameter,
    })
    .map(plainPrior),
  // As a scheme's own figures are kept.
  fc
    .record({
      r: aParameter,
      alpha: aParameter,
      a: aParameter,
      b: aParameter,
      shares: fc.tuple(
        ...statedPrior.regularities.map(({ k }) => fc.record({ k: fc.constant(k), share: aShare })),
      ),
    })
    .map(priorOfMixture),
);

function lastOf({ meetings }: History): number {
  return Math.max(...meetings.map(({ day }) => day));
}

describe('a judgement', () => {
  test('is a chance from 0 to 1, or of a pair that has not met, and always has a reason', () => {
    fc.assert(
      fc.property(aHistory, aPrior, aDay, (history, prior, asOf) => {
        const { pAlive, state, nextCrossing, reason } = judge(history, asOf, { prior });
        const hasMet = history.meetings.some(({ day }) => day <= asOf);
        expect(pAlive === null).toBe(!hasMet && state !== 'booked' && !(state === 'paused' && pAlive === 1));
        if (pAlive !== null) expect(pAlive >= 0 && pAlive <= 1).toBe(true);
        if (nextCrossing !== null) expect(nextCrossing.day > asOf).toBe(true);
        expect(reason).toMatch(/^[A-Z].*\.$/);
        expect(reason).not.toMatch(/NaN|undefined|Infinity|no week|null/);
      }),
      { numRuns: 500 },
    );
  });

  test('never rises with silence', () => {
    fc.assert(
      fc.property(
        aSilentPair,
        aPrior,
        fc.array(aDay, { minLength: 2, maxLength: 20 }),
        (history, prior, later) => {
          const days = later.map((days) => lastOf(history) + days).toSorted((one, other) => one - other);
          const chances = days.map((asOf) => judge(history, asOf, { prior }).pAlive ?? Number.NaN);
          chances.slice(1).forEach((chance, index) => {
            expect(chance <= (chances[index] ?? 0) + 1e-12).toBe(true);
          });
        },
      ),
    );
  });

  test('stays the same when all times and the cadence are made longer alike', () => {
    fc.assert(
      fc.property(aHistory, aPrior, aDay, fc.integer({ min: 2, max: 40 }), (history, prior, asOf, factor) => {
        // From midnight to midnight: two meetings on one calendar day stay on one.
        const longer: History = {
          cadenceDays: history.cadenceDays * factor,
          meetings: history.meetings.map((meeting) => ({ ...meeting, day: meeting.day * factor })),
          booked: (history.booked ?? []).map((day) => day * factor),
          contacts: (history.contacts ?? []).map((day) => day * factor),
          pauses: (history.pauses ?? []).map(({ from, to }) => ({
            from: from * factor,
            to: to === undefined ? undefined : to * factor,
          })),
          signs: (history.signs ?? []).map((sign) => ({ ...sign, day: sign.day * factor })),
          plannedEnd: history.plannedEnd === undefined ? undefined : history.plannedEnd * factor,
        };
        const short = judge(history, asOf, { prior });
        const long = judge(longer, asOf * factor, { prior });
        expect(long.state).toBe(short.state);
        expect(long.pAlive ?? -1).toBeCloseTo(short.pAlive ?? -1, 9);
        const crossing = short.nextCrossing?.day ?? -1;
        const scaled = (long.nextCrossing?.day ?? -factor) / factor;
        expect(Math.abs(scaled - crossing) / Math.max(1, Math.abs(crossing))).toBeLessThan(1e-8);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on the order in which anything was entered', () => {
    fc.assert(
      fc.property(aHistory, aDay, (history, asOf) => {
        const turned: History = {
          ...history,
          booked: history.booked?.toReversed() ?? [],
          contacts: history.contacts?.toReversed() ?? [],
          pauses: history.pauses?.toReversed() ?? [],
          signs: history.signs?.toReversed() ?? [],
          meetings: history.meetings.toReversed(),
        };
        expect(judge(turned, asOf)).toEqual(judge(history, asOf));
      }),
    );
  });

  test('of a later day looks at nothing that was unknown on an earlier one', () => {
    fc.assert(
      fc.property(aHistory, aDay, (history, asOf) => {
        const known: History = {
          ...history,
          meetings: history.meetings.filter(({ day }) => day <= asOf),
          contacts: (history.contacts ?? []).filter((day) => day <= asOf),
          signs: (history.signs ?? []).filter(({ day }) => day <= asOf),
        };
        expect(judge(known, asOf)).toEqual(judge(history, asOf));
      }),
    );
  });
});

describe('a crossing', () => {
  const aLine = fc.double({ min: 0.02, max: 0.98, noNaN: true });

  test('is the first instant at which the chance is at or below the line', () => {
    fc.assert(
      fc.property(aSilentPair, aPrior, aLine, (history, prior, line) => {
        const last = lastOf(history);
        const day = crossingDay(history, last, line, prior);
        if (day === undefined) {
          const never = judge(history, last + 900 * history.cadenceDays, { prior }).pAlive ?? 0;
          expect(never).toBeGreaterThan(line);
          return;
        }
        const chanceOn = (asOf: number): number => judge(history, asOf, { prior }).pAlive ?? Number.NaN;
        expect(chanceOn(day)).toBeLessThanOrEqual(line + 1e-6);
        if (day > last) expect(chanceOn(day - history.cadenceDays * 1e-4)).toBeGreaterThan(line - 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test('of a lower line is never earlier', () => {
    fc.assert(
      fc.property(aHistory, aPrior, aLine, aLine, aDay, (history, prior, one, other, asOf) => {
        const high = crossingDay(history, asOf, Math.max(one, other), prior) ?? Number.POSITIVE_INFINITY;
        const low = crossingDay(history, asOf, Math.min(one, other), prior) ?? Number.POSITIVE_INFINITY;
        expect(low).toBeGreaterThanOrEqual(high - 1e-6);
      }),
    );
  });

  test('is the one that the judgement names, whichever day it is judged on before', () => {
    fc.assert(
      fc.property(aSilentPair, aDay, (history, days) => {
        const last = lastOf(history);
        const first = judge(history, last).nextCrossing;
        if (first === null || first.line !== 0.5) return;
        const asOf = last + Math.min(days, (first.day - last) * 0.999);
        expect(judge(history, asOf).nextCrossing?.day).toBeCloseTo(first.day, 5);
      }),
    );
  });
});

describe('the largest histories', () => {
  test.each([1, 4, 8, 100])('ten thousand meetings in fifty years give a chance, for k %i', (k) => {
    const meetings = Array.from({ length: 10_000 }, (_, index) => ({
      day: Math.floor((index * FIFTY_YEARS) / 10_000),
      bookedAhead: index % 3 > 0,
    }));
    const own = {
      r: 1000,
      alpha: 1000,
      a: 0.01,
      b: 1000,
      shares: [
        { k, share: 0.98 },
        { k: 1, share: 0.02 },
      ],
    };
    for (const prior of [
      plainPrior({ k, r: 0.2, alpha: 0.01, a: 0.5, b: 0.5 }),
      statedPrior,
      priorOfMixture(own),
    ])
      for (const cadenceDays of [0.5, 7, 365, 20_000])
        for (const silent of [0, 1, 30, 365, FIFTY_YEARS]) {
          const { pAlive, nextCrossing } = judge({ cadenceDays, meetings }, FIFTY_YEARS + silent, { prior });
          expect(pAlive !== null && pAlive >= 0 && pAlive <= 1).toBe(true);
          expect(nextCrossing === null || Number.isFinite(nextCrossing.day)).toBe(true);
        }
  });

  test.each([8, 100, 1000])(
    'after ten thousand meetings on the dot three missed ones are the end, for k %i',
    (k) => {
      const meetings = Array.from({ length: 10_000 }, (_, day) => ({ day }));
      const prior = plainPrior({ k, r: 8, alpha: 8 / k, a: 1, b: 5 });
      const afterSilenceOf = (days: number): number =>
        judge({ cadenceDays: 1, meetings }, 9_999 + days, { prior }).pAlive ?? Number.NaN;
      expect(afterSilenceOf(0.5)).toBeGreaterThan(0.9998);
      expect(afterSilenceOf(4)).toBeLessThan(0.01);
    },
  );

  test('one meeting fifty years ago leaves next to nothing, and is no error', () => {
    const { pAlive, state } = judge({ cadenceDays: 7, meetings: [{ day: 0 }] }, FIFTY_YEARS);
    expect(pAlive).toBeLessThan(1e-6);
    expect(state).toBe('asking');
  });
});
