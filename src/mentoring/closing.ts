/** Rules for what follows an ending: how long it can be taken back, when it is written about, and what is kept. */

import type { Agreement, AgreementTerms } from './records/agreement.ts';
import type { ClosingWords, NextAfter } from './records/closing.ts';
import type { Meeting } from './records/meeting.ts';
import type { Relationship } from './records/relationship.ts';
import type { Scheme } from './records/scheme.ts';
import { recordsPolicyOf } from './session-records.ts';
import { addDays, inZone } from './time.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A slip is noticed at once. */
export const takeBackMinutes = 30;
/** For so long what has ended can be taken up again. */
export const wayBackDays = 90;
/** For so long the other has to answer; then it stays as it is. */
export const answerDays = 21;
/** For so long each of the two can write about it. */
export const closingWeeks = 8;
/** Both are told so many days before what they share is made unreadable. */
export const shredNoticeDays = 7;

export const noClosingWords: ClosingWords = { achieved: '', learned: '', reflection: '', successor: '' };

export const nextChoices: readonly { readonly value: NextAfter; readonly label: string }[] = [
  { value: 'informal', label: 'We stay in touch, without a scheme' },
  { value: 'another-mentor', label: 'Another mentor' },
  { value: 'become-mentor', label: 'Becoming a mentor myself' },
  { value: 'nothing', label: 'Nothing for now' },
];

/** Days after the ending at which what both can read is made unreadable; the pair chooses one, or none. */
export const shredChoices = [30, 90, 180, 365] as const;

export function sayAfterEnd({ shredAfterDays }: Pick<AgreementTerms, 'shredAfterDays'>): string {
  return shredAfterDays === undefined
    ? 'Kept by each of you'
    : `Made unreadable ${shredAfterDays} days after it`;
}

/** The day on which what the two share is made unreadable; absent where it is kept, or there is nothing to keep. */
export function shredDay(
  { agreement }: { readonly agreement: Agreement | undefined },
  endedAt: Date,
): string | undefined {
  const days = agreement?.terms.shredAfterDays;
  return days === undefined ? undefined : addDays(inZone(endedAt, 'Europe/London').date, days);
}

/** By whoever ended it, for half an hour. */
export function canTakeBack(
  { state, endedById, endedAt }: Pick<Relationship, 'state' | 'endedById' | 'endedAt'>,
  personId: string,
  now: Date,
): boolean {
  return (
    state === 'ended' &&
    endedById === personId &&
    endedAt !== undefined &&
    now.getTime() - endedAt.getTime() <= takeBackMinutes * MINUTE
  );
}

/** The day until which it can be taken up again still counts. */
export function isWithinWayBack(
  { endedAt }: Pick<Relationship, 'endedAt'>,
  now: Date,
  zone: string,
): boolean {
  return endedAt !== undefined && inZone(now, zone).date <= addDays(inZone(endedAt, zone).date, wayBackDays);
}

type Pair = {
  readonly relationship: Relationship;
  readonly agreement: Agreement | undefined;
  readonly scheme: Scheme;
  readonly meetings: readonly Meeting[];
};

/** Why nothing is written about the end of this pair; absent where each of the two can. */
export function nothingToWrite(pair: Pair): 'no-records' | 'never-met' | undefined {
  if (recordsPolicyOf(pair) === 'none') return 'no-records';
  return pair.meetings.some(({ state }) => state === 'met') ? undefined : 'never-met';
}

/** Whether somebody can still write closing words, or send their thanks. */
export function isClosing(
  { relationship: { state, endedAt } }: Pick<Pair, 'relationship'>,
  now: Date,
): boolean {
  return (
    state === 'ended' && endedAt !== undefined && now.getTime() - endedAt.getTime() <= closingWeeks * 7 * DAY
  );
}

export function sayNext(next: NextAfter): string {
  return nextChoices.find(({ value }) => value === next)?.label ?? next;
}
