/**
 * Connections. Ordinary work runs as `rapport_app`, bound to one organisation by row level security; what wakes
 * workers over all organisations runs as `rapport_carrier`, which may read ids and due times and nothing else.
 */

import { Kysely } from 'kysely';
import pg from 'pg';
import { StartError } from '../errors.ts';
import { createDialect } from './dialect.ts';
import type { Tables } from './schema.ts';

export type Database = {
  readonly app: Kysely<Tables>;
  readonly carrier: Kysely<Tables>;
  /** Ends every connection; running queries finish first. */
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  readonly url: string;
  /** Called when an idle connection breaks. The pool makes a new one by itself. */
  readonly onError?: (error: Error) => void;
  /** How many turns may run at once in this process; the rest wait. */
  readonly connections?: number;
};

/** A turn takes milliseconds. What takes longer is stuck, and must not hold its locks until somebody notices. */
const statementTimeoutMs = 10_000;
const idleInTransactionTimeoutMs = 20_000;
/** Longer than the platforms wait for an answer would help nobody. */
const connectTimeoutMs = 5_000;

/** Calendar dates stay text: as a Date they would be midnight in whatever zone this process runs in. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

/** Opens both pools and tries them. Throws a StartError with one line that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pools = [
    openPool(options, 'rapport_app', options.connections ?? 10),
    openPool(options, 'rapport_carrier', 3),
  ] as const;
  try {
    for (const pool of pools) await pool.query('select 1');
  } catch (error) {
    await Promise.all(pools.map((pool) => pool.end()));
    throw cannotOpen(options.url, error);
  }
  const [app, carrier] = pools.map((pool) => new Kysely<Tables>({ dialect: createDialect(pool) }));
  if (app === undefined || carrier === undefined) throw new Error('Two pools make two databases');
  return {
    app,
    carrier,
    close: async () => {
      await Promise.all([app.destroy(), carrier.destroy()]);
      // Kysely ends the pools that it has used; the connections of another would hold the process for half a minute.
      await Promise.all(pools.filter((pool) => !pool.ending).map((pool) => pool.end()));
    },
  };
}

/** One plain connection as whoever the URL names, for migrating. Throws a StartError as `openDatabase` does. */
export async function connectPlainly(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => {}); // a broken connection fails the query that runs; unheard, it would end the process
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw cannotOpen(url, error);
  }
}

function openPool(options: DatabaseOptions, role: string, max: number): pg.Pool {
  const { url, startUp } = withoutOptions(options.url);
  const config: pg.PoolConfig = {
    connectionString: url,
    max,
    application_name: role,
    // As a start-up option the role is the session's own default: RESET ROLE and DISCARD ALL lead back to it.
    options: `${startUp} -c role=${role}`.trim(),
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types,
    verify: (client, ready) => {
      verifyRole(client, role).then(
        () => ready(),
        (error: unknown) => ready(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
  const pool = new pg.Pool(config);
  // Unheard, either would end the process: a connection breaks while it is idle, or while somebody has it, whose query
  // then fails too.
  pool.on('error', (error) => options.onError?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A connection pooler in between can drop start-up options. Without the role nothing would keep organisations apart. */
async function verifyRole(client: pg.PoolClient, role: string): Promise<void> {
  const { rows } = await client.query<{ role: string; kept_apart: boolean }>(
    `select current_user as role, row_security_active('person') as kept_apart`,
  );
  if (rows[0]?.role === role && rows[0].kept_apart) return;
  throw new StartError(
    `The database does not let Rapport act as ${role}. If a connection pooler stands in between, let it pass start-up options on, or connect past it.`,
  );
}

/** Left in the URL, its own `options` would win over ours, and the role with them. */
function withoutOptions(url: string): { url: string; startUp: string } {
  if (!URL.canParse(url)) return { url, startUp: '' };
  const parsed = new URL(url);
  const startUp = parsed.searchParams.get('options') ?? '';
  parsed.searchParams.delete('options');
  return { url: parsed.toString(), startUp };
}

function targetOf(url: string): { where: string; user: string } {
  if (!URL.canParse(url)) return { where: 'the database', user: '' };
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  const database = decodeURIComponent(pathname.slice(1)) || 'the database';
  return { where: `${database} on ${host}:${port || '5432'}`, user: decodeURIComponent(username) };
}

/** One line, without the password. */
function cannotOpen(url: string, error: unknown): StartError {
  if (error instanceof StartError) return error;
  const code = codeOf(error);
  const { where, user } = targetOf(url);
  if (code === '42P01' || /role "rapport_\w+" does not exist/.test(messageOf(error)))
    return new StartError(`The database ${where} has no tables yet. Run: rapport migrate`, { cause: error });
  if (/permission denied to set role/.test(messageOf(error)))
    return new StartError(
      `The database user ${user} may not act as Rapport's roles. Run as an administrator: grant rapport_app, rapport_carrier to "${user}";`,
      { cause: error },
    );
  return new StartError(`Cannot reach ${where}: ${reasonFor(code, error)}. Check DATABASE_URL.`, {
    cause: error,
  });
}

function reasonFor(code: string | undefined, error: unknown): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing answers there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no machine has that name';
    case '28P01':
    case '28000':
      return 'the user or the password is wrong';
    case '3D000':
      return 'there is no database of that name';
    default:
      return messageOf(error) || code || 'it does not answer';
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
}
