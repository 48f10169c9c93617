/** Which platforms run, and how: from the configuration, or the pretend ones where nothing is configured. */

import { createSlackAdapter } from '../../adapters/slack/adapter.ts';
import { createTeamsAdapter } from '../../adapters/teams/adapter.ts';
import { workspaceKey as slackWorkspace } from '../../adapters/slack/address.ts';
import type { Config } from '../config.ts';
import type { Alarm, ChatPort, Clock, Ingress } from '../engine/ports.ts';
import type { WorkspaceKey } from '../engine/terms.ts';
import type { Log } from '../log.ts';
import type { RapportStore } from '../store/store.ts';
import { route } from './http.ts';
import type { Route } from './http.ts';
import type { PlaygroundHost } from './playground-host.ts';
import { eventsPath } from './slack-paths.ts';
import { slackPlatform } from './slack-platform.ts';

export type Platform = {
  readonly port: ChatPort;
  /** Where the platform and its people's browsers reach us. */
  readonly routes: readonly Route[];
  /** The workspaces that the configuration itself names. */
  readonly workspaces: () => Promise<readonly NamedWorkspace[]>;
  readonly stop: () => Promise<void>;
};

/** With the name that the platform has for it, where it says. */
export type NamedWorkspace = WorkspaceKey & { readonly name?: string | undefined };

export type PlatformParts = {
  readonly ingress: Ingress;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: RapportStore;
  readonly alarm: Alarm;
  /** IANA name: the time of an organisation of which nothing else is known. */
  readonly zone: string;
  /** Where people's browsers reach us, without a slash at the end. */
  readonly publicUrl: string;
};

export function configuredPlatforms(config: Config, parts: PlatformParts): readonly Platform[] {
  const { overrides, slack, teams } = config;
  const platforms: Platform[] = [];
  if (slack !== undefined) platforms.push(slackPlatform(slack, overrides.slackApiUrl, parts));
  if (teams !== undefined) {
    const { ingress, clock, log, store } = parts;
    const adapter = createTeamsAdapter({
      ingress,
      clock,
      log,
      ...teams,
      // A process that only sends has heard nothing from Teams, and would know no conversation to read people from.
      channels: store.digestChannels,
      openIdMetadataUrl: overrides.teamsOpenIdMetadataUrl,
      tokenIssuer: overrides.teamsTokenIssuer,
      loginUrl: overrides.teamsLoginUrl,
    });
    platforms.push({
      port: adapter.port,
      routes: [route('POST', '/api/messages', adapter.handler)],
      workspaces: async () =>
        teams.tenantIds.map((externalId) => ({ platform: adapter.port.platform, externalId })),
      stop: adapter.stop,
    });
  }
  return platforms;
}

export function pretendPlatforms(host: PlaygroundHost, parts: PlatformParts): readonly Platform[] {
  const { playground, credentials } = host;
  const { ingress, clock, log, store } = parts;
  const slack = createSlackAdapter({
    ingress,
    clock,
    log,
    signingSecret: credentials.signingSecret,
    botToken: credentials.slackToken,
    apiUrl: playground.slackApiUrl,
  });
  const teams = createTeamsAdapter({
    ingress,
    clock,
    log,
    channels: store.digestChannels,
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
      routes: [route('POST', eventsPath, slack.handler)],
      workspaces: async () => [slackWorkspace(credentials.slackTeam)],
      stop: slack.stop,
    },
    {
      port: teams.port,
      routes: [route('POST', '/api/messages', teams.handler)],
      workspaces: async () => [{ platform: teams.port.platform, externalId: credentials.teamsTenant }],
      stop: teams.stop,
    },
  ];
}
