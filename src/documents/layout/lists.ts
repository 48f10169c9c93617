/** Lists as bands: points, and things to be ticked off. */

import type { Check } from '../paper.ts';
import { band, beside, leading, spaced, together } from './band.ts';
import type { Band } from './band.ts';
import type { Setting } from './blocks.ts';
import { within } from './element.ts';
import type { Element } from './element.ts';
import { colour, margin, style, textWidth } from './look.ts';
import { textBands } from './text.ts';

const bulletWidth = 20;
const tickWidth = 26;
const tickSide = 11;

export function listBands(items: readonly string[], { faces, parent }: Setting): readonly Band[] {
  const list = within(parent, 'L');
  const place = { x: margin.left + 5, width: bulletWidth };
  const column = { x: margin.left + bulletWidth, width: textWidth - bulletWidth, besideLabel: true };
  const look = { ...style.plain, colour: colour.accent };
  return items.flatMap((text, index) => {
    const item = within(list, 'LI');
    const bullet = textBands('•', faces, look, place, { as: within(item, 'Lbl') });
    const words = textBands(text, faces, style.plain, column, { as: within(item, 'LBody') });
    return spaced(beside(bullet, words), index === 0 ? 9 : 3);
  });
}

export function checklistBands(items: readonly Check[], setting: Setting): readonly Band[] {
  const list = within(setting.parent, 'L');
  return items.flatMap((item) => checkBands(item, list, setting));
}

function checkBands({ text, ticked, note = '' }: Check, list: Element, { faces }: Setting): readonly Band[] {
  const item = within(list, 'LI');
  const label = within(item, 'Lbl', { actual: ticked ? 'Done:' : 'Open:' });
  const box = { x: margin.left + 1, y: 2.5, width: tickSide, height: tickSide };
  const tick = band(style.plain.leading, [{ piece: 'tick', ...box, ticked, element: label }]);
  const column = { x: margin.left + tickWidth, width: textWidth - tickWidth, besideLabel: true };
  const into = { parent: within(item, 'LBody'), role: 'P' } as const;
  const words = textBands(text, faces, style.plain, column, into);
  const notes = textBands(note, faces, style.quiet, column, into);
  const said = beside([tick], words);
  return spaced([...(notes.length === 0 ? together(said) : leading(said)), ...notes], 7);
}
