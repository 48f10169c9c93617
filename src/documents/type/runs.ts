/** Runs: the letters of a line that are drawn at once, and the order in which they stand from left to right. */

import { bidi } from './clusters.ts';
import type { Cluster } from './clusters.ts';
import type { Face } from './faces.ts';
import { featuresFor, inDrawingOrder } from './typing-order.ts';

/** One font, one direction. */
export type Run = {
  readonly face: Face;
  /** As it was written, in reading order. */
  readonly text: string;
  /** What the font is given, so that it comes out in the right order. */
  readonly shown: string;
  /** Bidirectional embedding level: odd runs from right to left. */
  readonly level: number;
};

/** Letters on either side of it are drawn as if there were nothing beside them. */
const nonJoiner = '\u200C';

/** In reading order. */
export function runsOf(clusters: readonly Cluster[]): readonly Run[] {
  const groups: Cluster[][] = [];
  for (const cluster of clusters) {
    const last = groups.at(-1)?.at(-1);
    const joins =
      last !== undefined &&
      !last.text.endsWith(nonJoiner) &&
      last.face === cluster.face &&
      last.level === cluster.level &&
      !last.spelledOut &&
      !cluster.spelledOut;
    if (joins) groups.at(-1)?.push(cluster);
    else groups.push([cluster]);
  }
  return groups
    .map((group) => ({
      face: group[0]?.face,
      level: group[0]?.level ?? 0,
      text: group.map(({ text }) => text).join(''),
      shown: forTheFont(group),
    }))
    .filter((run): run is Run => run.face !== undefined && run.shown !== '');
}

const leadingCommon = /^[\p{Script=Common}\p{Script=Inherited}]*/u;
const rightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * fontkit lays a text out from right to left when its first letter with a script is of such a script, and from left to
 * right otherwise. Where that is not what the paragraph asks for, such as for a bracket by itself or for Persian
 * digits, it is given the letters in the other order.
 */
function forTheFont(clusters: readonly Cluster[]): string {
  const [first] = clusters;
  const backwards = first !== undefined && first.level % 2 === 1 && !first.spelledOut;
  const shown = clusters.map((cluster) => (backwards ? mirrored(cluster.shown) : cluster.shown));
  const text = shown.join('');
  const byItself = rightToLeft.test(text.replace(leadingCommon, ''));
  return byItself === backwards ? inDrawingOrder(text) : shown.toReversed().join('');
}

/** Brackets and the like, turned round as they are from right to left. */
export function mirrored(text: string): string {
  return Array.from(text, (one) => bidi.getMirroredCharacter(one) ?? one).join('');
}

/** Rule L2 of Unicode Standard Annex 9: from the highest level down, turn round whatever is at it or above. */
export function inVisualOrder<T extends { readonly level: number }>(runs: readonly T[]): readonly T[] {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && (order[to]?.level ?? 0) >= level) to += 1;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = to;
    }
  }
  return order;
}

/** In points, at a type size in points. */
export function widthOf(runs: readonly Pick<Run, 'face' | 'shown'>[], size: number): number {
  return runs.reduce((sum, run) => sum + widthInEm(run), 0) * size;
}

/** Words come again and again, and shaping one is what takes the time. */
const measured = new WeakMap<Face, Map<string, number>>();

function widthInEm({ face, shown }: Pick<Run, 'face' | 'shown'>): number {
  const known = measured.get(face) ?? new Map<string, number>();
  measured.set(face, known);
  const width =
    known.get(shown) ?? face.font.layout(shown, featuresFor(shown)).advanceWidth / face.font.unitsPerEm;
  known.set(shown, width);
  return width;
}
