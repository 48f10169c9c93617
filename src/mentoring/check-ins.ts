/**
 * When each of a pair is asked, alone, how it goes: so many running days after they began, then every so many. Never on
 * top of another question about the same, and not any more once three have met with silence.
 */

import type { RelationshipFacts } from './facts.ts';
import type { CheckIn, CheckInAnswer } from './records/check-in.ts';
import type { Scheme } from './records/scheme.ts';
import { remindersOf } from './reviews.ts';
import { instantOf } from './time.ts';
import { dayOf, dayOfDate, endOf, instantOfDay, ownPauses } from './watch-history.ts';
import { cutOut } from './wind-down/running-days.ts';

/** The steps of the scale, from the best, as they are asked and read. */
export const checkInAnswers: Readonly<Record<CheckInAnswer, string>> = {
  'very-well': 'It goes very well',
  well: 'It goes well',
  'so-so': 'It goes so-so',
  'not-so-well': 'It does not go so well',
  'not-working': 'It is not working',
  over: 'It has come to its end',
};

export type AskedPair = Pick<
  RelationshipFacts,
  'relationship' | 'scheme' | 'meetings' | 'pauses' | 'heard' | 'agreement' | 'checkIns'
>;

/** As often as anything is asked of somebody who does not answer. */
const mostInSilence = 3;
/** Between a check-in and whatever else is about how it goes. */
const daysApart = 5;

/** Not before then; now where this person is due. `undefined`: they are asked nothing, whatever time passes. */
export function checkInAt(pair: AskedPair, personId: string, now: Date): Date | undefined {
  const due = dueDay(pair, personId);
  return due === undefined ? undefined : freeAt(pair, personId, due, now);
}

/**
 * The same for a pair that is planned anew: what should have been asked long ago is passed over, so that not everybody
 * of a scheme is asked on the one day on which it begins to ask.
 */
export function plannedCheckIn(pair: AskedPair, personId: string, now: Date): Date | undefined {
  const due = dueDay(pair, personId);
  if (due === undefined) return undefined;
  const late = dayOf(now) - due;
  const every = daysOf(pair.scheme.checkInEveryDays);
  if (late > 0 && every === undefined) return undefined;
  const passedOver = late > 0 && every !== undefined ? Math.ceil(late / every) * every : 0;
  return freeAt(pair, personId, due + passedOver, now);
}

/** When somebody comes up again who was not to be asked this time. */
export function laterCheckIn(
  scheme: Pick<Scheme, 'checkInFirstDays' | 'checkInEveryDays'>,
  now: Date,
): Date | undefined {
  const days = daysOf(scheme.checkInEveryDays) ?? daysOf(scheme.checkInFirstDays);
  return days === undefined ? undefined : instantOfDay(dayOf(now) + days);
}

/** Whom a check-in has reached a moment ago, the watch asks some days later: then. */
export function apartFromCheckIn(
  { checkIns }: Pick<AskedPair, 'checkIns'>,
  personId: string,
  now: Date,
): Date | undefined {
  const last = checkInsOf(checkIns, personId).at(-1);
  const free = last && instantOfDay(dayOf(last.askedAt) + daysApart);
  return free !== undefined && free > now ? free : undefined;
}

/** They have met, or had a date: of a pair whose every date was called off, the watch asks whether it is to be at all. */
export function hasBegun({ meetings }: Pick<AskedPair, 'meetings'>): boolean {
  return meetings.some(({ state }) => state === 'met' || state === 'booked');
}

/** Three in a row without an answer, and no meeting since: then nothing, until they answer or meet again. */
export function isSilent({ checkIns, meetings }: AskedPair, personId: string): boolean {
  const mine = checkInsOf(checkIns, personId);
  const met = meetings.filter(({ state }) => state === 'met').map((one) => one.settledAt ?? endOf(one));
  const news = [...met, ...mine.flatMap(({ answeredAt }) => answeredAt ?? [])];
  const since = mine.filter(
    ({ askedAt, answeredAt }) => answeredAt === undefined && news.every((at) => at < askedAt),
  );
  return since.length >= mostInSilence;
}

/** Of all that is kept what an asker may know: their own; where nobody asks, who was asked when and has answered. */
export function mayKnow(all: readonly CheckIn[], askerId: string | undefined): readonly CheckIn[] {
  return askerId === undefined
    ? all.map(({ answer: _said, words: _written, ...one }) => one)
    : all.filter(({ personId }) => personId === askerId);
}

/** Oldest first. */
export function checkInsOf(all: readonly CheckIn[] | undefined, personId: string): readonly CheckIn[] {
  return (all ?? []).filter((one) => one.personId === personId);
}

function dueDay({ relationship, scheme, pauses, checkIns }: AskedPair, personId: string): number | undefined {
  const first = daysOf(scheme.checkInFirstDays);
  if (first === undefined || relationship.state === 'ended') return undefined;
  const running = cutOut(ownPauses({ relationship, pauses }));
  const last = checkInsOf(checkIns, personId).at(-1);
  if (last === undefined) return running.after(dayOf(relationship.startedAt), first);
  const every = daysOf(scheme.checkInEveryDays);
  return every === undefined ? undefined : running.after(dayOf(last.askedAt), every);
}

/** From the day on which they are due, the first that is near nothing else of the kind. */
function freeAt(pair: AskedPair, personId: string, due: number, now: Date): Date {
  const today = dayOf(now);
  let day = Math.max(due, today, afterPause(pair));
  const first = firstMeetingOf(pair);
  if (first !== undefined && dayOf(instantOf(first.start)) > day) day = dayOf(endOf(first)) + daysApart;
  for (const other of otherDays(pair, personId).toSorted((one, another) => one - another))
    if (Math.abs(day - other) < daysApart) day = other + daysApart;
  return day <= today ? now : instantOfDay(day);
}

function afterPause({ relationship: { state, pausedUntil } }: AskedPair): number {
  return state === 'paused' && pausedUntil !== undefined
    ? dayOfDate(pausedUntil) + daysApart
    : Number.NEGATIVE_INFINITY;
}

/** Before it there is nothing to say; whether one that has passed was held is asked elsewhere. */
function firstMeetingOf({ meetings }: AskedPair) {
  return meetings.find(({ state }) => state !== 'cancelled');
}

/** Days on which something else asks this person how it goes, or on which they said so; and the ends of pauses. */
function otherDays(pair: AskedPair, personId: string): readonly number[] {
  const { relationship, pauses, heard } = pair;
  const asked = relationship.watch?.asked ?? [];
  return [
    ...asked.map(({ at, told }) => dayOf(new Date(told[personId] ?? at))),
    ...heard.answers.filter((one) => one.personId === personId).map(({ givenAt }) => dayOf(givenAt)),
    ...pauses.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [dayOf(endedAt)])),
    ...remindersOf(pair).map(dayOfDate),
  ];
}

function daysOf(days: number | undefined): number | undefined {
  return days === undefined || days === 0 ? undefined : days;
}
