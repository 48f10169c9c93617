/**
 * One PostgreSQL server for a whole run of the tests: the one that DATABASE_URL names, or one of our own, which starts
 * when the first test file asks for it, so that a run of unit tests costs nothing.
 */

import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/app/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../src/app/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the connection string of a server on which databases may be made. */
    postgresDesk: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  let folder: string | undefined;
  let started: Promise<EmbeddedPostgres> | undefined;
  const desk = createServer((_request, response) => {
    const url =
      given === undefined
        ? (started ??= startFast((folder = mkdtempSync(prefix)))).then((one) => one.url)
        : Promise.resolve(given);
    url.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  // A server that listens on a port has an address of this kind.
  project.provide('postgresDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    await (await started?.catch(() => undefined))?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
}

const prefix = join(tmpdir(), 'rapport-test-');

/** Without the care for power cuts, which no test data needs. */
async function startFast(folder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
  return server;
}
