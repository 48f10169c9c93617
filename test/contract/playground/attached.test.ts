/** Files that people send on the pretend platforms: what the app is told, and who gets the bytes. */

import type { IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { BadRequest, readAct } from '../../../adapters/playground/requests.ts';
import { createWorld, SLACK } from './world.ts';
import type { App, World } from './world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const file = { name: 'people list.csv', base64: Buffer.from('name,email').toString('base64') };

/** Takes everything, and keeps what it was sent. */
function recorder(): { seen: Record<string, unknown>[]; app: App } {
  const seen: Record<string, unknown>[] = [];
  return {
    seen,
    app: (req, res) =>
      void bodyOf(req).then((body) => {
        seen.push(JSON.parse(body) as Record<string, unknown>);
        res.end();
      }),
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  return body;
}

type SlackFile = { readonly name: string; readonly size: number; readonly url_private_download: string };

test('a file on Slack comes in a message of its own kind, and its bytes only with a token that may read files', async () => {
  const { seen, app } = recorder();
  world = await createWorld(() => app);
  const { messages } = await world.act('amara', { attach: [file] });
  expect(messages.at(-1)?.text).toBe('File: people list.csv');
  const event = seen[0]?.['event'] as Record<string, unknown> & { files: SlackFile[] };
  expect(event).toMatchObject({ type: 'message', subtype: 'file_share', channel_type: 'im', upload: false });
  expect(event.files).toMatchObject([
    { name: 'people list.csv', size: 10, mode: 'hosted', is_external: false },
  ]);

  const [{ url_private_download: url } = { url_private_download: '' }] = event.files;
  const fetched = async (authorization?: string): Promise<string> =>
    (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).text();
  expect(await fetched(`Bearer ${SLACK.botToken}`)).toBe('name,email');
  for (const other of [undefined, 'Bearer xoxb-another', `Bearer ${SLACK.botToken}x`])
    expect(await fetched(other)).toContain('Sign in to Slack');
  expect((await fetch(`${url}?token=${SLACK.botToken}`)).url).toContain('/signin');
});

test('a token without the right to read files is sent to sign in', async () => {
  const { seen, app } = recorder();
  world = await createWorld(() => app, { slack: { ...SLACK, scopes: ['chat:write', 'files:write'] } });
  await world.act('amara', { attach: [file] });
  const event = seen[0]?.['event'] as { files: SlackFile[] };
  const headers = { authorization: `Bearer ${SLACK.botToken}` };
  const answer = await fetch(event.files[0]?.url_private_download ?? '', { headers });
  expect(answer.headers.get('content-type')).toContain('text/html');
});

type Attachment = {
  readonly contentType: string;
  readonly name?: string;
  readonly content: { downloadUrl: string };
};

test('a file on Teams comes with an address that is good for a while, for whoever has it and shows no token', async () => {
  const { seen, app } = recorder();
  world = await createWorld(() => app);
  const { messages } = await world.act('sian', { attach: [file] });
  expect(messages.at(-1)?.text).toBe('File: people list.csv');
  const attachments = seen.at(-1)?.['attachments'] as Attachment[];
  expect(attachments.map(({ contentType }) => contentType)).toEqual([
    'application/vnd.microsoft.teams.file.download.info',
    'text/html',
  ]);
  const url = attachments[0]?.content.downloadUrl ?? '';
  expect(await (await fetch(url)).text()).toBe('name,email');
  expect((await fetch(url, { headers: { authorization: 'Bearer of-the-bot' } })).status).toBe(400);
  expect((await fetch(`${url}x`)).status).toBe(401);
  world.playground.teams.drive.expire();
  expect((await fetch(url)).status).toBe(401);
});

test('in a channel of Teams the app is told that there is a file, and not where', async () => {
  const { seen, app } = recorder();
  world = await createWorld(() => app);
  const [channel = ''] = (await world.screen('grace')).channels;
  await world.act('grace', { attach: [file], channel });
  const attachments = seen.at(-1)?.['attachments'] as Attachment[];
  expect(attachments.map(({ contentType }) => contentType)).toEqual(['text/html']);
  expect(JSON.stringify(seen.at(-1))).toContain('<attachment id=');
  expect(JSON.stringify(seen.at(-1))).not.toContain('tempauth');
});

test.each([
  ['no list', '{"attach":{}}'],
  ['an empty list', '{"attach":[]}'],
  ['more than a client attaches', JSON.stringify({ attach: Array.from({ length: 11 }, () => file) })],
  ['a file without a name', '{"attach":[{"base64":""}]}'],
])('an act with %s is no act', (_, body) => {
  expect(() => readAct(body)).toThrow(BadRequest);
});
