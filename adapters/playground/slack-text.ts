/** What blocks say, as the plain text that a person reads: markup drawn, mentions named, dates in their own zone. */

import { isObject, listOf, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

export type Reader = {
  /** IANA name of the reader's zone. */
  readonly zone: string;
  readonly nameOf: (userId: string) => string;
};

/** One line or more for each block that says something; controls are left out. */
export function textOfBlocks(blocks: readonly JsonObject[], reader: Reader): string {
  return blocks
    .map((block) => textOfBlock(block, reader))
    .filter((text) => text !== '')
    .join('\n');
}

/** A text object, or nothing where there is none. */
export function textOfObject(value: unknown, reader: Reader): string {
  const object = objectOf(value);
  const text = textOf(object['text']);
  return object['type'] === 'mrkdwn' ? readMarkup(text, reader) : visible(text);
}

/** Slack's mrkdwn as it looks when drawn. */
export function readMarkup(text: string, reader: Reader): string {
  const drawn = text
    .replaceAll(/<([^<>]*)>/g, (_, inside: string) => readBracket(inside, reader))
    .replaceAll(/(^|[\s(>"'“‘])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)"'”’<])/gm, '$1$3')
    .replaceAll(/(^|\s)_(\S(?:[^\n]*?\S)?)_(?=$|[\s.,;:!?)])/gm, '$1$2')
    .replaceAll('`', '')
    .replaceAll(/^&gt; ?/gm, '');
  return visible(drawn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

function textOfBlock(block: JsonObject, reader: Reader): string {
  switch (block['type']) {
    case 'section': {
      const parts = [block['text'], ...listOf(block['fields'])].filter(isObject);
      return parts.map((part) => textOfObject(part, reader)).join('\n');
    }
    case 'header':
      return textOfObject(block['text'], reader);
    case 'context':
      return objectsOf(block['elements'])
        .map((element) =>
          element['type'] === 'image' ? textOf(element['alt_text']) : textOfObject(element, reader),
        )
        .join(' ');
    case 'image':
      return [textOfObject(block['title'], reader), textOf(block['alt_text'])].filter(Boolean).join('\n');
    case 'rich_text':
      return textOfRich(block, reader);
    case 'markdown':
      return visible(textOf(block['text']));
    default:
      return '';
  }
}

function textOfRich(element: JsonObject, reader: Reader): string {
  const type = textOf(element['type']);
  if (type === 'text' || type === 'link') return visible(textOf(element['text']) || textOf(element['url']));
  if (type === 'user') return `@${reader.nameOf(textOf(element['user_id']))}`;
  if (type === 'emoji') return `:${textOf(element['name'])}:`;
  const parts = objectsOf(element['elements']).map((one) => textOfRich(one, reader));
  return parts.join(type === 'rich_text' || type === 'rich_text_list' ? '\n' : '');
}

/** `<@U1>`, `<#C1|name>`, `<!date^...|fallback>`, `<https://...|label>`. */
function readBracket(inside: string, reader: Reader): string {
  const [head = '', label] = inside.split('|', 2);
  if (head.startsWith('@')) return `@${reader.nameOf(head.slice(1))}`;
  if (head.startsWith('#')) return `#${label ?? head.slice(1)}`;
  if (head.startsWith('!date^')) return readDate(head, reader) ?? label ?? '';
  if (head.startsWith('!')) return `@${head.slice(1)}`;
  return label ?? head;
}

function readDate(head: string, reader: Reader): string | undefined {
  const [, seconds, pattern] = head.split('^');
  const at = new Date(Number(seconds) * 1000);
  if (pattern === undefined || Number.isNaN(at.getTime())) return undefined;
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: reader.zone, ...options }).format(at);
  const long: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  };
  return pattern
    .replaceAll(/\{date_num\}/g, say({ day: '2-digit', month: '2-digit', year: 'numeric' }))
    .replaceAll(/\{date_long(_pretty)?\}/g, say(long))
    .replaceAll(/\{date_short(_pretty)?\}/g, say({ day: 'numeric', month: 'short', year: 'numeric' }))
    .replaceAll(/\{date(_pretty)?\}/g, say({ day: 'numeric', month: 'long', year: 'numeric' }))
    .replaceAll(/\{time(_secs)?\}/g, say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
}

/** Without the characters that nobody can see: zero-width spaces and joiners that keep markup from being read. */
function visible(text: string): string {
  return text.replaceAll(/[\u200B\u2060\uFEFF]/g, '');
}
