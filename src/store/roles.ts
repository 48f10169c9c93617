/** The two database roles. They belong to the whole server, so migrations, which belong to one database, rely on them. */

import type { Client } from 'pg';
import { StartError } from '../errors.ts';

const roles = ['rapport_app', 'rapport_carrier'] as const;

type RoleState = { readonly name: string; readonly powerful: boolean; readonly mine: boolean };

/**
 * Makes the roles where they are missing and lets the current user act as them. Safe when many databases of one server
 * are migrated at once. Throws a StartError with the SQL for an administrator where this user may not.
 */
export async function ensureRoles(client: Client): Promise<void> {
  const before = await rolesNow(client);
  for (const name of roles) {
    const role = before.find((one) => one.name === name);
    if (role?.powerful === true)
      throw new StartError(
        `The database role ${name} may bypass row level security. Run as an administrator: alter role ${name} nosuperuser nobypassrls;`,
      );
    if (role === undefined) await tryAs(client, `create role ${name} nologin`);
    if (role?.mine !== true) await tryAs(client, `grant ${name} to current_user`);
  }
  const after = await rolesNow(client);
  if (roles.every((name) => after.some((role) => role.name === name && role.mine))) return;
  throw new StartError(await whatToRun(client, after));
}

/** Two sessions can make the same role at once, or be refused: what counts is how things stand afterwards. */
async function tryAs(client: Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const madeMeanwhile = code === '42710' || code === '23505' || code === 'XX000';
    const refused = code === '42501' || code === '0LP01';
    if (!madeMeanwhile && !refused) throw error;
  }
}

async function rolesNow(client: Client): Promise<RoleState[]> {
  // From PostgreSQL 16 being a member and being allowed to act as the role are two things.
  const { rows } = await client.query<RoleState>(
    `select rolname as name, rolsuper or rolbypassrls as powerful,
       pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as mine
     from pg_roles where rolname = any($1)`,
    [roles],
  );
  return rows;
}

async function whatToRun(client: Client, found: readonly RoleState[]): Promise<string> {
  const { rows } = await client.query<{ who: string }>('select quote_ident(current_user) as who');
  const who = rows[0]?.who ?? 'current_user';
  const missing = roles.filter((name) => !found.some((role) => role.name === name));
  const create = missing.map((name) => `create role ${name} nologin; `).join('');
  return `The database user ${who} may not make roles, or act as them. Run once as an administrator: ${create}grant ${roles.join(', ')} to ${who};`;
}
