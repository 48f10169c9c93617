/** Workspaces install the app themselves: to Slack's consent page and back, through the SDK's own provider. */

import { InstallProvider } from '@slack/oauth';
import type { Installation } from '@slack/oauth';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../src/log.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import { workspaceKey } from './address.ts';
import { InstallRefused, NotKept, refusalFor } from './install-errors.ts';
import { showPage } from './install-page.ts';
import { silent, usualApiUrl } from './web.ts';

export type SlackInstallOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what goes to Slack and comes back with the browser, so that nobody can be made to finish what others began. */
  readonly stateSecret: string;
  readonly scopes: readonly string[];
  /** Our own address that Slack sends the browser back to, as the app's settings have it. */
  readonly redirectUrl: string;
  readonly apiUrl?: string;
  readonly log: Log;
  readonly fetch?: typeof globalThis.fetch;
  /** Keeps the token; when it rejects, whoever installs is asked to try again. */
  readonly onInstalled: (installed: Installed) => Promise<void>;
};

export type Installed = {
  readonly workspace: WorkspaceKey;
  /** As its people call it. */
  readonly name: string;
  readonly token: string;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type SlackInstall = {
  /** `GET /slack/install`: sends the browser to Slack's consent page. */
  readonly begin: Handler;
  /** `GET /slack/oauth_redirect`: where Slack sends it back to, with a code or with a refusal. */
  readonly finish: Handler;
};

/** How long somebody may think about it: Slack's code lives for as long. */
const stateSeconds = 600;
const callTimeoutMs = 10_000;

export function createSlackInstall(options: SlackInstallOptions): SlackInstall {
  const { log } = options;
  const apiUrl = options.apiUrl ?? usualApiUrl;
  const provider = new InstallProvider({
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    stateSecret: options.stateSecret,
    stateCookieExpirationSeconds: stateSeconds,
    directInstall: true,
    installUrlOptions: { scopes: [...options.scopes], redirectUri: options.redirectUrl },
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    installationStore: {
      storeInstallation: async (installation) => {
        await options.onInstalled(readInstallation(installation)).catch((cause: unknown) => {
          throw new NotKept('The token could not be kept', { cause });
        });
      },
      // Tokens are looked up by the adapter itself, workspace by workspace.
      fetchInstallation: () => Promise.reject(new Error('Not asked here')),
    },
    logger: silent, // its lines hold what Slack answered, tokens too
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 }, // a code is good for one call
      rejectRateLimitedCalls: true,
      timeout: callTimeoutMs,
      allowAbsoluteUrls: false,
      ...(options.fetch !== undefined && { fetch: options.fetch }),
    },
  });

  function refuse(response: ServerResponse, route: string, error: unknown): void {
    const refusal = refusalFor(error);
    const { status, why, title, says, fault } = refusal;
    if (fault === undefined) log('warn', { type: 'request_refused', route, status, why });
    else log('error', { type: 'carrier_error', where: route, error: fault });
    showPage(response, status, { title, says, link: { label: 'Start again', to: 'install' } });
  }

  return {
    begin: (request, response) => {
      response.setHeader('cache-control', 'no-store');
      provider
        .handleInstallPath(request, response)
        .catch((error: unknown) => refuse(response, '/slack/install', error));
    },
    finish: (request, response) => {
      const failed = (error: unknown): void => refuse(response, '/slack/oauth_redirect', error);
      provider
        .handleCallback(request, response, {
          failure: failed,
          success: ({ team, appId }) => {
            const open = new URL('https://slack.com/app_redirect');
            open.search = new URLSearchParams({ app: appId ?? '', team: team?.id ?? '' }).toString();
            showPage(response, 200, {
              title: `Rapport is installed in ${team?.name ?? 'your workspace'}`,
              says: 'In Slack, type /mentor. Whoever looks after the workspace types /mentor admin first, and sets up the first scheme.',
              link: { label: 'Open Slack', to: open.href },
            });
          },
        })
        .catch(failed);
    },
  };
}

/** Throws `InstallRefused` for an installation that would not work. */
function readInstallation({ team, bot, isEnterpriseInstall }: Installation): Installed {
  if (isEnterpriseInstall === true || team === undefined) throw new InstallRefused('whole-organisation');
  if (bot === undefined) throw new InstallRefused('no-bot');
  if (bot.refreshToken !== undefined) throw new InstallRefused('token-rotation');
  return { workspace: workspaceKey(team.id), name: team.name ?? team.id, token: bot.token };
}
