/** Drawing the same card smaller and smaller until it fits, so that a card too large for Teams still says what it can. */

import { cutText, fitList, fitText, type Warn, type Warning } from '../../src/ui/fit.ts';

/** How much of a card one attempt may show. */
export type Room = {
  readonly textUnits: number;
  readonly items: number;
  readonly warn: Warn;
};

const attempts: readonly Omit<Room, 'warn'>[] = [
  { textUnits: Infinity, items: Infinity },
  { textUnits: 4_000, items: 200 },
  { textUnits: 2_000, items: 80 },
  { textUnits: 800, items: 40 },
  { textUnits: 300, items: 20 },
  { textUnits: 100, items: 8 },
  { textUnits: 40, items: 3 },
];

/** The first attempt that fits with the warnings of that attempt, or the last one. */
export function fitDrawing<T>(
  draw: (room: Room) => T,
  fits: (drawn: T) => boolean,
): { drawn: T; warnings: Warning[]; fitted: boolean } {
  let last: { drawn: T; warnings: Warning[] } | undefined;
  for (const attempt of attempts) {
    const warnings: Warning[] = [];
    const drawn = draw({ ...attempt, warn: (warning) => warnings.push(warning) });
    if (fits(drawn)) return { drawn, warnings, fitted: true };
    last = { drawn, warnings };
  }
  if (last === undefined) throw new Error('There is at least one attempt.');
  return { ...last, fitted: false };
}

export function fitWords(value: string, where: string, room: Room): string {
  return fitText(value, room.textUnits, where, room.warn);
}

/** The entries that have room; `more` says how many were left out, in words for the reader. */
export function fitEntries<T>(
  all: readonly T[],
  where: string,
  room: Room,
): { kept: readonly T[]; more: string | undefined } {
  const { kept, more } = fitList(all, room.items, where, room.warn);
  return { kept, more: more === 0 ? undefined : `and ${more} more` };
}

/** A label that nobody needs in full to know what it is. */
export function cutLabel(value: string, room: Room): string {
  return Number.isFinite(room.textUnits) ? cutText(value, Math.max(room.textUnits, 60)) : value;
}
