/** The playground's HTTP API: what it shows, what it refuses and to whom, and what outlives a restart. */

import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { findPageFile } from '../../../adapters/playground/page-files.ts';
import { createPlayground } from '../../../adapters/playground/server.ts';
import { createWorld, eventually, handClock, SLACK, TEAMS, textOf } from './world.ts';
import type { App, World } from './world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

test('people of every role are on both platforms, with names in several scripts', async () => {
  world = await createWorld(() => silent);
  const people = (await (await fetch(`${world.url}/playground/api/people`)).json()) as {
    id: string;
    name: string;
    platform: string;
    role: string;
  }[];
  const count = (role: string, platform?: string): number =>
    people.filter((one) => one.role === role && (platform === undefined || one.platform === platform)).length;
  expect(count('mentee')).toBeGreaterThanOrEqual(4);
  expect(count('mentor')).toBeGreaterThanOrEqual(5);
  for (const platform of ['slack', 'teams']) {
    expect(count('coordinator', platform)).toBe(1);
    expect(count('mentor', platform)).toBeGreaterThan(0);
    expect(count('mentee', platform)).toBeGreaterThan(0);
  }
  expect(count('line manager')).toBe(1);
  expect(Object.keys(people[0] ?? {})).toEqual(['id', 'name', 'platform', 'role']);
  expect(people.some((one) => /\p{Script=Greek}|\p{Script=Hangul}/u.test(one.name))).toBe(true);
});

test('what a person’s client could not do is refused, and nothing is sent', async () => {
  const { app, requests } = forms();
  world = await createWorld(app);
  const { refusal, act } = world;
  expect(await refusal('amara', { submit: { Name: 'x' } })).toBe('No form is open.');
  expect(await refusal('amara', { dismiss: true })).toBe('No form is open.');
  expect(await refusal('amara', { press: { label: 'Accept' } })).toContain('no button "Accept"');
  expect(await refusal('amara', { command: '/other' })).toContain('it has "/mentor"');
  expect(await refusal('amara', { command: '/mentor', channel: 'mentoring-coordinators' })).toContain(
    'no channel',
  );
  await act('amara', { command: '/mentor' });
  const before = requests();
  const refusals: readonly (readonly [Record<string, string | number | readonly string[]>, string])[] = [
    [{}, '"Name" is required.'],
    [{ Nom: 'x' }, 'no field "Nom"; it has "Name", "Where"'],
    [{ Name: 'x'.repeat(11) }, 'at most 10 characters; this is 11'],
    [{ Name: 'x\ny' }, 'a single line'],
    [{ Name: 'x', Where: 'On the moon' }, 'does not offer "On the moon"; it offers "Here" and "There"'],
    [{ Name: 'x', Days: ['Monday', 'Sunday'] }, 'does not offer "Sunday"'],
    [{ Name: 'x', From: '2026-02-30' }, 'a date as YYYY-MM-DD'],
    [{ Name: 'x', At: '9:00' }, 'a time as HH:MM'],
    [{ Name: 'x', Hours: 9 }, 'at most 8'],
    [{ Name: 'x', Hours: 1.5 }, 'a whole number'],
    [{ Name: 'x', Colleague: 'kwame' }, 'the people of this workspace'],
  ];
  for (const [values, words] of refusals) expect(await refusal('amara', { submit: values })).toContain(words);
  expect(requests()).toBe(before);
  await act('amara', {
    submit: {
      Name: 'x',
      where: 'There',
      Days: 'Monday',
      From: '2026-03-01',
      At: '09:00',
      Hours: 8,
      Colleague: 'bola',
    },
  });
  expect(requests()).toBe(before + 1);
});

