/** Fits a prior to a scheme's own pairs, as they stand in the database, and says how far it can be believed. */

import { dayOf, historyOf } from '../../mentoring/watch-history.ts';
import { ENOUGH_FINISHED } from '../../mentoring/wind-down/fit.ts';
import { brierScore } from '../../mentoring/wind-down/calibration.ts';
import { fitMixture, priorOfMixture } from '../../mentoring/wind-down/fit-mixture.ts';
import type { FittedMixture } from '../../mentoring/wind-down/fit-mixture.ts';
import { countFinished, examplesFrom, tryOnOthers, tryOut } from '../../mentoring/wind-down/held-out.ts';
import type { Example, Trial } from '../../mentoring/wind-down/held-out.ts';
import { statedPrior } from '../../mentoring/wind-down/prior.ts';
import { StartError } from '../../errors.ts';
import { absurdityOf } from '../../mentoring/own-prior.ts';
import { countPairs, newestPairs, watchedPairs } from '../../store/pair-histories.ts';
import type { CountedPairs } from '../../store/pair-histories.ts';
import type { ChosenScheme } from './choose-scheme.ts';
import type { Deployment } from './deployment.ts';

export type OwnFit = FittedMixture & {
  readonly counted: CountedPairs;
  readonly pairs: number;
  readonly finished: number;
  /** The pairs under the stated prior, and each fifth of them under what was fitted to the others. */
  readonly stated: Trial;
  readonly own: Trial;
  /** Why it is not to be kept; absent where it may be. */
  readonly against?: string;
};

/** More change nothing that could be noticed; how people meet today is shown by those who began last. */
const MOST_PAIRS = 2_000;

/** Each page is a transaction of its own, so that nobody waits for all of them. */
const PAGE = 200;

/** Throws a StartError where there are too few finished pairs. */
export async function fitOwn(
  deployment: Deployment,
  scheme: ChosenScheme,
  now: Date,
  progress: (line: string) => void,
): Promise<OwnFit> {
  const inScheme = <T>(work: Parameters<typeof deployment.inOrganisation<T>>[1]): Promise<T> =>
    deployment.inOrganisation(scheme.organisationId, work);
  const counted = await inScheme((scope) => countPairs(scope, scheme.id));
  if (counted.finished <= ENOUGH_FINISHED) throw tooFew(scheme, counted.finished);
  const ids = await inScheme((scope) => newestPairs(scope, scheme.id, MOST_PAIRS));
  const asOf = dayOf(now);
  const examples: Example[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const pairs = await inScheme((scope) => watchedPairs(scope, ids.slice(from, from + PAGE)));
    const histories = pairs.map((pair) => ({ history: historyOf(pair), asOf }));
    examples.push(...examplesFrom(histories, asOf));
    progress(`${examples.length} pairs read ...`);
  }
  const finished = countFinished(examples);
  // Among the newest there may be fewer than among all.
  if (finished <= ENOUGH_FINISHED) throw tooFew(scheme, finished);
  return { counted, pairs: examples.length, finished, ...fitTo(examples, progress) };
}

function fitTo(
  examples: readonly Example[],
  progress: (line: string) => void,
): Pick<OwnFit, keyof FittedMixture | 'stated' | 'own' | 'against'> {
  const fit = fitMixture(examples.map(({ observed }) => observed));
  const own = tryOnOthers(
    examples,
    (observed) => {
      const fitted = fitMixture(observed);
      return fitted && priorOfMixture(fitted.mixture);
    },
    (part, of) => progress(`Tried on others: ${part} of ${of} parts ...`),
  );
  if (fit === undefined || own === undefined)
    throw new StartError('There is nothing to fit: too few of its pairs have met twice.');
  const stated = tryOut(statedPrior, examples);
  const against = whyNot(fit, own, stated);
  return { ...fit, stated, own, ...(against !== undefined && { against }) };
}

/** It has to be likelier, and nearer to what came, on pairs that it has not seen; and to make sense to those asked. */
function whyNot({ mixture }: FittedMixture, own: Trial, stated: Trial): string | undefined {
  const absurdity = absurdityOf(priorOfMixture(mixture));
  if (absurdity !== undefined) return `By its own figures ${absurdity}`;
  if (!(own.logLikelihood > stated.logLikelihood))
    return 'Its own figures explain pairs that they were not fitted to no better than the stated ones';
  if (!(brierScore(own.checked) < brierScore(stated.checked)))
    return 'Judgements by its own figures come no nearer to what happened than by the stated ones';
  return undefined;
}

function tooFew({ name }: ChosenScheme, finished: number): StartError {
  const has =
    finished === 0 ? 'no finished pair' : finished === 1 ? 'one finished pair' : `${finished} finished pairs`;
  return new StartError(
    `${name} has ${has} that met: with no more than ${ENOUGH_FINISHED} the stated figures are the better guess. Nothing was changed.`,
  );
}
