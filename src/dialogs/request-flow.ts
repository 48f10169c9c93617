/** What follows, for everybody concerned, when a request moves: proposals that end, the way back, and the match. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import { answerDue, openProposals, queuedProposals, triagersOf } from '../mentoring/asking.ts';
import { exclusionOf } from '../mentoring/eligibility.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { askedColleagues } from '../mentoring/referring.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Meeting, MeetingPlace } from '../mentoring/records/meeting.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import type { Consent, Relationship } from '../mentoring/records/relationship.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { addMonths, inZone, instantOf } from '../mentoring/time.ts';
import { nothingHeard } from '../mentoring/watch-answers.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { surveysAtStart } from './benefit-timers.ts';
import { bookMeeting } from './booking.ts';
import { checkInTimers } from './check-in-timers.ts';
import { insert, target, update } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { someone } from './pair.ts';
import { introductionTimers } from './introduction.ts';
import { proposalSlot, referralSlot, requestSlot, reviseFor, sendAfresh, triageSlot } from './living-card.ts';
import {
  chooseEndedCard,
  endedProposalCard,
  mentorMatchedCard,
  proposalCard,
  timeChosenCard,
} from './proposal-cards.ts';
import { endedReferralCard } from './referral-cards.ts';
import { glanceOf, matchedCard, requestCard } from './request-cards.ts';
import { reviewTimers } from './review-timers.ts';
import { takenCard, triageCard } from './triage-cards.ts';
import type { TriageNews } from './triage-cards.ts';
import { watchTimers } from './watched.ts';

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
 * A proposal ends without a match, and the request goes on. `forMentor`: what its mentor reads where the card of the
 * proposal stood; the usual words where it is absent. `news`: what the coordinators read where nobody is left.
 */
export function endProposal(
  facts: RequestFacts,
  ended: Proposal,
  now: Date,
  { forMentor, news }: { readonly forMentor?: Card; readonly news?: TriageNews } = {},
): Step {
  const next = goOn(withProposal(facts, ended), now, news);
  return {
    changes: [
      update('proposal', ended.id, {
        state: ended.state,
        ...(ended.answeredAt && { answeredAt: ended.answeredAt }),
        ...(ended.reason && { reason: ended.reason }),
        ...(ended.message !== undefined && { message: ended.message }),
      }),
      ...next.changes,
    ],
    effects: [...closeCards(facts, ended, forMentor), ...next.effects],
    timers: [cancelProposalTimers(ended.id), ...next.timers],
  };
}

/**
 * Somebody who was asked is not asked any more. Whomever the mentee wants asked next is asked in the same moment. Where
 * nobody is left the request goes back to the coordinators, who hear of it at once; the mentee's card only changes where
 * it stands, and says nothing of who or why.
 */
export function goOn(
  facts: RequestFacts,
  now: Date,
  news: TriageNews = 'nobody-left',
): Step & { readonly facts: RequestFacts } {
  const next = openProposals(facts).length === 0 ? askNext(facts, now) : { ...nothing, facts };
  const { request } = facts;
  const before = openProposals(next.facts).length + askedColleagues(next.facts).length;
  const state = before === 0 ? 'waiting' : 'proposed';
  const after: RequestFacts = { ...next.facts, request: { ...request, state } };
  return {
    facts: after,
    changes: [
      ...next.changes,
      ...(state === request.state ? [] : [update('request', request.id, { state })]),
    ],
    effects: [
      ...next.effects,
      reviseForMentee(after, now),
      ...(state === 'waiting' ? tellTriagers(after, now, news) : reviseForTriagers(after, now)),
    ],
    timers: next.timers,
  };
}

const nothing: Step = { changes: [], effects: [], timers: [] };

/** The mentee's next wish is asked. Who may not be asked any more is passed over; they were never told of it. */
function askNext(facts: RequestFacts, now: Date): Step & { readonly facts: RequestFacts } {
  const queued = queuedProposals(facts);
  const found = queued.findIndex(({ mentorId }) => mayMentor(facts, mentorId, now));
  const passedOver = found < 0 ? queued : queued.slice(0, found);
  const closed = passedOver.map((proposal): Proposal => ({ ...proposal, state: 'withdrawn' }));
  const without = closed.reduce((so, proposal) => withProposal(so, proposal), facts);
  const changes = closed.map(({ id, state }) => update('proposal', id, { state }));
  const next = queued[found];
  if (next === undefined) return { ...nothing, changes, facts: without };
  const proposal: Proposal = { ...next, state: 'open', sentAt: now };
  const after = withProposal(without, proposal, 'proposed');
  return {
    facts: { ...after, request: facts.request },
    changes: [...changes, update('proposal', proposal.id, { state: 'open', sentAt: now })],
    ...putToMentor(after, proposal, now),
  };
}

/** Asked again, with the facts of the moment, whenever somebody is asked next or a relationship would begin. */
export function mayMentor(facts: RequestFacts, mentorId: string, now: Date): boolean {
  const mentor = facts.pool.find(({ offer }) => offer.personId === mentorId);
  return mentor !== undefined && exclusionOf(facts, mentor, 'accept', now) === undefined;
}

/** What a mentor gets to whom the request is put, and the days they have to answer. */
export function putToMentor(
  facts: RequestFacts,
  proposal: Proposal,
  now: Date,
): Pick<Step, 'effects' | 'timers'> {
  return {
    effects: [
      {
        effect: 'send',
        to: { person: proposal.mentorId },
        slot: proposalSlot(proposal.id),
        card: proposalCard({ ...facts, proposal }, now),
      },
    ],
    timers: proposalTimers(facts, proposal, now),
  };
}

