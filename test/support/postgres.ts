/** Fresh, migrated databases on a real PostgreSQL for tests. */

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';

export type TestDatabase = {
  /** As the server's own user, who is a superuser where the server is ours. */
  readonly url: string;
  readonly drop: () => Promise<void>;
};

/** A database of its own for one test file, copied from a migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const template = await ensureTemplate(server);
  return copyOf(server, template);
}

/** A database with nothing in it, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return copyOf(await testServer(), 'template0');
}

/** The connection string of the server's own database. */
export async function testServer(): Promise<string> {
  const response = await fetch(inject('postgresDesk'));
  const text = await response.text();
  if (!response.ok) throw new Error(`No PostgreSQL for tests: ${text}`);
  return text;
}

async function copyOf(server: string, template: string): Promise<TestDatabase> {
  const name = `rapport_test_${randomBytes(8).toString('hex')}`;
  await asAdmin(server, (client) => client.query(`create database ${name} template ${template}`));
  return {
    url: databaseUrl(server, name),
    drop: () =>
      asAdmin(server, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Named after what the migrations say, so that a server that outlives the run never hands out yesterday's tables. */
async function ensureTemplate(server: string): Promise<string> {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).toSorted())
    if (file.endsWith('.ts')) hash.update(readFileSync(new URL(file, folder)));
  const name = `rapport_template_${hash.digest('hex').slice(0, 16)}`;
  await asAdmin(server, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('rapport test template'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 1) return;
    // Named last: a template of the final name is always a finished one.
    await client.query(`drop database if exists ${name}_half with (force)`);
    await client.query(`create database ${name}_half template template0`);
    await migrate(databaseUrl(server, `${name}_half`));
    await client.query(`alter database ${name}_half rename to ${name}`);
  });
  return name;
}

async function asAdmin<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
