import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noClosingWords } from '../../../src/mentoring/closing.ts';
import { noWords } from '../../../src/mentoring/agreement-terms.ts';
import type { FactsOf } from '../../../src/mentoring/facts.ts';
import type { Change } from '../../../src/mentoring/records/change.ts';
import {
  aMeeting,
  aPair,
  aProposal,
  aProposedRequest,
  aRecord,
  aRelationship,
  aRequest,
  aWorld,
  after,
  anAction,
  anAgreement,
  anOffer,
  anOrganisation,
  insert,
  noon,
  update,
} from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

function load<S extends keyof FactsOf>(
  organisation: { id: string },
  subject: S,
  id: string,
  actorId: string | undefined,
): Promise<FactsOf[S]> {
  return world.store.transact(
    organisation.id,
    async (tx) => (await tx.loadFacts(subject, id, actorId, noon)) as FactsOf[S], // the subject says which facts
  );
}

const line = (personId: string, managerId: string) =>
  insert('reportingLine', { id: randomUUID(), personId, managerId, kind: 'line-manager' });

describe('who is given what', () => {
  test('the words of a request: the mentee, the coordinators, and mentors whom it is put to', async () => {
    const { organisation, request, proposal, mentee, coordinator, mentor, otherMentor } =
      await aProposedRequest(world, { request: 'Only for some' });
    const words = async (actorId?: string) =>
      (await load(organisation, 'request', request.id, actorId)).request.words;
    expect(await words(mentee)).toBe('Only for some');
    expect(await words(coordinator)).toBe('Only for some');
    expect(await words(mentor)).toBe('Only for some');
    expect(await words(otherMentor)).toBe('');
    expect((await load(organisation, 'proposal', proposal.id, otherMentor)).request.words).toBe('');
    // Nobody asks when a timer fires: what it says goes to the very people above.
    expect(await words(undefined)).toBe('Only for some');

    await organisation.apply(update('proposal', proposal.id, { state: 'declined' }));
    expect(await words(mentor)).toBe('');
  });

  test("a mentor's message: the mentor and the coordinators, never the mentee", async () => {
    const { organisation, scheme, request, coordinator, mentee, mentor, otherMentor } =
      await aProposedRequest(world, { message: 'We have history' });
    const message = async (actorId?: string) =>
      (await load(organisation, 'request', request.id, actorId)).proposals[0]?.message;
    expect(await message(mentor)).toBe('We have history');
    expect(await message(coordinator)).toBe('We have history');
    expect(await message(mentee)).toBeUndefined();
    expect(await message(otherMentor)).toBeUndefined();
    // Not even a mentee who is a coordinator.
    await organisation.apply(update('scheme', scheme.id, { coordinatorIds: [coordinator, mentee] }));
    expect(await message(mentee)).toBeUndefined();
  });

  test('the desk holds what nobody wrote: neither words nor messages, whoever asks', async () => {
    const written = { request: 'Only for some', message: 'We have history' };
    const { organisation, scheme, request, proposal, coordinator, mentee } = await aProposedRequest(
      world,
      written,
    );
    await organisation.apply(update('request', request.id, { eligibility: 'I am in my first year' }));
    for (const actorId of [coordinator, mentee, undefined]) {
      const { requests } = await load(organisation, 'scheme', scheme.id, actorId);
      const [one] = requests;
      expect(one?.request).toMatchObject({ id: request.id, menteeId: mentee, areas: request.areas });
      expect(one?.proposals).toMatchObject([{ id: proposal.id, state: proposal.state }]);
      for (const text of [...Object.values(written), 'first year'])
        expect(JSON.stringify(requests)).not.toContain(text);
      expect(JSON.stringify(requests)).not.toContain(String.raw`\x`);
    }
  });

  test('words, once more for a mentor who has just declined, for as long as that can be taken back', async () => {
    const { organisation, proposal, mentor } = await aProposedRequest(world);
    const words = async (minutesAgo: number) => {
      const answeredAt = new Date(noon.getTime() - minutesAgo * 60_000);
      await organisation.apply(update('proposal', proposal.id, { state: 'declined', answeredAt }));
      return (await load(organisation, 'proposal', proposal.id, mentor)).request.words;
    };
    expect(await words(29)).toBe('Finding my feet');
    expect(await words(31)).toBe('');
  });

  test('words, for a colleague who was suggested only while they are asked: their yes or no leads to others who read them', async () => {
    const { organisation, request, proposal, mentor, otherMentor } = await aProposedRequest(world);
    const referral = {
      id: randomUUID(),
      requestId: request.id,
      proposalId: proposal.id,
      byId: mentor,
      colleagueId: otherMentor,
      state: 'asked',
      madeAt: noon,
    } as const;
    await organisation.apply(insert('referral', referral));
    const facts = await load(organisation, 'referral', referral.id, otherMentor);
    expect(facts.referral).toEqual(referral);
    expect(facts.request.words).toBe('Finding my feet');
    for (const state of ['not-asked', 'refused', 'lapsed'] as const) {
      await organisation.apply(update('referral', referral.id, { state }));
      expect((await load(organisation, 'referral', referral.id, otherMentor)).request.words).toBe('');
    }
    // Who may not be asked is not told so on their own page either.
    expect((await load(organisation, 'person', otherMentor, otherMentor)).referrals).toHaveLength(1);
    await organisation.apply(update('referral', referral.id, { state: 'not-asked' }));
    expect((await load(organisation, 'person', otherMentor, otherMentor)).referrals).toEqual([]);
  });

  test('a contact outside: who named it and the coordinators, and the mentee once it was passed on', async () => {
    const { organisation, request, proposal, coordinator, mentee, mentor, otherMentor } =
      await aProposedRequest(world);
    const id = randomUUID();
    await organisation.apply(
      insert('referral', {
        id,
        requestId: request.id,
        proposalId: proposal.id,
        byId: mentor,
        contact: 'Westmere',
        state: 'outside',
        madeAt: noon,
      }),
    );
    const contact = async (actorId: string) =>
      (await load(organisation, 'request', request.id, actorId)).referrals[0]?.contact;
    expect(await contact(coordinator)).toBe('Westmere');
    expect(await contact(mentor)).toBe('Westmere');
    expect(await contact(otherMentor)).toBeUndefined();
    expect(await contact(mentee)).toBeUndefined();
    await organisation.apply(update('referral', id, { answeredAt: noon }));
    expect(await contact(mentee)).toBe('Westmere');
    expect((await load(organisation, 'person', mentor, mentor)).referrals?.[0]?.contact).toBe('Westmere');
    // It goes with the key of whoever wrote it.
    await world.store.erase(organisation.id, { kind: 'person', id: mentor }, noon);
    expect(await contact(coordinator)).not.toBe('Westmere');
  });

  test.each(['the directory', 'the mentee'])(
    'a coordinator who manages or assesses the mentee, as %s has it: neither words nor messages',
    async (by) => {
      const { organisation, scheme, request, coordinator, mentee, otherMentor } = await aProposedRequest(
        world,
        {
          request: 'About my boss',
          message: 'We have history',
        },
      );
      await organisation.apply(
        by === 'the directory'
          ? line(mentee, coordinator)
          : update('request', request.id, { conflictIds: [coordinator] }),
        update('scheme', scheme.id, { coordinatorIds: [coordinator, otherMentor] }),
      );
      const seen = async (actorId: string) =>
        JSON.stringify([
          await load(organisation, 'request', request.id, actorId),
          await load(organisation, 'scheme', scheme.id, actorId),
        ]);
      for (const secret of ['About my boss', 'We have history']) {
        expect(await seen(coordinator)).not.toContain(secret);
        expect(await seen(otherMentor)).toContain(secret);
      }
    },
  );

  test('what a mentee has done of the training: themselves, and no coordinator who manages or assesses them', async () => {
    const { organisation, scheme, request, coordinator, mentee, mentor, otherMentor } =
      await aProposedRequest(world);
    const training = { schemeId: scheme.id, module: 'first-steps', doneOn: '2026-10-01' };
    await organisation.apply(
      insert('training', { ...training, id: randomUUID(), personId: mentee }),
      insert('training', { ...training, id: randomUUID(), personId: mentor }),
      update('scheme', scheme.id, { coordinatorIds: [coordinator, otherMentor] }),
      update('request', request.id, { state: 'matched', conflictIds: [coordinator] }),
    );
    const desk = async (actorId?: string) =>
      (await load(organisation, 'scheme', scheme.id, actorId)).trainings?.map(({ personId }) => personId);
    expect(await desk(coordinator)).toEqual([mentor]);
    expect(new Set(await desk(otherMentor))).toEqual(new Set([mentee, mentor]));
    // Nobody asks when a timer fires: it says nothing, and sets what is due for each.
    expect(new Set(await desk(undefined))).toEqual(new Set([mentee, mentor]));
    expect((await load(organisation, 'person', mentee, mentee)).trainings).toHaveLength(1);
    expect((await load(organisation, 'request', request.id, mentor)).trainings).toHaveLength(2);
    expect((await load(organisation, 'scheme', scheme.id, coordinator)).pairs).toBe(0);
  });

  test('the digest counts no request that some coordinator may not know of, so that no figure gives it away', async () => {
    const { organisation, scheme, coordinator, mentee, otherMentor } = await aProposedRequest(world);
    const [asha, boss] = await Promise.all(
      ['Asha Testwell', 'Bea Stone'].map((name) => organisation.person(name)),
    );
    if (!asha || !boss) throw new Error('Everybody was made');
    const counted = async () => {
      const { counts } = await load(organisation, 'scheme', scheme.id, coordinator);
      return [counts.waiting.length, counts.askedSince];
    };
    const askedAt = after(-60);
    const request = aRequest(scheme.id, asha, { state: 'waiting', askedAt });
    const own = aRequest(scheme.id, coordinator, { state: 'waiting', askedAt });
    await organisation.apply(
      insert('request', request),
      insert('request', own),
      update('scheme', scheme.id, { coordinatorIds: [coordinator, boss, otherMentor] }),
    );
    const before = await counted();
    expect(before).toEqual([2, 3]);
    await organisation.apply(line(asha, boss));
    expect(await counted()).toEqual([1, 2]);
    await organisation.apply(update('request', request.id, { state: 'withdrawn' }), line(mentee, boss));
    expect(await counted()).toEqual([1, 1]);
    await organisation.apply(update('scheme', scheme.id, { coordinatorIds: [coordinator, otherMentor] }));
    expect(await counted()).toEqual([1, 3]);
  });

  test('what a mentee declares of themselves: them and the coordinators, not the mentors who are asked', async () => {
    const { organisation, request, proposal, coordinator, mentee, mentor } = await aProposedRequest(world);
    await organisation.apply(update('request', request.id, { eligibility: 'Trained abroad' }));
    const declared = async (actorId: string) =>
      (await load(organisation, 'proposal', proposal.id, actorId)).request.eligibility;
    for (const id of [mentee, coordinator]) expect(await declared(id)).toBe('Trained abroad');
    expect(await declared(mentor)).toBeUndefined();
    const own = await load(organisation, 'person', mentor, mentor);
    expect(own.proposals[0]?.request).toMatchObject({ words: 'Finding my feet' });
    expect(JSON.stringify(own)).not.toContain('Trained abroad');
  });

  test('records: their authors all of them, the other one what is shared and no more', async () => {
    const { organisation, relationship, meeting, shared, kept, mentee, mentor, coordinator } =
      await aPair(world);
    const records = async (actorId?: string) =>
      (await load(organisation, 'meeting', meeting.id, actorId)).records;
    expect(await records(mentee)).toEqual([shared]);
    const theirs = await records(mentor);
    const { useful, ...notCounted } = shared;
    expect(useful).toBe(4);
    expect(theirs).toContainEqual({ ...notCounted, reflection: '' });
    expect(theirs).toContainEqual(kept);
    for (const outsider of [coordinator, undefined]) {
      expect(await records(outsider)).toEqual([]);
      const facts = await load(organisation, 'relationship', relationship.id, outsider);
      expect(facts.actions.map((action) => action.what)).toEqual(['']);
      expect(facts.agreement?.terms).toMatchObject({
        objectives: '',
        boundaries: '',
        contactBetween: '',
        cadenceDays: 28,
        records: 'shared',
      });
      expect(facts.recordedBy).toHaveLength(2);
    }
  });

  test("a person's own page is theirs: with anybody else asking, every text stays away", async () => {
    const { organisation, mentee, mentor, coordinator } = await aPair(world);
    const own = await load(organisation, 'person', mentee, mentee);
    expect(own.requests[0]?.words).toBe('Finding my feet');
    expect(own.relationships[0]?.actions[0]?.what).toBe('Book a course');
    expect(own.relationships[0]?.agreement?.terms.objectives).toBe('Confidence on nights');
    const mentors = await load(organisation, 'person', mentor, mentor);
    expect(mentors.proposals[0]).toMatchObject({
      request: { words: 'Finding my feet' },
      proposal: { message: 'Gladly' },
    });
    for (const asker of [coordinator, undefined]) {
      const text = JSON.stringify([
        await load(organisation, 'person', mentee, asker),
        await load(organisation, 'person', mentor, asker),
      ]);
      for (const secret of ['Finding my feet', 'Book a course', 'Confidence on nights', 'Gladly'])
        expect(text).not.toContain(secret);
    }
  });
});

