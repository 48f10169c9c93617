/** The app is killed from outside, at moments that nobody chose, in the middle of whatever it is doing. */

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { chance } from '../support/crash-chance.ts';
import { reckoning } from '../support/crash-reckoning.ts';

const kills = 10;

describe('killed at random moments in a burst', () => {
  const random = chance('Killed at random moments');
  const outcome = reckoning('Killed at random moments in a burst', {
    rounds: 1,
    trouble: async (site, director) => {
      for (let killed = 0; killed < kills; killed += 1) {
        await site.isUp();
        await pause(random() * 800);
        await director.kill();
      }
    },
  });

  test('the app has died as often as planned', () => {
    expect(outcome().deaths.length).toBeGreaterThanOrEqual(kills);
  });
});
