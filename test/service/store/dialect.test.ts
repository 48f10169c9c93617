import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { createStore } from '../../../src/store/store.ts';
import { parseKeys } from '../../../src/store/keys.ts';
import { anOrganisation, aWorld } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
beforeAll(async () => {
  world = await aWorld(1);
  organisation = await anOrganisation(world);
});
afterAll(() => world.close());

/** What is sent to the database while this runs, one entry for each round trip. */
async function sentBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([first]) => textOf(first));
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}

const findOne = () =>
  world.store.findPerson(organisation.id, { ...organisation.slack, account: 'slack-Mina Hart' });

test('a transaction begins and names its organisation in one round trip', async () => {
  const sent = await sentBy(findOne);
  expect(sent).toHaveLength(3);
  expect(sent[0]).toMatch(/^begin; select set_config\('rapport\.organisation_id', '[0-9a-f-]{36}', true\)$/);
  expect(sent[2]).toBe('commit');
});

test('what looks like the end of a text in an organisation’s id is part of it', async () => {
  const id = "x'; drop table person; --";
  await expect(world.store.findPerson(id, { ...organisation.slack, account: 'nobody' })).rejects.toThrow(
    /invalid input syntax for type uuid/,
  );
  expect((await world.admin.query('select from person')).rowCount).toBe(0);
});

test('what fails is undone, also in the first statement, and the connection goes on', async () => {
  const { app } = world.database;
  const broken = app.transaction().execute(async (trx) => {
    await sql`select set_config('rapport.organisation_id', ${sql.lit(organisation.id)}, true)`.execute(trx);
    await sql`insert into inbox (organisation_id, event_id) values (${organisation.id}, ${'half'})`.execute(
      trx,
    );
    await sql`select 1 / 0`.execute(trx);
  });
  await expect(broken).rejects.toThrow(/division by zero/);
  await expect(app.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow(
    /division/,
  );
  await expect(findOne()).resolves.toBeUndefined();
  const { rowCount } = await world.admin.query(`select from inbox where event_id = 'half'`);
  expect(rowCount).toBe(0);
});

test('a transaction that asks nothing sends nothing, and its level is kept for the first that does', async () => {
  const { app } = world.database;
  expect(await sentBy(() => app.transaction().execute(async () => {}))).toEqual([]);
  const level = await app
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => sql<{ transaction_isolation: string }>`show transaction_isolation`.execute(trx));
  expect(level.rows).toEqual([{ transaction_isolation: 'repeatable read' }]);
});

test('what is asked again and again is planned once', async () => {
  for (let times = 0; times < 5; times += 1) await findOne();
  const { rows } = await world.database.app
    .connection()
    .execute((one) => sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one));
  expect(rows.filter(({ statement }) => /from "account" inner join "person"/.test(statement))).toHaveLength(
    1,
  );
});

describe('a statement that was prepared', () => {
  test('and that the session has forgotten is asked again, in a transaction too', async () => {
    const { database, store } = await opened();
    const find = () => store.findOrganisation(organisation.slack);
    const findPerson = () =>
      store.findPerson(organisation.id, { ...organisation.slack, account: 'slack-nobody' });
    for (let times = 0; times < 5; times += 1) await Promise.all([find(), findPerson()]);
    for (let forgets = 0; forgets < 15; forgets += 1) {
      for (const pool of [database.app, database.carrier]) await sql`deallocate all`.execute(pool);
      await expect(findPerson()).resolves.toBeUndefined();
      await expect(find()).resolves.toBe(organisation.id);
      for (let times = 0; times < 3; times += 1) await Promise.all([find(), findPerson()]);
    }
    await database.close();
  });

  test('and whose table a migration has changed since is planned anew', async () => {
    const { database } = await opened();
    const all = () => sql`select * from workspace where external_id = ${'T-none'}`.execute(database.app);
    for (let times = 0; times < 5; times += 1) await all();
    await world.admin.query('alter table workspace add column added text');
    await expect(all()).resolves.toEqual({ rows: [] });
    await world.admin.query('alter table workspace drop column added');
    await database.close();
  });
});

async function opened() {
  const database = await openDatabase({ url: world.url, connections: 1 });
  return { database, store: createStore({ database, keys: parseKeys(world.keys) }) };
}
