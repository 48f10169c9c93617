/** How a database stands, before anything of ours touches it: its user, our roles, our migrations. Reads only. */

import { migrations } from '../../migrations/index.ts';
import { connectPlainly } from './database.ts';

export type DatabaseState = {
  /** As the server tells it, such as `17.2`. */
  readonly version: string;
  readonly user: string;
  /** The user sees past row level security, whatever it is set to. */
  readonly userIsPowerful: boolean;
  readonly roles: readonly RoleState[];
  /** `undefined`: this user may not see them. */
  readonly migrations: MigrationState | undefined;
};

export type MigrationState = {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied, and nothing that this version knows. */
  readonly unknown: readonly string[];
};

export type RoleState = {
  readonly name: string;
  readonly exists: boolean;
  readonly powerful: boolean;
  /** The user may act as this role. */
  readonly usable: boolean;
};

const roles = ['rapport_app', 'rapport_carrier'];

/** Throws a StartError when the database is out of reach. */
export async function inspectDatabase(url: string): Promise<DatabaseState> {
  const client = await connectPlainly(url);
  try {
    const server = await client.query<Pick<DatabaseState, 'version' | 'user' | 'userIsPowerful'>>(
      `select split_part(current_setting('server_version'), ' ', 1) as version, quote_ident(current_user) as "user",
         (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as "userIsPowerful"`,
    );
    const [about] = server.rows;
    if (about === undefined) throw new Error('A select without a from clause has one row');
    // From PostgreSQL 16 being a member and being allowed to act as the role are two things.
    const found = await client.query<RoleState>(
      `select name, oid is not null as exists, coalesce(rolsuper or rolbypassrls, false) as powerful,
         coalesce(pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000
           then 'SET' else 'MEMBER' end), false) as usable
       from unnest($1::text[]) with ordinality as wanted (name, place) left join pg_roles on rolname = name
       order by place`,
      [roles],
    );
    const applied = await appliedIn(client);
    return { ...about, roles: found.rows, migrations: applied && compared(applied) };
  } finally {
    await client.end();
  }
}

function compared(applied: readonly string[]): MigrationState {
  const known = Object.keys(migrations);
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/** `undefined`: there are some, and this user may not see which. */
async function appliedIn(
  client: Awaited<ReturnType<typeof connectPlainly>>,
): Promise<readonly string[] | undefined> {
  const { rows } = await client.query<{ readable: boolean }>(
    `select has_schema_privilege(pg_namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select') as readable
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname = 'rapport_migration' and relname = 'kysely_migration'`,
  );
  const [table] = rows;
  if (table === undefined) return [];
  if (!table.readable) return undefined;
  const done = await client.query<{ name: string }>(
    'select name from rapport_migration.kysely_migration order by name',
  );
  return done.rows.map((row) => row.name);
}
