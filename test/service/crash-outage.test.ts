/** What the app leans on breaks under load, while the app itself goes on: the database goes away, the queue forgets, the clock is wrong. */

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chance } from '../support/crash/chance.ts';
import { cutConnections, emptyQueue } from '../support/crash/outage.ts';
import { reckoning } from '../support/crash/reckoning.ts';
import type { CrashSite } from '../support/crash/site.ts';
import { findRedis } from '../support/redis.ts';
import type { TestRedis } from '../support/redis.ts';

const times = 6;
const random = chance('Outages');
const redis = findRedis();
/** Nobody dies here, so that nobody's clock jumps past a lease. What waits for one waits this long. */
const leaseMs = 5_000;

/** At random moments of the app's life, one after the other and then again. */
async function breaking(site: CrashSite, ...breaks: readonly (() => Promise<unknown>)[]): Promise<void> {
  await site.isUp();
  for (let broken = 0; broken < times; broken += 1) {
    for (const breakIt of breaks) {
      await pause(random() * 800);
      await breakIt();
    }
  }
}

describe('the database goes away, and the queue in it forgets everything, again and again', () => {
  let cut = 0;
  let forgotten = 0;
  reckoning('The database away for up to half a second, the queue in PostgreSQL emptied: six times each', {
    leaseMs,
    trouble: (site) =>
      breaking(
        site,
        async () => {
          cut += await cutConnections(site, random() * 500);
        },
        async () => {
          forgotten += await emptyQueue(site);
        },
      ),
  });

  test('there were connections to cut, and jobs to forget', () => {
    expect(cut).toBeGreaterThan(times);
    expect(forgotten).toBeGreaterThan(0);
  });
});

/** What is written down while it is ahead waits for that time: nobody here could wait for an hour. */
const mostWrongMs = 15_000;

describe('the app’s clock is put forward and back again, again and again', () => {
  reckoning('The clock up to fifteen seconds ahead, and right again: six times', {
    leaseMs,
    trouble: (site) =>
      breaking(
        site,
        async () => site.putWrong(random() * mostWrongMs),
        async () => site.putWrong(0),
      ),
  });
});

describe.skipIf('skip' in redis)('Redis forgets everything, again and again', () => {
  if ('skip' in redis) return;
  let server: TestRedis | undefined;
  const start = async (): Promise<TestRedis> => (server = await redis.start());
  reckoning(
    'Redis flushed: six times',
    { leaseMs, trouble: (site) => breaking(site, async () => await server?.wipe()) },
    start,
  );
});
