/** What the app leans on breaks, while the app itself goes on: its connections to the database, its queue. */

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { testServer } from '../postgres.ts';
import { ownName } from './site.ts';
import type { CrashSite } from './site.ts';
import { until } from './wait.ts';

/**
 * Ends every connection that the app has to the database, whatever it is doing, and lets it have no other for a while.
 * Resolves, when it may connect again, with how many there were.
 */
export async function cutConnections(
  { databaseUrl, query }: Pick<CrashSite, 'databaseUrl' | 'query'>,
  awayMs: number,
): Promise<number> {
  // From another database of the server: none can shut itself.
  const server = new pg.Client({ connectionString: await testServer() });
  await server.connect();
  const name = new URL(databaseUrl).pathname.slice(1);
  try {
    await server.query(`alter database ${name} allow_connections false`);
    const cut = await query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name <> $1`,
      [ownName],
    );
    await pause(awayMs);
    return cut.length;
  } finally {
    await server.query(`alter database ${name} allow_connections true`);
    await server.end();
  }
}

/** Deletes everything that is queued in the database; resolves with how many rows that was. */
export async function emptyQueue({ query }: Pick<CrashSite, 'query'>): Promise<number> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'bullmq' and tablename <> 'migration'`,
  );
  const names = tables.map(({ name }) => name);
  const counts = names.map((name) => `(select count(*) from ${name})`);
  const [row] = await query<{ rows: number }>(`select (${counts.join(' + ')})::int as rows`);
  // Among workers that use the tables, it may be the one that the database sacrifices to a deadlock.
  await until('the queue is empty', async () => {
    try {
      await query(`truncate ${names.join(', ')}`);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '40P01') return false;
      throw error;
    }
  });
  return row?.rows ?? 0;
}
