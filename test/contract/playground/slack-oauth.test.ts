/** The pretend Slack's consent page and token exchange, as strict as the real ones, asked by the real WebClient. */

import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSlack } from '../../../adapters/playground/slack.ts';
import type { PretendSlack } from '../../../adapters/playground/slack.ts';
import { roster } from '../../../adapters/playground/roster.ts';

const app = { clientId: '1.2', clientSecret: 'a-secret', redirectUrls: ['http://127.0.0.1:1/back'] };
const good = {
  client_id: app.clientId,
  scope: 'chat:write,users:read',
  state: 'st',
  redirect_uri: 'http://127.0.0.1:1/back',
};

let slack: PretendSlack;
beforeEach(async () => {
  slack = await createSlack({
    appUrl: () => 'http://127.0.0.1:1',
    signingSecret: 'a-signing-secret',
    teamId: 'T0MEADOW',
    roster,
    app,
    now: () => new Date(),
    changed: () => {},
    version: () => 0,
  });
});
afterEach(() => slack.stop());

function ask(query: Readonly<Record<string, string>>): Promise<Response> {
  const url = new URL('/oauth/v2/authorize', slack.apiUrl);
  url.search = new URLSearchParams(query).toString();
  return fetch(url, { redirect: 'manual' });
}

async function decide(fields: Readonly<Record<string, string>>, query = {}): Promise<Response> {
  const page = await (await ask({ ...good, ...query })).text();
  const request = /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ request, team: 'T0MEADOW', ...fields });
  return fetch(new URL('/oauth/v2/authorize', slack.apiUrl), { method: 'POST', body, redirect: 'manual' });
}

async function aCode(): Promise<string> {
  const back = new URL((await decide({ decision: 'allow' })).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('st');
  return back.searchParams.get('code') ?? '';
}

const client = (token?: string) => new WebClient(token, { slackApiUrl: slack.apiUrl });
const exchange = (code: string, more: object = {}) =>
  client().oauth.v2.access({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code,
    redirect_uri: good.redirect_uri,
    ...more,
  });

async function errorOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof WebAPIPlatformError ? error.data.error : String(error);
}

describe('the consent page', () => {
  test.each<[string, object]>([
    ['invalid_client_id', { client_id: '3.4' }],
    ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:1/elsewhere' }],
    ['no_scopes', { scope: '' }],
    ['invalid_scope', { scope: 'chat:write,everything' }],
  ])('shows %s and leads nowhere', async (error, change) => {
    const page = await ask({ ...good, ...change });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain(error);
  });

  test('a refusal goes back without a code, and is for one time only', async () => {
    const back = new URL((await decide({ decision: 'deny' })).headers.get('location') ?? '');
    expect(back.search).toBe('?error=access_denied&state=st');
    expect((await decide({ decision: 'allow', request: 'another' })).status).toBe(400);
  });
});

describe('a code', () => {
  test('is exchanged once, for a token that may do what was agreed to', async () => {
    const code = await aCode();
    const { access_token: token, team } = await exchange(code);
    expect(team).toEqual({ id: 'T0MEADOW', name: 'Meadowbank' });
    expect(await errorOf(exchange(code))).toBe('invalid_code');
    const { response_metadata: metadata } = await client(token).users.list({});
    expect(metadata?.scopes).toEqual(['chat:write', 'users:read']);
    expect(await errorOf(client(token).conversations.open({ users: 'U0AMARA000' }))).toBe('missing_scope');
  });

  test.each<[string, object]>([
    ['invalid_client_id', { client_id: '3.4' }],
    ['bad_client_secret', { client_secret: 'a-guess' }],
    ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:1/elsewhere' }],
    ['bad_redirect_uri', { redirect_uri: undefined }],
    ['invalid_code', { code: 'made-up' }],
  ])('is refused with %s for %o', async (error, change) => {
    expect(await errorOf(exchange(await aCode(), change))).toBe(error);
  });
});

test('a workspace that installs again has a new token, and one that removes the app has none', async () => {
  const first = (await exchange(await aCode())).access_token;
  const second = (await exchange(await aCode())).access_token;
  expect(await errorOf(client(first).auth.test())).toBe('token_revoked');
  expect(await client(second).auth.test()).toMatchObject({ team: 'Meadowbank' });
  await slack.removeApp('T0MEADOW');
  expect(await errorOf(client(second).auth.test())).toBe('account_inactive');
  const told = slack.delivery.sent.filter(({ retry }) => retry === 0);
  expect(told.map(({ kind }) => kind)).toEqual(['event', 'event']);
});

test('people of a workspace without the app have no command of it', async () => {
  await expect(slack.client.act('amara', { command: '/mentor help' })).rejects.toThrow('no command');
});
