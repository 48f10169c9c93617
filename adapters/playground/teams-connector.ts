/** Teams' connector: the routes through which a bot sends, changes and deletes messages and asks who is there. */

import { withFault } from './fault.ts';
import type { Faults } from './fault.ts';
import type { Answer, Incoming } from './http.ts';
import { isObject, objectOf, objectsOf, parseJson, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Limiter, Window } from './rate.ts';
import { channelJson, findMember, memberJson, membersOf, pageOfMembers } from './teams-members.ts';
import { checkActivity } from './teams-rules.ts';
import {
  addTeamsMessage,
  findConversation,
  newActivityId,
  personalChat,
  replaceTeamsMessage,
} from './teams-tenant.ts';
import type { Conversation, TeamsTenant } from './teams-tenant.ts';

export type ConnectorCall = {
  readonly operation: Operation;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
};

export type Operation =
  | 'send'
  | 'reply'
  | 'update'
  | 'delete'
  | 'createConversation'
  | 'members'
  | 'pagedMembers'
  | 'member'
  | 'team';

export type Connector = {
  /** For paths below the service URL. */
  readonly handle: (incoming: Incoming, path: string) => Promise<Answer>;
  /** Every call that was carried out or refused, oldest first; for tests. */
  readonly calls: readonly ConnectorCall[];
};

type Request = { readonly incoming: Incoming; readonly body: JsonObject; readonly ids: readonly string[] };

type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: Operation;
  readonly run: (request: Request) => Answer;
};

export function createConnector(options: {
  tenant: TeamsTenant;
  botToken: string;
  serviceUrl: () => string;
  faults: Faults;
  limiter: Limiter;
  enforceRates: () => boolean;
}): Connector {
  const { tenant } = options;
  const calls: ConnectorCall[] = [];
  const inConversation =
    (run: (conversation: Conversation, request: Request) => Answer) =>
    (request: Request): Answer => {
      const conversation = findConversation(tenant, request.ids[0] ?? '');
      return conversation === undefined ? notFound('Conversation') : run(conversation, request);
    };
  const post = (conversation: Conversation, { body, ids }: Request): Answer => {
    const refusal = refusalOf(tenant, conversation, body);
    if (refusal !== undefined) return refusal;
    if (body['type'] === 'typing') return { status: 201, json: { id: newActivityId(tenant) } };
    return { status: 201, json: { id: keep(tenant, conversation, ids[0] ?? '', body) } };
  };

  const routes: readonly Route[] = [
    route('POST', '/v3/conversations', 'createConversation', ({ body }) =>
      createConversation(tenant, options.serviceUrl(), body),
    ),
    route('POST', '/v3/conversations/:id/activities', 'send', inConversation(post)),
    route('POST', '/v3/conversations/:id/activities/:id', 'reply', inConversation(post)),
    route(
      'PUT',
      '/v3/conversations/:id/activities/:id',
      'update',
      inConversation((conversation, { body, ids }) => {
        const id = ids[1] ?? '';
        const refusal = refusalOf(tenant, conversation, body) ?? notOwn(tenant, id);
        if (refusal !== undefined) return refusal;
        replaceTeamsMessage(tenant, id, (old) => ({ ...old, activity: body, shown: {} }));
        return { status: 200, json: { id } };
      }),
    ),
    route(
      'DELETE',
      '/v3/conversations/:id/activities/:id',
      'delete',
      inConversation((_, { ids }) => {
        const id = ids[1] ?? '';
        const refusal = notOwn(tenant, id);
        if (refusal !== undefined) return refusal;
        replaceTeamsMessage(tenant, id, () => undefined);
        return { status: 200 };
      }),
    ),
    route(
      'GET',
      '/v3/conversations/:id/members',
      'members',
      inConversation((conversation) => ({
        status: 200,
        json: membersOf(tenant, conversation).map((person) => memberJson(tenant, person)),
      })),
    ),
    route(
      'GET',
      '/v3/conversations/:id/pagedmembers',
      'pagedMembers',
      inConversation((conversation, { incoming }) => ({
        status: 200,
        json: pageOfMembers(tenant, conversation, incoming.query),
      })),
    ),
    route(
      'GET',
      '/v3/conversations/:id/members/:id',
      'member',
      inConversation((conversation, { ids }) => {
        const person = findMember(tenant, conversation, ids[1] ?? '');
        return person === undefined
          ? notFound('MemberNotFoundInConversation')
          : { status: 200, json: memberJson(tenant, person) };
      }),
    ),
    route('GET', '/v3/teams/:id', 'team', ({ ids }) =>
      ids[0] === tenant.teamId
        ? { status: 200, json: { id: tenant.teamId, name: tenant.teamName } }
        : notFound('Team'),
    ),
    route('GET', '/v3/teams/:id/conversations', 'team', ({ ids }) =>
      ids[0] === tenant.teamId
        ? { status: 200, json: { conversations: tenant.channels.map(channelJson) } }
        : notFound('Team'),
    ),
  ];

  return {
    calls,
    handle: async (incoming, path) => {
      const found = match(routes, incoming.method, path);
      if (found === undefined) return { status: 404, json: errorBody('ServiceError', 'No such route') };
      if (incoming.headers.authorization !== `Bearer ${options.botToken}`) {
        return { status: 401, json: { message: 'Authorization has been denied for this request.' } };
      }
      const { operation } = found.route;
      const body = parseJson(incoming.body.toString('utf8'));
      const run = (): Answer => {
        const wait = options.enforceRates() ? waitFor(options.limiter, operation, found.ids[0] ?? '') : 0;
        const answer =
          wait > 0 ? refuse(429, wait) : found.route.run({ incoming, body: objectOf(body), ids: found.ids });
        calls.push({ operation, path, body, status: typeof answer === 'object' ? answer.status : 0 });
        return answer;
      };
      return withFault(options.faults.take(operation), run, refuse);
    },
  };
}

