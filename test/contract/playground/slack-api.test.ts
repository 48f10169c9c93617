/** The pretend Slack's Web API, asked by the real WebClient. */

import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { ModalView } from '@slack/types';
import type { ChatPostMessageResponse, Logger } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PretendSlack, SlackOptions } from '../../../adapters/playground/slack.ts';
import { createSlack } from '../../../adapters/playground/slack.ts';
import { roster } from '../../../adapters/playground/roster.ts';
import { SLACK } from './world.ts';

let slack: PretendSlack;
let client: WebClient;

const amara = 'U0AMARA000';
const directAmara = 'D0AMARA000';

beforeEach(async () => {
  slack = await pretendSlack();
  client = webClient();
});

afterEach(async () => {
  await slack.stop();
});

test('a token is needed, and the right one', async () => {
  const without = new WebClient(undefined, { slackApiUrl: slack.apiUrl });
  const other = new WebClient('xoxb-other', { slackApiUrl: slack.apiUrl });
  expect(await errorOf(without.auth.test())).toBe('not_authed');
  expect(await errorOf(other.auth.test())).toBe('invalid_auth');
  expect(await client.auth.test()).toMatchObject({
    team_id: SLACK.teamId,
    user_id: 'U0RAPPORT',
    bot_id: 'B0RAPPORT',
  });
});

test('people come page by page, and everybody comes', async () => {
  const ids: string[] = [];
  let pages = 0;
  for await (const page of client.paginate('users.list', { limit: 200 })) {
    pages += 1;
    ids.push(...((page as { members?: { id: string }[] }).members ?? []).map((member) => member.id));
  }
  expect(pages).toBeGreaterThan(1);
  const everybody = roster.people
    .filter((person) => person.platform === 'slack')
    .map((person) => person.userId);
  expect(ids.toSorted()).toEqual([...everybody, 'U0RAPPORT', 'USLACKBOT'].toSorted());
});

test('a person is known by id and by address, with their zone', async () => {
  const { user } = await client.users.info({ user: 'U0ROHAN000' });
  expect(user).toMatchObject({
    tz: 'Asia/Kolkata',
    tz_offset: 19_800,
    profile: { email: 'rohan@example.org' },
  });
  expect((await client.users.lookupByEmail({ email: 'amara@example.org' })).user?.id).toBe(amara);
  expect(await errorOf(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
  expect(await errorOf(client.users.lookupByEmail({ email: 'x@example.org' }))).toBe('users_not_found');
});

test('messages go where the bot is, and nowhere else', async () => {
  expect((await client.conversations.open({ users: amara })).channel?.id).toBe(directAmara);
  expect((await post({ channel: amara, text: 'x' })).channel).toBe(directAmara);
  expect(await errorOf(post({ channel: 'C0NOWHERE', text: 'x' }))).toBe('channel_not_found');
  expect(await errorOf(post({ channel: 'C0GENERAL', text: 'x' }))).toBe('not_in_channel');
  slack.workspace.deactivated.add(amara);
  expect(await errorOf(post({ channel: amara, text: 'x' }))).toBe('account_inactive');
  expect(await errorOf(client.conversations.open({ users: 'U0RAPPORT' }))).toBe('cannot_dm_bot');
  expect(await errorOf(client.conversations.open({ users: 'U0NOBODY' }))).toBe('user_not_found');
});

test('a message says something that Slack can show', async () => {
  const unknown = { channel: amara, text: 'x', blocks: [{ type: 'divider', more: 1 }] };
  expect(await errorOf(post({ channel: amara, text: '' }))).toBe('no_text');
  expect(await errorOf(post(unknown))).toBe('invalid_blocks');
  const long = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(2900) } };
  const many = { channel: amara, text: 'x', blocks: [long, long, long, long, long] };
  expect(await errorOf(post(many))).toBe('msg_blocks_too_long');
  const error = await failureOf(post(unknown));
  expect(error).toBeInstanceOf(WebAPIPlatformError);
  expect(JSON.stringify((error as WebAPIPlatformError).data)).toContain(
    '[ERROR] invalid additional property: more [json-pointer:/blocks/0]',
  );
});

