/**
 * A mentor answers a request that was put to them: accepts with a time, suggests other times for the mentee to choose
 * from, or declines. Without an answer they are reminded once, and then somebody else is asked.
 */

import type { Context, PersonContext } from '../engine/dialog.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import { isUnderWay } from '../mentoring/asking.ts';
import { exclusionOf } from '../mentoring/eligibility.ts';
import type { ProposalFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { asPlace } from '../mentoring/place.ts';
import type { Proposal } from '../mentoring/records.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import { acceptForm, chooseForm, counterForm, declineForm, NONE_SUITS } from './answer-forms.ts';
import type { AcceptValues, ChooseValues, CounterValues, DeclineValues } from './answer-forms.ts';
import { theMentee, theMentorAsked } from './asking-rights.ts';
import { asReason } from './asking-words.ts';
import { dialog, formAction, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, reviseFor, sendAfresh } from './living-card.ts';
import {
  chooseCard,
  chooseEndedCard,
  counteredCard,
  endedProposalCard,
  messageCard,
  noneSuitedCard,
  proposalCard,
} from './proposal-cards.ts';
import { endProposal, match, proposalTimers, reviseForTriagers, withProposal } from './request-flow.ts';
import { readTimes } from './time-fields.ts';

export const answerProposal = dialog({
  name: 'answer-proposal',
  subject: 'proposal',
  actions: {
    accept: formAction({
      may: theMentorAsked,
      form: (facts: ProposalFacts, { now }) => acceptForm(facts, now),
      submit: (facts: ProposalFacts, values: AcceptValues, context) => accept(facts, values, context),
    }),
    counter: formAction({
      may: theMentorAsked,
      form: (facts: ProposalFacts, { now }) => counterForm(facts, now),
      submit: (facts: ProposalFacts, values: CounterValues, context) => counter(facts, values, context),
    }),
    decline: formAction({
      may: theMentorAsked,
      form: (facts: ProposalFacts) => declineForm(facts),
      submit: (facts: ProposalFacts, values: DeclineValues, context) => decline(facts, values, context),
    }),
    choose: formAction({
      may: theMentee,
      form: (facts: ProposalFacts, { now }) => chooseForm(facts, now),
      submit: (facts: ProposalFacts, values: ChooseValues, context) => choose(facts, values, context),
    }),
    remind: timer((facts: ProposalFacts, context) => remind(facts, context)),
    expire: timer((facts: ProposalFacts, context) => expire(facts, context)),
  },
});

function accept(facts: ProposalFacts, values: AcceptValues, context: PersonContext): Outcome {
  const { request, proposal } = facts;
  const start = request.times[Number(values.time)];
  if (start === undefined) return { reply: refuse({ time: 'Please choose one of the times.' }) };
  if (mayNotMentor(facts, context.now)) return noLongerOpen(facts, context.now);
  const agreed = { start, place: asPlace(values.place), byId: proposal.mentorId };
  const { mentorCard, changes, effects, timers } = match(facts, proposal, agreed, context);
  return { changes, effects, timers, reply: replaceWith(mentorCard) };
}

function counter(facts: ProposalFacts, values: CounterValues, { now }: PersonContext): Outcome {
  const { request, people, proposal } = facts;
  const { times, errors } = readTimes(values, zoneOf(people, proposal.mentorId), now);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  if (mayNotMentor(facts, now)) return noLongerOpen(facts, now);
  const offered: Proposal = { ...proposal, counterTimes: times };
  const after = { ...withProposal(facts, offered), proposal: offered };
  const current = counteredCard(after, now);
  const slot = proposalSlot(proposal.id);
  return {
    changes: [update('proposal', proposal.id, { counterTimes: times })],
    effects: [
      reviseFor(proposal.mentorId, slot, current),
      ...sendAfresh(request.menteeId, slot, chooseCard(after, now)),
      ...reviseForTriagers(after, now),
    ],
    timers: proposalTimers(after, offered, now, zoneOf(people, request.menteeId)),
    reply: replaceWith(current),
  };
}

function decline(facts: ProposalFacts, values: DeclineValues, { now }: PersonContext): Outcome {
  const { request, proposal, people, scheme } = facts;
  const { message, share } = values;
  if (message !== undefined && holdsNhsNumber(message))
    return { reply: refuse({ message: takeOutNhsNumber }) };
  if (message !== undefined && share === undefined)
    return { reply: refuse({ share: 'Please say whether they may read your message.' }) };
  if (message === undefined && share === true)
    return { reply: refuse({ message: 'Please write what they may read, or choose “no” below.' }) };
  const declined: Proposal = {
    ...proposal,
    state: 'declined',
    reason: asReason(values.reason),
    ...(message !== undefined && { message }),
    answeredAt: now,
  };
  const { changes, effects, timers } = endProposal(facts, declined, now);
  const zone = zoneOf(people, proposal.mentorId);
  return {
    changes,
    effects: [
      ...effects,
      ...(message !== undefined && share === true
        ? [
            {
              effect: 'send' as const,
              to: { person: request.menteeId },
              card: messageCard(nameOf(people, proposal.mentorId), scheme.name, message),
            },
          ]
        : []),
    ],
    timers,
    reply: replaceWith(endedProposalCard(declined, zone)),
  };
}

function choose(facts: ProposalFacts, values: ChooseValues, context: PersonContext): Outcome {
  const { request, proposal } = facts;
  if (values.time === NONE_SUITS) return noneSuits(facts, context.now);
  const start = proposal.counterTimes?.[Number(values.time)];
  if (start === undefined) return { reply: refuse({ time: 'Please choose one of the times.' }) };
  if (mayNotMentor(facts, context.now)) {
    const ended = endProposal(facts, { ...proposal, state: 'withdrawn' }, context.now);
    return { ...ended, reply: replaceWith(chooseEndedCard) };
  }
  const agreed = { start, place: asPlace(values.place), byId: request.menteeId };
  const { chosenCard, changes, effects, timers } = match(facts, proposal, agreed, context);
  return { changes, effects, timers, reply: replaceWith(chosenCard) };
}

function noneSuits(facts: ProposalFacts, now: Date): Outcome {
  const { request, proposal, people } = facts;
  const open: Proposal = { ...proposal, counterTimes: undefined };
  const after = { ...withProposal(facts, open), proposal: open };
  const slot = proposalSlot(proposal.id);
  return {
    changes: [update('proposal', proposal.id, { counterTimes: undefined })],
    effects: [
      reviseFor(request.menteeId, slot, noneSuitedCard),
      ...sendAfresh(proposal.mentorId, slot, proposalCard(after, now, { news: 'none-suited', since: now })),
      ...reviseForTriagers(after, now),
    ],
    timers: proposalTimers(after, open, now, zoneOf(people, proposal.mentorId)),
    reply: replaceWith(noneSuitedCard),
  };
}

/** Whoever has to answer next: the mentor, or the mentee where other times wait to be chosen from. */
function remind(facts: ProposalFacts, { now, args }: Context): Outcome {
  const { request, proposal } = facts;
  if (proposal.state !== 'open' || !isUnderWay(request)) return {};
  const slot = proposalSlot(proposal.id);
  if (proposal.counterTimes !== undefined)
    return { effects: sendAfresh(request.menteeId, slot, chooseCard(facts, now, 'reminder')) };
  const since = args['since'] === undefined ? proposal.sentAt : new Date(args['since']);
  return {
    effects: sendAfresh(proposal.mentorId, slot, proposalCard(facts, now, { news: 'reminder', since })),
  };
}

function expire(facts: ProposalFacts, { now }: Context): Outcome {
  const { request, proposal } = facts;
  if (proposal.state !== 'open' || !isUnderWay(request)) return {};
  return endProposal(facts, { ...proposal, state: 'expired' }, now);
}

/** Asked again with the facts of the moment when a relationship would begin. */
function mayNotMentor(facts: ProposalFacts, now: Date): boolean {
  const mentor = facts.pool.find(({ offer }) => offer.personId === facts.proposal.mentorId);
  return mentor === undefined || exclusionOf(facts, mentor, 'accept', now) !== undefined;
}

/**
 * Something came between that is nobody's fault and maybe somebody's private affair: the mentor reads the same words
 * as when a request is withdrawn, and the coordinators look further.
 */
function noLongerOpen(facts: ProposalFacts, now: Date): Outcome {
  const withdrawn: Proposal = { ...facts.proposal, state: 'withdrawn' };
  return {
    ...endProposal(facts, withdrawn, now),
    reply: replaceWith(endedProposalCard(withdrawn, zoneOf(facts.people, withdrawn.mentorId))),
  };
}
