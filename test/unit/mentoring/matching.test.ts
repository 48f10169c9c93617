import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PoolMentor } from '../../../src/mentoring/facts.ts';
import { exclusionOf } from '../../../src/mentoring/eligibility.ts';
import { rankCandidates } from '../../../src/mentoring/matching.ts';
import { holdsNhsNumber } from '../../../src/mentoring/nhs-number.ts';
import { readMentors, readWish } from '../../../src/mentoring/pairing.ts';
import type { MentorTraits, Wish } from '../../../src/mentoring/pairing.ts';
import type { Choice } from '../../../src/mentoring/records/scheme.ts';
import { reasonsOf, scoreOf, whyYou } from '../../../src/mentoring/score.ts';
import { fittingTime, readUsualTimes, timesThere } from '../../../src/mentoring/usual-times.ts';
import {
  aLine,
  aMentor,
  aProposal,
  aRequest,
  aScheme,
  idOf,
  mentee,
  mentors,
  now,
  theFacts,
} from '../../support/asking-facts.ts';

/** A wish and a mentor compared, as one of a ranking or of a round is. */
function compared(wish: Wish, mentor: MentorTraits, areas: readonly Choice[] = aScheme().areas) {
  const asking = readWish(wish, now);
  const [offering] = readMentors([mentor], {});
  if (offering === undefined) throw new Error('No mentor');
  return { score: scoreOf(asking, offering), reasons: reasonsOf(asking, offering, areas) };
}

