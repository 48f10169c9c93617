/** Serves the page and the scripted hospital's API, so that the page is tested without the app behind it. */

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Act, ClockMove } from '../../adapters/playground/api-types.ts';
import { PAGE_HEADERS, readPageFile } from '../../adapters/playground/page-files.ts';
import { CannotDo, createWorld } from './fixture-world.ts';
import type { World } from './fixture-world.ts';

export type FixtureServer = {
  readonly url: string;
  readonly world: World;
  /** Stops answering, as a stopped server does. */
  readonly stop: () => Promise<void>;
  /** Answers again on the same port, with the same world. */
  readonly restart: () => Promise<void>;
  /** The most acts that were ever under way together. */
  readonly mostAtOnce: () => number;
  /** Every answer from now on waits this long. */
  readonly slowDown: (ms: number) => void;
};

export async function startFixtureServer(): Promise<FixtureServer> {
  const world = createWorld();
  let delay = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const streams = new Set<ServerResponse>();
  world.onScreen((person) => {
    for (const stream of streams) stream.write(`event: screen\ndata: ${JSON.stringify({ person })}\n\n`);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (!path.startsWith('/playground/api')) return serveFile(path, response);
    if (path === '/playground/api/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': hello\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    const body = request.method === 'POST' ? await readBody(request) : undefined;
    if (body !== undefined) mostAtOnce = Math.max(mostAtOnce, (underWay += 1));
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (body !== undefined) underWay -= 1;
    try {
      send(response, 200, callWorld(path.slice('/playground/api'.length), body));
    } catch (problem) {
      send(response, problem instanceof CannotDo ? 409 : 500, {
        error: problem instanceof Error ? problem.message : String(problem),
      });
    }
  }

  function callWorld(path: string, body: unknown): unknown {
    if (path === '/people') return world.people;
    // Only the page sends these, and it is compiled against the same types.
    if (path === '/clock') return body === undefined ? world.clock() : world.move(body as ClockMove);
    const [, person = '', what] = /^\/people\/([^/]+)\/(screen|act)$/.exec(path) ?? [];
    if (what === 'screen') return world.screen(decodeURIComponent(person));
    if (what === 'act') return { ...world.act(decodeURIComponent(person), body as Act), tookMs: 41.6 };
    throw new CannotDo(`Nothing answers at ${path}.`);
  }

  let server = await listen(0);
  const { port } = server.address() as AddressInfo; // listening on TCP, so never a pipe's name

  function listen(on: number): Promise<Server> {
    const next = createServer((request, response) => {
      answer(request, response).catch((problem: unknown) => send(response, 500, { error: String(problem) }));
    });
    return new Promise((resolve, reject) => {
      next.once('error', reject);
      next.listen(on, '127.0.0.1', () => resolve(next));
    });
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    world,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    restart: async () => {
      server = await listen(port);
    },
    mostAtOnce: () => mostAtOnce,
    slowDown: (ms) => {
      delay = ms;
    },
  };
}

/** With the playground's own headers: what its policy forbids must not be needed here either. */
async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const file = await readPageFile(path === '/' ? 'index.html' : path.slice(1).replace(/^playground\//, ''));
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': file.type });
  response.end(file.bytes);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request without encoding yields buffers
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
