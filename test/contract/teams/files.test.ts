/** Files that people send to the bot on Teams: how they are read, and that they are fetched from SharePoint alone. */

import { describe, expect, test } from 'vitest';
import { fetchFile } from '../../../adapters/teams/fetch-file.ts';
import { FILE_HOSTS, isAllowedService } from '../../../adapters/teams/hosts.ts';
import { readActivity } from '../../../adapters/teams/read.ts';
import type { DeliveryError } from '../../../src/errors.ts';
import { aMention, aMessage } from './activities.ts';

const where = { serviceUrl: 'https://smba.trafficmanager.net/uk/' };
const address = 'https://meadowbank-my.sharepoint.com/_layouts/15/download.aspx?UniqueId=1&tempauth=secret';
const aFile = {
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: 'https://meadowbank-my.sharepoint.com/personal/ada/people.csv',
  name: 'people.csv',
  content: { downloadUrl: address, uniqueId: '1', fileType: 'csv' },
};
const html = { contentType: 'text/html', content: '<p>here</p><attachment id="1"></attachment>' };

function deedOf(activity: object) {
  const reading = readActivity(activity);
  return reading.read === 'event' ? reading.event.deed : reading;
}

describe('a message with a file', () => {
  test('is that file, whatever was typed beside it', () => {
    expect(deedOf(aMessage(where, 'here they are', { attachments: [aFile, html] }))).toEqual({
      type: 'files',
      files: [{ name: 'people.csv', key: address }],
    });
  });

  test('that is a pasted picture has nothing to be fetched by', () => {
    const picture = {
      contentType: 'image/*',
      contentUrl: 'https://smba.trafficmanager.net/uk/v3/attachments/1',
    };
    expect(deedOf(aMessage(where, '', { attachments: [picture] }))).toEqual({
      type: 'files',
      files: [{ name: 'file' }],
    });
  });

  test('in a channel, where a bot is told of it in the words’ second form alone, says in which', () => {
    const attachments = [{ contentType: 'text/html', content: '<p><attachment id="1"></attachment></p>' }];
    const reading = readActivity({ ...aMention(where, ''), attachments });
    expect(reading).toMatchObject({
      event: { deed: { type: 'files', files: [{ name: 'file' }] }, channel: { platform: 'teams' } },
    });
  });

  test.each([
    ['without content', { ...aFile, content: undefined }],
    ['with an address that is no text', { ...aFile, content: { downloadUrl: { a: 1 } } }],
    ['with an address beyond measure', { ...aFile, content: { downloadUrl: 'x'.repeat(4_001) } }],
  ])('%s has nothing to be fetched by', (_, file) => {
    expect(deedOf(aMessage(where, '', { attachments: [file] }))).toEqual({
      type: 'files',
      files: [{ name: 'people.csv' }],
    });
  });

  test('that is none is words, as ever', () => {
    expect(
      deedOf(
        aMessage(where, 'help', {
          attachments: [{ contentType: 'text/html', content: '<p>help</p>' }, null, 7, {}],
        }),
      ),
    ).toEqual({
      type: 'words',
      text: 'help',
    });
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

describe('its content', () => {
  type Asked = { readonly url: string; readonly token: string | null };

  async function fetched(url: string, answer: (asked: Asked, count: number) => Response) {
    const asked: Asked[] = [];
    const parts = {
      isFileAddress: (one: string) => isAllowedService(one, FILE_HOSTS, false),
      fetch: ((input, init) => {
        const one = { url: urlOf(input), token: new Headers(init?.headers).get('authorization') };
        asked.push(one);
        return Promise.resolve(answer(one, asked.length));
      }) satisfies typeof fetch,
    };
    try {
      let text = '';
      for await (const bytes of fetchFile(parts, url, 1_000)) text += Buffer.from(bytes).toString();
      return { asked, text };
    } catch (error) {
      return { asked, error: error as DeliveryError };
    }
  }

  test('is asked for without any token of ours', async () => {
    expect(await fetched(address, () => new Response('name,email'))).toEqual({
      asked: [{ url: address, token: null }],
      text: 'name,email',
    });
  });

  test.each([
    'https://sharepoint.com.evil.example/people.csv',
    'https://evilsharepoint.com/people.csv',
    'http://meadowbank-my.sharepoint.com/people.csv',
    'https://meadowbank-my.sharepoint.com:8443/people.csv',
    'https://user:pass@meadowbank-my.sharepoint.com/people.csv',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:3978/metrics',
    'file:///etc/passwd',
    'people.csv',
  ])('is never asked for at %s', async (url) => {
    const { asked, error } = await fetched(url, () => new Response('secret'));
    expect(asked).toEqual([]);
    expect(error).toMatchObject({ failure: 'our-fault', code: 'file_address_refused' });
  });

  test('is followed to another address of SharePoint, and to nobody else’s', async () => {
    const next = 'https://ukwest1-mediap.svc.ms/transform';
    const inside = await fetched(address, (_, count) => (count === 1 ? sentOnTo(next) : new Response('x')));
    expect(inside.asked.map(({ url }) => url)).toEqual([address, next]);
    const outside = await fetched(address, () => sentOnTo('http://169.254.169.254/'));
    expect(outside.asked).toHaveLength(1);
    expect(outside.error).toMatchObject({ code: 'file_address_refused' });
    expect((await fetched(address, () => sentOnTo(address))).error).toMatchObject({ failure: 'gone' });
  });

  test.each([
    ['that says so', () => new Response('x', { headers: { 'content-length': '1001' } })],
    ['that does not say so', () => new Response('x'.repeat(1_001))],
  ])('is not taken beyond its measure, of a file %s', async (_, answer) => {
    const { error } = await fetched(address, answer);
    expect(error).toMatchObject({ failure: 'our-fault', code: 'file_too_large' });
  });

  test.each([
    [401, 'gone'],
    [404, 'gone'],
    [429, 'retry-at'],
    [500, 'unreachable'],
  ])('answered with %i is %s', async (status, failure) => {
    expect((await fetched(address, () => new Response('', { status }))).error).toMatchObject({ failure });
  });
});
