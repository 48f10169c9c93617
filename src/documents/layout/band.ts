/**
 * Bands: what is as wide as the page and never cut in two, such as a line of text or a row of lines side by side. A block
 * becomes bands, and bands are stacked into pages.
 */

import type { Line } from '../type/lines.ts';
import type { Element } from './element.ts';
import type { Colour } from './look.ts';

/**
 * In points, from the upper left of a band, and of the page once it is placed there; `y` grows downwards. What has no
 * element is decoration, and not read aloud.
 */
export type Piece =
  | {
      readonly piece: 'line';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly line: Line;
      readonly size: number;
      readonly colour: Colour;
      readonly element?: Element;
    }
  | (Box & { readonly piece: 'fill'; readonly colour: Colour })
  | (Box & { readonly piece: 'tick'; readonly ticked: boolean; readonly element: Element })
  | (Box & { readonly piece: 'picture'; readonly bytes: Uint8Array; readonly element: Element })
  /** Leads to where the part of that name begins. */
  | (Box & { readonly piece: 'link'; readonly to: string; readonly says: string; readonly element: Element });

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Band = {
  /** Space above, which falls away at the head of a page. */
  readonly before: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** Stays on one page with the next band, if that is possible at all. */
  readonly hold: boolean;
  /** Begins a page, which belongs to the paper with this number. */
  readonly begins?: number;
  /** Where a reader may want to jump to. */
  readonly mark?: { readonly title: string; readonly depth: number; readonly name?: string };
  /** Drawn again above this band where it is the first of a page: the heading of a table that goes on. */
  readonly head?: Band;
};

export function band(height: number, pieces: readonly Piece[] = [], more: Partial<Band> = {}): Band {
  return { before: 0, hold: false, ...more, height, pieces };
}

/** Puts columns side by side, first beside first. All pieces have their place across the page already. */
export function beside(...columns: readonly (readonly Band[])[]): readonly Band[] {
  const longest = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => {
    const row = onOneBaseline(columns.flatMap((column) => column[index] ?? []));
    return band(
      Math.max(...row.map(({ height }) => height)),
      row.flatMap(({ pieces }) => pieces),
      { before: Math.max(...row.map(({ before }) => before)), hold: row.some(({ hold }) => hold) },
    );
  });
}

/** A line of a script that needs more room stands lower than the others, which come down to it. */
function onOneBaseline(row: readonly Band[]): readonly Band[] {
  const baselines = row.map(({ pieces }) => pieces.find(({ piece }) => piece === 'line')?.y);
  const lowest = Math.max(0, ...baselines.map((y) => y ?? 0));
  return row.map((one, index) => {
    const down = lowest - (baselines[index] ?? lowest);
    const pieces = one.pieces.map((piece) => ({ ...piece, y: piece.y + down }));
    return { ...one, height: one.height + down, pieces };
  });
}

/** The same bands with space above the first, which stays even at the head of a page, and below the last. */
export function padded(bands: readonly Band[], above: number, below: number): readonly Band[] {
  return bands.map((one, index) => {
    const down = one.before * (index > 0 ? 1 : 0) + (index === 0 ? above : 0);
    return {
      ...one,
      before: 0,
      height: down + one.height + (index === bands.length - 1 ? below : 0),
      pieces: one.pieces.map((piece) => ({ ...piece, y: piece.y + down })),
    };
  });
}

/** All but the last hold on to the next. */
export function together(bands: readonly Band[]): readonly Band[] {
  return bands.map((one, index) => (index < bands.length - 1 ? { ...one, hold: true } : one));
}

/** So much more space above the first. */
export function spaced(bands: readonly Band[], before: number): readonly Band[] {
  return bands.map((one, index) => (index === 0 ? { ...one, before: one.before + before } : one));
}

/** The last holds on to whatever comes next. */
export function leading(bands: readonly Band[]): readonly Band[] {
  return together(bands).map((one, index, all) => (index === all.length - 1 ? { ...one, hold: true } : one));
}