/** Rates of one bot in one conversation: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const SENDING: readonly Window[] = [
  { calls: 7, seconds: 1 },
  { calls: 8, seconds: 2 },
  { calls: 60, seconds: 30 },
  { calls: 1800, seconds: 3600 },
];
const MEMBERS: readonly Window[] = [
  { calls: 14, seconds: 1 },
  { calls: 16, seconds: 2 },
  { calls: 120, seconds: 30 },
  { calls: 3600, seconds: 3600 },
];

function waitFor(limiter: Limiter, operation: Operation, conversationId: string): number {
  const asks = operation === 'members' || operation === 'pagedMembers' || operation === 'member';
  return limiter.take(`${asks ? 'ask' : 'send'}:${conversationId}`, asks ? MEMBERS : SENDING);
}

/** Opens the private chat with one member, by Teams id or directory id; or begins a thread in a channel. */
function createConversation(tenant: TeamsTenant, serviceUrl: string, body: JsonObject): Answer {
  const channelId = textOf(objectOf(objectOf(body['channelData'])['channel'])['id']);
  if (channelId !== '') {
    const conversation = findConversation(tenant, channelId);
    if (conversation?.kind !== 'channel') return notFound('Conversation');
    const activity = objectOf(body['activity']);
    const refusal = refusalOf(tenant, conversation, activity);
    if (refusal !== undefined) return refusal;
    const id = keep(tenant, conversation, channelId, activity);
    return { status: 201, json: { id: `${channelId};messageid=${id}`, activityId: id, serviceUrl } };
  }
  const members = objectsOf(body['members']);
  if (body['isGroup'] === true || members.length !== 1) {
    return {
      status: 400,
      json: errorBody('BadSyntax', 'Bots can only create chats with exactly one member'),
    };
  }
  const tenantId =
    textOf(body['tenantId']) || textOf(objectOf(objectOf(body['channelData'])['tenant'])['id']);
  if (tenantId !== tenant.tenantId) return { status: 400, json: errorBody('BadSyntax', 'Unknown tenant') };
  const wanted = textOf(members[0]?.['id']);
  const person = tenant.people.find((one) => one.userId === wanted || one.aadObjectId === wanted);
  if (person === undefined) return notFound('User');
  const refusal = refusalOf(tenant, { kind: 'personal', person }, undefined);
  if (refusal !== undefined) return refusal;
  const id = personalChat(person);
  if (!isObject(body['activity'])) return { status: 201, json: { id, serviceUrl } };
  const bad = refusalOf(tenant, { kind: 'personal', person }, body['activity']);
  if (bad !== undefined) return bad;
  const activityId = keep(tenant, { kind: 'personal', person }, id, body['activity']);
  return { status: 201, json: { id, activityId, serviceUrl } };
}

