/** Rounds to test with: who asks, who offers, and what a plan says, by name. */

import type { PoolMentor } from '../../src/mentoring/facts.ts';
import type { Proposal } from '../../src/mentoring/records/proposal.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import type { RoundFacts, RoundRequest } from '../../src/mentoring/round-facts.ts';
import type { Plan } from '../../src/mentoring/round.ts';
import { aLine, aProposal, aRequest, aScheme, idOf, now } from './asking-facts.ts';

type Pairs = readonly (readonly [string, string])[];

/** Names by id, of everybody these builders have met. */
const names = new Map<string, string>();

/** "`name` asks for help in these areas." */
export function asksIn(
  name: string,
  areas: readonly string[],
  set: {
    readonly conflicts?: readonly string[];
    readonly days?: number;
    readonly inMind?: string;
    readonly state?: Request['state'];
  } = {},
): RoundRequest {
  names.set(idOf(name), name);
  return {
    request: aRequest({
      id: idOf(`request of ${name}`),
      menteeId: idOf(name),
      areas,
      conflictIds: (set.conflicts ?? []).map(idOf),
      askedAt: new Date(now.getTime() - (set.days ?? 0) * 86_400_000),
      state: set.state ?? 'waiting',
      ...(set.inMind !== undefined && { inMindId: idOf(set.inMind) }),
    }),
    proposals: [],
  };
}

export function proposedTo(one: RoundRequest, mentor: string, state: Proposal['state']): RoundRequest {
  const proposal = aProposal(mentor, { requestId: one.request.id, state });
  return { ...one, proposals: [...one.proposals, proposal] };
}

/** Pairs are [mentee, mentor], and [person, their manager]. */
export function aRound(set: {
  readonly requests: readonly RoundRequest[];
  readonly pool: readonly PoolMentor[];
  readonly managers?: Pairs;
  readonly blocks?: Pairs;
  readonly untrained?: readonly string[];
  readonly declined?: Pairs;
  readonly askAgain?: Pairs;
}): RoundFacts {
  const ids = (pairs: Pairs = []) => pairs.map(([one, other]) => [idOf(one), idOf(other)] as const);
  return {
    scheme: { areas: aScheme().areas },
    people: {},
    requests: set.requests,
    pool: set.pool,
    reportingLines: (set.managers ?? []).map(([person, manager]) => aLine(person, manager)),
    blocks: ids(set.blocks),
    untrainedIds: (set.untrained ?? []).map(idOf),
    declined: ids(set.declined),
    askAgain: ids(set.askAgain),
  };
}

const mentorNames = ['Ann', 'Bob', 'Cy', 'Di'];
for (const name of mentorNames) names.set(idOf(name), name);

/** "Ada with Ann", in the order of the plan. */
export function pairsOf({ pairs }: Plan): readonly string[] {
  return pairs.map(
    ({ menteeId, mentorId }) => `${names.get(menteeId) ?? '?'} with ${names.get(mentorId) ?? '?'}`,
  );
}

/** Why somebody is without a mentor. */
export function wordsFor({ unmatched }: Plan, name: string): string | undefined {
  return unmatched.find(({ menteeId }) => menteeId === idOf(name))?.words;
}
