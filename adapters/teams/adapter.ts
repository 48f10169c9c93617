/** Microsoft Teams: the `ChatPort` towards it, and the one route through which it reaches us. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudAdapter, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { ChatPort, Clock, Ingress } from '../../src/engine/ports.ts';
import type { Address, Profile, WorkspaceKey } from '../../src/engine/terms.ts';
import { ConfigError, DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import {
  GLOBAL_SERVICE_URL,
  messageAddress,
  PLATFORM,
  readAddress,
  readMessageAddress,
  writeAddress,
  type TeamsAddress,
} from './address.ts';
import { FAILED, giveAnswer, logged, SLOW, type AnswerTools } from './answers.ts';
import { createAuthentication } from './authentication.ts';
import { createConnection, type Connection, type Place } from './connection.ts';
import { loopbackCredentials } from './credentials.ts';
import { fetchFile } from './fetch-file.ts';
import { FILE_HOSTS, isAllowedService, isLoopback, TEAMS_HOSTS } from './hosts.ts';
import { CALL_MS, INVOKE_MS } from './limits.ts';
import { createOnce } from './once.ts';
import { textAt } from './own.ts';
import { readActivity, type ReadEvent } from './read.ts';
import { answerBeside, renderMessage, type InvokeAnswer } from './render.ts';
import { createRoute } from './route.ts';
import { answerSearch } from './search.ts';
import { createSeen, type Seen } from './seen.ts';

export type TeamsOptions = {
  readonly appId: string;
  /** Not needed with `credentials`, nor for `UserAssignedMSI`. */
  readonly appPassword?: string | undefined;
  readonly appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  /** Tenants whose people may use the bot; at least one. The first is where the bot is registered. */
  readonly tenantIds: readonly string[];
  /** How the bot proves itself to the connector, in place of its password. */
  readonly credentials?: ServiceClientCredentialsFactory | undefined;
  readonly openIdMetadataUrl?: string | undefined;
  readonly tokenIssuer?: string | undefined;
  readonly loginUrl?: string | undefined;
  /** Hosts that may be given the bot's token; `*.` stands for any one below. */
  readonly serviceUrlHosts?: readonly string[] | undefined;
  /** Where people are reached who have not spoken yet. */
  readonly firstServiceUrl?: string | undefined;
  /** Channels known from elsewhere, whose teams' members are read by `people`. */
  readonly channels?: ((workspace: WorkspaceKey) => Promise<readonly Address[]>) | undefined;
  readonly ingress: Ingress;
  readonly clock: Clock;
  readonly log: Log;
  readonly callMs?: number | undefined;
  readonly invokeMs?: number | undefined;
};

export type TeamsAdapter = {
  readonly port: ChatPort;
  /** `POST /api/messages`. Reads the body itself: mount it before any body parser. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Waits for the turns that are under way. */
  readonly stop: () => Promise<void>;
};

