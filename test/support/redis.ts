/** A Redis for tests: `REDIS_URL`, else a `redis-server` of our own, else none, with the reason. */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Redis } from 'ioredis';

export type TestRedis = {
  readonly url: string;
  /** Every key of this test begins with it: a Redis of somebody's own is left otherwise untouched. */
  readonly prefix: string;
  /** Forgets everything: all of a Redis of our own, the test's keys of somebody else's. */
  readonly wipe: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type RedisSource = { readonly skip: string } | { readonly start: () => Promise<TestRedis> };

/** Where a Redis can come from, found without starting anything. Prints why where there is none. */
export function findRedis(env: NodeJS.ProcessEnv = process.env): RedisSource {
  const given = env['REDIS_URL'];
  if (given !== undefined && given !== '') return { start: async () => await useGiven(given) };
  const binary = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => existsSync(path));
  if (binary !== undefined) return { start: async () => await startOwn(binary) };
  const skip = 'no REDIS_URL, and no redis-server on the PATH: set one to test on Redis as well';
  process.stderr.write(`Skipped: ${skip}.\n`);
  return { skip };
}

async function useGiven(url: string): Promise<TestRedis> {
  const prefix = `rapport-test-${randomUUID()}`;
  const client = new Redis(url);
  const wipe = async (): Promise<void> => {
    for await (const keys of client.scanStream({ match: `${prefix}:*`, count: 500 })) {
      const names = keys as string[]; // SCAN answers with names of keys
      if (names.length > 0) await client.del(names);
    }
  };
  return {
    url,
    prefix,
    wipe,
    stop: async () => {
      await wipe();
      client.disconnect();
    },
  };
}

async function startOwn(binary: string): Promise<TestRedis> {
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(binary, settings, { stdio: 'ignore', cwd: '/' });
  // Also when the test run is broken off.
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => {}); // refused until the server listens
  await Promise.race([
    client.ping(),
    exitOf(server).then(() => {
      throw new Error(`redis-server ended before it answered on port ${port}.`);
    }),
    pause(10_000, undefined, { ref: false }).then(() => {
      throw new Error(`redis-server did not answer on port ${port} within 10 seconds.`);
    }),
  ]);
  return {
    url,
    prefix: 'rapport-test',
    wipe: async () => {
      await client.flushall();
    },
    stop: async () => {
      client.disconnect();
      const ended = exitOf(server);
      kill();
      await ended;
      process.removeListener('exit', kill);
    },
  };
}

async function exitOf(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((resolve) => server.once('exit', () => resolve()));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo; // a listening TCP server has one
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
