/** Sending to the app as Slack does: signed bytes, three seconds, and events again when they were not taken. */

import { createHmac } from 'node:crypto';
import { post } from './http.ts';
import type { Sent } from './http.ts';
import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';

export type SlackTiming = {
  /** How long the app has to answer. Slack: 3 s. */
  readonly limitMs: number;
  /** Waits before an event is sent again. Slack: at once, a minute, five minutes. */
  readonly retryWaitsMs: readonly number[];
};

export const SLACK_TIMING: SlackTiming = { limitMs: 3000, retryWaitsMs: [0, 60_000, 300_000] };

export type Delivery = {
  readonly kind: 'command' | 'interaction' | 'event';
  /** 0 for the first time. */
  readonly retry: number;
  readonly result: Sent;
  readonly tookMs: number;
  /** The event's id; of other deliveries the trigger id. */
  readonly id: string;
};

export type SlackDelivery = {
  readonly command: (fields: Readonly<Record<string, string>>) => Promise<Delivery>;
  readonly interaction: (payload: JsonObject) => Promise<Delivery>;
  /** Resolves with the first delivery; further ones follow by themselves. */
  readonly event: (envelope: JsonObject) => Promise<Delivery>;
  /** Everything that was sent, oldest first; for tests. */
  readonly sent: readonly Delivery[];
  /** Drops what waits to be sent again, and cuts what is under way. */
  readonly stop: () => void;
};

/** `url` is where the app takes Slack's requests. */
export function createSlackDelivery(options: {
  url: () => string;
  signingSecret: string;
  timing: SlackTiming;
}): SlackDelivery {
  const { timing } = options;
  const sent: Delivery[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();

  const deliver = async (
    what: Pick<Delivery, 'kind' | 'retry' | 'id'>,
    body: string,
    headers: Record<string, string>,
  ): Promise<Delivery> => {
    const started = performance.now();
    const result = await post(options.url(), {
      body,
      headers: { ...headers, ...signatureOf(options.signingSecret, body) },
      limitMs: timing.limitMs,
      signal: stopping.signal,
    });
    const delivery = { ...what, result, tookMs: Math.round(performance.now() - started) };
    sent.push(delivery);
    return delivery;
  };

  const sendEvent = async (envelope: JsonObject, retry: number, reason: string): Promise<Delivery> => {
    const again = retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason };
    const headers = { 'content-type': 'application/json', ...again };
    const what = { kind: 'event', retry, id: textOf(envelope['event_id']) } as const;
    const delivery = await deliver(what, JSON.stringify(envelope), headers);
    const wait = timing.retryWaitsMs[retry];
    const failure = failureOf(delivery.result);
    if (failure !== undefined && wait !== undefined && !stopping.signal.aborted) {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        void sendEvent(envelope, retry + 1, failure);
      }, wait);
      timer.unref();
      waiting.add(timer);
    }
    return delivery;
  };

  return {
    sent,
    command: (fields) => {
      const id = fields['trigger_id'] ?? '';
      return deliver({ kind: 'command', retry: 0, id }, new URLSearchParams(fields).toString(), FORM);
    },
    interaction: (payload) => {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return deliver({ kind: 'interaction', retry: 0, id: textOf(payload['trigger_id']) }, body, FORM);
    },
    event: (envelope) => sendEvent(envelope, 0, ''),
    stop: () => {
      stopping.abort();
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The signature headers for these bytes, by real time. */
export function signatureOf(
  signingSecret: string,
  body: string,
  atSeconds: number = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(atSeconds), 'x-slack-signature': `v0=${digest}` };
}

/** Slack's word for why an event is sent again; `undefined` when it was taken, or the app asked for no more. */
function failureOf(result: Sent): string | undefined {
  if (result.outcome === 'timed-out') return 'http_timeout';
  if (result.outcome === 'failed') return 'connection_failed';
  if (result.status >= 200 && result.status < 300) return undefined;
  return result.headers['x-slack-no-retry'] === '1' ? undefined : 'http_error';
}
