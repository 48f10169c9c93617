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
import pg from 'pg';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { createPlayground } from '../../../adapters/playground/server.ts';
import type { Playground } from '../../../adapters/playground/server.ts';
import { msToBeginning } from '../../../src/app/playground-host.ts';
import type { Step } from '../../../src/engine/ports.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { newKey, parseKeys } from '../../../src/store/keys.ts';
import { inOrganisations } from '../../../src/store/scope.ts';
import type { InOrganisation } from '../../../src/store/scope.ts';
import { createStore } from '../../../src/store/store.ts';
import type { RapportStore } from '../../../src/store/store.ts';
import { createTestDatabase } from '../postgres.ts';
import type { TestRedis } from '../redis.ts';
import { createLives } from './lives.ts';
import type { Lives } from './lives.ts';
import { seedMeadowbank } from './seed.ts';
import { until } from './wait.ts';
import { openWire } from './wire.ts';
import type { Wire } from './wire.ts';

export type CrashSite = Omit<Lives, 'died' | 'end' | 'putClock'> & {
  readonly playground: Playground;
  /** Between the platforms and the app. */
  readonly wire: Wire;
  readonly people: readonly RosterPerson[];
  /** The test's own way into the database, beside the app's. */
  readonly store: RapportStore;
  readonly inOrganisation: InOrganisation;
  readonly organisationId: string;
  readonly databaseUrl: string;
  /** As the server's own user, who sees everything. */
  readonly query: Query;
  /** The id in the database of somebody of the roster. */
  readonly personId: (rosterId: string) => string;
  /** The app's time. It jumps only between two lives of the app. */
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
  /** Puts the app's own clock wrong by so much, while it lives and after; everybody else's stays right. */
  readonly putWrong: (ms: number) => void;
  /** How long what a drain held when it died is left to it. */
  readonly leaseMs: number;
  /**
   * Resolves when the app is dead, and with it all that it had under way in the database and on the wire; with the step
   * at which it killed itself, `undefined` when it was killed from outside.
   */
  readonly buried: () => Promise<Step | undefined>;
  /** Starts another process of the app beside this one, which takes requests and sends nothing. */
  readonly another: () => Promise<{ readonly url: string; readonly end: () => Promise<void> }>;
  /** Resolves when nothing is due that has not been done. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type Query = <T extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly T[]>;

/** The test's own connections go by this name, so that the app's can be told from them. */
export const ownName = 'crash-test';

/**
 * What production waits half a minute and a minute for. The lease stays long enough for a slow machine to send a message
 * and write that down; whoever restarts the app lets the app's clock jump past it.
 */
const patience = { leaseMs: 10_000, lockMs: 500, sweepEveryMs: 500 };

/** Soon at first, and then for as long as it takes: Slack's own three attempts may all fall into this app's deaths. */
const slackRetriesMs = [50, 300, 600, ...Array.from({ length: 300 }, () => 1_000)];

/** A machine may be busy. Nothing here is about the platforms' deadlines, so they wait and let a trigger live this long. */
const deadlineMs = 60_000;

export async function createCrashSite(
  options: {
    /** Absent: the queue is in the database. */
    readonly redis?: TestRedis | undefined;
    readonly leaseMs?: number | undefined;
  } = {},
): Promise<CrashSite> {
  const { redis, leaseMs = patience.leaseMs } = options;
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

  // On a working morning, whenever the tests run: what comes in somebody's quiet hours waits for hours.
  let aheadMs = msToBeginning(new Date());
  let wrongMs = 0;
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
  const wire = await openWire(`http://127.0.0.1:${port}`, () => playground, secrets);
  const playground: Playground = await createPlayground({
    appUrl: () => wire.url,
    slack: { ...secrets, triggerMs: deadlineMs },
    teams: secrets,
    clock: { now, advanceTo: () => Promise.resolve([]), next: () => Promise.resolve(undefined) },
    timing: {
      slack: { retryWaitsMs: slackRetriesMs, limitMs: deadlineMs },
      teams: { messageMs: deadlineMs, invokeMs: deadlineMs },
    },
  });
  const env = {
    PORT: String(port),
    RAPPORT_DATA_DIR: dataDir,
    RAPPORT_KEYS: keys,
    DATABASE_URL: database.url,
    ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
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
  const setup = {
    env,
    patience: { ...patience, leaseMs },
    ...(redis !== undefined && { queuePrefix: redis.prefix }),
  };
  const { died, end, putClock, ...lives } = createLives(() => ({ ...setup, aheadMs: aheadMs + wrongMs }));

  const another: CrashSite['another'] = async () => {
    const itsPort = await freePort();
    const itsEnv = { ...env, PORT: String(itsPort), RAPPORT_ROLE: 'web' };
    const other = createLives(() => ({ ...setup, env: itsEnv, aheadMs }));
    await other.begin();
    return { url: `http://127.0.0.1:${itsPort}`, end: other.end };
  };

  const stop = async (): Promise<void> => {
    await end();
    await playground.stop();
    await wire.stop();
    await own.close();
    await admin.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };

  try {
    await lives.begin();
    const { organisationId, personId } = await settleIn(playground, query);
    await seedMeadowbank(store, organisationId, personId, now());
    return {
      ...lives,
      playground,
      wire,
      people: playground.roster.people,
      store,
      inOrganisation: inOrganisations(own, parseKeys(keys)),
      organisationId,
      databaseUrl: database.url,
      query,
      personId,
      now,
      advance: (ms) => {
        aheadMs += ms;
      },
      putWrong: (ms) => {
        wrongMs = ms;
        putClock(aheadMs + wrongMs);
      },
      leaseMs,
      buried: async () => {
        const step = await died();
        await nothingUnderWay(playground, query);
        return step;
      },
      another,
      settled: () => settled(query, now),
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

async function settled(query: Query, now: () => Date): Promise<void> {
  await until(
    'everything due has been done',
    async () => {
      const [row] = await query<{ left: number }>(
        `select ((select count(*) from outbox where state = 'pending')
          + (select count(*) from timer where state = 'pending' and due_at <= $1))::int as left`,
        [now()],
      );
      return row?.left === 0;
    },
    120_000,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo; // a listening TCP server has one
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