describe('ranking mentors for a request', () => {
  it('puts those with the most areas in common first', () => {
    const facts = theFacts({
      mentors: mentors(
        ['Ann One', aMentor('Ann One', { areas: ['exams'], trainedOn: '2025-05-01', timeAgreed: true })],
        ['Bob Two', aMentor('Bob Two', { areas: ['exams', 'confidence'], openProposals: 2 })],
        ['Cy None', aMentor('Cy None', { areas: ['return'] })],
      ),
    });
    const { top } = rankCandidates(facts, now);
    expect(top.map((one) => one.name)).toEqual(['Bob Two', 'Ann One', 'Cy None']);
  });

  it('says why in words', () => {
    const mentor = aMentor('Ann One', {
      areas: ['exams', 'confidence', 'return'],
      capacity: 2,
      mentees: 1,
      openProposals: 1,
      place: 'any',
      usualTimes: 'Tuesday evenings',
      trainedOn: '2025-05-01',
      timeAgreed: true,
    });
    const [first] = rankCandidates(theFacts({ mentors: { 'Ann One': mentor } }), now).top;
    expect(first?.reasons).toEqual([
      'Both name exam preparation and confidence',
      'Both can meet by video',
      'One of the times asked for, Tuesday at 17:30, is among their usual ones',
      'Has done mentor training',
      'Has time for mentoring agreed in the job plan',
      'Has one free place of two; one other request waits for their answer',
    ]);
  });

  it('leaves a name like ARCP in capitals in the middle of a sentence', () => {
    const { reasons } = compared(aRequest({ areas: ['arcp'] }), aMentor('Ann', { areas: ['arcp'] }));
    expect(reasons.mentor[0]).toBe('Both name ARCP and portfolio');
  });

  it('counts areas beyond the fourth, so that a reason stays one line', () => {
    const areas = Array.from({ length: 7 }, (_, index) => ({ value: `${index}`, label: `Area ${index}` }));
    const values = areas.map(({ value }) => value);
    const { reasons } = compared(aRequest({ areas: values }), aMentor('Ann', { areas: values }), areas);
    expect(reasons.mentor[0]).toBe('Both name area 0, area 1, area 2, area 3 and three more');
  });

  it('counts skills where somebody asks for them', () => {
    const wish = { ...aRequest(), skills: ['coaching', 'active-listening'] };
    const { reasons } = compared(wish, aMentor('Ann', { skills: ['active-listening', 'probing'] }));
    expect(reasons.mentor).toContain('Brings active listening, as asked');
  });

  it('shows whoever the mentee has in mind first, and says so', () => {
    const facts = theFacts({
      request: aRequest({ inMindId: idOf('Cy None') }),
      mentors: mentors(
        ['Ann One', aMentor('Ann One', { areas: ['exams', 'confidence'] })],
        ['Cy None', aMentor('Cy None', { areas: [] })],
      ),
    });
    const [first] = rankCandidates(facts, now).top;
    expect(first?.name).toBe('Cy None');
    expect(first?.reasons[0]).toBe('The mentee has them in mind');
  });

  it('shows the mentors whom the mentee has chosen first, in the order of their choice', () => {
    const facts = theFacts({
      request: aRequest({ wishIds: [idOf('Cy None'), idOf('Ann One')] }),
      mentors: mentors(
        ['Ann One', aMentor('Ann One', { areas: ['exams', 'confidence'] })],
        ['Bob Two', aMentor('Bob Two', { areas: ['exams', 'confidence'] })],
        ['Cy None', aMentor('Cy None', { areas: [] })],
      ),
    });
    const { top } = rankCandidates(facts, now);
    expect(top.map(({ name, reasons }) => [name, reasons[0]])).toEqual([
      ['Cy None', 'Is the mentee’s first choice'],
      ['Ann One', 'Is the mentee’s second choice'],
      ['Bob Two', 'Both name exam preparation and confidence'],
    ]);
  });

  it('counts only the places that the scheme lets one mentor have', () => {
    const facts = theFacts({
      scheme: aScheme({ mostMentees: 1 }),
      mentors: mentors(
        ['Al', aMentor('Al', { capacity: 3, mentees: 1 })],
        ['Bo', aMentor('Bo', { capacity: 3 })],
      ),
    });
    const { top, excluded } = rankCandidates(facts, now);
    expect(top.map(({ name, reasons }) => [name, reasons.at(-1)])).toEqual([
      ['Bo', 'Has one free place of one'],
    ]);
    expect(excluded.map(({ exclusion }) => exclusion.words)).toEqual([
      'has no free place: one of one is taken',
    ]);
  });

  it('does not show somebody in mind first who may not be asked', () => {
    const facts = theFacts({
      request: aRequest({ inMindId: idOf('Ann One') }),
      mentors: mentors(['Ann One', aMentor('Ann One')]),
      lines: [aLine(mentee, 'Ann One')],
    });
    const ranking = rankCandidates(facts, now);
    expect(ranking.top).toEqual([]);
    expect(ranking.excluded.map((one) => one.name)).toEqual(['Ann One']);
  });

  it('shows three and keeps the rest at hand', () => {
    const all = ['Di', 'Cy', 'Bo', 'Al', 'Ed'].map((name) => [name, aMentor(name)] as const);
    const { top, rest } = rankCandidates(theFacts({ mentors: mentors(...all) }), now);
    expect(top.map((one) => one.name)).toEqual(['Al', 'Bo', 'Cy']);
    expect(rest.map((one) => one.name)).toEqual(['Di', 'Ed']);
  });

  it('keeps those who declined apart, to be asked again only on purpose', () => {
    const facts = theFacts({
      mentors: mentors(['Ann', aMentor('Ann')], ['Bob', aMentor('Bob', { mentees: 2 })]),
      proposals: [
        aProposal('Ann', { state: 'declined', reason: 'no-time' }),
        aProposal('Bob', { state: 'declined', reason: 'no-time' }),
      ],
    });
    const { top, again, excluded } = rankCandidates(facts, now);
    expect(top).toEqual([]);
    expect(again.map((one) => one.name)).toEqual(['Ann']);
    expect(excluded.map((one) => one.name)).toEqual(['Bob']); // full as well: asking again would lead nowhere
  });

  it('ranks a mentor who let it pass unanswered below one like them', () => {
    const facts = theFacts({
      mentors: mentors(['Al', aMentor('Al')], ['Bo', aMentor('Bo')]),
      proposals: [aProposal('Al', { state: 'expired' })],
    });
    expect(rankCandidates(facts, now).top.map((one) => one.name)).toEqual(['Bo', 'Al']);
  });
});

