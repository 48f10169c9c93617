/** What a person entered into a form's window, as the neutral answers. The inverse of `render-field`. */

import type { RawValues } from '../../src/ui/form.ts';
import { entriesAt, listAt, textAt } from './payload.ts';
import { noAnswer } from './render-field.ts';

/**
 * Field id to answer, from `view.state.values`: text, or a list where several may be chosen. A field that was left
 * empty is there and empty: what was emptied on purpose must not come back when the form is drawn again.
 */
export function readValues(state: unknown): RawValues {
  const fields = entriesAt(state, 'values').flatMap(([id, elements]) => {
    const [first] = entriesAt(elements); // an input block holds one element
    return first === undefined ? [] : [[id, readElement(first[1])] as const];
  });
  return Object.fromEntries(fields);
}

/** What the options that somebody chose are called: the names of the people that a form knows only by id. */
export function readLabels(state: unknown): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [, elements] of entriesAt(state, 'values')) {
    for (const [, element] of entriesAt(elements)) {
      for (const option of [...listAt(element, 'selected_options'), ...listOf(element, 'selected_option')]) {
        const value = textAt(option, 'value');
        const label = textAt(option, 'text', 'text');
        if (value !== undefined && label !== undefined) labels.set(value, label);
      }
    }
  }
  return labels;
}

function readElement(element: unknown): string | readonly string[] {
  switch (textAt(element, 'type')) {
    case 'radio_buttons':
    case 'static_select':
    case 'external_select': {
      const value = textAt(element, 'selected_option', 'value') ?? '';
      return value === noAnswer ? '' : value;
    }
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return listAt(element, 'selected_options').flatMap((option) => textAt(option, 'value') ?? []);
    case 'datepicker':
      return textAt(element, 'selected_date') ?? '';
    case 'timepicker':
      return textAt(element, 'selected_time') ?? '';
    default:
      return textAt(element, 'value') ?? '';
  }
}

function listOf(element: unknown, key: string): readonly unknown[] {
  const found = entriesAt(element).find(([name]) => name === key)?.[1];
  return found === undefined || found === null ? [] : [found];
}
