/** The app is killed at every step of its work, with its queue in PostgreSQL. */

import { describe } from 'vitest';
import { reckoning } from '../support/crash-reckoning.ts';
import { atEveryStep, diedAtEveryStep } from '../support/crash-steps.ts';

describe('killed at every step, the queue in PostgreSQL', () => {
  const run = { plan: atEveryStep(1), rounds: 1 };
  diedAtEveryStep(reckoning('Killed at every step, the queue in PostgreSQL', run), 1);
});
