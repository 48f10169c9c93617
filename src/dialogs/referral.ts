/**
 * A colleague whom a declining mentor has named says whether they would look at the request; only a yes shows them who
 * asks. A contact outside is passed on to the mentee by a coordinator.
 */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import { replaceWith } from '../engine/reply.ts';
import { answerDue, isUnderWay } from '../mentoring/asking.ts';
import type { ReferralFacts, RequestFacts } from '../mentoring/facts.ts';
import type { Proposal, Referral } from '../mentoring/records/proposal.ts';
import { mayLookAt, offerForOne } from '../mentoring/referring.ts';
import { aTriager } from './asking-rights.ts';
import { dialog, insert, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { nudge } from './nudge.ts';
import { referralSlot, reviseFor, sendAfresh } from './living-card.ts';
import { contactCard, endedReferralCard, lookingCard, referralCard, refusedCard } from './referral-cards.ts';
import { goOn, putToMentor, reviseForMentee, reviseForTriagers } from './request-flow.ts';
import { someone } from './pair.ts';
import { colleagueOf, referralTimers } from './suggesting.ts';
import { triageCard } from './triage-cards.ts';

const theColleague: May<Pick<ReferralFacts, 'referral'>> = ({ referral }, actor) =>
  referral.colleagueId === actor.id || 'Only the colleague who was suggested can answer this.';

export const referral = dialog({
  name: 'referral',
  subject: 'referral',
  actions: {
    yes: press(theColleague, (facts: ReferralFacts, context) => yes(facts, context)),
    no: press(theColleague, (facts: ReferralFacts, { now }) => no(facts, now)),
    'pass-on': press(aTriager, (facts: ReferralFacts, { now }) => passOn(facts, now)),
    remind: nudge<ReferralFacts>({
      kind: 'answer',
      whose: ({ referral: put }) => put.colleagueId,
      say: remind,
    }),
    expire: timer((facts: ReferralFacts, context) => expire(facts, context)),
  },
});

/** The request is put to them as to any mentor; who does not offer in this scheme takes this one mentee only. */
function yes(facts: ReferralFacts, { now, newId }: PersonContext): Outcome {
  const { request, referral: put, pool } = facts;
  if (!isOpen(facts)) return { reply: replaceWith(whatBecameOf(put)) };
  const mentorId = colleagueOf(put);
  if (!mayLookAt(facts, mentorId, now)) return closed(facts, 'lapsed', now);
  const proposal: Proposal = {
    id: newId(),
    requestId: request.id,
    mentorId,
    proposedById: put.byId,
    state: 'open',
    sentAt: now,
  };
  const agreed: Referral = { ...put, state: 'agreed', answeredAt: now };
  const after: RequestFacts = {
    ...withReferral(facts, agreed),
    request: { ...request, state: 'proposed' },
    proposals: [...facts.proposals, proposal],
  };
  const { effects, timers } = putToMentor(after, proposal, now);
  const offers = pool.some(({ offer }) => offer.personId === mentorId);
  return {
    changes: [
      update('referral', put.id, { state: 'agreed', answeredAt: now }),
      ...(offers ? [] : [insert('offer', offerForOne(facts, mentorId, newId()))]),
      insert('proposal', proposal),
      ...(request.state === 'proposed' ? [] : [update('request', request.id, { state: 'proposed' })]),
    ],
    effects: [
      reviseFor(mentorId, referralSlot(put.id), lookingCard),
      ...effects,
      reviseForMentee(after, now),
      ...reviseForTriagers(after, now),
    ],
    timers: [cancelTimers(put.id), ...timers],
    reply: replaceWith(lookingCard),
  };
}

function no(facts: ReferralFacts, now: Date): Outcome {
  return isOpen(facts) ? closed(facts, 'refused', now) : { reply: replaceWith(whatBecameOf(facts.referral)) };
}

/** The request goes on as it does after a decline. */
function closed(facts: ReferralFacts, state: 'refused' | 'lapsed', now: Date): Outcome {
  const { referral: put } = facts;
  const answered = { state, ...(state === 'refused' && { answeredAt: now }) };
  const over = { ...put, ...answered };
  const next = goOn(withReferral(facts, over), now);
  const current = whatBecameOf(over);
  return {
    changes: [update('referral', put.id, answered), ...next.changes],
    effects: [reviseFor(colleagueOf(put), referralSlot(put.id), current), ...next.effects],
    timers: [cancelTimers(put.id), ...next.timers],
    reply: replaceWith(current),
  };
}

function passOn(facts: ReferralFacts, now: Date): Outcome {
  const { request, referral: put } = facts;
  const { contact } = put;
  if (contact === undefined || put.answeredAt !== undefined || !isUnderWay(request))
    return { reply: replaceWith(triageCard(facts, now)) };
  const after = withReferral(facts, { ...put, answeredAt: now });
  return {
    changes: [update('referral', put.id, { answeredAt: now })],
    effects: [
      { effect: 'send', to: { person: request.menteeId }, card: contactCard(facts, contact) },
      ...reviseForTriagers(after, now),
    ],
    reply: replaceWith(triageCard(after, now)),
  };
}

function remind(facts: ReferralFacts): Outcome {
  const { referral: put } = facts;
  if (!isOpen(facts)) return {};
  return { effects: sendAfresh(colleagueOf(put), referralSlot(put.id), referralCard(facts, 'reminder')) };
}

function expire(facts: ReferralFacts, { now }: Context): Outcome {
  if (!isOpen(facts)) return {};
  const still = standStill(facts, now);
  if (still !== undefined) return still;
  const { changes = [], effects = [], timers = [] } = closed(facts, 'lapsed', now);
  return { changes, effects, timers };
}

/** A colleague who is away has the days that were theirs once they are back. */
function standStill(facts: ReferralFacts, now: Date): Outcome | undefined {
  const { referral: put, scheme, people } = facts;
  const colleague = colleagueOf(put);
  if (answerDue(scheme, put.madeAt, someone(people, colleague)).expireAt <= now) return undefined;
  return {
    effects: [reviseFor(colleague, referralSlot(put.id), referralCard(facts))],
    timers: referralTimers(facts).filter((one) => one.timer === 'set' && one.at > now),
  };
}

function isOpen({ referral: put, request }: ReferralFacts): boolean {
  return put.state === 'asked' && isUnderWay(request);
}

function whatBecameOf({ state }: Referral) {
  switch (state) {
    case 'agreed':
      return lookingCard;
    case 'refused':
      return refusedCard;
    case 'asked':
    case 'not-asked':
    case 'lapsed':
    case 'outside':
      return endedReferralCard;
    default:
      return state satisfies never;
  }
}

function withReferral<Facts extends RequestFacts>(facts: Facts, changed: Referral): Facts {
  return { ...facts, referrals: facts.referrals.map((one) => (one.id === changed.id ? changed : one)) };
}

function cancelTimers(referralId: string) {
  return { timer: 'cancel-all', prefix: `referral:${referralId}:` } as const;
}
