import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeasedEntry } from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import { aCard, aMessage, aWorld, after, anOrganisation, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
let mina: string;
let otto: string;

beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  organisation = await anOrganisation(world);
  mina = await organisation.person('Mina Hart');
  otto = await organisation.person('Otto Lund');
});
afterAll(() => world.close());

const key = (platform = 'slack') => ({ organisationId: organisation.id, platform });
const lease = async (now = noon, limit = 10, platform = 'slack') =>
  (await world.store.outbox.lease(key(platform), 'a drain', limit, new Date(now.getTime() + 60_000), now)) ??
  [];
const sent = (entry: LeasedEntry, message?: string, at = noon) =>
  world.store.outbox.sent(entry, {
    at,
    ...(message !== undefined && { message: asMessageAddress(message) }),
  });

function titleOf({ content }: LeasedEntry): string {
  if ('send' in content) return content.send.title;
  return 'update' in content ? content.update.title : 'home';
}

async function theOne(now = noon, platform = 'slack'): Promise<LeasedEntry> {
  const all = await lease(now, 10, platform);
  expect(all).toHaveLength(1);
  const [entry] = all;
  if (entry === undefined) throw new Error('One entry was leased');
  return entry;
}

describe('what is appended', () => {
  test('comes out whole: to whom, where, and what', async () => {
    const files = [{ kind: 'calendar', data: { uid: '1' } }];
    const to = { person: mina };
    expect(
      await organisation.append({
        dedupeKey: '1',
        to,
        content: { send: aCard('Hello'), slot: 'proposal:1', files },
      }),
    ).toEqual(['slack']);
    expect(await theOne()).toEqual({
      id: expect.any(String),
      organisationId: organisation.id,
      attempts: 0,
      wantedAt: noon,
      workspace: organisation.slack,
      recipient: { accountId: expect.any(String), personId: mina },
      address: { channel: 'slack-of-Mina Hart' },
      content: { send: aCard('Hello'), slot: 'proposal:1', files },
    });
  });

  test('a channel is a recipient of its own, reached at its own address', async () => {
    const channel = {
      platform: 'teams',
      workspace: 'tenant-x',
      address: { id: '19:abc' },
      name: 'Mentoring',
    };
    await organisation.append({
      dedupeKey: '1',
      to: { channel },
      content: { send: aCard('Digest'), files: [] },
    });
    expect(await theOne(noon, 'teams')).toMatchObject({
      workspace: { platform: 'teams', externalId: 'tenant-x' },
      recipient: { channel },
      address: { id: '19:abc' },
    });
  });

  test('twice under one key is there once', async () => {
    const entry = aMessage(mina, 'Once');
    expect(await organisation.append(entry)).toEqual(['slack']);
    expect(await organisation.append(entry)).toEqual([]);
    await sent(await theOne());
    expect(await lease()).toEqual([]);
  });

  test('of a turn that failed never goes out', async () => {
    await expect(
      world.store.transact(organisation.id, async (tx) => {
        await tx.appendOutbox([aMessage(mina, 'Never')], noon);
        throw new Error('the turn failed');
      }),
    ).rejects.toThrow('the turn failed');
    expect(await lease()).toEqual([]);
  });
});

