/** Slack as it is configured: one workspace with a token of its own, or any number that install the app themselves. */

import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import { workspaceKey } from '../../adapters/slack/address.ts';
import { createSlackInstall } from '../../adapters/slack/install.ts';
import type { Installed } from '../../adapters/slack/install.ts';
import { whichWorkspace } from '../../adapters/slack/which-workspace.ts';
import type { SlackConfig } from '../config.ts';
import { readDirectory } from '../engine/directory.ts';
import type { WorkspaceKey } from '../engine/terms.ts';
import { slackScopes } from './commands/manifest-slack.ts';
import { route } from './http.ts';
import type { Platform, PlatformParts } from './platforms.ts';
import { eventsPath, installPath, redirectPath } from './slack-paths.ts';

/** `apiUrl`: where the Web API is, if not at its usual place. */
export function slackPlatform(
  { signingSecret, tokens }: SlackConfig,
  apiUrl: string | undefined,
  parts: PlatformParts,
): Platform {
  const where = apiUrl === undefined ? {} : { apiUrl };
  return 'botToken' in tokens
    ? oneWorkspace(signingSecret, tokens.botToken, where, parts)
    : manyWorkspaces(signingSecret, tokens, where, parts);
}

type Where = { readonly apiUrl?: string };
type Install = Extract<SlackConfig['tokens'], { clientId: string }>;

function oneWorkspace(
  signingSecret: string,
  botToken: string,
  where: Where,
  { ingress, clock, log }: PlatformParts,
): Platform {
  const adapter = createSlackAdapter({ ingress, clock, log, signingSecret, botToken, ...where });
  return {
    port: adapter.port,
    routes: [route('POST', eventsPath, adapter.handler)],
    workspaces: async () => {
      const { teamId, name } = await whichWorkspace(botToken, where.apiUrl);
      return [{ ...workspaceKey(teamId), name }];
    },
    stop: adapter.stop,
  };
}

/** Each workspace that installs the app becomes an organisation of its own, unless one has it already. */
function manyWorkspaces(
  signingSecret: string,
  tokens: Install,
  where: Where,
  { ingress, clock, log, store, alarm, zone, publicUrl }: PlatformParts,
): Platform {
  const underWay = new Set<Promise<void>>();
  const adapter = createSlackAdapter({
    ingress,
    clock,
    log,
    signingSecret,
    authorise: store.findToken,
    onUninstalled: async (workspace) => {
      const organisationId = await store.forgetToken(workspace);
      if (organisationId !== undefined)
        log('info', { type: 'workspace_removed', organisationId, platform: workspace.platform });
    },
    ...where,
  });

  async function keep({ workspace, name, token }: Installed): Promise<void> {
    const organisationId = await store.keepInstallation({ workspace, name, zone, token }, clock.now());
    const { platform } = workspace;
    log('info', { type: 'workspace_installed', organisationId, platform });
    await alarm.nudge(organisationId, { outbox: [platform], timers: false });
    meet(organisationId, workspace);
  }

  /** Whoever installs does not wait until everybody is known; what fails here is made up for at the next round. */
  function meet(organisationId: string, workspace: WorkspaceKey): void {
    const work = readDirectory({ store, log }, adapter.port, organisationId, workspace)
      .then(() => {})
      .catch((error: unknown) => log('warn', { type: 'carrier_error', where: 'directory', error }))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  const install = createSlackInstall({
    ...tokens,
    scopes: slackScopes(),
    redirectUrl: `${publicUrl}${redirectPath}`,
    log,
    onInstalled: keep,
    ...where,
  });
  return {
    port: adapter.port,
    routes: [
      route('POST', eventsPath, adapter.handler),
      route('GET', installPath, install.begin),
      route('GET', redirectPath, install.finish),
    ],
    workspaces: () => Promise.resolve([]),
    stop: async () => {
      await adapter.stop();
      await Promise.all(underWay);
    },
  };
}