describe('facts about a pair', () => {
  test('say who manages or assesses either of the two, and whom the mentee named', async () => {
    const { organisation, relationship, request, mentee, mentor } = await aPair(world);
    const [boss, above, appraiser] = await Promise.all(
      ['Bea Stone', 'Abe Stone', 'Ada Stone'].map((name) => organisation.person(name)),
    );
    if (!boss || !above || !appraiser) throw new Error('Everybody was made');
    await organisation.apply(
      line(mentee, boss),
      line(boss, above),
      line(mentor, appraiser),
      line(above, mentor),
      update('request', request.id, { conflictIds: [appraiser] }),
    );
    const { reportingLines, conflictIds } = await load(organisation, 'relationship', relationship.id, mentee);
    expect(new Map(reportingLines.map((one) => [one.personId, one.managerId]))).toEqual(
      new Map([
        [mentee, boss],
        [boss, above],
        [mentor, appraiser],
      ]),
    );
    expect(reportingLines).toHaveLength(3);
    expect(conflictIds).toEqual([appraiser]);
  });

  test('and on each one’s own page: newer ground rules that wait for assent', async () => {
    const { organisation, relationship, mentee, mentor, coordinator } = await aPair(world);
    const proposed = anAgreement(relationship.id, mentor, {}, { version: 9, agreedAt: undefined });
    await organisation.apply(insert('agreement', proposed));
    const glance = async (id: string, asker = id) =>
      (await load(organisation, 'person', id, asker)).relationships[0]?.proposedAgreement;
    expect(await glance(mentee)).toEqual(proposed);
    expect(await glance(mentor)).toEqual(proposed);
    expect((await glance(mentee, coordinator))?.terms.objectives).toBe('');
    await organisation.apply(update('agreement', proposed.id, { agreedAt: noon }));
    expect(await glance(mentee)).toBeUndefined();
  });
});

