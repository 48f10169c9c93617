/** A directed scheme has changed what is reported back: whoever asks there, and whoever was asked, says yes anew. */

import type { PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnderWay, openProposals } from '../mentoring/asking.ts';
import type { ProposalFacts, RequestFacts } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { hasAccepted, markOf, reportBackOf } from '../mentoring/report-back.ts';
import { zoneOf } from '../mentoring/wording.ts';
import { theMentee } from './asking-rights.ts';
import { dialog, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, reviseFor, sendAfresh } from './living-card.ts';
import { chooseEndedCard, proposalCard } from './proposal-cards.ts';
import type { ProposalNews } from './proposal-cards.ts';
import { newWordsCard, nothingToAcceptCard, wordsAcceptedCard, wordsSlot } from './report-back-cards.ts';
import { acceptedNow } from './report-back-form.ts';
import { proposalTimers, reviseForMentee, reviseForTriagers, withProposal } from './request-flow.ts';
import type { Step } from './request-flow.ts';

export const reportBack = dialog({
  name: 'report-back',
  subject: 'request',
  actions: {
    /** `words`: those that the button stood beside. */
    accept: press(theMentee, (facts: RequestFacts, context) => accept(facts, context)),
    /** Timer: the scheme has new words. */
    changed: timer((facts: RequestFacts, { now }) => changed(facts, now)),
  },
});

function accept(facts: RequestFacts, { now, args }: PersonContext): Outcome {
  const { request, scheme } = facts;
  const wording = reportBackOf(scheme);
  if (wording === undefined || !isUnderWay(request)) return { reply: replaceWith(nothingToAcceptCard) };
  if (hasAccepted(scheme, request)) return { reply: replaceWith(wordsAcceptedCard(scheme)) };
  if (args['words'] !== markOf(wording)) return { reply: answer(newWordsCard(scheme, request)) };
  const accepted = acceptedNow(scheme, now);
  const after: RequestFacts = { ...facts, request: { ...request, ...accepted } };
  const open = openProposals(after).filter(({ counterTimes }) => counterTimes === undefined);
  const asked = askAgain(after, open, 'words-accepted', now);
  return {
    changes: [update('request', request.id, accepted)],
    effects: [
      reviseFor(request.menteeId, wordsSlot(request.id), wordsAcceptedCard(scheme)),
      reviseForMentee(after, now),
      ...asked.effects,
      ...reviseForTriagers(after, now),
    ],
    timers: asked.timers,
    reply: replaceWith(wordsAcceptedCard(scheme)),
  };
}

/**
 * Times that a mentor suggested went with a yes to the words before, so that they are taken back; every mentor who has
 * the request reads the new words, and has their days anew. Words that were accepted before need no second yes.
 */
function changed(facts: RequestFacts, now: Date): Outcome {
  const { request, scheme } = facts;
  if (reportBackOf(scheme) === undefined || !isUnderWay(request)) return {};
  const open = openProposals(facts);
  const stale = open.filter((one) => one.counterTimes !== undefined && !hasAccepted(scheme, one));
  const nothingSaid = { counterTimes: undefined, reportBack: undefined, reportBackAt: undefined } as const;
  const after = stale.reduce((so, one) => withProposal(so, { ...one, ...nothingSaid }), facts);
  const again = openProposals(after).filter(({ counterTimes }) => counterTimes === undefined);
  const asked = askAgain(after, again, 'new-words', now);
  const slot = wordsSlot(request.id);
  return {
    changes: stale.map(({ id }) => update('proposal', id, nothingSaid)),
    effects: [
      ...(hasAccepted(scheme, request)
        ? [reviseFor(request.menteeId, slot, nothingToAcceptCard)]
        : sendAfresh(request.menteeId, slot, newWordsCard(scheme, request))),
      ...stale.map(({ id }) => reviseFor(request.menteeId, proposalSlot(id), chooseEndedCard)),
      reviseForMentee(after, now),
      ...asked.effects,
      ...reviseForTriagers(after, now),
    ],
    timers: asked.timers,
  };
}

function askAgain(
  facts: RequestFacts,
  proposals: readonly Proposal[],
  news: ProposalNews,
  now: Date,
): Pick<Step, 'effects' | 'timers'> {
  return {
    effects: proposals.flatMap((proposal) =>
      sendAfresh(
        proposal.mentorId,
        proposalSlot(proposal.id),
        proposalCard({ ...facts, proposal }, now, { news, since: now }),
      ),
    ),
    timers: proposals.flatMap((proposal) =>
      proposalTimers(facts, proposal, now, zoneOf(facts.people, proposal.mentorId)),
    ),
  };
}

/** While the one who asked has new words to accept no mentor can say yes: their days begin again meanwhile. */
export function waitsForAcceptance(facts: ProposalFacts, now: Date): TimerChange[] | undefined {
  const { proposal, request, scheme, people } = facts;
  if (proposal.counterTimes !== undefined || hasAccepted(scheme, request)) return undefined;
  return proposalTimers(facts, proposal, now, zoneOf(people, proposal.mentorId));
}
