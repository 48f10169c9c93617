/** The app is killed again and again under load, with its queue in Redis: twice at every step. */

import { describe } from 'vitest';
import { chance } from '../support/crash/chance.ts';
import { atEveryStep } from '../support/crash/plan.ts';
import { reckoning } from '../support/crash/reckoning.ts';
import { findRedis } from '../support/redis.ts';

const title = 'Killed at every step, the queue in Redis';
const redis = findRedis();

describe.skipIf('skip' in redis)(title, () => {
  if ('skip' in redis) return;
  const random = chance(title);
  reckoning(title, { plan: atEveryStep(2, random) }, redis.start);
});
