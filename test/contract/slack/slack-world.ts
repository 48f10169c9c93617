/** The real adapter, with real Bolt and real signatures, between a small Web API of our own and an engine that is told what to reply. */

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter } from '../../../adapters/slack/adapter.ts';
import type { SlackAdapter, SlackOptions } from '../../../adapters/slack/adapter.ts';
import type { LogEvent } from '../../../src/log.ts';
import type { ChatEvent } from '../../../src/engine/event.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import type { PersonChoice } from '../../../src/ui/form.ts';

export const signingSecret = '0123456789abcdef0123456789abcdef';
export const startedAt = new Date('2026-11-30T09:00:00Z');

export type Call = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };
export type Answer = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: object;
};
/** `drop`: the connection breaks. `hang`: no answer ever. */
export type Behaviour = Answer | 'drop' | 'hang';

export type World = {
  readonly adapter: SlackAdapter;
  /** Every call to the Web API, to response addresses and to upload addresses, oldest first. */
  readonly calls: readonly Call[];
  readonly callsTo: (path: string) => readonly Call[];
  /** How the Web API answers a path from now on. */
  readonly on: (path: string, behave: (call: Call) => Behaviour) => void;
  readonly events: readonly ChatEvent[];
  readonly log: readonly LogEvent[];
  /** What the engine does with events from now on. */
  readonly engine: (handle: (event: ChatEvent) => Reply | Promise<Reply>) => void;
  readonly people: (find: (typed: string, limit: number) => readonly PersonChoice[]) => void;
  /** Sends bytes as Slack does, signed unless `headers` say otherwise. */
  readonly post: (
    body: string,
    type: string,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<Got>;
  readonly form: (fields: Readonly<Record<string, unknown>>) => Promise<Got>;
  /** A press, a form and the like: JSON in a form's `payload`. */
  readonly interact: (payload: unknown) => Promise<Got>;
  readonly event: (payload: unknown, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly setClock: (at: Date) => void;
  /** An address that Slack would give to answer at. */
  readonly responseUrl: string;
  readonly close: () => Promise<void>;
};

export type Got = {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
};

export const formType = 'application/x-www-form-urlencoded';

export function sign(body: string, at: Date | number, secret = signingSecret): Record<string, string> {
  const seconds = typeof at === 'number' ? at : Math.floor(at.getTime() / 1000);
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': `${seconds}`, 'x-slack-signature': `v0=${signature}` };
}

type Extra = Partial<Pick<SlackOptions, 'patienceMs' | 'callTimeoutMs' | 'onUninstalled'>> & {
  readonly authorise?: Extract<SlackOptions, { authorise: unknown }>['authorise'];
};

export async function createWorld(extra: Extra = {}): Promise<World> {
  const calls: Call[] = [];
  const events: ChatEvent[] = [];
  const log: LogEvent[] = [];
  const behaviours = new Map<string, (call: Call) => Behaviour>();
  let handle: Parameters<World['engine']>[0] = acknowledge;
  let findPeople: Parameters<World['people']>[0] = findNobody;
  let now = startedAt;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const call = { path: (request.url ?? '').replace(/^\/api\//, ''), body: readCall(request, text) };
    calls.push(call);
    const behave = behaviours.get(call.path)?.(call) ?? usual(call.path, slack.origin);
    if (behave === 'hang') return;
    if (behave === 'drop') {
      request.socket.destroy();
      return;
    }
    response.writeHead(behave.status ?? 200, { 'content-type': 'application/json', ...behave.headers });
    response.end(JSON.stringify(behave.json ?? { ok: true }));
  }
  const slack = await listen((request, response) => void serve(request, response));
  const { authorise, ...rest } = extra;
  const adapter = createSlackAdapter({
    signingSecret,
    ...(authorise === undefined ? { botToken: 'xoxb-example' } : { authorise }),
    apiUrl: `${slack.origin}/api/`,
    ingress: {
      handle: async (event) => {
        events.push(event);
        return handle(event);
      },
      findPeople: (_asker, typed, limit) => Promise.resolve(findPeople(typed, limit)),
    },
    clock: { now: () => now },
    log: (_level, event) => log.push(event),
    ...rest,
  });
  const app = await listen(adapter.handler);

  const post: World['post'] = async (body, type, headers = {}) => {
    const all = { 'content-type': type, ...sign(body, now), ...headers };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const response = await fetch(`${app.origin}/slack/events`, { method: 'POST', headers: given, body });
    const text = await response.text();
    return {
      status: response.status,
      text,
      json: text.startsWith('{') ? (JSON.parse(text) as Got['json']) : {},
    };
  };
  return {
    adapter,
    calls,
    callsTo: (path) => calls.filter((call) => call.path === path),
    on: (path, behave) => behaviours.set(path, behave),
    events,
    log,
    engine: (next) => {
      handle = next;
    },
    people: (find) => {
      findPeople = find;
    },
    post,
    form: (fields) => {
      const text = Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]);
      return post(new URLSearchParams(text).toString(), formType);
    },
    interact: (payload) =>
      post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), formType),
    event: (payload, headers) => post(JSON.stringify(payload), 'application/json', headers),
    setClock: (at) => {
      now = at;
    },
    responseUrl: `${slack.origin}/response/1`,
    close: async () => {
      await app.close();
      await adapter.stop();
      await slack.close();
    },
  };
}

/** A promise that the test settles. */
export function held<T>(): { promise: Promise<T>; give: (value: T) => void; fail: (error: Error) => void } {
  let settle: [(value: T) => void, (error: Error) => void] | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = [resolve, reject];
  });
  return { promise, give: (value) => settle?.[0](value), fail: (error) => settle?.[1](error) };
}

/** Waits for what the adapter does after it has answered Slack. */
export async function eventually(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function acknowledge(): Reply {
  return { reply: 'ack' };
}

function findNobody(): readonly PersonChoice[] {
  return [];
}

function usual(path: string, origin: string): Answer {
  switch (path) {
    case 'conversations.open':
      return { json: { ok: true, channel: { id: 'D0OPENED01' } } };
    case 'chat.postMessage':
      return { json: { ok: true, ts: '1764500100.000100' } };
    case 'files.getUploadURLExternal':
      return { json: { ok: true, upload_url: `${origin}/upload/1`, file_id: 'F0EXAMPLE1' } };
    default:
      return {};
  }
}

/** The arguments of a call; blocks, views and files arrive as JSON inside the form. */
function readCall(request: IncomingMessage, text: string): Readonly<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return JSON.parse(text) as Record<string, unknown>;
  if (type !== formType) return { bytes: text };
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request without an encoding gives buffers
  return Buffer.concat(chunks).toString();
}

async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
