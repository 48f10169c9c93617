/** Assignments to test with: small and large problems, the best by trying everything, and the proof of a result. */

import fc from 'fast-check';
import { NOBODY, NOT_ALLOWED } from '../../src/mentoring/assignment.ts';
import type { Assignment, AssignmentProblem } from '../../src/mentoring/assignment.ts';

/** Scores by mentee, then by mentor; `undefined` is not allowed. */
export type Scores = readonly (readonly (number | undefined)[])[];

export function problemOf(scores: Scores, places: readonly number[]): AssignmentProblem {
  const rows = scores.map((row) => Int32Array.from(row, (score) => score ?? NOT_ALLOWED));
  return { mentees: rows.length, places, scoresOf: (mentee) => rows[mentee] ?? new Int32Array() };
}

/** Small enough to try everything; many pairs are forbidden, and many scores are the same. */
export const aSmallProblem = fc
  .record({
    places: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
    mentees: fc.integer({ min: 0, max: 6 }),
    score: fc.constantFrom(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -3, max: 1000 })),
  })
  .chain(({ places, mentees, score }) =>
    fc.record({
      places: fc.constant<readonly number[]>(places),
      scores: fc.array(
        fc.array(fc.option(score, { nil: undefined, freq: 3 }), {
          minLength: places.length,
          maxLength: places.length,
        }),
        { minLength: mentees, maxLength: mentees },
      ),
    }),
  );

/** The highest total there is, found by trying every assignment. */
export function bestByTrying(scores: Scores, places: readonly number[]): number {
  const free = [...places];
  const from = (mentee: number): number => {
    const row = scores[mentee];
    if (row === undefined) return 0;
    let best = from(mentee + 1);
    for (const [mentor, score] of row.entries()) {
      const left = free[mentor] ?? 0;
      if (score === undefined || left === 0) continue;
      free[mentor] = left - 1;
      best = Math.max(best, score + from(mentee + 1));
      free[mentor] = left;
    }
    return best;
  };
  return from(0);
}

/** What is wrong with an assignment: a pair that must not be, too many for a mentor, a wrong total. */
export function breachesOf(
  { mentees, places, scoresOf }: AssignmentProblem,
  { mentorOf, total }: Assignment,
): readonly string[] {
  const taken = new Map<number, number>();
  const breaches: string[] = [];
  let sum = 0;
  for (let mentee = 0; mentee < mentees; mentee += 1) {
    const mentor = mentorOf[mentee] ?? NOBODY;
    if (mentor === NOBODY) continue;
    const score = scoresOf(mentee)[mentor] ?? NOT_ALLOWED;
    if (score === NOT_ALLOWED) breaches.push(`${mentee} must not have ${mentor}`);
    taken.set(mentor, (taken.get(mentor) ?? 0) + 1);
    sum += score;
  }
  for (const [mentor, count] of taken)
    if (count > (places[mentor] ?? 0)) breaches.push(`${mentor} has ${count} of ${places[mentor]}`);
  return sum === total ? breaches : [...breaches, `the total is ${sum}, not ${total}`];
}

/**
 * What is wrong with the proof that no assignment is better. Weak duality: whoever is paired with whom, the pairs' scores
 * are at most the gains of those mentees and the prices of those places.
 */
export function flawsOf(
  { mentees, places, scoresOf }: AssignmentProblem,
  { total, gains, prices }: Assignment,
): readonly string[] {
  const flaws: string[] = [];
  let bound = 0;
  for (let mentor = 0; mentor < places.length; mentor += 1) {
    const price = prices[mentor] ?? 0;
    if (price < 0) flaws.push(`the price of ${mentor} is ${price}`);
    bound += price * (places[mentor] ?? 0);
  }
  for (let mentee = 0; mentee < mentees; mentee += 1) {
    const gain = gains[mentee] ?? 0;
    if (gain < 0) flaws.push(`the gain of ${mentee} is ${gain}`);
    bound += gain;
    const scores = scoresOf(mentee);
    for (let mentor = 0; mentor < places.length; mentor += 1) {
      const score = scores[mentor] ?? NOT_ALLOWED;
      if (score === NOT_ALLOWED || places[mentor] === 0) continue;
      if (gain + (prices[mentor] ?? 0) < score) flaws.push(`${mentee} with ${mentor} is worth ${score}`);
    }
  }
  return bound === total ? flaws : [...flaws, `the bound is ${bound}, not ${total}`];
}

/** Numbers that look random and are the same each time, from 0 to before 1 (a linear congruential generator). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A large problem: `tiers` different scores, one pair of fifty not allowed. */
export function aLargeProblem(size: {
  readonly mentees: number;
  readonly mentors: number;
  readonly mostPlaces: number;
  readonly tiers: number;
  readonly seed: number;
}): AssignmentProblem & { readonly places: readonly number[] } {
  const next = numbersFrom(size.seed);
  const upTo = (most: number) => Math.floor(next() * most);
  const places = Array.from({ length: size.mentors }, () => 1 + upTo(size.mostPlaces));
  const all = new Int32Array(size.mentees * size.mentors);
  for (let at = 0; at < all.length; at += 1)
    all[at] = next() < 0.02 ? NOT_ALLOWED : 1600 + Math.round((2400 * upTo(size.tiers)) / size.tiers);
  return {
    mentees: size.mentees,
    places,
    scoresOf: (mentee) => all.subarray(mentee * size.mentors, (mentee + 1) * size.mentors),
  };
}
