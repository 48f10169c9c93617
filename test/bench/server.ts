/** The PostgreSQL server of one run: `DATABASE_URL`, or one of our own with the settings that PostgreSQL comes with. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/app/embedded-postgres.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

export type BenchServer = {
  /** As the server says it. */
  readonly version: string;
  /** A database with nothing in it; resolves with its URL. */
  readonly empty: () => Promise<string>;
  /** A database with Rapport's tables; resolves with its URL. */
  readonly migrated: () => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Commits are durable, as in production: a benchmark without the wait for the disc would flatter whoever commits most. */
export async function startServer(): Promise<BenchServer> {
  const given = process.env['DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'rapport-bench-'));
  const own = given === undefined ? await startEmbeddedPostgres(folder) : undefined;
  const admin = await connectPlainly(given ?? own?.url ?? '');
  const made: string[] = [];

  const empty = async (): Promise<string> => {
    const name = `rapport_bench_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name} template template0`);
    made.push(name);
    const url = new URL(given ?? own?.url ?? '');
    url.pathname = `/${name}`;
    return url.href;
  };
  const { rows } = await admin.query<{ server_version: string }>('show server_version');
  return {
    version: rows[0]?.server_version ?? '',
    empty,
    migrated: async () => {
      const url = await empty();
      await migrate(url);
      return url;
    },
    stop: async () => {
      if (own === undefined)
        for (const name of made) await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
      await own?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
