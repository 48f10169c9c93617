/** The fields of a modal: what they are, what stands in them, and what a person puts into them. */

import type { FieldKind, FieldValue, FormField } from './api-types.ts';
import {
  asList,
  checkCount,
  checkDate,
  checkTime,
  chooseOption,
  chooseOptions,
  kindOfOptions,
  searchOption,
} from './choice.ts';
import type { Option } from './choice.ts';
import { Refused } from './client.ts';
import { isObject, lengthOf, objectOf, objectsOf, textOf, textsOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { findPerson } from './roster.ts';
import { optionsOf } from './slack-elements.ts';
import { SLACK_LIMITS } from './slack-limits.ts';
import type { SlackView } from './slack-workspace.ts';

export type SlackField = {
  readonly label: string;
  readonly required: boolean;
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly blockId: string;
  readonly actionId: string;
};

/** Asks the app what matches, as the client does while somebody types into an external select. */
export type Suggest = (field: SlackField, typed: string) => Promise<readonly JsonObject[]>;

export function fieldsOf(view: SlackView): readonly SlackField[] {
  return objectsOf(view.definition['blocks']).flatMap((block) => {
    const element = block['element'];
    if (block['type'] !== 'input' || !isObject(element)) return [];
    return [
      {
        label: textOf(objectOf(block['label'])['text']),
        required: block['optional'] !== true,
        block,
        element,
        blockId: textOf(block['block_id']),
        actionId: textOf(element['action_id']),
      },
    ];
  });
}

/** As the API shows them. `nameOf` names a user. */
export function shownFields(view: SlackView, nameOf: (userId: string) => string): readonly FormField[] {
  return fieldsOf(view).map((field) => {
    const searched = textOf(field.element['type']).includes('external');
    return {
      label: field.label,
      kind: kindOf(field),
      required: field.required,
      options: searched ? [] : optionsOf(field.element).map((option) => asOption(option).label),
      value: shownValue(stateOf(view, field), nameOf),
      error: view.errors[field.blockId] ?? null,
    };
  });
}

/** `view.state.values` as payloads carry it. */
export function inputValues(view: SlackView): JsonObject {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const field of fieldsOf(view)) {
    values[field.blockId] = { ...values[field.blockId], [field.actionId]: stateOf(view, field) };
  }
  return values;
}

export function isEmptyState(state: JsonObject): boolean {
  const { type: _, ...rest } = state;
  return Object.values(rest).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

export function stateOf(view: SlackView, field: SlackField): JsonObject {
  return view.typed[field.blockId]?.[field.actionId] ?? initialState(field.element);
}

/** The element's state after a person put `value` into it; throws `Refused` for what the client would not take. */
export async function fillIn(field: SlackField, value: FieldValue, suggest: Suggest): Promise<JsonObject> {
  const { element, label } = field;
  const type = textOf(element['type']);
  if (value === null || value === '') return emptied(type);
  const search = (typed: string): Promise<readonly Option[]> => searchAtLeast(field, typed, suggest);
  const max = typeof element['max_selected_items'] === 'number' ? element['max_selected_items'] : undefined;
  const options = optionsOf(element).map(asOption);
  switch (type) {
    case 'plain_text_input':
      return { type, value: checkLength(element, value, label) };
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: checkShape(type, value, label) };
    case 'number_input':
      return { type, value: checkNumber(element, value, label) };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: rawOption(element, chooseOption(options, value, label)) };
    case 'multi_static_select':
    case 'checkboxes': {
      const chosen = chooseOptions(options, value, label, max);
      return { type, selected_options: chosen.map((one) => rawOption(element, one)) };
    }
    case 'external_select':
      return { type, selected_option: plainOption(await searchOption(search, oneOf(value, label), label)) };
    case 'multi_external_select': {
      const wanted = asList(value);
      checkCount(wanted.length, max, label);
      const chosen: Option[] = [];
      for (const one of wanted) chosen.push(await searchOption(search, one, label));
      return { type, selected_options: chosen.map(plainOption) };
    }
    case 'users_select':
      return { type, selected_user: userIdOf(oneOf(value, label), label) };
    case 'multi_users_select': {
      const wanted = asList(value);
      checkCount(wanted.length, max, label);
      return { type, selected_users: wanted.map((one) => userIdOf(one, label)) };
    }
    case 'datepicker':
      return { type, selected_date: checkDate(value, label) };
    case 'timepicker':
      return { type, selected_time: checkTime(value, label) };
    default:
      throw new Refused(`"${label}" is of a kind that this playground cannot fill in: ${type}.`);
  }
}

/** Options that an app's answer to a suggestion request offers. */
export function suggestedOptions(body: unknown): readonly JsonObject[] {
  return optionsOf(objectOf(body)).slice(0, SLACK_LIMITS.suggestions);
}

