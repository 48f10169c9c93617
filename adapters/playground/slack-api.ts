/** Slack's Web API: one table from method to what it does, behind the token check, rates and ordered faults. */

import { withFault } from './fault.ts';
import type { Faults } from './fault.ts';
import type { Answer, Incoming } from './http.ts';
import { objectOf, parseJson, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Limiter, Window } from './rate.ts';
import { deleteMessage, postEphemeral, postMessage, updateMessage } from './slack-chat.ts';
import type { ResponseUrls } from './slack-chat.ts';
import {
  authTest,
  conversationsInfo,
  conversationsMembers,
  conversationsOpen,
  usersInfo,
  usersList,
  usersLookupByEmail,
} from './slack-directory.ts';
import { SlackError, slackError } from './slack-error.ts';
import type { Uploads } from './slack-files.ts';
import { inputValues } from './slack-fields.ts';
import { openView, publishHome, pushView, stackOf, updateView, viewJson } from './slack-views.ts';
import type { Triggers } from './slack-views.ts';
import { directWith } from './slack-workspace.ts';
import type { SlackView, SlackWorkspace } from './slack-workspace.ts';

export type SlackCall = {
  readonly method: string;
  readonly args: JsonObject;
  /** `ok`, or the error that was answered. */
  readonly result: string;
};

export type SlackApi = {
  readonly handle: (incoming: Incoming) => Promise<Answer>;
  /** Every call that was carried out or refused, oldest first; for tests. */
  readonly calls: readonly SlackCall[];
};

type Method = (args: JsonObject) => JsonObject;

export function createSlackApi(options: {
  workspace: SlackWorkspace;
  botToken: string;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  uploads: Uploads;
  faults: Faults;
  limiter: Limiter;
  enforceRates: () => boolean;
  /** A message of the bot's own was posted: Slack tells the app about that, too. */
  posted: (channel: string, ts: string) => void;
}): SlackApi {
  const { workspace, triggers, uploads, responseUrls } = options;
  const calls: SlackCall[] = [];
  const shown = (view: SlackView): JsonObject => ({ view: viewJson(workspace, view, inputValues(view)) });
  const methods: Readonly<Record<string, Method>> = {
    'api.test': (args) => ({ args }),
    'auth.test': () => authTest(workspace),
    'chat.postMessage': (args) => {
      const result = postMessage(workspace, args);
      options.posted(textOf(result['channel']), textOf(result['ts']));
      return result;
    },
    'chat.update': (args) => updateMessage(workspace, args),
    'chat.delete': (args) => deleteMessage(workspace, args),
    'chat.postEphemeral': (args) => postEphemeral(workspace, args),
    'conversations.open': (args) => conversationsOpen(workspace, args),
    'conversations.info': (args) => conversationsInfo(workspace, args),
    'conversations.members': (args) => conversationsMembers(workspace, args),
    'users.info': (args) => usersInfo(workspace, args),
    'users.list': (args) => usersList(workspace, args),
    'users.lookupByEmail': (args) => usersLookupByEmail(workspace, args),
    'views.open': (args) => {
      const { userId } = triggers.spend(args['trigger_id']);
      return shown(openView(workspace, userId, args['view']));
    },
    'views.push': (args) => {
      const { userId, viewId } = triggers.spend(args['trigger_id']);
      if (viewId === undefined || stackOf(workspace, userId).at(-1)?.id !== viewId)
        throw slackError('not_found');
      return shown(pushView(workspace, userId, args['view']));
    },
    'views.update': (args) => {
      const which = { viewId: args['view_id'], externalId: args['external_id'], hash: args['hash'] };
      return shown(updateView(workspace, which, args['view']));
    },
    'views.publish': (args) => {
      const userId = textOf(args['user_id']);
      directWith(workspace, userId);
      return shown(publishHome(workspace, userId, args['view'], args['hash']));
    },
    'files.getUploadURLExternal': (args) => uploads.getUrl(args),
    'files.completeUploadExternal': (args) => uploads.complete(args),
  };

  const callMethod = (method: string, incoming: Incoming): Answer => {
    const args = argumentsOf(incoming);
    try {
      checkToken(incoming, args, options.botToken, method);
      const run = methods[method];
      if (run === undefined) throw slackError('unknown_method');
      const wait = options.enforceRates() ? waitFor(options.limiter, method, args) : 0;
      if (wait > 0) return refuse(429, wait);
      const result = run(args);
      calls.push({ method, args, result: 'ok' });
      return { status: 200, json: { ok: true, ...result } };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      calls.push({ method, args, result: error.code });
      return { status: 200, json: errorJson(error) };
    }
  };

  return {
    calls,
    handle: (incoming) => {
      const [, area, ...rest] = incoming.path.split('/');
      const name = rest.join('/');
      if (incoming.method === 'POST' && area === 'response') {
        return withFault(
          options.faults.take('response_url'),
          () => useResponseUrl(responseUrls, name, incoming),
          refuse,
        );
      }
      if (incoming.method === 'POST' && area === 'upload') {
        return withFault(options.faults.take('upload'), () => receiveUpload(uploads, name, incoming), refuse);
      }
      if (area !== 'api' || name === '') return Promise.resolve({ status: 404, text: 'Not found' });
      return withFault(options.faults.take(name), () => callMethod(name, incoming), refuse);
    },
  };
}