const areaValues = aScheme().areas.map(({ value }) => value);

const anOffer = fc.record({
  areas: fc.subarray(areaValues),
  capacity: fc.integer({ min: 1, max: 4 }),
  mentees: fc.integer({ min: 0, max: 4 }),
  openProposals: fc.integer({ min: 0, max: 4 }),
  place: fc.constantFrom('video' as const, 'in-person' as const, 'phone' as const, 'any' as const),
  usualTimes: fc.constantFrom('', 'Tuesday evenings', 'Lunchtimes', 'Not Thursdays'),
  timeAgreed: fc.boolean(),
  trainedOn: fc.constantFrom(undefined, '2025-01-01'),
  state: fc.constantFrom('open' as const, 'paused' as const, 'closed' as const),
});

const names = ['Al', 'Bo', 'Cy', 'Di', 'Ed', 'Fi'] as const;

const anyFacts = fc
  .record({
    offers: fc.array(anOffer, { maxLength: names.length }),
    blocked: fc.subarray([...names]),
    managers: fc.subarray([...names], { maxLength: 2 }),
    declined: fc.subarray([...names]),
    inMind: fc.option(fc.constantFrom(...names), { nil: undefined }),
    wished: fc.subarray(areaValues, { minLength: 1 }),
  })
  .map(({ offers, blocked, managers, declined, inMind, wished }) =>
    theFacts({
      request: aRequest({ areas: wished, ...(inMind && { inMindId: idOf(inMind) }) }),
      mentors: Object.fromEntries(
        offers.map((offer, index) => {
          const name = names[index] ?? '';
          return [name, aMentor(name, offer)] as const;
        }),
      ),
      blocks: blocked.map((name) => [mentee, name] as const),
      lines: managers.map((name) => aLine(mentee, name)),
      proposals: declined.map((name) => aProposal(name, { state: 'declined', reason: 'no-time' })),
    }),
  );

describe('ranking, whatever the pool', () => {
  it('does not depend on the order in which the pool is read', () => {
    fc.assert(
      fc.property(anyFacts, fc.infiniteStream(fc.nat()), (facts, numbers) => {
        const shuffled = facts.pool
          .map((mentor) => ({ mentor, at: numbers.next().value }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ mentor }) => mentor);
        expect(rankCandidates({ ...facts, pool: shuffled }, now)).toEqual(rankCandidates(facts, now));
      }),
    );
  });

  it('never proposes anybody who may not be asked, and forgets nobody', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { top, rest, again, excluded } = rankCandidates(facts, now);
        const allowed = facts.pool
          .filter((mentor) => exclusionOf(facts, mentor, 'propose', now) === undefined)
          .map(({ offer }) => offer.personId);
        expect(new Set([...top, ...rest].map((one) => one.mentorId))).toEqual(new Set(allowed));
        expect(top.length).toBe(Math.min(3, allowed.length));
        expect(top.length + rest.length + again.length + excluded.length).toBe(facts.pool.length);
      }),
    );
  });

  it('never ranks a mentor lower for naming one more of the areas', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), fc.nat(), (facts, whom, which) => {
        const mentor = facts.pool[whom % Math.max(1, facts.pool.length)];
        const missing = facts.request.areas.filter((area) => !mentor?.offer.areas.includes(area));
        const added = missing[which % Math.max(1, missing.length)];
        fc.pre(mentor !== undefined && added !== undefined);
        const better: PoolMentor = {
          ...mentor,
          offer: { ...mentor.offer, areas: [...mentor.offer.areas, added] },
        };
        const pool = facts.pool.map((one) => (one === mentor ? better : one));
        const place = (list: ReturnType<typeof rankCandidates>) =>
          [...list.top, ...list.rest].findIndex((one) => one.mentorId === mentor.offer.personId);
        expect(place(rankCandidates({ ...facts, pool }, now))).toBeLessThanOrEqual(
          place(rankCandidates(facts, now)),
        );
      }),
    );
  });

  it('lets one more area in common outweigh everything else together, even of thirty', () => {
    const thirty = Array.from({ length: 30 }, (_, index) => `area-${index}`);
    const wish: Wish = {
      ...aRequest({ areas: thirty }),
      skills: ['coaching', 'probing', 'clarifying'],
      prefersSpecialty: 'Surgery',
      groups: ['returners'],
    };
    fc.assert(
      fc.property(
        anOffer,
        anOffer,
        fc.boolean(),
        fc.integer({ min: 0, max: 29 }),
        (poor, rich, unanswered, shared) => {
          const few = {
            ...aMentor('Al', { ...rich, areas: thirty.slice(0, shared), skills: wish.skills ?? [] }),
            mentees: 0,
            openProposals: 0,
            specialty: 'surgery',
            likesToHelp: ['Returners'],
          };
          const more = aMentor('Bo', { ...poor, areas: thirty.slice(0, shared + 1) });
          const asking = readWish(wish, now, unanswered ? [idOf('Bo')] : []);
          const [one, other] = readMentors([few, more], {}).map((offering) => scoreOf(asking, offering));
          expect(other).toBeGreaterThan(one ?? Infinity);
        },
      ),
    );
  });

  it('never scores anybody so low that nobody would be better', () => {
    fc.assert(
      fc.property(anOffer, fc.boolean(), (offer, unanswered) => {
        const others = Array.from({ length: 100 }, (_, index) => `other ${index}`);
        const wish = aRequest({ areas: ['return'], wishIds: [...others, idOf('Al')] });
        const asking = readWish(wish, now, unanswered ? [idOf('Al')] : []);
        for (const offering of readMentors([aMentor('Al', { ...offer, areas: [] })], {}))
          expect(scoreOf(asking, offering)).toBeGreaterThan(0);
      }),
    );
  });
});