describe('facts about the ground rules and meetings of a pair', () => {
  test('read rules that were kept before there was a question for everything', async () => {
    const { organisation, relationship, mentee } = await aPair(world);
    const { terms, ...row } = anAgreement(relationship.id, mentee, {}, { version: 8 });
    const { objectives, boundaries, contactBetween, cadenceDays, minutes, place } = terms;
    const { cancellationHours, records, reviewOn } = terms;
    const old = { objectives, boundaries, contactBetween, cadenceDays, minutes, place, cancellationHours };
    // As the first version wrote them: the type has more fields than it had then.
    await organisation.apply(
      insert('agreement', { ...row, terms: { ...old, records, reviewOn } as typeof terms }),
    );
    const { agreement } = await load(organisation, 'relationship', relationship.id, mentee);
    expect(agreement?.terms).toMatchObject({
      ...old,
      goalsLong: '',
      booksMeetings: 'either',
      preparationDays: 0,
      datesToScheme: false,
    });
    const withoutWords = await load(organisation, 'relationship', relationship.id, undefined);
    expect(withoutWords.agreement?.terms).toMatchObject({ objectives: '', cadenceDays, preparationDays: 0 });
  });

  test('hold every version that was agreed, newest first, and its words for the two alone', async () => {
    const { organisation, relationship, mentee, coordinator } = await aPair(world);
    for (const version of [5, 6, 7])
      await organisation.apply(
        insert('agreement', anAgreement(relationship.id, mentee, { minutes: version * 10 }, { version })),
      );
    const facts = await load(organisation, 'relationship', relationship.id, mentee);
    expect(facts.agreement?.version).toBe(7);
    expect(facts.earlierAgreements.slice(0, 2).map(({ version }) => version)).toEqual([6, 5]);
    expect(facts.earlierAgreements[0]?.terms.objectives).not.toBe('');
    const others = await load(organisation, 'relationship', relationship.id, coordinator);
    expect(others.earlierAgreements.map(({ terms }) => terms.objectives).join('')).toBe('');
  });

  test('give what somebody has begun to its author alone', async () => {
    const { organisation, relationship, mentee, mentor, coordinator } = await aPair(world);
    const words = { ...noWords, objectives: 'Half a thought' };
    const draft = {
      id: randomUUID(),
      relationshipId: relationship.id,
      authorId: mentee,
      words,
      writtenAt: noon,
    };
    await organisation.apply(insert('rulesDraft', draft));
    expect((await load(organisation, 'relationship', relationship.id, mentee)).rulesDraft).toEqual(draft);
    for (const asker of [mentor, coordinator, undefined])
      expect((await load(organisation, 'relationship', relationship.id, asker)).rulesDraft).toBeUndefined();
  });

  test('give topics for a meeting to the two alone', async () => {
    const { organisation, relationship, meeting, mentee, mentor, coordinator } = await aPair(world);
    await organisation.apply(
      insert('preparation', {
        id: randomUUID(),
        meetingId: meeting.id,
        relationshipId: relationship.id,
        authorId: mentee,
        words: 'My rota',
        writtenAt: noon,
      }),
    );
    const words = async (asker?: string) =>
      (await load(organisation, 'meeting', meeting.id, asker)).preparations.map((one) => one.words);
    for (const asker of [mentee, mentor]) expect(await words(asker)).toEqual(['My rota']);
    for (const asker of [coordinator, undefined]) expect(await words(asker)).toEqual(['']);
  });

  test('keep the next steps of a record that its author has deleted', async () => {
    const { organisation, relationship, mentee, mentor } = await aPair(world);
    const held = aMeeting(relationship.id, mentee, { state: 'met', heldMinutes: 40, heldPlace: 'phone' });
    const record = aRecord(held, mentee, { topics: ['Rotas', 'Saying no'], preparationMinutes: 15 });
    const step = anAction(relationship.id, record.id, mentor);
    await organisation.apply(
      insert('meeting', held),
      insert('sessionRecord', record),
      insert('action', step),
    );
    const theirs = await load(organisation, 'meeting', held.id, mentor);
    const read = theirs.records.find(({ id }) => id === record.id);
    expect(read).toMatchObject({ topics: ['Rotas', 'Saying no'], reflection: '' });
    expect(read).not.toHaveProperty('preparationMinutes');
    expect(theirs.meeting).toMatchObject({ heldMinutes: 40, heldPlace: 'phone' });
    await organisation.apply({ change: 'remove', noun: 'sessionRecord', id: record.id });
    const later = await load(organisation, 'meeting', held.id, mentor);
    expect(later.records.map(({ id }) => id)).not.toContain(record.id);
    const left = later.actions.find(({ id }) => id === step.id);
    expect(left).toMatchObject({ what: step.what });
    expect(left).not.toHaveProperty('recordId');
  });
});

