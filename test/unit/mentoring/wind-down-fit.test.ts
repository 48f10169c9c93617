/** Priors fitted to a scheme's own histories, and how far the judgements that come of them can be believed. */

import { describe, expect, test } from 'vitest';
import { brierScore, checkJudgements, inBands } from '../../../src/mentoring/wind-down/calibration.ts';
import { fitMixture, priorOfMixture } from '../../../src/mentoring/wind-down/fit-mixture.ts';
import { fitPrior, observe } from '../../../src/mentoring/wind-down/fit.ts';
import {
  countFinished,
  examplesFrom,
  tryOnOthers,
  tryOut,
} from '../../../src/mentoring/wind-down/held-out.ts';
import type { History } from '../../../src/mentoring/wind-down/history.ts';
import { leastOf } from '../../../src/mentoring/wind-down/least.ts';
import { logLikelihood } from '../../../src/mentoring/wind-down/likelihood.ts';
import type { Observed } from '../../../src/mentoring/wind-down/likelihood.ts';
import { plainPrior, statedPrior } from '../../../src/mentoring/wind-down/prior.ts';
import { noGaps } from '../../../src/mentoring/wind-down/rhythm.ts';
import { seeded } from '../../bench/wind-down/random.ts';

const truth = { k: 3, r: 6, alpha: 2, a: 1.5, b: 8 };

/** Pairs drawn from the model itself: fitting must find again what they were drawn from. */
function drawn(count: number): readonly { readonly history: History; readonly asOf: number }[] {
  const random = seeded(20_261_122);
  const cadenceDays = 1000;
  const asOf = 40 * cadenceDays;
  return Array.from({ length: count }, () => {
    const rate = (random.gap(truth.r) * truth.r) / truth.alpha;
    const ending = random.beta(truth.a, truth.b);
    const meetings = [];
    let at = random.uniform() * 25;
    let isOver = false;
    for (; at < 40 && !isOver; at += (random.gap(truth.k) * truth.k) / rate) {
      meetings.push({ day: Math.round(at * cadenceDays) });
      isOver = random.uniform() < ending;
    }
    // Two in three say so.
    const isSaid = isOver && random.uniform() < 2 / 3;
    return { history: { cadenceDays, meetings, endedOn: isSaid ? asOf - 1 : undefined }, asOf };
  });
}

function observed(pairs: ReturnType<typeof drawn>): readonly Observed[] {
  return pairs.flatMap(({ history, asOf }) => observe(history, asOf) ?? []);
}

/** Of a Beta distribution. */
function meanOf({ a, b }: { readonly a: number; readonly b: number }): number {
  return a / (a + b);
}

describe('a fit', () => {
  const pairs = drawn(900);
  const fitted = fitPrior(observed(pairs));
  if (fitted === undefined) throw new Error('There was something to fit');
  const { parameters } = fitted;

  test('finds again what the pairs were drawn from, though a third of the endings is not known', () => {
    expect(parameters.k).toBe(truth.k);
    expect(parameters.r / parameters.alpha / (truth.r / truth.alpha)).toBeCloseTo(1, 1);
    expect(Math.abs(parameters.r / truth.r - 1)).toBeLessThan(0.25);
    expect(Math.abs(meanOf(parameters) / meanOf(truth) - 1)).toBeLessThan(0.15);
    expect(fitted.atTheEdge).toBe(false);
  });

  test('is at least as likely as the truth, and more than the stated prior', () => {
    const all = observed(pairs);
    expect(fitted.logLikelihood).toBeGreaterThanOrEqual(logLikelihood(plainPrior(truth), all));
    expect(fitted.logLikelihood).toBeGreaterThan(logLikelihood(statedPrior, all) + 50);
    expect(fitted.logLikelihood).toBeCloseTo(logLikelihood(plainPrior(parameters), all), 6);
    expect(fitted.byK[parameters.k - 1]).toBe(fitted.logLikelihood);
  });

  test('of half the pairs is calibrated on the other half', () => {
    const half = fitPrior(observed(pairs.filter((_, index) => index % 2 === 0)));
    if (half === undefined) throw new Error('There was something to fit');
    const others = pairs.filter((_, index) => index % 2 === 1);
    const bands = inBands(
      others.flatMap(({ history, asOf }) => checkJudgements(history, asOf, plainPrior(half.parameters))),
    );
    for (const { judgements, said, metAgain } of bands) {
      expect(judgements).toBeGreaterThan(100);
      // The judgements of one pair hang together; three standard errors of that many pairs.
      expect(Math.abs(said - metAgain)).toBeLessThan(0.09);
    }
  });

  test('of pairs that never met twice is none', () => {
    expect(fitPrior([{ gaps: noGaps, isOver: true, silence: 3 }])).toBeUndefined();
    expect(observe({ cadenceDays: 7, meetings: [] }, 100)).toBeUndefined();
  });
});

