/** Whatever the pool, a round keeps every rule of asking one mentor, and no plan that does is worth more. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exclusionOf } from '../../src/mentoring/eligibility.ts';
import { inOneGo } from '../../src/mentoring/in-steps.ts';
import { readMentors, readRequest } from '../../src/mentoring/pairing.ts';
import { reviewRound } from '../../src/mentoring/round-review.ts';
import { planRound } from '../../src/mentoring/round.ts';
import type { RoundFacts } from '../../src/mentoring/round-facts.ts';
import { scoreOf } from '../../src/mentoring/score.ts';
import { aMentor, aScheme, idOf, now } from '../support/asking-facts.ts';
import { bestByTrying } from '../support/assignments.ts';
import { aRound, asksIn, proposedTo } from '../support/rounds.ts';

const mentees = ['Ada', 'Ben', 'Cleo', 'Dev', 'Eve'];
const mentors = ['Ann', 'Bob', 'Cy', 'Di', 'Ada'];
const areas = aScheme().areas.map(({ value }) => value);

const aPair = fc.tuple(fc.constantFrom(...mentees), fc.constantFrom(...mentors));
const somePairs = fc.array(aPair, { maxLength: 3 });

const anyRound: fc.Arbitrary<RoundFacts> = fc
  .record({
    asking: fc.subarray(mentees).chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            areas: fc.subarray(areas),
            days: fc.integer({ min: 0, max: 120 }),
            inMind: fc.option(fc.constantFrom(...mentors), { nil: undefined, freq: 2 }),
            conflicts: fc.subarray(mentors, { maxLength: 1 }),
            proposal: fc.option(
              fc.record({
                mentor: fc.constantFrom(...mentors),
                state: fc.constantFrom('open', 'queued', 'declined', 'expired', 'withdrawn'),
              }),
              { nil: undefined, freq: 2 },
            ),
          }),
        ),
      ),
    ),
    offering: fc.subarray(mentors).chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            areas: fc.subarray(areas),
            capacity: fc.integer({ min: 0, max: 3 }),
            mentees: fc.integer({ min: 0, max: 1 }),
            openProposals: fc.integer({ min: 0, max: 1 }),
            state: fc.constantFrom('open', 'open', 'open', 'paused', 'closed'),
          }),
        ),
      ),
    ),
    managers: fc.array(aPair, { maxLength: 2 }),
    blocks: somePairs,
    untrained: fc.subarray(mentors, { maxLength: 1 }),
    declined: somePairs,
    askAgain: somePairs,
  })
  .map(({ asking, offering, ...others }) =>
    aRound({
      ...others,
      requests: asking.map(({ name, proposal, inMind, ...set }) => {
        const one = asksIn(name, set.areas, { ...set, ...(inMind !== undefined && { inMind }) });
        return proposal === undefined ? one : proposedTo(one, proposal.mentor, proposal.state);
      }),
      pool: offering.map(({ name, ...set }) => aMentor(name, set)),
    }),
  );

const planOf = (facts: RoundFacts) => inOneGo(planRound(facts, now));

/** Asked of each pair by itself, with everything there is to know: what the round may have left out for speed. */
function excluded(facts: RoundFacts, requestId: string, mentorId: string): string | undefined {
  const one = facts.requests.find(({ request }) => request.id === requestId);
  const mentor = facts.pool.find(({ offer }) => offer.personId === mentorId);
  if (one === undefined || mentor === undefined) return 'nobody';
  const { menteeId } = one.request;
  const pairsWith = (pairs: RoundFacts['declined'] = []) =>
    pairs.filter(([mentee]) => mentee === menteeId).map(([, id]) => id);
  const again = pairsWith(facts.askAgain).includes(mentorId);
  const declinedBeforeIds = pairsWith(facts.declined);
  const about = { ...facts, ...one, declinedBeforeIds };
  return exclusionOf(about, mentor, again ? 'ask-again' : 'propose', now)?.words;
}