describe('facts about a person', () => {
  test('hold everything that concerns them, and the people who are named', async () => {
    const { organisation, coordinator, mentee, mentor, scheme, request, relationship, meeting, shared } =
      await aPair(world);
    const boss = await organisation.person('Bea Stone');
    const chief = await organisation.person('Chidi Moss');
    await organisation.apply(line(mentee, boss), line(boss, chief), line(mentor, chief));
    const facts = await load(organisation, 'person', mentee, mentee);
    expect(facts).toMatchObject({
      person: { id: mentee, name: 'Mina Hart', zone: 'Europe/London' },
      organisationName: 'Eastmere Hospital',
      administrator: false,
      schemes: [scheme],
      offers: [],
      requests: [request],
      proposals: [],
      relationships: [{ relationship, meetings: [meeting], recorded: [shared.meetingId] }],
    });
    expect(new Set(facts.reportingLines?.map((one) => `${one.personId} ${one.managerId}`))).toEqual(
      new Set([`${mentee} ${boss}`, `${boss} ${chief}`]),
    );
    expect(Object.keys(facts.people).toSorted()).toEqual(
      [coordinator, mentee, mentor, boss, chief].toSorted(),
    );
  });

  test('show requests under way and the newest that is over; relationships of the last 90 days', async () => {
    const { organisation, scheme, request, mentee, mentor } = await aProposedRequest(world);
    const old = aRequest(scheme.id, mentee, { state: 'withdrawn', askedAt: after(-2000) });
    const newer = aRequest(scheme.id, mentee, { state: 'matched', askedAt: after(-1000) });
    const day = 24 * 60;
    const ended = { state: 'ended', ending: 'natural' } as const;
    const recent = aRelationship(scheme.id, newer.id, mentee, mentor, {
      ...ended,
      endedAt: after(-89 * day),
    });
    const past = aRelationship(scheme.id, old.id, mentee, mentor, { ...ended, endedAt: after(-91 * day) });
    await organisation.apply(
      ...[old, newer].map((row) => insert('request', row)),
      ...[recent, past].map((row) => insert('relationship', row)),
    );
    const facts = await load(organisation, 'person', mentee, mentee);
    expect(facts.requests.map((one) => one.id)).toEqual([newer.id, request.id]);
    expect(facts.relationships.map((one) => one.relationship)).toEqual([recent]);
  });

  test('show the newest ground rules that both agreed to, and actions that are not done', async () => {
    const { organisation, relationship, mentee, mentor, shared, action } = await aPair(world);
    const done = anAction(relationship.id, shared.id, mentee, { doneAt: noon });
    const second = anAgreement(relationship.id, mentor, {}, { version: 2, agreedAt: after(1) });
    const third = anAgreement(relationship.id, mentee, {}, { version: 3, agreedAt: undefined });
    await organisation.apply(insert('action', done), insert('agreement', second), insert('agreement', third));
    const [glance] = (await load(organisation, 'person', mentee, mentee)).relationships;
    expect(glance?.actions).toEqual([action]);
    expect(glance?.agreement).toEqual(second);
    const facts = await load(organisation, 'relationship', relationship.id, mentee);
    const { agreedAt, ...waiting } = third;
    expect(agreedAt).toBeUndefined();
    expect([facts.agreement, facts.proposedAgreement]).toEqual([second, waiting]);
    expect(facts.actions).toEqual([action, done]);
  });

  test('know an administrator', async () => {
    const organisation = await anOrganisation(world);
    const account = { ...organisation.slack, account: 'U-1' };
    const profile = { externalId: 'U-1', name: 'Ada Min', administrator: true };
    const { id } = await world.store.keepProfile(organisation.id, account, profile, {});
    expect((await load(organisation, 'person', id, id)).administrator).toBe(true);
  });
});

