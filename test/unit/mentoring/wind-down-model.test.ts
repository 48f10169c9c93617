/** The closed form, against constants worked out elsewhere and against the integrals that it stands for. */

import { describe, expect, test } from 'vitest';
import { silenceReaching } from '../../../src/mentoring/wind-down/crossing.ts';
import { chanceFrom, logOddsOver } from '../../../src/mentoring/wind-down/judge.ts';
import { logBeta, logGamma } from '../../../src/mentoring/wind-down/log-gamma.ts';
import { plainPrior, statedPrior } from '../../../src/mentoring/wind-down/prior.ts';
import type { PlainParameters, Prior } from '../../../src/mentoring/wind-down/prior.ts';
import { addGap, learnRhythm, noGaps } from '../../../src/mentoring/wind-down/rhythm.ts';
import type { Gaps } from '../../../src/mentoring/wind-down/rhythm.ts';
import { bgOdds } from '../../bench/wind-down/rules.ts';

const cdnow = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
const bgCdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const regular = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 };

/** Only their number and their sum count where there is one k. */
function evenGaps(x: number, total: number): Gaps {
  return Array.from({ length: x }).reduce<Gaps>((gaps) => addGap(gaps, total / x), noGaps);
}

function pAlive(parameters: PlainParameters, x: number, lastAt: number, now: number): number {
  const prior = plainPrior(parameters);
  return chanceFrom(logOddsOver(prior, learnRhythm(prior, evenGaps(x, lastAt)), x, now - lastAt));
}

describe('the chance that a pair goes on', () => {
  // Exact constants of the models, found by closed form and by quadrature (reference/peers.md 6.4).
  test.each([
    [1, cdnow, 0, 0, 38.86, 0.389735],
    [1, cdnow, 2, 30.43, 38.86, 0.706202],
    [2, regular, 3, 12, 32, 0.063766],
    [3, regular, 3, 12, 32, 0.022087],
    [3, regular, 6, 24, 28, 0.826671],
    [6, regular, 6, 24, 36, 0.026025],
    // Just after a meeting it is (b + x) / (a + b + x).
    [3, regular, 0, 0, 0, 0.753894],
    [3, regular, 1, 4, 4, 0.812352],
    [3, regular, 5, 20, 20, 0.903776],
  ])(
    'is that of MBG/CNBD-%i with %j after %i gaps in %f, as of %f: %f',
    (k, rest, x, lastAt, now, expected) => {
      expect(Math.abs(pAlive({ k, ...rest }, x, lastAt, now) - expected)).toBeLessThan(1e-6);
    },
  );

  test.each([
    [2, 30.43, 38.86, 0.726579],
    [1, 1.71, 38.86, 0.212101],
    [26, 30.86, 31, 0.968916],
  ])(
    'with the coin of BG/NBD, as the benchmark has it, is that of BG/NBD: %i, %f, %f',
    (x, lastAt, now, expected) => {
      const prior = plainPrior({ k: 1, ...bgCdnow });
      const odds = bgOdds(prior, learnRhythm(prior, evenGaps(x, lastAt)), x, now - lastAt);
      expect(Math.abs(chanceFrom(odds) - expected)).toBeLessThan(1e-6);
    },
  );

  test('is 0 after a long silence of an eager pair, and not an overflow', () => {
    expect(pAlive({ k: 1, ...bgCdnow }, 1000, 10, 100)).toBe(0);
  });

  test.each([1, 2, 4, 8])('is what integrating over the rate gives, for k %i', (k) => {
    for (const [x, lastAt, silence] of [
      [0, 0, 1.5],
      [3, 3.2, 0.4],
      [7, 9.1, 2.2],
    ] as const) {
      const parameters = { k, r: 3.3, alpha: 3.3 / k, a: 1.2, b: 6 };
      expect(pAlive(parameters, x, lastAt, lastAt + silence)).toBeCloseTo(
        byQuadrature(parameters, x, lastAt, silence),
        8,
      );
    }
  });
});

/** P(going on), by adding up over rates what the gamma prior and Erlang gaps say of each: no closed form is used. */
function byQuadrature(
  { k, r, alpha, a, b }: PlainParameters,
  x: number,
  lastAt: number,
  silence: number,
): number {
  let silent = 0;
  let all = 0;
  // The rate as a logarithm: everything of weight lies within these bounds.
  for (let log = -9; log < 9; log += 0.001) {
    const rate = Math.exp(log);
    const weight = Math.exp((r + k * x) * log - rate * (alpha + lastAt));
    let survives = 0;
    for (let stage = 0, term = Math.exp(-rate * silence); stage < k; stage += 1) {
      survives += term;
      term *= (rate * silence) / (stage + 1);
    }
    silent += weight * survives;
    all += weight;
  }
  const wentOn = Math.exp(logBeta(a, b + x + 1)) * (silent / all);
  return wentOn / (wentOn + Math.exp(logBeta(a + 1, b + x)));
}