function placesLeft(facts: RoundFacts): readonly number[] {
  return facts.pool.map(({ offer, mentees: taken, openProposals }) =>
    Math.max(0, offer.capacity - taken - openProposals),
  );
}

describe('a round, whatever the pool', () => {
  it('pairs nobody who may not be asked, gives no place twice, and forgets nobody', () => {
    fc.assert(
      fc.property(anyRound, (facts) => {
        const { pairs, unmatched } = planOf(facts);
        for (const { requestId, mentorId } of pairs)
          expect(excluded(facts, requestId, mentorId)).toBeUndefined();
        const left = placesLeft(facts);
        for (const [at, { offer }] of facts.pool.entries())
          expect(pairs.filter((pair) => pair.mentorId === offer.personId).length).toBeLessThanOrEqual(
            left[at] ?? 0,
          );
        const named = [...pairs, ...unmatched].map(({ requestId }) => requestId);
        expect(named.toSorted()).toEqual(facts.requests.map(({ request }) => request.id).toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('is worth as much as the best that can be found by trying everything', () => {
    fc.assert(
      fc.property(anyRound, (facts) => {
        const offerings = readMentors(facts.pool, facts.people);
        const scores = facts.requests.map((one) =>
          offerings.map((offering) => {
            const asked = one.proposals.some(({ state }) => state === 'open' || state === 'queued');
            if (asked || excluded(facts, one.request.id, offering.mentorId) !== undefined) return undefined;
            return scoreOf(readRequest(one, now), offering);
          }),
        );
        const plan = planOf(facts);
        expect(plan.total).toBe(bestByTrying(scores, placesLeft(facts)));
        expect(plan.total).toBe(plan.pairs.reduce((total, { score }) => total + score, 0));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order in which anything is read', () => {
    fc.assert(
      fc.property(anyRound, (facts) => {
        const turned: RoundFacts = {
          ...facts,
          requests: facts.requests.toReversed(),
          pool: facts.pool.toReversed(),
          reportingLines: facts.reportingLines.toReversed(),
          blocks: facts.blocks.map(([one, other]) => [other, one] as const).toReversed(),
        };
        expect(planOf(turned)).toEqual(planOf(facts));
      }),
      { numRuns: 500 },
    );
  });

  it('tells the truth about who stays without a mentor', () => {
    fc.assert(
      fc.property(anyRound, (facts) => {
        const { pairs, unmatched } = planOf(facts);
        const left = placesLeft(facts);
        for (const { requestId, why, words } of unmatched) {
          if (why === 'asked') continue;
          const open = facts.pool.filter(
            ({ offer }, at) =>
              excluded(facts, requestId, offer.personId) === undefined && (left[at] ?? 0) > 0,
          );
          expect(why).toBe(open.length > 0 ? 'places' : 'nobody');
          for (const { offer } of open) {
            const taken = pairs.filter(({ mentorId }) => mentorId === offer.personId).length;
            expect(taken).toBe(left[facts.pool.findIndex((one) => one.offer === offer)]);
          }
          expect(words).not.toMatch(/block/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('can be sent as it stands at once, and a block made meanwhile stops its pair alone', () => {
    fc.assert(
      fc.property(anyRound, fc.nat(), fc.boolean(), (facts, which, byMentor) => {
        const { pairs } = planOf(facts);
        expect(reviewRound(facts, pairs, now)).toEqual({ ready: pairs, dropped: [] });
        const pair = pairs[which % Math.max(1, pairs.length)];
        fc.pre(pair !== undefined);
        const block = [pair.menteeId, pair.mentorId] as const;
        const blocks = [...facts.blocks, byMentor ? block : ([block[1], block[0]] as const)];
        expect(reviewRound({ ...facts, blocks }, pairs, now).dropped.map((one) => one.pair)).toEqual([pair]);
      }),
    );
  });

  it('never makes anybody their own mentor', () => {
    const facts = aRound({ requests: [asksIn('Ada', ['exams'])], pool: [aMentor('Ada')] });
    expect(planOf(facts).unmatched.map(({ menteeId }) => menteeId)).toEqual([idOf('Ada')]);
  });
});
