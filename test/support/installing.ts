/** Rapport as many workspaces install it, before a pretend Slack with two of them, and the way to install it. */

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { roster } from '../../adapters/playground/roster.ts';
import type { Roster } from '../../adapters/playground/roster.ts';
import { createSlack } from '../../adapters/playground/slack.ts';
import type { PretendSlack } from '../../adapters/playground/slack.ts';
import type { PretendWorkspace } from '../../adapters/playground/slack-team.ts';
import { startRapport } from '../../src/app/rapport.ts';
import { readConfig } from '../../src/config.ts';
import type { LogEvent } from '../../src/log.ts';
import { newKey } from '../../src/store/keys.ts';
import { openBrowser } from './cookie-browser.ts';
import type { Browser, Page } from './cookie-browser.ts';
import { createTestDatabase } from './postgres.ts';

export type InstallingSite = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly slack: PretendSlack;
  readonly first: PretendWorkspace;
  readonly second: PretendWorkspace;
  readonly log: readonly LogEvent[];
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

export const secrets = {
  signing: 'f00dfeed'.repeat(4),
  clientId: '1234567890.0987654321',
  client: 'c11e47'.repeat(5),
  state: 'only-this-server-signs-with-it',
};

/** People of another hospital than the roster's; one of them has a namesake there. */
const elsewhere: Roster = {
  people: [
    {
      id: 'oona',
      name: 'Dr Oona Farrelly',
      givenName: 'Oona',
      familyName: 'Farrelly',
      platform: 'slack',
      role: 'mentee',
      email: 'oona.farrelly@eastmere.test',
      zone: 'Europe/Dublin',
      userId: 'U0OONA0000',
    },
    {
      id: 'helen',
      name: 'Helen Whitcombe',
      givenName: 'Helen',
      familyName: 'Whitcombe',
      platform: 'slack',
      role: 'coordinator',
      email: 'helen.whitcombe@eastmere.test',
      zone: 'Europe/London',
      userId: 'U0HELENEAST',
    },
  ],
  channels: [],
};

export async function startInstalling(): Promise<InstallingSite> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const database = await createTestDatabase();
  const slack = await createSlack({
    appUrl: () => url,
    signingSecret: secrets.signing,
    teamId: 'T0MEADOW',
    roster,
    now: () => new Date(),
    changed: () => {},
    version: () => 0,
    app: {
      clientId: secrets.clientId,
      clientSecret: secrets.client,
      redirectUrls: [`${url}/slack/oauth_redirect`],
    },
  });
  const second = slack.addWorkspace({
    teamId: 'T0EASTMERE',
    teamName: 'Eastmere <Trust>',
    roster: elsewhere,
  });
  const log: LogEvent[] = [];
  const env = {
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    RAPPORT_KEYS: newKey('k1'),
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: secrets.signing,
    SLACK_CLIENT_ID: secrets.clientId,
    SLACK_CLIENT_SECRET: secrets.client,
    SLACK_STATE_SECRET: secrets.state,
  };
  const rapport = await startRapport(readConfig(env), {
    log: (_, event) => void log.push(event),
    patience: { sweepEveryMs: 200 },
  });
  return {
    url,
    databaseUrl: database.url,
    slack,
    first: slack,
    second,
    log,
    env,
    stop: async () => {
      await rapport.stop();
      await slack.stop();
      await database.drop();
    },
  };
}

/** From our own address to Slack's consent page and a press there; gives the address that Slack sends the browser to. */
export async function consent(
  browser: Browser,
  site: Pick<InstallingSite, 'url'>,
  teamId: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<string> {
  const begun = await browser.get(`${site.url}/slack/install`);
  if (begun.location === undefined) throw new Error(`No way to Slack: ${begun.status} ${begun.text}`);
  const page = await browser.get(begun.location);
  const [, request] = /name="request" value="([^"]+)"/.exec(page.text) ?? [];
  if (request === undefined) throw new Error(`Slack asks nothing: ${page.text}`);
  const decided = await browser.post(new URL('/oauth/v2/authorize', begun.location).href, {
    request,
    team: teamId,
    decision,
  });
  if (decided.location === undefined) throw new Error(`No way back: ${decided.text}`);
  return decided.location;
}

/** The whole way, in a browser of its own. */
export async function install(site: InstallingSite, teamId: string): Promise<Page> {
  const browser = openBrowser();
  return browser.get(await consent(browser, site, teamId));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await new Promise((resolve) => server.close(resolve));
  return port;
}
