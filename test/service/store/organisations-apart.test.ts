import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { keepContent } from '../../../src/store/uploads.ts';
import { aBundle, aMessage, aPair, aWorld, after, anOrganisation, insert, noon, theRestOf } from './world.ts';
import type { World } from './world.ts';

/** Two organisations; the first one has rows in every table there is. */
let world: World;
let full: string;
let other: string;
let tables: readonly string[];

beforeAll(async () => {
  world = await aWorld();
  const pair = await aPair(world);
  const { organisation, mentee, mentor, relationship } = pair;
  full = organisation.id;
  other = (await anOrganisation(world, 'Westmere Hospital')).id;
  await world.store.transact(full, async (tx) => {
    await tx.takeEvent('event-1');
    await tx.mintReferences([{ dialog: 'desk', action: 'help', subject: mentee }]);
    await tx.appendOutbox([aMessage(mentee, 'Hello', 'greeting'), aBundle(mentee)], noon);
    await tx.changeTimers(
      [
        {
          timer: 'set',
          key: 'relationship:1:first-meeting',
          at: noon,
          to: { dialog: 'relationship', action: 'show', subject: relationship.id },
        },
      ],
      noon,
    );
    await tx.audit({
      actorId: mentee,
      dialog: 'desk',
      action: 'help',
      subject: 'person',
      subjectId: mentee,
      at: noon,
    });
  });
  const key = { organisationId: full, platform: 'slack' };
  const [entry] = (await world.store.outbox.lease(key, 'a-drain', 1, after(1), noon)) ?? [];
  if (entry === undefined) throw new Error('The message was appended');
  await world.store.outbox.sent(entry, { message: 'm-1' as never, at: noon });
  await organisation.apply(
    insert('reportingLine', { id: randomUUID(), personId: mentee, managerId: mentor, kind: 'line-manager' }),
    insert('outsideScheme', { id: randomUUID(), checkedOn: '2026-11-20', retired: true }),
    insert('block', { id: randomUUID(), blockerId: mentee, blockedId: mentor }),
    ...theRestOf(pair),
  );
  await world.store.inOrganisation(full, async (scope) => {
    const upload = await scope.trx
      .selectFrom('upload')
      .select(['id', 'person_id as personId'])
      .where('organisation_id', '=', full)
      .executeTakeFirstOrThrow();
    await keepContent(scope, upload, Buffer.from('name,email'));
  });
  const { rows } = await world.admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  tables = rows.map((row) => row.name);
});

afterAll(() => world.close());

/** As the application, with the organisation that is given, or none. */
function asApp<T>(organisationId: string | undefined, work: (query: Query) => Promise<T>): Promise<T> {
  return world.database.app.transaction().execute(async (trx) => {
    if (organisationId !== undefined)
      await sql`select set_config('rapport.organisation_id', ${organisationId}, true)`.execute(trx);
    return work(async (text) => (await sql.raw<Record<string, unknown>>(text).execute(trx)).rows);
  });
}

type Query = (text: string) => Promise<Record<string, unknown>[]>;

const countOf = async (query: Query, table: string): Promise<number> =>
  Number((await query(`select count(*) as n from "${table}"`))[0]?.['n']);

