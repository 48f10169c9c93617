/** What the store brings to whoever looks for a mentor in the bank, and who may read a question and a declaration. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exclusionsFor } from '../../../src/mentoring/eligibility.ts';
import type { BankFacts, FactsOf, QuestionFacts, RequestFacts } from '../../../src/mentoring/facts.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import {
  anOffer,
  anOrganisation,
  aProposal,
  aRelationship,
  aRequest,
  aWorld,
  insert,
  noon,
} from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
let scheme: Scheme;
let asker: string;
const mentors = new Map<string, string>();

const facts = <S extends keyof FactsOf>(
  subject: S,
  id: string,
  actorId: string | undefined,
  args: Record<string, string> = {},
): Promise<FactsOf[S]> =>
  world.store.transact(
    organisation.id,
    async (tx) => (await tx.loadFacts(subject, id, actorId, noon, args)) as FactsOf[S], // the subject says which facts
  );

const look = (args: Record<string, string> = {}, by = asker): Promise<BankFacts> =>
  facts('bank', scheme.id, by, args);

async function aMentor(name: string, set: Partial<Offer> = {}): Promise<string> {
  const id = await organisation.person(name);
  mentors.set(name, id);
  await organisation.apply(
    insert('offer', anOffer(scheme.id, id, { portrait: `I am ${name}.`, areas: ['exams'], ...set })),
  );
  return id;
}

function namesOf({ people, suggested, shown }: BankFacts): readonly string[] {
  return [...suggested, ...shown].map(({ offer }) => people[offer.personId]?.name ?? '');
}

beforeAll(async () => {
  world = await aWorld();
  organisation = await anOrganisation(world);
  asker = await organisation.person('Asha Asks');
  scheme = await organisation.scheme({
    matching: ['coordinator', 'bank'],
    mostMentees: 2,
    areas: [
      { value: 'exams', label: 'Examinations' },
      { value: 'return', label: 'Returning to work' },
    ],
    modules: [
      {
        value: 'skills',
        label: 'Skills',
        about: 'Online',
        who: 'mentor',
        confirmedBy: 'coordinator',
        validMonths: 12,
      },
    ],
  });
  await aMentor('Free');
  await aMentor('Fits best', { areas: ['exams', 'return'], skills: ['coaching'], place: 'phone' });
  await aMentor('Élodie', { portrait: 'Anesthésiste, et coach.', areas: [] });
  await aMentor('Pause over', { state: 'paused', pausedUntil: '2026-11-01' });
  await aMentor('Paused', { state: 'paused', pausedUntil: '2026-12-01' });
  await aMentor('Closed', { state: 'closed' });
  await aMentor('Nothing written', { portrait: '' });
  const full = await aMentor('Full', { capacity: 5 });
  const manager = await aMentor('Manager');
  const blocks = await aMentor('Blocks');
  const blocked = await aMentor('Blocked');
  await aMentor('Untrained');
  const confirmed = { confirmedById: asker, confirmedAt: noon };
  const trained = [...mentors].filter(([name]) => name !== 'Untrained');
  await organisation.apply(
    ...trained.map(([name, personId]) =>
      insert('training', {
        id: randomUUID(),
        schemeId: scheme.id,
        personId,
        module: 'skills',
        doneOn: '2026-03-01',
        ...(name !== 'Unconfirmed' && confirmed),
      }),
    ),
    insert('reportingLine', { id: randomUUID(), personId: asker, managerId: manager, kind: 'manager' }),
    insert('block', { id: randomUUID(), blockerId: blocks, blockedId: asker }),
    insert('block', { id: randomUUID(), blockerId: asker, blockedId: blocked }),
  );
  await aMentor('Unconfirmed');
  await aMentor('Long ago');
  await organisation.apply(
    insert('training', {
      id: randomUUID(),
      schemeId: scheme.id,
      personId: mentors.get('Unconfirmed') ?? '',
      module: 'skills',
      doneOn: '2026-03-01',
    }),
    insert('training', {
      id: randomUUID(),
      schemeId: scheme.id,
      personId: mentors.get('Long ago') ?? '',
      module: 'skills',
      doneOn: '2025-03-01',
      ...confirmed,
    }),
  );
  for (const name of ['One', 'Two']) {
    const mentee = await organisation.person(name);
    const request = aRequest(scheme.id, mentee, { state: 'matched' });
    await organisation.apply(
      insert('request', request),
      insert('relationship', aRelationship(scheme.id, request.id, mentee, full)),
    );
  }
});
afterAll(() => world.close());

const askable = ['Fits best', 'Free', 'Pause over', 'Élodie'];

describe('the bank', () => {
  test('holds whoever has written a portrait and can be asked by this person now, and nobody else', async () => {
    const found = await look();
    expect(namesOf(found).toSorted()).toEqual(askable.toSorted());
    expect(found.found).toBe(askable.length);
    expect(await look({}, mentors.get('Free')).then(namesOf)).not.toContain('Free');
  });

  test('leaves out exactly those whom the rules exclude', async () => {
    const request = aRequest(scheme.id, asker, { state: 'waiting' });
    await organisation.apply(insert('request', request));
    const all: RequestFacts = await facts('request', request.id, asker);
    const judge = exclusionsFor(all, noon);
    const allowed = all.pool
      // The bank alone asks for a portrait; the pool comes without them.
      .filter(({ offer }) => offer.personId !== mentors.get('Nothing written'))
      .filter((mentor) => judge(mentor, 'propose') === undefined)
      .map(({ offer }) => all.people[offer.personId]?.name ?? '');
    expect(allowed.toSorted()).toEqual([...askable].toSorted());
    await organisation.apply({
      change: 'update',
      noun: 'request',
      id: request.id,
      set: { state: 'withdrawn' },
    });
  });

  test('names nobody of those whom a control names and who cannot be asked', async () => {
    const ids = ['Blocks', 'Free', 'Full'].map((name) => mentors.get(name) ?? '');
    const found = await look({ chosen: ids.join(','), mentor: mentors.get('Manager') ?? '' });
    expect(found.named.map(({ offer }) => offer.personId)).toEqual([mentors.get('Free')]);
    expect(Object.values(found.people).map(({ name }) => name)).not.toContain('Blocks');
  });

  test.each<[Record<string, string>, readonly string[]]>([
    [{ areas: 'return' }, ['Fits best']],
    [{ skill: 'coaching' }, ['Fits best']],
    [{ place: 'phone' }, askable],
    [{ place: 'video' }, ['Free', 'Pause over', 'Élodie']],
    [{ words: 'anesthesistes' }, ['Élodie']],
    [{ words: 'returning' }, ['Fits best']],
    [{ words: 'free (or |' }, []],
    [{ words: "'; drop table offer; --" }, []],
    [{ words: 'exams' }, ['Fits best', 'Free', 'Pause over']],
    [{ areas: 'nonsense' }, askable],
  ])('finds by %j', async (args, names) => {
    expect(namesOf(await look(args)).toSorted()).toEqual([...names].toSorted());
  });

  test('suggests who shares most, and everybody is there once', async () => {
    const found = await look({ areas: 'exams,return' });
    expect(found.suggested[0]?.offer.personId).toBe(mentors.get('Fits best'));
    expect(found.suggested.length + found.found).toBe(3);
  });

  test('shows everybody who fits exactly once, however the suggested stand among them', async () => {
    const large = await organisation.scheme({
      matching: ['bank'],
      areas: [
        { value: 'exams', label: 'Examinations' },
        { value: 'return', label: 'Returning to work' },
      ],
    });
    const several = await Promise.all(
      Array.from({ length: 23 }, async (_, number) => {
        const id = await organisation.person(`Many ${number}`);
        const set = {
          portrait: 'One of many.',
          areas: number % 7 === 0 ? ['exams', 'return'] : ['exams'],
          place: number % 3 === 0 ? ('phone' as const) : ('any' as const),
        };
        await organisation.apply(insert('offer', anOffer(large.id, id, set)));
        return id;
      }),
    );
    for (const args of [{}, { areas: 'exams' }, { areas: 'exams,return', place: 'phone' }]) {
      const first = await facts('bank', large.id, asker, args);
      const suggestedIds = first.suggested.map(({ offer }) => offer.personId);
      const seen = [...suggestedIds];
      for (let page = 0; page * 5 < first.found; page += 1) {
        const { shown, found } = await facts('bank', large.id, asker, { ...args, page: `${page}` });
        expect(shown).toHaveLength(Math.min(5, found - page * 5));
        seen.push(...shown.map(({ offer }) => offer.personId));
      }
      expect(new Set(seen).size, JSON.stringify(args)).toBe(seen.length);
      expect(seen.toSorted()).toEqual([...several].toSorted());
    }
  });

  test('shows the last page to whoever turns too far', async () => {
    expect(namesOf(await look({ page: '99' })).toSorted()).toEqual(askable.toSorted());
  });

  test('has nobody in it where coordinators alone match', async () => {
    const other = await organisation.scheme({ matching: ['coordinator'] });
    await organisation.apply(insert('offer', anOffer(other.id, mentors.get('Free') ?? '')));
    expect(await facts('bank', other.id, asker)).toMatchObject({ found: 0, shown: [], suggested: [] });
  });
});

describe('what is between two people', () => {
  test('a question is read by the two of them alone', async () => {
    const mentor = mentors.get('Free') ?? '';
    const question = {
      id: randomUUID(),
      schemeId: scheme.id,
      askerId: asker,
      mentorId: mentor,
      words: 'Do you know rotas?',
      answer: 'A little',
      askedAt: noon,
      answeredAt: noon,
    };
    await organisation.apply(insert('question', question));
    const wordsFor = async (id: string | undefined): Promise<unknown> => {
      const { question: read }: QuestionFacts = await facts('question', question.id, id);
      return [read.words, read.answer];
    };
    for (const id of [asker, mentor, undefined])
      expect(await wordsFor(id)).toEqual(['Do you know rotas?', 'A little']);
    expect(await wordsFor(mentors.get('Full'))).toEqual(['', undefined]);
    const own = await facts('person', mentor, mentor);
    expect(own.questions?.map(({ words }) => words)).toEqual(['Do you know rotas?']);
    expect((await facts('person', mentor, asker)).questions).toEqual([]);
  });

  test('a declaration is read by whoever made it and the coordinators of that scheme, and by no mentor', async () => {
    const coordinator = await organisation.person('Cora Coordinates');
    const elsewhere = await organisation.person('Else Where');
    const targeted = await organisation.scheme({ coordinatorIds: [coordinator] });
    await organisation.scheme({ coordinatorIds: [elsewhere] });
    const mentor = mentors.get('Free') ?? '';
    const request = aRequest(targeted.id, asker, { eligibility: 'I am new here.' });
    const proposal = aProposal(request.id, mentor, asker);
    await organisation.apply(insert('request', request), insert('proposal', proposal));
    const declaredTo = async (id: string): Promise<string | undefined> => {
      const read: RequestFacts = await facts('request', request.id, id);
      return read.request.eligibility;
    };
    for (const id of [asker, coordinator]) expect(await declaredTo(id)).toBe('I am new here.');
    for (const id of [mentor, elsewhere]) expect(await declaredTo(id)).toBeUndefined();
    const asked = await facts('person', mentor, mentor);
    expect(asked.proposals.map((one) => [one.request.words !== '', one.request.eligibility])).toEqual([
      [true, undefined],
    ]);
  });
});
