/** JSON for reading: indented, coloured, foldable. Long branches deep inside start folded. */

import { append, h } from './dom.ts';
import { textAt } from './json.ts';
import type { Json } from './json.ts';

export function drawJson(json: Json): HTMLElement {
  return h('div', { class: 'json', dir: 'ltr' }, drawValue(json, undefined, 0, true));
}

function drawValue(json: Json, name: string | undefined, depth: number, isLast: boolean): HTMLElement {
  const comma = isLast ? '' : ',';
  if (json === null || typeof json !== 'object') {
    const kind = json === null ? 'null' : typeof json;
    return h(
      'div',
      { class: 'json-line' },
      ...label(name),
      h('span', { class: `json-${kind}` }, JSON.stringify(json)),
      comma,
    );
  }
  const isList = Array.isArray(json);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const entries: readonly (readonly [string | undefined, Json])[] = isList
    ? json.map((one: Json) => [undefined, one] as const)
    : Object.entries(json);
  if (entries.length === 0) {
    return h('div', { class: 'json-line' }, ...label(name), `${open}${close}${comma}`);
  }
  const count = isList
    ? `${entries.length} ${entries.length === 1 ? 'item' : 'items'}`
    : (textAt(json, 'type') ?? `${entries.length} keys`);
  const details = h('details', {
    class: 'json-branch',
    open: depth < 4 || JSON.stringify(json).length < 160,
  });
  append(
    details,
    h('summary', {}, ...label(name), open, h('span', { class: 'json-count' }, ` ${count} ${close}${comma}`)),
    h(
      'div',
      { class: 'json-inside' },
      ...entries.map(([key, value], index) => drawValue(value, key, depth + 1, index === entries.length - 1)),
    ),
    h('div', { class: 'json-close' }, `${close}${comma}`),
  );
  return details;
}

function label(name: string | undefined): (HTMLElement | string)[] {
  return name === undefined ? [] : [h('span', { class: 'json-key' }, JSON.stringify(name)), ': '];
}