test('only the bot’s own, lasting messages are updated or deleted', async () => {
  const { ts = '' } = await post({ channel: amara, text: 'First' });
  await client.chat.update({ channel: directAmara, ts, text: 'Second' });
  expect(slack.client.screen('amara').messages.map((one) => one.text)).toEqual(['Second']);
  await client.chat.delete({ channel: directAmara, ts });
  expect(slack.client.screen('amara').messages).toEqual([]);
  expect(await errorOf(client.chat.update({ channel: directAmara, ts, text: 'Third' }))).toBe(
    'message_not_found',
  );
  const whisper = await client.chat.postEphemeral({ channel: directAmara, user: amara, text: 'Only you' });
  expect(
    await errorOf(client.chat.update({ channel: directAmara, ts: whisper.message_ts ?? '', text: 'x' })),
  ).toBe('message_not_found');
  expect(await errorOf(client.chat.postEphemeral({ channel: 'C0COORD01', user: amara, text: 'x' }))).toBe(
    'user_not_in_channel',
  );
});

test('a trigger id is good for three seconds and for one view', async () => {
  expect(await errorOf(client.views.open({ trigger_id: 'made-up', view }))).toBe('invalid_trigger_id');
  const trigger = await triggerOf('amara');
  await client.views.open({ trigger_id: trigger, view });
  expect(await errorOf(client.views.open({ trigger_id: trigger, view }))).toBe('exchanged_trigger_id');
  await slack.stop();
  slack = await pretendSlack({ triggerMs: -1 });
  client = webClient();
  const late = await triggerOf('amara');
  expect(await errorOf(client.views.open({ trigger_id: late, view }))).toBe('expired_trigger_id');
});

test('a view is checked before it opens', async () => {
  const open = async (more: object): Promise<string> =>
    errorOf(client.views.open({ trigger_id: await triggerOf('amara'), view: { ...view, ...more } }));
  const refusal = await failureOf(
    client.views.open({
      trigger_id: await triggerOf('amara'),
      view: { ...view, private_metadata: 'x'.repeat(3001) },
    }),
  );
  expect(JSON.stringify((refusal as WebAPIPlatformError).data)).toContain(
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  );
  expect(await open({ title: { type: 'plain_text', text: 'x'.repeat(25) } })).toBe('invalid_arguments');
  expect(await open({ submit: undefined })).toBe('invalid_arguments');
  expect(await open({ type: 'home' })).toBe('invalid_arguments');
  expect(await open({ private_metadata: 'x'.repeat(3000) })).toBe('ok');
});

test('views stack three high, and a changed view is not changed again by an old hand', async () => {
  const first = await client.views.open({ trigger_id: await triggerOf('amara'), view });
  await client.views.push({ trigger_id: slackTrigger('amara'), view });
  await client.views.push({ trigger_id: slackTrigger('amara'), view });
  expect(await errorOf(client.views.push({ trigger_id: slackTrigger('amara'), view }))).toBe(
    'push_limit_reached',
  );

  const id = first.view?.id ?? '';
  const hash = first.view?.hash ?? '';
  await client.views.update({ view_id: id, hash, view });
  expect(await errorOf(client.views.update({ view_id: id, hash, view }))).toBe('hash_conflict');
  expect(await errorOf(client.views.update({ view_id: 'V0NONE', view }))).toBe('not_found');
  const home = await client.views.publish({ user_id: amara, view: { type: 'home', blocks: [] } });
  await client.views.publish({
    user_id: amara,
    hash: home.view?.hash ?? '',
    view: { type: 'home', blocks: [] },
  });
  const again = client.views.publish({
    user_id: amara,
    hash: home.view?.hash ?? '',
    view: { type: 'home', blocks: [] },
  });
  expect(await errorOf(again)).toBe('hash_conflict');
});

test('a response URL works five times', async () => {
  const url = slackResponseUrl('amara');
  const use = async (): Promise<number> =>
    (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Only you' }) })).status;
  expect([await use(), await use(), await use(), await use(), await use(), await use()]).toEqual([
    200, 200, 200, 200, 200, 404,
  ]);
  expect(slack.client.screen('amara').messages).toHaveLength(5);
  expect(slack.client.screen('rohan').messages).toHaveLength(0);
  expect((await fetch(`${url}x`, { method: 'POST', body: '{}' })).status).toBe(404);
});

test('a file is taken once its bytes are all there, for a conversation and not for a person', async () => {
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.pdf',
    length: 4,
  });
  const complete = (): Promise<string> =>
    errorOf(client.files.completeUploadExternal({ files: [{ id, title: 'A' }], channel_id: directAmara }));
  expect(await complete()).toBe('file_not_found');
  expect((await fetch(url, { method: 'POST', body: 'four' })).status).toBe(200);
  expect(await errorOf(client.files.completeUploadExternal({ files: [{ id }], channel_id: amara }))).toBe(
    'invalid_channel',
  );
  expect(await complete()).toBe('ok');
  expect(await complete()).toBe('file_not_found');
});

