/**
 * Who may not mentor whom. Asked when a mentor is proposed, and again, with the facts of that moment, when a
 * relationship would begin.
 */

import type { PoolMentor, RequestFacts } from './facts.ts';
import type { Offer } from './records/offer.ts';
import type { ReportingLine } from './records/person.ts';
import type { Proposal, Referral } from './records/proposal.ts';
import type { Scheme, Training } from './records/scheme.ts';
import { remember } from './remember.ts';
import { inZone } from './time.ts';
import { lackingModules, modulesFor } from './training.ts';
import { sayCount, zoneOf } from './wording.ts';

/**
 * `not-available` holds everything that is nobody else's business: a private block has no word of its own here, so
 * that nothing built upon this can tell it from a pause.
 */
export type ExclusionRule =
  | 'self'
  | 'role-conflict'
  | 'asked'
  | 'declined'
  | 'full'
  | 'untrained'
  | 'not-available';

/** Why somebody may not be asked, or may not accept. `words` follow a name and are safe to show to a coordinator. */
export type Exclusion = { readonly rule: ExclusionRule; readonly words: string };

/**
 * - `propose`: choosing whom to ask.
 * - `ask-again`: a coordinator deliberately asks somebody who has declined this mentee before.
 * - `accept`: the mentor has said yes, now.
 */
export type Stage = 'propose' | 'ask-again' | 'accept';

export type EligibilityFacts = Pick<
  RequestFacts,
  'request' | 'proposals' | 'reportingLines' | 'blocks' | 'people'
> & {
  readonly scheme?: Pick<Scheme, 'mostMentees'> & Partial<Pick<Scheme, 'id' | 'modules'>>;
  /** What people have done of the training that the scheme asks for. */
  readonly trainings?: RequestFacts['trainings'];
  /** Colleagues whom declining mentors have named. */
  readonly referrals?: readonly Referral[] | undefined;
  /** Mentors who have yet to do the training that the scheme requires of them. */
  readonly untrainedIds?: readonly string[];
  /** Mentors who have declined an earlier request of this mentee. */
  readonly declinedBeforeIds?: readonly string[];
};

/** `undefined` when this mentor may be asked, or may accept. */
export type Judge = (mentor: PoolMentor, stage: Stage) => Exclusion | undefined;

/** `undefined` when this mentor may be asked, or may accept. */
export function exclusionOf(
  facts: EligibilityFacts,
  mentor: PoolMentor,
  stage: Stage,
  now: Date,
): Exclusion | undefined {
  return exclusionsFor(facts, now)(mentor, stage);
}

/** Judges any number of mentors for one request: what does not depend on the mentor is worked out once. */
export function exclusionsFor(facts: EligibilityFacts, now: Date): Judge {
  const { request, proposals, people, referrals = [] } = facts;
  const mostMentees = facts.scheme?.mostMentees;
  const conflicts = conflictsOf(facts);
  const blocked = new Set(facts.blocks.flatMap((pair) => otherOf(pair, request.menteeId)));
  const untrained = new Set(facts.untrainedIds);
  const lacks = lacksTraining(facts, (mentorId) => todayIn(zoneOf(people, mentorId)));
  const declinedBefore = new Set(facts.declinedBeforeIds);
  // Whom the mentee has named themselves is asked because they asked for it.
  for (const id of [request.inMindId, ...request.wishIds]) if (id !== undefined) declinedBefore.delete(id);
  const todayIn = remember((zone) => inZone(now, zone).date);
  /** The date is asked for only where there is a pause: zones take longer than all the rest of judging a mentor. */
  const isOpenNow = (offer: Offer) =>
    offer.state === 'open' || isOfferOpen(offer, todayIn(zoneOf(people, offer.personId)));

  return (mentor, stage) => {
    const { offer } = mentor;
    const mentorId = offer.personId;
    if (mentorId === request.menteeId) return SELF;
    if (conflicts.has(mentorId)) return MANAGES;
    const theirs = proposals.filter((proposal) => proposal.mentorId === mentorId);
    if (theirs.some((proposal) => proposal.state === 'declined' && proposal.reason === 'role-conflict'))
      return CONFLICTED;
    const suggested = referrals.filter(({ colleagueId }) => colleagueId === mentorId);
    if (stage !== 'accept' && [...theirs, ...suggested].some(isUnanswered)) return ASKED;
    if (stage !== 'accept' && theirs.some((proposal) => proposal.state === 'queued')) return NEXT;
    if (theirs.some((proposal) => proposal.state === 'not-started')) return NOT_STARTED;
    if (stage === 'propose' && [...theirs, ...suggested].some(isNo)) return DECLINED;
    if (stage === 'propose' && declinedBefore.has(mentorId)) return DECLINED_BEFORE;
    // Who was suggested and said yes takes this one mentee, without offering to anybody else.
    const forThisOne = stage === 'accept' && offer.state === 'closed' && suggested.some(isYes);
    if ((offer.state !== 'closed' || forThisOne) && freePlaces(mentor, mostMentees) === 0)
      return { rule: 'full', words: sayFull(placesOf(mentor, mostMentees)) };
    if (untrained.has(mentorId) || lacks(mentorId)) return UNTRAINED;
    // The private reason stands last and shares its words: wherever another reason applies, that one is told.
    if ((!isOpenNow(offer) && !forThisOne) || blocked.has(mentorId)) return NOT_AVAILABLE;
    return undefined;
  };
}

