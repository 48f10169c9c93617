import { describe, expect, it } from 'vitest';
import { inOneGo, inSteps } from '../../../src/mentoring/in-steps.ts';
import { reviewRound } from '../../../src/mentoring/round-review.ts';
import { planRound } from '../../../src/mentoring/round.ts';
import type { RoundFacts } from '../../../src/mentoring/round-facts.ts';
import { aMentor, now } from '../../support/asking-facts.ts';
import { aRound, asksIn, pairsOf, proposedTo, wordsFor } from '../../support/rounds.ts';

const planOf = (facts: RoundFacts) => inOneGo(planRound(facts, now));

describe('a round', () => {
  it('serves everybody together better than each in turn', () => {
    // Ada would take Ann, who alone can help Ben.
    const facts = aRound({
      requests: [asksIn('Ada', ['exams', 'arcp'], { days: 1 }), asksIn('Ben', ['exams'])],
      pool: [
        aMentor('Ann', { areas: ['exams', 'arcp'], capacity: 1 }),
        aMentor('Bob', { areas: ['arcp'], capacity: 1 }),
      ],
    });
    expect(pairsOf(planOf(facts))).toEqual(['Ada with Bob', 'Ben with Ann']);
  });

  it('matches one person more even if another loses half of what they asked for by it', () => {
    const facts = aRound({
      requests: [
        asksIn('Ada', ['exams', 'arcp'], { days: 1 }),
        asksIn('Ben', ['return'], { conflicts: ['Bob'] }),
      ],
      pool: [
        aMentor('Ann', { areas: ['exams', 'arcp'], capacity: 1 }),
        aMentor('Bob', { areas: ['exams'], capacity: 1 }),
      ],
    });
    expect(pairsOf(planOf(facts))).toEqual(['Ada with Bob', 'Ben with Ann']);
  });

  it('would rather match one perfectly than two with nothing in common', () => {
    const facts = aRound({
      requests: [asksIn('Ada', ['exams']), asksIn('Ben', ['return'], { conflicts: ['Bob'] })],
      pool: [
        aMentor('Ann', { areas: ['exams'], capacity: 1 }),
        aMentor('Bob', { areas: ['arcp'], capacity: 1 }),
      ],
    });
    const plan = planOf(facts);
    expect(pairsOf(plan)).toEqual(['Ada with Ann']);
    expect(wordsFor(plan, 'Ben')).toBe(
      'One mentor could be asked, and all their places go to others in this round.',
    );
  });

  it('matches people with nothing in common rather than leave them waiting, and marks them for a second look', () => {
    const facts = aRound({
      requests: [
        asksIn('Ada', ['return'], { days: 2 }),
        asksIn('Ben', ['exams'], { days: 1 }),
        asksIn('Cleo', []),
        asksIn('Dev', ['return'], { days: 3, inMind: 'Ann' }),
      ],
      pool: [aMentor('Ann', { areas: ['exams'], capacity: 4 })],
    });
    const plan = planOf(facts);
    expect(pairsOf(plan)).toEqual(['Dev with Ann', 'Ada with Ann', 'Ben with Ann', 'Cleo with Ann']);
    expect(plan.pairs.map(({ nothingInCommon }) => nothingInCommon)).toEqual([false, true, false, false]);
  });

  it('lets who has waited longer go first where places are short, and lists them first', () => {
    const facts = aRound({
      requests: [asksIn('Ada', ['exams'], { days: 3 }), asksIn('Zoe', ['exams'], { days: 30 })],
      pool: [aMentor('Ann', { capacity: 1 })],
    });
    expect(pairsOf(planOf(facts))).toEqual(['Zoe with Ann']);
    const enough = { ...facts, pool: [aMentor('Ann', { capacity: 2 })] };
    expect(pairsOf(planOf(enough))).toEqual(['Zoe with Ann', 'Ada with Ann']);
  });

  it('gives the mentor whom somebody has named to them, where another would serve as well', () => {
    const facts = aRound({
      requests: [asksIn('Ada', ['exams'], { days: 1 }), asksIn('Ben', ['exams'], { inMind: 'Ann' })],
      pool: [aMentor('Ann', { capacity: 1, trainedOn: '2025-01-01' }), aMentor('Bob', { capacity: 1 })],
    });
    expect(pairsOf(planOf(facts))).toEqual(['Ada with Bob', 'Ben with Ann']);
  });

  it('does not give places again that others have been asked about', () => {
    const facts = aRound({
      requests: [asksIn('Ada', ['exams']), asksIn('Ben', ['exams'])],
      pool: [aMentor('Ann', { capacity: 3, mentees: 1, openProposals: 1 })],
    });
    expect(planOf(facts).pairs).toHaveLength(1);
    const promised = { ...facts, pool: [aMentor('Ann', { capacity: 2, mentees: 1, openProposals: 1 })] };
    expect(wordsFor(planOf(promised), 'Ada')).toBe(
      'Nobody can be asked: one mentor has other requests to answer first.',
    );
  });

  it('leaves a request with the mentor who has it', () => {
    const asked = proposedTo(asksIn('Ada', ['exams']), 'Bob', 'open');
    const facts = aRound({ requests: [asked], pool: [aMentor('Ann')] });
    const plan = planOf(facts);
    expect([plan.pairs, plan.unmatched[0]?.why]).toEqual([[], 'asked']);
    expect(wordsFor(plan, 'Ada')).toBe(
      'A mentor has this request now: nobody else is asked until they have answered.',
    );
  });

  it('takes no part in what is over', () => {
    const matched = asksIn('Ada', ['exams'], { state: 'matched' });
    expect(planOf(aRound({ requests: [matched], pool: [aMentor('Ann')] }))).toEqual({
      pairs: [],
      unmatched: [],
      total: 0,
    });
  });

  it('keeps every rule of asking one mentor', () => {
    const ada = asksIn('Ada', ['exams'], { conflicts: ['Appraiser'] });
    const pool = [
      aMentor('Ada'),
      aMentor('Boss'),
      aMentor('Boss of boss'),
      aMentor('Appraiser'),
      aMentor('Blocked'),
      aMentor('Blocking'),
      aMentor('Paused', { state: 'paused', pausedUntil: '2027-01-10' }),
      aMentor('Full', { capacity: 2, mentees: 2 }),
      aMentor('Untrained'),
      aMentor('Declined now'),
      aMentor('Declined before'),
    ];
    const facts = aRound({
      requests: [proposedTo(ada, 'Declined now', 'declined')],
      pool,
      managers: [
        ['Ada', 'Boss'],
        ['Boss', 'Boss of boss'],
      ],
      blocks: [
        ['Ada', 'Blocked'],
        ['Blocking', 'Ada'],
      ],
      untrained: ['Untrained'],
      declined: [['Ada', 'Declined before']],
    });
    const plan = planOf(facts);
    expect(plan.pairs).toEqual([]);
    expect(wordsFor(plan, 'Ada')).toBe(
      'Nobody can be asked: one mentor has no free place, three mentors manage or assess them, two mentors have declined them before, one mentor has yet to do the training and three mentors are not available at the moment.',
    );
  });

  it('asks somebody who declined again only where a coordinator means to', () => {
    const ada = proposedTo(asksIn('Ada', ['exams']), 'Ann', 'declined');
    const set = { requests: [ada], pool: [aMentor('Ann')] };
    expect(planOf(aRound(set)).pairs).toEqual([]);
    expect(pairsOf(planOf(aRound({ ...set, askAgain: [['Ada', 'Ann']] })))).toEqual(['Ada with Ann']);
    const blocked = aRound({ ...set, askAgain: [['Ada', 'Ann']], blocks: [['Ann', 'Ada']] });
    expect(planOf(blocked).pairs).toEqual([]);
  });

  it('speaks of a private block as of a pause, so that neither leaves a trace', () => {
    const requests = [asksIn('Ada', ['exams'])];
    const blocked = aRound({ requests, pool: [aMentor('Ann')], blocks: [['Ann', 'Ada']] });
    const paused = aRound({ requests, pool: [aMentor('Ann', { state: 'paused' })] });
    expect(planOf(blocked)).toEqual(planOf(paused));
  });

  it('says so where there is no mentor at all', () => {
    const plan = planOf(aRound({ requests: [asksIn('Ada', ['exams'])], pool: [] }));
    expect(wordsFor(plan, 'Ada')).toBe('Nobody else mentors here yet.');
  });
});

