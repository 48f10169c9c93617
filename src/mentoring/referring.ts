/**
 * A mentor who declines names a colleague. The colleague is asked first, once, and only where nothing stands against it;
 * who may not be asked is not told, nor is the mentor who named them.
 */

import { MOST_ASKED_AT_ONCE, openProposals } from './asking.ts';
import { exclusionOf } from './eligibility.ts';
import type { EligibilityFacts } from './eligibility.ts';
import type { PoolMentor, RequestFacts } from './facts.ts';
import type { Offer } from './records/offer.ts';
import type { Referral } from './records/proposal.ts';

/** Colleagues who were named and have not answered yet. */
export function askedColleagues({ referrals }: Pick<RequestFacts, 'referrals'>): readonly Referral[] {
  return referrals.filter(({ state }) => state === 'asked');
}

/** How many more mentors may be asked now; a colleague who was named has the place of the mentor who named them. */
export function placesToAsk(facts: Pick<RequestFacts, 'proposals' | 'referrals'>): number {
  return Math.max(0, MOST_ASKED_AT_ONCE - openProposals(facts).length - askedColleagues(facts).length);
}

/** The oldest contact outside that no coordinator has passed on yet. */
export function contactToPassOn({ referrals }: Pick<RequestFacts, 'referrals'>): Referral | undefined {
  return referrals.find(({ state, answeredAt }) => state === 'outside' && answeredAt === undefined);
}

/**
 * Whether a colleague may be asked at all. Nobody is asked twice for one request, so no chain of suggestions ever leads
 * back to somebody.
 */
export function mayBeSuggested(facts: RequestFacts, colleagueId: string, now: Date): boolean {
  const { proposals, referrals } = facts;
  const had =
    proposals.some(({ mentorId }) => mentorId === colleagueId) ||
    referrals.some((one) => one.colleagueId === colleagueId && one.state !== 'not-asked');
  return (
    !had &&
    exclusionOf(regardlessOfTraining(facts), asIfOffering(facts, colleagueId), 'propose', now) === undefined
  );
}

/**
 * Whether the request may be shown to a colleague who says that they would look at it. What they can put right themselves
 * does not stand in the way: they are told of it when they accept.
 */
export function mayLookAt(facts: RequestFacts, colleagueId: string, now: Date): boolean {
  const { offer, openProposals: open } = asIfOffering(facts, colleagueId);
  const withPlaces = { offer: { ...offer, capacity: 1 }, mentees: 0, openProposals: open };
  return exclusionOf({ ...regardlessOfTraining(facts), scheme: {} }, withPlaces, 'accept', now) === undefined;
}

/** With what somebody who does not offer in the scheme takes this one mentee: nobody else is put to them. */
export function offerForOne(
  { request, scheme }: Pick<RequestFacts, 'request' | 'scheme'>,
  personId: string,
  id: string,
): Offer {
  return {
    id,
    schemeId: scheme.id,
    personId,
    portrait: '',
    areas: request.areas,
    skills: [],
    likesToHelp: '',
    capacity: 1,
    place: request.place,
    usualTimes: '',
    timeAgreed: false,
    state: 'closed',
  };
}

/** Who does not offer in this scheme, or no longer does, is judged as if they did: all other rules are the same. */
function asIfOffering(facts: RequestFacts, personId: string): PoolMentor {
  const mentor = facts.pool.find(({ offer }) => offer.personId === personId);
  if (mentor === undefined)
    return { offer: { ...offerForOne(facts, personId, ''), state: 'open' }, mentees: 0, openProposals: 0 };
  return mentor.offer.state === 'closed' ? { ...mentor, offer: { ...mentor.offer, state: 'open' } } : mentor;
}

/**
 * The facts without the training that the scheme asks for: a colleague can do it once they know why. It is left out
 * before judging, as the judge tells one reason only, and behind that one could stand another.
 */
function regardlessOfTraining(facts: RequestFacts): EligibilityFacts {
  const { mostMentees } = facts.scheme;
  return { ...facts, scheme: { mostMentees } };
}
