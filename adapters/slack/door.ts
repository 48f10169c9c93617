/** The door: lets in what Slack has signed, just now and for the first time, and answers everybody else with a bare 401. */

import type { HTTPModuleFunctions, Receiver, verifySlackRequest } from '@slack/bolt';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../src/log.ts';
import type { Clock } from '../../src/engine/ports.ts';
import { at, textAt } from './payload.ts';

export type Door = Receiver & {
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Resolves when every request that was let in has been dealt with, also after its answer. */
  readonly settled: () => Promise<void>;
};

export type DoorOptions = {
  /** Bolt's own; handed in because only `adapter.ts` imports Bolt. */
  readonly verify: typeof verifySlackRequest;
  readonly readBody: typeof HTTPModuleFunctions.bufferIncomingMessage;
  readonly signingSecret: string;
  /** Whether one of our listeners was given this payload, the same object. */
  readonly wasTaken: (body: object) => boolean;
  readonly clock: Clock;
  readonly log: Log;
};

const route = '/slack/events';

/** Slack's largest payloads, a form's with all its answers, are some 250 kB. */
const mostBytes = 1024 * 1024;

/** Bolt refuses what is more than five minutes old, and lets in anything from the future. */
const mostAheadSeconds = 60;

/** As long as a signature is accepted, it is remembered. */
const signatureMs = (5 * 60 + mostAheadSeconds) * 1000;

export function createDoor(options: DoorOptions): Door {
  const { clock, log, signingSecret } = options;
  const inside = new Set<Promise<void>>();
  const seen = new Map<string, number>();
  let app: Parameters<Receiver['init']>[0] | undefined;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'not a POST');
    let raw: Buffer;
    try {
      raw = (await options.readBody(request, mostBytes)).rawBody;
    } catch (error) {
      const tooLarge = at(error, 'type') === 'entity.too.large';
      response.setHeader('connection', 'close'); // the rest of the body is not waited for
      return refuse(response, tooLarge ? 413 : 400, tooLarge ? 'too large' : 'unreadable');
    }
    const why = whyNot(request, raw);
    if (why !== undefined) return refuse(response, 401, why);
    const body = parse(request.headers['content-type'] ?? '', raw.toString());
    if (body === undefined) return refuse(response, 400, 'malformed');
    if (isDeed(request, body) && !isFirst(request)) return refuse(response, 401, 'replayed');
    if (textAt(body, 'type') === 'url_verification')
      return send(response, 200, { challenge: textAt(body, 'challenge') ?? '' });
    return dispatch(body, request, response);
  }

  /** Why a request is turned away, `undefined` to let it in. */
  function whyNot(request: IncomingMessage, raw: Buffer): string | undefined {
    const signature = request.headers['x-slack-signature'];
    const stamp = request.headers['x-slack-request-timestamp'];
    if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'no signature';
    if (typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return 'no timestamp';
    const now = clock.now().getTime();
    const seconds = Number(stamp);
    if (seconds * 1000 > now + mostAheadSeconds * 1000) return 'from the future';
    try {
      options.verify({
        signingSecret,
        body: raw.toString(),
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
        nowMilliseconds: now,
      });
    } catch {
      return 'wrong or old signature';
    }
    return undefined;
  }

  /** Whether this signature was not seen before; only asked of one that is good. */
  function isFirst(request: IncomingMessage): boolean {
    const signature = String(request.headers['x-slack-signature']);
    const now = clock.now().getTime();
    for (const [old, until] of seen) {
      if (until > now) break; // in the order in which they came
      seen.delete(old);
    }
    if (seen.has(signature)) return false;
    seen.set(signature, now + signatureMs);
    return true;
  }

  /**
   * An event is acknowledged when it has been dealt with, because until then it has not happened. Everything else is
   * answered as soon as its listener says so: a person is waiting.
   */
  async function dispatch(body: object, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isEvent = at(body, 'event') !== undefined;
    const ack = (answer?: unknown): Promise<void> => {
      if (!isEvent) send(response, 200, answer);
      return Promise.resolve();
    };
    const retryNum = Number(request.headers['x-slack-retry-num']);
    try {
      await app?.processEvent({ body, ack, ...(Number.isInteger(retryNum) && { retryNum }) });
      send(response, 200);
    } catch (error) {
      // Bolt looks into payloads without asking what they are: where it fell over, no listener of ours was reached.
      if (!options.wasTaken(body)) return refuse(response, 400, 'malformed');
      log('error', { type: 'carrier_error', where: route, error });
      send(response, 500);
    }
  }

  function refuse(response: ServerResponse, status: number, why: string): void {
    log('warn', { type: 'request_refused', route, status, why });
    send(response, status);
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    handler: (request, response) => {
      const work = receive(request, response)
        .catch((error: unknown) => {
          log('error', { type: 'carrier_error', where: route, error });
          send(response, 500);
        })
        .finally(() => inside.delete(work));
      inside.add(work);
    },
    settled: async () => {
      while (inside.size > 0) await Promise.allSettled(inside);
    },
  };
}

/** The first answer counts; later ones are to a request that has been answered. */
function send(response: ServerResponse, status: number, answer?: unknown): void {
  if (response.headersSent || response.destroyed) return;
  if (typeof answer !== 'object' || answer === null) {
    response.writeHead(status).end();
    return;
  }
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(answer));
}

/**
 * What changes something comes as a form and only once: presses, forms and commands carry a trigger of their own, so no
 * two are alike. Events, which Slack repeats, have an id by which the engine knows them. And a search in a picker has
 * nothing of the kind: whoever types, deletes and types again within a second sends the same bytes twice.
 */
function isDeed(request: IncomingMessage, body: object): boolean {
  return isForm(request.headers['content-type'] ?? '') && textAt(body, 'type') !== 'block_suggestion';
}

function isForm(contentType: string): boolean {
  return contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

/** Commands are forms, presses and the like are JSON in a form's `payload`, events are JSON. */
function parse(contentType: string, text: string): object | undefined {
  try {
    if (!isForm(contentType)) return asObject(JSON.parse(text));
    const fields = new URLSearchParams(text);
    const payload = fields.get('payload');
    return payload === null ? Object.fromEntries(fields) : asObject(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
