/** The steps at which the app can be killed, and the plan that kills it at each of them. */

import { expect, test } from 'vitest';
import type { Step } from '../../src/engine/ports.ts';
import type { DieAt } from './crash-app.ts';
import type { Outcome } from './crash-run.ts';

/** Every step of the engine: one that is missing here does not compile. */
const each = {
  'turn:taken': true,
  'turn:decided': true,
  'turn:written': true,
  'turn:committed': true,
  'turn:nudged': true,
  'timer:claimed': true,
  'timer:written': true,
  'timer:committed': true,
  'delivery:leased': true,
  'delivery:sending': true,
  'delivery:sent': true,
  'delivery:recorded': true,
} as const satisfies Record<Step, true>;

export const steps = Object.keys(each) as readonly Step[]; // the keys of a constant are what they are

/** Once at every step when it comes for the first time, then once when it comes for the second, and so on. */
export function atEveryStep(...hits: readonly number[]): readonly DieAt[] {
  return hits.flatMap((hit) => steps.map((step) => ({ step, hit })));
}

export function diedAtEveryStep(outcome: () => Outcome, times: number): void {
  test('the app has died at every step, as often as planned', () => {
    const { deaths, undone } = outcome();
    for (const step of steps)
      expect(deaths.filter(({ at }) => at === step).length, step).toBeGreaterThanOrEqual(times);
    expect(undone).toBe(0);
  });
}
