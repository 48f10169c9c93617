/** A small CloudAdapter app before the pretend Teams, with its checks on. */

import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { TurnContext } from 'botbuilder';
import type { Playground } from '../../../adapters/playground/server.ts';
import { TEAMS, textOf } from './world.ts';
import type { App } from './world.ts';

/** Signs every request with one token; the SDK asks for a class. */
class FixedToken extends ConfigurationServiceClientCredentialFactory {
  readonly #token: string;

  constructor(token: string) {
    super({
      MicrosoftAppId: TEAMS.appId,
      MicrosoftAppPassword: 'unused',
      MicrosoftAppTenantId: TEAMS.tenantId,
    });
    this.#token = token;
  }

  override createCredentials(): ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> {
    return Promise.resolve({
      signRequest: (request) => {
        request.headers.set('authorization', `Bearer ${this.#token}`);
        return Promise.resolve(request);
      },
    });
  }
}

/** `turn` handles every activity. */
export function teamsApp(playground: Playground, turn: (context: TurnContext) => Promise<void>): App {
  const adapter = cloudAdapter(playground);
  // The SDK's own would print every fault that a test wants.
  adapter.onTurnError = (_, error) => Promise.reject(error);
  return (req, res) => {
    void (async () => {
      const body: unknown = JSON.parse(await textOf(req));
      const response = {
        socket: undefined,
        status: (code: number) => {
          res.statusCode = code;
          return response;
        },
        header: (name: string, value: unknown) => {
          res.setHeader(name, String(value));
          return response;
        },
        send: (content: unknown) => {
          res.write(typeof content === 'string' ? content : JSON.stringify(content));
          return response;
        },
        end: () => {
          res.end();
          return response;
        },
      };
      const request = {
        body: body as Record<string, unknown>,
        headers: req.headers,
        method: req.method ?? 'POST',
      };
      await adapter.process(request, response, turn);
    })().catch(() => res.writeHead(500).end());
  };
}

export function cloudAdapter(playground: Playground): CloudAdapter {
  const { teams } = playground;
  return new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: TEAMS.appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: TEAMS.tenantId,
        ValidateAuthority: 'true',
        ToChannelFromBotLoginUrl: teams.loginUrl,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToBotFromChannelTokenIssuer: teams.tokenIssuer,
        OAuthUrl: 'https://token.botframework.com/',
        CallerId: 'urn:botframework:azure',
        ToBotFromChannelOpenIdMetadataUrl: teams.openIdMetadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: teams.openIdMetadataUrl,
      },
      new FixedToken(teams.botToken),
    ),
  );
}

/** The handler's own reading of activities, for apps that only want words. */
export function onWords(answer: (words: string) => string): (context: TurnContext) => Promise<void> {
  const handler = new ActivityHandler();
  handler.onMessage(async (context, next) => {
    await context.sendActivity(answer(context.activity.text ?? ''));
    await next();
  });
  return (context) => handler.run(context);
}
