/** The last page of an installation: what somebody reads when Slack agreed and it still came to nothing, or to something. */

import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSlackInstall } from '../../../adapters/slack/install.ts';
import type { Installed } from '../../../adapters/slack/install.ts';
import type { LogEvent } from '../../../src/log.ts';
import { openBrowser } from '../../support/cookie-browser.ts';
import type { Page } from '../../support/cookie-browser.ts';

const agreed = {
  ok: true,
  app_id: 'A0EXAMPLE1',
  authed_user: { id: 'U0ADAEXAM' },
  scope: 'chat:write,commands',
  token_type: 'bot',
  access_token: 'xoxb-example',
  bot_user_id: 'U0BOTEXAM',
  team: { id: 'T0EXAMPLE1', name: 'Example <b>Trust</b>' },
  enterprise: null,
  is_enterprise_install: false,
};

let server: Server;
let origin: string;
let kept: Installed[];
let keep: (installed: Installed) => Promise<void>;
let slackSays: object;
let log: LogEvent[];

beforeEach(async () => {
  kept = [];
  log = [];
  slackSays = agreed;
  keep = (installed) => {
    kept.push(installed);
    return Promise.resolve();
  };
  server = createServer((request, response) => {
    const handle = request.url?.startsWith('/slack/install') === true ? install.begin : install.finish;
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const install = createSlackInstall({
    clientId: '1.2',
    clientSecret: 'client-secret',
    stateSecret: 'state-secret',
    scopes: ['chat:write', 'commands'],
    redirectUrl: `${origin}/slack/oauth_redirect`,
    log: (_, event) => void log.push(event),
    fetch: (input) => {
      const { url } = new Request(input);
      const isAccess = url.endsWith('/oauth.v2.access');
      return Promise.resolve(Response.json(isAccess ? slackSays : { ok: true, bot_id: 'B0EXAMPLE1' }));
    },
    onInstalled: (installed) => keep(installed),
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function install(): Promise<Page> {
  const browser = openBrowser();
  const begun = await browser.get(`${origin}/slack/install`);
  expect(new URL(begun.location ?? '').origin).toBe('https://slack.com');
  const state = new URL(begun.location ?? '').searchParams.get('state') ?? '';
  return browser.get(`${origin}/slack/oauth_redirect?code=c-1&state=${state}`);
}

test('a workspace is kept with its token and its name, and the way into Slack is shown', async () => {
  const page = await install();
  expect(page.status).toBe(200);
  expect(kept).toEqual([
    {
      workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' },
      name: 'Example <b>Trust</b>',
      token: 'xoxb-example',
    },
  ]);
  expect(page.text).toContain('Example &lt;b&gt;Trust&lt;/b&gt;');
  expect(page.text).not.toContain('<b>');
  expect(page.text).toContain('https://slack.com/app_redirect?app=A0EXAMPLE1&amp;team=T0EXAMPLE1');
});

const nothing: readonly (readonly [string, object, number, string, string])[] = [
  [
    'a whole organisation at once',
    { team: null, enterprise: { id: 'E1', name: 'Example' }, is_enterprise_install: true },
    400,
    'whole-organisation',
    'choose one workspace',
  ],
  [
    'a token that expires',
    { refresh_token: 'xoxe-1', expires_in: 43_200 },
    400,
    'token-rotation',
    'rotation is on',
  ],
  ['no bot', { access_token: undefined, bot_user_id: undefined }, 400, 'no-bot', 'gave no bot'],
  ['a code that was used', { ok: false, error: 'invalid_code' }, 400, 'invalid_code', 'used already'],
  ['another secret', { ok: false, error: 'bad_client_secret' }, 500, 'bad_client_secret', 'does not know'],
  ['another address', { ok: false, error: 'bad_redirect_uri' }, 500, 'bad_redirect_uri', 'does not know'],
  ['a bad day at Slack', { ok: false, error: 'internal_error' }, 502, 'unreachable', 'did not answer'],
];

test.each(nothing)(
  '%s: nothing is kept, and the page says what to do',
  async (_name, says, status, why, words) => {
    slackSays = { ...agreed, ...says };
    const page = await install();
    expect(page.status).toBe(status);
    expect(page.text).toContain(words);
    expect(page.text).toContain('href="install"');
    expect(kept).toEqual([]);
    expect(log).toEqual([{ type: 'request_refused', route: '/slack/oauth_redirect', status, why }]);
  },
);

test('what cannot be kept is a fault of ours, and whoever installs is asked to start again', async () => {
  const away = new Error('no database');
  keep = () => Promise.reject(away);
  const page = await install();
  expect(page.status).toBe(500);
  expect(page.text).toContain('could not be saved');
  expect(log).toEqual([{ type: 'carrier_error', where: '/slack/oauth_redirect', error: away }]);
});