const said = (one: Wish, to: MentorTraits) => {
  const [offering] = readMentors([to], {});
  return offering && whyYou(readWish(one, now), offering, aScheme().areas);
};

describe('the reasons of a pair', () => {
  const wish: Wish = {
    areas: ['exams', 'return'],
    place: 'video',
    times: [{ date: '2026-12-08', time: '17:30', zone: 'Europe/London' }],
    wishIds: [idOf('Bo'), idOf('Al')],
    skills: ['coaching'],
    prefersSpecialty: 'Surgery',
    groups: ['Returners', 'GP trainees'],
    askedAt: new Date('2026-11-06T10:00:00Z'),
  };
  const mentor: MentorTraits = {
    ...aMentor('Al', { usualTimes: 'Tuesday evenings', skills: ['coaching'], trainedOn: '2025-05-01' }),
    specialty: 'SURGERY',
    likesToHelp: ['returners'],
  };

  const waited = (days: number) =>
    compared({ ...wish, askedAt: new Date(now.getTime() - days * 86_400_000) }, mentor).score;

  it('say why this mentor for this mentee, and why this mentee for this mentor', () => {
    expect(compared(wish, mentor).reasons).toEqual({
      mentor: [
        'Is the mentee’s second choice',
        'Both name exam preparation',
        'Brings coaching, as asked',
        'Both can meet by video',
        'One of the times asked for, Tuesday at 17:30, is among their usual ones',
        'Works in Surgery, as hoped for',
        'Likes to help Returners',
        'Has done mentor training',
        'Has two free places of two',
      ],
      mentee: [
        'Has this mentor as their second choice',
        'Asks for help with exam preparation, which this mentor names',
        'Has waited for 23 days',
        'Asks for coaching, which this mentor brings',
        'Both can meet by video',
        'Could meet on Tuesday at 17:30, one of this mentor’s usual times',
        'Hopes for somebody who works in Surgery',
        'Is among those whom this mentor likes to help: Returners',
      ],
    });
  });

  it('do not tell the mentee what only coordinators know of a mentor', () => {
    const asking = readWish(wish, now, [idOf('Al')]);
    const [offering] = readMentors([{ ...mentor, openProposals: 2 }], {});
    const reasons = offering && reasonsOf(asking, offering, []);
    expect(reasons?.mentor.join()).toMatch(/wait for their answer.*Did not answer/);
    expect(reasons?.mentee.join()).not.toMatch(/answer/);
  });

  it('are said to the mentor in one sentence: of their offer and what every mentor is shown, not of choices or waiting', () => {
    expect(said(wish, mentor)).toBe(
      'You offer exam preparation, and Tuesday at 17:30 is one of your usual times.',
    );
    const video = aMentor('Al', { areas: ['arcp'], place: 'video' });
    expect(said(wish, video)).toBe('Both of you prefer to meet by video.');
    expect(said({ ...wish, place: 'any' }, video)).toBeUndefined();
    // Of areas that the scheme no longer lists there is no name to say.
    expect(said({ ...wish, areas: ['gone'] }, aMentor('Al', { areas: ['gone'] }))).toBeUndefined();
  });

  it('name the wishes that are not met, where that matters', () => {
    const { reasons } = compared(
      { areas: ['arcp'], place: 'in-person', times: [] },
      aMentor('Al', { areas: ['exams'], place: 'phone' }),
    );
    expect(reasons.mentor.slice(0, 2)).toEqual([
      'Has named none of the areas, which need not be a hindrance',
      'Would meet by phone; the mentee asks to meet in person',
    ]);
    expect(reasons.mentee).toEqual([
      'Asks for help with none of the areas this mentor names',
      'Asks to meet in person; this mentor would meet by phone',
    ]);
  });

  it('weigh what was asked for by its share: ticking every box gets nobody ahead', () => {
    const all = { areas: ['exams', 'arcp', 'return', 'confidence'], place: 'any', times: [] } as const;
    const one = { ...all, areas: ['exams'] };
    const both = aMentor('Al', { areas: ['exams', 'arcp'] });
    expect(compared(one, both).score).toBeGreaterThan(compared(all, both).score);
  });

  it('weigh the time somebody has waited, up to three months', () => {
    expect(waited(10) - waited(9)).toBe(10);
    expect(waited(400)).toBe(waited(90));
    expect(waited(-3)).toBe(waited(0));
  });
});

