/**
 * What a command works on: the database, the keys and the store of this deployment, opened for the command and closed
 * after it. Commands read only the variables that they need, so that they also run where no platform's secrets are.
 */

import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { ConfigError, StartError } from '../../errors.ts';
import { openDatabase } from '../../store/database.ts';
import type { Database } from '../../store/database.ts';
import { parseKeys } from '../../store/keys.ts';
import type { KeyRing } from '../../store/keys.ts';
import { inOrganisations } from '../../store/scope.ts';
import type { InOrganisation } from '../../store/scope.ts';
import { createStore } from '../../store/store.ts';
import type { RapportStore } from '../../store/store.ts';
import { openDataFolder } from '../data-folder.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import type { Environment } from './command.ts';

export type Deployment = {
  readonly keys: KeyRing;
  readonly inOrganisation: InOrganisation;
  readonly store: RapportStore;
  /** One, or one for each workspace that has installed the app by itself. */
  readonly organisationIds: readonly string[];
};

/** What the environment says about data. Throws a ConfigError; in production the database has to be named. */
export function readDataConfig(env: Environment): Config {
  const { DATABASE_URL, REDIS_URL, RAPPORT_KEYS, RAPPORT_DATA_DIR } = env;
  const config = readConfig({ DATABASE_URL, REDIS_URL, RAPPORT_KEYS, RAPPORT_DATA_DIR });
  if (env['NODE_ENV'] === 'production' && config.databaseUrl === undefined)
    throw new ConfigError('DATABASE_URL: missing, and production needs it. Set it to a PostgreSQL URL.');
  return config;
}

/** Runs `work` with the connection string of the configured database, or of the built-in one, started for it. */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) return work(config.databaseUrl);
  const postgres = await startEmbeddedPostgres(config.dataDir);
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** Throws a StartError or a ConfigError with what to do. */
export async function withDeployment<T>(
  env: Environment,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const config = readDataConfig(env);
  const keys = keysOf(config);
  if (keys === undefined) throw new StartError(noKeys(config, env));
  const ring = parseKeys(keys);
  return withDatabase(config, async (url) => {
    const database = await openDatabase({ url });
    try {
      return await work({
        keys: ring,
        inOrganisation: inOrganisations(database, ring),
        store: createStore({ database, keys: ring }),
        organisationIds: await organisationsIn(database),
      });
    } finally {
      await database.close();
    }
  });
}

/** The configured keys, or the one that Rapport has made for itself; `undefined` before its first start. */
export function keysOf(config: Config): string | undefined {
  if (config.keys !== undefined) return config.keys;
  return openDataFolder(config.dataDir).read('keys')?.trim() || undefined;
}

export async function organisationsIn(database: Database): Promise<readonly string[]> {
  const rows = await database.carrier
    .selectFrom('organisation')
    .select('organisation_id')
    .orderBy('organisation_id')
    .execute();
  return rows.map((row) => row.organisation_id);
}

function noKeys({ dataDir }: Config, env: Environment): string {
  return env['NODE_ENV'] === 'production'
    ? 'RAPPORT_KEYS: missing. Set it to the same value as for Rapport itself.'
    : `There is no key in the data folder ${dataDir}: Rapport has not been started here yet. Start it once, or set RAPPORT_KEYS and DATABASE_URL.`;
}
