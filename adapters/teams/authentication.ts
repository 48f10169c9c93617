/** Who may speak to us in the name of Teams: a token of the Bot Connector, for this bot, signed and in force. */

import type { Activity } from 'botbuilder';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import { isLoopback } from './hosts.ts';

/** Nothing of the outside decides how long we wait for its keys. */
const KEYS_MS = 10_000;

export type AuthenticationOptions = {
  readonly appId: string;
  readonly appPassword: string | undefined;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  readonly appTenantId: string;
  readonly credentials: ServiceClientCredentialsFactory | undefined;
  readonly openIdMetadataUrl: string | undefined;
  readonly tokenIssuer: string | undefined;
  readonly loginUrl: string | undefined;
};

type Authenticated = Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>;

export type Authentication = {
  readonly framework: BotFrameworkAuthentication;
  /** Resolves for a request of Teams to this bot; throws for any other. */
  readonly demand: (activity: Activity, header: string) => Promise<Authenticated>;
};

export function createAuthentication(options: AuthenticationOptions): Authentication {
  const issuer = options.tokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer;
  const metadataUrl = options.openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;
  // Naming any of these keys drops the SDK's defaults for all the others, so every one is named.
  const framework = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: options.appId,
      MicrosoftAppPassword: options.appPassword ?? '',
      MicrosoftAppType: options.appType,
      MicrosoftAppTenantId: options.appTenantId,
      ValidateAuthority: !isLoopback(options.loginUrl ?? ''),
      ToChannelFromBotLoginUrl: options.loginUrl ?? AuthenticationConstants.ToChannelFromBotLoginUrl,
      ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: AuthenticationConstants.OAuthUrl,
      CallerId: 'urn:botframework:azure',
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    },
    options.credentials,
  );

  // The SDK alone is not strict enough. It takes tokens that the bot itself was given for the connector (meant for the
  // Emulator) as coming from Teams, keeps a list of every tenant that an unsigned token names, and lets a token without
  // an end through. So the signature, issuer, audience and times are checked here first; the SDK then checks again.
  const channelTokens = new JwtTokenExtractor(
    { issuer: [issuer], audience: options.appId, clockTolerance: 5 * 60, ignoreExpiration: false },
    metadataUrl,
    ['RS256'],
  );
  return {
    framework,
    demand: async (activity, header) => {
      const identity = await inTime(channelTokens.getIdentityFromAuthHeader(header, 'msteams', []));
      if (identity === null) throw new Error('no token of the channel');
      if (identity.getClaimValue('exp') === null) throw new Error('a token without an end');
      return inTime(framework.authenticateRequest(activity, header));
    },
  };
}

/** The SDK fetches signing keys without a limit. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the signing keys did not come in time')), KEYS_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
