/** Files that people send to the bot on Slack: how they are read, and that nothing is fetched but from Slack, with modesty. */

import { describe, expect, test } from 'vitest';
import { readPayload } from '../../../adapters/slack/read.ts';
import { createWeb } from '../../../adapters/slack/web.ts';
import type { DeliveryError } from '../../../src/errors.ts';
import type { SentFile } from '../../../src/engine/event.ts';

const address = 'https://files.slack.com/files-pri/T0EXAMPLE1-F0ONE/download/people.csv';

/** As Slack sends it: https://docs.slack.dev/reference/events/message/file_share. */
function aMessage(files: unknown, rest: object = {}) {
  return {
    type: 'event_callback',
    team_id: 'T0EXAMPLE1',
    event_id: 'Ev0FILE1',
    authorizations: [{ team_id: 'T0EXAMPLE1', user_id: 'U0RAPPORT1' }],
    event: {
      type: 'message',
      subtype: 'file_share',
      channel_type: 'im',
      channel: 'D0ADAWITHR',
      user: 'U0ADAEXAM',
      text: 'here they are',
      ts: '1700000000.000100',
      files,
      ...rest,
    },
  };
}

const aFile = {
  id: 'F0ONE',
  name: 'people.csv',
  mimetype: 'text/csv',
  size: 1234,
  mode: 'hosted',
  is_external: false,
  url_private_download: address,
};

function filesIn(payload: object): readonly SentFile[] {
  const reading = readPayload(payload, '/mentor');
  if (reading.read !== 'event' || reading.event.deed.type !== 'files')
    throw new Error('It was read as something else than files');
  return reading.event.deed.files;
}

describe('a message with a file', () => {
  test('in private is that file, whatever was typed beside it', () => {
    expect(readPayload(aMessage([aFile]), '/mentor')).toMatchObject({
      read: 'event',
      way: { from: 'direct-message', channel: 'D0ADAWITHR' },
      event: {
        id: 'slack:event:Ev0FILE1',
        account: { address: { channel: 'D0ADAWITHR' } },
        deed: { type: 'files', files: [{ name: 'people.csv', size: 1234, key: address }] },
      },
    });
  });

  test('in a channel says in which', () => {
    const event = { type: 'app_mention', subtype: undefined, channel: 'C0WARDSIX1', channel_type: 'channel' };
    const reading = readPayload(aMessage([aFile], event), '/mentor');
    expect(reading).toMatchObject({
      event: { deed: { type: 'files' }, channel: { workspace: 'T0EXAMPLE1' } },
    });
  });

  test.each([
    ['is held elsewhere', { ...aFile, mode: 'external' }],
    ['is held elsewhere by its other sign', { ...aFile, is_external: true }],
    ['was deleted', { id: 'F0ONE', mode: 'tombstone', name: 'people.csv' }],
    [
      'has an address beyond measure',
      { ...aFile, url_private_download: `https://files.slack.com/${'x'.repeat(4_000)}` },
    ],
    ['has no address', { ...aFile, url_private_download: 7 }],
  ])('that %s has nothing to be fetched by', (_, file) => {
    expect(filesIn(aMessage([file]))[0]).not.toHaveProperty('key');
  });

  test('of which nothing can be said still counts as a file', () => {
    expect(filesIn(aMessage([null, 7, [], {}, { size: -1, name: '' }]))).toEqual(
      Array.from({ length: 5 }, () => ({ name: 'file' })),
    );
  });

  test('of a thousand looks at ten', () => {
    expect(filesIn(aMessage(Array.from({ length: 1_000 }, () => aFile)))).toHaveLength(10);
  });

  test('by a bot is nothing to us', () => {
    expect(readPayload(aMessage([aFile], { bot_id: 'B0RAPPORT1' }), '/mentor').read).toBe('nothing');
  });
});

/** Neither adapter asks by anything but text. */
function urlOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input !== 'string') throw new Error('It asks by something else than text');
  return input;
}

function sentOnTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

function signInPage(): Response {
  return new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

describe('its content', () => {
  type Asked = { readonly url: string; readonly token: string | null };

  /** Fetches with a Slack that answers so; says what was asked for and what came. */
  async function fetched(url: string, answer: (asked: Asked, count: number) => Response) {
    const asked: Asked[] = [];
    const web = createWeb({
      authorise: () => Promise.resolve('xoxb-example'),
      apiUrl: 'https://slack.com/api/',
      timeoutMs: 1_000,
      fetch: (input, init) => {
        const one = { url: urlOf(input), token: new Headers(init?.headers).get('authorization') };
        asked.push(one);
        return Promise.resolve(answer(one, asked.length));
      },
    });
    try {
      let text = '';
      for await (const bytes of web.fetchFile('T0EXAMPLE1', url, 1_000))
        text += Buffer.from(bytes).toString();
      return { asked, text };
    } catch (error) {
      return { asked, error: error as DeliveryError };
    }
  }

  test('is asked for with the token of the workspace', async () => {
    expect(await fetched(address, () => new Response('name,email'))).toEqual({
      asked: [{ url: address, token: 'Bearer xoxb-example' }],
      text: 'name,email',
    });
  });

  test.each([
    'https://files.slack.com.evil.example/people.csv',
    'https://evil.example/files.slack.com',
    'http://files.slack.com/people.csv',
    'https://files.slack.com:8443/people.csv',
    'https://user:pass@files.slack.com/people.csv',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:3978/metrics',
    'file:///etc/passwd',
    'people.csv',
  ])('is never asked for at %s', async (url) => {
    const { asked, error } = await fetched(url, () => new Response('secret'));
    expect(asked).toEqual([]);
    expect(error).toMatchObject({ failure: 'our-fault', code: 'file_address_refused' });
  });

  test('is followed to another address of Slack, and to nobody else’s', async () => {
    const inside = await fetched(address, (_, count) =>
      count === 1 ? sentOnTo('/elsewhere') : new Response('x'),
    );
    expect(inside.asked.map(({ url }) => url)).toEqual([address, 'https://files.slack.com/elsewhere']);
    const outside = await fetched(address, () => sentOnTo('https://evil.example/take-my-token'));
    expect(outside.asked).toHaveLength(1);
    expect(outside.error).toMatchObject({ code: 'file_address_refused' });
    expect((await fetched(address, () => sentOnTo(address))).error).toMatchObject({ code: 'file_sign_in' });
  });

  test('is no sign-in page: then the app may not read files, and an operator has to act', async () => {
    expect((await fetched(address, signInPage)).error).toMatchObject({
      failure: 'forbidden',
      code: 'file_sign_in',
    });
  });

  test.each([
    ['that says so', () => new Response('x', { headers: { 'content-length': '1001' } })],
    ['that does not say so', () => new Response('x'.repeat(1_001))],
  ])('is not taken beyond its measure, of a file %s', async (_, answer) => {
    const { error } = await fetched(address, answer);
    expect(error).toMatchObject({ failure: 'our-fault', code: 'file_too_large' });
  });

  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [403, 'forbidden'],
    [429, 'retry-at'],
    [503, 'unreachable'],
    [400, 'our-fault'],
  ])('answered with %i is %s', async (status, failure) => {
    expect((await fetched(address, () => new Response('', { status }))).error).toMatchObject({ failure });
  });
});
