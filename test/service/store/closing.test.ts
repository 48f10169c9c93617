import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { aWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
  await world.database.close();
});
afterAll(() => world.close());

async function connections(): Promise<number> {
  const { rows } = await world.admin.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name in ('rapport_app', 'rapport_carrier')`,
  );
  return rows[0]?.count ?? -1;
}

test('closing ends every connection at once, also those that were opened and never used', async () => {
  const database = await openDatabase({ url: world.url });
  expect(await connections()).toBe(2);
  await database.close();
  await expect.poll(connections, { timeout: 5_000 }).toBe(0);
  await database.close();
});
