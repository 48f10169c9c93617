/** Breaks text into lines that fit a width, and puts every run of a line in its place from left to right. */

import { paragraphsOf } from './clusters.ts';
import type { Cluster, Paragraph } from './clusters.ts';
import type { Faces, Weight } from './faces.ts';
import { lineBreaks } from './line-breaks.ts';
import { inVisualOrder, runsOf, widthOf } from './runs.ts';
import type { Run } from './runs.ts';

/** A run in its place. Lengths in points. */
export type PlacedRun = Run & {
  /** From the line's left edge. */
  readonly x: number;
  readonly width: number;
};

export type Line = {
  /** In reading order, which need not be the order from left to right. */
  readonly runs: readonly PlacedRun[];
  /** Without the space at its end. */
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
  readonly direction: 'ltr' | 'rtl';
};

/** Lines of each paragraph; an empty paragraph has none. Words too long for a line are broken between letters. */
export function setLines(
  text: string,
  faces: Faces,
  set: { readonly weight: Weight; readonly size: number; readonly width: number },
): readonly (readonly Line[])[] {
  return paragraphsOf(text, faces, set.weight).map((paragraph) =>
    breakLines(paragraph, set).map((clusters) => placeRuns(clusters, paragraph, set.size)),
  );
}

type Piece = { readonly clusters: readonly Cluster[]; readonly width: number; readonly ink: number };

/** First fit: a line takes what fits, and the space at its end may stand over. */
function breakLines(
  paragraph: Paragraph,
  { size, width }: { readonly size: number; readonly width: number },
): readonly (readonly Cluster[])[] {
  const lines: Cluster[][] = [];
  let line: Cluster[] = [];
  let used = 0;
  for (const piece of piecesOf(paragraph, size)) {
    for (const part of piece.ink > width ? split(piece, size, width) : [piece]) {
      if (line.length > 0 && used + part.ink > width) {
        lines.push(line);
        line = [];
        used = 0;
      }
      line.push(...part.clusters);
      used += part.width;
    }
  }
  if (line.length > 0) lines.push(line);
  return lines.filter((one) => withoutSpaceAtEnd(one).length > 0);
}

/** What stands between two places where a line may end. */
function piecesOf({ text, clusters }: Paragraph, size: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const end of lineBreaks(text)) {
    let to = from;
    while (to < clusters.length && (clusters[to]?.start ?? 0) < end) to += 1;
    if (to > from) pieces.push(pieceOf(clusters.slice(from, to), size));
    from = to;
  }
  return pieces;
}

/** No line has room for so many letters: their width does not have to be known. */
const mostLetters = 400;

function pieceOf(clusters: readonly Cluster[], size: number): Piece {
  if (clusters.length > mostLetters) return { clusters, ink: Infinity, width: Infinity };
  const inked = withoutSpaceAtEnd(clusters);
  const ink = widthOf(runsOf(inked), size);
  return { clusters, ink, width: ink + widthOf(runsOf(clusters.slice(inked.length)), size) };
}

/**
 * As many letters as fit, again and again. Letters change with their neighbours, so that each try is measured; tries
 * grow from one letter, so that a very long word costs no more than its length.
 */
function split({ clusters }: Piece, size: number, width: number): readonly Piece[] {
  const parts: Piece[] = [];
  let from = 0;
  while (from < clusters.length) {
    const count = howManyFit(clusters.slice(from, from + mostLetters), size, width);
    parts.push(pieceOf(clusters.slice(from, from + count), size));
    from += count;
  }
  return parts;
}

/** At least one: a letter that is wider than the line stands on a line of its own. */
function howManyFit(clusters: readonly Cluster[], size: number, width: number): number {
  const fit = (count: number): boolean =>
    widthOf(runsOf(withoutSpaceAtEnd(clusters.slice(0, count))), size) <= width;
  let fits = 1;
  while (fits * 2 < clusters.length && fit(fits * 2)) fits *= 2;
  let tooMany = Math.min(fits * 2, clusters.length + 1);
  while (tooMany - fits > 1) {
    const half = Math.floor((fits + tooMany) / 2);
    if (fit(half)) fits = half;
    else tooMany = half;
  }
  return fits;
}

/** The space that ends a line is drawn behind it, outside its width, for those who copy or listen. */
function placeRuns(clusters: readonly Cluster[], { direction }: Paragraph, size: number): Line {
  const inked = withoutSpaceAtEnd(clusters);
  const runs = runsOf(inked);
  const xOf = new Map<Run, number>();
  let width = 0;
  for (const run of inVisualOrder(runs)) {
    xOf.set(run, width);
    width += widthOf([run], size);
  }
  const placed = runs.map((run) => ({ ...run, x: xOf.get(run) ?? 0, width: widthOf([run], size) }));
  const [first] = runs;
  const space =
    first === undefined || inked.length === clusters.length
      ? []
      : [{ ...first, text: ' ', shown: ' ', x: direction === 'rtl' ? 0 : width, width: 0 }];
  return {
    runs: [...placed, ...space],
    width,
    ascent: size * Math.max(0, ...runs.map(({ face }) => face.ascent)),
    descent: size * Math.max(0, ...runs.map(({ face }) => face.descent)),
    direction,
  };
}

function withoutSpaceAtEnd(clusters: readonly Cluster[]): readonly Cluster[] {
  let end = clusters.length;
  while (end > 0 && /^\s*$/u.test(clusters[end - 1]?.text ?? '')) end -= 1;
  return end === clusters.length ? clusters : clusters.slice(0, end);
}
