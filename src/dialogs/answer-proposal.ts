/**
 * A mentor answers a request that was put to them: accepts with a time, suggests other times for the mentee to choose
 * from, says when they will answer, or declines, and may then name somebody else. Without an answer they are reminded
 * once, and then somebody else is asked.
 */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import { answerDue, isUnderWay, mayTakeBack, queuedProposals, timeChosen } from '../mentoring/asking.ts';
import type { ProposalFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { asPlace } from '../mentoring/place.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { daysBetween, inZone } from '../mentoring/time.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import {
  acceptForm,
  chooseForm,
  counterForm,
  declineForm,
  laterForm,
  NONE_SUITS,
  TIME_GONE,
} from './answer-forms.ts';
import type {
  AcceptValues,
  ChooseValues,
  CounterValues,
  DeclineValues,
  LaterValues,
} from './answer-forms.ts';
import { theMentee, theMentorAsked } from './asking-rights.ts';
import { asReason } from './asking-words.ts';
import { dialog, formAction, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { nudge } from './nudge.ts';
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
import { someone } from './pair.ts';
import { acceptedNow, wrongAcceptance } from './report-back-form.ts';
import { waitsForAcceptance } from './report-back.ts';
import {
  endProposal,
  match,
  mayMentor,
  mustAnswer,
  proposalTimers,
  reviseForMentee,
  reviseForTriagers,
  tellTriagers,
  withProposal,
} from './request-flow.ts';
import { suggest, wrongSuggestion } from './suggesting.ts';
import { readTimes } from './time-fields.ts';
import { waitsForTraining } from './training-call.ts';

/** A mentor who is away for longer than this keeps somebody waiting whom another could help: the coordinators hear of it. */
const LONG_DAYS = 28;

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
    later: formAction({
      may: theMentorAsked,
      form: (facts: ProposalFacts, { now, args }) => laterForm(facts, sinceOf(facts, args), now),
      submit: (facts: ProposalFacts, values: LaterValues, context) => later(facts, values, context),
    }),
    'take-back': press(theMentorAsked, (facts: ProposalFacts, { now }) => takeBack(facts, now)),
    choose: formAction({
      may: theMentee,
      form: (facts: ProposalFacts, { now }) => chooseForm(facts, now),
      submit: (facts: ProposalFacts, values: ChooseValues, context) => choose(facts, values, context),
    }),
    remind: nudge<ProposalFacts>({
      kind: 'answer',
      whose: ({ proposal, request }) => mustAnswer(proposal, request),
      // Whoever answers on Sundays has asked to be reminded on that very morning.
      picked: ({ proposal }) => proposal.answerOn !== undefined,
      say: (facts, _, context) => remind(facts, context),
    }),
    expire: timer((facts: ProposalFacts, context) => expire(facts, context)),
  },
});

function accept(facts: ProposalFacts, values: AcceptValues, context: PersonContext): Outcome {
  const { request, proposal, scheme } = facts;
  const start = timeChosen(request.times, values.time, context.now);
  if (start === undefined) return { reply: refuse({ time: TIME_GONE }) };
  const errors = wrongAcceptance(scheme, values.reportBack);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  if (mayNotMentor(facts, context.now)) return noLongerOpen(facts, context.now);
  const agreed = { start, place: asPlace(values.place), byId: proposal.mentorId };
  const accepted: Proposal = { ...proposal, ...acceptedNow(scheme, context.now) };
  const { mentorCard, changes, effects, timers } = match(facts, accepted, agreed, context);
  return { changes, effects, timers, reply: replaceWith(mentorCard) };
}

