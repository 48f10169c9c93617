/** A scheme's own figures: what may be kept, what is read back, and what a pair is judged by. */

import { describe, expect, test } from 'vitest';
import {
  absurdityOf,
  firstQuestionAfter,
  isSound,
  keepFit,
  priorOf,
  sayJudgedBy,
} from '../../../src/mentoring/own-prior.ts';
import type { OwnPrior } from '../../../src/mentoring/records/own-prior.ts';
import { nextStep, watchOver } from '../../../src/mentoring/watch.ts';
import { priorOfMixture } from '../../../src/mentoring/wind-down/fit-mixture.ts';
import { statedPrior } from '../../../src/mentoring/wind-down/prior.ts';
import { aPair, relationshipFacts } from '../../support/pair-facts.ts';

const usual: OwnPrior = {
  version: 1,
  fittedOn: '2026-11-22',
  pairs: 260,
  finished: 140,
  r: 20,
  alpha: 22,
  a: 1.5,
  b: 12,
  shares: [1, 2, 3, 5, 8].map((k) => ({ k, share: 0.2 })),
};

/** As it comes out of a column of JSON. */
function kept(set: object): OwnPrior {
  return JSON.parse(JSON.stringify({ ...usual, ...set })) as OwnPrior; // which it may not be: that is what is asked
}

const of = (set: Partial<OwnPrior>) => absurdityOf(priorOfMixture({ ...usual, ...set }));
const at = (date: string) => new Date(`${date}T13:00:00Z`);

describe('what is kept', () => {
  test('is read back as the prior that it was', () => {
    const { r, alpha, a, b, shares } = usual;
    const fitted = { r: r + 1e-9, alpha, a, b, shares };
    expect(keepFit(fitted, { fittedOn: '2026-11-22', pairs: 260, finished: 140 })).toEqual(usual);
    expect(priorOf({ prior: usual })).toEqual(priorOfMixture(usual));
    expect(priorOf({ prior: usual })).toMatchObject({ a: 1.5, b: 12, unlogged: statedPrior.unlogged });
    expect(priorOf({ prior: usual }).regularities).toContainEqual({
      k: 5,
      r: 20,
      alpha: 22 / 5,
      weight: 0.2,
    });
  });

  test.each([
    { version: 2 },
    { fittedOn: 'lately' },
    { fittedOn: undefined },
    { finished: 100 },
    { pairs: 139 },
    { r: 0 },
    { alpha: null },
    { a: '1' },
    { b: 1e9 },
    { shares: [] },
    { shares: undefined },
    { shares: [{ k: 2.5, share: 1 }] },
    { shares: [{ k: 13, share: 1 }] },
    { shares: [{ k: 3, share: 0 }] },
  ])('with %j it is left aside, and the stated figures judge', (set) => {
    expect(isSound(kept(set))).toBe(false);
    expect(priorOf({ prior: kept(set) })).toBe(statedPrior);
    expect(sayJudgedBy({ prior: kept(set) })).toBe('by the stated figures');
  });

  test('is said with its number and its day', () => {
    expect(sayJudgedBy({ prior: usual })).toBe(
      'by this scheme’s own 140 finished pairs, since 22 November 2026',
    );
    expect(sayJudgedBy({})).toBe('by the stated figures');
  });
});

describe('what may not be kept', () => {
  test('the stated figures, and those of an ordinary scheme, may', () => {
    expect(absurdityOf(statedPrior)).toBeUndefined();
    expect(of({})).toBeUndefined();
  });

  test('figures by which a pair is over as soon as it has parted', () => {
    expect(of({ a: 60, b: 40 })).toBe(
      'a pair that has met 5 times, each time as agreed, would be asked before it was to meet again',
    );
  });

  test('figures by which nobody would be asked for half a year and more', () => {
    expect(of({ a: 0.02, b: 900, alpha: 200 })).toMatch(
      /^a pair that has met once would not be asked within 8 cadences$/,
    );
  });

  test('the first question comes later, the more often a pair has met', () => {
    const [once = 0, five = 0, twelve = 0] = [1, 5, 12].map((one) => firstQuestionAfter(statedPrior, one));
    expect(once).toBeGreaterThan(1);
    expect(twelve).toBeGreaterThan(five - 0.3);
  });
});

describe('the watch', () => {
  const met = aPair().meeting('2026-10-01 12:00', { state: 'met' });
  const asked = (prior: OwnPrior | undefined) =>
    nextStep(relationshipFacts(met.inScheme({ prior }).rows), at('2026-10-02'));

  test('goes by the scheme’s own figures', () => {
    const seldom = asked({ ...usual, alpha: 60 });
    expect(seldom?.step).toBe('met-since');
    expect(seldom?.at.getTime()).toBeGreaterThan((asked(undefined)?.at.getTime() ?? 0) + 20 * 86_400_000);
  });

  test('asks nobody before they would usually have met again, whatever the figures', () => {
    const hasty: OwnPrior = { ...usual, a: 60, b: 40 };
    const metAt = new Date('2026-10-01T11:00:00Z');
    const days = ((asked(hasty)?.at.getTime() ?? 0) - metAt.getTime()) / 86_400_000;
    expect(days).toBeCloseTo((28 * hasty.alpha) / hasty.r, 1);
    const facts = relationshipFacts(met.inScheme({ prior: hasty }).rows);
    expect(watchOver(facts, at('2026-10-05')).standing.band).toBe('going well');
    expect(watchOver(facts, at('2026-11-05')).standing.band).toBe('quiet');
  });
});