describe('order', () => {
  test("one recipient's messages go out one at a time, in order; others do not wait for them", async () => {
    await organisation.append(
      aMessage(mina, 'm1'),
      aMessage(mina, 'm2'),
      aMessage(otto, 'o1'),
      aMessage(mina, 'm3'),
    );
    const first = await lease();
    expect(first.map(titleOf)).toEqual(['m1', 'o1']);
    expect(await lease()).toEqual([]);
    for (const entry of first) await sent(entry);
    const second = await theOne();
    expect(titleOf(second)).toBe('m2');
    await world.store.outbox.retryAt(second, after(5), 'ratelimited');
    expect(await lease(after(4))).toEqual([]);
    const again = await theOne(after(5));
    expect([titleOf(again), again.attempts]).toEqual(['m2', 1]);
    await world.store.outbox.giveUp(again, 'channel_not_found', false, after(5));
    expect(titleOf(await theOne(after(5)))).toBe('m3');
  });

  test('many drains at once, some of which die: nothing is sent out of order, nothing by two, nothing is lost', async () => {
    const people = await Promise.all(['P1', 'P2', 'P3', 'P4'].map((name) => organisation.person(name)));
    const expected = new Map(people.map((person) => [person, Array.from({ length: 6 }, (_, n) => `${n}`)]));
    await organisation.append(
      ...Array.from({ length: 6 }, (_, n) => people.map((person) => aMessage(person, `${n}`))).flat(),
    );
    const told = new Map<string, string[]>();
    const ids = new Set<string>();
    let now = noon;
    let leases = 0;
    let deaths = 0;
    async function drain(): Promise<void> {
      for (let batch = await lease(now, 3); batch.length > 0; batch = await lease(now, 3)) {
        for (const entry of batch) {
          leases += 1;
          if (leases % 4 === 1 && deaths < 10) {
            deaths += 1; // leased and never heard of again: the lease runs out
            continue;
          }
          const person = 'personId' in entry.recipient ? entry.recipient.personId : '';
          expect(ids.has(entry.id)).toBe(false);
          ids.add(entry.id);
          told.set(person, [...(told.get(person) ?? []), titleOf(entry)]);
          await sent(entry);
        }
      }
    }
    // Within a round no time passes, so that only the leases of the dead run out between two rounds.
    for (let round = 0; ids.size < 24 && round < 40; round += 1) {
      await Promise.all(Array.from({ length: 6 }, drain));
      now = after(2, now);
    }
    expect(deaths).toBeGreaterThan(4);
    expect(told).toEqual(expected);
  });

  test('turns that append for one person at once lose nothing', async () => {
    const all = Array.from({ length: 15 }, (_, n) => `n${n}`);
    await Promise.all(all.map((title) => organisation.append(aMessage(mina, title))));
    const out = [];
    for (let left = all.length; left > 0; left -= 1) {
      const entry = await theOne();
      out.push(titleOf(entry));
      await sent(entry);
    }
    expect(out.toSorted()).toEqual(all.toSorted());
  });
});

describe('a lease', () => {
  test('that ran out is given to the next, and its old holder no longer decides', async () => {
    await organisation.append(aMessage(mina, 'slow'));
    const old = await theOne();
    const next = await theOne(after(2));
    expect([next.id, next.attempts]).toEqual([old.id, 1]);
    await world.store.outbox.retryAt(old, noon, 'late');
    await world.store.outbox.giveUp(old, 'late', true, after(2));
    expect(await lease(after(2))).toEqual([]);
    await sent(next);
    expect(await lease(after(10))).toEqual([]);
  });

  test('that ran out after all was sent: what was sent is not sent again', async () => {
    await organisation.append(aMessage(mina, 'slow'));
    const old = await theOne();
    const next = await theOne(after(2));
    await sent(old);
    await world.store.outbox.retryAt(next, after(2), 'unreachable');
    expect(await lease(after(10))).toEqual([]);
  });

  test('keeps the words no longer than needed: sent or given up, they are gone', async () => {
    await organisation.append(aMessage(mina, 'words'), aMessage(otto, 'words'));
    const [one, other] = await lease();
    if (one === undefined || other === undefined) throw new Error('Two were leased');
    await sent(one);
    await world.store.outbox.giveUp(other, 'gone', false, noon);
    const { rows } = await world.admin.query(
      'select state, content from outbox where organisation_id = $1 order by sequence',
      [organisation.id],
    );
    expect(rows).toEqual([
      { state: 'sent', content: null },
      { state: 'given-up', content: null },
    ]);
  });

  test('skips a row that somebody altered, and goes on with the others', async () => {
    await organisation.append(
      aMessage(mina, 'altered'),
      aMessage(mina, 'after it'),
      aMessage(otto, 'untouched'),
    );
    await world.admin.query(
      `update outbox set content = set_byte(content, length(content) - 1, (get_byte(content, length(content) - 1) + 1) % 256)
       where sequence = (select min(sequence) from outbox where organisation_id = $1)`,
      [organisation.id],
    );
    expect((await lease()).map(titleOf)).toEqual(['untouched']);
    expect((await lease()).map(titleOf)).toEqual(['after it']);
  });
});