/**
 * The request has ended: every proposal that is still open is withdrawn with thanks, whoever would have been asked next
 * hears nothing, and nothing of it wakes up again.
 */
export function closeRequest(facts: RequestFacts, keep?: string): Step {
  const open = openProposals(facts).filter((proposal) => proposal.id !== keep);
  const colleagues = askedColleagues(facts);
  return {
    changes: [
      ...[...open, ...queuedProposals(facts)].map(({ id }) => update('proposal', id, { state: 'withdrawn' })),
      ...colleagues.map(({ id }) => update('referral', id, { state: 'lapsed' })),
    ],
    effects: [
      ...open.flatMap((proposal) => closeCards(facts, { ...proposal, state: 'withdrawn' })),
      ...colleagues.flatMap(({ id, colleagueId }) =>
        colleagueId === undefined ? [] : [reviseFor(colleagueId, referralSlot(id), endedReferralCard)],
      ),
    ],
    timers: [
      { timer: 'cancel-all', prefix: `request:${facts.request.id}:` },
      ...openProposals(facts).map((proposal) => cancelProposalTimers(proposal.id)),
      ...colleagues.map(({ id }): TimerChange => ({ timer: 'cancel-all', prefix: `referral:${id}:` })),
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
    ...(scheme.termMonths !== undefined && {
      plannedEnd: addMonths(inZone(now, zoneOf(people, request.menteeId)).date, scheme.termMonths),
    }),
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
  const begun = {
    relationship,
    scheme,
    people,
    meetings: [meeting],
    pauses: [],
    heard: nothingHeard,
    agreement: undefined,
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
      ...consentsOf(request, proposal, relationship).map((one) => insert('consent', { id: newId(), ...one })),
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
    timers: [
      ...introductionTimers(relationship, scheme, now),
      ...closed.timers,
      ...booked.timers,
      ...checkInTimers(begun, now),
      ...reviewTimers(begun, now),
      ...surveysAtStart({ relationship, scheme, meetings: [meeting], people }, now),
      ...watchTimers(
        { relationship, scheme, meetings: [meeting], pauses: [], heard: nothingHeard, people },
        now,
      ),
    ],
  };
}

/** Of directed mentoring: what each of the two said yes to, and when; the caller has checked that it is the same. */
function consentsOf(
  request: Request,
  proposal: Proposal,
  { id: relationshipId }: Relationship,
): readonly Omit<Consent, 'id'>[] {
  return [
    { personId: request.menteeId, ...request },
    { personId: proposal.mentorId, ...proposal },
  ].flatMap(({ personId, reportBack: wording, reportBackAt: givenAt }) =>
    wording === undefined || givenAt === undefined ? [] : [{ relationshipId, personId, wording, givenAt }],
  );
}

/** Reminds a mentor, or a mentee who has other times to choose from, and ends the proposal when no answer comes. */
export function proposalTimers(facts: RequestFacts, proposal: Proposal, since: Date): TimerChange[] {
  const { scheme, people, request } = facts;
  const by = someone(people, mustAnswer(proposal, request));
  const { remindAt, expireAt } = answerDue(scheme, since, by, proposal.answerOn);
  const args = { since: since.toISOString() };
  const key = `proposal:${proposal.id}`;
  return [
    remindAt < expireAt
      ? nudgeTimer({
          people,
          personId: by.id,
          kind: 'answer',
          key: `${key}:remind`,
          to: target('answer-proposal', 'remind', proposal.id, args),
          asked: remindAt,
        })
      : { timer: 'cancel', key: `${key}:remind` },
    {
      timer: 'set',
      key: `${key}:expire`,
      to: target('answer-proposal', 'expire', proposal.id, args),
      at: expireAt,
    },
  ];
}

/** A mentor who cannot accept, for what the mentee leaves undone, has their days once more; then they are let go. */
export function lastDays({ scheme, people }: RequestFacts, proposal: Proposal, now: Date): TimerChange {
  const { id, mentorId, answerOn } = proposal;
  return {
    timer: 'set',
    key: `proposal:${id}:expire`,
    to: target('answer-proposal', 'expire', id, { since: now.toISOString(), last: 'yes' }),
    at: answerDue(scheme, now, someone(people, mentorId), answerOn).expireAt,
  };
}

/** Whose turn it is: the mentor's, or the mentee's where other times wait to be chosen from. */
export function mustAnswer(proposal: Proposal, request: Request): string {
  return proposal.counterTimes === undefined ? proposal.mentorId : request.menteeId;
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
  const slot = triageSlot(request.id);
  return [
    ...triagersOf(scheme, request, reportingLines).flatMap((id) => sendAfresh(id, slot, current)),
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
export function closeCards(
  { request, people }: RequestFacts,
  ended: Proposal,
  forMentor: Card = endedProposalCard(ended, zoneOf(people, ended.mentorId)),
): readonly Effect[] {
  const slot = proposalSlot(ended.id);
  return [
    reviseFor(ended.mentorId, slot, forMentor),
    ...(ended.counterTimes === undefined ? [] : [reviseFor(request.menteeId, slot, chooseEndedCard)]),
  ];
}

export function cancelProposalTimers(proposalId: string): TimerChange {
  return { timer: 'cancel-all', prefix: `proposal:${proposalId}:` };
}
