/** What a round is made from, and who may be matched with whom in it. */

import { exclusionsFor } from './eligibility.ts';
import type { Exclusion } from './eligibility.ts';
import type { People, PoolMentor } from './facts.ts';
import { grouped } from './grouped.ts';
import type { MentorTraits, Offering, Wish } from './pairing.ts';
import type { ReportingLine } from './records/person.ts';
import type { Proposal, Referral } from './records/proposal.ts';
import type { Request } from './records/request.ts';
import type { Scheme } from './records/scheme.ts';

export type RoundRequest = {
  readonly request: Request & Pick<Wish, 'skills' | 'prefersSpecialty' | 'groups'>;
  readonly proposals: readonly Proposal[];
  /** Colleagues whom declining mentors have named; absent where that is nobody. */
  readonly referrals?: readonly Referral[] | undefined;
};

/** Everything a round is made from. */
export type RoundFacts = {
  readonly scheme: Pick<Scheme, 'areas' | 'mostMentees'>;
  readonly people: People;
  /** Those that the coordinator may see. Only what is under way takes part. */
  readonly requests: readonly RoundRequest[];
  readonly pool: readonly MentorTraits[];
  /** Who manages or assesses those who ask, and who manages those. */
  readonly reportingLines: readonly ReportingLine[];
  /** Pairs that either side blocked, each as [one, other]. */
  readonly blocks: readonly (readonly [string, string])[];
  /** Mentors who have yet to do the training that the scheme requires of them. */
  readonly untrainedIds?: readonly string[];
  /** Mentors who have declined an earlier request of a mentee, each as [mentee, mentor]. */
  readonly declined?: readonly (readonly [string, string])[];
  /** Who is to be asked again although they have declined, each as [mentee, mentor]. */
  readonly askAgain?: readonly (readonly [string, string])[];
};

/** `undefined` when a mentor may be matched with the request that this judge was made for. */
export type RoundJudge = (mentor: PoolMentor) => Exclusion | undefined;

/** Somebody has the request, or is to have it next: it is not put to others meanwhile. */
export function isAsked({
  proposals,
  referrals = [],
}: {
  readonly proposals: readonly Pick<Proposal, 'state'>[];
  readonly referrals?: readonly Pick<Referral, 'state'>[] | undefined;
}): boolean {
  return (
    proposals.some(({ state }) => state === 'open' || state === 'queued') ||
    referrals.some(({ state }) => state === 'asked')
  );
}

/** What others have been asked about may be accepted any moment: in a round such places are not given again. */
export function placesInRound({ free, mentor }: Offering): number {
  return Math.max(0, free - mentor.openProposals);
}

/** The rules of asking one mentor, for each request of a round; what concerns nobody in it is laid aside once. */
export function judgesOf(facts: RoundFacts, now: Date): (one: RoundRequest) => RoundJudge {
  const linesOf = grouped(facts.reportingLines, ({ personId }) => personId);
  const blocksOf = grouped(
    facts.blocks.flatMap((pair) => pair.map((id) => [id, pair] as const)),
    ([id]) => id,
  );
  const declinedOf = grouped(facts.declined ?? [], ([menteeId]) => menteeId);
  const askAgainOf = grouped(facts.askAgain ?? [], ([menteeId]) => menteeId);
  return (one) => {
    if (isAsked(one)) return () => WAITS_FOR_ANSWER;
    const { request, proposals, referrals = [] } = one;
    const { menteeId } = request;
    const direct = linesOf(menteeId);
    const judge = exclusionsFor(
      {
        ...facts,
        request,
        proposals,
        referrals,
        reportingLines: [...direct, ...direct.flatMap(({ managerId }) => linesOf(managerId))],
        blocks: blocksOf(menteeId).map(([, pair]) => pair),
        declinedBeforeIds: declinedOf(menteeId).map(([, mentorId]) => mentorId),
      },
      now,
    );
    const again = new Set(askAgainOf(menteeId).map(([, mentorId]) => mentorId));
    return (mentor) => judge(mentor, again.has(mentor.offer.personId) ? 'ask-again' : 'propose');
  };
}

const WAITS_FOR_ANSWER: Exclusion = { rule: 'asked', words: 'is not asked while somebody else is' };
