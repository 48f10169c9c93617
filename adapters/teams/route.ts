/**
 * `POST /api/messages`, strict: a body of modest size, JSON, of Teams, with a good token, for a tenant of ours and from
 * a host that may have our token. Whoever is refused learns a status and nothing else.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from 'botbuilder';
import type { Log } from '../../src/log.ts';
import type { Authentication } from './authentication.ts';
import { BODY_BYTES } from './limits.ts';
import { isObject, parseJson, textAt } from './own.ts';
import { tenantOf } from './read.ts';

type Authenticated = Awaited<ReturnType<Authentication['demand']>>;

export type RouteOptions = {
  readonly authentication: Authentication;
  readonly tenantIds: readonly string[];
  readonly isAllowedService: (serviceUrl: string) => boolean;
  readonly log: Log;
  /** One activity of Teams; resolves with the status and body of the response. */
  readonly turn: (
    activity: Activity,
    authenticated: Authenticated,
  ) => Promise<{ status: number; body?: unknown }>;
};

/** Reads the request's stream itself, so nothing before it may parse the body. */
export function createRoute(
  options: RouteOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, options)
      .catch((error: unknown) => {
        options.log('error', { type: 'carrier_error', where: 'teams.route', error });
        return { status: 500 };
      })
      .then((result) => respond(response, result))
      .catch((error: unknown) => {
        options.log('warn', { type: 'carrier_error', where: 'teams.respond', error });
      });
  };
}

type Result = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

async function answer(request: IncomingMessage, options: RouteOptions): Promise<Result> {
  const refuse = (status: number, why: string, headers: Record<string, string> = {}): Result => {
    options.log('warn', { type: 'request_refused', route: 'POST /api/messages', status, why });
    return { status, headers };
  };
  if (request.method !== 'POST') return refuse(405, 'method', { allow: 'POST' });
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return refuse(415, 'not JSON');
  const header = request.headers.authorization ?? '';
  if (!/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(header)) return refuse(401, 'no bearer token');

  let text: string | undefined;
  try {
    text = await readBody(request);
  } catch {
    return refuse(400, 'body cut off');
  }
  if (text === undefined) return refuse(413, 'body too large', { connection: 'close' });
  const body = parseJson(text);
  if (!isObject(body)) return refuse(400, 'body is no JSON object');

  const serviceUrl = textAt(body, 'serviceUrl');
  if (serviceUrl === undefined || textAt(body, 'channelId') !== 'msteams')
    return refuse(401, 'not from Teams');
  if (textAt(body, 'type') === undefined) return refuse(401, 'no activity');
  const activity = body as Activity; // read with care everywhere: only what `own.ts` finds in it is used

  let authenticated: Authenticated;
  try {
    authenticated = await options.authentication.demand(activity, header);
  } catch {
    // The reason would tell a forger what to mend.
    return refuse(401, 'token refused');
  }
  const tenant = tenantOf(body);
  if (tenant === undefined || !options.tenantIds.includes(tenant)) return refuse(403, 'tenant not allowed');
  if (!options.isAllowedService(serviceUrl)) return refuse(403, 'service host not allowed');
  return options.turn(activity, authenticated);
}

/** The body as text; `undefined` as soon as it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array); // without an encoding set, a request streams bytes
    size += bytes.length;
    if (size > BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function respond(response: ServerResponse, result: Result): void {
  if (response.destroyed) return;
  const body = result.body === undefined ? '' : JSON.stringify(result.body);
  response.writeHead(result.status, {
    ...result.headers,
    ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
