/** What follows, for everybody concerned, when a request moves: proposals that end, the way back, and the match. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import { answerDue, openProposals, triagersOf } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import type {
  Change,
  Meeting,
  MeetingPlace,
  Proposal,
  Relationship,
  Request,
  WallTime,
} from '../mentoring/records.ts';
import { instantOf } from '../mentoring/time.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { bookMeeting } from './booking.ts';
import { insert, target, update } from './define.ts';
import { proposalSlot, requestSlot, reviseFor, sendAfresh, triageSlot } from './living-card.ts';
import { chooseEndedCard, endedProposalCard, mentorMatchedCard, timeChosenCard } from './proposal-cards.ts';
import { glanceOf, matchedCard, requestCard } from './request-cards.ts';
import { takenCard, triageCard } from './triage-cards.ts';
import type { TriageNews } from './triage-cards.ts';

/** A part of an outcome. */
export type Step = {
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly timers: readonly TimerChange[];
};

/** The facts as they are once a proposal, the request, or both have changed. */
export function withProposal(
  facts: RequestFacts,
  changed: Proposal,
  state: Request['state'] = facts.request.state,
): RequestFacts {
  return {
    ...facts,
    request: { ...facts.request, state },
    proposals: facts.proposals.map((proposal) => (proposal.id === changed.id ? changed : proposal)),
  };
}

/**
 * A proposal ends without a match. Where nobody else is being asked the request goes back to the coordinators, who
 * hear of it at once; the mentee's card only changes where it stands, and says nothing of who or why.
 */
export function endProposal(facts: RequestFacts, ended: Proposal, now: Date): Step {
  const others = openProposals(facts).filter((proposal) => proposal.id !== ended.id);
  const state = others.length === 0 ? 'waiting' : 'proposed';
  const after = withProposal(facts, ended, state);
  return {
    changes: [
      update('proposal', ended.id, {
        state: ended.state,
        ...(ended.answeredAt && { answeredAt: ended.answeredAt }),
        ...(ended.reason && { reason: ended.reason }),
        ...(ended.message !== undefined && { message: ended.message }),
      }),
      ...(state === facts.request.state ? [] : [update('request', facts.request.id, { state })]),
    ],
    effects: [
      ...closeCards(facts, ended),
      reviseForMentee(after, now),
      ...(state === 'waiting' ? tellTriagers(after, now, 'nobody-left') : reviseForTriagers(after, now)),
    ],
    timers: [cancelProposalTimers(ended.id)],
  };
}

/** The request has ended: every proposal that is still open is withdrawn with thanks, and nothing of it wakes up again. */
export function closeRequest(facts: RequestFacts, keep?: string): Step {
  const open = openProposals(facts).filter((proposal) => proposal.id !== keep);
  return {
    changes: open.map((proposal) => update('proposal', proposal.id, { state: 'withdrawn' })),
    effects: open.flatMap((proposal) => closeCards(facts, { ...proposal, state: 'withdrawn' })),
    timers: [
      { timer: 'cancel-all', prefix: `request:${facts.request.id}:` },
      ...openProposals(facts).map((proposal) => cancelProposalTimers(proposal.id)),
    ],
  };
}

/**
 * A mentor and a mentee have agreed on a time: the relationship begins, its first meeting is booked, everybody else who
 * was asked is thanked. The caller has checked, on these very facts, that the mentor may.
 */