export function createTeamsAdapter(options: TeamsOptions): TeamsAdapter {
  const { ingress, log } = options;
  const callMs = options.callMs ?? CALL_MS;
  const invokeMs = options.invokeMs ?? INVOKE_MS;
  const [homeTenant] = demandConfigured(options);

  const authentication = createAuthentication({
    appId: options.appId,
    appPassword: options.appPassword,
    appType: options.appType,
    appTenantId: homeTenant,
    credentials: options.credentials ?? standInCredentials(options, callMs),
    openIdMetadataUrl: options.openIdMetadataUrl,
    tokenIssuer: options.tokenIssuer,
    loginUrl: options.loginUrl,
  });
  // The pretend platform has keys on this machine; the real one never has, and then no loopback address is called.
  const pretend = isLoopback(options.openIdMetadataUrl ?? '');
  const isAllowed = (url: string): boolean =>
    isAllowedService(url, options.serviceUrlHosts ?? TEAMS_HOSTS, pretend);
  const connection = createConnection({
    appId: options.appId,
    framework: authentication.framework,
    isAllowed,
    timeoutMs: callMs,
  });
  const seen = createSeen();
  const tools: AnswerTools = {
    connection,
    log,
    whereIs: (person) => ({ ...seen.person(person.tenantId, person.aadObjectId ?? ''), ...person }),
  };
  const answeredOnce = createOnce<InvokeAnswer | undefined>(options.clock);
  const turns = new Turns(authentication.framework);
  const underWay = new Set<Promise<unknown>>();

  async function handleEvent(reading: ReadEvent): Promise<InvokeAnswer | undefined> {
    let hasHappened = false;
    try {
      return await answeredOnce(reading.event.id, async () => {
        const reply = await ingress.handle(reading.event);
        hasHappened = true;
        return giveAnswer(reading, reply, tools);
      });
    } catch (error) {
      // A copy that comes later is answered from what the engine kept, so the platform is told to send one, unless
      // that would fail just the same.
      if (hasHappened && !isHopeless(error)) throw error;
      if (hasHappened) return noted(error, log);
      const { type } = reading.event.deed;
      log('error', { type: 'turn_failed', organisationId: undefined, deed: type, error });
      if (reading.way === 'invoke') return answerBeside(FAILED);
      if (reading.way === 'message')
        await saySorry(reading, connection).catch((sorry: unknown) => noted(sorry, log));
      return undefined;
    }
  }

  async function invokeAnswer(activity: Activity): Promise<unknown> {
    const reading = readActivity(activity);
    switch (reading.read) {
      case 'nothing':
        return undefined;
      case 'search':
        return answerSearch(reading, ingress);
      case 'event': {
        seen.keep(reading.person, reading.place);
        const answer = handleEvent(reading);
        underWay.add(answer);
        const done = answer.finally(() => underWay.delete(answer));
        return reading.way === 'invoke' ? inTime(done, invokeMs) : done;
      }
      default:
        return reading satisfies never;
    }
  }

  const handler = createRoute({
    authentication,
    tenantIds: options.tenantIds,
    isAllowedService: isAllowed,
    log,
    turn: async (activity, authenticated) => {
      const isInvoke = activity.type === 'invoke';
      const response = await turns.take(authenticated, activity, async (context) => {
        const body = await invokeAnswer(context.activity);
        if (!isInvoke) return;
        const value: InvokeResponse = body === undefined ? { status: 501 } : { status: 200, body };
        await context.sendActivity({ type: 'invokeResponse', value });
      });
      return response === undefined ? { status: 200 } : { status: response.status, body: response.body };
    },
  });

  return {
    port: createPort(options, connection, seen, (url) => isAllowedService(url, FILE_HOSTS, pretend)),
    handler,
    stop: async () => {
      await Promise.allSettled(underWay);
    },
  };
}

/** The SDK's turn, for an activity that has been authenticated already. */
class Turns extends CloudAdapter {
  take(
    authenticated: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity, logic);
  }
}

function createPort(
  options: TeamsOptions,
  connection: Connection,
  seen: Seen,
  isFileAddress: (url: string) => boolean,
): ChatPort {
  const firstServiceUrl = options.firstServiceUrl ?? GLOBAL_SERVICE_URL;
  const whereIs = (workspace: WorkspaceKey, externalId: string): TeamsAddress =>
    seen.person(workspace.externalId, externalId) ?? {
      serviceUrl: firstServiceUrl,
      tenantId: workspace.externalId,
      aadObjectId: externalId,
    };
  return {
    platform: PLATFORM,
    capabilities: { files: 'link', home: false },
    send: async (to, { card }) => {
      const address = demandAddress(to);
      const place = await connection.open(address);
      const id = await connection.post(place, logged(renderMessage(card), 'send', options.log));
      const message = messageAddress(place.conversationId, id);
      return address.conversationId === undefined ? { message, address: writeAddress(place) } : { message };
    },
    update: async (to, message, card) => {
      const place = readMessageAddress(message);
      if (place === undefined) throw new DeliveryError('our-fault', { code: 'not_our_message' });
      await connection.replace(
        { ...demandAddress(to), conversationId: place.conversationId },
        place.activityId,
        logged(renderMessage(card), 'update', options.log),
      );
    },
    showHome: () => Promise.reject(new DeliveryError('our-fault', { code: 'no_home' })),
    addressOf: (workspace, externalId) => writeAddress(whereIs(workspace, externalId)),
    fetchFile: (_workspace, key, most) => fetchFile({ isFileAddress, fetch: globalThis.fetch }, key, most),
    profile: async (workspace, externalId) => {
      // Somebody who spoke in a channel may never have added the bot: then only the channel's roster knows them.
      const heardIn = seen.heardIn(workspace.externalId, externalId);
      const place = heardIn ?? (await connection.open(whereIs(workspace, externalId)));
      return toProfile(await connection.member(place, externalId), workspace, externalId);
    },
    people: (workspace) => readPeople(workspace, options, connection, seen),
  };
}

