/** How well a prior explains histories, of which some are known to have ended. */

import { logBeta } from './log-gamma.ts';
import type { Prior } from './prior.ts';
import { learnRhythm, logLikelihoodOfGaps, logSumExp } from './rhythm.ts';
import type { Gaps } from './rhythm.ts';

/** A pair as the likelihood sees it, in agreed cadences. */
export type Observed = {
  readonly gaps: Gaps;
  /** `true`: it ended after its last meeting. `false`: nobody has said so, and it may or may not have. */
  readonly isOver: boolean;
  /** Since the last meeting; only looked at where the end is not known. */
  readonly silence: number;
};

/**
 * Σ ln p(history | prior). A pair that met x + 1 times was not over x times, with the chance B(a, b + x) / B(a, b), and
 * over after the last one with B(a + 1, b + x) / B(a, b). Where the end is not known, it may instead have gone on and
 * been silent since, which is (b + x) / a · silence(s) as likely. Derived from the assumptions named in `rhythm.ts`.
 */
export function logLikelihood(prior: Prior, pairs: readonly Observed[]): number {
  const explain = explainedBy(prior);
  let sum = 0;
  for (const pair of pairs) sum += logSumExp(explain(pair));
  return sum;
}

/** ln p(history and regularity | prior) of a pair, for each regularity of the prior, its share among pairs included. */
export function explainedBy(prior: Prior): (pair: Observed) => readonly number[] {
  const { a, b, regularities } = prior;
  const start = logBeta(a, b);
  const total = regularities.reduce((sum, { weight }) => sum + weight, 0);
  const alone = regularities.map((regularity) => ({
    regularity: { ...regularity, weight: regularity.weight / total },
    prior: { ...prior, regularities: [regularity] },
  }));
  /** Few numbers of meetings are common to many pairs. */
  const ended = new Map<number, number>();
  return ({ gaps, isOver, silence }) => {
    const end = ended.get(gaps.x) ?? logBeta(a + 1, b + gaps.x) - start;
    ended.set(gaps.x, end);
    const goesOn = Math.log((b + gaps.x) / a);
    return alone.map((one) => {
      const asGaps = end + logLikelihoodOfGaps(one.regularity, gaps);
      if (isOver) return asGaps;
      return asGaps + logSumExp([0, goesOn + learnRhythm(one.prior, gaps).logSilence(silence)]);
    });
  };
}
