/** `rapport doctor` against a real database, a real Redis where there is one, and the pretend platforms. */

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlayground } from '../../adapters/playground/server.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import { roster } from '../../adapters/playground/roster.ts';
import { createSlack } from '../../adapters/playground/slack.ts';
import type { PretendSlack, SlackOptions } from '../../adapters/playground/slack.ts';
import { EVERY_SCOPE } from '../../adapters/playground/slack-scopes.ts';
import { newKey } from '../../src/store/keys.ts';
import { rapport } from '../support/command-line.ts';
import type { Settings } from '../support/command-line.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { findRedis } from '../support/redis.ts';
import { aPair, aWorld } from './store/world.ts';
import type { World } from './store/world.ts';

// Each runs a process of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

/** Whatever a doctor's report holds, it never holds one of these. */
const secrets = {
  signing: randomBytes(16).toString('hex'),
  slack: `xoxb-${randomBytes(16).toString('hex')}`,
  teams: randomBytes(16).toString('hex'),
};
const teams = { appId: randomUUID(), tenantId: randomUUID(), appPassword: secrets.teams };

let world: World;
let playground: Playground;
/** Before Slack, and keeps what Slack says of a token's scopes to itself. */
let proxy: { url: string; stop: () => Promise<void> };
let publicServer: { url: string; answers: RequestListener; stop: () => Promise<void> };
/** An address of this machine where nobody listens. */
let nowhere: string;
let env: Record<string, string>;

beforeAll(async () => {
  playground = await createPlayground({
    appUrl: () => 'http://127.0.0.1:1',
    slack: { signingSecret: secrets.signing, botToken: secrets.slack, teamId: 'T0MEADOW' },
    teams,
    clock: {
      now: () => new Date(),
      advanceTo: () => Promise.resolve([]),
      next: () => Promise.resolve(undefined),
    },
  });
  proxy = await serve((req, res) => void forward(req.url ?? '', req.headers, res));
  publicServer = {
    answers: () => {},
    ...(await serve((req, res) => publicServer.answers(req, res))),
  };
  const closed = await serve(() => {});
  await closed.stop();
  nowhere = closed.url;
});

afterAll(async () => {
  await Promise.all([playground.stop(), proxy.stop(), publicServer.stop()]);
});

beforeEach(async () => {
  world = await aWorld();
  publicServer.answers = (req, res) => res.end(req.url === '/healthz' ? 'alive\n' : 'something else');
  env = {
    DATABASE_URL: world.url,
    RAPPORT_KEYS: world.keys,
    PUBLIC_URL: publicServer.url,
    SLACK_SIGNING_SECRET: secrets.signing,
    SLACK_BOT_TOKEN: secrets.slack,
    SLACK_API_URL: playground.slackApiUrl,
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: secrets.teams,
    TEAMS_APP_TENANT_ID: teams.tenantId,
    TEAMS_LOGIN_URL: playground.teams.loginUrl,
  };
});
afterEach(() => world.close());

type Report = { readonly code: number | null; readonly lines: readonly string[] };

/** Runs it, and fails when anything secret is in what it prints. */
async function doctor(changes: Settings = {}): Promise<Report> {
  const settings = { ...env, ...changes };
  const { code, lines, out, err } = await rapport(['doctor'], settings);
  expect(err).toBe('');
  const keyParts = (settings.RAPPORT_KEYS ?? '').split(',').map((entry) => entry.split(':')[1] ?? '');
  const password = new URL(settings.DATABASE_URL ?? '').password;
  for (const secret of [
    ...Object.values(secrets),
    ...Object.values(changes).filter(isSecret),
    ...keyParts,
    password,
  ])
    if (secret !== '') expect(out).not.toContain(secret);
  return { code, lines };
}

function isSecret(value: string): boolean {
  return value.startsWith('xox') || value.startsWith('secret-');
}

function lineAbout(about: string, { lines }: Report): string | undefined {
  return lines.find((line) => line.slice(7).startsWith(`${about}: `));
}

function toDos({ lines }: Report): readonly string[] {
  return lines.filter((line) => line.startsWith('to do'));
}