/** Slack's rates for the methods that are used: https://docs.slack.dev/apis/web-api/rate-limits (2026-11-22). */
function waitFor(limiter: Limiter, method: string, args: JsonObject): number {
  if (method === 'chat.postMessage') {
    // "One per second, short bursts tolerated": three at once, then one a second.
    return limiter.take(`post:${textOf(args['channel'])}`, [{ calls: 3, seconds: 3 }]);
  }
  const perMinute = RATES[method];
  return perMinute === undefined
    ? 0
    : limiter.take(method, [{ calls: perMinute, seconds: 60 } satisfies Window]);
}

const RATES: Readonly<Record<string, number>> = {
  'users.list': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'conversations.open': 50,
  'conversations.info': 50,
  'users.lookupByEmail': 50,
  'chat.postEphemeral': 100,
  'conversations.members': 100,
  'users.info': 100,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
};

/** Form fields, or a JSON body; fields that hold JSON are read. */
function argumentsOf(incoming: Incoming): JsonObject {
  const text = incoming.body.toString('utf8');
  if ((incoming.headers['content-type'] ?? '').startsWith('application/json'))
    return objectOf(parseJson(text));
  const given = [...incoming.query, ...new URLSearchParams(text)];
  return Object.fromEntries(
    given.map(([key, value]) => [key, JSON_FIELDS.has(key) ? (parseJson(value) ?? value) : value]),
  );
}

const JSON_FIELDS = new Set(['blocks', 'attachments', 'metadata', 'view', 'files']);

function checkToken(incoming: Incoming, args: JsonObject, botToken: string, method: string): void {
  if (method === 'api.test') return;
  const header = incoming.headers.authorization ?? '';
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : textOf(args['token']);
  if (token === '') throw slackError('not_authed');
  if (token !== botToken) throw slackError('invalid_auth');
}

function useResponseUrl(responseUrls: ResponseUrls, token: string, incoming: Incoming): Answer {
  try {
    responseUrls.use(token, parseJson(incoming.body.toString('utf8')));
    return { status: 200, text: 'ok' };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: error.code.endsWith('_url') ? 404 : 400, json: errorJson(error) };
  }
}

/** The bytes come as they are, or as the one file of a multipart form, which is how the SDK sends them. */
async function receiveUpload(uploads: Uploads, name: string, incoming: Incoming): Promise<Answer> {
  const type = incoming.headers['content-type'] ?? '';
  const bytes = type.startsWith('multipart/form-data')
    ? await fileInForm(incoming.body, type)
    : incoming.body;
  const taken = uploads.receive(name.replace(/^v1\//, ''), bytes);
  return taken ? { status: 200, text: `OK - ${bytes.length}` } : { status: 404, text: 'Not found' };
}

async function fileInForm(body: Buffer, type: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

function errorJson(error: SlackError): JsonObject {
  if (error.problems.length === 0) return { ok: false, error: error.code };
  return {
    ok: false,
    error: error.code,
    errors: error.problems,
    response_metadata: { messages: error.problems.map((line) => `[ERROR] ${line}`) },
  };
}

function refuse(status: number, retryAfterSeconds?: number): Answer {
  if (status === 429) {
    return {
      status,
      json: { ok: false, error: 'ratelimited' },
      headers: { 'retry-after': String(retryAfterSeconds ?? 1) },
    };
  }
  return { status, json: { ok: false, error: 'internal_error' } };
}
