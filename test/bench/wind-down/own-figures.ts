/** What a scheme's own figures, and the end that a pair has planned, are worth to the watch. */

import { fitMixture, priorOfMixture } from '../../../src/mentoring/wind-down/fit-mixture.ts';
import { fitPrior, observe } from '../../../src/mentoring/wind-down/fit.ts';
import type { Observed } from '../../../src/mentoring/wind-down/likelihood.ts';
import { plainPrior, statedPrior } from '../../../src/mentoring/wind-down/prior.ts';
import type { Followed } from './compare.ts';
import { drawPair, HORIZON, populations } from './populations.ts';
import type { Pair } from './populations.ts';
import { seeded } from './random.ts';
import type { Random } from './random.ts';
import { watch } from './rules.ts';
import type { Rule } from './rules.ts';
import { follow } from './simulate.ts';

/** In this order in what is returned. */
export const ownWatches = [
  'the stated figures',
  'told of planned ends',
  'its own figures',
  'its own, with one k',
] as const;

/** Each population is a scheme, fitted to so many of its pairs; others are followed. */
const FITTED = 400;
const FOLLOWED = 150;

/** Of endings, how many are said. */
const SAID = 0.7;

/** Of pairs, how many have planned an end; of those that end, how many do so then. */
const PLANNED = 0.6;
const AS_PLANNED = 0.35;

export function followOwn(seed: number): readonly Followed[] {
  return populations.flatMap((population, index) => {
    const before = seeded(seed + 100 + index);
    const seen = Array.from({ length: FITTED }, () => seenOf(drawPair(population, index, before), before));
    const own = fitMixture(seen);
    const plain = fitPrior(seen);
    if (own === undefined || plain === undefined) throw new Error('There was something to fit');
    const byOwn = watch('', priorOfMixture(own.mixture));
    const byPlain = watch('', plainPrior(plain.parameters));
    const random = seeded(seed + index);
    const plans = seeded(seed + 200 + index);
    return Array.from({ length: FOLLOWED }, () => {
      const pair = drawPair(population, index, random);
      const told = toldOf(planOf(pair, plans));
      return { pair, outcomes: follow(pair, [watch(), told, byOwn, byPlain]) };
    });
  });
}

function seenOf({ meetings, cadenceDays, pauses, end }: Pair, random: Random): Observed {
  const logged = meetings.filter(({ day, isLogged }) => isLogged && day <= HORIZON);
  const isSaid = end < HORIZON && random.uniform() < SAID;
  const seen = observe({ cadenceDays, pauses, meetings: logged, endedOn: isSaid ? end : undefined }, HORIZON);
  if (seen === undefined) throw new Error('The first meeting is always logged');
  return { ...seen, isOver: isSaid };
}

/** About the true end for some; for all others any day, which they end before or go on beyond. */
function planOf({ end, cadenceDays }: Pair, random: Random): number | undefined {
  const [planned, asPlanned, when] = [random.uniform(), random.uniform(), random.uniform()];
  if (planned >= PLANNED) return undefined;
  if (end < HORIZON && asPlanned < AS_PLANNED) return Math.round(end + (1.5 * when - 0.5) * cadenceDays);
  return Math.round(90 + 640 * when);
}

function toldOf(plannedEnd: number | undefined): Rule {
  const usual = watch('', statedPrior);
  return { ...usual, ask: (known) => usual.ask({ ...known, history: { ...known.history, plannedEnd } }) };
}
