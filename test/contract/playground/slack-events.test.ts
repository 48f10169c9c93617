/** What the pretend Slack sends: signed, within its deadlines, and again when it was not taken. */

import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createWorld, eventually, SLACK, textOf } from './world.ts';
import type { App, World } from './world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

type Seen = { headers: IncomingHttpHeaders; body: string };

test('every request is signed over its exact bytes, by real time', async () => {
  const { seen, app } = recorder((res) => res.end());
  world = await createWorld(() => app);
  await world.act('amara', { say: 'hello' });
  const [first] = seen;
  const at = String(first?.headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', SLACK.signingSecret)
    .update(`v0:${at}:${first?.body ?? ''}`)
    .digest('hex');
  expect(first?.headers['x-slack-signature']).toBe(`v0=${digest}`);
  expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(5);
});

test('an event that is not taken comes again, with its number, its reason and the same id', async () => {
  const { seen, app } = recorder((res) => res.writeHead(500).end());
  world = await createWorld(() => app, fast);
  await world.act('amara', { say: 'hello' });
  await eventually('all four came', () => seen.length === 4);
  expect(seen.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(seen[1]?.headers['x-slack-retry-reason']).toBe('http_error');
  const ids = seen.map((one) => (JSON.parse(one.body) as { event_id: string }).event_id);
  expect(new Set(ids).size).toBe(1);
});

test('an event that is not answered in time comes again while the first may still run', async () => {
  const { seen, app } = recorder(() => {});
  world = await createWorld(() => app, { timing: { slack: { limitMs: 50, retryWaitsMs: [0] } } });
  await world.act('amara', { say: 'hello' });
  await eventually('it came twice', () => seen.length === 2);
  expect(seen[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
});

test('an app may ask not to be told again', async () => {
  const { seen, app } = recorder((res) => res.writeHead(500, { 'x-slack-no-retry': '1' }).end());
  world = await createWorld(() => app, fast);
  await world.act('amara', { say: 'first' });
  await world.act('amara', { say: 'second' });
  expect(seen).toHaveLength(2);
});

test('interactions are sent once, and the person is told when nobody answered', async () => {
  const { seen, app } = recorder(() => {});
  world = await createWorld(() => app, { timing: { slack: { limitMs: 50, retryWaitsMs: [0, 0, 0] } } });
  const screen = await world.act('amara', { command: '/mentor ask' });
  expect(screen.notice).toBe('/mentor failed with the error "operation_timeout"');
  expect(screen.messages.at(-1)).toMatchObject({ from: 'Slackbot', text: screen.notice });
  expect(screen.tookMs).toBeGreaterThanOrEqual(49);
  expect(seen).toHaveLength(1);
});

test('an app that is down is told apart from one that is slow', async () => {
  const { app } = recorder((res) => res.destroy());
  world = await createWorld(() => app, fast);
  const screen = await world.act('amara', { command: '/mentor ask' });
  expect(screen.notice).toBe('/mentor failed with the error "dispatch_failed"');
});

test('the payload of a command is complete', async () => {
  const { seen, app } = recorder((res) => res.end());
  world = await createWorld(() => app);
  await world.act('amara', { command: '/mentor ask', channel: 'general' });
  const fields = Object.fromEntries(new URLSearchParams(seen[0]?.body));
  expect(fields).toMatchObject({
    team_id: SLACK.teamId,
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: 'U0AMARA000',
    command: '/mentor',
    text: 'ask',
    is_enterprise_install: 'false',
  });
  expect(fields['response_url']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/response\//);
  expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});

test('a command may be answered in the answer itself, for the asker alone', async () => {
  const { app } = recorder((res) =>
    res
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ text: 'Hello <@U0AMARA000> &amp; *all*' })),
  );
  world = await createWorld(() => app);
  const screen = await world.act('amara', { command: '/mentor help', channel: 'general' });
  expect(screen.messages.map((one) => one.text)).toEqual(['Hello @Dr Amara Okonkwo & all']);
  expect((await world.screen('rohan')).messages).toEqual([]);
});

test('errors at fields that do not exist are not an answer', async () => {
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'Title' },
    submit: { type: 'plain_text', text: 'Send' },
    notify_on_close: true,
    blocks: [
      {
        type: 'input',
        block_id: 'name',
        optional: true,
        label: { type: 'plain_text', text: 'Name' },
        element: { type: 'plain_text_input', action_id: 'name' },
      },
    ],
  };
  const closed: string[] = [];
  world = await createWorld((playground) => (req, res) => {
    void (async () => {
      const fields = new URLSearchParams(await textOf(req));
      const trigger = fields.get('trigger_id');
      if (trigger !== null) {
        await fetch(`${playground.slackApiUrl}views.open`, {
          method: 'POST',
          headers: { authorization: `Bearer ${SLACK.botToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({ trigger_id: trigger, view }),
        });
        res.end();
        return;
      }
      const payload = JSON.parse(fields.get('payload') ?? '{}') as { type: string };
      closed.push(payload.type);
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ response_action: 'errors', errors: { other: 'Wrong' } }));
    })();
  });
  await world.act('amara', { command: '/mentor' });
  const answered = await world.act('amara', { submit: { Name: 'x' } });
  expect(answered.notice).toBe('We had some trouble connecting. Try again?');
  expect(answered.form?.fields[0]).toMatchObject({ value: 'x', error: null });
  const dismissed = await world.act('amara', { dismiss: true });
  expect(dismissed.form).toBeNull();
  expect(closed).toEqual(['view_submission', 'view_closed']);
});

const fast = { timing: { slack: { limitMs: 1000, retryWaitsMs: [0, 5, 10] } } };

/** Keeps what comes and answers each the same. */
function recorder(answer: (res: ServerResponse) => unknown): { seen: Seen[]; app: App } {
  const seen: Seen[] = [];
  const app: App = (req, res) => {
    void textOf(req).then((body) => {
      seen.push({ headers: req.headers, body });
      return answer(res);
    });
  };
  return { seen, app };
}
