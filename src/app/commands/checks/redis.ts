/** Checks the Redis that carries the queues: reachable, new enough, and forgetting nothing by itself. */

import { Redis } from 'ioredis';
import { ok, patienceMs, toDo, whyNoAnswer, note } from './finding.ts';
import type { Finding } from './finding.ts';

const about = 'Redis';

/** What BullMQ takes, and what it advises (`minimumVersion` and `recommendedMinimumVersion` of its RedisConnection). */
const oldest = [5, 0] as const;
const advised = [6, 2] as const;

export async function checkRedis(redisUrl: string | undefined): Promise<Finding> {
  if (redisUrl === undefined) return ok(about, 'not used: the queues are in the database');
  const { hostname, port } = new URL(redisUrl);
  const where = `${hostname}:${port || '6379'}`;
  // Asked once: a check that tries again for ever would hide what it is there to tell.
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let broken: unknown;
  client.on('error', (error: unknown) => {
    broken = error;
  });
  try {
    await client.connect();
    return judge(where, await client.info());
  } catch (error) {
    return toDo(about, `${where}: ${reason(broken ?? error)}. Check REDIS_URL.`);
  } finally {
    client.disconnect();
  }
}

function judge(where: string, info: string): Finding {
  const version = fieldOf(info, 'redis_version') ?? '';
  const policy = fieldOf(info, 'maxmemory_policy');
  if (isOlder(version, oldest))
    return toDo(
      about,
      `${where} is version ${version}; the queues need ${oldest.join('.')}, better ${advised.join('.')}.`,
    );
  if (policy !== 'noeviction')
    return toDo(
      about,
      `${where}: maxmemory-policy is ${policy ?? 'not told'}, so that it may drop what waits in the queues. Set it to noeviction.`,
    );
  const found = `version ${version}, ${where}, maxmemory-policy noeviction`;
  return isOlder(version, advised)
    ? note(about, `${found}; ${advised.join('.')} or newer is advised`)
    : ok(about, found);
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ofMajor = 0, ofMinor = 0] = version.split('.').map(Number);
  return ofMajor < major || (ofMajor === major && ofMinor < minor);
}

function fieldOf(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}

/** Redis puts a word in front of what it refuses. */
function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  if (/^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password)/.test(text))
    return 'the user or the password is wrong or missing';
  if (text.startsWith('NOPERM')) return 'its user may not ask for INFO';
  return whyNoAnswer(error);
}
