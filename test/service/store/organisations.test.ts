import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aBundle,
  aMessage,
  aProposedRequest,
  aScheme,
  aWorld,
  after,
  anOrganisation,
  noon,
} from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

describe('setting up', () => {
  const slack = { platform: 'slack', externalId: 'T-SETUP' };
  const teams = { platform: 'teams', externalId: 'tenant-setup' };
  const wanted = { name: 'Eastmere', zone: 'Europe/London', workspaces: [slack] };

  test('an organisation is made once, however many start at once, and found by its workspaces', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => world.store.ensureOrganisation(wanted)));
    expect(new Set(ids).size).toBe(1);
    expect(await world.store.findOrganisation(slack)).toBe(ids[0]);
    expect(await world.store.findOrganisation(teams)).toBeUndefined();
    expect(await world.store.findOrganisation({ ...slack, platform: 'teams' })).toBeUndefined();
  });

  test('a second workspace joins it, and it keeps the name it was made with', async () => {
    const id = await world.store.findOrganisation(slack);
    expect(
      await world.store.ensureOrganisation({ ...wanted, name: 'Eastmere Trust', workspaces: [teams, slack] }),
    ).toBe(id);
    expect(await world.store.findOrganisation(teams)).toBe(id);
    expect(await world.store.listWorkspaces()).toEqual([
      { organisationId: id, ...slack },
      { organisationId: id, ...teams },
    ]);
    const { rows } = await world.admin.query('select name from organisation where organisation_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ name: wanted.name }]);
  });

  test('workspaces of two organisations are not joined, and none at all is refused', async () => {
    const other = await anOrganisation(world);
    await expect(
      world.store.ensureOrganisation({ ...wanted, workspaces: [slack, other.slack] }),
    ).rejects.toThrow(/belong to 2 organisations/);
    await expect(world.store.ensureOrganisation({ ...wanted, workspaces: [] })).rejects.toThrow(
      /at least one/,
    );
  });

  test('a scheme is made once by its name, and never overwritten; a coordinator is added once', async () => {
    const organisation = await anOrganisation(world);
    const { id: _id, coordinatorIds: _none, ...scheme } = aScheme({ name: 'New consultants' });
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => world.store.ensureScheme(organisation.id, scheme)),
    );
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    expect(await world.store.ensureScheme(organisation.id, { ...scheme, about: 'Changed' })).toBe(id);
    const person = await organisation.person('Cora Vale');
    await world.store.ensureCoordinator(organisation.id, id, person);
    await world.store.ensureCoordinator(organisation.id, id, person);
    const { rows } = await world.admin.query(
      `select about, (select count(*)::int from coordinator where scheme_id = id) as coordinators from scheme where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ about: scheme.about, coordinators: 1 }]);
  });
});

describe('pruning', () => {
  test('removes what nobody asks for any more, in every organisation, and nothing else', async () => {
    const target = { dialog: 'desk', action: 'help', subject: 'x' };
    const all = await Promise.all([aProposedRequest(world), aProposedRequest(world)]);
    for (const { organisation, mentee } of all) {
      await organisation.append(aBundle(mentee), aMessage(mentee, 'waits for ever'));
      const key = { organisationId: organisation.id, platform: 'slack' };
      const [entry] = (await world.store.outbox.lease(key, 'a drain', 1, after(1), noon)) ?? [];
      if (entry !== undefined) await world.store.outbox.sent(entry, { at: noon, message: 'ts-1' as never });
      await world.store.transact(organisation.id, async (tx) => {
        await tx.takeEvent('old');
        await tx.mintReferences([target]);
        await tx.changeTimers(
          ['a', 'b'].map((name) => ({ timer: 'set', key: name, at: noon, to: target })),
          noon,
        );
        await tx.changeTimers([{ timer: 'cancel', key: 'a' }], noon);
      });
      // More than one batch of them.
      await world.admin.query(
        `insert into inbox (organisation_id, event_id) select $1, 'old-' || n from generate_series(1, 1200) n`,
        [organisation.id],
      );
      await world.admin.query(`update inbox set taken_at = $1`, [noon]);
      await world.admin.query(`update reference set last_used_at = $1`, [noon]);
    }
    const none = { inbox: 0, outbox: 0, timers: 0, messages: 0, bundles: 0, references: 0 };
    expect(await world.store.prune(days(29))).toEqual(none);
    expect(await world.store.prune(days(31))).toEqual({ ...none, inbox: 2402, outbox: 2, timers: 2 });
    // A message for each of the two nudges that one bundle holds.
    expect(await world.store.prune(days(366))).toEqual({ ...none, messages: 4, bundles: 2, references: 2 });
    expect(await world.store.prune(days(3660))).toEqual(none);
    for (const { organisation } of all) {
      expect(await world.store.timers.due(after(1), 10, { organisationId: organisation.id })).toHaveLength(1);
      const key = { organisationId: organisation.id, platform: 'slack' };
      expect(await world.store.outbox.lease(key, 'a drain', 10, after(1), noon)).toHaveLength(1);
    }
  });

  test('leaves a reference that was used lately', async () => {
    const organisation = await anOrganisation(world);
    const target = { dialog: 'desk', action: 'home', subject: 'x' };
    const use = () => world.store.transact(organisation.id, (tx) => tx.mintReferences([target]));
    const [reference = ''] = await use();
    const age = () =>
      world.admin.query(`update reference set last_used_at = now() - interval '300 days' where id = $1`, [
        reference,
      ]);
    const soon = new Date(Date.now() + 100 * 86_400_000);
    await age();
    await use();
    await world.store.prune(soon);
    await age();
    expect(await world.store.transact(organisation.id, (tx) => tx.findReference(reference))).toEqual(target);
    await world.store.prune(soon);
    expect(await world.store.transact(organisation.id, (tx) => tx.findReference(reference))).toEqual(target);
    await age();
    expect(await world.store.prune(soon)).toMatchObject({ references: 1 });
    expect(await world.store.transact(organisation.id, (tx) => tx.findReference(reference))).toBeUndefined();
  });
});

function days(count: number): Date {
  return after(count * 24 * 60);
}