describe('what is private to one person', () => {
  test('whom they would rather not meet is given to nobody else who looks at their matters', async () => {
    const { organisation, mentee, mentor, coordinator } = await aProposedRequest(world);
    const block = { id: randomUUID(), blockerId: mentee, blockedId: mentor };
    await organisation.apply(insert('block', block));
    const own = await load(organisation, 'person', mentee, mentee);
    expect(own.blocks).toEqual([block]);
    expect(own.people[mentor]?.name).toBe('Otto Lund');
    for (const asker of [mentor, coordinator, undefined])
      expect((await load(organisation, 'person', mentee, asker)).blocks).toEqual([]);
    expect((await load(organisation, 'person', mentor, mentor)).blocks).toEqual([]);
  });

  test('what somebody answered to the watch is given to them alone; for rules, that they go on or have come to the end', async () => {
    const { organisation, relationship, mentee, mentor, coordinator } = await aPair(world);
    const ofPair = { relationshipId: relationship.id };
    await organisation.apply(
      insert('watchAnswer', {
        id: randomUUID(),
        ...ofPair,
        personId: mentee,
        givenAt: after(-60),
        answer: 'not-working',
        notBefore: '2027-01-05',
      }),
      insert('watchAnswer', {
        id: randomUUID(),
        ...ofPair,
        personId: mentee,
        givenAt: noon,
        answer: 'natural',
      }),
      insert('pause', { id: randomUUID(), ...ofPair, startedAt: after(-60), endedAt: noon }),
    );
    const of = async (actorId?: string) =>
      (await load(organisation, 'relationship', relationship.id, actorId)).heard;
    expect((await of(mentee)).answers.map(({ answer }) => answer)).toEqual(['not-working', 'natural']);
    for (const actorId of [mentor, coordinator, undefined]) {
      const { answers, naturalSaid } = await of(actorId);
      expect(answers.map(({ answer }) => answer)).toEqual([undefined, undefined]);
      expect(answers.map(({ goesOn, notBefore }) => [goesOn, notBefore])).toEqual([
        [false, '2027-01-05'],
        [false, undefined],
      ]);
      expect(naturalSaid).toEqual({ [mentee]: noon });
    }
    const { pauses } = await load(organisation, 'relationship', relationship.id, mentor);
    expect(pauses).toMatchObject([{ startedAt: after(-60), endedAt: noon }]);
  });

  test('closing words, and where somebody moves, are given to them alone; for rules, only that they move', async () => {
    const { organisation, relationship, mentee, mentor, coordinator } = await aPair(world);
    const ofPair = { relationshipId: relationship.id };
    const closing = {
      id: randomUUID(),
      ...ofPair,
      authorId: mentee,
      words: { ...noClosingWords, reflection: 'To ask sooner' },
      writtenAt: noon,
    };
    const rotation = {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      movesOn: '2027-02-03',
      where: 'Seaview',
      choice: 'later' as const,
      again: false,
      saidAt: noon,
    };
    await organisation.apply(insert('closing', closing), insert('rotation', rotation));
    const own = await load(organisation, 'relationship', relationship.id, mentee);
    expect(own.closing).toEqual(closing);
    expect(own.rotations).toEqual([rotation]);
    for (const asker of [mentor, coordinator]) {
      const seen = await load(organisation, 'relationship', relationship.id, asker);
      expect(seen.closing).toBeUndefined();
      expect(seen.rotations).toEqual([]);
    }
    const byItself = await load(organisation, 'relationship', relationship.id, undefined);
    expect(byItself.closing).toBeUndefined();
    expect(byItself.rotations).toMatchObject([{ personId: mentee, choice: 'later' }]);
    expect(JSON.stringify(byItself)).not.toContain('Seaview');
    const [glance] = (await load(organisation, 'person', mentee, mentee)).relationships;
    expect(glance).toMatchObject({ closedAt: noon, rotation: { movesOn: '2027-02-03' } });
    const [theirs] = (await load(organisation, 'person', mentor, mentor)).relationships;
    expect(theirs).toMatchObject({ rotation: undefined });
    expect(theirs).not.toHaveProperty('closedAt');
  });

  test('a mentor’s contact log is given to that mentor alone', async () => {
    const { organisation, relationship, mentee, mentor, coordinator } = await aPair(world);
    const attempt = {
      id: randomUUID(),
      relationshipId: relationship.id,
      authorId: mentor,
      triedOn: '2026-10-02',
      how: 'phone' as const,
      note: 'Only for me',
    };
    await organisation.apply(insert('contactAttempt', attempt));
    const facts = await load(organisation, 'relationship', relationship.id, mentor);
    expect(facts.contactAttempts).toEqual([attempt]);
    for (const asker of [mentee, coordinator, undefined])
      expect((await load(organisation, 'relationship', relationship.id, asker)).contactAttempts).toEqual([]);
  });
});

