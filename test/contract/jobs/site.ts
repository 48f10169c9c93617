/** The places a carrier can live in, made for one test file: a schema of a fresh database, or a Redis. */

import { randomUUID } from 'node:crypto';

import { Redis } from 'ioredis';
import { Client } from 'pg';

import { openConnection } from '../../../jobs/connection.ts';
import type { CarrierConnection } from '../../../jobs/connection.ts';
import type { Log } from '../../../src/log.ts';
import type { TestRedis } from '../../support/redis.ts';
import { openLine } from './line.ts';
import type { Line } from './line.ts';

export type Site = {
  /** Connects over the line. */
  readonly connect: (log: Log) => Promise<CarrierConnection>;
  readonly line: Line;
  /** Loses everything that is queued, as a flushed Redis or a restored database would. */
  readonly wipe: () => Promise<void>;
  /** Everything the carrier keeps, as text. */
  readonly dump: () => Promise<string>;
  readonly close: () => Promise<void>;
};

export async function postgresSite(adminUrl: string): Promise<Site> {
  const name = `carrier_${randomUUID().replaceAll('-', '')}`;
  await once(adminUrl, `create database ${name}`);
  const direct = new URL(adminUrl);
  direct.pathname = `/${name}`;
  const line = await openLine({ host: direct.hostname, port: Number(direct.port || 5432) });
  const client = new Client({ connectionString: direct.href });
  await client.connect();
  const tables = async (): Promise<readonly string[]> => {
    const { rows } = await client.query<{ tablename: string }>(
      "select tablename from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'",
    );
    return rows.map((row) => `bullmq."${row.tablename}"`);
  };
  return {
    line,
    connect: async (log) =>
      await openConnection({ redisUrl: undefined, databaseUrl: over(line, direct.href), log }),
    wipe: async () => {
      const all = await tables();
      if (all.length > 0) await despiteDeadlocks(() => client.query(`truncate ${all.join(', ')}`));
    },
    dump: async () => {
      const parts = [];
      for (const table of await tables()) {
        parts.push(JSON.stringify((await client.query(`select to_jsonb(t) from ${table} t`)).rows));
      }
      return parts.join('\n');
    },
    close: async () => {
      await client.end();
      await line.close();
      await once(adminUrl, `drop database ${name} with (force)`);
    },
  };
}

export async function redisSite(redis: TestRedis): Promise<Site> {
  const direct = new URL(redis.url);
  const line = await openLine({ host: direct.hostname, port: Number(direct.port || 6379) });
  const client = new Redis(redis.url);
  return {
    line,
    connect: async (log) =>
      await openConnection({
        redisUrl: over(line, redis.url),
        databaseUrl: 'postgres://unused.invalid/none',
        prefix: redis.prefix,
        log,
      }),
    wipe: redis.wipe,
    dump: async () => {
      const keys = await client.keys(`${redis.prefix}:*`);
      const parts = await Promise.all(keys.map(async (key) => `${key} ${await contentOf(client, key)}`));
      return parts.join('\n');
    },
    close: async () => {
      client.disconnect();
      await line.close();
    },
  };
}

async function contentOf(client: Redis, key: string): Promise<string> {
  switch (await client.type(key)) {
    case 'hash':
      return JSON.stringify(await client.hgetall(key));
    case 'list':
      return JSON.stringify(await client.lrange(key, 0, -1));
    case 'zset':
      return JSON.stringify(await client.zrange(key, '0', '-1'));
    case 'set':
      return JSON.stringify(await client.smembers(key));
    case 'stream':
      return JSON.stringify(await client.xrange(key, '-', '+'));
    default:
      return (await client.get(key)) ?? '';
  }
}

function over(line: Line, url: string): string {
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(line.port);
  return through.href;
}

/** Emptying tables while workers use them may be the one that the database sacrifices. */
async function despiteDeadlocks(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === '40P01';
      if (!isDeadlock || attempt === 20) throw error;
    }
  }
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
