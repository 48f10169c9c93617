import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeetingFacts, PersonFacts, RelationshipFacts } from '../../../src/mentoring/facts.ts';
import { newKey, parseKeys } from '../../../src/store/keys.ts';
import { erasedText } from '../../../src/mentoring/erased.ts';
import { createStore } from '../../../src/store/store.ts';
import { aMessage, aPair, aWorld, after, noon, update } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const facts = <T>(organisationId: string, subject: string, id: string, actorId?: string): Promise<T> =>
  world.store.transact(
    organisationId,
    async (tx) => (await tx.loadFacts(subject, id, actorId, noon)) as T, // the subject says which facts they are
  );

describe('destroying a key', () => {
  test("a pair's key erases what the pair shared, and leaves each one's own", async () => {
    const { organisation, relationship, mentee, mentor, action } = await aPair(world);
    await world.store.erase(organisation.id, { kind: 'relationship', id: relationship.id }, noon);

    const seen = await facts<RelationshipFacts>(organisation.id, 'relationship', relationship.id, mentee);
    expect(seen.records.map((one) => [one.discussed, one.reflection])).toEqual([
      [erasedText, 'I felt heard'],
    ]);
    expect(seen.actions).toMatchObject([{ id: action.id, what: erasedText }]);
    expect(seen.agreement?.terms).toMatchObject({ objectives: erasedText, records: 'none' });
    const theirs = await facts<RelationshipFacts>(organisation.id, 'relationship', relationship.id, mentor);
    expect(theirs.records.find((one) => one.authorId === mentor)).toMatchObject({
      discussed: 'They did well',
    });
  });

  test("a person's key erases what is theirs alone; new text of theirs gets a new key", async () => {
    const { organisation, mentee, request } = await aPair(world, { reflection: 'Mine alone' });
    await world.store.erase(organisation.id, { kind: 'person', id: mentee }, noon);
    const seen = await facts<PersonFacts>(organisation.id, 'person', mentee, mentee);
    expect(seen.requests.map((one) => one.words)).toEqual([erasedText]);

    await organisation.apply(update('request', request.id, { words: 'Starting again' }));
    const again = await facts<PersonFacts>(organisation.id, 'person', mentee, mentee);
    expect(again.requests.map((one) => one.words)).toEqual(['Starting again']);
  });

  test('a message that waits for an erased person is given up, and those of others go out', async () => {
    const { organisation, mentee, mentor } = await aPair(world);
    await organisation.append(aMessage(mentee, 'For the erased'), aMessage(mentor, 'For the other'));
    await world.store.erase(organisation.id, { kind: 'person', id: mentee }, noon);
    const key = { organisationId: organisation.id, platform: 'slack' };
    const leased = (await world.store.outbox.lease(key, 'a drain', 10, after(1), noon)) ?? [];
    expect(leased.map((entry) => entry.content)).toMatchObject([{ send: { title: 'For the other' } }]);
    expect(await world.store.outbox.nextDue(key, noon)).toEqual(after(1));
  });

  test('leaves the answer to a repeated event out, and still knows the event', async () => {
    const { organisation, mentee } = await aPair(world);
    const account = { ...organisation.slack, account: 'slack-Mina Hart' };
    const taken = await world.store.transact(organisation.id, async (tx) => {
      await tx.takeEvent('e-1');
      await tx.touchAccount(account, { at: noon });
      await tx.keepReply('e-1', { reply: 'ack' });
      return tx.takeEvent('e-1');
    });
    expect(taken).toEqual({ taken: false, reply: { reply: 'ack' } });
    await world.store.erase(organisation.id, { kind: 'person', id: mentee }, noon);
    expect(await world.store.transact(organisation.id, (tx) => tx.takeEvent('e-1'))).toEqual({
      taken: false,
      reply: undefined,
    });
  });
});

