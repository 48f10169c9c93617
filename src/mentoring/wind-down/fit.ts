/** Fits the plain closed form to a scheme's own histories, by maximum likelihood. */

import { standOn } from './history.ts';
import type { History } from './history.ts';
import { leastOf } from './least.ts';
import { logLikelihood } from './likelihood.ts';
import type { Observed } from './likelihood.ts';
import { plainDefaults, plainPrior } from './prior.ts';
import type { PlainParameters } from './prior.ts';

/** With fewer finished pairs the stated prior is the better guess (peers.md 6.6: "about 100"). */
export const ENOUGH_FINISHED = 100;

export type Fitted = {
  readonly parameters: PlainParameters;
  readonly logLikelihood: number;
  /** The best log-likelihood of each k that was tried, from 1. */
  readonly byK: readonly number[];
  /** Whether a parameter stands at the end of what is searched: the histories do not tell it. */
  readonly atTheEdge: boolean;
};

/** Gaps this regular are already a timetable. */
export const MOST_STAGES = 12;

/** How far r, alpha, a and b are searched. */
export const LEAST = 0.01;
export const MOST = 1_000;

/** What the likelihood needs of a history on a day; `undefined` for a pair that had not met. */
export function observe(history: History, asOf: number): Observed | undefined {
  const { gaps, lastMet, running } = standOn(history, asOf);
  if (lastMet === undefined) return undefined;
  return {
    gaps,
    isOver: history.endedOn !== undefined && history.endedOn <= asOf,
    silence: running.between(lastMet.day, asOf) / history.cadenceDays,
  };
}

/** `undefined` where there is nothing to fit: no pair that met twice. */
export function fitPrior(pairs: readonly Observed[]): Fitted | undefined {
  if (pairs.every(({ gaps }) => gaps.x === 0)) return undefined;
  const byK: number[] = [];
  let best: Pick<Fitted, 'parameters' | 'logLikelihood'> | undefined;
  for (let k = 1; k <= MOST_STAGES; k += 1) {
    const one = fitWithK(k, pairs, best?.parameters);
    byK.push(one.logLikelihood);
    if (best === undefined || one.logLikelihood > best.logLikelihood) best = one;
    // It rises to the best k and falls from there.
    else if (k - best.parameters.k >= 2) break;
  }
  if (best === undefined) return undefined;
  const { r, alpha, a, b } = best.parameters;
  const atTheEdge = [r, alpha, a, b].some((one) => one < LEAST * 1.01 || one > MOST / 1.01);
  return { ...best, byK, atTheEdge };
}

function fitWithK(
  k: number,
  pairs: readonly Observed[],
  near: PlainParameters | undefined,
): Pick<Fitted, 'parameters' | 'logLikelihood'> {
  // On a logarithmic scale, so that none can become negative. The rate of meetings, rather than that of stages, is what
  // two neighbouring k have in common.
  const from =
    near === undefined
      ? [plainDefaults.r, plainDefaults.r, plainDefaults.a, plainDefaults.b]
      : [near.r, near.alpha * near.k, near.a, near.b];
  const parametersAt = (at: readonly number[]): PlainParameters => {
    const [r = 0, alphaK = 0, a = 0, b = 0] = at.map(Math.exp);
    return { k, r, alpha: alphaK / k, a, b };
  };
  const cost = (at: readonly number[]): number => {
    const { r, alpha, a, b } = parametersAt(at);
    if ([r, alpha, a, b].some((one) => one < LEAST || one > MOST)) return Number.POSITIVE_INFINITY;
    return -logLikelihood(plainPrior({ k, r, alpha, a, b }), pairs);
  };
  const { at, value } = leastOf(cost, from.map(Math.log));
  return { parameters: parametersAt(at), logLikelihood: -value };
}
