/** Every kind of block as bands. */

import type { Block } from '../paper.ts';
import type { Faces } from '../type/faces.ts';
import { band, leading, padded, spaced } from './band.ts';
import type { Band, Piece } from './band.ts';
import { within } from './element.ts';
import type { Element } from './element.ts';
import { checklistBands, listBands } from './lists.ts';
import { colour, margin, style, textHeight, textWidth } from './look.ts';
import { signatureBands } from './signatures.ts';
import { factBands, tableBands } from './tables.ts';
import { textBands } from './text.ts';

/** What needs no other page to be laid out: a bound paper and a table of contents do. */
export type PlainBlock = Exclude<Block, { block: 'bound' | 'contents' }>;

export type Setting = {
  readonly faces: Faces;
  /** What the block's elements go into. */
  readonly parent: Element;
  /** Of headings: a step further down where the paper is bound into another. */
  readonly heading: 'H2' | 'H3';
};

const whole = { x: margin.left, width: textWidth } as const;

export function blockBands(block: PlainBlock, setting: Setting): readonly Band[] {
  const { faces, parent } = setting;
  switch (block.block) {
    case 'heading':
      return headingBands(block.text, setting);
    case 'text': {
      const tone = style[block.tone ?? 'plain'];
      return spaced(textBands(block.text, faces, tone, whole, { parent, role: 'P' }), 11);
    }
    case 'panel':
      return panelBands(block, setting);
    case 'list':
      return listBands(block.items, setting);
    case 'facts':
      return factBands(block.rows, setting);
    case 'table':
      return tableBands(block, setting);
    case 'checklist':
      return checklistBands(block.items, setting);
    case 'signatures':
      return signatureBands(block.parties, setting);
    case 'picture':
      return [pictureBand(block, parent)];
    default:
      return block satisfies never;
  }
}

function headingBands(text: string, { faces, parent, heading }: Setting): readonly Band[] {
  const lines = textBands(text, faces, style.heading, whole, { parent, role: heading });
  const [first, ...rest] = leading(padded(lines, 0, 2));
  if (first === undefined) return [];
  const mark = { title: text, depth: heading === 'H2' ? 1 : 2 };
  return [{ ...first, before: 24, mark }, ...rest];
}

function panelBands(
  { title = '', text }: Extract<Block, { block: 'panel' }>,
  { faces, parent }: Setting,
): readonly Band[] {
  const column = { x: margin.left + 17, width: textWidth - 34 };
  const into = { parent, role: 'P' } as const;
  const lines = [
    ...leading(textBands(title, faces, style.strong, column, into)),
    ...textBands(text, faces, style.plain, column, into),
  ];
  const onGround = padded(lines, 12, 13).map((one) => ({
    ...one,
    pieces: [...groundOf(one), ...one.pieces],
  }));
  return spaced(onGround, 16);
}

function groundOf({ height }: Band): readonly Piece[] {
  const fill = { piece: 'fill', x: margin.left, y: 0, height } as const;
  return [
    { ...fill, width: textWidth, colour: colour.tint },
    { ...fill, width: 3, colour: colour.accent },
  ];
}

/** As wide as the text, unless it would be higher than the page. */
function pictureBand(
  { bytes, width, height, alt }: Extract<Block, { block: 'picture' }>,
  parent: Element,
): Band {
  const scale = Math.min(textWidth / width, textHeight / height);
  const box = {
    x: margin.left + (textWidth - width * scale) / 2,
    y: 0,
    width: width * scale,
    height: height * scale,
  };
  const element = within(parent, 'Figure', { alt });
  return band(box.height, [{ piece: 'picture', ...box, bytes, element }], { before: 14 });
}
