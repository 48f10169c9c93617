/** A strict pretend Teams: token issuer, sign-in and connector on loopback, its requests to the app, everybody's client. */

import { randomBytes } from 'node:crypto';
import { createFaults } from './fault.ts';
import type { Faults } from './fault.ts';
import { serve } from './http.ts';
import type { Answer, Incoming } from './http.ts';
import { isObject } from './json.ts';
import { createLimiter } from './rate.ts';
import type { Roster, RosterPerson } from './roster.ts';
import type { Client } from './client.ts';
import { installationActivities, teamInstallationActivities } from './teams-activities.ts';
import { createTeamsClient } from './teams-client.ts';
import { createConnector } from './teams-connector.ts';
import type { ConnectorCall } from './teams-connector.ts';
import { createDrive } from './teams-drive.ts';
import type { Drive } from './teams-drive.ts';
import { createTeamsDelivery, TEAMS_TIMING, wasTaken } from './teams-delivery.ts';
import type { TeamsDelivery, TeamsTiming } from './teams-delivery.ts';
import { createTenant, newActivityId, replaceTeamsMessage } from './teams-tenant.ts';
import type { TeamsState, TeamsTenant } from './teams-tenant.ts';
import { createTokenIssuer } from './token.ts';
import type { TokenIssuer } from './token.ts';

export type TeamsOptions = {
  readonly appUrl: () => string;
  readonly appId: string;
  readonly tenantId: string;
  /** What the app must sign in with; any word will do when absent. */
  readonly appPassword?: string;
  readonly roster: Roster;
  /** The playground's clock. */
  readonly now: () => Date;
  readonly changed: (personId: string) => void;
  readonly version: (personId: string) => number;
  readonly timing?: Partial<TeamsTiming>;
  readonly port?: number;
};

export type PretendTeams = {
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  /** The app signs in at `<loginUrl>/oauth2/v2.0/token`. */
  readonly loginUrl: string;
  readonly serviceUrl: string;
  /** What signing in gives; the connector takes no other. */
  readonly botToken: string;
  readonly port: number;
  readonly client: Client;
  readonly faults: Faults;
  readonly calls: readonly ConnectorCall[];
  readonly delivery: TeamsDelivery;
  readonly issuer: TokenIssuer;
  readonly tenant: TeamsTenant;
  readonly drive: Drive;
  /** Answer 429 where Teams would; off unless switched on. */
  readonly enforceRates: (on: boolean) => void;
  /** Tells the app that it was installed for the team and everybody in it, once in a tenant's life. */
  readonly install: () => Promise<void>;
  /** Takes the app away from one person, and tells it so. */
  readonly uninstall: (personId: string) => Promise<void>;
  /** The person loads Teams anew: cards that only an invoke's answer had put there are gone. */
  readonly reload: (personId: string) => void;
  /** Milliseconds since the app last asked for anything. */
  readonly quietFor: () => number;
  readonly restore: (state: unknown) => void;
  readonly stop: () => Promise<void>;
};

