/** The Markdown that cards may use: emphasis, links, lists, line breaks and escapes. Everything else is text. */

import { append, h } from './dom.ts';
import type { Child } from './dom.ts';

export function drawMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let list: { readonly element: HTMLElement; readonly ordered: boolean } | undefined;
  let paragraph: HTMLElement | undefined;

  for (const line of text.replaceAll('\r', '').split('\n')) {
    const item = /^\s*(?:([-*])|(\d+)[.)])\s+(.*)$/u.exec(line);
    if (item !== null) {
      paragraph = undefined;
      const ordered = item[2] !== undefined;
      if (list?.ordered !== ordered) {
        list = { element: ordered ? h('ol', { start: item[2] }) : h('ul'), ordered };
        append(fragment, list.element);
      }
      append(list.element, h('li', {}, ...drawInline(item[3] ?? '')));
    } else if (line.trim() === '') {
      list = undefined;
      paragraph = undefined;
    } else {
      list = undefined;
      if (paragraph === undefined) {
        paragraph = h('p');
        append(fragment, paragraph);
      } else {
        append(paragraph, h('br'));
      }
      append(paragraph, ...drawInline(line.trim()));
    }
  }
  return fragment;
}

/** The same as markup, for the card library, which takes nothing else; every character of it was built as a node. */
export function markdownHtml(text: string): string {
  const holder = h('div');
  holder.append(drawMarkdown(text));
  return holder.innerHTML;
}

const inline =
  /\\([!-/:-@[-`{-~])|\[([^\]\n]+)\]\(([^)\s]+)\)|\*\*(?=\S)((?:\\.|[^\\\n])*?\S)\*\*|(?<![\p{L}\p{N}])__(?=\S)((?:\\.|[^\\\n])*?\S)__(?![\p{L}\p{N}])|\*(?=[^\s*])((?:\\.|[^\\*\n])*?[^\s*])\*|(?<![\p{L}\p{N}])_(?=\S)((?:\\.|[^\\_\n])*?\S)_(?![\p{L}\p{N}])|`([^`\n]+)`|~~(?=\S)([^~\n]*\S)~~/gu;

function drawInline(text: string): Child[] {
  const out: Child[] = [];
  let from = 0;
  for (const found of text.matchAll(inline)) {
    if (found.index > from) out.push(decode(text.slice(from, found.index)));
    const [whole, escaped, label, target, strong, strong2, italic, italic2, code, struck] = found;
    const bold = strong ?? strong2;
    const slanted = italic ?? italic2;
    if (escaped !== undefined) out.push(escaped);
    else if (label !== undefined) out.push(drawLink(label, target ?? ''));
    else if (bold !== undefined) out.push(h('strong', {}, ...drawInline(bold)));
    else if (slanted !== undefined) out.push(h('em', {}, ...drawInline(slanted)));
    else if (code !== undefined) out.push(h('code', {}, code));
    else if (struck !== undefined) out.push(h('s', {}, ...drawInline(struck)));
    from = found.index + whole.length;
  }
  if (from < text.length) out.push(decode(text.slice(from)));
  return out;
}

function drawLink(label: string, target: string): Child {
  const inside = drawInline(label);
  if (!/^(https?:|mailto:|tel:)/u.test(target)) return h('span', {}, ...inside);
  return h('a', { href: target, target: '_blank', rel: 'noopener noreferrer' }, ...inside);
}

/** Cards may write the characters of HTML as entities, so that no client takes them for tags. */
function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
}
