/** What besides silence speaks for or against a pair, each as the factor by which it multiplies the odds of "over". */

import type { Prior } from './prior.ts';
import type { Standing } from './history.ts';

export type Evidence =
  /** Nothing was booked when they last parted. */
  | 'nothing-booked'
  /** The next meeting was booked when they last parted, and nobody knows what became of it. */
  | 'booked-ahead'
  /** A day that was booked has passed, and nobody said that they met. */
  | 'came-to-nothing'
  | 'cancelled-twice'
  | 'not-met'
  | 'goals-met'
  /** The end that they planned came before they were to meet again. */
  | 'planned-end';

export type Weighed = { readonly evidence: Evidence; readonly logOdds: number };

/**
 * Stated guesses of 22 November 2026: no source gives figures for mentoring. Each is how many times likelier it is to be
 * seen of a pair that is over.
 */
const FACTORS = { 'cancelled-twice': 2, 'not-met': 1.5, 'goals-met': 3, 'planned-end': 2 } as const;

/** Even people who always book ahead forget it now and then. */
const SUREST_HABIT = 0.95;

/** All that counts on that day. Where it is empty, the closed form stands alone. */
export function weighEvidence(standing: Standing, asOf: number, prior: Prior): readonly Weighed[] {
  const { signs } = standing;
  const booking = bookingEvidence(standing, asOf, prior);
  const weighed: Weighed[] = booking === undefined ? [] : [booking];
  const add = (evidence: keyof typeof FACTORS): void => {
    weighed.push({ evidence, logOdds: Math.log(FACTORS[evidence]) });
  };
  if (signs.filter(({ sign }) => sign === 'cancelled').length >= 2) add('cancelled-twice');
  // A booking that came to nothing is the same news, heard twice.
  const heard = booking?.evidence === 'came-to-nothing';
  if (!heard && signs.some(({ sign }) => sign === 'not-met')) add('not-met');
  if (signs.some(({ sign }) => sign === 'goals-met')) add('goals-met');
  if (standing.isPlannedEnd) add('planned-end');
  return weighed;
}

/**
 * P(what is seen | over) / P(what is seen | going on). How often this pair books ahead is the mean of a Beta
 * distribution, its prior and what the meetings before the last have shown.
 */
function bookingEvidence(standing: Standing, asOf: number, { booking }: Prior): Weighed | undefined {
  const { booked, habit, lastMet, since } = standing;
  if (booked.some((day) => day < asOf))
    return { evidence: 'came-to-nothing', logOdds: Math.log(booking.cameToNothing) };
  // A contact since is newer than how they parted, and a booking since is a contact.
  if (lastMet?.bookedAhead === undefined || since > lastMet.day || booked.length > 0) return undefined;
  if (lastMet.bookedAhead) return { evidence: 'booked-ahead', logOdds: Math.log(booking.whenOver) };
  const mean = (booking.ahead + habit.ahead) / (booking.ahead + booking.not + habit.ahead + habit.not);
  const ahead = Math.min(SUREST_HABIT, mean);
  return { evidence: 'nothing-booked', logOdds: Math.log((1 - booking.whenOver * ahead) / (1 - ahead)) };
}
