/** A last look at a plan that a coordinator has reviewed, with the facts of the moment in which it is sent. */

import { isUnderWay } from './asking.ts';
import { readMentors } from './pairing.ts';
import { isAsked, judgesOf, placesInRound } from './round-facts.ts';
import type { RoundFacts } from './round-facts.ts';

/** A pair that the coordinator wants to be asked: of the plan, or of their own choice. */
export type ReviewedPair = { readonly requestId: string; readonly mentorId: string };

export type Review<Pair> = {
  readonly ready: readonly Pair[];
  /** Those that may not be any more, and why: whole sentences. */
  readonly dropped: readonly { readonly pair: Pair; readonly words: string }[];
};

/**
 * Which pairs may be asked now. Places are given in the order of the pairs; of two pairs for one request the first
 * counts.
 */
export function reviewRound<Pair extends ReviewedPair>(
  facts: RoundFacts,
  pairs: readonly Pair[],
  now: Date,
): Review<Pair> {
  const judgeOf = judgesOf(facts, now);
  const requests = new Map(facts.requests.map((one) => [one.request.id, one]));
  const offerings = new Map(
    readMentors(facts.pool, facts.people, facts.scheme.mostMentees).map((one) => [one.mentorId, one]),
  );
  const given = new Map<string, number>();
  const settled = new Set<string>();

  const hindrance = ({ requestId, mentorId }: ReviewedPair): string | undefined => {
    const one = requests.get(requestId);
    const offering = offerings.get(mentorId);
    if (one === undefined || !isUnderWay(one.request)) return 'The request does not wait any more.';
    if (isAsked(one)) return 'The request has been put to somebody meanwhile.';
    if (settled.has(requestId)) return 'The request is with another mentor of this plan.';
    if (offering === undefined) return 'The mentor does not offer any more.';
    const exclusion = judgeOf(one)(offering.mentor);
    if (exclusion !== undefined) return `The mentor ${exclusion.words}.`;
    return (given.get(mentorId) ?? 0) < placesInRound(offering)
      ? undefined
      : 'The mentor has no place left besides what they are asked about.';
  };

  const ready: Pair[] = [];
  const dropped: { pair: Pair; words: string }[] = [];
  for (const pair of pairs) {
    const words = hindrance(pair);
    if (words !== undefined) {
      dropped.push({ pair, words });
      continue;
    }
    ready.push(pair);
    settled.add(pair.requestId);
    given.set(pair.mentorId, (given.get(pair.mentorId) ?? 0) + 1);
  }
  return { ready, dropped };
}
