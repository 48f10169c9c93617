/** What the app leans on breaks under load, while the app itself goes on: the database, the queue. */

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chance } from '../support/crash-chance.ts';
import { reckoning } from '../support/crash-reckoning.ts';
import type { CrashSite } from '../support/crash-site.ts';
import { findRedis } from '../support/redis.ts';
import type { TestRedis } from '../support/redis.ts';

const times = 8;
const random = chance('Outages');
const redis = findRedis();

/** Breaks something at random moments of the app's life. */
async function again(site: CrashSite, breakIt: () => Promise<unknown>): Promise<void> {
  for (let broken = 0; broken < times; broken += 1) {
    await site.isUp();
    await pause(200 + random() * 600);
    await breakIt();
  }
}

describe('the database goes away, with every connection to it, again and again', () => {
  let cut = 0;
  reckoning('The database away for up to half a second, eight times', {
    rounds: 1,
    trouble: (site) =>
      again(site, async () => {
        cut += await site.cutConnections(random() * 500);
      }),
  });

  test('there were connections to cut', () => {
    expect(cut).toBeGreaterThan(times);
  });
});

describe.skipIf('skip' in redis)('Redis forgets everything, again and again', () => {
  if ('skip' in redis) return;
  let server: TestRedis | undefined;
  const start = async (): Promise<TestRedis> => (server = await redis.start());
  reckoning(
    'Redis flushed',
    { rounds: 1, trouble: (site) => again(site, async () => await server?.wipe()) },
    start,
  );
});

describe('the queue in PostgreSQL is emptied, again and again', () => {
  reckoning('The tables of the queue emptied', {
    rounds: 1,
    trouble: (site) => again(site, () => site.emptyQueue()),
  });
});