describe('times in a mentor’s own words', () => {
  const asked = [
    { date: '2026-12-08', time: '17:30', zone: 'Europe/London' }, // a Tuesday
    { date: '2026-12-10', time: '12:30', zone: 'Europe/London' }, // a Thursday
  ];
  const fitting = (words: string, zone: string) =>
    fittingTime(readUsualTimes(words), timesThere(asked, zone));
  it.each([
    ['Tuesday evenings', 'Tuesday'],
    ['tues or weds', 'Tuesday'],
    ['most lunchtimes', 'Thursday'],
    ['Thurs lunch', 'Thursday'],
    ['weekdays', 'Tuesday'],
    ['any evening but not Fridays', 'Tuesday'],
    ['Tuesday mornings', undefined],
    ['not Tuesdays, lunchtimes otherwise', 'Thursday'],
    ['weekends', undefined],
    ['it varies, please ask', undefined],
    ['', undefined],
  ])('%j fits %s', (words, weekday) => {
    expect(fitting(words, 'Europe/London')?.weekday).toBe(weekday);
  });

  it('are meant where the mentor is', () => {
    expect(fitting('Wednesday mornings', 'Pacific/Auckland')).toMatchObject({
      weekday: 'Wednesday',
      time: '06:30',
    });
  });
});

describe('numbers that identify a patient', () => {
  it.each(['9434765919', '943 476 5919', 'see 943-476-5919.', 'no.943.476.5919', '９４３ ４７６ ５９１９'])(
    'are noticed in %j',
    (words) => expect(holdsNhsNumber(words)).toBe(true),
  );
  it.each([
    'my exam is on 2026-12-08 at 17:30',
    '9434765918', // the check digit is wrong
    '07700 900123',
    '+44 20 7946 0958',
    '19434765919', // eleven digits
    'nothing here',
  ])('are not seen in %j', (words) => expect(holdsNhsNumber(words)).toBe(false));
});
