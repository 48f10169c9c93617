/** How the engine drives Slack: one try for each call, the message's place and a fuller address back, files with it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import type { WorkspaceKey } from '../../../src/engine/terms.ts';
import { button, buttons, card, text } from '../../../src/ui/view.ts';
import { createWorld } from './slack-world.ts';
import type { Behaviour, World } from './slack-world.ts';

const workspace: WorkspaceKey = { platform: 'slack', externalId: 'T0EXAMPLE1' };
const inChannel = { workspace: 'T0EXAMPLE1', channel: 'C0DIGEST01' };
const view = card<Reference>(
  'A request',
  text('Dr Ada Example <3 asks.'),
  buttons(button('Accept', asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10'))),
);

let world: World;
beforeEach(async () => {
  world = await createWorld({ callTimeoutMs: 200 });
});
afterEach(() => world.close());

function send(to: Readonly<Record<string, string>> = inChannel): Promise<unknown> {
  return world.adapter.port.send(to, { card: view, files: [] });
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`Expected a DeliveryError, got ${String(error)}`);
  return error;
}

describe('sending', () => {
  test('to somebody never written to opens the conversation once, and hands back where it is', async () => {
    const address = world.adapter.port.addressOf(workspace, 'U0ADAEXAM');
    const first = await world.adapter.port.send(address, { card: view, files: [] });
    expect(first).toEqual({
      message: 'D0OPENED01/1764500100.000100',
      address: { workspace: 'T0EXAMPLE1', user: 'U0ADAEXAM', channel: 'D0OPENED01' },
    });
    const second = await world.adapter.port.send(first.address ?? {}, { card: view, files: [] });
    expect(second).toEqual({ message: 'D0OPENED01/1764500100.000100' });
    expect(world.calls.map((call) => call.path)).toEqual([
      'conversations.open',
      'chat.postMessage',
      'chat.postMessage',
    ]);
    expect(world.calls[1]?.body).toMatchObject({
      channel: 'D0OPENED01',
      text: 'A request\nDr Ada Example &lt;3 asks.\n[Accept]',
      blocks: [{}, {}, { type: 'actions' }],
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(world.calls[1]?.body).not.toHaveProperty('metadata');
  });

  test('to a channel needs nothing but its address', async () => {
    await send();
    expect(world.calls).toMatchObject([{ path: 'chat.postMessage', body: { channel: 'C0DIGEST01' } }]);
  });

  test('a file uploads its bytes, posts the message, and shares the file under it', async () => {
    const file = { name: 'meeting.ics', mime: 'text/calendar', bytes: Buffer.from('BEGIN:VCALENDAR') };
    await world.adapter.port.send(inChannel, { card: view, files: [file] });
    expect(world.calls).toMatchObject([
      { path: 'files.getUploadURLExternal', body: { filename: 'meeting.ics', length: '15' } },
      { path: '/upload/1', body: { bytes: 'BEGIN:VCALENDAR' } },
      { path: 'chat.postMessage' },
      {
        path: 'files.completeUploadExternal',
        body: { channel_id: 'C0DIGEST01', files: [{ id: 'F0EXAMPLE1', title: 'meeting.ics' }] },
      },
    ]);
  });

  test('a file that Slack then refuses takes the message back, so that another try does not say it twice', async () => {
    world.on('files.completeUploadExternal', () => ({ status: 429, headers: { 'retry-after': '3' } }));
    const file = { name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('x') };
    const error = await failureOf(world.adapter.port.send(inChannel, { card: view, files: [file] }));
    expect(error).toMatchObject({ failure: 'retry-at', retryAfterMs: 3_000 });
    expect(world.callsTo('chat.delete')[0]?.body).toMatchObject({ ts: '1764500100.000100' });
  });

  test('bytes never go to an address that is not Slack’s', async () => {
    world.on('files.getUploadURLExternal', () => ({
      json: { ok: true, upload_url: 'https://files.slack.com.evil.example/1', file_id: 'F1' },
    }));
    const file = { name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('x') };
    const error = await failureOf(world.adapter.port.send(inChannel, { card: view, files: [file] }));
    expect(error).toMatchObject({ failure: 'our-fault', code: 'upload_address_refused' });
    expect(world.callsTo('chat.postMessage')).toEqual([]);
  });

  test('a picture that Slack cannot fetch does not keep the message back: its description stands in for it', async () => {
    const picture = {
      type: 'image',
      url: 'https://rapport.example/files/x',
      alt: 'Meetings held: 6, 7',
    } as const;
    const withPicture = card<Reference>('The week', text('Six.'), picture);
    world.on('chat.postMessage', ({ body }) => ({
      json: JSON.stringify(body['blocks']).includes('image_url')
        ? { ok: false, error: 'invalid_blocks' }
        : { ok: true, ts: '1764500100.000100' },
    }));
    const sent = await world.adapter.port.send(inChannel, { card: withPicture, files: [] });
    expect(sent).toEqual({ message: 'C0DIGEST01/1764500100.000100' });
    expect(world.callsTo('chat.postMessage').map(({ body }) => body['blocks'])).toMatchObject([
      [{}, {}, { type: 'image' }],
      [{}, {}, { type: 'section', text: { text: 'Meetings held: 6, 7' } }],
    ]);
  });

  test('blocks without a picture that Slack refuses are not sent again', async () => {
    world.on('chat.postMessage', () => ({ json: { ok: false, error: 'invalid_blocks' } }));
    expect(await failureOf(send())).toMatchObject({ failure: 'our-fault', code: 'invalid_blocks' });
    expect(world.callsTo('chat.postMessage')).toHaveLength(1);
  });

  test('an address that is not Slack’s is our own fault', async () => {
    expect(await failureOf(send({ conversation: 'x' }))).toMatchObject({
      failure: 'our-fault',
      code: 'bad_address',
    });
  });
});

describe('changing', () => {
  test('a message finds it by its address, whoever the recipient is', async () => {
    const person = world.adapter.port.addressOf(workspace, 'U0ADAEXAM');
    await world.adapter.port.update(person, asMessageAddress('C0DIGEST01/1764500000.000100'), view);
    expect(world.calls).toMatchObject([
      { path: 'chat.update', body: { channel: 'C0DIGEST01', ts: '1764500000.000100', blocks: [{}, {}, {}] } },
    ]);
  });

  test('the Home tab draws the person’s own', async () => {
    await world.adapter.port.showHome(world.adapter.port.addressOf(workspace, 'U0ADAEXAM'), view);
    expect(world.calls).toMatchObject([
      { path: 'views.publish', body: { user_id: 'U0ADAEXAM', view: { type: 'home', blocks: [{}, {}, {}] } } },
    ]);
  });
});

describe('when Slack says no', () => {
  const cases: readonly (readonly [string, Behaviour, object])[] = [
    [
      'too many requests',
      { status: 429, headers: { 'retry-after': '7' } },
      { failure: 'retry-at', retryAfterMs: 7_000 },
    ],
    [
      'too many requests, at once again',
      { status: 429, headers: { 'retry-after': '0' } },
      { failure: 'retry-at', retryAfterMs: 1_000 },
    ],
    ['too many requests, without a time', { status: 429 }, { failure: 'retry-at', retryAfterMs: 30_000 }],
    [
      'ratelimited in words',
      { json: { ok: false, error: 'ratelimited' } },
      { failure: 'retry-at', retryAfterMs: 30_000 },
    ],
    ['a broken server', { status: 500 }, { failure: 'unreachable', code: 'http_500' }],
    ['a busy server', { status: 503 }, { failure: 'unreachable', code: 'http_503' }],
    ['a refused proxy', { status: 403 }, { failure: 'forbidden', code: 'http_403' }],
    ['nothing, and hangs up', 'drop', { failure: 'unreachable' }],
    ['nothing at all', 'hang', { failure: 'unreachable', code: 'timeout' }],
    [
      'no such channel',
      { json: { ok: false, error: 'channel_not_found' } },
      { failure: 'gone', code: 'channel_not_found' },
    ],
    ['the person has left', { json: { ok: false, error: 'user_disabled' } }, { failure: 'gone' }],
    [
      'not invited to the channel',
      { json: { ok: false, error: 'not_in_channel' } },
      { failure: 'forbidden' },
    ],
    ['the token was taken away', { json: { ok: false, error: 'token_revoked' } }, { failure: 'forbidden' }],
    ['a scope is missing', { json: { ok: false, error: 'missing_scope' } }, { failure: 'forbidden' }],
    [
      'bad blocks',
      { json: { ok: false, error: 'invalid_blocks' } },
      { failure: 'our-fault', code: 'invalid_blocks' },
    ],
    ['too much text', { json: { ok: false, error: 'msg_blocks_too_long' } }, { failure: 'our-fault' }],
    ['it may have happened', { json: { ok: false, error: 'fatal_error' } }, { failure: 'unreachable' }],
    [
      'a word from the future',
      { json: { ok: false, error: 'brand_new_error' } },
      { failure: 'our-fault', code: 'brand_new_error' },
    ],
    [
      'a property of every object',
      { json: { ok: false, error: 'constructor' } },
      { failure: 'our-fault', code: 'constructor' },
    ],
    [
      'an error page with somebody’s words in it',
      { json: { ok: false, error: '<html>Dr Ada Example wrote: hello' } },
      { failure: 'unreachable', code: 'unreadable_answer' },
    ],
  ];

  test.each(cases)('%s', async (_name, behaviour, expected) => {
    world.on('chat.postMessage', () => behaviour);
    const error = await failureOf(send());
    expect(error).toMatchObject(expected);
    expect(error.message).not.toContain('Ada');
  });

  test('it is asked once: repeating is the outbox’s business', async () => {
    for (const behaviour of [{ status: 500 }, { status: 429 }, 'drop'] satisfies Behaviour[]) {
      world.on('chat.postMessage', () => behaviour);
      await failureOf(send());
    }
    expect(world.callsTo('chat.postMessage')).toHaveLength(3);
  });

  test('a 429 for one channel does not hold back another call of the workspace', async () => {
    world.on('chat.postMessage', () => ({ status: 429, headers: { 'retry-after': '60' } }));
    world.on('users.info', () => ({ json: { ok: true, user: { id: 'U1', name: 'ada' } } }));
    const [refused, profile] = await Promise.all([
      failureOf(send()),
      world.adapter.port.profile(workspace, 'U1'),
    ]);
    expect(refused.failure).toBe('retry-at');
    expect(profile.name).toBe('ada');
  });
});

describe('tokens', () => {
  test('are asked for by workspace at every call, so that a renewed one is used at once', async () => {
    await world.close();
    const tokens = ['xoxb-old', 'xoxb-new'];
    const asked: WorkspaceKey[] = [];
    world = await createWorld({
      authorise: (key) => {
        asked.push(key);
        return Promise.resolve(tokens.shift());
      },
    });
    await send();
    await send();
    const missing = await failureOf(send());
    expect(asked).toEqual([workspace, workspace, workspace]);
    expect(missing).toMatchObject({ failure: 'forbidden', code: 'not_installed' });
  });

  test('that cannot be looked up delay the message, nothing else', async () => {
    await world.close();
    world = await createWorld({ authorise: () => Promise.reject(new Error('no database')) });
    expect(await failureOf(send())).toMatchObject({ failure: 'retry-at', code: 'token_unavailable' });
    expect(world.calls).toEqual([]);
  });
});

describe('people', () => {
  const member = {
    id: 'U0ADAEXAM',
    team_id: 'T0EXAMPLE1',
    name: 'ada.example',
    tz: 'Europe/London',
    is_admin: true,
    profile: { real_name: 'Dr Ada Example', display_name: 'Ada', email: 'ada@trust.example' },
  };

  test('have a name, an e-mail address, a zone, and may be administrators', async () => {
    world.on('users.info', () => ({ json: { ok: true, user: member } }));
    expect(await world.adapter.port.profile(workspace, 'U0ADAEXAM')).toEqual({
      externalId: 'U0ADAEXAM',
      name: 'Dr Ada Example',
      email: 'ada@trust.example',
      zone: 'Europe/London',
      administrator: true,
      outsider: false,
    });
  });

  test.each([
    ['bots', { is_bot: true }],
    ['people who have left', { deleted: true }],
    ['guests', { is_restricted: true }],
    ['guests of one channel', { is_ultra_restricted: true }],
    ['strangers in a shared channel', { is_stranger: true }],
    ['people of another organisation', { team_id: 'T0ELSEWHERE' }],
    ['Slackbot', { id: 'USLACKBOT' }],
  ])('%s are outsiders', async (_name, change) => {
    world.on('users.info', () => ({ json: { ok: true, user: { ...member, ...change } } }));
    expect(await world.adapter.port.profile(workspace, 'U1')).toMatchObject({ outsider: true });
  });

  test('of another workspace of the same Enterprise organisation belong', async () => {
    const user = { ...member, team_id: 'T0OTHER', enterprise_user: { teams: ['T0OTHER', 'T0EXAMPLE1'] } };
    world.on('users.info', () => ({ json: { ok: true, user } }));
    expect(await world.adapter.port.profile(workspace, 'U1')).toMatchObject({ outsider: false });
  });

  test('who are not there are gone', async () => {
    world.on('users.info', () => ({ json: { ok: false, error: 'user_not_found' } }));
    expect(await failureOf(world.adapter.port.profile(workspace, 'U1'))).toMatchObject({ failure: 'gone' });
  });

  test('come page by page until there are no more', async () => {
    world.on('users.list', ({ body }) => ({
      json:
        body['cursor'] === undefined
          ? { ok: true, members: [member], response_metadata: { next_cursor: 'page2' } }
          : {
              ok: true,
              members: [{ ...member, id: 'U2', deleted: true }],
              response_metadata: { next_cursor: '' },
            },
    }));
    const pages = [];
    for await (const page of world.adapter.port.people(workspace))
      pages.push(page.map((one) => [one.externalId, one.outsider]));
    expect(pages).toEqual([[['U0ADAEXAM', false]], [['U2', true]]]);
    expect(world.callsTo('users.list').map((call) => call.body['cursor'])).toEqual([undefined, 'page2']);
  });
});