const aBlock = (blockerId: string, blockedId: string): Change =>
  insert('block', { id: randomUUID(), blockerId, blockedId });

describe('facts about a request', () => {
  test('hold the pool once for each mentor, with how many places they have given away', async () => {
    const { organisation, scheme, request, relationship, mentor, otherMentor, coordinator, mentee } =
      await aPair(world);
    const leaving = await organisation.person('Lea Ving');
    await organisation.apply(
      insert('offer', anOffer(scheme.id, leaving, { state: 'closed' })),
      insert('offer', anOffer(scheme.id, otherMentor, { state: 'closed', capacity: 9 })),
      insert('proposal', aProposal(request.id, otherMentor, coordinator)),
    );
    const facts = await load(organisation, 'request', request.id, coordinator);
    const pool = facts.pool.map(({ offer, mentees, openProposals }) => [
      offer.personId,
      offer.state,
      mentees,
      openProposals,
    ]);
    expect(pool).toHaveLength(3);
    expect(pool).toEqual(
      expect.arrayContaining([
        [mentor, 'open', 1, 1],
        [otherMentor, 'open', 0, 1],
        [leaving, 'closed', 0, 0],
      ]),
    );
    await organisation.apply(update('relationship', relationship.id, { state: 'ended', ending: 'natural' }));
    expect((await load(organisation, 'request', request.id, mentee)).pool[0]?.mentees).toBe(0);
  });

  test("hold the mentee's private blocks, whoever made them, and nobody else's", async () => {
    const { organisation, request, mentee, mentor, otherMentor, coordinator } = await aProposedRequest(world);
    await organisation.apply(
      aBlock(mentee, mentor),
      aBlock(otherMentor, mentee),
      aBlock(coordinator, mentor),
    );
    const { blocks } = await load(organisation, 'request', request.id, coordinator);
    expect(new Set(blocks.map((pair) => pair.join(' ')))).toEqual(
      new Set([`${mentee} ${mentor}`, `${otherMentor} ${mentee}`]),
    );
  });

  test('know who has declined an earlier request of the same mentee in the same scheme', async () => {
    const { organisation, request, proposal, scheme, mentee, mentor, otherMentor, coordinator } =
      await aProposedRequest(world);
    const earlier = aRequest(scheme.id, mentee, { state: 'withdrawn' });
    const somebodyElses = aRequest(scheme.id, otherMentor, { state: 'withdrawn' });
    await organisation.apply(
      update('proposal', proposal.id, { state: 'expired' }),
      insert('request', earlier),
      insert('request', somebodyElses),
      insert('proposal', aProposal(earlier.id, mentor, coordinator, { state: 'declined' })),
      insert('proposal', aProposal(somebodyElses.id, coordinator, coordinator, { state: 'declined' })),
    );
    expect((await load(organisation, 'request', request.id, coordinator)).declinedBeforeIds).toEqual([
      mentor,
    ]);
    expect((await load(organisation, 'request', earlier.id, coordinator)).declinedBeforeIds).toEqual([]);
  });

  test('a proposal comes with its request, and with itself', async () => {
    const { organisation, request, proposal, mentor } = await aProposedRequest(world);
    const facts = await load(organisation, 'proposal', proposal.id, mentor);
    expect([facts.request, facts.proposal, facts.proposals]).toEqual([request, proposal, [proposal]]);
  });
});

