/** When the mentee is asked, before a meeting, what they would like to talk about. */

import type { TimerChange } from '../engine/effect.ts';
import { freeDayBy } from '../mentoring/courtesy.ts';
import type { People } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { recordsPolicyOf } from '../mentoring/session-records.ts';
import { addDays, inZone, instantOf } from '../mentoring/time.ts';
import { target } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { someone } from './pair.ts';

type About = {
  readonly relationship: Relationship;
  readonly scheme: Scheme;
  readonly people: People;
  /** The newest that both agreed to; absent before there is any. */
  readonly agreement?: Agreement | undefined;
};

/** Whether a pair names its topics ahead. Where nothing is kept in writing, nothing is asked for in writing either. */
export function prepares({ agreement, scheme }: Pick<About, 'agreement' | 'scheme'>): boolean {
  return (
    agreement !== undefined &&
    agreement.terms.preparationDays > 0 &&
    recordsPolicyOf({ agreement, scheme }) !== 'none'
  );
}

/**
 * In the morning of the mentee's day, as many days ahead as the two agreed; where they are not to be asked anything on
 * that day, on the last one before it: after a weekend it would be too late.
 */
export function preparationDue(about: About, { start }: Pick<Meeting, 'start'>): Date | undefined {
  if (!prepares(about) || about.agreement === undefined) return undefined;
  const mentee = someone(about.people, about.relationship.menteeId);
  const { zone } = mentee;
  const { date } = inZone(instantOf(start), zone);
  const agreed = addDays(date, -about.agreement.terms.preparationDays);
  return freeDayBy('preparation', instantOf({ date: agreed, time: '09:00', zone }), mentee, mostEarlier);
}

/** A weekend with the bank holidays beside it. */
const mostEarlier = 5;

/** `was`: when the meeting was to be before it moved. Whoever was asked for that day is not asked again. */
export function preparationTimers(
  about: About & { readonly now: Date },
  meeting: Meeting,
  was: Pick<Meeting, 'start'> = meeting,
): TimerChange[] {
  const at = preparationDue(about, meeting);
  const asked = preparationDue(about, was);
  if (at === undefined || at <= about.now || (asked !== undefined && asked <= about.now)) return [];
  return [
    nudgeTimer({
      people: about.people,
      personId: about.relationship.menteeId,
      kind: 'preparation',
      key: preparationKey(meeting.id),
      to: target('preparation', 'ask', meeting.id),
      asked: at,
    }),
  ];
}

export function preparationKey(meetingId: string): string {
  return `meeting:${meetingId}:prepare`;
}
