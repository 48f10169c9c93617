/** The tokens of workspaces that installed the app: sealed where they stand, replaced, forgotten, and of one organisation. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { anOrganisation, aWorld, noon } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

function keep(externalId: string, token: string, name = 'Northvale General'): Promise<string> {
  const workspace = { platform: 'slack', externalId };
  return world.store.keepInstallation({ workspace, name, zone: 'Europe/London', token }, noon);
}

test('a workspace that nobody has becomes an organisation, and its token is found by it alone', async () => {
  const organisationId = await keep('T-NEW', 'xoxb-new');
  expect(await world.store.findOrganisation({ platform: 'slack', externalId: 'T-NEW' })).toBe(organisationId);
  expect(await world.store.findToken({ platform: 'slack', externalId: 'T-NEW' })).toBe('xoxb-new');
  expect(await world.store.findToken({ platform: 'teams', externalId: 'T-NEW' })).toBeUndefined();
  expect(await world.store.findToken({ platform: 'slack', externalId: 'T-OTHER' })).toBeUndefined();
});

test('a workspace that an organisation has stays with it', async () => {
  const { id, slack } = await anOrganisation(world);
  expect(await world.store.findToken(slack)).toBeUndefined();
  expect(await keep(slack.externalId, 'xoxb-theirs', 'Another name')).toBe(id);
  expect(await world.store.findToken(slack)).toBe('xoxb-theirs');
});

test('two processes that are told of the same installation at once keep one organisation', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, (_, index) => keep('T-TWICE', `xoxb-${index}`)));
  expect(new Set(ids).size).toBe(1);
  expect(await world.store.findToken({ platform: 'slack', externalId: 'T-TWICE' })).toMatch(/^xoxb-\d$/);
});

test('a token that was replaced or forgotten is not found again', async () => {
  const workspace = { platform: 'slack', externalId: 'T-AGAIN' };
  const organisationId = await keep('T-AGAIN', 'xoxb-first');
  await keep('T-AGAIN', 'xoxb-second');
  expect(await world.store.findToken(workspace)).toBe('xoxb-second');
  expect(await world.store.forgetToken(workspace)).toBe(organisationId);
  expect(await world.store.findToken(workspace)).toBeUndefined();
  expect(await world.store.forgetToken({ ...workspace, externalId: 'T-NOBODY' })).toBeUndefined();
});

test('a token that was moved to another workspace does not open there', async () => {
  await keep('T-FROM', 'xoxb-from');
  await keep('T-TO', 'xoxb-to');
  await world.admin.query(
    `update workspace set token = (select token from workspace where external_id = 'T-FROM') where external_id = 'T-TO'`,
  );
  await expect(world.store.findToken({ platform: 'slack', externalId: 'T-TO' })).rejects.toThrow();
});

function digest(channel: string, workspace: string) {
  return {
    channel: { platform: 'teams', workspace, address: { conversationId: channel }, name: channel },
    weekday: 1,
    time: '09:00',
    zone: 'Europe/London',
  };
}

test('channels of digests are those of the workspace that is asked about', async () => {
  const one = await anOrganisation(world);
  const other = await anOrganisation(world);
  await one.scheme({ digest: digest('19:one', one.teams.externalId) });
  await one.scheme({ name: 'Without a digest' });
  await other.scheme({ digest: digest('19:other', other.teams.externalId) });
  expect(await world.store.digestChannels(one.teams)).toEqual([{ conversationId: '19:one' }]);
  expect(await world.store.digestChannels(one.slack)).toEqual([]);
  expect(await world.store.digestChannels({ platform: 'teams', externalId: 'nobody' })).toEqual([]);
});
