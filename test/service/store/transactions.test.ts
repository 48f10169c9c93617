import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { parseKeys } from '../../../src/store/keys.ts';
import { createStore } from '../../../src/store/store.ts';
import {
  aProposedRequest,
  aWorld,
  after,
  anOffer,
  aProposal,
  aRequest,
  anOrganisation,
  insert,
  noon,
  update,
  aDoor,
} from './world.ts';
import type { World } from './world.ts';
import type { ProposalFacts } from '../../../src/mentoring/facts.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

describe('a transaction that the database breaks off', () => {
  test('is run again from the start: two turns that lock crosswise both get through', async () => {
    const { organisation, request, offer } = await aProposedRequest(world);
    const locked = { one: aDoor(), other: aDoor() };
    let runs = 0;
    const turn = (first: 'one' | 'other', second: 'one' | 'other') =>
      world.store.transact(organisation.id, async (tx) => {
        runs += 1;
        const change = {
          one: update('request', request.id, { place: 'phone' }),
          other: update('offer', offer.id, { capacity: 3 }),
        };
        await tx.apply([change[first]], noon);
        locked[first].open();
        await locked[second].opened;
        await tx.apply([change[second]], noon);
      });
    await Promise.all([turn('one', 'other'), turn('other', 'one')]);
    expect(runs).toBe(3);
  });

  test('is not run again for any other failure', async () => {
    const organisation = await anOrganisation(world);
    let runs = 0;
    await expect(
      world.store.transact(organisation.id, async (tx) => {
        runs += 1;
        await tx.apply([update('offer', organisation.id, { capacity: 1 })], noon);
      }),
    ).rejects.toThrow(/There is no offer/);
    expect(runs).toBe(1);
  });

  test('leaves nothing behind when it fails', async () => {
    const { organisation, scheme, mentee } = await aProposedRequest(world);
    const request = aRequest(scheme.id, mentee);
    await expect(
      world.store.transact(organisation.id, async (tx) => {
        await tx.apply([insert('request', request)], noon);
        throw new Error('changed its mind');
      }),
    ).rejects.toThrow('changed its mind');
    const facts = await world.store.transact(organisation.id, (tx) =>
      tx.loadFacts('request', request.id, mentee, noon),
    );
    expect(facts).toBeUndefined();
  });
});

describe("a mentor's last place", () => {
  test('is given once, however many accept at the same moment', async () => {
    const { organisation, scheme, coordinator, mentor } = await aProposedRequest(world);
    const mentees = await Promise.all(
      ['Ada', 'Ben', 'Cleo', 'Dev', 'Eli'].map((name) => organisation.person(name)),
    );
    const requests = mentees.map((mentee) => aRequest(scheme.id, mentee));
    const proposals = requests.map((request) => aProposal(request.id, mentor, coordinator));
    await organisation.apply(
      ...requests.map((row) => insert('request', row)),
      ...proposals.map((row) => insert('proposal', row)),
    );
    const accept = (index: number) =>
      world.store.transact(organisation.id, async (tx) => {
        const { proposal, request, pool } = (await tx.loadFacts(
          'proposal',
          proposals[index]?.id ?? '',
          mentor,
          noon,
        )) as ProposalFacts; // its subject
        const place = pool.find((one) => one.offer.personId === mentor);
        if (place === undefined || place.mentees >= place.offer.capacity) return 'full';
        await tx.apply(
          [
            update('proposal', proposal.id, { state: 'accepted', answeredAt: after(1) }),
            update('request', request.id, { state: 'matched' }),
            insert('relationship', {
              id: proposal.id,
              schemeId: scheme.id,
              requestId: request.id,
              menteeId: request.menteeId,
              mentorId: mentor,
              state: 'active',
              cadenceDays: 28,
              startedAt: noon,
            }),
          ],
          noon,
        );
        return 'accepted';
      });
    const answers = await Promise.all(proposals.map((_, index) => accept(index)));
    expect(answers.toSorted()).toEqual(['accepted', 'full', 'full', 'full', 'full']);
  });
});

describe('the tables themselves refuse two of what there can be one of', () => {
  test.each([
    'two accepted proposals of one request',
    'two living relationships of one request',
    'two open offers',
    'the same proposal twice',
  ])('%s', async (what) => {
    const { organisation, scheme, request, proposal, mentor, otherMentor, coordinator, mentee } =
      await aProposedRequest(world);
    const relationship = {
      schemeId: scheme.id,
      requestId: request.id,
      menteeId: mentee,
      mentorId: mentor,
      state: 'active' as const,
      cadenceDays: 28,
      startedAt: noon,
    };
    const second = {
      'two accepted proposals of one request': [
        update('proposal', proposal.id, { state: 'accepted' }),
        insert('proposal', aProposal(request.id, otherMentor, coordinator, { state: 'accepted' })),
      ],
      'two living relationships of one request': [
        insert('relationship', { ...relationship, id: request.id }),
        insert('relationship', { ...relationship, id: proposal.id, state: 'paused', mentorId: otherMentor }),
      ],
      'two open offers': [insert('offer', anOffer(scheme.id, mentor, { state: 'paused' }))],
      'the same proposal twice': [insert('proposal', aProposal(request.id, mentor, coordinator))],
    }[what];
    await expect(organisation.apply(...(second ?? []))).rejects.toThrow(/unique constraint/);
  });

  test('a row cannot point to a row of another organisation', async () => {
    const here = await aProposedRequest(world);
    const there = await aProposedRequest(world);
    await expect(
      here.organisation.apply(insert('proposal', aProposal(there.request.id, here.mentor, here.coordinator))),
    ).rejects.toThrow(/foreign key/);
    await expect(
      here.organisation.apply(insert('request', aRequest(here.scheme.id, there.mentee))),
    ).rejects.toThrow(/foreign key/);
  });
});

test('a broken connection fails the turn that used it and no other, and the process lives on', async () => {
  const organisation = await anOrganisation(world);
  const broken: Error[] = [];
  const database = await openDatabase({ url: world.url, onError: (error) => broken.push(error) });
  const store = createStore({ database, keys: parseKeys(world.keys) });
  const failing = store.transact(organisation.id, async (tx) => {
    await tx.takeEvent('cut-off');
    await world.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'rapport_app' and state = 'idle in transaction'`,
    );
    await tx.takeEvent('never');
  });
  await expect(failing).rejects.toThrow();
  expect(await store.transact(organisation.id, (tx) => tx.takeEvent('cut-off'))).toEqual({ taken: true });
  await database.close();
});
