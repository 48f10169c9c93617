/**
 * A round for a whole pool: everybody who waits is matched at once, as well as can be for all of them together. It makes
 * a plan; a coordinator looks at it, and only then is anybody asked.
 */

import { isUnderWay } from './asking.ts';
import { assignOptimally, NOBODY, NOT_ALLOWED } from './assignment.ts';
import type { Steps } from './in-steps.ts';
import { compareText } from './order.ts';
import { readMentors, readRequest, sharedAreas } from './pairing.ts';
import type { Asking, Offering } from './pairing.ts';
import type { Choice } from './records/scheme.ts';
import { judgesOf, placesInRound } from './round-facts.ts';
import type { RoundFacts, RoundJudge, RoundRequest } from './round-facts.ts';
import { reasonsOf, scoreOf } from './score.ts';
import type { Reasons } from './score.ts';
import { explainUnmatched } from './unmatched.ts';
import type { Unmatched } from './unmatched.ts';

export type PlannedPair = {
  readonly requestId: string;
  readonly menteeId: string;
  readonly mentorId: string;
  readonly score: number;
  readonly reasons: Reasons;
  /** They share none of the areas asked for, and the mentee has not named this mentor: worth a second look. */
  readonly nothingInCommon: boolean;
};

/** In both lists, whoever has waited longest comes first. */
export type Plan = {
  readonly pairs: readonly PlannedPair[];
  readonly unmatched: readonly Unmatched[];
  /** The sum of the pairs' scores; no plan that keeps the same rules has a higher one. */
  readonly total: number;
};

/** A request that takes part, with everything that comparing it with a mentor needs. */
type Taking = RoundRequest & { readonly asking: Asking; readonly judge: RoundJudge };

/** So many pairs are compared in one step: a millisecond, ten of them before the code has warmed up. */
const PAIRS_A_STEP = 1000;

/** So many requests are read in one step. */
const READ_A_STEP = 25;

/** Makes the plan, in steps. The order in which requests and mentors are given changes nothing. */
export function* planRound(facts: RoundFacts, now: Date): Steps<Plan> {
  const pool = facts.pool.toSorted((one, other) => compareText(one.offer.personId, other.offer.personId));
  const offerings = readMentors(pool, facts.people, facts.scheme.mostMentees);
  const taking = yield* readRequests(facts, now);
  const scores = yield* compareAll(taking, offerings);
  const { mentorOf, total } = yield* assignOptimally({
    mentees: taking.length,
    places: offerings.map(placesInRound),
    scoresOf: (mentee) => rowOf(scores, mentee, offerings.length),
  });

  const pairs: PlannedPair[] = [];
  const unmatched: Unmatched[] = [];
  for (const [mentee, one] of taking.entries()) {
    const offering = offerings[mentorOf[mentee] ?? NOBODY];
    if (offering === undefined) unmatched.push(explainUnmatched(one, one.judge, offerings));
    else pairs.push(pairUp(one, offering, facts.scheme.areas));
    yield { doing: 'explaining', done: mentee + 1, total: taking.length };
  }
  return { pairs, unmatched, total };
}

function* readRequests(facts: RoundFacts, now: Date): Steps<readonly Taking[]> {
  const judgeOf = judgesOf(facts, now);
  const underWay = facts.requests.filter(({ request }) => isUnderWay(request)).toSorted(byWaiting);
  const taking: Taking[] = [];
  for (const one of underWay) {
    taking.push({ ...one, asking: readRequest(one, now), judge: judgeOf(one) });
    if (taking.length % READ_A_STEP === 0)
      yield { doing: 'reading', done: taking.length, total: underWay.length };
  }
  return taking;
}

/** The scores of all pairs, one mentee's row after the other. */
function* compareAll(taking: readonly Taking[], offerings: readonly Offering[]): Steps<Int32Array> {
  const scores = new Int32Array(taking.length * offerings.length);
  let compared = 0;
  for (const [mentee, one] of taking.entries()) {
    const row = rowOf(scores, mentee, offerings.length);
    for (let from = 0; from < offerings.length; from += PAIRS_A_STEP) {
      const to = Math.min(from + PAIRS_A_STEP, offerings.length);
      compare(one, offerings, row, from, to);
      compared += to - from;
      if (compared < PAIRS_A_STEP) continue;
      compared = 0;
      yield { doing: 'comparing', done: mentee, total: taking.length };
    }
  }
  return scores;
}

function compare(
  { asking, judge }: Taking,
  offerings: readonly Offering[],
  row: Int32Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at += 1) {
    const offering = offerings[at];
    if (offering === undefined) continue;
    row[at] = judge(offering.mentor) === undefined ? scoreOf(asking, offering) : NOT_ALLOWED;
  }
}

function rowOf(scores: Int32Array, mentee: number, mentors: number): Int32Array {
  return scores.subarray(mentee * mentors, (mentee + 1) * mentors);
}

function pairUp({ request, asking }: Taking, offering: Offering, areas: readonly Choice[]): PlannedPair {
  const { mentorId } = offering;
  return {
    requestId: request.id,
    menteeId: request.menteeId,
    mentorId,
    score: scoreOf(asking, offering),
    reasons: reasonsOf(asking, offering, areas),
    nothingInCommon:
      asking.areas.length > 0 &&
      sharedAreas(asking, offering).length === 0 &&
      !asking.choices.includes(mentorId),
  };
}

function byWaiting({ request: one }: RoundRequest, { request: other }: RoundRequest): number {
  return one.askedAt.getTime() - other.askedAt.getTime() || compareText(one.id, other.id);
}
