/** The silence at which something that only rises reaches a line. */

/** Beyond so many cadences nobody waits for it. */
const LONGEST = 1_000;

const STEPS = 200;
const PRECISION = 1e-9;
const HALVED_EVERY = 4;

/**
 * The least silence, in cadences, at which `rising` is at or above `target`; `undefined` where it is not within a
 * thousand cadences. `rising` never falls. Between two silences that lie either side, the next is guessed along the
 * straight line (the Illinois rule, Dowell and Jarratt 1971); every fourth time what is left is halved, so that it ends
 * whatever the curve. The silence returned is never on the near side of the line.
 */
export function silenceReaching(
  rising: (silence: number) => number,
  target: number,
  firstGuess: number,
): number | undefined {
  let low = 0;
  let below = rising(0) - target;
  if (below >= 0) return 0;
  let high = Math.min(firstGuess, LONGEST);
  let above = rising(high) - target;
  for (; !(above >= 0); above = rising(high) - target) {
    if (high >= LONGEST) return undefined;
    low = high;
    below = above;
    high = Math.min(high * 2, LONGEST);
  }
  let side = 0;
  for (let step = 1; step <= STEPS && high - low > PRECISION * high; step += 1) {
    const guess = low - (below * (high - low)) / (above - below);
    const isHalved = step % HALVED_EVERY === 0 || !(guess > low && guess < high);
    const next = isHalved ? low + (high - low) / 2 : guess;
    // No number lies between the two.
    if (next <= low || next >= high) break;
    const there = rising(next) - target;
    if (there >= 0) {
      high = next;
      above = there;
      if (side === 1) below /= 2;
      side = 1;
    } else {
      low = next;
      below = there;
      if (side === -1) above /= 2;
      side = -1;
    }
  }
  return high;
}
