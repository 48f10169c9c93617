/** Buttons of one card that would say the same, because two people share a name or long names begin alike. */

import { cutText } from '../ui/fit.ts';
import type { Button, Card } from '../ui/view.ts';

/** `labelWith` keeps to the same. */
const mostLabel = 40;

/**
 * The card with the second of equal labels marked (2), the third (3), in the order in which they stand: a screen reader
 * lists buttons without the words around them.
 */
export function tellApart(view: Card): Card {
  const taken = new Set<string>();
  const marked = (one: Button): Button => {
    const label = freeLabel(one.label, taken);
    taken.add(label);
    return { ...one, label };
  };
  return {
    ...view,
    body: view.body.map((block) =>
      block.type === 'buttons' ? { ...block, buttons: block.buttons.map(marked) } : block,
    ),
  };
}

/** The text with a mark at its end, within `most`; the cut never falls inside what a reader sees as one character. */
export function withMark(words: string, mark: string, most = mostLabel): string {
  return cutText(words, most - mark.length) + mark;
}

function freeLabel(label: string, taken: ReadonlySet<string>): string {
  let free = label;
  for (let count = 2; taken.has(free); count += 1) free = withMark(label, ` (${count})`);
  return free;
}
