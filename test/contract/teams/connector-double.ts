/** The far side of the connector: keeps what it is sent, and answers well or badly as it is told. */

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  // What was sent is looked into by many tests, each at its own depth.
  readonly body: Sent;
};

export type Sent = {
  readonly text?: string;
  readonly summary?: string;
  readonly members?: readonly { id: string }[];
  readonly tenantId?: string;
  readonly attachments?: readonly {
    contentType: string;
    content: { body: unknown[]; [key: string]: unknown };
  }[];
  readonly [key: string]: unknown;
};

/** One bad answer; without any, the double answers well. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | 'drop'
  | 'hang';

export type ConnectorDouble = {
  readonly url: string;
  readonly calls: Call[];
  /** The next calls are answered so, in order. */
  readonly next: (...answers: Answer[]) => void;
  /** Resolves once so many calls have come. */
  readonly until: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startConnector(): Promise<ConnectorDouble> {
  const calls: Call[] = [];
  const bad: Answer[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const path = (request.url ?? '').replace(/^\/connector/, '');
      calls.push({
        method: request.method ?? '',
        path,
        token: request.headers.authorization ?? '',
        body: (text === '' ? {} : JSON.parse(text)) as Sent,
      });
      for (const one of waiting) if (calls.length >= one.count) one.resolve();
      const answer = bad.shift() ?? answerWell(request.method ?? '', path, calls.length);
      if (answer === 'hang') return;
      if (answer === 'drop') {
        request.socket.destroy();
        return;
      }
      respond(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/connector/`,
    calls,
    next: (...answers) => bad.push(...answers),
    until: (count) =>
      calls.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve: () => resolve() })),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function respond(response: ServerResponse, answer: Exclude<Answer, string>): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
}

function answerWell(method: string, path: string, count: number): Exclude<Answer, string> {
  if (method === 'POST' && path === '/v3/conversations')
    return { status: 201, body: { id: 'a:opened-conversation' } };
  if (method === 'POST') return { status: 201, body: { id: `170000000${count}` } };
  if (method === 'PUT') return { status: 200, body: { id: path.split('/').at(-1) } };
  if (/\/pagedmembers/.test(path)) {
    return /continuationToken=more/.test(path)
      ? { status: 200, body: { members: [member('ada'), member('cem')] } }
      : { status: 200, body: { members: [member('ada'), member('ben')], continuationToken: 'more' } };
  }
  if (/\/members\//.test(path)) return { status: 200, body: member(path.split('/').at(-1) ?? '') };
  return { status: 404, body: { error: { code: 'NotFound', message: 'no such route' } } };
}

export function member(name: string): object {
  return {
    id: `29:${name}`,
    name: `Dr ${name}`,
    aadObjectId: name,
    email: `${name}@hospital.example`,
    userPrincipalName: `${name}@hospital.example`,
    tenantId: 'tenant-one',
    userRole: 'user',
  };
}
