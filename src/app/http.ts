/** The web server: a handful of routes, time limits against slow clients, and nothing that parses a body. */

import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { StartError } from '../errors.ts';

/** Handles a request, or returns `false` to let the next one try. */
export type Route = (req: IncomingMessage, res: ServerResponse, path: string) => boolean;

export type WebServer = {
  readonly port: number;
  /** From now on requests reach these routes; until then everything but `/healthz` is answered with 503. */
  readonly open: (routes: readonly Route[]) => void;
  /** Stops taking requests and waits for those under way, at most `deadlineMs`. */
  readonly close: (deadlineMs: number) => Promise<void>;
};

/** Takes the port first, before anything else is started, so that a taken one is known at once. Throws `StartError`. */
export async function listen(host: string, port: number): Promise<WebServer> {
  let routes: readonly Route[] | undefined;
  const server = createServer((req, res) => {
    const path = pathOf(req.url);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    if (path === '/healthz') return answer(res, 200, 'alive\n');
    if (routes === undefined) {
      res.setHeader('Retry-After', '1');
      return answer(res, 503, 'starting\n');
    }
    try {
      for (const route of routes) if (route(req, res, path)) return;
    } catch {
      // A fault in one request is that request's own: it must not end the process for everybody.
      return res.headersSent ? res.end() : answer(res, 500, '');
    }
    answer(res, 404, 'not found\n');
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((done, fail) => {
    server.once('error', (error) => fail(cannotListen(error, host, port)));
    server.listen(port, host, done);
  });
  let closing: Promise<void> | undefined;
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    open: (all) => {
      routes = all;
    },
    close: (deadlineMs) => (closing ??= closeServer(server, deadlineMs)),
  };
}

function closeServer(server: Server, deadlineMs: number): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearTimeout(late);
      done();
    });
    server.closeIdleConnections();
  });
}

/** One route for one path; other methods get 405. */
export function route(
  method: string,
  path: string,
  handle: (req: IncomingMessage, res: ServerResponse) => void,
): Route {
  return (req, res, asked) => {
    if (asked !== path) return false;
    if (req.method === method || (method === 'GET' && req.method === 'HEAD')) handle(req, res);
    else {
      res.setHeader('Allow', method);
      answer(res, 405, '');
    }
    return true;
  };
}

export function answer(res: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  res.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  res.end(body);
}

/**
 * The path that is asked for; what cannot be read as one is nobody's. Put behind a host first: read by itself, `//a/b`
 * would be the path `/b` of a machine called a.
 */
export function pathOf(target: string | undefined): string {
  const url = target?.startsWith('/') === true ? `http://localhost${target}` : (target ?? '');
  return URL.canParse(url) ? new URL(url).pathname : '';
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new StartError(
        `This user may not listen on port ${port}. Choose one above 1023: PORT=3978 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`HOST=${host} is not an address of this machine. Leave it out, or set 0.0.0.0.`);
    default:
      return new StartError(`Cannot listen on ${host}:${port}: ${error.message}`);
  }
}
