/** The whole of Rapport in this process, with the playground's platforms, on a database of its own. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRapport } from '../../src/app/rapport.ts';
import type { Rapport } from '../../src/app/rapport.ts';
import { readConfig } from '../../src/config.ts';
import type { LogEvent } from '../../src/log.ts';
import { playgroundClient } from './playground-client.ts';
import type { Client } from './playground-client.ts';
import { createTestDatabase } from './postgres.ts';

export type TestApp = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly client: Client;
  /** Everything that was logged, oldest first; also over restarts. */
  readonly log: readonly LogEvent[];
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startApp(settings: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'rapport-test-'));
  const log: LogEvent[] = [];
  const env = { PORT: '0', RAPPORT_DATA_DIR: dataDir, DATABASE_URL: database.url, ...settings };
  const start = (): Promise<Rapport> =>
    startRapport(readConfig(env), { log: (_, event) => void log.push(event) });
  let rapport = await start();
  let client = playgroundClient(rapport.url);
  return {
    databaseUrl: database.url,
    dataDir,
    log,
    get url() {
      return rapport.url;
    },
    get client() {
      return client;
    },
    restart: async () => {
      await rapport.stop();
      rapport = await start();
      client = playgroundClient(rapport.url);
    },
    stop: async () => {
      await rapport.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
