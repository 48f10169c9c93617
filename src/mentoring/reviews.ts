/**
 * When a pair looks at its mentoring together: on the day that its ground rules name, at three quarters of a fixed term,
 * and on the day on which it was planned to end.
 */

import type { RelationshipFacts } from './facts.ts';
import { addDays, daysBetween } from './time.ts';

export type Occasion = 'review' | 'three-quarters' | 'planned-end';

export const occasions = ['review', 'three-quarters', 'planned-end'] as const satisfies readonly Occasion[];

export type Review = { readonly occasion: Occasion; readonly on: string };

type Dated = Pick<RelationshipFacts, 'relationship' | 'agreement'>;

/** Both are reminded so many days ahead, so that it can be done when they next meet. */
const daysAhead = 5;
/** Nearer to another review, or to the end, it would be the same conversation twice. */
const daysApart = 14;

/** As the ground rules in force and the planned end have it; `YYYY-MM-DD`. */
export function reviewsOf({ relationship, agreement }: Dated): readonly Review[] {
  const { state, plannedEnd, startedAt } = relationship;
  if (state === 'ended') return [];
  const agreed = agreement?.terms.reviewOn ?? '';
  const review = agreed === '' ? undefined : agreed;
  const quarters = plannedEnd && threeQuarters(startedAt.toISOString().slice(0, 10), plannedEnd);
  return [
    dated('review', isNear(review, plannedEnd, 'or later') ? undefined : review),
    dated('three-quarters', isNear(quarters, plannedEnd) || isNear(quarters, review) ? undefined : quarters),
    dated('planned-end', plannedEnd),
  ].flatMap((one) => one ?? []);
}

/** The days on which both are reminded of each. */
export function remindersOf(pair: Dated): readonly string[] {
  return reviewsOf(pair).map(remindOn);
}

/** A few days ahead; the question at the planned end comes on the day itself. */
export function remindOn({ occasion, on }: Review): string {
  return occasion === 'planned-end' ? on : addDays(on, -daysAhead);
}

function threeQuarters(from: string, to: string): string {
  return addDays(from, Math.round(daysBetween(from, to) * 0.75));
}

function isNear(date: string | undefined, other: string | undefined, orLater?: 'or later'): boolean {
  if (date === undefined || other === undefined) return false;
  const days = daysBetween(date, other);
  return days < daysApart && (orLater === 'or later' || days > -daysApart);
}

function dated(occasion: Occasion, on: string | undefined): Review | undefined {
  return on === undefined ? undefined : { occasion, on };
}
