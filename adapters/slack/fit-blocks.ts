/** Fitting a whole list of blocks into one message or view, and telling the reader what was left out. */

import type { KnownBlock } from '@slack/types';
import type { Warn } from '../../src/ui/fit.ts';
import { at } from './payload.ts';
import { plain } from './text.ts';

/**
 * The blocks, or their beginning and a line that says how many more there were. Buttons at the very end are kept: a
 * card that cannot be answered is worse than one that is cut short.
 */
export function fitBlocks(
  blocks: readonly KnownBlock[],
  room: { readonly blocks: number; readonly text?: number },
  where: string,
  warn: Warn,
): KnownBlock[] {
  const textRoom = room.text ?? Number.POSITIVE_INFINITY;
  if (blocks.length <= room.blocks && textLength(blocks) <= textRoom) return [...blocks];

  const tail = trailingButtons(blocks, Math.floor(room.blocks / 2), textRoom / 2);
  const kept: KnownBlock[] = [];
  let used = textLength(tail) + noteLength;
  for (const block of blocks.slice(0, blocks.length - tail.length)) {
    used += textLength(block);
    if (kept.length + tail.length + 1 >= room.blocks || used > textRoom) break;
    kept.push(block);
  }
  const more = blocks.length - kept.length - tail.length;
  warn({ code: 'dropped', where, detail: `${blocks.length} blocks, ${kept.length + tail.length} fit` });
  return [...kept, { type: 'context', elements: [plain(sayMore(more))] }, ...tail];
}

/** Characters of every text inside, as Slack's limit on a whole message counts them. */
export function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textLength(one), 0);
  const text = at(value, 'text');
  if (typeof text === 'string') return text.length;
  return Object.values(value).reduce<number>((sum, one) => sum + textLength(one), 0);
}

function trailingButtons(blocks: readonly KnownBlock[], most: number, textRoom: number): KnownBlock[] {
  const tail: KnownBlock[] = [];
  for (const block of blocks.toReversed()) {
    if (block.type !== 'actions' || tail.length === most || textLength([...tail, block]) > textRoom) break;
    tail.unshift(block);
  }
  return tail;
}

function sayMore(count: number): string {
  return count === 1 ? '1 more part did not fit here.' : `${count} more parts did not fit here.`;
}

const noteLength = sayMore(9_999).length;
