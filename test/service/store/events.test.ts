import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCard, aDoor, aWorld, anOrganisation, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
beforeAll(async () => {
  world = await aWorld();
  organisation = await anOrganisation(world);
});
afterAll(() => world.close());

const reply = { reply: 'answer', inPlace: false, card: aCard('Thank you') } as const;

test('of twenty deliveries of one event at once, one is handled, and the others get its answer', async () => {
  const account = { ...organisation.slack, account: 'slack-Mina Hart' };
  await organisation.person('Mina Hart');
  let handled = 0;
  const all = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.store.transact(organisation.id, async (tx) => {
        const taken = await tx.takeEvent('one-deed');
        if (!taken.taken) return taken.reply;
        handled += 1;
        await tx.touchAccount(account, { at: noon });
        await tx.keepReply('one-deed', reply);
        return 'handled';
      }),
    ),
  );
  expect(handled).toBe(1);
  expect(all.filter((one) => one === 'handled')).toHaveLength(1);
  expect(all.filter((one) => one !== 'handled')).toEqual(Array.from({ length: 19 }, () => reply));
});

test('an event whose turn failed was never taken: it can come again', async () => {
  const failing = world.store.transact(organisation.id, async (tx) => {
    expect(await tx.takeEvent('unlucky')).toEqual({ taken: true });
    throw new Error('the turn failed');
  });
  await expect(failing).rejects.toThrow('the turn failed');
  expect(await world.store.transact(organisation.id, (tx) => tx.takeEvent('unlucky'))).toEqual({
    taken: true,
  });
});

test('while one turn has an event, a repeat waits, and takes it over when that turn fails', async () => {
  const begun = aDoor();
  const doomed = aDoor();
  const first = world.store.transact(organisation.id, async (tx) => {
    await tx.takeEvent('contested');
    begun.open();
    await doomed.opened;
    throw new Error('given up');
  });
  await begun.opened;
  const second = world.store.transact(organisation.id, (tx) => tx.takeEvent('contested'));
  await someoneWaits(1);
  doomed.open();
  await expect(first).rejects.toThrow('given up');
  expect(await second).toEqual({ taken: true });
});

test('the same event id of two organisations is two events', async () => {
  const other = await anOrganisation(world);
  const take = (id: string) => world.store.transact(id, (tx) => tx.takeEvent('shared-id'));
  expect(await take(organisation.id)).toEqual({ taken: true });
  expect(await take(other.id)).toEqual({ taken: true });
});

test('a reply to nobody known is kept as well', async () => {
  await world.store.transact(organisation.id, async (tx) => {
    await tx.takeEvent('anonymous');
    await tx.keepReply('anonymous', reply);
  });
  expect(await world.store.transact(organisation.id, (tx) => tx.takeEvent('anonymous'))).toEqual({
    taken: false,
    reply,
  });
});

/** Until so many connections of this database wait for a lock. */
async function someoneWaits(count: number): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const { rows } = await world.admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.n ?? 0) >= count) return;
    if (Date.now() > deadline) throw new Error('Nobody came to wait for the lock');
  }
}
