import { expect, test } from 'vitest';
import { movableClock } from '../../../src/clock.ts';

test('a clock that was moved runs on from there', () => {
  const clock = movableClock(0);
  const tomorrow = new Date(Date.now() + 86_400_000);
  clock.moveTo(tomorrow);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(tomorrow.getTime());
  expect(clock.now().getTime()).toBeLessThan(tomorrow.getTime() + 60_000);
  const again = movableClock(clock.aheadMs());
  expect(Math.abs(again.now().getTime() - clock.now().getTime())).toBeLessThan(1_000);
});

test('a clock does not go back', () => {
  const clock = movableClock(86_400_000);
  expect(() => clock.moveTo(new Date())).toThrow(/cannot go back/);
});
