/** Who gets in: what Slack has signed, just now, for the first time. Everybody else gets a bare 401. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slackFixture } from '../../replay/slack-fixtures.ts';
import { createWorld, formType, sign, startedAt } from './slack-world.ts';
import type { World } from './slack-world.ts';

let world: World;
const command = new URLSearchParams({
  command: '/mentor',
  team_id: 'T1',
  user_id: 'U1',
  trigger_id: 't1',
}).toString();

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

function later(seconds: number): Date {
  return new Date(startedAt.getTime() + seconds * 1000);
}

describe('a bare 401, and nothing happens', () => {
  const refused: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
    ['signed with another secret', sign(command, startedAt, 'another-secret'), 'wrong or old signature'],
    ['more than five minutes old', sign(command, later(-301)), 'wrong or old signature'],
    ['from more than a minute in the future', sign(command, later(61)), 'from the future'],
    ['from 4,000 seconds in the future, which Bolt lets in', sign(command, later(4_000)), 'from the future'],
    ['tampered with', sign(`${command}&text=end`, startedAt), 'wrong or old signature'],
    ['with an empty signature', { 'x-slack-signature': '' }, 'no signature'],
    ['with a signature that is none', { 'x-slack-signature': 'v0=zz' }, 'no signature'],
    ['of another signature version', { 'x-slack-signature': `v1=${'0'.repeat(64)}` }, 'no signature'],
    ['without a signature', { 'x-slack-signature': undefined }, 'no signature'],
    ['without a timestamp', { 'x-slack-request-timestamp': undefined }, 'no timestamp'],
    ['with a timestamp that is no number', { 'x-slack-request-timestamp': 'now' }, 'no timestamp'],
    ['with a timestamp beyond every date', { 'x-slack-request-timestamp': 'Infinity' }, 'no timestamp'],
    [
      'without anything',
      { 'x-slack-signature': undefined, 'x-slack-request-timestamp': undefined },
      'no signature',
    ],
  ];

  test.each(refused)('%s', async (_name, headers, why) => {
    const got = await world.post(command, formType, headers);
    expect(got).toMatchObject({ status: 401, text: '' });
    expect(world.events).toEqual([]);
    expect(world.log).toEqual([{ type: 'request_refused', route: '/slack/events', status: 401, why }]);
  });

  test('for an unsigned check of the certificate, which could smuggle a payload in', async () => {
    const unsigned = { 'x-slack-signature': undefined };
    const payload = JSON.stringify(slackFixture('press-in-direct-message'));
    const body = new URLSearchParams({ ssl_check: '1', payload }).toString();
    expect(await world.post(body, formType, unsigned)).toMatchObject({ status: 401, text: '' });
    expect(world.events).toEqual([]);
  });

  test('for a replayed press, form or command', async () => {
    const headers = sign(command, startedAt);
    expect((await world.post(command, formType, headers)).status).toBe(200);
    expect(await world.post(command, formType, headers)).toMatchObject({ status: 401, text: '' });
    world.setClock(later(240));
    expect(await world.post(command, formType, headers)).toMatchObject({ status: 401, text: '' });
    expect(world.events).toHaveLength(1);
  });
});

describe('let in', () => {
  test.each([
    ['just now', 0],
    ['up to five minutes late', -299],
    ['from a clock that is a little fast', 59],
  ])('%s', async (_name, seconds) => {
    expect((await world.post(command, formType, sign(command, later(seconds)))).status).toBe(200);
    expect(world.events).toHaveLength(1);
  });

  test('an event as often as Slack sends it: it is known by its id, not by its signature', async () => {
    const body = JSON.stringify(slackFixture('message'));
    const headers = {
      ...sign(body, startedAt),
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    };
    expect((await world.post(body, 'application/json', headers)).status).toBe(200);
    expect((await world.post(body, 'application/json', headers)).status).toBe(200);
  });

  test('a search as often as somebody types the same letters, within one second too', async () => {
    for (const name of ['search-for-person', 'search-for-zone']) {
      const body = new URLSearchParams({ payload: JSON.stringify(slackFixture(name)) }).toString();
      const headers = sign(body, startedAt);
      expect((await world.post(body, formType, headers)).status).toBe(200);
      expect((await world.post(body, formType, headers)).status).toBe(200);
    }
    expect(world.log).toEqual([]);
    expect(world.events).toEqual([]);
  });

  test('the question whether this address is ours is answered with its challenge', async () => {
    const got = await world.event({ type: 'url_verification', token: 'x', challenge: 'c-1' });
    expect(got).toMatchObject({ status: 200, json: { challenge: 'c-1' } });
    expect(world.events).toEqual([]);
  });

  test('what is not for us gets an empty 200', async () => {
    for (const name of ['message-edited', 'message-from-bot', 'messages-tab-opened'])
      expect(await world.event(slackFixture(name))).toMatchObject({ status: 200, text: '' });
    expect(await world.interact(slackFixture('press-on-link'))).toMatchObject({ status: 200, text: '' });
    expect(await world.interact({ type: 'something_new' })).toMatchObject({ status: 200, text: '' });
    expect(await world.event({ type: 'event_callback', event: 'nonsense' })).toMatchObject({ text: '' });
    for (const actions of [[], [null]])
      expect(await world.interact({ ...slackFixture('press-in-channel'), actions })).toMatchObject({
        status: 200,
        text: '',
      });
    expect(world.events).toEqual([]);
    expect(world.calls).toEqual([]);
  });
});

describe('signed, but no payload', () => {
  test.each([
    ['broken JSON', '{"type":', 'application/json'],
    ['JSON that is no object', '[1]', 'application/json'],
    ['a payload of broken JSON', 'payload=%7B', formType],
    ['nothing', '', 'application/json'],
  ])('%s is a bare 400', async (_name, body, type) => {
    expect(await world.post(body, type)).toMatchObject({ status: 400, text: '' });
  });

  const press = slackFixture('press-in-direct-message');
  const submit = slackFixture('form-sent');
  test.each([
    ['a press whose actions are a number', { ...press, actions: 5 }],
    ['a press whose actions are null', { ...press, actions: null }],
    ['a press whose actions are a text', { ...press, actions: 'press' }],
    ['a press by nobody', { ...press, user: null }],
    ['a press in a channel of null', { ...press, channel: null }],
    ['a form without a window', { ...submit, view: null }],
    ['a form whose window is a text', { ...submit, view: 'V1', user: undefined }],
    ['an event of null', { type: 'event_callback', event: null }],
  ])('%s is turned away with one line in the log', async (_name, payload) => {
    const got = await world.interact(payload);
    expect(got).toMatchObject({ status: 400, text: '' });
    expect(world.log).toEqual([
      { type: 'request_refused', route: '/slack/events', status: 400, why: 'malformed' },
    ]);
    expect(world.events).toEqual([]);
  });

  test('more than a megabyte is a bare 413', async () => {
    const got = await world.post('x'.repeat(1024 * 1024 + 1), 'application/json');
    expect(got).toMatchObject({ status: 413, text: '' });
  });

  test('a form with a character set is a form all the same', async () => {
    expect((await world.post(command, `${formType}; charset=utf-8`)).status).toBe(200);
    expect(world.events).toHaveLength(1);
  });
});
