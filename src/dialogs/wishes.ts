/**
 * The mentee's own choice is asked: whomever they named, or chose from the bank. This happens in the request's own turn,
 * in which the whole pool is at hand. Whoever cannot be asked is passed over, and nothing is kept or said of why.
 */

import type { Context } from '../engine/dialog.ts';
import { MOST_ASKED_AT_ONCE, openProposals } from '../mentoring/asking.ts';
import { exclusionsFor } from '../mentoring/eligibility.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { insert, update } from './define.ts';
import { putToMentor } from './request-flow.ts';
import type { Step } from './request-flow.ts';

/** What asking these mentors leads to, and the facts after it; `undefined` where none of them can be asked now. */
export function askWishes(
  facts: RequestFacts,
  mentorIds: readonly string[],
  { now, newId }: Pick<Context, 'now' | 'newId'>,
): (Step & { readonly facts: RequestFacts }) | undefined {
  const { request } = facts;
  const judge = exclusionsFor(facts, now);
  const askable = mentorIds.filter((id) => {
    const mentor = facts.pool.find(({ offer }) => offer.personId === id);
    return mentor !== undefined && judge(mentor, 'propose') === undefined;
  });
  if (askable.length === 0) return undefined;

  const before = openProposals(facts).length;
  const places = Math.max(0, (request.oneByOne ? 1 : MOST_ASKED_AT_ONCE) - before);
  const proposals = askable.map((mentorId, index): Proposal => ({
    id: newId(),
    requestId: request.id,
    mentorId,
    proposedById: request.menteeId,
    state: index < places ? 'open' : 'queued',
    sentAt: now,
  }));
  const after: RequestFacts = {
    ...facts,
    request: { ...request, state: 'proposed' },
    proposals: [...facts.proposals, ...proposals],
  };
  const steps = openProposals({ proposals }).map((proposal) => putToMentor(after, proposal, now));
  return {
    facts: after,
    changes: [
      ...proposals.map((proposal) => insert('proposal', proposal)),
      ...(request.state === 'proposed' ? [] : [update('request', request.id, { state: 'proposed' })]),
    ],
    effects: steps.flatMap(({ effects }) => effects),
    timers: steps.flatMap(({ timers }) => timers),
  };
}