describe('a round of many', () => {
  const requests = Array.from({ length: 60 }, (_, index) => asksIn(`Asker ${index}`, ['exams']));
  const pool = Array.from({ length: 500 }, (_, index) => aMentor(`Mentor ${index}`));

  it('lets others have a turn after every thousand comparisons, and shows how far it is', () => {
    const steps = [...planRound(aRound({ requests, pool }), now)];
    const comparing = steps.filter(({ doing }) => doing === 'comparing');
    // Two of them with five hundred mentors each are a thousand.
    expect(comparing.map(({ done }) => done)).toEqual(Array.from({ length: 30 }, (_, at) => 2 * at + 1));
    expect(comparing.every(({ total }) => total === 60)).toBe(true);
  });

  it('lets others have a turn within one request, too, where there are thousands of mentors', () => {
    const many = Array.from({ length: 3500 }, (_, index) => aMentor(`Mentor ${index}`));
    const steps = [...planRound(aRound({ requests: requests.slice(0, 1), pool: many }), now)];
    expect(steps.filter(({ doing }) => doing === 'comparing')).toHaveLength(3);
  });

  it('can be called off', async () => {
    const stop = new AbortController();
    const round = inSteps(planRound(aRound({ requests, pool }), now), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('Not today')),
    });
    await expect(round).rejects.toThrow('Not today');
  });
});

