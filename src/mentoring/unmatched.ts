/** Why somebody stays without a mentor in a round, in words for a coordinator. */

import type { ExclusionRule } from './eligibility.ts';
import type { Offering } from './pairing.ts';
import type { Proposal } from './records/proposal.ts';
import { isAsked, placesInRound } from './round-facts.ts';
import type { RoundJudge, RoundRequest } from './round-facts.ts';
import { capitalise, joinWords, sayCount, sayNumberOf } from './wording.ts';

/**
 * - `asked`: somebody has the request already.
 * - `nobody`: no mentor may be asked who has a place.
 * - `places`: all places of those who may be asked go to others.
 */
export type UnmatchedWhy = 'asked' | 'nobody' | 'places';

export type Unmatched = {
  readonly requestId: string;
  readonly menteeId: string;
  readonly why: UnmatchedWhy;
  /** Whole sentences. */
  readonly words: string;
};

/** `others-first`: their places are before others, who have not answered yet. */
type Hindrance = ExclusionRule | 'others-first';

/** In numbers only, and a private block among those who are not available: nobody can be picked out. */
const SAID: readonly (readonly [Hindrance, string, string])[] = [
  ['full', 'has no free place', 'have no free place'],
  ['others-first', 'has other requests to answer first', 'have other requests to answer first'],
  ['role-conflict', 'manages or assesses them', 'manage or assess them'],
  ['declined', 'has declined them before', 'have declined them before'],
  ['untrained', 'has yet to do the training', 'have yet to do the training'],
  ['not-available', 'is not available at the moment', 'are not available at the moment'],
];

export function explainUnmatched(
  one: RoundRequest,
  judge: RoundJudge,
  offerings: readonly Offering[],
): Unmatched {
  const { request, proposals } = one;
  const about = { requestId: request.id, menteeId: request.menteeId };
  if (isAsked(one)) return { ...about, why: 'asked', words: sayAsked(proposals) };
  const hindrances = offerings.map((offering): Hindrance | undefined => {
    const exclusion = judge(offering.mentor);
    if (exclusion !== undefined) return exclusion.rule;
    return placesInRound(offering) === 0 ? 'others-first' : undefined;
  });
  const allowed = hindrances.filter((hindrance) => hindrance === undefined).length;
  return allowed > 0
    ? { ...about, why: 'places', words: sayPlaces(allowed) }
    : { ...about, why: 'nobody', words: sayNobody(hindrances) };
}

function sayAsked(proposals: readonly Proposal[]): string {
  const open = proposals.filter(({ state }) => state === 'open').length;
  return open === 1
    ? 'A mentor has this request now: nobody else is asked until they have answered.'
    : 'Mentors have this request now: nobody else is asked until they have answered.';
}

function sayPlaces(allowed: number): string {
  return allowed === 1
    ? 'One mentor could be asked, and all their places go to others in this round.'
    : `${capitalise(sayCount(allowed))} mentors could be asked, and all their places go to others in this round.`;
}

function sayNobody(hindrances: readonly (Hindrance | undefined)[]): string {
  const said = SAID.flatMap(([rule, one, many]) => {
    const count = hindrances.filter((hindrance) => hindrance === rule).length;
    return count === 0 ? [] : [`${sayNumberOf(count, 'mentor', 'mentors')} ${count === 1 ? one : many}`];
  });
  return said.length === 0 ? 'Nobody else mentors here yet.' : `Nobody can be asked: ${joinWords(said)}.`;
}
