/** The app is killed at every step of its work, with its queue in Redis. */

import { describe } from 'vitest';
import { reckoning } from '../support/crash-reckoning.ts';
import { atEveryStep, diedAtEveryStep } from '../support/crash-steps.ts';
import { findRedis } from '../support/redis.ts';

const redis = findRedis();

describe.skipIf('skip' in redis)('killed at every step, the queue in Redis', () => {
  if ('skip' in redis) return;
  const run = { plan: atEveryStep(1, 2, 4), rounds: 2 };
  diedAtEveryStep(reckoning('Killed at every step, the queue in Redis', run, redis.start), 3);
});
