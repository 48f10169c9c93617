/** Where plain words lead: the first word names a command, the rest goes with it. */

import type { Registry } from './dialog.ts';

export type Meant = { readonly dialog: string; readonly action: string; readonly words: string };

/** Words that people put before a command without meaning anything by them. */
const openers = new Set(['please', 'hi', 'hello', 'hey', 'mentor', '/mentor', 'rapport', '@rapport']);

/** Reads loosely: case, punctuation, and politeness do not matter; "Help me" means help. */
export function readWords(entry: Registry['entry'], typed: string): Meant {
  const words = typed
    .normalize('NFKC')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
  const parts = words.split(/\s+/).filter((part) => part !== '');
  let first = 0;
  while (first < parts.length && openers.has(bare(parts[first]))) first += 1;
  const word = bare(parts[first]);
  if (Object.hasOwn(entry.commands, word)) {
    const meant = entry.commands[word];
    if (meant !== undefined) return { ...meant, words: parts.slice(first + 1).join(' ') };
  }
  return { ...entry.otherwise, words: parts.slice(first).join(' ') };
}

function bare(part: string | undefined): string {
  return (part ?? '').toLowerCase().replaceAll(/^[^\p{L}\p{N}/@]+|[^\p{L}\p{N}]+$/gu, '');
}
