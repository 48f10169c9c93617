/** A directed scheme has changed what is reported back: whoever asks there, and whoever was asked, says yes anew. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnderWay, openProposals } from '../mentoring/asking.ts';
import type { ProposalFacts, RequestFacts } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { hasAccepted, markOf, reportBackOf } from '../mentoring/report-back.ts';
import { theMentee } from './asking-rights.ts';
import { dialog, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, reviseFor, sendAfresh } from './living-card.ts';
import { nudge } from './nudge.ts';
import { someone } from './pair.ts';
import { chooseEndedCard, proposalCard } from './proposal-cards.ts';
import type { ProposalNews } from './proposal-cards.ts';
import { newWordsCard, nothingToAcceptCard, wordsAcceptedCard, wordsSlot } from './report-back-cards.ts';
import { acceptedNow } from './report-back-form.ts';
import {
  lastDays,
  proposalTimers,
  reviseForMentee,
  reviseForTriagers,
  tellTriagers,
  withProposal,
} from './request-flow.ts';
import type { Step } from './request-flow.ts';
import { remindOfWords, unansweredAt } from './words-reminders.ts';

export const reportBack = dialog({
  name: 'report-back',
  subject: 'request',
  actions: {
    /** `words`: those that the button stood beside. */
    accept: press(theMentee, (facts: RequestFacts, context) => accept(facts, context)),
    /** Timer: the scheme has new words. */
    changed: timer((facts: RequestFacts, { now }) => changed(facts, now)),
    remind: nudge<RequestFacts>({
      kind: 'answer',
      whose: ({ request, scheme }) => (hasAccepted(scheme, request) ? undefined : request.menteeId),
      say: (facts, _, context) => remind(facts, context),
    }),
    unanswered: timer((facts: RequestFacts, context) => unanswered(facts, context)),
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
    timers: [...answered(request.id), ...asked.timers],
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
  const waits = !hasAccepted(scheme, request);
  return {
    changes: stale.map(({ id }) => update('proposal', id, nothingSaid)),
    effects: [
      ...(waits
        ? sendAfresh(request.menteeId, slot, newWordsCard(scheme, request))
        : [reviseFor(request.menteeId, slot, nothingToAcceptCard)]),
      ...stale.map(({ id }) => reviseFor(request.menteeId, proposalSlot(id), chooseEndedCard)),
      reviseForMentee(after, now),
      ...asked.effects,
      ...reviseForTriagers(after, now),
    ],
    timers: [...(waits ? wordsTimers(facts, now) : answered(request.id)), ...asked.timers],
  };
}

function remind(facts: RequestFacts, { now, args }: Context): Outcome {
  const { request, scheme } = facts;
  if (!isUnderWay(request)) return {};
  const since = new Date(args['since'] ?? now);
  return {
    effects: sendAfresh(request.menteeId, wordsSlot(request.id), newWordsCard(scheme, request, 'reminder')),
    timers: remindOfTheWords(facts, Number(args['nth']) + 1, since),
  };
}

/** After three reminders the coordinators hear of it, and mentors who have the request are not kept for ever. */
function unanswered(facts: RequestFacts, { now, args }: Context): Outcome {
  const { request, scheme, people } = facts;
  if (!isUnderWay(request) || hasAccepted(scheme, request)) return {};
  const due = unansweredAt(new Date(args['since'] ?? now), someone(people, request.menteeId));
  if (due > now) return { again: due };
  return {
    effects: tellTriagers(facts, now, 'words-unanswered'),
    timers: openProposals(facts)
      .filter(({ counterTimes }) => counterTimes === undefined)
      .map((proposal) => lastDays(facts, proposal, now)),
  };
}

function wordsTimers(facts: RequestFacts, now: Date): readonly TimerChange[] {
  const { request, people } = facts;
  return [
    ...remindOfTheWords(facts, 1, now),
    {
      timer: 'set',
      key: `request:${request.id}:words-unanswered`,
      to: target('report-back', 'unanswered', request.id, { since: now.toISOString() }),
      at: unansweredAt(now, someone(people, request.menteeId)),
    },
  ];
}

function remindOfTheWords({ request, people }: RequestFacts, nth: number, since: Date) {
  return remindOfWords({
    people,
    personId: request.menteeId,
    key: `request:${request.id}:remind-words`,
    nth,
    since,
    to: (carried) => target('report-back', 'remind', request.id, carried),
  });
}

function answered(requestId: string): readonly TimerChange[] {
  return ['remind-words', 'words-unanswered'].map((name) => ({
    timer: 'cancel',
    key: `request:${requestId}:${name}`,
  }));
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
    timers: proposals.flatMap((proposal) => proposalTimers(facts, proposal, now)),
  };
}

/** While the one who asked has new words to accept no mentor can say yes: their days begin again meanwhile. */
export function waitsForAcceptance(facts: ProposalFacts, now: Date): TimerChange[] | undefined {
  const { proposal, request, scheme } = facts;
  if (proposal.counterTimes !== undefined || hasAccepted(scheme, request)) return undefined;
  return proposalTimers(facts, proposal, now);
}
