/** Whoever had a mentor with whom it did not come to a meeting is looked for again, before those who asked later. */

import type { Context } from '../engine/dialog.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot, sendAfresh } from './living-card.ts';
import { nextWord } from './new-request.ts';
import { someone } from './pair.ts';
import { glanceOf, requestCard } from './request-cards.ts';
import { tellTriagers, withProposal } from './request-flow.ts';

/**
 * Timer, set in the turn in which a coordinator ended the pair. The request keeps the day on which it was made, and with
 * it its place before all that were made since; the mentor keeps out of its candidates.
 */
export function backInQueue(facts: RequestFacts, { now }: Context): Outcome {
  const { request, proposals, people } = facts;
  const accepted = proposals.find(({ state }) => state === 'accepted');
  if (request.state !== 'matched' || accepted === undefined) return {};
  const over: Proposal = { ...accepted, state: 'not-started' };
  const after = withProposal(facts, over, 'waiting');
  const { menteeId } = request;
  return {
    changes: [
      update('proposal', over.id, { state: 'not-started' }),
      update('request', request.id, { state: 'waiting' }),
    ],
    effects: [
      ...sendAfresh(menteeId, requestSlot(request.id), requestCard(glanceOf(after, now))),
      ...tellTriagers(after, now, 'came-back'),
    ],
    timers: [
      {
        timer: 'set',
        key: `request:${request.id}:keep-posted`,
        to: target('my-request', 'keep-posted', request.id),
        at: nextWord(now, someone(people, menteeId)),
      },
    ],
  };
}
