/** Plain words as an element of a card. */

import type { Element, TextBlock } from './elements.ts';
import { escapeMarkdown } from './markdown.ts';

/** No element for blank text: clients refuse a TextBlock that has none. */
export function textBlocks(
  value: string,
  look: Omit<TextBlock, 'type' | 'text' | 'wrap'> & Pick<Element, 'spacing'> = {},
): readonly Element[] {
  const text = escapeMarkdown(value);
  return text === '' ? [] : [{ type: 'TextBlock', text, wrap: true, ...look }];
}
