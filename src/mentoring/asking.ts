/** The course of a request: whether it is under way, who looks after it, and by when each step is due. */

import { awayPeriods } from './courtesy.ts';
import type { RequestFacts, Someone } from './facts.ts';
import { impartialCoordinators } from './impartial.ts';
import { compareText } from './order.ts';
import type { ReportingLine } from './records/person.ts';
import type { Proposal } from './records/proposal.ts';
import type { Request } from './records/request.ts';
import type { Scheme } from './records/scheme.ts';
import type { WallTime } from './records/wall-time.ts';
import { runningDate } from './running-date.ts';
import { inZone, instantOf } from './time.ts';

/** A mentee's request is before at most so many mentors at once; the first acceptance wins. */
export const MOST_ASKED_AT_ONCE = 3;

/** Nobody who waits hears nothing for longer than this. */
export const NEWS_EVERY_DAYS = 14;

/** So often is somebody reminded of a thing that waits for them; after that, silence. */
export const MOST_NUDGES = 3;

/** So long can a mentor who declined take it back. */
export const TAKE_BACK_MINUTES = 30;

/** Somebody who did not answer on the day they named is given so many days more. */
const DAYS_AFTER_ANSWER_DAY = 3;

/** Waiting for a coordinator, or put to a mentor: the story has not ended. */
export function isUnderWay(request: Pick<Request, 'state'>): boolean {
  return request.state === 'waiting' || request.state === 'proposed';
}

/** Whom the mentee has named or chosen themselves, first choice first. */
export function choiceOf({ way, inMindId, wishIds }: Request): readonly string[] {
  if (way === 'coordinator') return [];
  return [...new Set([...(inMindId === undefined ? [] : [inMindId]), ...wishIds])];
}

export function openProposals(facts: Pick<RequestFacts, 'proposals'>): readonly Proposal[] {
  return facts.proposals.filter((proposal) => proposal.state === 'open');
}

/** Those who are asked when the one before them has ended, in the order of the mentee's wishes. */
export function queuedProposals({
  proposals,
  request,
}: Pick<RequestFacts, 'proposals' | 'request'>): readonly Proposal[] {
  const place = ({ mentorId }: Proposal): number => {
    const index = request.wishIds.indexOf(mentorId);
    return index < 0 ? request.wishIds.length : index;
  };
  return proposals
    .filter(({ state }) => state === 'queued')
    .toSorted((one, other) => place(one) - place(other));
}

/** The latest day by which a mentor who has it means to answer. */
export function lookedAtUntil(facts: Pick<RequestFacts, 'proposals'>, today: string): string | undefined {
  return openProposals(facts)
    .flatMap(({ answerOn }) => (answerOn === undefined || answerOn < today ? [] : [answerOn]))
    .toSorted(compareText)
    .at(-1);
}

/**
 * The coordinators who look after a request: neither the one who asks, who would read who declined, nor anybody who
 * manages or assesses them, who would read what they write. Where nobody else is left, somebody who coordinates the scheme
 * themselves looks after their own; otherwise the request waits, unseen, until the scheme has another coordinator.
 */
export function triagersOf(
  scheme: Pick<Scheme, 'coordinatorIds'>,
  request: Pick<Request, 'menteeId' | 'conflictIds'>,
  reportingLines: readonly ReportingLine[] = [],
): readonly string[] {
  const { menteeId, conflictIds } = request;
  const impartial = impartialCoordinators(scheme, { ids: [menteeId], conflictIds }, reportingLines);
  return impartial.length > 0 ? impartial : scheme.coordinatorIds.filter((id) => id === menteeId);
}

/** Under way, and nobody may look after it. */
export function isUnattended(
  scheme: Pick<Scheme, 'coordinatorIds'>,
  request: Request,
  reportingLines: readonly ReportingLine[],
): boolean {
  return isUnderWay(request) && triagersOf(scheme, request, reportingLines).length === 0;
}

/** Those of several times that are still to come, and what each is called where it stands to be chosen. */
export function timesToCome(
  times: readonly WallTime[],
  now: Date,
): readonly { readonly value: string; readonly start: WallTime; readonly at: Date }[] {
  return times
    .map((start) => ({ value: asChoice(start), start, at: instantOf(start) }))
    .filter(({ at }) => at.getTime() > now.getTime());
}

