/** The app is killed again and again under load, with its queue in PostgreSQL: once at every step, and at any moment. */

import { describe } from 'vitest';
import { chance } from '../support/crash/chance.ts';
import { atAnyMoment, atEveryStep } from '../support/crash/plan.ts';
import { reckoning } from '../support/crash/reckoning.ts';

const title = 'Killed at every step, the queue in PostgreSQL';

describe(title, () => {
  const random = chance(title);
  reckoning(title, { plan: [...atEveryStep(1, random), ...atAnyMoment(6, random)] });
});
