/** What stands on laid out pages, and what of it stands where nobody would see it. */

import type { Piece } from '../../../src/documents/layout/band.ts';
import type { Laid } from '../../../src/documents/layout/lay-out.ts';
import { margin, page } from '../../../src/documents/layout/look.ts';
import { featuresFor } from '../../../src/documents/type/typing-order.ts';

export type LinePiece = Extract<Piece, { piece: 'line' }>;

export function linesOf(pieces: readonly Piece[]): readonly LinePiece[] {
  return pieces.filter((one) => one.piece === 'line');
}

export function wordsOf({ line }: LinePiece): string {
  return line.runs.map(({ text }) => text).join('');
}

/** What stands outside the room for it, in words. Letters reach up to a line above and half a line below their baseline. */
export function outside({ pages }: Laid): readonly string[] {
  return pages.flatMap(({ pieces, running }, index) => {
    const lines = linesOf(pieces).flatMap((one) => {
      const { x, y, line, size } = one;
      const right = x + line.width > page.width - margin.right + 0.5;
      const left = x < margin.left - 0.5;
      const low = y + Math.min(line.descent, size * 0.55) > page.height - margin.bottom + 0.5;
      const high = y - Math.min(line.ascent, size * 1.2) < margin.top - 0.5;
      return right || left || low || high ? [`page ${index + 1}: ${wordsOf(one)}`] : [];
    });
    const edges = [...pieces, ...running].flatMap((one) => {
      if (one.piece === 'line')
        return one.x >= 0 && one.x + one.line.width <= page.width && one.y <= page.height
          ? []
          : ['at the edge'];
      const fits =
        one.x >= 0 && one.x + one.width <= page.width && one.y >= 0 && one.y + one.height <= page.height;
      return fits ? [] : [one.piece];
    });
    return [...lines, ...edges];
  });
}

/** Letters that would be drawn as an empty box, each with its line. */
export function missingGlyphs({ pages }: Laid): readonly string[] {
  return pages.flatMap(({ pieces, running }) =>
    linesOf([...pieces, ...running]).flatMap((one) =>
      one.line.runs.flatMap(({ face, shown }) =>
        face.font.layout(shown, featuresFor(shown)).glyphs.some(({ id }) => id === 0)
          ? [`${shown} in: ${wordsOf(one)}`]
          : [],
      ),
    ),
  );
}
