/** Which platforms run, and how: from the configuration, or the pretend ones where nothing is configured. */

import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import { createTeamsAdapter } from '../../adapters/teams/adapter.ts';
import { workspaceKey as slackWorkspace } from '../../adapters/slack/address.ts';
import { whichWorkspace } from '../../adapters/slack/which-workspace.ts';
import type { Config } from '../config.ts';
import type { ChatPort, Clock, Ingress } from '../engine/ports.ts';
import type { WorkspaceKey } from '../engine/terms.ts';
import type { Log } from '../log.ts';
import { route } from './http.ts';
import type { Route } from './http.ts';
import type { PlaygroundHost } from './playground-host.ts';

export type Platform = {
  readonly port: ChatPort;
  /** Where the platform reaches us. */
  readonly route: Route;
  /** The workspaces that the configuration itself names. */
  readonly workspaces: () => Promise<readonly NamedWorkspace[]>;
  readonly stop: () => Promise<void>;
};

/** With the name that the platform has for it, where it says. */
export type NamedWorkspace = WorkspaceKey & { readonly name?: string | undefined };

type Parts = { readonly ingress: Ingress; readonly clock: Clock; readonly log: Log };

export function configuredPlatforms(config: Config, parts: Parts): readonly Platform[] {
  const platforms: Platform[] = [];
  const { overrides, slack, teams } = config;
  if (slack !== undefined && 'botToken' in slack.tokens) {
    const { slackApiUrl } = overrides;
    const { botToken } = slack.tokens;
    const adapter = createSlackAdapter({
      ...parts,
      signingSecret: slack.signingSecret,
      botToken,
      ...(slackApiUrl !== undefined && { apiUrl: slackApiUrl }),
    });
    platforms.push({
      port: adapter.port,
      route: route('POST', '/slack/events', adapter.handler),
      workspaces: async () => {
        const { teamId, name } = await whichWorkspace(botToken, slackApiUrl);
        return [{ ...slackWorkspace(teamId), name }];
      },
      stop: adapter.stop,
    });
  }
  if (teams !== undefined) {
    const adapter = createTeamsAdapter({
      ...parts,
      ...teams,
      openIdMetadataUrl: overrides.teamsOpenIdMetadataUrl,
      tokenIssuer: overrides.teamsTokenIssuer,
      loginUrl: overrides.teamsLoginUrl,
    });
    platforms.push({
      port: adapter.port,
      route: route('POST', '/api/messages', adapter.handler),
      workspaces: async () =>
        teams.tenantIds.map((externalId) => ({ platform: adapter.port.platform, externalId })),
      stop: adapter.stop,
    });
  }
  return platforms;
}

export function pretendPlatforms(host: PlaygroundHost, parts: Parts): readonly Platform[] {
  const { playground, credentials } = host;
  const slack = createSlackAdapter({
    ...parts,
    signingSecret: credentials.signingSecret,
    botToken: credentials.slackToken,
    apiUrl: playground.slackApiUrl,
  });
  const teams = createTeamsAdapter({
    ...parts,
    appId: credentials.teamsApp,
    appPassword: credentials.teamsPassword,
    appType: 'SingleTenant',
    tenantIds: [credentials.teamsTenant],
    openIdMetadataUrl: playground.teams.openIdMetadataUrl,
    tokenIssuer: playground.teams.tokenIssuer,
    loginUrl: playground.teams.loginUrl,
    firstServiceUrl: playground.teams.serviceUrl,
  });
  return [
    {
      port: slack.port,
      route: route('POST', '/slack/events', slack.handler),
      workspaces: async () => [slackWorkspace(credentials.slackTeam)],
      stop: slack.stop,
    },
    {
      port: teams.port,
      route: route('POST', '/api/messages', teams.handler),
      workspaces: async () => [{ platform: teams.port.platform, externalId: credentials.teamsTenant }],
      stop: teams.stop,
    },
  ];
}