/** What there is to do, where it is one thing only. */
async function onlyToDo(changes: Settings): Promise<string | undefined> {
  const report = await doctor(changes);
  expect(report.code).toBe(1);
  expect(report.lines.at(-1)).toBe('1 thing to do.');
  const [only, ...others] = toDos(report);
  expect(others).toEqual([]);
  return only;
}

test('when everything works there is a line for each, in order, and the exit code is 0', async () => {
  await aPair(world);
  const report = await doctor();
  expect(report.lines).toEqual([
    `ok     Node.js: ${process.versions.node}`,
    'ok     configuration: Slack and Teams; role all',
    expect.stringMatching(/^ok {5}database: PostgreSQL [\d.]+, rapport_test_\w+ on /),
    expect.stringMatching(/^note {3}database user: .* is a superuser/),
    'ok     roles: rapport_app, rapport_carrier',
    expect.stringMatching(/^ok {5}migrations: all \d+ applied$/),
    expect.stringMatching(/^ok {5}keys: \d+ data keys, all of them open; k1 is in use$/),
    'ok     Redis: not used: the queues are in the database',
    expect.stringMatching(/^ok {5}Slack: the token is that of .+, with all 9 scopes$/),
    `ok     Teams: the bot ${teams.appId} can sign in; people of ${teams.tenantId} may use it`,
    `ok     PUBLIC_URL: ${publicServer.url}/healthz answers`,
    '',
    'Everything is in order.',
  ]);
  expect(report.code).toBe(0);
});

test('a configuration that cannot be read is a line for each fault, and nothing else is asked', async () => {
  const report = await doctor({ PORT: 'secret-port', SLACK_SIGNING_SECRET: '' });
  expect(report.code).toBe(1);
  expect(toDos(report)).toEqual([
    'to do  configuration: PORT: set a port number of at most 65535, such as 3978.',
    expect.stringMatching(/^to do {2}configuration: SLACK_SIGNING_SECRET: missing/),
  ]);
  expect(report.lines.at(-3)).toBe('-      everything else: the configuration has to be read first');
});

describe('the database', () => {
  test('out of reach: what needs it is not checked, the rest is', async () => {
    const report = await doctor({ DATABASE_URL: 'postgres://me:secret-one@127.0.0.1:1/rapport' });
    expect(toDos(report)).toEqual([
      'to do  database: Cannot reach rapport on 127.0.0.1:1: nothing answers there. Check DATABASE_URL.',
    ]);
    for (const about of ['roles', 'migrations', 'keys']) expect(lineAbout(about, report)).toMatch(/^- {6}/);
    expect(lineAbout('Teams', report)).toMatch(/^ok/);
  });

  test('empty: it says to migrate, and makes nothing itself; after migrating it is content', async () => {
    const { url, drop } = await createEmptyDatabase();
    try {
      for (const _ of ['once', 'and again'])
        expect(await onlyToDo({ DATABASE_URL: url })).toMatch(
          /^to do {2}migrations: \d+ to be applied \(0001-organisations, .*\)\. Run: rapport migrate/,
        );
      expect((await rapport(['migrate'], { DATABASE_URL: url })).code).toBe(0);
      expect((await doctor({ DATABASE_URL: url })).code).toBe(0);
    } finally {
      await drop();
    }
  });

  test('migrated by a newer version: it says to run that one', async () => {
    await world.admin.query(
      `insert into rapport_migration.kysely_migration (name, timestamp) values ('9999-later', '2027-01-01')`,
    );
    expect(await onlyToDo({})).toBe(
      'to do  migrations: the database was migrated by a newer version (9999-later). Run the newest version.',
    );
  });

  test('a user who may not act as the roles: it says what an administrator runs', async () => {
    const name = `stranger_${randomBytes(6).toString('hex')}`;
    await world.admin.query(`create role ${name} login password 'secret-two'`);
    try {
      const url = new URL(world.url);
      url.username = name;
      url.password = 'secret-two';
      const report = await doctor({ DATABASE_URL: url.toString() });
      expect(report.code).toBe(1);
      expect(lineAbout('roles', report)).toBe(
        `to do  roles: ${name} may not act as rapport_app, rapport_carrier. Run as an administrator: grant rapport_app, rapport_carrier to ${name};`,
      );
      expect(lineAbout('migrations', report)).toMatch(
        /^to do .* Let DATABASE_URL name the user who migrated/,
      );
      expect(lineAbout('database user', report)).toBeUndefined();
    } finally {
      await world.admin.query(`drop role ${name}`);
    }
  });

  test('keys that do not fit what is stored: it says which is missing, or that one is another', async () => {
    await aPair(world);
    expect(await onlyToDo({ RAPPORT_KEYS: newKey('k2') })).toMatch(
      /^to do {2}keys: \d+ data keys cannot be opened\. A data key is wrapped by key "k1", which RAPPORT_KEYS does not have/,
    );
    expect(await onlyToDo({ RAPPORT_KEYS: newKey('k1') })).toMatch(
      /^to do {2}keys: \d+ data keys cannot be opened\. .* RAPPORT_KEYS holds another key under the same id\.$/,
    );
    const both = await doctor({ RAPPORT_KEYS: `${newKey('k2')},${world.keys}` });
    expect(lineAbout('keys', both)).toMatch(
      /^note .*k2 is in use, and still k1\. To be rid of it: rapport keys rewrap$/,
    );
    expect(both.code).toBe(0);
  });

  test('without DATABASE_URL and before the first start it makes no data folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-doctor-'));
    const { code, out } = await rapport(['doctor'], { RAPPORT_DATA_DIR: join(folder, 'data') });
    expect(code).toBe(0);
    expect(out).toContain(`data folder: ${join(folder, 'data')} is made by the first start`);
    expect(() => rmSync(join(folder, 'data'))).toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});

