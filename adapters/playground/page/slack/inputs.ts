/** The inputs of a Slack form: each draws itself, says what stands in it, and shows what was wrong with it. */

import type { FieldValue, FormField } from '../../api-types.ts';
import { createCombobox, filterSuggestions } from '../combobox.ts';
import type { Suggestion } from '../combobox.ts';
import { append, h, newId } from '../dom.ts';
import { icon } from '../icons.ts';
import { at, isTrue, listAt, numberAt, textAt } from '../json.ts';
import type { Json } from '../json.ts';

export type FormInput = {
  readonly label: string;
  readonly element: HTMLElement;
  readonly read: () => FieldValue;
  readonly focus: () => void;
};

/** Names to suggest where a field asks for people. */
export type KnownNames = readonly Suggestion[];

type Control = Omit<FormInput, 'label' | 'element'> & {
  readonly element: HTMLElement;
  /** What a label points at, and what carries the description; absent where a group's legend is the label. */
  readonly labelled?: HTMLElement;
};

/** `element` is the JSON inside the input block; the field alone is enough to draw something usable. */
export function drawFormInput(
  field: FormField,
  block: Json | undefined,
  value: FieldValue,
  known: KnownNames,
  onChange: () => void,
): FormInput {
  const control = drawControl(field, at(block, 'element'), value, known, onChange);
  const hint = textAt(block, 'hint', 'text');
  const described: string[] = [];
  const notes: HTMLElement[] = [];
  if (field.error !== null) notes.push(note('field-error', field.error, described));
  if (hint !== undefined) notes.push(note('field-hint', hint, described));

  const optional = field.required ? null : h('span', { class: 'optional' }, ' (optional)');
  const target = control.labelled;
  const holder =
    target === undefined
      ? h(
          'fieldset',
          { class: 'field' },
          h('legend', { class: 'field-label', dir: 'auto' }, field.label, optional),
        )
      : h('div', { class: 'field' });
  if (target !== undefined) {
    target.id = newId('field');
    append(holder, h('label', { class: 'field-label', for: target.id, dir: 'auto' }, field.label, optional));
    if (field.required) target.setAttribute('aria-required', 'true');
  }
  append(holder, control.element, ...notes);
  const describedElement = target ?? holder;
  if (described.length > 0) describedElement.setAttribute('aria-describedby', described.join(' '));
  if (field.error !== null) {
    holder.classList.add('wrong');
    describedElement.setAttribute('aria-invalid', 'true');
  }
  return { label: field.label, element: holder, read: control.read, focus: control.focus };
}

function note(look: string, text: string, ids: string[]): HTMLElement {
  const id = newId(look);
  ids.push(id);
  const element = h('p', { class: look, id, dir: 'auto' });
  if (look === 'field-error') append(element, icon('alert', 15));
  append(element, text);
  return element;
}

function drawControl(
  field: FormField,
  element: Json | undefined,
  value: FieldValue,
  known: KnownNames,
  onChange: () => void,
): Control {
  const type = textAt(element, 'type') ?? typeFor(field);
  const placeholder = textAt(element, 'placeholder', 'text') ?? '';
  switch (type) {
    case 'checkboxes':
      return drawTicks(field, element, value, 'checkbox', onChange);
    case 'radio_buttons':
      return drawTicks(field, element, value, 'radio', onChange);
    case 'datepicker':
      return drawNative('date', value, {}, onChange);
    case 'timepicker':
      return drawNative('time', value, {}, onChange);
    case 'number_input':
      return drawNative(
        'number',
        value,
        {
          min: textAt(element, 'min_value') ?? null,
          max: textAt(element, 'max_value') ?? null,
          step: isTrue(element, 'is_decimal_allowed') ? 'any' : 1,
          placeholder,
        },
        onChange,
      );
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
      return drawText(element, value, placeholder, isTrue(element, 'multiline'), onChange);
    default:
      return drawSelect(field, element, type, value, placeholder, known, onChange);
  }
}

function typeFor(field: FormField): string {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return 'plain_text_input';
    case 'date':
      return 'datepicker';
    case 'time':
      return 'timepicker';
    case 'number':
      return 'number_input';
    case 'scale':
    case 'yesNo':
      return 'radio_buttons';
    case 'manyOf':
      return field.options.length <= 10 ? 'checkboxes' : 'multi_static_select';
    case 'people':
      return 'multi_external_select';
    case 'oneOf':
    case 'zone':
    case 'person':
      return 'static_select';
    default:
      return field.kind satisfies never;
  }
}

