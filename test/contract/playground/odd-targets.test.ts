/** Request targets that no browser sends: nobody's page, calmly, at the app's own server and behind it at the playground. */

import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, listen, route } from '../../../src/app/http.ts';
import type { WebServer } from '../../../src/app/http.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;
let app: WebServer;

beforeAll(async () => {
  world = await createWorld(() => (_, res) => res.end());
  app = await listen('127.0.0.1', 0);
  app.open([
    route('GET', '/known', (_, res) => answer(res, 200, 'known\n')),
    route('GET', '/', (_, res) => answer(res, 200, 'root\n')),
    world.playground.handler,
  ]);
});

afterAll(async () => {
  await app.close(0);
  await world.stop();
});

/** The status of a request with exactly these bytes as its target. */
function statusOf(port: number, target: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`),
    );
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])));
  });
}

const odd = [
  '//',
  '///',
  '//known',
  '//elsewhere.example/known',
  '//elsewhere.example/healthz',
  '//elsewhere.example/playground/api/people',
  '//[',
  '/%',
  '/%00',
  '/%2e%2e/known/%2e%2e/x',
  '/..;/known',
  '/\\\\known',
  '/playground/../../etc/passwd',
  '/playground/%2e%2e/%2e%2e/package.json',
  '/playground/page/..%2f..%2fserver.ts',
  '/playground/api/people/%00/screen',
  '/playground/api/people/__proto__/screen',
  '/playground/api//people',
  '/constructor',
  '/__proto__',
  `/${'a'.repeat(8_000)}`,
  'http://[',
  'known',
];

test.each(odd)('%s is found nowhere', async (target) => {
  // 400: no server could read it as a target at all.
  expect([400, 404]).toContain(await statusOf(app.port, target));
  expect([400, 404]).toContain(await statusOf(Number(new URL(world.url).port), target));
  expect([400, 404]).toContain(await statusOf(world.playground.slack.port, target));
});

test('a path with a query, or with a whole address before it, is that path', async () => {
  for (const target of ['/known', '/known?a=//b', 'http://127.0.0.1/known', '/', '/?x'])
    expect(await statusOf(app.port, target)).toBe(200);
  expect(await statusOf(app.port, '*', 'OPTIONS')).toBe(404);
});

test('both are still there afterwards', async () => {
  expect(await statusOf(app.port, '/healthz')).toBe(200);
  expect(await statusOf(Number(new URL(world.url).port), '/playground/api/people')).toBe(200);
});
