/** Rapport's worker in this process, on a database full of pairs, with the quick far side beyond. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startRapport } from '../../../src/app/rapport.ts';
import type { Rapport } from '../../../src/app/rapport.ts';
import { readConfig } from '../../../src/config.ts';
import type { LogEvent } from '../../../src/log.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { newKey, parseKeys } from '../../../src/store/keys.ts';
import { createStore } from '../../../src/store/store.ts';
import type { RapportStore } from '../../../src/store/store.ts';
import { createTestDatabase } from '../postgres.ts';
import type { TestRedis } from '../redis.ts';
import { populateBurst, setReminders } from './population.ts';
import type { BurstOrganisation } from './population.ts';
import { startBurstSlack } from './slack.ts';
import type { BurstSlack } from './slack.ts';

export type BurstApp = {
  readonly slack: BurstSlack;
  readonly store: RapportStore;
  readonly admin: Client;
  readonly organisations: readonly BurstOrganisation[];
  readonly log: readonly LogEvent[];
  /** Makes everybody's reminder due, then starts the worker; resolves with how many there are. */
  readonly begin: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

export async function startBurstApp(
  size: { readonly organisations: number; readonly reminders: number },
  redis?: TestRedis,
): Promise<BurstApp> {
  const database = await createTestDatabase();
  const keys = newKey('burst');
  const opened = await openDatabase({ url: database.url });
  const store = createStore({ database: opened, keys: parseKeys(keys) });
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const organisations = await populateBurst(store, admin, size);
  const slack = await startBurstSlack();
  const dataDir = await mkdtemp(join(tmpdir(), 'rapport-burst-'));
  const log: LogEvent[] = [];
  let rapport: Rapport | undefined;
  return {
    slack,
    store,
    admin,
    organisations,
    log,
    begin: async () => {
      const due = await setReminders(admin, organisations, new Date());
      const config = readConfig({
        ...slack.env,
        PORT: '0',
        RAPPORT_ROLE: 'worker',
        RAPPORT_DATA_DIR: dataDir,
        RAPPORT_KEYS: keys,
        DATABASE_URL: database.url,
        ...(redis !== undefined && { REDIS_URL: redis.url }),
      });
      rapport = await startRapport(config, {
        log: (_, event) => void log.push(event),
        ...(redis !== undefined && { queuePrefix: redis.prefix }),
      });
      return due;
    },
    stop: async () => {
      await rapport?.stop();
      await slack.stop();
      await admin.end();
      await opened.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