test('faults can be ordered for the next calls, and show what was done', async () => {
  const delivered = (): number => slack.client.screen('amara').messages.length;
  slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 7 });
  const limited = await tryPost(amara);
  expect(limited).toBeInstanceOf(WebAPIRateLimitedError);
  expect((limited as WebAPIRateLimitedError).retryAfter).toBe(7);
  slack.faults.next('chat.postMessage', { kind: 'status', status: 500 });
  expect(await tryPost(amara)).toBeInstanceOf(WebAPIHTTPError);
  slack.faults.next('chat.postMessage', { kind: 'drop-before' });
  expect(await tryPost(amara)).toBeInstanceOf(WebAPIRequestError);
  slack.faults.next('*', { kind: 'hang' });
  expect(await tryPost(amara)).toBeInstanceOf(WebAPIRequestError);
  expect(delivered()).toBe(0);
  slack.faults.next('chat.postMessage', { kind: 'drop-after' });
  expect(await tryPost(amara)).toBeInstanceOf(WebAPIRequestError);
  expect(delivered()).toBe(1);
  slack.faults.next('chat.postMessage', { kind: 'slow', ms: 100 }, 2);
  const started = performance.now();
  expect(await tryPost(amara)).toBeUndefined();
  expect(performance.now() - started).toBeGreaterThanOrEqual(99);
  slack.faults.clear();
  expect(await tryPost(amara)).toBeUndefined();
  expect(delivered()).toBe(3);
});

test('rates are enforced when switched on: per channel for messages', async () => {
  slack.enforceRates(true);
  const results = [await tryPost(amara), await tryPost(amara), await tryPost(amara), await tryPost(amara)];
  expect(results.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(results[3]).toBeInstanceOf(WebAPIRateLimitedError);
  expect(await tryPost('U0ROHAN000')).toBeUndefined();
});

const view: ModalView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Title' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ],
};

/** Asked by name: what is sent here is often what the SDK's types would not let through. */
async function post(args: Record<string, unknown>): Promise<ChatPostMessageResponse> {
  return client.apiCall('chat.postMessage', args);
}

function tryPost(channel: string): Promise<unknown> {
  return failureOf(post({ channel, text: 'x' }));
}

function pretendSlack(more: Partial<SlackOptions> = {}): Promise<PretendSlack> {
  return createSlack({
    ...SLACK,
    // Nobody listens: what is sent to the app is lost, and these tests only ask.
    appUrl: () => 'http://127.0.0.1:9',
    roster,
    now: () => new Date('2026-03-02T09:00:00Z'),
    changed: () => {},
    version: () => 0,
    timing: { retryWaitsMs: [] },
    ...more,
  });
}

function webClient(): WebClient {
  return new WebClient(SLACK.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 500,
    // What is refused here is meant to be.
    logLevel: LogLevel.ERROR,
    logger: quiet,
  });
}

const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** A command that nobody takes still gives its trigger id away. */
async function triggerOf(personId: string): Promise<string> {
  await slack.client.act(personId, { command: '/mentor' });
  return slack.delivery.sent.at(-1)?.id ?? '';
}

/** As if a button had been pressed in the modal on top. */
function slackTrigger(personId: string): string {
  const userId = `U0${personId.toUpperCase()}000`;
  return slack.triggerFor(userId);
}

function slackResponseUrl(personId: string): string {
  const userId = `U0${personId.toUpperCase()}000`;
  return slack.responseUrlFor(userId, userId.replace('U', 'D'));
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error;
  }
}

async function errorOf(call: Promise<unknown>): Promise<string> {
  const error = await failureOf(call);
  if (error === undefined) return 'ok';
  return error instanceof WebAPIPlatformError ? error.data.error : 'no answer of Slack’s';
}