describe('Redis', () => {
  const found = findRedis();
  const skip = 'skip' in found ? found.skip : undefined;

  test('out of reach', async () => {
    expect(await onlyToDo({ REDIS_URL: 'redis://:secret-three@127.0.0.1:1' })).toBe(
      'to do  Redis: 127.0.0.1:1: nothing answers there. Check REDIS_URL.',
    );
  });

  test.skipIf(skip !== undefined)(
    'that may forget jobs, that wants a password, and that is as it should be',
    async () => {
      if (!('start' in found)) return;
      const redis = await found.start();
      const client = new Redis(redis.url);
      const before = (await client.config('GET', 'maxmemory-policy'))[1] ?? 'noeviction';
      try {
        await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
        expect(await onlyToDo({ REDIS_URL: redis.url })).toMatch(
          /^to do {2}Redis: .*maxmemory-policy is allkeys-lru, .* Set it to noeviction\.$/,
        );
        await client.config('SET', 'maxmemory-policy', 'noeviction');
        expect(lineAbout('Redis', await doctor({ REDIS_URL: redis.url }))).toMatch(
          /^ok {5}Redis: version [\d.]+, .*maxmemory-policy noeviction$/,
        );
        await client.config('SET', 'requirepass', 'secret-four');
        const url = new URL(redis.url);
        for (const password of ['', 'secret-five']) {
          url.password = password;
          expect(await onlyToDo({ REDIS_URL: url.toString() })).toMatch(
            /^to do {2}Redis: .*: the user or the password is wrong or missing\. Check REDIS_URL\.$/,
          );
        }
      } finally {
        await client.config('SET', 'requirepass', '');
        await client.config('SET', 'maxmemory-policy', before);
        client.disconnect();
        await redis.stop();
      }
    },
  );
});