function counter(facts: ProposalFacts, values: CounterValues, { now }: PersonContext): Outcome {
  const { request, people, proposal, scheme } = facts;
  const { times, errors: wrongTimes } = readTimes(values, zoneOf(people, proposal.mentorId), now);
  const errors = { ...wrongTimes, ...wrongAcceptance(scheme, values.reportBack) };
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  if (mayNotMentor(facts, now)) return noLongerOpen(facts, now);
  // It is the mentee's turn now: the day on which the mentor meant to answer has served its purpose.
  const suggested = { counterTimes: times, answerOn: undefined, ...acceptedNow(scheme, now) };
  const offered: Proposal = { ...proposal, ...suggested };
  const after = { ...withProposal(facts, offered), proposal: offered };
  const current = counteredCard(after, now);
  const slot = proposalSlot(proposal.id);
  return {
    changes: [update('proposal', proposal.id, suggested)],
    effects: [
      reviseFor(proposal.mentorId, slot, current),
      ...sendAfresh(request.menteeId, slot, chooseCard(after, now)),
      ...(proposal.answerOn === undefined ? [] : [reviseForMentee(after, now)]),
      ...reviseForTriagers(after, now),
    ],
    timers: proposalTimers(after, offered, now),
    reply: replaceWith(current),
  };
}