describe('a plan that is about to be sent', () => {
  const requests = [asksIn('Ada', ['exams']), asksIn('Ben', ['exams'])];
  const facts = aRound({ requests, pool: [aMentor('Ann', { capacity: 2 })] });
  const { pairs } = planOf(facts);
  const review = (changed: Partial<RoundFacts>) =>
    reviewRound({ ...facts, ...changed }, pairs, now).dropped.map(({ words }) => words);

  it('goes out whole where nothing has changed', () => {
    expect(reviewRound(facts, pairs, now)).toEqual({ ready: pairs, dropped: [] });
  });

  it('drops, with the reason, what may not be any more', () => {
    const [ada, ben] = requests;
    if (ada === undefined || ben === undefined) throw new Error('Two ask');
    const withdrawn = { ...ada, request: { ...ada.request, state: 'withdrawn' as const } };
    expect(review({ requests: [withdrawn, ben] })).toEqual(['The request does not wait any more.']);
    expect(review({ requests: [proposedTo(ada, 'Bob', 'open'), ben] })).toEqual([
      'The request has been put to somebody meanwhile.',
    ]);
    expect(review({ pool: [] })).toEqual(
      Array.from({ length: 2 }, () => 'The mentor does not offer any more.'),
    );
    expect(review({ pool: [aMentor('Ann', { capacity: 2, mentees: 1 })] })).toEqual([
      'The mentor has no place left besides what they are asked about.',
    ]);
    expect(review({ pool: [aMentor('Ann', { capacity: 2, mentees: 2 })] })).toEqual(
      Array.from({ length: 2 }, () => 'The mentor has no free place: all two are taken.'),
    );
    expect(review({ blocks: [[ada.request.menteeId, aMentor('Ann').offer.personId]] })).toEqual([
      'The mentor is not available at the moment.',
    ]);
  });

  it('asks one mentor for each request, also when the coordinator has put in two', () => {
    const [first] = pairs;
    if (first === undefined) throw new Error('There is a pair');
    const { ready, dropped } = reviewRound(facts, [first, first], now);
    expect(ready).toEqual([first]);
    expect(dropped[0]?.words).toBe('The request is with another mentor of this plan.');
  });
});
