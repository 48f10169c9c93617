/** A person's initials on a colour of their own; the bot's is its icon. Decoration only: the name always stands beside it. */

import { h } from './dom.ts';

/** White text on each of these has a contrast of at least 4.5 to 1. */
const colours = ['#8a3b5c', '#365f9c', '#2f6f4e', '#7a4d9e', '#9a4a22', '#1f6b7a', '#6a5a1e', '#a0384a'];

export function avatar(name: string, size: number): HTMLElement {
  if (name === 'Rapport') {
    return h('img', { class: 'avatar', src: 'icon.svg', alt: '', width: size, height: size });
  }
  const element = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name));
  element.style.setProperty('--avatar', colours[hashOf(name) % colours.length] ?? '#365f9c');
  element.style.setProperty('--size', `${size}px`);
  return element;
}

/** First letters of the first and last word, past a title. */
export function initialsOf(name: string): string {
  const words = name
    .split(/\s+/u)
    .filter((word) => word !== '' && !/^(dr|mr|mrs|ms|miss|mx|prof)\.?$/iu.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return firstLetter(first).toUpperCase() + firstLetter(last).toUpperCase();
}

function firstLetter(word: string): string {
  const code = word.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