describe("facts about a scheme: the coordinators' desk", () => {
  test('count the week that has passed, without content', async () => {
    const { organisation, scheme, request, relationship, meeting, mentee, mentor, otherMentor, coordinator } =
      await aPair(world);
    const waiting = aRequest(scheme.id, mentee, { state: 'waiting', askedAt: after(-60) });
    const quietOne = aRelationship(scheme.id, waiting.id, mentee, otherMentor, {
      startedAt: after(-60 * 24 * 60),
      cadenceDays: 14,
      band: 'asking',
    });
    const over = aRelationship(scheme.id, request.id, mentee, otherMentor, {
      state: 'ended',
      ending: 'goals-met',
      endedAt: after(-60),
      startedAt: after(-90 * 24 * 60),
    });
    const old = aMeeting(quietOne.id, mentee, {
      state: 'met',
      start: { date: '2026-10-01', time: '09:00', zone: 'Europe/London' },
    });
    await organisation.apply(
      insert('request', waiting),
      insert('relationship', quietOne),
      insert('relationship', over),
      insert('meeting', old),
      update('meeting', meeting.id, { state: 'met' }),
    );
    await world.admin.query(`update meeting set updated_at = $1 where id = $2`, [
      after(-30 * 24 * 60),
      old.id,
    ]);
    const { counts, requests } = await load(organisation, 'scheme', scheme.id, coordinator);
    expect(requests.map((one) => one.request.id)).toEqual([waiting.id, request.id]);
    expect(counts).toEqual({
      since: after(-7 * 24 * 60),
      waiting: [{ requestId: waiting.id, askedAt: after(-60) }],
      askedSince: 2,
      startedSince: 1,
      metSince: 1,
      active: 2,
      quiet: 1,
      endedSince: { 'goals-met': 1 },
      before: { asked: 0, started: 0, met: 0, ended: 0 },
      metByWeek: [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
      useful: { count: 1, sum: 4 },
      checkIns: { count: 0, well: 0 },
      mentors: 2,
      places: 0,
    });
    expect(relationship.mentorId).toBe(mentor);
  });

  test('a pair is quiet as the watch has it, while it is under way', async () => {
    const { organisation, scheme, request, mentee, mentor, coordinator } = await aProposedRequest(world);
    const pair = aRelationship(scheme.id, request.id, mentee, mentor);
    await organisation.apply(insert('relationship', pair));
    const quiet = async () => (await load(organisation, 'scheme', scheme.id, coordinator)).counts.quiet;
    expect(await quiet()).toBe(0);
    for (const [band, count] of [
      ['quiet', 1],
      ['asking', 1],
      ['going well', 0],
      ['not started', 0],
    ] as const) {
      await organisation.apply(update('relationship', pair.id, { band }));
      expect(await quiet()).toBe(count);
    }
    await organisation.apply(update('relationship', pair.id, { band: 'quiet', state: 'paused' }));
    expect(await quiet()).toBe(0);
  });
});

describe('facts about the pairs of a scheme', () => {
  test('those under way and those that ended lately, without anything of what they wrote', async () => {
    const { organisation, scheme, request, relationship, mentee, mentor, otherMentor, coordinator } =
      await aPair(world, { shared: 'Only for the two' });
    const ended = (endedAt: Date) =>
      aRelationship(scheme.id, request.id, mentee, otherMentor, {
        state: 'ended',
        endedAt,
        startedAt: after(-300 * 24 * 60),
      });
    const lately = ended(after(-80 * 24 * 60));
    await organisation.apply(
      insert('relationship', lately),
      insert('relationship', ended(after(-100 * 24 * 60))),
      line(mentor, coordinator),
    );
    const facts = await load(organisation, 'pairs', scheme.id, coordinator);
    expect(facts.pairs.map((one) => one.relationship.id)).toEqual([relationship.id, lately.id]);
    expect(facts.people[mentor]?.name).toBe('Otto Lund');
    expect(facts.reportingLines).toMatchObject([{ personId: mentor, managerId: coordinator }]);
    expect(JSON.stringify(facts)).not.toContain('Only for the two');
  });
});

describe('the way back to a relationship that has ended', () => {
  test('depends on the mentor’s places, on private wishes, and on what has come of the request', async () => {
    const { organisation, relationship, mentee, mentor, request } = await aPair(world);
    const way = async () => (await load(organisation, 'relationship', relationship.id, mentee)).wayBack;
    expect(await way()).toBeUndefined();
    await organisation.apply(update('relationship', relationship.id, { state: 'ended', endedAt: noon }));
    expect(await way()).toMatchObject({
      blocked: false,
      mentor: { mentees: 0, offer: { personId: mentor } },
    });
    await organisation.apply(
      insert('block', { id: randomUUID(), blockerId: mentor, blockedId: mentee }),
      update('request', request.id, { state: 'waiting' }),
    );
    expect(await way()).toMatchObject({ blocked: true, taken: true });
  });
});

describe('what is not there', () => {
  test.each(['person', 'request', 'proposal', 'relationship', 'meeting', 'scheme', 'pairs'] as const)(
    'a %s of another organisation, an unknown one, or nonsense',
    async (subject) => {
      const { organisation, mentee, request, proposal, relationship, meeting, scheme } = await aPair(world);
      const ids = {
        person: mentee,
        request: request.id,
        proposal: proposal.id,
        relationship: relationship.id,
        meeting: meeting.id,
        scheme: scheme.id,
        pairs: scheme.id,
      };
      const other = await anOrganisation(world);
      expect(await load(other, subject, ids[subject], mentee)).toBeUndefined();
      expect(await load(organisation, subject, organisation.id, mentee)).toBeUndefined();
      expect(await load(organisation, subject, `${ids[subject]}' or true --`, mentee)).toBeUndefined();
      expect(await load(organisation, subject, ids[subject], mentee)).toBeDefined();
    },
  );

  test('a subject that no dialog has is our own mistake', async () => {
    const organisation = await anOrganisation(world);
    const asked = world.store.transact(organisation.id, (tx) =>
      tx.loadFacts('constructor', organisation.id, undefined, noon),
    );
    await expect(asked).rejects.toThrow(/no facts about a constructor/);
  });
});

test('the subject is locked: a second turn about it waits, and sees what the first one wrote', async () => {
  const { organisation, relationship, meeting, mentee } = await aPair(world);
  const turn = () =>
    world.store.transact(organisation.id, async (tx) => {
      const { meetings } = (await tx.loadFacts('meeting', meeting.id, mentee, noon)) as FactsOf['meeting'];
      const sequence = Math.max(...meetings.map((one) => one.sequence)) + 1;
      await tx.apply([update('meeting', meeting.id, { sequence })], noon);
    });
  await Promise.all(Array.from({ length: 8 }, turn));
  expect((await load(organisation, 'relationship', relationship.id, mentee)).meetings[0]?.sequence).toBe(8);
  const record = aRecord(meeting, mentee);
  await expect(organisation.apply(insert('sessionRecord', record))).rejects.toThrow(/unique constraint/);
});
