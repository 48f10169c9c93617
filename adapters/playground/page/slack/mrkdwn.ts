/** Slack's own markup as elements: the parts that a bot writes. What is not understood is shown as it was written. */

import { append, h } from '../dom.ts';
import type { Child } from '../dom.ts';
import { sayDate, sayTime } from '../when.ts';

/** Names for `<@U…>`; unknown ids are shown as they are. */
export type Names = (id: string) => string | undefined;

export function drawMrkdwn(text: string, names: Names = () => undefined): DocumentFragment {
  const fragment = document.createDocumentFragment();
  // Code is taken out first: nothing inside it is markup.
  for (const [index, part] of text.split(/```\n?([\s\S]*?)```/u).entries()) {
    if (index % 2 === 1) append(fragment, h('pre', { class: 'mrkdwn-pre' }, unescape(part)));
    else drawLines(fragment, part, names);
  }
  return fragment;
}

/** Plain text, in which `:names:` of emoji are still Slack's unless the app said otherwise. */
export function drawPlain(text: string, hasEmoji = true): string {
  if (!hasEmoji) return text;
  return text.replace(/:([a-z0-9_+-]+):/gu, (whole, name: string) => emoji[name] ?? whole);
}

function drawLines(parent: Node, text: string, names: Names): void {
  let quote: HTMLElement | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const quoted = /^(?:&gt;|>) ?(.*)$/u.exec(line);
    if (quoted !== null) {
      if (quote === undefined) {
        quote = h('blockquote');
        append(parent, quote);
      } else {
        append(quote, h('br'));
      }
      append(quote, ...drawInline(quoted[1] ?? '', names));
      continue;
    }
    if (index > 0 && quote === undefined) append(parent, h('br'));
    quote = undefined;
    append(parent, ...drawInline(line, names));
  }
}

/** `*bold*`, `_italic_`, `~struck~` only where Slack sees them: at the edges of words. */
const inline =
  /<([^<>\n]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*[^~\s])~(?![\p{L}\p{N}~])/gu;

function drawInline(text: string, names: Names): Child[] {
  const out: Child[] = [];
  let from = 0;
  for (const found of text.matchAll(inline)) {
    if (found.index > from) out.push(plain(text.slice(from, found.index)));
    const [whole, angled, code, strong, italic, struck] = found;
    if (angled !== undefined) out.push(drawAngled(angled, names));
    else if (code !== undefined) out.push(h('code', {}, unescape(code)));
    else if (strong !== undefined) out.push(h('strong', {}, ...drawInline(strong, names)));
    else if (italic !== undefined) out.push(h('em', {}, ...drawInline(italic, names)));
    else if (struck !== undefined) out.push(h('s', {}, ...drawInline(struck, names)));
    from = found.index + whole.length;
  }
  if (from < text.length) out.push(plain(text.slice(from)));
  return out;
}

function drawAngled(inside: string, names: Names): Child {
  const cut = inside.indexOf('|');
  const target = cut === -1 ? inside : inside.slice(0, cut);
  const label = cut === -1 ? undefined : unescape(inside.slice(cut + 1));
  if (target.startsWith('@')) {
    return h('span', { class: 'mention' }, `@${names(target.slice(1)) ?? label ?? target.slice(1)}`);
  }
  if (target.startsWith('#')) return h('span', { class: 'mention' }, `#${label ?? target.slice(1)}`);
  if (target.startsWith('!date^')) return drawDate(target, label);
  if (target.startsWith('!')) return h('span', { class: 'mention' }, `@${label ?? target.slice(1)}`);
  if (/^(https?:|mailto:|tel:)/u.test(target)) {
    const href = unescape(target);
    return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label ?? href);
  }
  return `<${unescape(inside)}>`;
}

/** `<!date^UNIX^{date_short_pretty} at {time}|fallback>`, https://docs.slack.dev/messaging/formatting-message-text */
function drawDate(target: string, fallback: string | undefined): Child {
  const [, seconds, pattern] = target.split('^');
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()) || pattern === undefined) return fallback ?? target;
  const said = pattern.replace(/\{(\w+)\}/gu, (_, name: string) =>
    name.startsWith('time') ? sayTime(at) : sayDate(at),
  );
  return h('time', { datetime: at.toISOString(), title: fallback }, said);
}

function plain(text: string): string {
  return drawPlain(unescape(text));
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const emoji: Readonly<Record<string, string>> = {
  wave: '👋',
  calendar: '📅',
  spiral_calendar_pad: '🗓️',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
  hourglass: '⌛',
  bell: '🔔',
  lock: '🔒',
  memo: '📝',
  speech_balloon: '💬',
  tada: '🎉',
  seedling: '🌱',
  star: '⭐',
  information_source: 'ℹ️',
  busts_in_silhouette: '👥',
  bust_in_silhouette: '👤',
  bar_chart: '📊',
  page_facing_up: '📄',
  small_blue_diamond: '🔹',
  large_green_circle: '🟢',
  white_circle: '⚪',
  black_circle: '⚫',
  arrow_right: '➡️',
};
