import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { answer, listen, route } from '../../../src/app/http.ts';
import type { WebServer } from '../../../src/app/http.ts';
import { StartError } from '../../../src/errors.ts';

const servers: WebServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close(100)));
});

async function aServer(port = 0): Promise<WebServer> {
  const server = await listen('127.0.0.1', port);
  servers.push(server);
  return server;
}

test('until everything has started, only the health check answers', async () => {
  const server = await aServer();
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(503);
  server.open([route('GET', '/', (_, res) => answer(res, 200, 'hello'))]);
  expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('hello');
});

test('an unknown path is 404, a wrong method 405', async () => {
  const server = await aServer();
  server.open([route('POST', '/in', (_, res) => answer(res, 200, ''))]);
  expect((await fetch(`http://127.0.0.1:${server.port}/out`)).status).toBe(404);
  const wrong = await fetch(`http://127.0.0.1:${server.port}/in`);
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a port that is taken gives one line that says what to do', async () => {
  const { port } = await aServer();
  await expect(aServer(port)).rejects.toThrow(
    new StartError(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    ),
  );
});

test('a fault in one request, or an address that is none, does not end the process', async () => {
  const server = await aServer();
  server.open([
    route('GET', '/fault', () => {
      throw new Error('a bug');
    }),
    route('GET', '/', (_, res) => answer(res, 200, 'hello')),
  ]);
  const base = `http://127.0.0.1:${server.port}`;
  expect((await fetch(`${base}/fault`)).status).toBe(500);
  for (const path of ['//', '//[', 'http://']) expect(await statusOf(server.port, path)).toBeLessThan(500);
  expect(await (await fetch(base)).text()).toBe('hello');
});

/** `fetch` mends an address before it sends it; an attacker does not. */
function statusOf(port: number, path: string): Promise<number> {
  return new Promise((done, fail) => {
    request({ port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    })
      .on('error', fail)
      .end();
  });
}
