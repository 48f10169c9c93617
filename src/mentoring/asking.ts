/** The course of a request: whether it is under way, who looks after it, and by when each step is due. */

import type { RequestFacts } from './facts.ts';
import { impartialCoordinators } from './impartial.ts';
import type { Proposal, ReportingLine, Request, Scheme, WallTime } from './records.ts';
import { addDays, inZone, instantOf } from './time.ts';

/** A mentee's request is before at most so many mentors at once; the first acceptance wins. */
export const MOST_ASKED_AT_ONCE = 3;

/** Nobody who waits hears nothing for longer than this. */
export const NEWS_EVERY_DAYS = 14;

/** So often is somebody reminded of a thing that waits for them; after that, silence. */
export const MOST_NUDGES = 3;

/** Waiting for a coordinator, or put to a mentor: the story has not ended. */
export function isUnderWay(request: Request): boolean {
  return request.state === 'waiting' || request.state === 'proposed';
}

export function openProposals(facts: Pick<RequestFacts, 'proposals'>): readonly Proposal[] {
  return facts.proposals.filter((proposal) => proposal.state === 'open');
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

/** Those of several times that are still to come, each with its place in the list, which stays the same as time passes. */
export function timesToCome(
  times: readonly WallTime[],
  now: Date,
): readonly { readonly index: number; readonly start: WallTime; readonly at: Date }[] {
  return times
    .map((start, index) => ({ index, start, at: instantOf(start) }))
    .filter(({ at }) => at.getTime() > now.getTime());
}

/** When a mentor is reminded, and when an unanswered proposal expires; counted from when it came to them. */
export function answerDue(
  scheme: Pick<Scheme, 'replyDays' | 'expiryDays'>,
  sentAt: Date,
  zone: string,
): { readonly remindAt: Date; readonly expireAt: Date } {
  return {
    remindAt: morningWithin(sentAt, scheme.replyDays, zone),
    expireAt: morningWithin(sentAt, scheme.expiryDays, zone),
  };
}

/** When somebody who waits hears the next word at the latest. */
export function nextNews(now: Date, zone: string): Date {
  return morningWithin(now, NEWS_EVERY_DAYS, zone);
}

/** The last nine o'clock in the morning that is no more than so many days ahead: nobody is woken, nobody waits longer. */
function morningWithin(now: Date, days: number, zone: string): Date {
  const wall = inZone(now, zone);
  const date = addDays(wall.date, wall.time < '09:00' ? days - 1 : days);
  const morning = instantOf({ date, time: '09:00', zone });
  return morning > now ? morning : now;
}
