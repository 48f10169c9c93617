/** A request is put to mentors whom a coordinator has chosen, one request at a time or as part of a round. */

import type { RequestFacts } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { insert, update } from './define.ts';
import { putToMentor, reviseForMentee } from './request-flow.ts';
import type { Step } from './request-flow.ts';

/** `after`: the facts as they are then. The caller has checked, on these very facts, that each of them may be asked. */
export function putToMentors(
  facts: RequestFacts,
  mentorIds: readonly string[],
  { byId, now, newId }: { readonly byId: string; readonly now: Date; readonly newId: () => string },
): Step & { readonly after: RequestFacts } {
  const { request } = facts;
  const proposals = mentorIds.map((mentorId): Proposal => ({
    id: newId(),
    requestId: request.id,
    mentorId,
    proposedById: byId,
    state: 'open',
    sentAt: now,
  }));
  const after: RequestFacts = {
    ...facts,
    request: { ...request, state: 'proposed' },
    proposals: [...facts.proposals, ...proposals],
  };
  const each = proposals.map((proposal) => putToMentor(after, proposal, now));
  return {
    after,
    changes: [
      ...proposals.map((proposal) => insert('proposal', proposal)),
      ...(request.state === 'proposed' ? [] : [update('request', request.id, { state: 'proposed' })]),
    ],
    effects: [...each.flatMap(({ effects }) => effects), reviseForMentee(after, now)],
    timers: each.flatMap(({ timers }) => timers),
  };
}
