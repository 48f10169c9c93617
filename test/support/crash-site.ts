/**
 * A whole installation whose app can be killed and started again: the database, the queue and the pretend platforms live
 * on in the test, as they do in the world, and only the app dies.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { createPlayground } from '../../adapters/playground/server.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Step } from '../../src/engine/ports.ts';
import { newKey, parseKeys } from '../../src/store/keys.ts';
import { inOrganisations } from '../../src/store/scope.ts';
import type { InOrganisation } from '../../src/store/scope.ts';
import { createStore } from '../../src/store/store.ts';
import type { RapportStore } from '../../src/store/store.ts';
import type { DieAt } from './crash-app.ts';
import { loadApp } from './crash-process.ts';
import type { AppProcess } from './crash-process.ts';
import { seedMeadowbank } from './crash-seed.ts';
import { newGate, until } from './crash-wait.ts';
import { openWire, signer } from './crash-wire.ts';
import type { Wire } from './crash-wire.ts';
import { createTestDatabase, testServer } from './postgres.ts';
import type { TestRedis } from './redis.ts';

export type CrashSite = {
  readonly playground: Playground;
  /** Between the platforms and the app. */
  readonly wire: Wire;
  readonly people: readonly RosterPerson[];
  readonly store: RapportStore;
  readonly inOrganisation: InOrganisation;
  readonly organisationId: string;
  /** As the server's own user, who sees everything. */
  readonly query: Query;
  /** The id in the database of somebody of the roster. */
  readonly personId: (rosterId: string) => string;
  /** The app's time. It jumps only between two lives of the app. */
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
  /** Starts the app, with the step at which it is to die. Resolves when it listens, or is dead already. */
  readonly begin: (dieAt?: DieAt) => Promise<void>;
  readonly dieAt: (at: DieAt | null) => void;
  readonly kill: () => void;
  /**
   * Resolves when the app is dead, and with it all that it had under way in the database and on the wire; with the step
   * at which it killed itself, `undefined` when it was killed from outside.
   */
  readonly buried: () => Promise<Step | undefined>;
  /** Resolves when the app listens. */
  readonly isUp: () => Promise<void>;
  /**
   * Ends every connection that the app has to the database, whatever it is doing, and lets it have no other for a while.
   * Resolves, when it may connect again, with how many there were.
   */
  readonly cutConnections: (awayMs: number) => Promise<number>;
  /** Deletes everything that is queued in the database. */
  readonly emptyQueue: () => Promise<void>;
  /** Which of its lives the app is in, from 1. */
  readonly life: () => number;
  /** What the app has logged that is worse than `info`. */
  readonly logged: readonly { readonly life: number; readonly event: object }[];
  readonly stop: () => Promise<void>;
};

export type Query = <T extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly T[]>;

/** The test's own connections go by this name, so that the app's can be told from them. */
const ownName = 'crash-test';

const mostFailures = 20;

/** What production waits a minute for. */
const patience = { leaseMs: 3_000, lockMs: 300, sweepEveryMs: 500 };

/** Slack's own waits are too long for a test. There are more of them, because this app dies more often. */
const slackRetriesMs = [50, 300, 600, 1_000, 1_500, 2_000, 3_000, 4_000];