function drawText(
  element: Json | undefined,
  value: FieldValue,
  placeholder: string,
  isLong: boolean,
  onChange: () => void,
): Control {
  const most = numberAt(element, 'max_length');
  const attributes = { class: 'text-input', placeholder, maxlength: most, dir: 'auto', onInput: onChange };
  const input = isLong
    ? h('textarea', { ...attributes, rows: 4 })
    : h('input', { ...attributes, type: 'text' });
  input.value = asText(value);
  const left = h('span', { class: 'left', 'aria-hidden': 'true' });
  const count = () => {
    const remaining = (most ?? Infinity) - input.value.length;
    // Slack counts down only when the end is near.
    left.textContent = remaining <= 100 ? String(remaining) : '';
  };
  input.addEventListener('input', count);
  count();
  return {
    element: h('div', { class: 'text-holder' }, input, left),
    labelled: input,
    read: () => (input.value === '' ? null : input.value),
    focus: () => input.focus(),
  };
}

function drawNative(
  type: 'date' | 'time' | 'number',
  value: FieldValue,
  attributes: Readonly<Record<string, string | number | null>>,
  onChange: () => void,
): Control {
  const input = h('input', { class: `text-input of-${type}`, type, ...attributes, onInput: onChange });
  input.value = asText(value);
  return {
    element: input,
    labelled: input,
    read: () => {
      if (input.value === '') return null;
      return type === 'number' && Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : input.value;
    },
    focus: () => input.focus(),
  };
}

/** Checkboxes and radio buttons. A radio group that may stay empty can be emptied again. */
function drawTicks(
  field: FormField,
  element: Json | undefined,
  value: FieldValue,
  type: 'checkbox' | 'radio',
  onChange: () => void,
): Control {
  const options = readOptions(element, field);
  const chosen = new Set(asList(value));
  const name = newId('ticks');
  const inputs = options.map(() => h('input', { type, name, onChange }));
  const rows = options.map((option, index) => {
    const input = inputs[index];
    if (input !== undefined) input.checked = chosen.has(option.label) || (value === true && index === 0);
    return h(
      'label',
      { class: 'tick' },
      input,
      h(
        'span',
        { dir: 'auto' },
        option.label,
        option.detail === undefined ? null : h('small', {}, option.detail),
      ),
    );
  });
  const ticked = () => options.filter((_, index) => inputs[index]?.checked).map((option) => option.label);
  return {
    element: h('div', { class: 'ticks' }, ...rows),
    read: () => (type === 'checkbox' ? ticked() : (ticked()[0] ?? null)),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
  };
}

function drawSelect(
  field: FormField,
  element: Json | undefined,
  type: string,
  value: FieldValue,
  placeholder: string,
  known: KnownNames,
  onChange: () => void,
): Control {
  const isMany = type.startsWith('multi_');
  const given = readOptions(element, field);
  const all = given.length > 0 ? given : suggestionsFor(field, known);
  const combobox = createCombobox({
    suggest: (typed) => filterSuggestions(all, typed),
    chosen: asList(value),
    max: isMany ? (numberAt(element, 'max_selected_items') ?? 100) : 1,
    placeholder: placeholder === '' ? (isMany ? 'Choose any' : 'Choose one') : placeholder,
    keepsOtherWords: given.length === 0,
    onChange,
  });
  return {
    element: combobox.element,
    labelled: combobox.input,
    read: () => (isMany ? combobox.read() : (combobox.read()[0] ?? null)),
    focus: () => combobox.input.focus(),
  };
}

/** Where Slack would ask the app what to suggest, the page suggests what it knows; the server asks the app. */
function suggestionsFor(field: FormField, known: KnownNames): readonly Suggestion[] {
  if (field.kind === 'person' || field.kind === 'people') return known;
  if (field.kind === 'zone') return Intl.supportedValuesOf('timeZone').map((label) => ({ label }));
  return field.options.map((label) => ({ label }));
}

function readOptions(element: Json | undefined, field: FormField): readonly Suggestion[] {
  const grouped = listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options'));
  const found = [...listAt(element, 'options'), ...grouped].map((option) => ({
    label: textAt(option, 'text', 'text') ?? '',
    detail: textAt(option, 'description', 'text'),
  }));
  return found.length > 0 ? found : field.options.map((label) => ({ label }));
}

function asText(value: FieldValue): string {
  if (value === null || typeof value === 'boolean') return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function asList(value: FieldValue): readonly string[] {
  if (value === null || typeof value === 'boolean') return [];
  return Array.isArray(value) ? (value as readonly string[]) : [String(value)].filter((one) => one !== '');
}
