/** Stacks bands into pages, keeping together what holds on to each other. */

import type { Band, Piece } from './band.ts';
import { margin, textHeight } from './look.ts';

export type Page = {
  /** Number of the paper that it belongs to, and whether it is the first of it. */
  readonly paper: number;
  readonly first: boolean;
  readonly pieces: Piece[];
  readonly marks: {
    readonly title: string;
    readonly depth: number;
    readonly name?: string;
    readonly y: number;
  }[];
};

export function stack(bands: readonly Band[]): readonly Page[] {
  const pages: Page[] = [];
  let used = 0;

  function turn(begins: number | undefined): void {
    const last = pages.at(-1);
    pages.push({ paper: begins ?? last?.paper ?? 0, first: begins !== undefined, pieces: [], marks: [] });
    used = 0;
  }

  function place(one: Band): void {
    const page = pages.at(-1);
    if (page === undefined) return;
    if (used > 0) used += one.before;
    else if (one.head !== undefined) {
      draw(page, withoutElements(one.head), margin.top);
      used += one.head.height;
    }
    const y = margin.top + used;
    draw(page, one.pieces, y);
    if (one.mark !== undefined) page.marks.push({ ...one.mark, y });
    used += one.height;
  }

  for (const held of heldTogether(bands)) {
    const begins = held[0]?.begins;
    const height = heightOf(held);
    const fits = used + (used > 0 ? (held[0]?.before ?? 0) : 0) + height <= textHeight;
    if (begins !== undefined || pages.length === 0) turn(begins ?? 0);
    else if (!fits && used > 0 && height <= textHeight) turn(undefined);
    for (const one of held) {
      if (used > 0 && used + one.before + one.height > textHeight) turn(undefined);
      place(one);
    }
  }
  return pages;
}

function heldTogether(bands: readonly Band[]): readonly (readonly Band[])[] {
  const groups: Band[][] = [];
  let open = false;
  for (const one of bands) {
    if (open && one.begins === undefined) groups.at(-1)?.push(one);
    else groups.push([one]);
    open = one.hold;
  }
  return groups;
}

/** Without the space above the first. */
function heightOf(bands: readonly Band[]): number {
  return bands.reduce((sum, { before, height }, index) => sum + height + (index > 0 ? before : 0), 0);
}

/** Grounds that meet become one, or a hair of white would show between them. */
function draw(page: Page, pieces: readonly Piece[], down: number): void {
  for (const piece of pieces) {
    const placed = { ...piece, y: piece.y + down };
    const above = page.pieces.findLastIndex(
      (one) =>
        one.piece === 'fill' &&
        placed.piece === 'fill' &&
        one.x === placed.x &&
        one.width === placed.width &&
        one.colour === placed.colour &&
        Math.abs(one.y + one.height - placed.y) < 0.01,
    );
    const meeting = page.pieces[above];
    if (meeting?.piece === 'fill' && placed.piece === 'fill')
      page.pieces[above] = { ...meeting, height: meeting.height + placed.height };
    else page.pieces.push(placed);
  }
}

function withoutElements({ pieces }: Band): readonly Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.piece === 'fill') return [piece];
    if (piece.piece !== 'line') return [];
    const { element: _, ...line } = piece;
    return [line];
  });
}
