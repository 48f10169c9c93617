/**
 * Slack fetches every picture of a message before it takes the message, and refuses the whole where it cannot: behind a
 * firewall always, and now and then for no reason (https://github.com/slackapi/python-slack-sdk/issues/1782). Then the
 * words that describe the picture stand in its place.
 */

import type { KnownBlock } from '@slack/types';
import { limits } from './limits.ts';
import { line } from './text.ts';

/** What a call sends; `undefined` where there is no picture in it. */
export function inWords<Args>(args: Args): Args | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  if ('blocks' in args && hasPictures(args.blocks)) return { ...args, blocks: args.blocks.map(describe) };
  if (!('view' in args)) return undefined;
  const view = inWords(args.view);
  return view === undefined ? undefined : { ...args, view };
}

function hasPictures(blocks: unknown): blocks is readonly KnownBlock[] {
  return Array.isArray(blocks) && blocks.some((block: KnownBlock) => block.type === 'image');
}

function describe(block: KnownBlock): KnownBlock {
  if (block.type !== 'image') return block;
  return { type: 'section', text: line(block.alt_text, limits.sectionText.value, 'picture', () => {}) };
}
