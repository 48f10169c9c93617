/** By what a scheme's pairs are judged: by what its own finished pairs have shown, or by the stated prior. */

import type { OwnPrior } from './records/own-prior.ts';
import type { Scheme } from './records/scheme.ts';
import { sayDate } from './time.ts';
import { ENOUGH_FINISHED, LEAST, MOST, MOST_STAGES } from './wind-down/fit.ts';
import { LEAST_SHARE, priorOfMixture } from './wind-down/fit-mixture.ts';
import type { Mixture } from './wind-down/fit-mixture.ts';
import { crossingDay, statedLines } from './wind-down/judge.ts';
import { statedPrior } from './wind-down/prior.ts';
import type { Prior } from './wind-down/prior.ts';

type Judged = { readonly scheme: Pick<Scheme, 'prior'> };

/** The scheme's own where it has one that can be used. What cannot be is left aside, so that the watch goes on. */
export function priorOf({ prior }: Judged['scheme']): Prior {
  return prior === undefined || !isSound(prior) ? statedPrior : priorOfMixture(prior);
}

/** "by this scheme's own 140 finished pairs, since 22 November 2026", after "judged". */
export function sayJudgedBy({ prior }: Judged['scheme']): string {
  return prior === undefined || !isSound(prior)
    ? 'by the stated figures'
    : `by this scheme’s own ${prior.finished} finished pairs, since ${sayDate(prior.fittedOn)}`;
}

/** A fit as it is kept: six digits are more than any number of pairs can tell. */
export function keepFit(
  { r, alpha, a, b, shares }: Mixture,
  counted: Pick<OwnPrior, 'fittedOn' | 'pairs' | 'finished'>,
): OwnPrior {
  const [kr, kalpha, ka, kb] = [r, alpha, a, b].map(rounded);
  return {
    version: 1,
    ...counted,
    r: kr ?? r,
    alpha: kalpha ?? alpha,
    a: ka ?? a,
    b: kb ?? b,
    shares: shares.map(({ k, share }) => ({ k, share: rounded(share) })),
  };
}

/** Whether it is of the form and within the bounds in which fits are searched. It comes from a column of JSON. */
export function isSound(prior: OwnPrior): boolean {
  const { version, fittedOn, finished, pairs, shares } = prior;
  return (
    version === 1 &&
    /^\d{4}-\d\d-\d\d$/.test(fittedOn) &&
    finished > ENOUGH_FINISHED &&
    pairs >= finished &&
    [prior.r, prior.alpha, prior.a, prior.b].every((one) => isWithin(one, LEAST, MOST)) &&
    Array.isArray(shares) &&
    isWithin(shares.length, 1, MOST_STAGES) &&
    shares.every(
      ({ k, share }) =>
        Number.isInteger(k) && isWithin(k, 1, MOST_STAGES) && isWithin(share, LEAST_SHARE / 2, 1),
    )
  );
}

/** Pairs that have met so often, each time as agreed: what a prior makes of them is easily pictured. */
export const PICTURED = [1, 5, 12] as const;

/** After so many cadences of silence a pair is asked for the first time; `undefined` where it never is. */
export function firstQuestionAfter(prior: Prior, meetings: number): number | undefined {
  // Days are whole, so that a cadence of many days tells parts of a cadence apart.
  const cadenceDays = 1000;
  const last = (meetings - 1) * cadenceDays;
  const history = {
    cadenceDays,
    meetings: Array.from({ length: meetings }, (_, index) => ({ day: index * cadenceDays })),
  };
  const day = crossingDay(history, last, statedLines.first, prior);
  return day === undefined ? undefined : (day - last) / cadenceDays;
}

/** Nobody could use a watch that asks before the agreed time is up, or after so many cadences. */
const SOONEST = 1;
const LATEST = 8;

/** Why it may not be kept, whatever the pairs say: it would make no sense to those who are asked. */
export function absurdityOf(prior: Prior): string | undefined {
  for (const meetings of PICTURED) {
    const after = firstQuestionAfter(prior, meetings);
    const pair = `a pair that has met ${meetings === 1 ? 'once' : `${meetings} times, each time as agreed,`}`;
    if (after === undefined || after > LATEST) return `${pair} would not be asked within ${LATEST} cadences`;
    if (meetings > 1 && after < SOONEST) return `${pair} would be asked before it was to meet again`;
  }
  return undefined;
}

function isWithin(value: number, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
