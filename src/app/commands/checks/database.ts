/** Checks the database as Rapport will use it: reachable, its roles, its tables, and whether the keys fit. */

import { existsSync } from 'node:fs';
import type { Config } from '../../../config.ts';
import { ConfigError, StartError } from '../../../errors.ts';
import { openDatabase } from '../../../store/database.ts';
import { inspectDatabase } from '../../../store/inspect.ts';
import type { DatabaseState } from '../../../store/inspect.ts';
import { takeKeyCensus } from '../../../store/key-census.ts';
import { parseKeys } from '../../../store/keys.ts';
import { inOrganisations } from '../../../store/scope.ts';
import { openDataFolder } from '../../data-folder.ts';
import { keysOf, organisationsIn, withDatabase } from '../deployment.ts';
import { note, notChecked, ok, toDo } from './finding.ts';
import type { Finding } from './finding.ts';
import { ownPriorNotes } from './own-priors.ts';

export async function checkDatabase(config: Config): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  if (config.databaseUrl === undefined && !existsSync(config.dataDir)) {
    // Looking is not making: the built-in database comes with the first start.
    findings.push(ok('data folder', `${config.dataDir} is made by the first start`));
    return [...findings, ...steps.map((step) => notChecked(step, 'there is none yet'))];
  }
  try {
    if (config.databaseUrl === undefined) {
      openDataFolder(config.dataDir);
      findings.push(ok('data folder', `${config.dataDir}, with a database of its own`));
    }
    await withDatabase(config, async (url) => {
      for await (const finding of findingsOf(url, config)) findings.push(finding);
    });
  } catch (error) {
    findings.push(toDo('database', lineOf(error)));
  }
  const unseen = steps.filter((step) => !findings.some(({ about }) => about === step));
  return [...findings, ...unseen.map((step) => notChecked(step, 'what comes before it has to work first'))];
}

/** Each needs those before it. */
const steps = ['database', 'roles', 'migrations', 'keys'];

async function* findingsOf(url: string, config: Config): AsyncGenerator<Finding> {
  const state = await inspectDatabase(url);
  yield ok('database', `PostgreSQL ${state.version}, ${placeOf(url)}`);
  // The built-in one has no other user, and nobody else reaches it.
  if (state.userIsPowerful && config.databaseUrl !== undefined)
    yield note(
      'database user',
      `${state.user} is a superuser or may bypass row level security. In production let DATABASE_URL name one who may not.`,
    );
  const roles = rolesFinding(state);
  yield roles;
  const migrated = migrationsFinding(state);
  yield migrated;
  if (roles.state !== 'ok' || (state.migrations?.applied.length ?? 0) === 0) return;
  const keys = await keysFinding(url, config);
  yield keys;
  if (keys.state !== 'to do' && migrated.state === 'ok') yield* await ownPriorFindings(url, config);
}

/** A hint, once a year at most: nothing depends on it. */
async function ownPriorFindings(url: string, config: Config): Promise<readonly Finding[]> {
  const text = keysOf(config);
  if (text === undefined) return [];
  const database = await openDatabase({ url });
  try {
    const inOrganisation = inOrganisations(database, parseKeys(text));
    return await ownPriorNotes(inOrganisation, await organisationsIn(database), new Date());
  } finally {
    await database.close();
  }
}

function rolesFinding({ roles, user, migrations }: DatabaseState): Finding {
  const powerful = roles.find((role) => role.powerful);
  if (powerful !== undefined)
    return toDo(
      'roles',
      `${powerful.name} may bypass row level security. Run as an administrator: alter role ${powerful.name} nosuperuser nobypassrls;`,
    );
  const missing = roles.filter((role) => !role.exists);
  const unusable = roles.filter((role) => role.exists && !role.usable);
  if (missing.length === 0 && unusable.length === 0)
    return ok('roles', roles.map((role) => role.name).join(', '));
  if (missing.length > 0 && migrations?.applied.length === 0)
    return toDo('roles', `${namesOf(missing)} not there yet. Run: rapport migrate (a start does it, too)`);
  const create = missing.map((role) => `create role ${role.name} nologin; `).join('');
  return toDo(
    'roles',
    `${user} may not act as ${namesOf([...missing, ...unusable])}. Run as an administrator: ${create}grant ${namesOf(roles)} to ${user};`,
  );
}

function migrationsFinding({ migrations, user }: DatabaseState): Finding {
  if (migrations === undefined)
    return toDo(
      'migrations',
      `${user} may not see which were applied. Let DATABASE_URL name the user who migrated the database and owns its tables.`,
    );
  const { applied, pending, unknown } = migrations;
  if (unknown.length > 0)
    return toDo(
      'migrations',
      `the database was migrated by a newer version (${unknown.join(', ')}). Run the newest version.`,
    );
  if (pending.length > 0)
    return toDo(
      'migrations',
      `${pending.length} to be applied (${pending.join(', ')}). Run: rapport migrate`,
    );
  return ok('migrations', `all ${applied.length} applied`);
}

/** Opens the database as Rapport does, which is also the proof that its roles work on a connection of their own. */
async function keysFinding(url: string, config: Config): Promise<Finding> {
  const text = keysOf(config);
  if (text === undefined) return ok('keys', 'none yet: the first start makes one in the data folder');
  try {
    const ring = parseKeys(text);
    const database = await openDatabase({ url });
    try {
      const inOrganisation = inOrganisations(database, ring);
      const { wrappedBy, unreadable } = await takeKeyCensus(inOrganisation, await organisationsIn(database));
      if (unreadable !== undefined)
        return toDo('keys', `${unreadable.count} data keys cannot be opened. ${unreadable.why}`);
      const total = [...wrappedBy.values()].reduce((sum, count) => sum + count, 0);
      const old = [...wrappedBy.keys()].filter((id) => id !== ring.current);
      const opened = `${total} data keys, all of them open; ${ring.current} is in use`;
      return old.length === 0
        ? ok('keys', opened)
        : note('keys', `${opened}, and still ${old.join(', ')}. To be rid of it: rapport keys rewrap`);
    } finally {
      await database.close();
    }
  } catch (error) {
    return toDo('keys', lineOf(error));
  }
}

function namesOf(roles: DatabaseState['roles']): string {
  return roles.map((role) => role.name).join(', ');
}

/** Without user and password. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `${decodeURIComponent(pathname.slice(1)) || 'the database'} on ${host}:${port || '5432'}`;
}

function lineOf(error: unknown): string {
  if (error instanceof StartError || error instanceof ConfigError) return error.message.replaceAll('\n', ' ');
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)}${code}`;
}
