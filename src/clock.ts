/** The time: the system's, or one that a host can move forward. */

import type { Clock } from './engine/ports.ts';

export const systemClock: Clock = { now: () => new Date() };

export type MovableClock = Clock & {
  /** Moves the clock forward to an instant; going backwards is refused with a `RangeError`. */
  readonly moveTo: (to: Date) => void;
  /** How far ahead of the system's time it is, in milliseconds. */
  readonly aheadMs: () => number;
};

/** A clock that runs like the system's, so many milliseconds ahead of it. */
export function movableClock(aheadMs: number): MovableClock {
  let ahead = aheadMs;
  const now = (): Date => new Date(Date.now() + ahead);
  return {
    now,
    aheadMs: () => ahead,
    moveTo: (to) => {
      const by = to.getTime() - now().getTime();
      if (by < 0) throw new RangeError(`The clock cannot go back: it is ${now().toISOString()} already.`);
      ahead += by;
    },
  };
}
