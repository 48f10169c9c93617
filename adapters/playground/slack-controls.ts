/** The buttons and menus that stand in blocks, as a person can press them. */

import type { Control } from './api-types.ts';
import { isObject, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { optionsOf } from './slack-elements.ts';

export type SlackControl = Control & {
  readonly block: JsonObject;
  readonly element: JsonObject;
  /** The option that pressing it chooses, where it stands for one. */
  readonly option?: JsonObject;
};

/** In reading order. Menus whose options are searched for are left out: nobody can press what is not shown. */
export function controlsOf(blocks: readonly JsonObject[]): readonly SlackControl[] {
  return blocks.flatMap((block) =>
    interactiveElements(block).flatMap((element) => controlsIn(block, element)),
  );
}

/** As the API shows them. */
export function shownControls(controls: readonly SlackControl[]): readonly Control[] {
  return controls.map(({ label, kind, url }) => (url === undefined ? { label, kind } : { label, kind, url }));
}

function interactiveElements(block: JsonObject): readonly JsonObject[] {
  if (block['type'] === 'actions') return objectsOf(block['elements']);
  if (block['type'] === 'section' && isObject(block['accessory'])) return [block['accessory']];
  return [];
}

function controlsIn(block: JsonObject, element: JsonObject): readonly SlackControl[] {
  switch (element['type']) {
    case 'button': {
      const label = textOf(objectOf(element['text'])['text']);
      const url = textOf(element['url']);
      return [
        url === '' ? { label, kind: 'button', block, element } : { label, kind: 'link', url, block, element },
      ];
    }
    case 'overflow':
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'multi_static_select':
      return optionsOf(element).map((option) => ({
        label: textOf(objectOf(option['text'])['text']),
        kind: 'choice',
        block,
        element,
        option,
      }));
    default:
      return [];
  }
}
