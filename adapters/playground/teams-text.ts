/** What a card says, as the plain text that a person reads: markdown drawn, hidden parts left out. */

import { isObject, listOf, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** One line or more for each visible element that says something; inputs say their labels. */
export function textOfCard(
  card: JsonObject,
  isVisible: (element: JsonObject) => boolean,
  zone: string,
): string {
  const lines = (element: JsonObject): readonly string[] => {
    if (!isVisible(element)) return [];
    switch (element['type']) {
      case 'TextBlock':
        return [readMarkdown(textOf(element['text']), zone)];
      case 'RichTextBlock':
        return [visible(listOf(element['inlines']).map(textOfInline).join(''))];
      case 'FactSet':
        return objectsOf(element['facts']).map(
          (fact) =>
            `${readMarkdown(textOf(fact['title']), zone)}: ${readMarkdown(textOf(fact['value']), zone)}`,
        );
      case 'Image':
        return [textOf(element['altText'])];
      case 'Container':
        return objectsOf(element['items']).flatMap(lines);
      case 'ColumnSet':
        return objectsOf(element['columns']).flatMap((column) => objectsOf(column['items']).flatMap(lines));
      case 'ImageSet':
        return objectsOf(element['images']).flatMap(lines);
      case 'Table':
        return objectsOf(element['rows']).map((row) =>
          objectsOf(row['cells'])
            .map((cell) => objectsOf(cell['items']).flatMap(lines).join(' '))
            .join('  '),
        );
      default:
        return textOf(element['type']).startsWith('Input.') ? [textOf(element['label'])] : [];
    }
  };
  return objectsOf(card['body'])
    .flatMap(lines)
    .filter((line) => line !== '')
    .join('\n');
}

/** The part of markdown that Teams draws in texts, drawn. */
export function readMarkdown(text: string, zone: string): string {
  // A character after a backslash means itself; it waits outside the text while the rest is read.
  const kept: string[] = [];
  const drawn = text
    .replaceAll(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\uE000${kept.push(sign) - 1}\uE001`)
    .replaceAll(
      /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*(\w+))?\)\}\}/g,
      (whole, what: string, at: string, form?: string) => readDate(what, at, form, zone) ?? whole,
    )
    .replaceAll(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replaceAll(/\*\*(\S(?:[^\n]*?\S)?)\*\*/g, '$1')
    .replaceAll(/(^|[\s(])([*_])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)])/gm, '$1$3')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '');
  return visible(drawn);
}

/** A message's own words: plain, or the small HTML of a mention. */
export function readMessageText(activity: JsonObject, zone: string): string {
  const text = textOf(activity['text']).replaceAll(/<at[^>]*>([^<]*)<\/at>/g, '@$1');
  return activity['textFormat'] === 'plain' ? visible(text) : readMarkdown(text, zone);
}

function textOfInline(inline: unknown): string {
  return typeof inline === 'string' ? inline : textOf(objectOf(inline)['text']);
}

function readDate(what: string, at: string, form: string | undefined, zone: string): string | undefined {
  const instant = new Date(at.trim());
  if (Number.isNaN(instant.getTime())) return undefined;
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(instant);
  if (what === 'TIME') return say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (form === 'LONG') return say({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  if (form === 'SHORT') return say({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return say({ day: '2-digit', month: '2-digit', year: 'numeric' });
}

function visible(text: string): string {
  return text.replaceAll(/[\u200B\u2060\uFEFF]/g, '').replaceAll(/\n{2,}/g, '\n');
}

export function isCard(value: unknown): value is JsonObject {
  return isObject(value) && value['type'] === 'AdaptiveCard';
}
