/** Tables as bands: what is called what, and rows under headings that come again on each page. */

import type { Block, Column, Fact } from '../paper.ts';
import { band, beside, leading, padded, spaced, together } from './band.ts';
import type { Band, Piece } from './band.ts';
import type { Setting } from './blocks.ts';
import { within } from './element.ts';
import { colour, margin, style, textWidth } from './look.ts';
import type { Style } from './look.ts';
import { textBands } from './text.ts';

const above = 12;
const cellPad = 5;
const hair = { thickness: 0.6, colour: colour.hairline } as const;
const strong = { thickness: 1.2, colour: colour.accent } as const;
type Rule = typeof hair | typeof strong;

/** A longer row may go on on the next page. */
const mostHeldLines = 6;

/** The labels' part of the width. */
const labelShare = 0.34;

export function factBands(rows: readonly Fact[], { faces, parent }: Setting): readonly Band[] {
  const table = within(parent, 'Table');
  const labels = { x: margin.left, width: textWidth * labelShare - 14 };
  const values = {
    x: margin.left + textWidth * labelShare,
    width: textWidth * (1 - labelShare),
    besideLabel: true,
  };
  const bands = rows.flatMap(({ label, value }) => {
    const row = within(table, 'TR');
    const head = within(row, 'TH', { scope: 'Row' });
    const cell = within(row, 'TD');
    return rowOf(
      [
        textBands(label, faces, style.label, labels, { as: head }),
        textBands(value, faces, style.plain, values, { as: cell }),
      ],
      hair,
    );
  });
  return spaced([ruled(hair, true), ...bands], above);
}

export function tableBands(
  { about, columns, rows, total }: Extract<Block, { block: 'table' }>,
  { faces, parent }: Setting,
): readonly Band[] {
  const table = within(parent, 'Table', { alt: about });
  const places = placesOf(columns);
  const row = (texts: readonly string[], look: Style, scope: 'Column' | undefined, rule: Rule) => {
    const line = within(table, 'TR');
    const cells = places.map((place, index) => {
      const as = scope === undefined ? within(line, 'TD') : within(line, 'TH', { scope });
      const { align = 'start' } = columns[index] ?? {};
      return textBands(texts[index] ?? '', faces, { ...look, align }, place, { as });
    });
    return rowOf(cells, rule);
  };
  const titles = columns.map(({ title }) => title);
  const head = leading(row(titles, style.label, 'Column', strong));
  const body = rows.map((texts, index) => {
    const last = index === rows.length - 1 && total !== undefined;
    // The sum never stands alone on a page: it holds on to the last row.
    return last
      ? leading(row(texts, style.plain, undefined, strong))
      : row(texts, style.plain, undefined, hair);
  });
  const sum = total === undefined ? [] : row(total, style.strong, undefined, hair);
  const again = asOne(head);
  return spaced([...head, ...[...body.flat(), ...sum].map((one) => ({ ...one, head: again }))], above);
}

function placesOf(columns: readonly Column[]) {
  const between = 14;
  const room = textWidth - between * (columns.length - 1);
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = margin.left;
  return columns.map(({ share }) => {
    const place = { x, width: (room * share) / shares, besideLabel: true };
    x += place.width + between;
    return place;
  });
}

/** Cells side by side, and a rule below that stays with them. An empty cell is as high as a line. */
function rowOf(cells: readonly (readonly Band[])[], rule: Rule): readonly Band[] {
  const filled = cells.map((cell) => (cell.length === 0 ? [band(style.plain.leading)] : cell));
  const lines = padded(beside(...filled), cellPad, cellPad);
  const held = lines.length <= mostHeldLines ? together(lines) : lines;
  return [...held.slice(0, -1), ...held.slice(-1).map((one) => ({ ...one, hold: true })), ruled(rule, false)];
}

function ruled(rule: Rule, hold: boolean): Band {
  const fill = { piece: 'fill', x: margin.left, y: 0, width: textWidth } as const;
  return band(rule.thickness, [{ ...fill, height: rule.thickness, colour: rule.colour }], { hold });
}

function asOne(bands: readonly Band[]): Band {
  let height = 0;
  const pieces = bands.flatMap((one) => {
    const at = height;
    height += one.height;
    return one.pieces.map((piece): Piece => ({ ...piece, y: piece.y + at }));
  });
  return band(height, pieces);
}
