/** Whatever the pool: the assignment keeps every rule, and none has a higher total. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignOptimally, NOBODY, NOT_ALLOWED } from '../../src/mentoring/assignment.ts';
import type { AssignmentProblem } from '../../src/mentoring/assignment.ts';
import { inOneGo } from '../../src/mentoring/in-steps.ts';
import {
  aLargeProblem,
  aSmallProblem,
  bestByTrying,
  breachesOf,
  flawsOf,
  problemOf,
} from '../support/assignments.ts';
import { matrixOf, totalByPublicSolver } from '../support/public-solver.ts';

const solve = (problem: AssignmentProblem) => inOneGo(assignOptimally(problem));

describe('an assignment of few people', () => {
  it('has the highest total there is, found by trying everything', () => {
    fc.assert(
      fc.property(aSmallProblem, ({ scores, places }) => {
        expect(solve(problemOf(scores, places)).total).toBe(bestByTrying(scores, places));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives nobody a mentor they must not have, and no mentor more than they can take', () => {
    fc.assert(
      fc.property(aSmallProblem, ({ scores, places }) => {
        const problem = problemOf(scores, places);
        expect(breachesOf(problem, solve(problem))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('comes with a proof that anybody can check', () => {
    fc.assert(
      fc.property(aSmallProblem, ({ scores, places }) => {
        const problem = problemOf(scores, places);
        expect(flawsOf(problem, solve(problem))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves nobody without a mentor who could have one with a place left', () => {
    fc.assert(
      fc.property(aSmallProblem, ({ scores, places }) => {
        const { mentorOf } = solve(problemOf(scores, places));
        const left = places.map((count, mentor) => count - mentorOf.filter((one) => one === mentor).length);
        for (const [mentee, mentor] of mentorOf.entries())
          if (mentor === NOBODY)
            for (const [other, score] of (scores[mentee] ?? []).entries())
              expect((score ?? 0) > 0 && (left[other] ?? 0) > 0).toBe(false);
      }),
    );
  });

  it('is never worse for one more place, or for one pair more that may be', () => {
    fc.assert(
      fc.property(aSmallProblem, fc.nat(), fc.nat(), ({ scores, places }, whose, which) => {
        const { total } = solve(problemOf(scores, places));
        const more = places.map((count, mentor) => (mentor === whose % places.length ? count + 1 : count));
        expect(solve(problemOf(scores, more)).total).toBeGreaterThanOrEqual(total);
        const freer = scores.map((row, mentee) =>
          row.map((score, mentor) =>
            score === undefined && (mentee + mentor) % 3 === which % 3 ? 7 : score,
          ),
        );
        expect(solve(problemOf(freer, places)).total).toBeGreaterThanOrEqual(total);
      }),
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(aSmallProblem, ({ scores, places }) => {
        expect(solve(problemOf(scores, places))).toEqual(solve(problemOf(scores, places)));
      }),
    );
  });
});

describe('an assignment of many people', () => {
  it.each([
    { mentees: 400, mentors: 300, mostPlaces: 2, tiers: 2400, seed: 1 },
    { mentees: 200, mentors: 150, mostPlaces: 3, tiers: 5, seed: 2 },
    { mentees: 240, mentors: 90, mostPlaces: 1, tiers: 5, seed: 3 },
    { mentees: 120, mentors: 300, mostPlaces: 1, tiers: 40, seed: 4 },
  ])('has the total that a public solver finds: %o', (size) => {
    const problem = aLargeProblem(size);
    const assignment = solve(problem);
    expect(assignment.total).toBe(totalByPublicSolver(matrixOf(problem)));
    expect(breachesOf(problem, assignment)).toEqual([]);
    expect(flawsOf(problem, assignment)).toEqual([]);
  });

  it('never looks at more than a quarter of a million pairs, and one row more, before others have a turn', () => {
    const mentors = 250;
    const problem = aLargeProblem({ mentees: 500, mentors, mostPlaces: 1, tiers: 5, seed: 5 });
    let rows = 0;
    const counted: AssignmentProblem = {
      ...problem,
      scoresOf: (mentee) => {
        rows += 1;
        return problem.scoresOf(mentee);
      },
    };
    const most = 250_000 / mentors + 1;
    let turns = 0;
    const steps = assignOptimally(counted);
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      expect(rows).toBeLessThanOrEqual(most);
      expect(step.value).toMatchObject({ doing: 'matching', total: 500 });
      rows = 0;
      turns += 1;
    }
    expect(turns).toBeGreaterThan(10);
  });

  it('says how far it is, and never goes back', () => {
    const problem = aLargeProblem({ mentees: 500, mentors: 250, mostPlaces: 1, tiers: 5, seed: 5 });
    const done = [...assignOptimally(problem)].map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(done.at(-1)).toBeLessThanOrEqual(500);
  });
});

describe('an assignment without choice', () => {
  it('is empty where nobody asks, and leaves everybody where nobody offers', () => {
    expect(solve(problemOf([], [1, 2])).total).toBe(0);
    expect([...solve(problemOf([[], []], [])).mentorOf]).toEqual([NOBODY, NOBODY]);
  });

  it('takes a mentor with endless patience for as many as there are', () => {
    const { mentorOf, total } = solve(problemOf([[1], [2], [3]], [Number.MAX_SAFE_INTEGER]));
    expect([[...mentorOf], total]).toEqual([[0, 0, 0], 6]);
  });

  it('passes over mentors who have no place', () => {
    const { mentorOf, prices } = solve(problemOf([[9, 5]], [0, 1]));
    expect([[...mentorOf], [...prices]]).toEqual([[1], [0, 0]]);
  });

  it('goes by the order of the people between equals, mentees as well as mentors', () => {
    const same = Array.from({ length: 4 }, () => [5, 5]);
    expect([...solve(problemOf(same, [1, 2])).mentorOf]).toEqual([0, 1, 1, NOBODY]);
  });

  it('leaves out whom nobody may have', () => {
    expect([...solve(problemOf([[undefined], [5]], [2])).mentorOf]).toEqual([NOBODY, 0]);
    expect(NOT_ALLOWED).toBeLessThan(-1e9);
  });
});
