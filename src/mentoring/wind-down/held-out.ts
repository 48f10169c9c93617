/** How far a fit can be believed: what it says of pairs that it was not fitted to, beside what came of them. */

import { checkJudgements } from './calibration.ts';
import type { Checked } from './calibration.ts';
import { observe } from './fit.ts';
import type { History } from './history.ts';
import { logLikelihood } from './likelihood.ts';
import type { Observed } from './likelihood.ts';
import type { Prior } from './prior.ts';

/** A pair that has met, as fits and judgements see it. */
export type Example = {
  readonly history: History;
  readonly observed: Observed;
  /** The last day of which anything is known of it. */
  readonly followedTo: number;
};

/** What a prior says of pairs: how likely they are under it, and each judgement with what came of it. */
export type Trial = { readonly logLikelihood: number; readonly checked: readonly Checked[] };

const FOLDS = 5;

/**
 * Those that have met. `knownTo`: the day on which the histories were read: nothing happens after an ending, so that a
 * finished pair is known up to then.
 */
export function examplesFrom(
  histories: readonly { readonly history: History; readonly asOf: number }[],
  knownTo: number,
): readonly Example[] {
  return histories.flatMap(({ history, asOf }) => {
    const observed = observe(history, asOf);
    return observed === undefined
      ? []
      : [{ history, observed, followedTo: observed.isOver ? knownTo : asOf }];
  });
}

export function countFinished(examples: readonly Example[]): number {
  return examples.filter(({ observed }) => observed.isOver).length;
}

export function tryOut(prior: Prior, examples: readonly Example[]): Trial {
  return {
    logLikelihood: logLikelihood(
      prior,
      examples.map(({ observed }) => observed),
    ),
    checked: examples.flatMap(({ history, followedTo }) => checkJudgements(history, followedTo, prior)),
  };
}

/**
 * Each fifth of the pairs under what was fitted to the other four: what was fitted to a pair knows its end, and would
 * flatter itself. `undefined` where a part has nothing to fit. `done`: told after each fifth, as each takes a fit's time.
 */
export function tryOnOthers(
  examples: readonly Example[],
  fit: (observed: readonly Observed[]) => Prior | undefined,
  done: (part: number, of: number) => void = () => {},
): Trial | undefined {
  const trials: Trial[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isIn = (index: number): boolean => index % FOLDS === fold;
    const prior = fit(examples.filter((_, index) => !isIn(index)).map(({ observed }) => observed));
    if (prior === undefined) return undefined;
    trials.push(
      tryOut(
        prior,
        examples.filter((_, index) => isIn(index)),
      ),
    );
    done(fold + 1, FOLDS);
  }
  return {
    logLikelihood: trials.reduce((sum, one) => sum + one.logLikelihood, 0),
    checked: trials.flatMap(({ checked }) => checked),
  };
}
