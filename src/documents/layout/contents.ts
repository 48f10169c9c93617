/** A table of contents: each bound paper with the page where it begins, all of it a link to there. */

import type { Paper } from '../paper.ts';
import type { Faces } from '../type/faces.ts';
import { band, beside, padded, spaced } from './band.ts';
import type { Band } from './band.ts';
import { within } from './element.ts';
import type { Element } from './element.ts';
import { colour, margin, style, textWidth } from './look.ts';
import { textBands } from './text.ts';

const whole = { x: margin.left, width: textWidth } as const;
const pageWidth = 40;
const titles = { x: margin.left, width: textWidth - pageWidth - 14, besideLabel: true } as const;
const numbers = { x: margin.left + textWidth - pageWidth, width: pageWidth } as const;

/** How a link finds where a part begins: 0 is the paper itself, those bound into it count from 1. */
export function nameOfPart(number: number): string {
  return `part-${number}`;
}

export function contentsBands(
  papers: readonly Paper[],
  parent: Element,
  faces: Faces,
  pageOf: (name: string) => string,
): readonly Band[] {
  const list = within(parent, 'TOC');
  return papers.flatMap((paper, index) => {
    const to = nameOfPart(index + 1);
    const entry = entryBands(paper, { to, page: pageOf(to) }, list, faces);
    return spaced(entry, index === 0 ? 14 : 0);
  });
}

function entryBands(
  { title, lead = '' }: Paper,
  { to, page }: { readonly to: string; readonly page: string },
  list: Element,
  faces: Faces,
): readonly Band[] {
  const link = within(within(list, 'TOCI'), 'Link');
  const words = beside(
    textBands(title, faces, style.strong, titles, { as: link }),
    textBands(page, faces, { ...style.plain, align: 'end' }, numbers, { as: link }),
  );
  const more = textBands(lead, faces, style.quiet, titles, { as: link });
  const says = `${title}, page ${page}`;
  const lines = padded([...words, ...more], 6, 6).map((one) => ({
    ...one,
    hold: true,
    pieces: [
      ...one.pieces,
      { piece: 'link', ...whole, y: 0, height: one.height, to, says, element: link } as const,
    ],
  }));
  const rule = { piece: 'fill', ...whole, y: 0, height: 0.6, colour: colour.hairline } as const;
  return [...lines, band(rule.height, [rule])];
}