/** Everybody in the teams that the bot is known to be in, each person once. */
async function* readPeople(
  workspace: WorkspaceKey,
  options: TeamsOptions,
  connection: Connection,
  seen: Seen,
): AsyncIterable<readonly Profile[]> {
  const told = (await options.channels?.(workspace)) ?? [];
  const channels = [...told.map(readAddress), ...seen.teams(workspace.externalId)];
  const given = new Set<string>();
  const teams = new Set<string>();
  for (const channel of channels) {
    const team = channel?.teamId ?? channel?.conversationId;
    if (channel === undefined || team === undefined || teams.has(team)) continue;
    teams.add(team);
    for await (const page of membersOf({ ...channel, conversationId: team }, connection)) {
      const profiles = page.flatMap((member) => {
        const externalId = textAt(member, 'aadObjectId') ?? textAt(member, 'objectId');
        if (externalId === undefined || given.has(externalId)) return [];
        given.add(externalId);
        return [toProfile(member, workspace, externalId)];
      });
      yield profiles;
    }
  }
}

/** A team that the bot was removed from has nobody to show, and keeps no other team from being read. */
async function* membersOf(team: Place, connection: Connection): AsyncIterable<readonly unknown[]> {
  try {
    yield* connection.members(team);
  } catch (error) {
    if (!(error instanceof DeliveryError && ['gone', 'forbidden'].includes(error.failure))) throw error;
  }
}

/** Guests belong to another organisation: Teams says so by role, by tenant or in the name they sign in with. */
function toProfile(member: unknown, workspace: WorkspaceKey, externalId: string): Profile {
  const email = textAt(member, 'email');
  const signIn = textAt(member, 'userPrincipalName') ?? '';
  const tenant = textAt(member, 'tenantId');
  const full = [textAt(member, 'givenName'), textAt(member, 'surname')].filter(Boolean).join(' ');
  const isGuest =
    /^(guest|anonymous)$/i.test(textAt(member, 'userRole') ?? '') ||
    /#EXT#/i.test(signIn) ||
    (tenant !== undefined && tenant !== workspace.externalId);
  return {
    externalId,
    name: textAt(member, 'name') ?? (full === '' ? 'A colleague' : full),
    ...(email === undefined ? {} : { email }),
    ...(isGuest ? { outsider: true } : {}),
  };
}

/** There is nobody to be shown the answer, or nothing to show it in. */
function isHopeless(error: unknown): boolean {
  return error instanceof DeliveryError && ['gone', 'forbidden', 'our-fault'].includes(error.failure);
}

function noted(error: unknown, log: Log): undefined {
  const code = error instanceof DeliveryError ? error.code : 'unknown';
  log('warn', { type: 'answer_failed', platform: PLATFORM, what: 'message', code });
}

/** In front of others the sentence is no secret: it holds nothing of what was asked. */
async function saySorry(reading: ReadEvent, connection: Connection): Promise<void> {
  const isPrivate = reading.event.channel === undefined;
  await connection.post(isPrivate ? { ...reading.person, ...reading.place } : reading.place, {
    text: FAILED,
  });
}

function demandAddress(to: Address): TeamsAddress {
  const address = readAddress(to);
  if (address === undefined) throw new DeliveryError('our-fault', { code: 'not_our_address' });
  return address;
}

/** Without an app id the SDK would take anything from anybody, so half a configuration is none. */
function demandConfigured(options: TeamsOptions): readonly [string, ...string[]] {
  const problems: string[] = [];
  if (options.appId.trim() === '') problems.push('The Teams app id is missing.');
  const needsPassword = options.credentials === undefined && options.appType !== 'UserAssignedMSI';
  if (needsPassword && !options.appPassword) problems.push('The Teams app password is missing.');
  const [home, ...others] = options.tenantIds.filter((tenant) => tenant.trim() !== '');
  if (home === undefined) problems.push('No Teams tenant is allowed: name at least one.');
  if (home === undefined || problems.length > 0) throw new ConfigError(problems.join('\n'));
  return [home, ...others];
}

function standInCredentials(
  options: TeamsOptions,
  timeoutMs: number,
): ServiceClientCredentialsFactory | undefined {
  const { appId, appPassword, loginUrl } = options;
  if (loginUrl === undefined || appPassword === undefined || !isLoopback(loginUrl)) return undefined;
  return loopbackCredentials({
    appId,
    appPassword,
    loginUrl,
    scope: 'https://api.botframework.com',
    timeoutMs,
  });
}

/** Teams shows an error and sends again when an answer is late; the turn goes on and its result is kept. */
async function inTime(
  answer: Promise<InvokeAnswer | undefined>,
  limitMs: number,
): Promise<InvokeAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<InvokeAnswer>((resolve) => {
    timer = setTimeout(() => resolve(answerBeside(SLOW)), limitMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
