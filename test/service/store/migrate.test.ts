import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginToWatch } from '../../../migrations/0011-watch.ts';
import { beginToAsk } from '../../../migrations/0017-check-ins.ts';
import { migrations } from '../../../migrations/index.ts';
import { StartError } from '../../../src/errors.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createEmptyDatabase, testServer } from '../../support/postgres.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const names = Object.keys(migrations);

describe('migrating', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(() => database.drop());

  test('a database without tables is refused with what to do', async () => {
    await expect(openDatabase({ url: database.url })).rejects.toThrow('rapport migrate');
  });

  test('an empty database gets every migration once, and the second time none', async () => {
    expect(await migrate(database.url)).toEqual({ applied: names, already: 0 });
    expect(await migrate(database.url)).toEqual({ applied: [], already: names.length });
  });

  test('a database of a newer version is refused, and says so', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `insert into rapport_migration.kysely_migration values ('9999-from-the-future', now()::text)`,
    );
    await expect(migrate(database.url)).rejects.toThrow(/another version/);
    await client.end();
  });
});

test('twenty processes may migrate the same database at once: each migration runs once', async () => {
  const database = await createEmptyDatabase();
  try {
    const all = await Promise.all(Array.from({ length: 20 }, () => migrate(database.url)));
    expect(all.flatMap((one) => one.applied)).toEqual(names);
    expect(all.filter((one) => one.already === names.length)).toHaveLength(19);
  } finally {
    await database.drop();
  }
});

test('the files are numbered in the order in which they run', () => {
  expect(names).toEqual(names.toSorted());
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
});

test('pairs that were there before the watch are looked at once, soon, and a pause that goes on is kept', async () => {
  const database = await createEmptyDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  try {
    await migrate(database.url);
    await admin.connect();
    // What is looked at here is what becomes of two rows: what they belong to may be missing.
    await admin.query(`set session_replication_role = replica`);
    const organisation = randomUUID();
    const [active, paused] = [randomUUID(), randomUUID()];
    await admin.query(
      `insert into organisation (organisation_id, name, zone) values ($1, 'Eastmere', 'UTC')`,
      [organisation],
    );
    for (const [id, state] of [
      [active, 'active'],
      [paused, 'paused'],
    ])
      await admin.query(
        `insert into relationship (organisation_id, id, scheme_id, request_id, mentee_id, mentor_id, state,
           cadence_days, started_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 28, now(), now(), now())`,
        [organisation, id, randomUUID(), randomUUID(), randomUUID(), randomUUID(), state],
      );
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url, max: 1 }) }),
    });
    await db.transaction().execute((trx) => beginToWatch(trx));
    await db.destroy();
    const timers = await admin.query(`select dialog, action, subject from timer`);
    expect(timers.rows).toEqual([{ dialog: 'watch', action: 'look', subject: active }]);
    const pauses = await admin.query(`select relationship_id, ended_at from pause`);
    expect(pauses.rows).toEqual([{ relationship_id: paused, ended_at: null }]);
  } finally {
    await admin.end();
    await database.drop();
  }
});

test('pairs that were there before check-ins and reviews plan them once, soon', async () => {
  const database = await createEmptyDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  try {
    await migrate(database.url);
    await admin.connect();
    await admin.query(`set session_replication_role = replica`); // as above
    const organisation = randomUUID();
    const [active, ended] = [randomUUID(), randomUUID()];
    await admin.query(
      `insert into organisation (organisation_id, name, zone) values ($1, 'Eastmere', 'UTC')`,
      [organisation],
    );
    for (const [id, state] of [
      [active, 'active'],
      [ended, 'ended'],
    ])
      await admin.query(
        `insert into relationship (organisation_id, id, scheme_id, request_id, mentee_id, mentor_id, state,
           cadence_days, started_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 28, now(), now(), now())`,
        [organisation, id, randomUUID(), randomUUID(), randomUUID(), randomUUID(), state],
      );
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url, max: 1 }) }),
    });
    await db.transaction().execute((trx) => beginToAsk(trx));
    await db.destroy();
    const timers = await admin.query(`select dialog, action, subject from timer order by dialog`);
    expect(timers.rows).toEqual([
      { dialog: 'check-in', action: 'plan', subject: active },
      { dialog: 'review', action: 'plan', subject: active },
    ]);
  } finally {
    await admin.end();
    await database.drop();
  }
});

describe('a database user without rights', () => {
  test('who may not make roles is told what an administrator has to run', async () => {
    const database = await createEmptyDatabase();
    const admin = new pg.Client({ connectionString: await testServer() });
    await admin.connect();
    const user = `plain_${Date.now()}`;
    await admin.query(`create role ${user} login password 'plain-enough'`);
    try {
      const url = new URL(database.url);
      url.username = user;
      url.password = 'plain-enough';
      await admin.query(`grant create on database "${url.pathname.slice(1)}" to ${user}`);
      const failed = migrate(url.toString());
      await expect(failed).rejects.toThrow(StartError);
      await expect(failed).rejects.toThrow(`administrator: grant rapport_app, rapport_carrier to ${user};`);

      await admin.query(`grant rapport_app, rapport_carrier to ${user}`);
      const inside = new pg.Client({ connectionString: database.url });
      await inside.connect();
      await inside.query(`grant create, usage on schema public to ${user}`);
      await inside.end();
      expect((await migrate(url.toString())).applied).toEqual(names);
      await (await openDatabase({ url: url.toString() })).close();
    } finally {
      await database.drop();
      await admin.query(`drop role ${user}`);
      await admin.end();
    }
  });
});

describe('a database that cannot be reached', () => {
  test('is named in one line, without the password', async () => {
    const failed = openDatabase({ url: 'postgres://someone:hush-hush@127.0.0.1:1/nowhere' });
    await expect(failed).rejects.toThrow(
      'Cannot reach nowhere on 127.0.0.1:1: nothing answers there. Check DATABASE_URL.',
    );
    await expect(failed).rejects.not.toThrow(/hush/);
  });

  test('a wrong database name says so', async () => {
    const url = new URL(await testServer());
    url.pathname = '/there_is_no_such_database';
    await expect(openDatabase({ url: url.toString() })).rejects.toThrow('there is no database of that name');
  });
});
