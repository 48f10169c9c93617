/** Words as bands: one for each line, each in its place across the page. */

import type { Faces } from '../type/faces.ts';
import { setLines } from '../type/lines.ts';
import type { Line } from '../type/lines.ts';
import { band } from './band.ts';
import type { Band } from './band.ts';
import { within } from './element.ts';
import type { Element, Role } from './element.ts';
import type { Style } from './look.ts';

export type Column = {
  readonly x: number;
  readonly width: number;
  /** A short value of another direction stays beside its label, where the eye looks for it. */
  readonly besideLabel?: boolean;
};

/**
 * Of the type size. At least those of the Latin font, so that lines side by side stand equally high. Some fonts leave
 * more room than this, for stacks of marks that hardly any word has.
 */
const leastAscent = 1.069;
const leastDescent = 0.293;
const mostAscent = 1.2;
const mostDescent = 0.55;

/**
 * Each paragraph becomes an element of that role within the parent; `as`: the one element that all of them belong to.
 * No paragraph leaves a single line behind on a page, nor takes one to the next.
 */
export function textBands(
  words: string,
  faces: Faces,
  style: Style,
  column: Column,
  into: { readonly parent: Element; readonly role: Role } | { readonly as: Element },
): readonly Band[] {
  const { weight, size } = style;
  const paragraphs = setLines(words, faces, { weight, size, width: column.width });
  const several = paragraphs.filter(({ length }) => length > 0).length > 1;
  const bands: Band[] = [];
  let gap = 0;
  for (const lines of paragraphs) {
    if (lines.length === 0) {
      gap += style.leading / 2;
      continue;
    }
    const element =
      'parent' in into ? within(into.parent, into.role) : several ? within(into.as, 'P') : into.as;
    for (const [index, line] of lines.entries()) {
      const made = lineBand(line, style, column, element, lines.length === 1);
      const hold = index < lines.length - 1 && (index === 0 || index === lines.length - 2);
      bands.push({ ...made, hold, before: index === 0 ? gap : 0 });
    }
    gap = style.leading / 4;
  }
  return bands;
}

export function lineBand(
  line: Line,
  style: Style,
  column: Column,
  element: Element | undefined,
  alone: boolean,
): Band {
  const ascent = style.size * Math.min(Math.max(line.ascent / style.size, leastAscent), mostAscent);
  const descent = style.size * Math.min(Math.max(line.descent / style.size, leastDescent), mostDescent);
  const height = Math.max(style.leading, ascent + descent);
  return band(height, [
    {
      piece: 'line',
      x: column.x + indentOf(line, style, column, alone),
      y: (height - ascent - descent) / 2 + ascent,
      line,
      size: style.size,
      colour: style.colour,
      ...(element !== undefined && { element }),
    },
  ]);
}

function indentOf(line: Line, { align = 'start' }: Style, column: Column, alone: boolean): number {
  const room = column.width - line.width;
  if (align === 'middle') return room / 2;
  const fromRight = line.direction === 'rtl' && !(alone && column.besideLabel === true);
  return (align === 'end') === fromRight ? 0 : room;
}
