/** A round for a whole pool: everything together, and the assignment by itself against a public solver. */

import { randomUUID } from 'node:crypto';
import { assignOptimally } from '../../src/mentoring/assignment.ts';
import { inOneGo, inSteps } from '../../src/mentoring/in-steps.ts';
import type { Steps } from '../../src/mentoring/in-steps.ts';
import { planRound } from '../../src/mentoring/round.ts';
import type { RoundFacts } from '../../src/mentoring/round-facts.ts';
import { aLargeProblem, numbersFrom } from '../support/assignments.ts';
import { matrixOf, totalByPublicSolver } from '../support/public-solver.ts';
import { figuresOf, median, ratios, sayRounds } from './figures.ts';
import { anOffer, aRequest, aScheme } from './population.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';

const mentees = 2_000;
const mentors = 1_500;
const rounds = 3;

export async function benchAssignment(): Promise<void> {
  say(
    'A whole round',
    `${mentees} mentees and ${mentors} mentors. Between two steps everything else that waits has its turn. Steps are in`,
    'processor time, collecting garbage included: what they take of an idle machine.',
  );
  table(
    ['Places', 'matched', 's', 'CPU s', 'steps', 'p50 ms', 'p99 ms', 'longest ms'],
    [await aRoundOf('enough', 3), await aRoundOf('too few', 1)],
  );
  say(
    'The assignment by itself',
    'The same scores, sought by linear-sum-assignment with a column for each place. Both must find the same total.',
    'Where many pairs are worth the same, as in practice, the public one takes so long that the pool is smaller.',
  );
  table(
    ['Mentees', 'mentors', 'scores', 's', 'bare s', 'time ratio (of rounds)'],
    [
      anAssignmentOf({ mentees, mentors, tiers: 2_400 }),
      anAssignmentOf({ mentees: mentees / 4, mentors: mentors / 4, tiers: 40 }),
    ],
  );
}

async function aRoundOf(places: string, mostPlaces: number): Promise<Cell[]> {
  const facts = aPool(mostPlaces);
  const took: number[] = [];
  const began = performance.now();
  const plan = await inSteps(timing(planRound(facts, new Date()), took));
  const seconds = (performance.now() - began) / 1000;
  const { count, p50, p99, max } = figuresOf(took);
  const cpuSeconds = took.reduce((sum, one) => sum + one, 0) / 1000;
  return [
    places,
    String(plan.pairs.length),
    seconds.toFixed(1),
    cpuSeconds.toFixed(1),
    String(count),
    p50,
    p99,
    max,
  ];
}

/** The same steps, with the processor time that each took, in milliseconds. */
function* timing<Result>(steps: Steps<Result>, took: number[]): Steps<Result> {
  for (;;) {
    const before = process.cpuUsage();
    const step = steps.next();
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1000);
    if (step.done === true) return step.value;
    yield step.value;
  }
}

function aPool(mostPlaces: number): RoundFacts {
  const next = numbersFrom(mostPlaces);
  const scheme = aScheme();
  const areas = scheme.areas.map(({ value }) => value);
  const some = () => areas.filter(() => next() < 0.3);
  const ids = Array.from({ length: mentors }, () => randomUUID());
  return {
    scheme,
    people: {},
    requests: Array.from({ length: mentees }, () => ({
      request: aRequest(scheme.id, randomUUID(), {
        areas: some(),
        conflictIds: ids.filter(() => next() < 0.002),
        askedAt: new Date(Date.now() - next() * 60 * 86_400_000),
      }),
      proposals: [],
    })),
    pool: ids.map((id, number) => ({
      offer: {
        ...anOffer(scheme.id, id, number),
        areas: some(),
        capacity: 1 + Math.floor(next() * mostPlaces),
      },
      mentees: 0,
      openProposals: 0,
    })),
    reportingLines: [],
    blocks: [],
  };
}

/** `tiers`: how many different scores there are. */
function anAssignmentOf(size: { mentees: number; mentors: number; tiers: number }): Cell[] {
  const problem = aLargeProblem({ ...size, mostPlaces: 3, seed: size.tiers });
  const matrix = matrixOf(problem, { roomForAll: true });
  const took = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const { total } = inOneGo(assignOptimally(problem));
    const between = performance.now();
    const theirs = totalByPublicSolver(matrix);
    took.ours.push((between - began) / 1000);
    took.theirs.push((performance.now() - between) / 1000);
    if (total !== theirs) throw new Error(`The totals differ: ${total} and ${theirs}`);
  }
  return [
    String(size.mentees),
    String(size.mentors),
    `${size.tiers} different ones`,
    median(took.ours).toFixed(3),
    median(took.theirs).toFixed(3),
    sayRounds(ratios(took.ours, took.theirs), 3),
  ];
}