/**
 * The one of these times that somebody has chosen; absent where it is not offered, or has passed. A choice carries the
 * time itself: its place in a list would lead to another time once the list has changed.
 */
export function timeChosen(times: readonly WallTime[], chosen: string, now: Date): WallTime | undefined {
  return timesToCome(times, now).find(({ value }) => value === chosen)?.start;
}

/** "2026-12-03T17:30[Europe/London]", as RFC 9557 writes a time and its zone. */
function asChoice({ date, time, zone }: WallTime): string {
  return `${date}T${time}[${zone}]`;
}

/** Whoever has to answer: their days count in their own zone, and not while they are away. */
type Answering = Pick<Someone, 'zone' | 'courtesy'>;

/**
 * When somebody is reminded, and when what they were asked expires unanswered; counted from when it came to them.
 * `answerOn`: the day on which they mean to answer; they are reminded that morning, and have some days left after it.
 */
export function answerDue(
  scheme: Pick<Scheme, 'replyDays' | 'expiryDays'>,
  sentAt: Date,
  by: Answering,
  answerOn?: string,
): { readonly remindAt: Date; readonly expireAt: Date } {
  const { zone } = by;
  const away = awayPeriods(by);
  const usual = {
    remindAt: morningWithin(sentAt, scheme.replyDays, zone, away),
    expireAt: morningWithin(sentAt, scheme.expiryDays, zone, away),
  };
  if (answerOn === undefined) return usual;
  const remindAt = morningOf(answerOn, zone);
  if (remindAt <= sentAt) return usual;
  const still = morningOf(runningDate(answerOn, DAYS_AFTER_ANSWER_DAY, away), zone);
  return { remindAt, expireAt: still > usual.expireAt ? still : usual.expireAt };
}

/** The last day that a mentor may name as the one on which they answer. */
export function latestAnswerDay(
  scheme: Pick<Scheme, 'replyDays' | 'expiryDays'>,
  sentAt: Date,
  by: Answering,
): string {
  return inZone(answerDue(scheme, sentAt, by).expireAt, by.zone).date;
}

/** The day until which a mentor has a proposal, where that is longer than usual: their clock stands still for a while. */
export function longerUntil(
  { scheme, people }: Pick<RequestFacts, 'scheme' | 'people'>,
  { state, mentorId, counterTimes, sentAt }: Proposal,
): string | undefined {
  const mentor = people[mentorId];
  if (state !== 'open' || counterTimes !== undefined || mentor === undefined) return undefined;
  const until = latestAnswerDay(scheme, sentAt, mentor);
  return until > latestAnswerDay(scheme, sentAt, { zone: mentor.zone }) ? until : undefined;
}

/**
 * Whether a mentor who has just declined can still take it back: a slip of the finger, noticed at once, before anybody
 * has been asked in their place.
 */
export function mayTakeBack(
  { request, proposals, referrals }: Pick<RequestFacts, 'request' | 'proposals' | 'referrals'>,
  proposal: Proposal,
  now: Date,
): boolean {
  const { answeredAt } = proposal;
  if (proposal.state !== 'declined' || answeredAt === undefined || !isUnderWay(request)) return false;
  if (now.getTime() > answeredAt.getTime() + TAKE_BACK_MINUTES * 60_000) return false;
  return (
    !proposals.some(({ id, sentAt }) => id !== proposal.id && sentAt >= answeredAt) &&
    !referrals.some(({ proposalId }) => proposalId === proposal.id)
  );
}

/** When somebody who waits hears the next word at the latest. */
export function nextNews(now: Date, zone: string): Date {
  return morningWithin(now, NEWS_EVERY_DAYS, zone);
}

/**
 * The last nine o'clock in the morning that is no more than so many days ahead, those away not counted: nobody is woken,
 * nobody waits longer.
 */
function morningWithin(
  now: Date,
  days: number,
  zone: string,
  away: ReturnType<typeof awayPeriods> = [],
): Date {
  const wall = inZone(now, zone);
  const date = runningDate(wall.date, wall.time < '09:00' ? days - 1 : days, away);
  const morning = morningOf(date, zone);
  return morning > now ? morning : now;
}

function morningOf(date: string, zone: string): Date {
  return instantOf({ date, time: '09:00', zone });
}