export function match(
  facts: RequestFacts,
  proposal: Proposal,
  agreed: { readonly start: WallTime; readonly place: MeetingPlace; readonly byId: string },
  context: { readonly now: Date; readonly newId: () => string },
): Step & { readonly mentorCard: Card; readonly chosenCard: Card } {
  const { request, scheme, people } = facts;
  const { now, newId } = context;
  const relationship: Relationship = {
    id: newId(),
    schemeId: scheme.id,
    requestId: request.id,
    menteeId: request.menteeId,
    mentorId: proposal.mentorId,
    state: 'active',
    cadenceDays: scheme.cadenceDays,
    startedAt: now,
  };
  const meeting: Meeting = {
    id: newId(),
    relationshipId: relationship.id,
    start: agreed.start,
    minutes: scheme.meetingMinutes,
    place: agreed.place,
    bookedById: agreed.byId,
    state: 'booked',
    sequence: 0,
  };
  const booked = bookMeeting({ meeting, relationship, scheme, people, now, first: true });
  const closed = closeRequest(facts, proposal.id);
  const accepted: Proposal = { ...proposal, state: 'accepted', answeredAt: now };
  const after = withProposal(facts, accepted, 'matched');
  const forMentee = matchFor(facts, relationship, meeting, request.menteeId);
  const mentorCard = mentorMatchedCard({
    ...matchFor(facts, relationship, meeting, proposal.mentorId),
    menteeName: nameOf(people, request.menteeId),
  });
  const chosenCard = timeChosenCard(forMentee);
  return {
    mentorCard,
    chosenCard,
    changes: [
      update('proposal', proposal.id, { state: 'accepted', answeredAt: now }),
      update('request', request.id, { state: 'matched' }),
      ...closed.changes,
      insert('relationship', relationship),
      ...booked.changes,
    ],
    effects: [
      ...closed.effects,
      reviseFor(proposal.mentorId, proposalSlot(proposal.id), mentorCard),
      ...(proposal.counterTimes === undefined
        ? []
        : [reviseFor(request.menteeId, proposalSlot(proposal.id), chosenCard)]),
      ...sendAfresh(request.menteeId, requestSlot(request.id), matchedCard(forMentee)),
      ...reviseForTriagers(after, now),
      ...booked.effects,
    ],
    timers: [...closed.timers, ...booked.timers],
  };
}

/** Reminds a mentor, or a mentee who has other times to choose from, and ends the proposal when no answer comes. */
export function proposalTimers(
  facts: RequestFacts,
  proposal: Proposal,
  since: Date,
  zone: string,
): TimerChange[] {
  const { remindAt, expireAt } = answerDue(facts.scheme, since, zone);
  const args = { since: since.toISOString() };
  const key = `proposal:${proposal.id}`;
  return [
    remindAt < expireAt
      ? {
          timer: 'set',
          key: `${key}:remind`,
          to: target('answer-proposal', 'remind', proposal.id, args),
          at: remindAt,
        }
      : { timer: 'cancel', key: `${key}:remind` },
    {
      timer: 'set',
      key: `${key}:expire`,
      to: target('answer-proposal', 'expire', proposal.id),
      at: expireAt,
    },
  ];
}

export function reviseForMentee(facts: RequestFacts, now: Date): Effect {
  const { request } = facts;
  return reviseFor(request.menteeId, requestSlot(request.id), requestCard(glanceOf(facts, now)));
}

export function reviseForTriagers(facts: RequestFacts, now: Date): readonly Effect[] {
  const { scheme, request, reportingLines } = facts;
  const current = triageCard(facts, now);
  return [
    ...triagersOf(scheme, request, reportingLines).map((id) =>
      reviseFor(id, triageSlot(request.id), current),
    ),
    ...takeFromOthers(facts),
  ];
}

export function tellTriagers(facts: RequestFacts, now: Date, news: TriageNews): readonly Effect[] {
  const { scheme, request, reportingLines } = facts;
  const current = triageCard(facts, now, news);
  return [
    ...triagersOf(scheme, request, reportingLines).flatMap((id) =>
      sendAfresh(id, triageSlot(request.id), current),
    ),
    ...takeFromOthers(facts),
  ];
}

/** A coordinator who looked after it, and has since come to manage or assess the mentee, keeps neither name nor words. */
function takeFromOthers({ scheme, request, reportingLines }: RequestFacts): readonly Effect[] {
  const triagers = triagersOf(scheme, request, reportingLines);
  return scheme.coordinatorIds
    .filter((id) => !triagers.includes(id))
    .map((id) => reviseFor(id, triageSlot(request.id), takenCard));
}

function matchFor(facts: RequestFacts, relationship: Relationship, meeting: Meeting, readerId: string) {
  return {
    relationshipId: relationship.id,
    mentorName: nameOf(facts.people, relationship.mentorId),
    schemeName: facts.scheme.name,
    firstMeetingAt: instantOf(meeting.start),
    zone: zoneOf(facts.people, readerId),
  };
}

/** Both cards of a proposal that has ended: the mentor's, and the mentee's where other times were offered. */
function closeCards({ request, people }: RequestFacts, ended: Proposal): readonly Effect[] {
  const slot = proposalSlot(ended.id);
  return [
    reviseFor(ended.mentorId, slot, endedProposalCard(ended, zoneOf(people, ended.mentorId))),
    ...(ended.counterTimes === undefined ? [] : [reviseFor(request.menteeId, slot, chooseEndedCard)]),
  ];
}

function cancelProposalTimers(proposalId: string): TimerChange {
  return { timer: 'cancel-all', prefix: `proposal:${proposalId}:` };
}
