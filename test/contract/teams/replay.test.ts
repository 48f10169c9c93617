/** Each thing that can happen in Teams, replayed through the real adapter. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readActivity } from '../../../adapters/teams/read.ts';
import type { ChatEvent } from '../../../src/engine/event.ts';
import { teamsFixture, teamsFixtureNames } from '../../replay/teams-fixtures.ts';
import { startWorld, type World } from './world.ts';

const reference = '5a1c2d3e-0f4b-4a6c-8d7e-9f0a1b2c3d4e';
const sent = {
  type: 'submit',
  reference,
  instance: '0b1c2d3e-0f4b-4a6c-8d7e-9f0a1b2c3d4e',
  values: {
    goal: 'To lead a team\nand enjoy it',
    usefulness: '4',
    areas: ['leadership', 'career,planning'],
    inMind: '7c000000-0000-4000-8000-0000000000b0',
    conflicts: [],
    day: '2026-12-03',
    time: '17:30',
    zone: 'Europe/London',
  },
};

/** What each fixture is to the engine; `undefined` where it is nothing to it. */
const deeds: Readonly<Record<string, object | undefined>> = {
  'bot-added-to-team': undefined,
  'button-pressed': { type: 'press', reference },
  'button-pressed-in-channel': { type: 'press', reference },
  'button-pressed-in-old-client': { type: 'press', reference },
  'form-closed': { type: 'dismiss', reference },
  'form-sent': sent,
  'form-sent-again-by-client': sent,
  installed: { type: 'hello' },
  'installed-conversation-update': undefined,
  'people-searched': undefined,
  'reaction-added': undefined,
  removed: { type: 'goodbye' },
  'words-in-personal-chat': { type: 'words', text: 'ask clinical audit' },
  'words-with-mention-in-channel': { type: 'words', text: 'help' },
};

let world: World;
beforeAll(async () => {
  world = await startWorld({ tenantIds: ['72f00000-0000-4000-8000-0000000000a1'] });
});
afterAll(() => world.close());
beforeEach(() => {
  world.events.length = 0;
});

async function replay(name: string): Promise<ChatEvent | undefined> {
  const answered = await world.send(teamsFixture(name, world.connector.url));
  expect(answered.status).toBe(200);
  return world.events.at(-1);
}

test('every fixture is replayed', () => {
  expect([...teamsFixtureNames].toSorted()).toEqual(Object.keys(deeds).toSorted());
});

test.each(Object.keys(deeds).filter((name) => name !== 'form-sent-again-by-client'))('%s', async (name) => {
  const event = await replay(name);
  expect(event?.deed).toEqual(deeds[name]);
  if (event === undefined) return;
  expect(event.workspace).toEqual({
    platform: 'teams',
    externalId: '72f00000-0000-4000-8000-0000000000a1',
  });
  expect(event.account).toMatchObject({
    externalId: 'a1da0000-0000-4000-8000-00000000ada0',
    name: 'Ada Example',
    zone: 'Europe/London',
  });
  expect(event.channel?.name).toBe(name.endsWith('in-channel') ? 'General' : undefined);
});

test('form-sent-again-by-client is the same event under another activity id', async () => {
  const first = teamsFixture('form-sent', world.connector.url);
  const again = teamsFixture('form-sent-again-by-client', world.connector.url);
  expect(first['id']).not.toBe(again['id']);
  const [one, other] = [readActivity(first), readActivity(again)];
  expect(one.read === 'event' && one.event.id).toBe(other.read === 'event' && other.event.id);
  expect((await world.send(first)).text).toBe((await world.send(again)).text);
});
