/** Small HTTP on loopback: a server whose answers may be faults, and a client with a time limit. */

import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Incoming = {
  readonly method: string;
  /** Decoded by whoever matches it; always starts with a slash. One that nobody has is `//`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** `drop` cuts the connection without an answer; `hang` keeps it open and says nothing. */
export type Answer =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly bytes?: Uint8Array;
      readonly headers?: Record<string, string>;
    }
  | 'drop'
  | 'hang';

export type Served = {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** Milliseconds since anything was asked or answered; 0 while a request is being answered. Hanging ones do not count. */
  readonly quietFor: () => number;
  readonly stop: () => Promise<void>;
};

const LARGEST_BODY = 8 * 1024 * 1024;

/** Listens on loopback only. Port 0 takes a free one. */
export async function serve(handle: (incoming: Incoming) => Promise<Answer>, port = 0): Promise<Served> {
  let answering = 0;
  let last = performance.now();
  const server = createServer((req, res) => {
    answering += 1;
    void answerTo(req, handle).then((answer) => {
      answering -= 1;
      last = performance.now();
      return write(res, answer);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo; // a server that listens on a port always has one
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    quietFor: () => (answering > 0 ? 0 : performance.now() - last),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole body, or an error when it is larger than any platform would take. */
export async function readBody(req: IncomingMessage, largest = LARGEST_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = chunk as Buffer; // a request without a set encoding yields buffers
    size += bytes.length;
    if (size > largest) throw new Error('The body is too large.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export type Sent =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
    }
  | { readonly outcome: 'timed-out' }
  | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Posts once, over a connection of its own: a kept one that the app closed meanwhile would look like a fault of the
 * app. After `limitMs` the connection is cut, as a platform cuts it.
 */
export function post(
  url: string,
  options: { headers: Record<string, string>; body: string; limitMs: number; signal?: AbortSignal },
): Promise<Sent> {
  return new Promise((resolve) => {
    const body = Buffer.from(options.body);
    const req = httpRequest(url, {
      method: 'POST',
      agent: false,
      headers: { ...options.headers, 'content-length': String(body.length) },
    });
    const finish = (sent: Sent): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      resolve(sent);
      if (sent.outcome !== 'answered') req.destroy();
    };
    const stop = (): void => finish({ outcome: 'failed', reason: 'stopped' });
    const timer = setTimeout(() => finish({ outcome: 'timed-out' }), options.limitMs);
    options.signal?.addEventListener('abort', stop);
    req.on('error', (error) => finish({ outcome: 'failed', reason: error.message }));
    req.on('response', (res) => {
      readBody(res).then(
        (bytes) =>
          finish({
            outcome: 'answered',
            status: res.statusCode ?? 0,
            headers: res.headers,
            body: bytes.toString('utf8'),
          }),
        (error: unknown) => finish({ outcome: 'failed', reason: String(error) }),
      );
    });
    req.end(body);
  });
}

async function answerTo(
  req: IncomingMessage,
  handle: (incoming: Incoming) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await handle(await readIncoming(req));
  } catch (error) {
    return { status: 500, json: { error: String(error) } };
  }
}

async function readIncoming(req: IncomingMessage): Promise<Incoming> {
  const body = await readBody(req);
  const { pathname, searchParams } = targetOf(req.url);
  return {
    method: req.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: req.headers,
    body,
  };
}

/**
 * The address that a request is for; what cannot be read as one is a path that nobody has. Put behind a host first: read
 * by itself, `//a/b` would be the path `/b` of a machine called a.
 */
export function targetOf(url: string | undefined): URL {
  const whole = url?.startsWith('/') === true ? `http://loopback${url}` : (url ?? '');
  return URL.canParse(whole) ? new URL(whole) : new URL('http://loopback//');
}

function write(res: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    res.destroy();
    return;
  }
  const text =
    answer.bytes ?? (answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json));
  const type = answer.json === undefined ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  res.writeHead(answer.status, { 'content-type': type, ...answer.headers });
  res.end(text);
}