describe('what a pair agreed to make unreadable', () => {
  test('is destroyed with its key in the turn that says so: no copy of the database gives it back', async () => {
    const { organisation, relationship, mentee, mentor } = await aPair(world, {
      shared: 'Shredded words',
      reflection: 'Kept for myself',
    });
    const account = { ...organisation.slack, account: 'slack-Mina Hart' };
    await world.store.transact(organisation.id, async (tx) => {
      await tx.takeEvent('read-a-record');
      await tx.touchAccount(account, { at: noon });
      await tx.keepReply('read-a-record', { reply: 'ack' });
    });
    const wrapped = () =>
      world.admin.query<{ wrapped: Buffer | null }>(
        `select wrapped from data_key where owner_kind = 'relationship' and owner_id = $1`,
        [relationship.id],
      );
    expect((await wrapped()).rows).toEqual([{ wrapped: expect.any(Buffer) as Buffer }]);
    await organisation.apply({ change: 'shred', noun: 'relationship', id: relationship.id });
    // Without the wrapped key there is nothing that the keys of the configuration could open.
    expect((await wrapped()).rows).toEqual([{ wrapped: null }]);
    const replies = await world.admin.query(
      'select from inbox where organisation_id = $1 and reply is not null and person_id in ($2, $3)',
      [organisation.id, mentee, mentor],
    );
    expect(replies.rowCount).toBe(0);
    const seen = await facts<RelationshipFacts>(organisation.id, 'relationship', relationship.id, mentee);
    expect(JSON.stringify(seen)).not.toContain('Shredded words');
    expect(seen.records[0]).toMatchObject({ discussed: erasedText, reflection: 'Kept for myself' });
    expect(seen.meetings.length).toBeGreaterThan(0);
  });

  test('does not come back with what they write when they go on, which has a key of its own', async () => {
    const { organisation, relationship, mentee, action } = await aPair(world, { shared: 'Before' });
    await organisation.apply({ change: 'shred', noun: 'relationship', id: relationship.id });
    await organisation.apply(update('action', action.id, { what: 'Written after' }));
    const seen = await facts<RelationshipFacts>(organisation.id, 'relationship', relationship.id, mentee);
    expect(seen.actions).toMatchObject([{ what: 'Written after' }]);
    expect(seen.records[0]?.discussed).toBe(erasedText);
  });
});

describe('changing the wrapping key', () => {
  test('wraps every key anew; then the old one can go, and everything still reads', async () => {
    const { organisation, meeting, mentee } = await aPair(world, { shared: 'Read me after' });
    const next = newKey('k2');
    const withKeys = (keys: string) => createStore({ database: world.database, keys: parseKeys(keys) });
    const during = withKeys(`${next},${world.keys}`);
    expect(await during.rewrapKeys()).toBeGreaterThan(2);
    expect(await during.rewrapKeys()).toBe(0);
    const read = (keys: string) =>
      withKeys(keys).transact(
        organisation.id,
        async (tx) => (await tx.loadFacts('meeting', meeting.id, mentee, noon)) as MeetingFacts, // its subject
      );
    expect((await read(next)).records[0]?.discussed).toBe('Read me after');
    await expect(read(world.keys)).rejects.toThrow(/"k2", which RAPPORT_KEYS does not have/);
    // Back to how the other tests of this file have it.
    await withKeys(`${world.keys},${next}`).rewrapKeys();
  });
});

describe('a thief who can write to the tables', () => {
  test("cannot read one person's text by moving it into another's row", async () => {
    const { organisation, request, proposal, coordinator } = await aPair(world);
    await world.admin.query(
      `update proposal set message = (select words from request where id = $1) where id = $2`,
      [request.id, proposal.id],
    );
    await expect(facts(organisation.id, 'request', request.id, coordinator)).rejects.toThrow(
      `proposal.message of ${proposal.id} does not open`,
    );
  });

  test('cannot open a text by moving its key to another owner', async () => {
    const { organisation, request, mentor, mentee } = await aPair(world);
    await world.admin.query(`delete from data_key where owner_id = $1`, [mentor]);
    await world.admin.query(`update data_key set owner_id = $1 where owner_id = $2`, [mentor, mentee]);
    await expect(facts(organisation.id, 'request', request.id, mentee)).rejects.toThrow(
      /cannot be unwrapped/,
    );
  });
});
