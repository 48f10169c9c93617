/** Brings a database to today's tables. Any number of processes may do so at once; one works, the others wait. */

import { Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrations } from '../../migrations/index.ts';
import { StartError } from '../errors.ts';
import { connectPlainly } from './database.ts';
import { ensureRoles } from './roles.ts';

export type Migrated = {
  /** Names of the migrations that ran now, in order. */
  readonly applied: readonly string[];
  /** How many had run before. */
  readonly already: number;
};

/** Any number will do, as long as it is only ever ours. */
const lockId = 8_274_531_001;

/**
 * Runs what is pending, in one transaction. Throws a StartError when the database is out of reach, when its user may
 * not make roles, or when it was migrated by a newer version than this one.
 */
export async function migrate(url: string): Promise<Migrated> {
  const client = await connectPlainly(url);
  try {
    await client.query('set statement_timeout = 0'); // waiting for whoever is at it may take a while
    // Taken before the migrator makes its own tables, which it does before it takes a lock of its own.
    await client.query('select pg_advisory_lock($1)', [lockId]);
    await ensureRoles(client);
    return await runMigrator(url);
  } finally {
    await client.end(); // which lets go of the lock
  }
}

async function runMigrator(url: string): Promise<Migrated> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // A connection that breaks fails the migration that runs on it. Unheard, it would end the process besides.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...migrations }) },
      // Beside our tables, not among them: whatever is in the public schema has row level security.
      migrationTableSchema: 'rapport_migration',
    });
    const done = (await migrator.getMigrations()).filter((one) => one.executedAt !== undefined);
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw explained(error);
    return { applied: (results ?? []).map((one) => one.migrationName), already: done.length };
  } finally {
    await db.destroy();
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('corrupted migrations')) return error;
  return new StartError(
    'The database was migrated by another version of Rapport than this one. Start the newest version.',
    { cause: error },
  );
}
