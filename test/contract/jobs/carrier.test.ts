/** Runs the carrier's contract on PostgreSQL, and on Redis where there is one. */

import { describe, it } from 'vitest';

import { testServer } from '../../support/postgres.ts';
import { findRedis } from '../../support/redis.ts';
import { carrierContract } from './carrier.ts';
import { postgresSite, redisSite } from './site.ts';

carrierContract('PostgreSQL', async () => await postgresSite(await testServer()));

const redis = findRedis();
if ('skip' in redis) {
  describe('carrier on Redis', () => {
    it.skip(redis.skip, () => {});
  });
} else {
  carrierContract('Redis', async () => {
    const running = await redis.start();
    const site = await redisSite(running);
    return {
      ...site,
      close: async () => {
        await site.close();
        await running.stop();
      },
    };
  });
}