/** Whether a mentor has yet to do, or to do again, what the scheme asks of mentors. What they have done is sorted once. */
function lacksTraining(
  { scheme, trainings = [] }: EligibilityFacts,
  todayOf: (mentorId: string) => string,
): (mentorId: string) => boolean {
  const { id, modules } = scheme ?? {};
  if (id === undefined || modules === undefined || modulesFor({ modules }, ['mentor']).length === 0)
    return () => false;
  const done = new Map<string, Training[]>();
  for (const one of trainings) done.set(one.personId, [...(done.get(one.personId) ?? []), one]);
  return (mentorId) =>
    lackingModules({ id, modules }, ['mentor'], mentorId, done.get(mentorId), todayOf(mentorId)).length > 0;
}

const SELF: Exclusion = { rule: 'self', words: 'is the one who asks' };
const MANAGES: Exclusion = { rule: 'role-conflict', words: 'manages or assesses them' };
const CONFLICTED: Exclusion = { rule: 'role-conflict', words: 'has said that there is a role conflict' };
const ASKED: Exclusion = { rule: 'asked', words: 'has been asked and has not answered yet' };
const NEXT: Exclusion = { rule: 'asked', words: 'is asked next' };
const NOT_STARTED: Exclusion = { rule: 'asked', words: 'had accepted, and it did not come to a meeting' };
const DECLINED: Exclusion = { rule: 'declined', words: 'has declined this request' };
const DECLINED_BEFORE: Exclusion = { rule: 'declined', words: 'has declined an earlier request of theirs' };
const UNTRAINED: Exclusion = {
  rule: 'untrained',
  words: 'has not done the training that mentors need here',
};
const NOT_AVAILABLE: Exclusion = { rule: 'not-available', words: 'is not available at the moment' };

type Answer = { readonly state: Proposal['state'] | Referral['state'] };

function isUnanswered({ state }: Answer): boolean {
  return state === 'open' || state === 'asked';
}

function isNo({ state }: Answer): boolean {
  return state === 'declined' || state === 'refused';
}

function isYes({ state }: Answer): boolean {
  return state === 'agreed';
}

/** How many more people they could mentor. Proposals do not take a place; only acceptance does. */
export function freePlaces(mentor: PoolMentor, mostMentees?: number): number {
  return Math.max(0, placesOf(mentor, mostMentees) - mentor.mentees);
}

/** How many they could mentor at once: as many as they offer, and no more than the scheme lets one mentor take. */
export function placesOf({ offer }: PoolMentor, mostMentees = Infinity): number {
  return Math.min(offer.capacity, mostMentees);
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

/** Whether somebody has a part in managing or judging the mentee's performance. */
export function managesOrAssesses(
  facts: Pick<RequestFacts, 'request' | 'reportingLines'>,
  mentorId: string,
): boolean {
  return conflictsOf(facts).has(mentorId);
}

/** The mentee says so, or the directory has them as line manager, manager of the line manager, or assessor of any kind. */
function conflictsOf({
  request,
  reportingLines,
}: Pick<RequestFacts, 'request' | 'reportingLines'>): ReadonlySet<string> {
  return new Set([...request.conflictIds, ...superiorsOf(request.menteeId, reportingLines)]);
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

/** The one of a pair who is not this one; nobody where this one is neither. */
function otherOf([one, other]: readonly [string, string], id: string): readonly string[] {
  if (one === id) return [other];
  return other === id ? [one] : [];
}

function sayFull(places: number): string {
  if (places === 0) return 'has no free place: they take nobody at present';
  return places === 1
    ? 'has no free place: one of one is taken'
    : `has no free place: all ${sayCount(places)} are taken`;
}