describe('owning a drain', () => {
  test('one of many who come at once gets it; until it lets go, or its time is over', async () => {
    const own = async (owner: string, now = noon) =>
      (await world.store.outbox.lease(key(), owner, 1, after(1, now), now)) !== undefined;
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => own(`d${n}`)));
    expect(all.filter(Boolean)).toHaveLength(1);
    const owner = `d${all.indexOf(true)}`;
    expect(await own('late')).toBe(false);
    expect(await own(owner)).toBe(true);
    await world.store.outbox.disown(key(), 'late', noon);
    expect(await own('late')).toBe(false);
    await world.store.outbox.disown(key(), owner, noon);
    expect(await own('late')).toBe(true);
    expect(await own('next', after(2))).toBe(true);
    expect(await world.store.outbox.lease(key('teams'), 'other', 1, after(1), noon)).toEqual([]);
  });

  test('a hold keeps one organisation on one platform, and the longer of two holds counts', async () => {
    await organisation.person('Tess Moor', 'teams');
    const tess = await organisation.person('Tess Moor', 'teams');
    await organisation.append(aMessage(mina, 'held'), aMessage(tess, 'free'));
    await world.store.outbox.holdUntil(key(), after(10));
    await world.store.outbox.holdUntil(key(), after(5));
    expect(await lease(after(6))).toEqual([]);
    expect(titleOf(await theOne(noon, 'teams'))).toBe('free');
    expect(await world.store.outbox.nextDue(key(), noon)).toEqual(after(10));
    const other = await anOrganisation(world);
    await other.append(aMessage(await other.person('Vera Quill'), 'elsewhere'));
    expect(
      await world.store.outbox.lease(
        { organisationId: other.id, platform: 'slack' },
        'a drain',
        1,
        after(1),
        noon,
      ),
    ).toHaveLength(1);
    expect(titleOf(await theOne(after(10)))).toBe('held');
  });
});

describe('when something is due', () => {
  test('nothing waits, now, or when the oldest of a recipient may be tried', async () => {
    const { nextDue } = world.store.outbox;
    expect(await nextDue(key(), noon)).toBeUndefined();
    await organisation.append(aMessage(mina, 'm1'), aMessage(mina, 'm2'));
    expect(await nextDue(key(), noon)).toEqual(noon);
    expect(await nextDue(key(), after(3))).toEqual(after(3));
    const entry = await theOne();
    expect(await nextDue(key(), noon)).toEqual(after(1));
    await world.store.outbox.retryAt(entry, after(7), 'unreachable');
    expect(await nextDue(key(), noon)).toEqual(after(7));
    await organisation.append(aMessage(otto, 'o1'));
    expect(await nextDue(key(), noon)).toEqual(noon);
    await world.store.outbox.holdUntil(key(), after(4));
    expect(await nextDue(key(), noon)).toEqual(after(4));
  });

  test('over all organisations: those with something due, not those on hold, leased or still to come', async () => {
    const names = ['due', 'held', 'leased', 'later'];
    const all = await Promise.all(names.map(() => anOrganisation(world)));
    for (const one of all) await one.append(aMessage(await one.person('Vera Quill'), 'waits'));
    const [isDue, held, leased, later] = all.map((one) => ({ organisationId: one.id, platform: 'slack' }));
    if (!isDue || !held || !leased || !later) throw new Error('Four were made');
    await world.store.outbox.holdUntil(held, after(5));
    await world.store.outbox.lease(leased, 'a drain', 1, after(5), noon);
    const [entry] = (await world.store.outbox.lease(later, 'a drain', 1, after(5), noon)) ?? [];
    if (entry !== undefined) await world.store.outbox.retryAt(entry, after(5), 'unreachable');
    const waiting = await world.store.outbox.waiting(noon, 100);
    const among = waiting.filter((one) => all.some(({ id }) => id === one.organisationId));
    expect(among).toEqual([isDue]);
    expect(await world.store.outbox.waiting(after(6), 100)).toEqual(
      expect.arrayContaining([isDue, held, leased, later]),
    );
    expect(await world.store.outbox.waiting(after(6), 2)).toHaveLength(2);
  });
});