function initialState(element: JsonObject): JsonObject {
  const type = textOf(element['type']);
  const given = (key: string): unknown => element[key] ?? null;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: given('initial_option') };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element['initial_options'] ?? [] };
    case 'users_select':
      return { type, selected_user: given('initial_user') };
    case 'multi_users_select':
      return { type, selected_users: element['initial_users'] ?? [] };
    case 'datepicker':
      return { type, selected_date: given('initial_date') };
    case 'timepicker':
      return { type, selected_time: given('initial_time') };
    default:
      return { type, value: given('initial_value') };
  }
}

function emptied(type: string): JsonObject {
  return initialState({ type });
}

function kindOf(field: SlackField): FieldKind {
  const { element, label } = field;
  switch (element['type']) {
    case 'plain_text_input':
      return element['multiline'] === true ? 'longText' : 'text';
    case 'number_input':
      return 'number';
    case 'datepicker':
      return 'date';
    case 'timepicker':
      return 'time';
    case 'users_select':
      return 'person';
    case 'multi_users_select':
      return 'people';
    // The JSON does not tell what is searched for; its label does.
    case 'external_select':
      return /\bzone\b/i.test(label) ? 'zone' : 'person';
    case 'multi_external_select':
      return 'people';
    case 'static_select':
    case 'radio_buttons':
      return kindOfOptions(optionsOf(element).map(asOption), false);
    case 'multi_static_select':
    case 'checkboxes':
      return 'manyOf';
    default:
      return 'text';
  }
}

function shownValue(state: JsonObject, nameOf: (userId: string) => string): FieldValue {
  if (isEmptyState(state)) return null;
  if (isObject(state['selected_option'])) return asOption(state['selected_option']).label;
  if (Array.isArray(state['selected_options'])) {
    return objectsOf(state['selected_options']).map((option) => asOption(option).label);
  }
  if (typeof state['selected_user'] === 'string') return nameOf(state['selected_user']);
  if (Array.isArray(state['selected_users'])) return textsOf(state['selected_users']).map(nameOf);
  if (state['type'] === 'number_input') return Number(state['value']);
  return textOf(state['selected_date'] ?? state['selected_time'] ?? state['value']);
}

async function searchAtLeast(field: SlackField, typed: string, suggest: Suggest): Promise<readonly Option[]> {
  const least = field.element['min_query_length'];
  if (lengthOf(typed) < (typeof least === 'number' ? least : 3)) return [];
  return (await suggest(field, typed)).map(asOption);
}

function checkLength(element: JsonObject, value: FieldValue, label: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Refused(`"${label}" takes words.`);
  const text = String(value);
  const max = typeof element['max_length'] === 'number' ? element['max_length'] : SLACK_LIMITS.inputMaxLength;
  const min = typeof element['min_length'] === 'number' ? element['min_length'] : 0;
  const length = lengthOf(text);
  if (length > max) throw new Refused(`"${label}" takes at most ${max} characters; this is ${length}.`);
  if (length < min) throw new Refused(`"${label}" takes at least ${min} characters; this is ${length}.`);
  if (element['multiline'] !== true && text.includes('\n'))
    throw new Refused(`"${label}" takes a single line.`);
  return text;
}

function checkShape(type: string, value: FieldValue, label: string): string {
  const text = String(value);
  const right = type === 'email_text_input' ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) : URL.canParse(text);
  if (!right) throw new Refused(`"${label}" does not take "${text}".`);
  return text;
}

function checkNumber(element: JsonObject, value: FieldValue, label: string): string {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw new Refused(`"${label}" takes a number.`);
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) {
    throw new Refused(`"${label}" takes a whole number.`);
  }
  const { min_value: min, max_value: max } = element;
  if (typeof min === 'string' && number < Number(min)) throw new Refused(`"${label}" takes at least ${min}.`);
  if (typeof max === 'string' && number > Number(max)) throw new Refused(`"${label}" takes at most ${max}.`);
  return String(number);
}

/** The client's own list of people: those of this workspace. */
function userIdOf(wanted: FieldValue, label: string): string {
  const person = typeof wanted === 'string' ? findPerson(wanted) : undefined;
  if (person?.platform !== 'slack') {
    throw new Refused(`"${label}" lists the people of this workspace; "${String(wanted)}" is not one.`);
  }
  return person.userId;
}

function oneOf(value: FieldValue, label: string): FieldValue {
  const all = asList(value);
  if (all.length !== 1) throw new Refused(`"${label}" takes one.`);
  return all[0] ?? null;
}

function asOption(option: JsonObject): Option {
  return { label: textOf(objectOf(option['text'])['text']), value: textOf(option['value']) };
}

function plainOption(option: Option): JsonObject {
  return { text: { type: 'plain_text', text: option.label, emoji: true }, value: option.value };
}

function rawOption(element: JsonObject, chosen: Option): JsonObject {
  return optionsOf(element).find((option) => option['value'] === chosen.value) ?? plainOption(chosen);
}
