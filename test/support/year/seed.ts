/**
 * Chance that can be had again: YEAR_SEED sets the seed, and it is printed. Every question has an answer of its own,
 * whatever was asked before it, so that one deed more or less in one life changes nothing in any other.
 */

export type Chance = {
  /** From 0 to 1, the same each time for the same question. */
  readonly of: (...question: readonly (string | number)[]) => number;
  readonly pick: <T>(from: readonly [T, ...T[]], ...question: readonly (string | number)[]) => T;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number, ...question: readonly (string | number)[]) => number;
};

/** The year that the sample in the documents is from. */
export const usualSeed = 2026;

export function chanceOf(seed: number): Chance {
  const of: Chance['of'] = (...question) => mixed(`${seed}:${question.join(':')}`);
  return {
    of,
    pick: (from, ...question) => from[Math.floor(of(...question) * from.length)] ?? from[0],
    between: (least, most, ...question) => least + Math.floor(of(...question) * (most - least + 1)),
  };
}

export function seedOfThisRun(): number {
  const seed = Number(process.env['YEAR_SEED'] ?? usualSeed);
  process.stdout.write(`\nA year of forty pairs: YEAR_SEED=${seed}\n`);
  return seed;
}

/** FNV-1a, and a last stir so that questions that differ in their end differ in the answer. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