function rhythmOf(gaps: readonly number[], prior: Prior = statedPrior): ReturnType<typeof learnRhythm> {
  return learnRhythm(prior, gaps.reduce(addGap, noGaps));
}

describe('a rhythm', () => {
  test('an agreed four weeks that is kept at six is six', () => {
    expect(rhythmOf([]).usual).toBeCloseTo(1, 10);
    expect(rhythmOf([1.5, 1.4, 1.6, 1.5, 1.5, 1.45, 1.55, 1.5]).usual).toBeGreaterThan(1.35);
  });

  test('the same silence says more of a regular pair than of an irregular one that meets as often', () => {
    const clockwork = rhythmOf([1, 1.05, 0.95, 1, 1.02, 0.98]);
    const chance = rhythmOf([0.2, 2.3, 0.4, 1.9, 0.1, 1.1]);
    expect(clockwork.logSilence(2)).toBeLessThan(chance.logSilence(2) - 0.5);
  });

  test('where meetings go unlogged, a missing round says less', () => {
    const every = rhythmOf([1, 1, 1, 1], { ...statedPrior, unlogged: 0 });
    const some = rhythmOf([1, 1, 1, 1], { ...statedPrior, unlogged: 0.3 });
    expect(some.logSilence(2)).toBeGreaterThan(every.logSilence(2) + 0.5);
    expect(some.logSilence(0.1)).toBeCloseTo(every.logSilence(0.1), 2);
  });

  test('two talks in one week do not make a pair irregular for ever', () => {
    const once = rhythmOf([1, 1, 1, 0, 1, 1, 1, 1]);
    expect(Number.isFinite(once.usual)).toBe(true);
    expect(once.logSilence(3)).toBeLessThan(Math.log(0.2));
  });
});

describe('the silence that reaches a line', () => {
  test('is found to eight digits on a steep curve, a flat one and a step', () => {
    expect(silenceReaching((x) => x ** 9, 2, 1)).toBeCloseTo(2 ** (1 / 9), 8);
    expect(silenceReaching((x) => Math.log1p(x), 6, 1)).toBeCloseTo(Math.expm1(6), 5);
    expect(silenceReaching((x) => (x < Math.PI ? 0 : 1), 0.5, 1)).toBeCloseTo(Math.PI, 8);
  });

  test('is found on curves that bend as sharply as numbers can, before it gives up', () => {
    expect(silenceReaching((x) => Math.expm1(200 * x), 3, 1)).toBeCloseTo(Math.log(4) / 200, 9);
    expect(silenceReaching((x) => (x < 0.7123 ? 0 : 1e12), 1, 1)).toBeCloseTo(0.7123, 8);
  });

  test('is on the far side of the line, never just before it', () => {
    for (const target of [0.1, 1, 3, 7]) {
      const found = silenceReaching((x) => Math.sqrt(x) + x, target, 1) ?? Number.NaN;
      expect(Math.sqrt(found) + found).toBeGreaterThanOrEqual(target);
    }
  });

  test('is none where it has been reached already, and undefined where it never is', () => {
    expect(silenceReaching((x) => x, -1, 1)).toBe(0);
    expect(silenceReaching((x) => x / (1 + x), 2, 1)).toBeUndefined();
  });
});

test('the logarithm of the gamma function is right from tiny to huge', () => {
  const factorials = [1, 1, 2, 6, 24, 120, 720, 5040, 40_320, 362_880, 3_628_800, 39_916_800];
  factorials.forEach((value, n) => expect(logGamma(n + 1)).toBeCloseTo(Math.log(value), 12));
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  // ln 1000!, and Γ(x) ≈ 1/x - 0.5772 near 0.
  expect(logGamma(1001) / 5912.128178488163).toBeCloseTo(1, 13);
  expect(logGamma(1e-8)).toBeCloseTo(Math.log(1e8 - 0.577_215_664_9), 12);
  for (const x of [0.3, 4.7, 9.99, 12.5, 1234.5])
    expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 11);
});