test('bad requests are told apart from refusals', async () => {
  world = await createWorld(() => silent);
  const { url } = world;
  const post = async (path: string, body: string): Promise<number> =>
    (await fetch(`${url}/playground/api/${path}`, { method: 'POST', body })).status;
  expect(await post('people/amara/act', 'no json')).toBe(400);
  expect(await post('people/amara/act', '[]')).toBe(400);
  expect(await post('people/amara/act', '{"dance":true}')).toBe(400);
  expect(await post('people/amara/act', '{"say":"x","dismiss":true}')).toBe(400);
  expect(await post('people/amara/act', '{"say":""}')).toBe(400);
  expect(await post('people/amara/act', '{"submit":{"Name":{}}}')).toBe(400);
  expect(await post('people/nobody/act', '{"say":"x"}')).toBe(404);
  expect(await post('people/amara/screen', '{}')).toBe(405);
  expect(await post('nothing', '{}')).toBe(404);
  expect(await post('clock', '{"by":"a while"}')).toBe(400);
  expect(await post('clock', '{"to":"tomorrow"}')).toBe(400);
  expect(await post('clock', '{"to":"9999-12-31T23:59:59Z"}')).toBe(400);
  expect(await post('clock', '{"by":"100000000w"}')).toBe(400);
  expect((await fetch(`${url}/playground/api/people/nobody/screen`)).status).toBe(404);
});

test('the clock goes on, fires what is due in order, and does not go back', async () => {
  const clock = handClock('2026-03-02T09:00:00Z');
  clock.due.push(
    { kind: 'digest', dueAt: new Date('2026-03-09T08:00:00Z') },
    { kind: 'remind', dueAt: new Date('2026-03-03T09:00:00Z') },
  );
  world = await createWorld(() => silent, { clock });
  const { url } = world;
  const move = async (body: object): Promise<unknown> =>
    (await fetch(`${url}/playground/api/clock`, { method: 'POST', body: JSON.stringify(body) })).json();
  expect(await (await fetch(`${url}/playground/api/clock`)).json()).toEqual({
    now: '2026-03-02T09:00:00.000Z',
    fired: [],
  });
  expect(await move({ by: '30m' })).toEqual({ now: '2026-03-02T09:30:00.000Z', fired: [] });
  expect(await move({ next: true })).toEqual({
    now: '2026-03-03T09:00:00.000Z',
    fired: [{ kind: 'remind', dueAt: '2026-03-03T09:00:00.000Z' }],
  });
  expect(await move({ by: '1w' })).toMatchObject({ fired: [{ kind: 'digest' }] });
  expect(await move({ next: true })).toMatchObject({ fired: [] });
  expect(await move({ to: '2026-03-01T00:00:00Z' })).toEqual({ error: 'The clock does not go back.' });
  const reached = await move({ by: '366d' });
  expect(reached).toHaveProperty('now');
  expect(await move({ by: '367d' })).toEqual({
    error: 'The clock goes on by 366 days at most. Move it again from there.',
  });
  expect(await move({ by: '0s' })).toEqual({ ...(reached as object), fired: [] });
});

test('other names of this machine and other sites are turned away', async () => {
  world = await createWorld(() => silent);
  const url = new URL(world.url);
  const ask = (method: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const req = request(`${url.href}playground/api/people/amara/act`, { method, headers }, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      });
      req.on('error', reject);
      req.end('{"say":"x"}');
    });
  expect(await ask('POST', { host: `attacker.example:${url.port}` })).toBe(403);
  expect(await ask('POST', { host: `localhost.attacker.example:${url.port}` })).toBe(403);
  expect(await ask('POST', { origin: 'https://attacker.example' })).toBe(403);
  expect(await ask('POST', { origin: 'null' })).toBe(403);
  expect(await ask('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await ask('POST', { origin: world.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await ask('POST', { host: `localhost:${url.port}` })).toBe(200);
});

