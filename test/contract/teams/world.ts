/** The real adapter behind a real HTTP server, between a connector and an engine that are ours. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTeamsAdapter, type TeamsAdapter, type TeamsOptions } from '../../../adapters/teams/adapter.ts';
import { tokenCredentials } from '../../../adapters/teams/credentials.ts';
import type { ChatEvent } from '../../../src/engine/event.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import type { LogEvent } from '../../../src/log.ts';
import type { PersonChoice } from '../../../src/ui/form.ts';
import { TENANT, type Activity, type Where } from './activities.ts';
import { startConnector, type ConnectorDouble } from './connector-double.ts';
import { APP_ID, startIssuer, type Issuer } from './issuer.ts';

export type Answered = {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly json: { type?: string; value?: unknown; statusCode?: number; [key: string]: unknown };
};

export type World = {
  readonly adapter: TeamsAdapter;
  readonly issuer: Issuer;
  readonly connector: ConnectorDouble;
  readonly where: Where;
  readonly url: string;
  readonly events: ChatEvent[];
  readonly logged: LogEvent[];
  readonly people: PersonChoice[];
  /** What the engine replies from now on. */
  reply: (event: ChatEvent) => Promise<Reply>;
  /** Sends an activity as Teams would. */
  readonly send: (activity: Activity, token?: string) => Promise<Answered>;
  readonly close: () => Promise<void>;
};

export async function startWorld(options: Partial<TeamsOptions> = {}): Promise<World> {
  const [issuer, connector] = await Promise.all([startIssuer(), startConnector()]);
  const events: ChatEvent[] = [];
  const logged: LogEvent[] = [];
  const people: PersonChoice[] = [];
  const adapter = createTeamsAdapter({
    appId: APP_ID,
    appType: 'SingleTenant',
    tenantIds: [TENANT],
    credentials: tokenCredentials(APP_ID, () => Promise.resolve('outbound-token')),
    openIdMetadataUrl: issuer.metadataUrl,
    tokenIssuer: issuer.issuer,
    firstServiceUrl: connector.url,
    clock: { now: () => new Date() },
    log: (_, event) => logged.push(event),
    ingress: {
      handle: async (event) => {
        events.push(event);
        return world.reply(event);
      },
      findPeople: (asker, typed, limit) =>
        Promise.resolve(
          asker.workspace.externalId === TENANT
            ? people.filter((person) => person.name.includes(typed)).slice(0, limit)
            : [],
        ),
    },
    ...options,
  });
  const server = createServer(adapter.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const world: World = {
    adapter,
    issuer,
    connector,
    where: { serviceUrl: connector.url },
    url,
    events,
    logged,
    people,
    reply: () => Promise.resolve({ reply: 'ack' }),
    send: async (activity, token) => {
      const good = issuer.token(issuer.claims(connector.url));
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? good}` },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        headers: response.headers,
        json: (text === '' ? {} : JSON.parse(text)) as Answered['json'],
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await adapter.stop();
      await Promise.all([issuer.close(), connector.close()]);
    },
  };
  return world;
}
