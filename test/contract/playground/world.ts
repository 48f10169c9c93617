/** A playground with a small app before it, for these tests: real servers, real SDKs, a clock that moves by hand. */

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Act, ActAnswer, Screen } from '../../../adapters/playground/api-types.ts';
import { createPlayground } from '../../../adapters/playground/server.ts';
import type { Playground, PlaygroundOptions } from '../../../adapters/playground/server.ts';

export const SLACK = { signingSecret: 'a-signing-secret', botToken: 'xoxb-test', teamId: 'T0MEADOW' };
export const TEAMS = {
  appId: '11111111-2222-4333-8444-555555555555',
  tenantId: '66666666-7777-4888-9999-000000000000',
};

export type Listening = { readonly url: string; readonly stop: () => Promise<void> };

export type App = (req: IncomingMessage, res: ServerResponse) => void;

/** Listens on a free port of this machine. */
export async function listen(app: App): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Stands at an instant until it is moved; what it fires on the way is given to it. */
export function handClock(start = '2026-03-02T09:00:00Z'): PlaygroundOptions['clock'] & {
  due: { kind: string; dueAt: Date }[];
} {
  let now = new Date(start);
  const due: { kind: string; dueAt: Date }[] = [];
  return {
    due,
    now: () => now,
    advanceTo: (to) => {
      const fired = due
        .filter((one) => one.dueAt <= to)
        .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
      due.splice(0, due.length, ...due.filter((one) => one.dueAt > to));
      now = to;
      return Promise.resolve(fired);
    },
    next: () => Promise.resolve(due.map((one) => one.dueAt).toSorted((a, b) => a.getTime() - b.getTime())[0]),
  };
}

export type World = {
  readonly playground: Playground;
  /** Where the API is served. */
  readonly url: string;
  readonly screen: (personId: string) => Promise<Screen>;
  /** Expects the act to be taken. */
  readonly act: (personId: string, act: Act) => Promise<ActAnswer>;
  /** Expects the act to be refused with 409; gives the reason. */
  readonly refusal: (personId: string, act: Act) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** `makeApp` gets the playground, and makes what answers at `/slack/events` and `/api/messages`. */
export async function createWorld(
  makeApp: (playground: Playground) => App | Promise<App>,
  options: Partial<PlaygroundOptions> = {},
): Promise<World> {
  let app: App | undefined;
  const appServer = await listen((req, res) => app?.(req, res));
  const playground = await createPlayground({
    appUrl: () => appServer.url,
    slack: SLACK,
    teams: TEAMS,
    clock: handClock(),
    ...options,
  });
  app = await makeApp(playground);
  const page = await listen((req, res) => {
    if (!playground.handler(req, res)) res.writeHead(404).end();
  });
  const ask = (personId: string, body: Act): Promise<Response> =>
    fetch(`${page.url}/playground/api/people/${personId}/act`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
  return {
    playground,
    url: page.url,
    screen: async (personId) =>
      (await (await fetch(`${page.url}/playground/api/people/${personId}/screen`)).json()) as Screen, // our own API
    act: async (personId, body) => {
      const response = await ask(personId, body);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${response.status} ${text}`);
      return JSON.parse(text) as ActAnswer; // our own API
    },
    refusal: async (personId, body) => {
      const response = await ask(personId, body);
      const answer = (await response.json()) as { error: string }; // our own API
      if (response.status !== 409) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return answer.error;
    },
    stop: async () => {
      await playground.stop();
      await page.stop();
      await appServer.stop();
    },
  };
}

/** Waits for a condition, and fails after a while with what was waited for. */
export async function eventually(what: string, isSo: () => boolean, limitMs = 3000): Promise<void> {
  const until = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > until) throw new Error(`It never happened that ${what}.`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

/** The body of a request, whole. */
export async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer); // no encoding was set, so these are buffers
  return Buffer.concat(chunks).toString('utf8');
}
