/** Random moments that can be had again: the seed is printed, and CRASH_SEED sets it. */

import { randomInt } from 'node:crypto';

export function chance(title: string): () => number {
  const given = process.env['CRASH_SEED'];
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  process.stdout.write(`\n${title}: CRASH_SEED=${seed}\n`);
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to choose moments.
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