export async function createTeams(options: TeamsOptions): Promise<PretendTeams> {
  const personIds = new Map(options.roster.people.map((person) => [person.userId, person.id]));
  const tenant = createTenant({
    tenantId: options.tenantId,
    appId: options.appId,
    roster: options.roster,
    now: options.now,
    changed: (userId) => {
      const personId = personIds.get(userId);
      if (personId !== undefined) options.changed(personId);
    },
  });
  let enforcing = false;
  let origin = '';
  const issuer = await createTokenIssuer(() => `${origin}/issuer`);
  const botToken = randomBytes(24).toString('base64url');
  const faults = createFaults();
  const serviceUrl = (): string => `${origin}/uk/`;
  const connector = createConnector({
    tenant,
    botToken,
    serviceUrl,
    faults,
    limiter: createLimiter(),
    enforceRates: () => enforcing,
  });
  const delivery = createTeamsDelivery({
    url: () => new URL('/api/messages', options.appUrl()).href,
    issuer,
    appId: options.appId,
    newId: () => newActivityId(tenant),
    timing: { ...TEAMS_TIMING, ...options.timing },
  });
  const drive = createDrive(() => origin);
  const served = await serve((incoming) => {
    if (incoming.path.startsWith('/drive/')) return Promise.resolve(drive.answer(incoming));
    if (incoming.path.startsWith('/uk/'))
      return connector.handle(incoming, incoming.path.slice('/uk'.length));
    return Promise.resolve(answerSignIn(incoming, { ...options, origin, issuer, botToken }));
  }, options.port);
  origin = served.origin;

  const installTeam = once(async () => {
    const [someone] = tenant.people.filter((person) => person.role === 'coordinator');
    if (tenant.state.teamInstalled || someone === undefined) return;
    const activities = teamInstallationActivities(tenant, serviceUrl(), someone);
    const sent = await Promise.all(activities.map((activity) => delivery.message(activity)));
    tenant.state.teamInstalled = sent.every(wasTaken);
  });
  const installFor = once(async (person: RosterPerson) => {
    if (tenant.state.installed.includes(person.userId)) return;
    const activities = installationActivities(tenant, serviceUrl(), person, 'add');
    const sent = await Promise.all(activities.map((activity) => delivery.message(activity)));
    if (!sent.every(wasTaken)) return;
    tenant.removed.delete(person.userId);
    tenant.state.installed.push(person.userId);
    options.changed(person.id);
  });
  const install = async (person: RosterPerson): Promise<void> => {
    await installTeam('team');
    await installFor(person.userId, person);
  };
  const personNamed = (personId: string): RosterPerson => {
    const person = tenant.people.find((one) => one.id === personId);
    if (person === undefined) throw new Error(`Nobody in this tenant is called ${personId}.`);
    return person;
  };

  return {
    openIdMetadataUrl: `${origin}/issuer/.well-known/openidconfiguration`,
    tokenIssuer: `${origin}/issuer`,
    loginUrl: `${origin}/${options.tenantId}`,
    serviceUrl: serviceUrl(),
    botToken,
    port: served.port,
    client: createTeamsClient({ tenant, delivery, drive, serviceUrl, install, version: options.version }),
    drive,
    faults,
    calls: connector.calls,
    delivery,
    issuer,
    tenant,
    enforceRates: (on) => {
      enforcing = on;
    },
    install: async () => {
      for (const person of tenant.people) await install(person);
    },
    uninstall: async (personId) => {
      const person = personNamed(personId);
      tenant.removed.add(person.userId);
      tenant.state.installed = tenant.state.installed.filter((userId) => userId !== person.userId);
      for (const activity of installationActivities(tenant, serviceUrl(), person, 'remove')) {
        await delivery.message(activity);
      }
    },
    reload: (personId) => {
      const { userId } = personNamed(personId);
      for (const { id, shown } of tenant.state.messages) {
        if (shown[userId] === undefined) continue;
        const { [userId]: _, ...rest } = shown;
        replaceTeamsMessage(tenant, id, (old) => ({ ...old, shown: rest }));
      }
      options.changed(personId);
    },
    quietFor: served.quietFor,
    restore: (state) => {
      tenant.state = readState(state);
      for (const person of tenant.people) options.changed(person.id);
    },
    stop: async () => {
      delivery.stop();
      await served.stop();
    },
  };
}

/** Two acts at once share one installation; one that failed is tried again with the next act. */
function once<A extends unknown[]>(
  work: (...args: A) => Promise<void>,
): (key: string, ...args: A) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  return (key, ...args) => {
    const already = running.get(key);
    if (already !== undefined) return already;
    const started = work(...args).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}

/** The issuer's metadata and keys, and the client credentials grant. */
function answerSignIn(
  incoming: Incoming,
  own: {
    origin: string;
    appId: string;
    appPassword?: string;
    issuer: TokenIssuer;
    botToken: string;
  },
): Answer {
  if (incoming.path === '/issuer/.well-known/openidconfiguration') {
    const json = {
      issuer: `${own.origin}/issuer`,
      jwks_uri: `${own.origin}/issuer/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
    return { status: 200, json };
  }
  if (incoming.path === '/issuer/keys') return { status: 200, json: own.issuer.keys() };
  if (incoming.method === 'POST' && incoming.path.endsWith('/oauth2/v2.0/token')) {
    const form = new URLSearchParams(incoming.body.toString('utf8'));
    const secret = form.get('client_secret') ?? '';
    const rightApp =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === own.appId &&
      form.get('scope') === 'https://api.botframework.com/.default';
    const rightSecret = own.appPassword === undefined ? secret !== '' : secret === own.appPassword;
    if (!rightApp || !rightSecret) {
      const json = {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret provided.',
      };
      return { status: 401, json };
    }
    return { status: 200, json: { token_type: 'Bearer', expires_in: 3599, access_token: own.botToken } };
  }
  return { status: 404, text: 'Not found' };
}

/** A snapshot is only ever this program's own; a foreign or older one is refused rather than half read. */
function readState(state: unknown): TeamsState {
  const whole =
    isObject(state) &&
    typeof state['lastId'] === 'number' &&
    typeof state['teamInstalled'] === 'boolean' &&
    Array.isArray(state['messages']) &&
    Array.isArray(state['installed']);
  if (!whole)
    throw new Error('This is not a snapshot of the pretend Teams. Delete the file to start afresh.');
  return structuredClone(state) as unknown as TeamsState; // its shape was just checked; its parts were written by us
}