describe('every table, as the catalogue has them', () => {
  test('has an organisation, and row level security that binds its owner too', async () => {
    const { rows } = await world.admin.query(`
      select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not (
        relrowsecurity and relforcerowsecurity
        and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'organisation_id' and attnotnull)
        and exists (select from pg_policy where polrelid = pg_class.oid and polname = 'organisation_only' and polcmd = '*')
      )`);
    expect(rows).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });

  test('has a row in this test, so that the rules below are tried on it', async () => {
    const empty = [];
    for (const table of tables) {
      const { rows } = await world.admin.query(`select from "${table}" where organisation_id = $1`, [full]);
      if (rows.length === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  test('shows its rows to their own organisation', async () => {
    await asApp(full, async (query) => {
      for (const table of tables) expect([table, await countOf(query, table)]).not.toEqual([table, 0]);
    });
  });

  test('shows nothing of another organisation to a query that forgot its where', async () => {
    await asApp(other, async (query) => {
      for (const table of tables) {
        const rows = await query(`select organisation_id from "${table}"`);
        expect([table, rows.filter((row) => row['organisation_id'] !== other)]).toEqual([table, []]);
      }
    });
  });

  test('shows nothing at all where no organisation was set', async () => {
    await asApp(undefined, async (query) => {
      for (const table of tables) expect([table, await countOf(query, table)]).toEqual([table, 0]);
    });
  });

  test.each(['update', 'delete'])('is not touched by an %s that forgot its where', async (deed) => {
    for (const table of tables) {
      const before = await world.admin.query(`select * from "${table}" where organisation_id = $1`, [full]);
      const statement =
        deed === 'update'
          ? `update "${table}" set organisation_id = organisation_id`
          : `delete from "${table}"`;
      // Own rows of the other organisation may hang together, and some tables may not be changed at all: either is well.
      await asApp(other, (query) => query(statement)).catch((error: Error) =>
        expect(error.message).toMatch(/permission denied|violates foreign key/),
      );
      const later = await world.admin.query(`select * from "${table}" where organisation_id = $1`, [full]);
      expect([table, later.rows]).toEqual([table, before.rows]);
    }
  });

  test('takes no row for another organisation, and gives none away', async () => {
    for (const table of tables) {
      const columns = await insertableColumns(table);
      const copy = `insert into "${table}" (${columns}) select ${columns} from json_populate_record(null::"${table}", $row$${await aRowOf(table)}$row$::json)`;
      await expect(
        asApp(other, (query) => query(copy)),
        table,
      ).rejects.toThrow(/row-level security/);
      await expect(
        asApp(full, (query) => query(`update "${table}" set organisation_id = '${other}'`)),
        table,
      ).rejects.toThrow(/row-level security|permission denied/);
    }
  });
});

describe('what was set for one transaction', () => {
  test('is forgotten when it ends: the connection goes on with no organisation', async () => {
    const one = await openDatabase({ url: world.url, connections: 1 });
    const count = () => sql<{ n: number }>`select count(*)::int as n from person`.execute(one.app);
    const inside = await one.app.transaction().execute(async (trx) => {
      await sql`select set_config('rapport.organisation_id', ${full}, true)`.execute(trx);
      return sql<{ n: number }>`select count(*)::int as n from person`.execute(trx);
    });
    expect(inside.rows[0]?.n).toBeGreaterThan(0);
    expect((await count()).rows[0]?.n).toBe(0);
    await one.close();
  });
});

describe('the application role', () => {
  test.each(['reset role', 'reset all', 'discard all'])('is what %s leads back to', async (escape) => {
    const one = await openDatabase({ url: world.url, connections: 1 });
    const { rows } = await one.app.connection().execute(async (connection) => {
      await sql.raw(escape).execute(connection);
      return sql<{
        role: string;
        n: number;
      }>`select current_user as role, (select count(*)::int from person) as n`.execute(connection);
    });
    expect(rows).toEqual([{ role: 'rapport_app', n: 0 }]);
    await one.close();
  });

  test('stays in force when the URL asks for another role', async () => {
    const url = new URL(world.url);
    url.searchParams.set('options', '-c role=none');
    const opened = await openDatabase({ url: url.toString() });
    const { rows } = await sql`select current_user as role, (select count(*)::int from person) as n`.execute(
      opened.app,
    );
    expect(rows).toEqual([{ role: 'rapport_app', n: 0 }]);
    await opened.close();
  });

  test('owns no table, may not make any, and is no superuser', async () => {
    const { rows } = await world.admin.query(`
      select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin as powerful,
        exists (select from pg_class where relowner = pg_roles.oid) as owner
      from pg_roles where rolname in ('rapport_app', 'rapport_carrier')`);
    expect(rows).toEqual([
      { powerful: false, owner: false },
      { powerful: false, owner: false },
    ]);
  });

  test.each([
    'update audit set actor_id = null',
    'delete from audit',
    'truncate audit',
    'delete from data_key',
  ])('may not "%s"', async (statement) => {
    await expect(asApp(full, (query) => query(statement))).rejects.toThrow(/permission denied/);
  });

  test('and even the owner of the tables sees nothing without an organisation, unless they are a superuser', async () => {
    const owner = `owner_${Date.now()}`;
    await world.admin.query(`create role ${owner} login password 'owner-of-tables'`);
    await world.admin.query(`alter table person owner to ${owner}`);
    const url = new URL(world.url);
    url.username = owner;
    url.password = 'owner-of-tables';
    const client = new pg.Client({ connectionString: url.toString() });
    await client.connect();
    expect((await client.query('select from person')).rowCount).toBe(0);
    await client.end();
    await world.admin.query(`alter table person owner to current_user`);
    await world.admin.query(`drop role ${owner}`);
  });
});

describe('the carrier', () => {
  const seen: Readonly<Record<string, readonly string[]>> = {
    drain: ['hold_until', 'organisation_id', 'owned_until', 'platform', 'troubles'],
    organisation: ['organisation_id'],
    outbox: [
      'attempts',
      'due_at',
      'held',
      'id',
      'lease_until',
      'organisation_id',
      'platform',
      'state',
      'wanted_at',
      'why',
    ],
    timer: [
      'action',
      'attempts',
      'dialog',
      'due_at',
      'held_until',
      'id',
      'organisation_id',
      'state',
      'version',
    ],
    workspace: ['external_id', 'organisation_id', 'platform'],
  };

  test('may read ids, due times and states, and may write nothing', async () => {
    const { rows } = await world.admin.query<{ name: string; privilege: string; columns: string[] }>(`
      select table_name as name, privilege_type as privilege, array_agg(column_name::text order by column_name::text) as columns
      from information_schema.column_privileges where grantee = 'rapport_carrier' group by 1, 2 order by 1, 2`);
    expect(rows).toEqual(
      Object.entries(seen).map(([name, columns]) => ({ name, privilege: 'SELECT', columns })),
    );
  });

  test('is refused every other column of every table', async () => {
    for (const table of tables) {
      const { rows } = await world.admin.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0`,
        [table],
      );
      for (const { name } of rows) {
        const asked = sql.raw(`select "${name}" from "${table}"`).execute(world.database.carrier);
        if (seen[table]?.includes(name) === true) await expect(asked).resolves.toBeDefined();
        else await expect(asked, `${table}.${name}`).rejects.toThrow(/permission denied/);
      }
    }
  });

  test('cannot take the application role', async () => {
    const { rows } = await world.admin.query(
      `select pg_has_role('rapport_carrier', 'rapport_app', 'member') or pg_has_role('rapport_app', 'rapport_carrier', 'member') as either`,
    );
    expect(rows).toEqual([{ either: false }]);
  });
});

async function insertableColumns(table: string): Promise<string> {
  const { rows } = await world.admin.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = ''`,
    [table],
  );
  return rows.map((row) => row.name).join(', ');
}

async function aRowOf(table: string): Promise<string> {
  const { rows } = await world.admin.query<{ row: string }>(
    `select row_to_json(one)::text as row from "${table}" one where organisation_id = $1 limit 1`,
    [full],
  );
  return rows[0]?.row ?? '';
}