export async function createCrashSite(
  options: {
    readonly redis?: TestRedis | undefined;
  } = {},
): Promise<CrashSite> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'rapport-crash-'));
  const ownUrl = `${database.url}?application_name=${ownName}`;
  const admin = new pg.Pool({ connectionString: ownUrl, max: 2, min: 2, idleTimeoutMillis: 0 });
  admin.on('error', () => {}); // some tests cut connections
  const query: Query = async <T extends object>(sql: string, values: readonly unknown[] = []) =>
    (await admin.query<T>(sql, [...values])).rows;

  const keys = newKey('crash');
  const own = await openDatabase({ url: ownUrl, connections: 2 });
  const store = createStore({ database: own, keys: parseKeys(keys) });

  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const port = await freePort();
  const secrets = {
    signingSecret: randomBytes(16).toString('hex'),
    botToken: `xoxb-${randomBytes(12).toString('hex')}`,
    teamId: 'T0MEADOWB',
    appId: randomUUID(),
    tenantId: randomUUID(),
    appPassword: randomBytes(12).toString('hex'),
  };
  const wire = await openWire(
    `http://127.0.0.1:${port}`,
    signer(() => playground, secrets),
  );
  const playground: Playground = await createPlayground({
    appUrl: () => wire.url,
    slack: secrets,
    teams: secrets,
    clock: { now, advanceTo: () => Promise.resolve([]), next: () => Promise.resolve(undefined) },
    timing: { slack: { retryWaitsMs: slackRetriesMs } },
  });
  const env = {
    PORT: String(port),
    RAPPORT_DATA_DIR: dataDir,
    RAPPORT_KEYS: keys,
    DATABASE_URL: database.url,
    ...(options.redis === undefined ? {} : { REDIS_URL: options.redis.url }),
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_API_URL: playground.slackApiUrl,
    TEAMS_APP_ID: secrets.appId,
    TEAMS_APP_PASSWORD: secrets.appPassword,
    TEAMS_APP_TENANT_ID: secrets.tenantId,
    TEAMS_OPENID_METADATA_URL: playground.teams.openIdMetadataUrl,
    TEAMS_TOKEN_ISSUER: playground.teams.tokenIssuer,
    TEAMS_LOGIN_URL: playground.teams.loginUrl,
  };

  let life = 0;
  const logged: { life: number; event: object }[] = [];
  let spare: AppProcess | undefined;
  let app: AppProcess | undefined;
  let up = newGate();
  let isOpen = false;
  let failures = 0;
  const load = (): AppProcess => loadApp((event) => logged.push({ life, event }));

  const begin = async (dieAt?: DieAt): Promise<void> => {
    life += 1;
    app = spare ?? load();
    const began = await app.start({
      env,
      aheadMs,
      patience,
      ...(options.redis !== undefined && { queuePrefix: options.redis.prefix }),
      ...(dieAt !== undefined && { dieAt }),
    });
    spare = load();
    isOpen = began === 'started';
    if (isOpen) up.open();
    failures = typeof began === 'string' ? 0 : failures + 1;
    // Whoever looks after processes starts one again that could not start, because the database was away; not for ever.
    if (typeof began !== 'string' && failures > mostFailures)
      throw new Error(`The app cannot start: ${began.failed}`);
  };

  const stop = async (): Promise<void> => {
    for (const one of [app, spare]) {
      one?.kill();
      await one?.died.catch(() => {}); // one that had ended by itself has been reported
    }
    await playground.stop();
    await wire.stop();
    await own.close();
    await admin.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };

  try {
    await begin();
    const { organisationId, personId } = await settleIn(playground, query);
    await seedMeadowbank(store, organisationId, personId, now());
    return {
      playground,
      wire,
      people: playground.roster.people,
      store,
      inOrganisation: inOrganisations(own, parseKeys(keys)),
      organisationId,
      query,
      personId,
      now,
      advance: (ms) => {
        aheadMs += ms;
      },
      begin,
      dieAt: (at) => app?.dieAt(at),
      kill: () => app?.kill(),
      buried: async () => {
        const step = await app?.died;
        // Whoever waits already goes on waiting at the same gate.
        if (isOpen) up = newGate();
        isOpen = false;
        await nothingUnderWay(playground, query);
        return step;
      },
      isUp: () => up.opened,
      cutConnections: (awayMs) => cutConnections(database.url, query, awayMs),
      emptyQueue: () => emptyQueue(query),
      life: () => life,
      logged,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs the app on both platforms, and waits until it knows everybody. */
async function settleIn(
  playground: Playground,
  query: Query,
): Promise<{ organisationId: string; personId: (rosterId: string) => string }> {
  await playground.install();
  const { people } = playground.roster;
  let accounts: readonly { organisation_id: string; person_id: string; external_id: string }[] = [];
  await until('the app knows everybody', async () => {
    accounts = await query('select organisation_id, person_id, external_id from account');
    return accounts.length === people.length;
  });
  return {
    organisationId: accounts[0]?.organisation_id ?? '',
    personId: (rosterId) => {
      const one = people.find(({ id }) => id === rosterId);
      const externalId = one?.aadObjectId ?? one?.userId;
      const account = accounts.find(({ external_id }) => external_id === externalId);
      if (account === undefined) throw new Error(`Nobody in the database is ${rosterId}`);
      return account.person_id;
    },
  };
}

/** A commit that was under way when its process died may still happen; so may a call that was on the wire. */
async function nothingUnderWay(playground: Playground, query: Query): Promise<void> {
  await until('the dead app has no connection left', async () => {
    const [row] = await query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity
        where datname = current_database() and application_name <> $1`,
      [ownName],
    );
    return row?.open === 0;
  });
  await until(
    'the platforms have taken what was on its way',
    () => Math.min(playground.slack.quietFor(), playground.teams.quietFor()) > 5,
  );
}

/** From another database of the server: none can shut itself. */
async function cutConnections(url: string, query: Query, awayMs: number): Promise<number> {
  const server = new pg.Client({ connectionString: await testServer() });
  await server.connect();
  const name = new URL(url).pathname.slice(1);
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

/** Emptying tables that workers are using, it may be the one that the database sacrifices to a deadlock. */
async function emptyQueue(query: Query): Promise<void> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'bullmq' and tablename <> 'migration'`,
  );
  await until('the queue is empty', async () => {
    try {
      await query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '40P01') return false;
      throw error;
    }
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo; // a listening TCP server has one
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
