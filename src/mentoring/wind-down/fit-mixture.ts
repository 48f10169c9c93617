/** Fits a prior of the stated kind to a scheme's own histories: all regularities stay, each with its share among pairs. */

import { LEAST, MOST } from './fit.ts';
import { leastOf } from './least.ts';
import { explainedBy, logLikelihood } from './likelihood.ts';
import type { Observed } from './likelihood.ts';
import { statedPrior } from './prior.ts';
import type { Prior } from './prior.ts';
import { logSumExp } from './rhythm.ts';

/** What is fitted; everything else of the prior is as stated. In agreed cadences. */
export type Mixture = {
  /** Pairs differ in how often they meet by a gamma distribution of shape `r` and rate `alpha`, in meetings. */
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** How large a share of the pairs has gaps of so many stages; the shares add up to one. */
  readonly shares: readonly { readonly k: number; readonly share: number }[];
};

export type FittedMixture = {
  readonly mixture: Mixture;
  readonly logLikelihood: number;
  /** Whether a parameter stands at the end of what is searched: the histories do not tell it. */
  readonly atTheEdge: boolean;
};

/** No regularity is ruled out because a hundred pairs did not show it: the next pair may be of that kind. */
export const LEAST_SHARE = 0.02;

/** Shares and parameters are found in turn; by then neither moves the other any more. */
const TURNS = 2;
const WEIGHINGS = 10;
/** Of a log-likelihood of some thousands, less than what a single pair can tell. */
const PRECISION = 1e-6;

export function priorOfMixture({ r, alpha, a, b, shares }: Mixture): Prior {
  return {
    ...statedPrior,
    regularities: shares.map(({ k, share }) => ({ k, r, alpha: alpha / k, weight: share })),
    a,
    b,
  };
}

/** `undefined` where there is nothing to fit: no pair that met twice. */
export function fitMixture(pairs: readonly Observed[]): FittedMixture | undefined {
  if (pairs.every(({ gaps }) => gaps.x === 0)) return undefined;
  let mixture = statedMixture;
  for (let turn = 0; turn < TURNS; turn += 1) mixture = withShares(withParameters(mixture, pairs), pairs);
  const { r, alpha, a, b } = mixture;
  return {
    mixture,
    logLikelihood: logLikelihood(priorOfMixture(mixture), pairs),
    atTheEdge: [r, alpha, a, b].some((one) => one < LEAST * 1.01 || one > MOST / 1.01),
  };
}

const statedMixture: Mixture = {
  r: 8,
  alpha: 8,
  a: statedPrior.a,
  b: statedPrior.b,
  shares: statedPrior.regularities.map(({ k }, _, all) => ({ k, share: 1 / all.length })),
};

/** The likeliest parameters for these shares. */
function withParameters(mixture: Mixture, pairs: readonly Observed[]): Mixture {
  // On a logarithmic scale, so that none can become negative; `alpha` as the usual gap, which hardly depends on `r`.
  const mixtureAt = (at: readonly number[]): Mixture => {
    const [r = 0, gap = 0, a = 0, b = 0] = at.map(Math.exp);
    return { ...mixture, r, alpha: gap * r, a, b };
  };
  const cost = (at: readonly number[]): number => {
    const tried = mixtureAt(at);
    if ([tried.r, tried.alpha, tried.a, tried.b].some((one) => !(one >= LEAST && one <= MOST)))
      return Number.POSITIVE_INFINITY;
    return -logLikelihood(priorOfMixture(tried), pairs);
  };
  const { r, alpha, a, b } = mixture;
  return mixtureAt(leastOf(cost, [r, alpha / r, a, b].map(Math.log), PRECISION).at);
}

/** The likeliest shares for these parameters (expectation and maximisation, Dempster, Laird and Rubin 1977). */
function withShares(mixture: Mixture, pairs: readonly Observed[]): Mixture {
  let { shares } = mixture;
  const flat = shares.map(({ k }) => ({ k, share: 1 / shares.length }));
  const explained = pairs.map(explainedBy(priorOfMixture({ ...mixture, shares: flat })));
  for (let weighing = 0; weighing < WEIGHINGS; weighing += 1) {
    const logShares = shares.map(({ share }) => Math.log(share));
    const sums = shares.map(() => 0);
    for (const logs of explained) {
      const weighed = logs.map((log, index) => log + (logShares[index] ?? 0));
      const together = logSumExp(weighed);
      weighed.forEach((log, index) => (sums[index] = (sums[index] ?? 0) + Math.exp(log - together)));
    }
    shares = shares.map(({ k }, index) => ({ k, share: (sums[index] ?? 0) / pairs.length }));
  }
  const least = shares.map(({ k, share }) => ({ k, share: Math.max(LEAST_SHARE, share) }));
  const total = least.reduce((sum, { share }) => sum + share, 0);
  return { ...mixture, shares: least.map(({ k, share }) => ({ k, share: share / total })) };
}
