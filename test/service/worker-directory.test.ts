/** A worker in a process of its own hears nothing from the platforms, and still comes to know who is there. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPlayground } from '../../adapters/playground/server.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import { roster } from '../../adapters/playground/roster.ts';
import { startRapport } from '../../src/app/rapport.ts';
import type { Rapport } from '../../src/app/rapport.ts';
import { readConfig } from '../../src/config.ts';
import type { LogEvent } from '../../src/log.ts';
import { aScheme, aWorld } from './store/world.ts';
import type { World } from './store/world.ts';

const bot = {
  appId: '11111111-2222-4333-8444-555555555555',
  tenantId: '66666666-7777-4888-9999-000000000000',
  appPassword: 'the-secret-of-the-bot',
};
const tenant = { platform: 'teams', externalId: bot.tenantId };

let world: World;
let playground: Playground;
let worker: Rapport | undefined;
let log: LogEvent[];

beforeEach(async () => {
  world = await aWorld();
  log = [];
  worker = undefined;
  playground = await createPlayground({
    appUrl: () => 'http://127.0.0.1:1',
    slack: { signingSecret: 'not-asked-for', teamId: 'T0MEADOW' },
    teams: bot,
    clock: {
      now: () => new Date(),
      advanceTo: () => Promise.resolve([]),
      next: () => Promise.resolve(undefined),
    },
  });
});
afterEach(async () => {
  await worker?.stop();
  await playground.stop();
  await world.close();
});

async function startWorker(): Promise<void> {
  const { teams } = playground;
  const env = {
    RAPPORT_ROLE: 'worker',
    PORT: '0',
    DATABASE_URL: world.url,
    RAPPORT_KEYS: world.keys,
    TEAMS_APP_ID: bot.appId,
    TEAMS_APP_PASSWORD: bot.appPassword,
    TEAMS_APP_TENANT_ID: bot.tenantId,
    TEAMS_LOGIN_URL: teams.loginUrl,
    TEAMS_OPENID_METADATA_URL: teams.openIdMetadataUrl,
    TEAMS_TOKEN_ISSUER: teams.tokenIssuer,
  };
  worker = await startRapport(readConfig(env), { log: (_, event) => void log.push(event) });
  await expect.poll(() => log.map(({ type }) => type), { timeout: 5_000 }).toContain('directory_read');
}

test('reads the team whose channel gets the digest of a scheme', async () => {
  const organisationId = await world.store.ensureOrganisation({
    name: 'Meadowbank',
    zone: 'Europe/London',
    workspaces: [tenant],
  });
  const channel = roster.channels.find(({ platform }) => platform === 'teams');
  await world.store.ensureScheme(
    organisationId,
    aScheme({
      digest: {
        channel: {
          platform: 'teams',
          workspace: bot.tenantId,
          address: {
            serviceUrl: playground.teams.serviceUrl,
            tenantId: bot.tenantId,
            conversationId: channel?.id ?? '',
            teamId: playground.teams.tenant.teamId,
          },
          name: channel?.name ?? '',
        },
        weekday: 1,
        time: '09:00',
        zone: 'Europe/London',
      },
    }),
  );
  await startWorker();
  const found = await world.store.findPeople(organisationId, 'ndlovu', 10);
  expect(found.map(({ name }) => name)).toEqual([expect.stringContaining('Grace Ndlovu')]);
  expect(log).toContainEqual(
    expect.objectContaining({
      type: 'directory_read',
      people: roster.people.filter(({ platform }) => platform === 'teams').length,
    }),
  );
});

test('reads nobody where no scheme has a channel there', async () => {
  await startWorker();
  expect(log).toContainEqual(expect.objectContaining({ type: 'directory_read', people: 0 }));
});
