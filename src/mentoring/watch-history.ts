/** What the wind-down rules need to know of a pair, from the rows that are kept of it. */

import { awayPeriods } from './courtesy.ts';
import type { RelationshipFacts } from './facts.ts';
import type { Meeting } from './records/meeting.ts';
import { instantOf } from './time.ts';
import type { History, Sign } from './wind-down/history.ts';
import type { Pause } from './wind-down/running-days.ts';

export type WatchedPair = Pick<
  RelationshipFacts,
  'relationship' | 'scheme' | 'meetings' | 'pauses' | 'heard' | 'people'
>;

const DAY = 86_400_000;
const MINUTE = 60_000;

/** The record of a meeting asks for the next date, so that who books there has booked before parting. */
const PARTING = DAY;

export function historyOf(pair: WatchedPair): History {
  const { relationship, meetings, heard } = pair;
  const pauses = pausesOf(pair);
  // Where a zone's clocks stood takes longer to find than all the rest: once for each meeting.
  const timed = meetings.map((one): Timed => ({ ...one, startsAt: instantOf(one.start).getTime() }));
  const { contacts, signs } = noticed(timed, pauses);
  const { endedAt, plannedEnd } = relationship;
  return {
    cadenceDays: relationship.cadenceDays,
    meetings: timed
      .filter(({ state }) => state === 'met')
      .map((one) => ({ day: one.startsAt / DAY, bookedAhead: wasNextBooked(one, timed) })),
    booked: timed.filter(({ state }) => state === 'booked').map(({ startsAt }) => startsAt / DAY),
    pauses,
    contacts: [
      ...contacts,
      ...heard.answers.filter(({ goesOn }) => goesOn).map(({ givenAt }) => dayOf(givenAt)),
    ],
    signs,
    plannedEnd: lastAsMeant(timed) ?? (plannedEnd === undefined ? undefined : dayOfDate(plannedEnd)),
    endedOn: endedAt && dayOf(endedAt),
  };
}

type Timed = Meeting & { readonly startsAt: number };

/** The day of a meeting that has been held, and that the two meant to be their last. */
function lastAsMeant(timed: readonly Timed[]): number | undefined {
  const held = timed.findLast(({ state, last }) => state === 'met' && last === true);
  return held && Math.floor(held.startsAt / DAY);
}

/** Times in which no clock runs: pauses of the pair, and the leave of either. */
export function pausesOf({ relationship, pauses, people }: WatchedPair): Pause[] {
  const { menteeId, mentorId } = relationship;
  const away = [menteeId, mentorId].flatMap((id) => {
    const person = people[id];
    return person === undefined ? [] : awayPeriods(person);
  });
  return [
    ...ownPauses({ relationship, pauses }),
    ...away.map(([from, to]) => ({ from: dayOfDate(from), to: dayOfDate(to) })),
  ];
}

/** Those that the pair has taken together. */
export function ownPauses({ relationship, pauses }: Pick<WatchedPair, 'relationship' | 'pauses'>): Pause[] {
  const { state, pausedUntil } = relationship;
  const ends = state === 'paused' && pausedUntil !== undefined ? dayOfDate(pausedUntil) : undefined;
  return pauses.map(({ startedAt, endedAt }) => ({
    from: dayOf(startedAt),
    to: endedAt === undefined ? ends : dayOf(endedAt),
  }));
}

/** The last time that they met, booked, moved a meeting, came back from a pause, or answered that they go on. */
export function lastNews({ relationship, meetings, pauses, heard }: WatchedPair): Date {
  const instants = [
    relationship.startedAt,
    ...meetings.flatMap((one) => [
      one.bookedAt,
      one.movedAt,
      one.state === 'met' ? (one.settledAt ?? endOf(one)) : undefined,
    ]),
    ...pauses.map(({ endedAt }) => endedAt),
    ...heard.answers
      .filter(({ goesOn, notBefore }) => goesOn || notBefore !== undefined)
      .map(({ givenAt }) => givenAt),
  ];
  return latest(instants);
}

export function latest(instants: readonly (Date | undefined)[]): Date {
  return new Date(Math.max(...instants.flatMap((one) => (one === undefined ? [] : [one.getTime()]))));
}

/** The end of a meeting. */
export function endOf(meeting: Pick<Meeting, 'start' | 'minutes'>): Date {
  return new Date(instantOf(meeting.start).getTime() + meeting.minutes * MINUTE);
}

/** Days since 1 January 1970, UTC, with a fraction. */
export function dayOf(at: Date): number {
  return at.getTime() / DAY;
}

/** `date`: YYYY-MM-DD. */
export function dayOfDate(date: string): number {
  return dayOf(new Date(`${date}T00:00:00Z`));
}

export function instantOfDay(day: number): Date {
  return new Date(Math.ceil(day * DAY));
}

/** Whether the next meeting was booked when this one ended; `undefined` where nobody knows. */
function wasNextBooked({ startsAt, minutes }: Timed, all: readonly Timed[]): boolean | undefined {
  const ended = startsAt + minutes * MINUTE;
  const later = all.filter((one) => one.startsAt > ended);
  const standing = later.filter(
    (one) => one.state !== 'cancelled' || one.settledAt === undefined || one.settledAt.getTime() > ended,
  );
  if (standing.some(({ bookedAt }) => bookedAt !== undefined && bookedAt.getTime() <= ended + PARTING))
    return true;
  return standing.some(({ bookedAt }) => bookedAt === undefined) ? undefined : false;
}

/**
 * A meeting called off with a new one booked is a contact; without one, or with "we did not meet", it is a sign. Booked
 * anew after a booked day of which nobody has said anything is a contact, too: a series goes on by itself, people do not.
 */
function noticed(
  meetings: readonly Timed[],
  pauses: readonly Pause[],
): { contacts: readonly number[]; signs: readonly Sign[] } {
  const contacts: number[] = [];
  const signs: Sign[] = [];
  for (const { state, bookedAt, movedAt, settledAt } of meetings) {
    if (movedAt !== undefined) contacts.push(dayOf(movedAt));
    if (bookedAt !== undefined && meetings.some((one) => isUnanswered(one, bookedAt)))
      contacts.push(dayOf(bookedAt));
    if (settledAt === undefined) continue;
    const day = dayOf(settledAt);
    // What was told of afterwards and taken back was never to be: nobody stayed away.
    if (state === 'missed' && bookedAt !== undefined) signs.push({ sign: 'not-met', day });
    if (state !== 'cancelled') continue;
    const again = meetings.flatMap((one) =>
      one.bookedAt !== undefined && one.bookedAt >= settledAt ? [dayOf(one.bookedAt)] : [],
    );
    // A pause calls meetings off by itself.
    const isForPause = pauses.some(({ from, to = Number.POSITIVE_INFINITY }) => from <= day && day <= to);
    if (again.length > 0) contacts.push(Math.min(...again));
    else if (!isForPause) signs.push({ sign: 'cancelled', day });
  }
  return { contacts, signs };
}

function isUnanswered({ state, startsAt }: Timed, on: Date): boolean {
  return state === 'booked' && startsAt < on.getTime();
}