describe('a fit that keeps every regularity', () => {
  const pairs = drawn(400);
  const all = observed(pairs);
  const fitted = fitMixture(all);
  if (fitted === undefined) throw new Error('There was something to fit');

  test('gives most of the weight to the regularity that the pairs were drawn from, and rules none out', () => {
    const { shares, r, alpha } = fitted.mixture;
    const of = (k: number): number => shares.find((one) => one.k === k)?.share ?? Number.NaN;
    expect(of(3)).toBeGreaterThan(0.5);
    for (const { share } of shares) expect(share).toBeGreaterThan(0.015);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    // Meetings for each cadence, of which three stages make one.
    expect(r / alpha / (truth.r / truth.alpha / truth.k)).toBeCloseTo(1, 1);
    expect(Math.abs(meanOf(fitted.mixture) / meanOf(truth) - 1)).toBeLessThan(0.25);
  });

  test('is likelier than the stated prior, and nearly as likely as the one that knows there is one k', () => {
    expect(fitted.logLikelihood).toBeGreaterThan(logLikelihood(statedPrior, all) + 50);
    expect(fitted.logLikelihood).toBeCloseTo(logLikelihood(priorOfMixture(fitted.mixture), all), 6);
    expect(fitted.logLikelihood).toBeGreaterThan((fitPrior(all)?.logLikelihood ?? 0) - 0.1 * all.length);
  });

  test('is tried on the pairs that it was not fitted to, each once', () => {
    const examples = examplesFrom(pairs, 40_000);
    expect(countFinished(examples)).toBe(all.filter(({ isOver }) => isOver).length);
    const parts: number[] = [];
    const fits: number[] = [];
    const trial = tryOnOthers(
      examples,
      (some) => {
        fits.push(some.length);
        return statedPrior;
      },
      (part) => void parts.push(part),
    );
    // With one prior for all parts it is as if all were tried at once.
    const atOnce = tryOut(statedPrior, examples);
    expect(trial?.logLikelihood).toBeCloseTo(atOnce.logLikelihood, 6);
    expect(trial?.checked).toHaveLength(atOnce.checked.length);
    expect(fits).toEqual([0, 1, 2, 3, 4].map((fold) => all.length - Math.ceil((all.length - fold) / 5)));
    expect(parts).toEqual([1, 2, 3, 4, 5]);
  });

  test('of pairs that never met twice is none', () => {
    expect(fitMixture([{ gaps: noGaps, isOver: true, silence: 3 }])).toBeUndefined();
    expect(tryOnOthers([], () => undefined)).toBeUndefined();
  });
});

describe('the likelihood', () => {
  const once: Observed = { gaps: noGaps, isOver: true, silence: 0 };

  test('of ending after the first meeting is a / (a + b)', () => {
    expect(Math.exp(logLikelihood(plainPrior({ ...truth, a: 1, b: 5 }), [once]))).toBeCloseTo(1 / 6, 12);
  });

  test('of a silent pair whose end is not known falls to that of one that has ended', () => {
    const prior = plainPrior(truth);
    const unknown = (silence: number): number => logLikelihood(prior, [{ ...once, isOver: false, silence }]);
    expect(unknown(0)).toBeCloseTo(0, 12);
    expect(unknown(2)).toBeLessThan(unknown(1));
    expect(unknown(500)).toBeCloseTo(logLikelihood(prior, [once]), 5);
  });

  test('does not change with the sum of a prior’s weights', () => {
    const doubled = {
      ...statedPrior,
      regularities: statedPrior.regularities.map((one) => ({ ...one, weight: 2 * one.weight })),
    };
    const all = observed(drawn(20));
    expect(logLikelihood(doubled, all)).toBeCloseTo(logLikelihood(statedPrior, all), 9);
  });
});

describe('calibration', () => {
  test('counts only judgements that were followed long enough, whatever came of them', () => {
    const history: History = { cadenceDays: 10, meetings: [{ day: 0 }, { day: 12 }] };
    // At 5 and 10 after the first meeting, and at 5, 10, 15, 20, 30, 40 after the last.
    const counted = [64, 65, 70, 77, 112].map((to) => checkJudgements(history, to, statedPrior).length);
    expect(counted).toEqual([0, 1, 2, 3, 8]);
    const outcomes = checkJudgements(history, 200, statedPrior).map(({ metAgain }) => metAgain);
    expect(outcomes).toEqual([true, true, false, false, false, false, false, false]);
  });

  test('the Brier score is 0 for the sure and right, 1 for the sure and wrong, a quarter for an even chance', () => {
    const scores = [
      { said: 1, metAgain: true },
      { said: 0, metAgain: false },
      { said: 1, metAgain: false },
      { said: 0.5, metAgain: true },
    ].map((one) => brierScore([one]));
    expect(scores).toEqual([0, 0, 1, 0.25]);
    expect(brierScore([])).toBeNaN();
  });

  test('every judgement falls into one band', () => {
    const checked = [0, 0.1, 0.2, 0.5, 0.9, 1].map((said) => ({ said, metAgain: true }));
    expect(inBands(checked).map(({ judgements }) => judgements)).toEqual([2, 1, 1, 0, 0, 2]);
  });
});

/** Rosenbrock's: the bottom is at 1, 1. */
function valley([x = 0, y = 0]: readonly number[]): number {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}

test('the downhill search arrives at the bottom of a curved valley, and stays where it may', () => {
  const { at, value } = leastOf(valley, [-1.2, 1]);
  expect(value).toBeLessThan(1e-7);
  expect(at[0]).toBeCloseTo(1, 3);
  const fenced = leastOf((place) => ((place[0] ?? 0) < 2 ? Infinity : valley(place)), [3, 3]);
  expect(fenced.at[0]).toBeCloseTo(2, 2);
});
