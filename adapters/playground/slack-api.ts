/** Slack's Web API: whose token it is, what it may do, rates and ordered faults; then the workspace's own methods. */

import { withFault } from './fault.ts';
import type { Faults } from './fault.ts';
import type { Answer, Incoming } from './http.ts';
import { objectOf, parseJson, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Limiter, Window } from './rate.ts';
import { SlackError, slackError } from './slack-error.ts';
import type { Grants } from './slack-grants.ts';
import type { SlackOAuth } from './slack-oauth.ts';
import { lostPictures } from './slack-pictures.ts';
import { demandScope } from './slack-scopes.ts';
import type { SlackTeam } from './slack-team.ts';

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

export function createSlackApi(options: {
  teams: () => readonly SlackTeam[];
  grants: Grants;
  oauth: SlackOAuth;
  faults: Faults;
  limiter: Limiter;
  enforceRates: () => boolean;
}): SlackApi {
  const { grants, oauth, faults } = options;
  const calls: SlackCall[] = [];

  const carryOut = (
    method: string,
    incoming: Incoming,
    args: JsonObject,
    lost: readonly string[],
  ): Answer => {
    if (method === 'api.test') return done({ args });
    if (method === 'oauth.v2.access') return done(oauth.access(args, incoming.headers.authorization));
    const { teamId, scopes } = grants.find(tokenOf(incoming, args));
    const run = options.teams().find((team) => team.workspace.teamId === teamId)?.methods[method];
    if (run === undefined) throw slackError('unknown_method');
    demandScope(method, scopes);
    const wait = options.enforceRates() ? waitFor(options.limiter, teamId, method, args) : 0;
    if (wait > 0) return refuse(429, wait);
    if (lost.length > 0) throw slackError('invalid_blocks', lost);
    return done(run(args), { 'x-oauth-scopes': scopes.join(',') });
  };

  const callMethod = async (method: string, incoming: Incoming): Promise<Answer> => {
    const args = argumentsOf(incoming);
    const lost = await lostPictures(args);
    try {
      const answer = carryOut(method, incoming, args, lost);
      if (isDone(answer)) calls.push({ method, args, result: 'ok' });
      return answer;
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      calls.push({ method, args, result: error.code });
      return { status: 200, json: errorJson(error) };
    }
  };

  /** What a person has sent, for the app of that workspace; everybody else is taken to be a browser that must sign in. */
  const download = (name: string, incoming: Incoming): Answer => {
    const [, teamId, id = ''] = /^([^/-]+)-([^/]+)\/(?:download\/)?[^/]+$/.exec(name) ?? [];
    const team = options.teams().find(({ workspace }) => workspace.teamId === teamId);
    const bytes = team?.uploads.bytesOf(id);
    if (bytes === undefined) return { status: 404, text: 'Not found' };
    if (!mayRead(incoming, teamId)) return { status: 302, headers: { location: '/signin' } };
    return { status: 200, bytes, headers: { 'content-type': 'application/octet-stream' } };
  };

  /** In the header alone, as Slack has it: an address with a token in it would be kept in logs. */
  const mayRead = (incoming: Incoming, of: string | undefined): boolean => {
    try {
      const { teamId, scopes } = grants.find(tokenOf(incoming, {}));
      return teamId === of && scopes.includes('files:read');
    } catch (error) {
      if (error instanceof SlackError) return false;
      throw error;
    }
  };

  return {
    calls,
    handle: (incoming) => {
      const [, area, ...rest] = incoming.path.split('/');
      const name = rest.join('/');
      if (incoming.method === 'POST' && area === 'response') {
        const work = (): Promise<Answer> => useResponseUrl(options.teams(), name, incoming);
        return withFault(faults.take('response_url'), work, refuse);
      }
      if (incoming.method === 'POST' && area === 'upload') {
        const work = (): Promise<Answer> => receiveUpload(options.teams(), name, incoming);
        return withFault(faults.take('upload'), work, refuse);
      }
      if (incoming.method === 'GET' && area === 'files-pri')
        return withFault(faults.take('download'), () => download(name, incoming), refuse);
      if (incoming.method === 'GET' && area === 'signin') return Promise.resolve(signInPage);
      if (area === 'oauth' && name === 'v2/authorize') return Promise.resolve(oauth.page(incoming));
      if (area !== 'api' || name === '') return Promise.resolve({ status: 404, text: 'Not found' });
      return withFault(faults.take(name), () => callMethod(name, incoming), refuse);
    },
  };
}

const signInPage: Answer = {
  status: 200,
  text: '<!DOCTYPE html><title>Sign in to Slack</title>',
  headers: { 'content-type': 'text/html; charset=utf-8' },
};

function done(result: JsonObject, headers: Record<string, string> = {}): Answer {
  return { status: 200, json: { ok: true, ...result }, headers };
}

function isDone(answer: Answer): boolean {
  return typeof answer === 'object' && answer.status === 200;
}

/** Slack's rates for the methods that are used: https://docs.slack.dev/apis/web-api/rate-limits (2026-11-22). */
function waitFor(limiter: Limiter, teamId: string, method: string, args: JsonObject): number {
  if (method === 'chat.postMessage') {
    // "One per second, short bursts tolerated": three at once, then one a second.
    return limiter.take(`${teamId} post:${textOf(args['channel'])}`, [{ calls: 3, seconds: 3 }]);
  }
  const perMinute = RATES[method];
  return perMinute === undefined
    ? 0
    : limiter.take(`${teamId} ${method}`, [{ calls: perMinute, seconds: 60 } satisfies Window]);
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

function tokenOf(incoming: Incoming, args: JsonObject): string {
  const header = incoming.headers.authorization ?? '';
  const token = header.startsWith('Bearer ') ? header.slice('Bearer '.length) : textOf(args['token']);
  if (token === '') throw slackError('not_authed');
  return token;
}

/** Such an address begins with the workspace that it is for. */
async function useResponseUrl(
  teams: readonly SlackTeam[],
  token: string,
  incoming: Incoming,
): Promise<Answer> {
  try {
    const team = teams.find(({ workspace }) => token.startsWith(`${workspace.teamId}/`));
    if (team === undefined) throw slackError('expired_url');
    const body = parseJson(incoming.body.toString('utf8'));
    const lost = await lostPictures(objectOf(body));
    if (lost.length > 0) throw slackError('invalid_blocks', lost);
    team.responseUrls.use(token, body);
    return { status: 200, text: 'ok' };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return {
      status: error.code.endsWith('_url') || error.code === 'invalid_blocks' ? 404 : 400,
      json: errorJson(error),
    };
  }
}

/** The bytes come as they are, or as the one file of a multipart form, which is how the SDK sends them. */
async function receiveUpload(teams: readonly SlackTeam[], name: string, incoming: Incoming): Promise<Answer> {
  const type = incoming.headers['content-type'] ?? '';
  const bytes = type.startsWith('multipart/form-data')
    ? await fileInForm(incoming.body, type)
    : incoming.body;
  const [, teamId, id = ''] = /^v1\/([^/]+)\/([^/]+)$/.exec(name) ?? [];
  const taken = teams.find((team) => team.workspace.teamId === teamId)?.uploads.receive(id, bytes) ?? false;
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