function keep(tenant: TeamsTenant, conversation: Conversation, id: string, activity: JsonObject): string {
  const activityId = newActivityId(tenant);
  // What is posted to a channel itself begins a thread of its own.
  const where =
    conversation.kind === 'channel' && conversation.thread === undefined
      ? `${id};messageid=${activityId}`
      : id;
  return addTeamsMessage(tenant, where, tenant.botId, activity, activityId).id;
}

/** Why nothing may be written here, or not this. */
function refusalOf(
  tenant: TeamsTenant,
  conversation: Conversation,
  activity: JsonObject | undefined,
): Answer | undefined {
  if (conversation.kind === 'team') return notFound('Conversation');
  if (conversation.kind === 'personal') {
    if (tenant.blocked.has(conversation.person.userId)) return forbidden('MessageWritesBlocked');
    if (tenant.removed.has(conversation.person.userId)) return forbidden('BotNotInConversationRoster');
  }
  const fault = activity === undefined ? undefined : checkActivity(activity, conversation.kind);
  return fault === undefined
    ? undefined
    : { status: fault.status, json: errorBody(fault.code, fault.message) };
}

function notOwn(tenant: TeamsTenant, id: string): Answer | undefined {
  const message = tenant.state.messages.find((one) => one.id === id);
  if (message === undefined) return notFound('ActivityNotFoundInConversation');
  return message.author === tenant.botId ? undefined : forbidden('MessageNotOwnedByBot');
}

/** Real Teams puts the reason into JSON inside the message. */
function forbidden(subCode: string): Answer {
  const inner = JSON.stringify({ subCode, details: 'The bot may not write here.', errorCode: null });
  return { status: 403, json: { errorCode: 209, message: inner } };
}

function notFound(what: string): Answer {
  const code = what.endsWith('InConversation') ? what : `${what}NotFound`;
  return { status: 404, json: errorBody(code, `${what} not found.`) };
}

function errorBody(code: string, message: string): JsonObject {
  return { error: { code, message } };
}

function refuse(status: number, retryAfterSeconds?: number): Answer {
  if (status === 429) {
    return {
      status,
      json: errorBody('TooManyRequests', 'Too many requests'),
      headers: { 'retry-after': String(retryAfterSeconds ?? 1) },
    };
  }
  if (status === 403) return forbidden('MessageWritesBlocked');
  if (status === 412)
    return { status, json: errorBody('PreconditionFailed', 'Conflict while the service was busy') };
  return { status, json: errorBody('ServiceError', 'The service failed') };
}

function route(method: string, path: string, operation: Operation, run: Route['run']): Route {
  return { method, path: new RegExp(`^${path.replaceAll(':id', '([^/]+)')}$`), operation, run };
}

function match(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; ids: readonly string[] } | undefined {
  for (const one of routes) {
    const found = one.method === method ? one.path.exec(path) : null;
    if (found !== null) return { route: one, ids: found.slice(1).map((id) => decodeURIComponent(id)) };
  }
  return undefined;
}
