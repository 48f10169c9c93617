/** The same assignment by a public solver that knows neither several places nor forbidden pairs: both are written out. */

import { linearSumAssignment } from 'linear-sum-assignment';
import type { AssignmentProblem } from '../../src/mentoring/assignment.ts';
import { NOT_ALLOWED } from '../../src/mentoring/assignment.ts';

/** Worse than anything that a total could gain by it. */
const FORBIDDEN = -1e9;

/**
 * One column for each place, and, unless there is one for everybody anyway, one for each mentee to be without a mentor,
 * for nothing.
 */
export function matrixOf(
  { mentees, places, scoresOf }: AssignmentProblem,
  options: { readonly roomForAll?: boolean } = {},
): number[][] {
  const seats = Array.from(places).flatMap((count, mentor) => Array.from({ length: count }, () => mentor));
  return Array.from({ length: mentees }, (_, mentee) => {
    const scores = scoresOf(mentee);
    const row = seats.map((mentor) => {
      const score = scores[mentor] ?? NOT_ALLOWED;
      return score === NOT_ALLOWED ? FORBIDDEN : score;
    });
    if (options.roomForAll === true) return row;
    for (let other = 0; other < mentees; other += 1) row.push(other === mentee ? 0 : FORBIDDEN);
    return row;
  });
}

export function totalByPublicSolver(matrix: number[][]): number {
  return linearSumAssignment(matrix, { maximaze: true }).gain;
}