function decline(facts: ProposalFacts, values: DeclineValues, context: PersonContext): Outcome {
  const { now } = context;
  const { request, proposal, people, scheme } = facts;
  const { message, share } = values;
  if (message !== undefined && holdsNhsNumber(message))
    return { reply: refuse({ message: takeOutNhsNumber }) };
  if (message !== undefined && share === undefined)
    return { reply: refuse({ share: 'Please say whether they may read your message.' }) };
  if (message === undefined && share === true)
    return { reply: refuse({ message: 'Please write what they may read, or choose “no” below.' }) };
  const errors = wrongSuggestion(facts, values, context);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  const declined: Proposal = {
    ...proposal,
    state: 'declined',
    reason: asReason(values.reason),
    ...(message !== undefined && { message }),
    answeredAt: now,
  };
  const suggested = suggest(facts, values, context);
  const told = message !== undefined && share === true;
  const mentorCard = endedProposalCard(declined, zoneOf(people, proposal.mentorId), {
    suggested: suggested.changes.length > 0,
    // What the mentee has read cannot be unread.
    mayTakeBack:
      !told &&
      queuedProposals(facts).length === 0 &&
      mayTakeBack(withProposal(suggested.facts, declined), declined, now),
  });
  const ended = endProposal(suggested.facts, declined, now, { forMentor: mentorCard });
  return {
    changes: [...ended.changes, ...suggested.changes],
    effects: [
      ...ended.effects,
      ...suggested.effects,
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
    timers: [...ended.timers, ...suggested.timers],
    reply: replaceWith(mentorCard),
  };
}

/** They are left in peace until that day; whoever waits is told that somebody is looking at it. */
function later(facts: ProposalFacts, { day }: LaterValues, { now, args }: PersonContext): Outcome {
  const { proposal } = facts;
  const since = sinceOf(facts, args);
  const put: Proposal = { ...proposal, answerOn: day };
  const after = { ...withProposal(facts, put), proposal: put };
  const current = proposalCard(after, now, { since });
  return {
    changes: [update('proposal', proposal.id, { answerOn: day })],
    effects: [
      reviseFor(proposal.mentorId, proposalSlot(proposal.id), current),
      reviseForMentee(after, now),
      ...reviseForTriagers(after, now),
    ],
    timers: proposalTimers(after, put, since),
    reply: replaceWith(current),
  };
}

/** A no that was a slip: as if it had never been said. */
function takeBack(facts: ProposalFacts, now: Date): Outcome {
  const { proposal, people, request } = facts;
  const zone = zoneOf(people, proposal.mentorId);
  if (!mayTakeBack(facts, proposal, now)) return { reply: replaceWith(endedProposalCard(proposal, zone)) };
  const nothingSaid = {
    state: 'open',
    reason: undefined,
    message: undefined,
    answeredAt: undefined,
    counterTimes: undefined,
    answerOn: undefined,
  } as const;
  const open: Proposal = { ...proposal, ...nothingSaid };
  const after = { ...withProposal(facts, open, 'proposed'), proposal: open };
  const current = proposalCard(after, now, { since: now });
  return {
    changes: [
      update('proposal', proposal.id, nothingSaid),
      ...(request.state === 'proposed' ? [] : [update('request', request.id, { state: 'proposed' })]),
    ],
    effects: [
      reviseFor(proposal.mentorId, proposalSlot(proposal.id), current),
      reviseForMentee(after, now),
      ...reviseForTriagers(after, now),
    ],
    timers: proposalTimers(after, open, now),
    reply: replaceWith(current),
  };
}

function choose(facts: ProposalFacts, values: ChooseValues, context: PersonContext): Outcome {
  const { request, proposal } = facts;
  if (values.time === NONE_SUITS) return noneSuits(facts, context.now);
  const start = timeChosen(proposal.counterTimes ?? [], values.time, context.now);
  if (start === undefined) return { reply: refuse({ time: TIME_GONE }) };
  if (mayNotMentor(facts, context.now)) {
    const ended = endProposal(facts, { ...proposal, state: 'withdrawn' }, context.now);
    return { ...ended, reply: replaceWith(chooseEndedCard) };
  }
  const agreed = { start, place: asPlace(values.place), byId: request.menteeId };
  const { chosenCard, changes, effects, timers } = match(facts, proposal, agreed, context);
  return { changes, effects, timers, reply: replaceWith(chosenCard) };
}

function noneSuits(facts: ProposalFacts, now: Date): Outcome {
  const { request, proposal } = facts;
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
    timers: proposalTimers(after, open, now),
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
  if (waitsForMentee(facts, now) !== undefined) return {};
  const since = sinceOf(facts, args);
  return {
    effects: sendAfresh(proposal.mentorId, slot, proposalCard(facts, now, { news: 'reminder', since })),
  };
}

/** From when the days to answer are counted. */
export function sinceOf({ proposal }: ProposalFacts, args: Context['args']): Date {
  return args['since'] === undefined ? proposal.sentAt : new Date(args['since']);
}

function expire(facts: ProposalFacts, { now, args }: Context): Outcome {
  const { request, proposal } = facts;
  if (proposal.state !== 'open' || !isUnderWay(request)) return {};
  const waiting = waitsForMentee(facts, now);
  if (waiting !== undefined)
    return args['last'] === 'yes'
      ? endProposal(facts, { ...proposal, state: 'withdrawn' }, now)
      : { timers: waiting };
  return (
    standStill(facts, sinceOf(facts, args), now) ?? endProposal(facts, { ...proposal, state: 'expired' }, now)
  );
}

/**
 * Whoever has to answer is away for some of their days, or is back early: they have those days still, and every card says
 * until when. Looked at when the days would have run out, and as soon as they say that they are away.
 */
function standStill(facts: ProposalFacts, since: Date, now: Date): Outcome | undefined {
  const { proposal, request, scheme, people } = facts;
  const by = someone(people, mustAnswer(proposal, request));
  const { expireAt } = answerDue(scheme, since, by, proposal.answerOn);
  if (expireAt <= now) return undefined;
  const long = daysBetween(inZone(now, by.zone).date, inZone(expireAt, by.zone).date) > LONG_DAYS;
  return {
    effects: [
      ...(proposal.counterTimes === undefined
        ? [reviseFor(by.id, proposalSlot(proposal.id), proposalCard(facts, now, { since }))]
        : []),
      reviseForMentee(facts, now),
      ...(long ? tellTriagers(facts, now, 'long-wait') : reviseForTriagers(facts, now)),
    ],
    // A reminder that has come does not come again.
    timers: proposalTimers(facts, proposal, since).filter(
      (one) => one.timer === 'set' && (one.nudge?.asked ?? one.at) > now,
    ),
  };
}

/** The mentor cannot say yes before the mentee has done what is theirs to do. */
function waitsForMentee(facts: ProposalFacts, now: Date): TimerChange[] | undefined {
  return waitsForTraining(facts, now) ?? waitsForAcceptance(facts, now);
}

function mayNotMentor(facts: ProposalFacts, now: Date): boolean {
  return !mayMentor(facts, facts.proposal.mentorId, now);
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
