/**
 * A pair's own rhythm, learned from the gaps between its meetings, and how likely it is to be silent for so long while it
 * still goes on.
 *
 * The model is MBG/CNBD-k (Reutterer, Platzer and Schroeder 2020, doi 10.1016/j.ijresmar.2020.09.002; k = 1 is MBG/NBD,
 * Batislam, Denizel and Filiztekin 2007, with the erratum of Wagner and Hoppe 2008), written down again from its
 * assumptions. A gap is k stages of the same exponential clock, whose rate has a gamma prior. After x gaps that took t
 * cadences, the rate is gamma with shape r + kx and rate alpha + t, so that the stages passed in a silence s are negative
 * binomial, and the pair is still silent while fewer than k have passed:
 *
 *     silence(s) = (1 - u)^z · Σ_{j<k} (z)_j / j! · u^j,    z = r + kx,  u = s / (alpha + t + s)
 *
 * Two things are added, and drop out for a plain prior. Where a prior holds several k, each is weighed by how well it
 * explains the gaps. Where meetings may go unlogged, the next one that we hear of may be the second or third.
 *
 * All times are in units of the agreed cadence, with pauses cut out.
 */

import { logGamma } from './log-gamma.ts';
import type { Prior, Regularity } from './prior.ts';

/** All that the model needs to know of the gaps between meetings. */
export type Gaps = {
  /** How many gaps: one fewer than meetings. */
  readonly x: number;
  /** How long they were together. */
  readonly total: number;
  /** The sum of their logarithms. */
  readonly logs: number;
};

export type Rhythm = {
  /** How long a gap of this pair usually is. */
  readonly usual: number;
  /** The logarithm of the chance that a pair that goes on is silent for at least so long. Falls from 0. */
  readonly logSilence: (silence: number) => number;
};

export const noGaps: Gaps = { x: 0, total: 0, logs: 0 };

/** Shorter gaps count as this when regularity is judged: two talks in one week do not make a pair irregular for ever. */
const SHORTEST = 0.02;

export function addGap(gaps: Gaps, gap: number): Gaps {
  return {
    x: gaps.x + 1,
    total: gaps.total + gap,
    logs: gaps.logs + Math.log(Math.max(gap, SHORTEST)),
  };
}

export function learnRhythm(prior: Prior, gaps: Gaps): Rhythm {
  const learned = prior.regularities.map((regularity) => ({
    k: regularity.k,
    shape: regularity.r + regularity.k * gaps.x,
    rate: regularity.alpha + gaps.total,
    logWeight: prior.regularities.length === 1 ? 0 : logLikelihoodOfGaps(regularity, gaps),
  }));
  const together = logSumExp(learned.map(({ logWeight }) => logWeight));
  const weighed = learned.map((one) => ({ ...one, logWeight: one.logWeight - together }));
  const rounds = chancesOfRounds(prior.unlogged);
  return {
    usual: weighed.reduce((sum, one) => sum + (Math.exp(one.logWeight) * one.k * one.rate) / one.shape, 0),
    logSilence: (silence) => {
      if (silence <= 0) return 0;
      const logs = weighed.map((one) => one.logWeight + logSilenceOf(one, silence, rounds));
      return Math.min(0, logSumExp(logs));
    },
  };
}

/** ln of weight times density of these gaps, the pair's rate integrated out. */
export function logLikelihoodOfGaps({ k, r, alpha, weight }: Regularity, { x, total, logs }: Gaps): number {
  const shape = r + k * x;
  return (
    Math.log(weight) +
    (k - 1) * logs -
    x * logGamma(k) +
    logGamma(shape) -
    logGamma(r) -
    // As one small logarithm: alpha and its power are both huge where pairs hardly differ.
    r * Math.log1p(total / alpha) -
    k * x * Math.log(alpha + total)
  );
}

/** ln Σ exp, without overflow. */
export function logSumExp(logs: readonly number[]): number {
  const [only] = logs;
  if (only !== undefined && logs.length === 1) return only;
  let largest = Number.NEGATIVE_INFINITY;
  for (const one of logs) if (one > largest) largest = one;
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (const one of logs) sum += Math.exp(one - largest);
  return largest + Math.log(sum);
}

/** Where the sum grows beyond this it is scaled down: thousands of meetings would overflow it. */
const HUGE = 1e200;

/** How many meetings in a row may go unlogged. Three is as good as never. */
const MOST_UNLOGGED = 2;

/** How likely the next meeting that we hear of is the first, the second, or the third. */
function chancesOfRounds(unlogged: number): readonly number[] {
  if (unlogged === 0) return [1];
  const chances = Array.from({ length: MOST_UNLOGGED }, (_, missed) => (1 - unlogged) * unlogged ** missed);
  return [...chances, unlogged ** MOST_UNLOGGED];
}

function logSilenceOf(
  { k, shape, rate }: { readonly k: number; readonly shape: number; readonly rate: number },
  silence: number,
  rounds: readonly number[],
): number {
  const u = silence / (rate + silence);
  let scale = 0;
  let stage = 0;
  let term = 1;
  let sum = 0;
  let weighed = 0;
  for (const chance of rounds) {
    for (let within = 0; within < k; within += 1) {
      sum += term;
      term *= ((shape + stage) / (stage + 1)) * u;
      stage += 1;
      if (sum > HUGE) {
        scale += Math.log(HUGE);
        term /= HUGE;
        sum /= HUGE;
        weighed /= HUGE;
      }
    }
    weighed += chance * sum;
  }
  return Math.log(weighed) + scale - shape * Math.log1p(silence / rate);
}
