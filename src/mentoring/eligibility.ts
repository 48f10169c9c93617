/**
 * Who may not mentor whom. Asked when a mentor is proposed, and again, with the facts of that moment, when a
 * relationship would begin.
 */

import type { PoolMentor, RequestFacts } from './facts.ts';
import type { Offer, ReportingLine } from './records.ts';
import { inZone } from './time.ts';
import { sayCount, zoneOf } from './wording.ts';

/**
 * `not-available` holds everything that is nobody else's business: a private block has no word of its own here, so
 * that nothing built upon this can tell it from a pause.
 */
export type ExclusionRule = 'self' | 'role-conflict' | 'asked' | 'declined' | 'full' | 'not-available';

/** Why somebody may not be asked, or may not accept. `words` follow a name and are safe to show to a coordinator. */
export type Exclusion = { readonly rule: ExclusionRule; readonly words: string };

/**
 * - `propose`: choosing whom to ask.
 * - `ask-again`: a coordinator deliberately asks somebody who has declined this request before.
 * - `accept`: the mentor has said yes, now.
 */
export type Stage = 'propose' | 'ask-again' | 'accept';

export type EligibilityFacts = Pick<
  RequestFacts,
  'request' | 'proposals' | 'reportingLines' | 'blocks' | 'people'
>;

/** `undefined` when this mentor may be asked, or may accept. */
export function exclusionOf(
  facts: EligibilityFacts,
  mentor: PoolMentor,
  stage: Stage,
  now: Date,
): Exclusion | undefined {
  const { request, proposals } = facts;
  const mentorId = mentor.offer.personId;
  const theirs = proposals.filter((proposal) => proposal.mentorId === mentorId);

  if (mentorId === request.menteeId) return { rule: 'self', words: 'is the one who asks' };
  if (managesOrAssesses(facts, mentorId)) return { rule: 'role-conflict', words: 'manages or assesses them' };
  if (theirs.some((proposal) => proposal.state === 'declined' && proposal.reason === 'role-conflict'))
    return { rule: 'role-conflict', words: 'has said that there is a role conflict' };
  if (stage !== 'accept' && theirs.some((proposal) => proposal.state === 'open'))
    return { rule: 'asked', words: 'has been asked and has not answered yet' };
  if (stage === 'propose' && theirs.some((proposal) => proposal.state === 'declined'))
    return { rule: 'declined', words: 'has declined this request' };
  if (freePlaces(mentor) === 0) return { rule: 'full', words: sayFull(mentor.offer) };
  // The private reason stands last and shares its words: wherever another reason applies, that one is told.
  if (
    !isOfferOpenNow(mentor.offer, facts, now) ||
    facts.blocks.some(
      ([one, other]) =>
        (one === mentorId && other === request.menteeId) || (other === mentorId && one === request.menteeId),
    )
  )
    return { rule: 'not-available', words: 'is not available at the moment' };
  return undefined;
}

/** How many more people they could mentor. Proposals do not take a place; only acceptance does. */
export function freePlaces(mentor: PoolMentor): number {
  return Math.max(0, mentor.offer.capacity - mentor.mentees);
}

/** The date is asked for only where there is a pause: zones take longer than all the rest of judging a mentor. */
function isOfferOpenNow(offer: Offer, { people }: EligibilityFacts, now: Date): boolean {
  return offer.state === 'open' || isOfferOpen(offer, inZone(now, zoneOf(people, offer.personId)).date);
}

/** Whether an offer stands on this date. A pause is over on the date until which it was made, without anybody acting. */
export function isOfferOpen(offer: Offer, today: string): boolean {
  switch (offer.state) {
    case 'open':
      return true;
    case 'paused':
      return offer.pausedUntil !== undefined && offer.pausedUntil <= today;
    case 'closed':
      return false;
    default:
      return offer.state satisfies never;
  }
}

/**
 * Whether somebody has a part in managing or judging the mentee's performance: the mentee says so, or the directory
 * has them as line manager, manager of the line manager, or assessor of any kind.
 */
export function managesOrAssesses(
  facts: Pick<RequestFacts, 'request' | 'reportingLines'>,
  mentorId: string,
): boolean {
  const { request, reportingLines } = facts;
  if (request.conflictIds.includes(mentorId)) return true;
  return superiorsOf(request.menteeId, reportingLines).has(mentorId);
}

/** Everybody who manages or assesses somebody directly, and the managers of their managers. */
export function superiorsOf(personId: string, lines: readonly ReportingLine[]): ReadonlySet<string> {
  const direct = lines.filter((line) => line.personId === personId);
  const managers = new Set(direct.filter(isManagement).map((line) => line.managerId));
  const above = lines.filter((line) => managers.has(line.personId) && isManagement(line));
  const superiors = new Set([...direct, ...above].map((line) => line.managerId));
  superiors.delete(personId); // a ring in the directory makes nobody their own superior
  return superiors;
}

/** An assessor's own manager has no say over the mentee; a manager's manager has. */
function isManagement(line: ReportingLine): boolean {
  return /manager/i.test(line.kind);
}

function sayFull(offer: Offer): string {
  return offer.capacity === 1
    ? 'has no free place: one of one is taken'
    : `has no free place: all ${sayCount(offer.capacity)} are taken`;
}