describe('Slack', () => {
  test('a token that lacks a scope: which, and what to do', async () => {
    const slack = await aSlack({
      botToken: secrets.slack,
      scopes: EVERY_SCOPE.filter((one) => one !== 'files:write'),
    });
    try {
      expect(await onlyToDo({ SLACK_API_URL: slack.apiUrl })).toBe(
        'to do  Slack: the token of Meadowbank lacks files:write. Add it under "OAuth & Permissions", then install the app again.',
      );
    } finally {
      await slack.stop();
    }
    expect(lineAbout('Slack', await doctor({ SLACK_API_URL: `${proxy.url}/api/` }))).toMatch(
      /^note {3}Slack: .*did not say what it may do$/,
    );
  });

  test('a token that Slack does not know, or that runs out', async () => {
    expect(await onlyToDo({ SLACK_BOT_TOKEN: 'xoxb-another' })).toMatch(
      /^to do {2}Slack: refuses SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the bot token again/,
    );
    expect(await onlyToDo({ SLACK_BOT_TOKEN: 'xoxe.xoxb-1-another' })).toMatch(/expires after twelve hours/);
  });

  test('out of reach', async () => {
    expect(await onlyToDo({ SLACK_API_URL: `${nowhere}/api/` })).toMatch(
      /^to do {2}Slack: cannot be asked: nothing answers there\./,
    );
  });

  describe('that many workspaces install', () => {
    const many = {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'secret-six',
      SLACK_STATE_SECRET: 'secret-seven',
    };
    test('nobody so far: where it is done', async () => {
      expect(lineAbout('Slack', await doctor(many))).toBe(
        `note   Slack: no workspace has installed it. It is done at ${publicServer.url}/slack/install`,
      );
    });

    test('each token is tried', async () => {
      await keep('T0MEADOW', secrets.slack);
      const report = await doctor(many);
      expect(lineAbout('Slack', report)).toBe(
        'ok     Slack: the token is that of Meadowbank, with all 9 scopes',
      );
      await keep('T0OTHER', 'xoxb-of-nobody');
      expect(await onlyToDo(many)).toBe(
        `to do  Slack: refuses the token of workspace T0OTHER (invalid_auth). Install it there again, at ${publicServer.url}/slack/install`,
      );
    });

    test('tokens in a database out of reach are not checked', async () => {
      const report = await doctor({ ...many, DATABASE_URL: 'postgres://me:secret-one@127.0.0.1:1/rapport' });
      expect(lineAbout('Slack', report)).toBe('-      Slack: the database and the keys have to work first');
    });
  });
});

describe('Teams', () => {
  test('a wrong secret, by the name of the variable', async () => {
    expect(await onlyToDo({ TEAMS_APP_PASSWORD: 'secret-eight' })).toBe(
      'to do  Teams: cannot sign in (AADSTS7000215). TEAMS_APP_PASSWORD is wrong: it is the value of the client secret, not its id.',
    );
  });

  test('sign-in out of reach', async () => {
    expect(await onlyToDo({ TEAMS_LOGIN_URL: `${nowhere}/tenant` })).toBe(
      `to do  Teams: cannot sign in: nothing answers there. This machine must be able to open https to ${new URL(nowhere).host}.`,
    );
  });
});

describe('PUBLIC_URL', () => {
  test('that leads to something else', async () => {
    publicServer.answers = (_, res) => res.writeHead(200).end('<html>Welcome to the proxy</html>');
    expect(await onlyToDo({})).toMatch(
      /^to do {2}PUBLIC_URL: .*\/healthz answers 200, and not as Rapport does\./,
    );
    publicServer.answers = (_, res) => res.writeHead(302, { location: 'https://login.example' }).end();
    expect(await onlyToDo({})).toMatch(/answers 302/);
  });

  test('where nothing answers, and where none is set', async () => {
    expect(await onlyToDo({ PUBLIC_URL: nowhere })).toMatch(/\/healthz: nothing answers there\./);
    expect(await onlyToDo({ PUBLIC_URL: '' })).toMatch(/^to do {2}PUBLIC_URL: not set\./);
  });
});

function keep(externalId: string, token: string): Promise<string> {
  const workspace = { platform: 'slack', externalId };
  return world.store.keepInstallation(
    { workspace, name: externalId, zone: 'Europe/London', token },
    new Date(),
  );
}

function aSlack(token: Pick<SlackOptions, 'botToken' | 'scopes'>): Promise<PretendSlack> {
  return createSlack({
    ...token,
    appUrl: () => 'http://127.0.0.1:1',
    signingSecret: secrets.signing,
    teamId: 'T0MEADOW',
    roster,
    now: () => new Date(),
    changed: () => {},
    version: () => 0,
  });
}

async function serve(listener: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function forward(
  path: string,
  { authorization = '' }: { authorization?: string | undefined },
  res: Parameters<RequestListener>[1],
): Promise<void> {
  const answer = await fetch(new URL(path, playground.slackApiUrl), {
    method: 'POST',
    headers: { authorization },
  });
  res.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}