test('the page is served strictly, and nothing beside it', async () => {
  world = await createWorld(() => silent);
  const { url } = world;
  const page = await fetch(`${url}/`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  const library = await fetch(`${url}/playground/vendor/adaptivecards.js`);
  expect([library.status, library.headers.get('content-type')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
  for (const path of [
    '/playground/..%2f..%2fpackage.json',
    '/playground/%2e%2e/server.ts',
    '/playground/page/../server.ts',
    '/playground/.env.js',
    '/playground/tsconfig.json',
    '/playground/page.ts',
    '/files/report.png',
  ]) {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  }
});

test('a page file’s name does not climb', () => {
  expect(findPageFile('index.html')).toMatch(/page.index\.html$/);
  expect(findPageFile('../page/index.html')).toBeUndefined();
  expect(findPageFile('./index.html')).toBeUndefined();
  expect(findPageFile('/index.html')).toBeUndefined();
});

test('open pages hear of changed screens and of the clock', async () => {
  world = await createWorld(() => silent);
  const { url, act } = world;
  const stop = new AbortController();
  const stream = await fetch(`${url}/playground/api/events`, { signal: stop.signal });
  let heard = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += new TextDecoder().decode(chunk);
  })().catch(() => {});
  await act('sian', { say: 'hello' });
  await fetch(`${url}/playground/api/clock`, { method: 'POST', body: '{"by":"1h"}' });
  await eventually('both were heard', () => heard.includes('event: clock'));
  expect(heard).toContain('event: screen\ndata: {"person":"sian"}\n\n');
  expect(heard).toContain('event: clock\ndata: {"now":"2026-03-02T10:00:00.000Z"}\n\n');
  stop.abort();
  await reading;
});

test('screens, forms and addresses are the same after a restart', async () => {
  const { app } = forms();
  let changes = 0;
  world = await createWorld(app, {
    onChange: () => {
      changes += 1;
    },
  });
  await world.act('amara', { say: 'hello' });
  await world.act('sian', { say: 'hello' });
  const before = await world.act('amara', { command: '/mentor' });
  expect(before.form?.title).toBe('Form');
  const { ports } = world.playground;
  const kept = JSON.stringify(world.playground.snapshot());
  const screens = [await world.screen('amara'), await world.screen('sian')];
  await eventually('the host was told', () => changes > 0);
  await world.stop();
  world = undefined;

  const again = await createPlayground({
    appUrl: () => 'http://127.0.0.1:9',
    slack: SLACK,
    teams: TEAMS,
    clock: handClock(),
    ports,
    state: JSON.parse(kept),
    timing: { slack: { retryWaitsMs: [] } },
  });
  expect(again.ports).toEqual(ports);
  expect([again.slack.client.screen('amara'), again.teams.client.screen('sian')]).toEqual(screens);
  await again.slack.client.act('amara', { say: 'still here' });
  const ids = again.slack.client.screen('amara').messages.map((message) => message.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(() => again.restore({ version: 0 })).toThrow('not a snapshot');
  await again.stop();
});

test('an act’s answer waits for what the app sends afterwards, but not for ever', async () => {
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  world = await createWorld(
    (playground) => (req, res) => {
      res.end();
      void (async () => {
        if ((await textOf(req)).includes('bot_id')) return;
        await fetch(`${playground.slackApiUrl}chat.postMessage`, {
          method: 'POST',
          headers: { authorization: `Bearer ${SLACK.botToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({ channel: 'U0AMARA000', text: 'Afterwards' }),
        });
        release?.();
      })();
    },
    { settled: () => gate },
  );
  const screen = await world.act('amara', { say: 'hello' });
  expect(screen.messages.at(-1)?.text).toBe('Afterwards');
  expect(screen.tookMs).toBeLessThan(1500);
});

const plain = (text: string): object => ({ type: 'plain_text', text });
const option = (text: string): object => ({ text: plain(text), value: text });
const input = (label: string, element: object, optional = true): object => ({
  type: 'input',
  optional,
  label: plain(label),
  element: { action_id: 'it', ...element },
});

const silent: App = (_, res) => res.end();

/** A Slack app of the plainest kind: any command opens one form, everything else is taken without a word. */
function forms(): { app: (playground: World['playground']) => App; requests: () => number } {
  let requests = 0;
  const view = {
    type: 'modal',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [
      input('Name', { type: 'plain_text_input', max_length: 10 }, false),
      input('Where', { type: 'radio_buttons', options: [option('Here'), option('There')] }),
      input('Days', { type: 'checkboxes', options: [option('Monday'), option('Friday')] }),
      input('From', { type: 'datepicker' }),
      input('At', { type: 'timepicker' }),
      input('Hours', { type: 'number_input', is_decimal_allowed: false, max_value: '8' }),
      input('Colleague', { type: 'users_select' }),
    ],
  };
  const app =
    (playground: World['playground']): App =>
    (req, res) => {
      requests += 1;
      void (async () => {
        const trigger = new URLSearchParams(await textOf(req)).get('trigger_id');
        if (trigger !== null) {
          await fetch(`${playground.slackApiUrl}views.open`, {
            method: 'POST',
            headers: { authorization: `Bearer ${SLACK.botToken}`, 'content-type': 'application/json' },
            body: JSON.stringify({ trigger_id: trigger, view }),
          });
        }
        res.end();
      })();
    };
  return { app, requests: () => requests };
}
