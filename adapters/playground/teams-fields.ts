/** The inputs of a card: what they are, what stands in them, and what a person puts into them. */

import type { FieldKind, FieldValue, FormField } from './api-types.ts';
import {
  asList,
  checkDate,
  checkTime,
  chooseOption,
  chooseOptions,
  kindOfOptions,
  searchOption,
} from './choice.ts';
import type { Option } from './choice.ts';
import { Refused } from './client.ts';
import { lengthOf, objectOf, objectsOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { isInput, partsOf } from './teams-card.ts';
import { readMarkdown } from './teams-text.ts';

export type TeamsField = {
  readonly id: string;
  readonly label: string;
  readonly input: JsonObject;
  /** What the card says is wrong with it: a warning text right above it. */
  readonly error: string | null;
};

/** Asks for the choices of a field that is searched. */
export type Search = (dataset: string, typed: string) => Promise<readonly Option[]>;

export function fieldsOf(
  card: JsonObject,
  isVisible: (element: JsonObject) => boolean,
): readonly TeamsField[] {
  const parts = partsOf(card, isVisible);
  return parts.flatMap((input, index) => {
    if (!isInput(input)) return [];
    const above = parts[index - 1];
    const warns = textOf(above?.['color']).toLowerCase() === 'attention';
    const id = textOf(input['id']);
    const label = textOf(input['label']) || textOf(input['title']) || textOf(input['placeholder']) || id;
    return [{ id, label, input, error: warns ? readMarkdown(textOf(above?.['text']), 'UTC') : null }];
  });
}

export function shownField(field: TeamsField): FormField {
  const { input } = field;
  const searched = datasetOf(input) !== undefined;
  return {
    label: field.label,
    kind: kindOf(field),
    required: input['isRequired'] === true,
    options: searched ? [] : optionsOf(input).map((option) => option.label),
    value: shownValue(input),
    error: field.error,
  };
}

/** What stands in an input before anybody touches it, as it is sent. */
export function initialValue(input: JsonObject): string {
  if (input['type'] === 'Input.Toggle') return textOf(input['value']) || textOf(input['valueOff']) || 'false';
  const value = input['value'];
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** What is sent once a person put `value` in; throws `Refused` for what the client would not take. */
export async function fillIn(field: TeamsField, value: FieldValue, search: Search): Promise<string> {
  const { input, label } = field;
  if (value === null || value === '')
    return input['type'] === 'Input.Toggle' ? textOf(input['valueOff']) || 'false' : '';
  switch (input['type']) {
    case 'Input.Text':
      return fillText(input, value, label);
    case 'Input.Number':
      return fillNumber(input, value, label);
    case 'Input.Date':
      return withinBounds(input, checkDate(value, label), label);
    case 'Input.Time':
      return withinBounds(input, checkTime(value, label), label);
    case 'Input.Toggle':
      if (typeof value !== 'boolean') throw new Refused(`"${label}" is switched: true or false.`);
      return value ? textOf(input['valueOn']) || 'true' : textOf(input['valueOff']) || 'false';
    case 'Input.ChoiceSet':
      return fillChoice(input, value, label, search);
    default:
      throw new Refused(`"${label}" is of a kind that this playground cannot fill in.`);
  }
}

/** Whether the client would hold the form back for it. */
export function isMissing(field: TeamsField, value: string): boolean {
  if (field.input['isRequired'] !== true) return false;
  if (field.input['type'] === 'Input.Toggle') return value !== (textOf(field.input['valueOn']) || 'true');
  return value.trim() === '';
}

async function fillChoice(
  input: JsonObject,
  value: FieldValue,
  label: string,
  search: Search,
): Promise<string> {
  const many = input['isMultiSelect'] === true;
  const dataset = datasetOf(input);
  if (dataset === undefined) {
    const chosen = many
      ? chooseOptions(optionsOf(input), value, label, undefined)
      : [chooseOption(optionsOf(input), single(value, label), label)];
    return chosen.map((option) => option.value).join(',');
  }
  const wanted = many ? asList(value) : [single(value, label)];
  const chosen: Option[] = [];
  for (const one of wanted) {
    chosen.push(
      await searchOption(
        async (typed) => [...optionsOf(input), ...(await search(dataset, typed))],
        one,
        label,
      ),
    );
  }
  return chosen.map((option) => option.value).join(',');
}

function fillText(input: JsonObject, value: FieldValue, label: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Refused(`"${label}" takes words.`);
  const text = String(value);
  const { maxLength: max, regex } = input;
  const length = lengthOf(text);
  if (typeof max === 'number' && length > max) {
    throw new Refused(`"${label}" takes at most ${max} characters; this is ${length}.`);
  }
  if (input['isMultiline'] !== true && text.includes('\n'))
    throw new Refused(`"${label}" takes a single line.`);
  if (typeof regex === 'string' && !new RegExp(regex, 'u').test(text)) {
    throw new Refused(`"${label}" does not take "${text}".`);
  }
  return text;
}

function fillNumber(input: JsonObject, value: FieldValue, label: string): string {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw new Refused(`"${label}" takes a number.`);
  const { min, max } = input;
  if (typeof min === 'number' && number < min) throw new Refused(`"${label}" takes at least ${min}.`);
  if (typeof max === 'number' && number > max) throw new Refused(`"${label}" takes at most ${max}.`);
  return String(number);
}

/** Dates and times compare as text. */
function withinBounds(input: JsonObject, value: string, label: string): string {
  const { min, max } = input;
  if (typeof min === 'string' && value < min) throw new Refused(`"${label}" takes nothing before ${min}.`);
  if (typeof max === 'string' && value > max) throw new Refused(`"${label}" takes nothing after ${max}.`);
  return value;
}

function kindOf(field: TeamsField): FieldKind {
  const { input } = field;
  const many = input['isMultiSelect'] === true;
  const dataset = datasetOf(input);
  switch (input['type']) {
    case 'Input.Text':
      return input['isMultiline'] === true ? 'longText' : 'text';
    case 'Input.Number':
      return 'number';
    case 'Input.Date':
      return 'date';
    case 'Input.Time':
      return 'time';
    case 'Input.Toggle':
      return 'yesNo';
    default:
      if (dataset === undefined) return kindOfOptions(optionsOf(input), many);
      if (/zone/i.test(dataset)) return 'zone';
      return many ? 'people' : 'person';
  }
}

function shownValue(input: JsonObject): FieldValue {
  const value = initialValue(input);
  if (input['type'] === 'Input.Toggle') return value === (textOf(input['valueOn']) || 'true');
  if (value === '') return null;
  if (input['type'] === 'Input.Number') return Number(value);
  if (input['type'] !== 'Input.ChoiceSet') return value;
  const labelOf = (one: string): string =>
    optionsOf(input).find((option) => option.value === one)?.label ?? one;
  return input['isMultiSelect'] === true ? value.split(',').map(labelOf) : labelOf(value);
}

function optionsOf(input: JsonObject): readonly Option[] {
  return objectsOf(input['choices']).map((choice) => ({
    label: textOf(choice['title']),
    value: textOf(choice['value']),
  }));
}

function datasetOf(input: JsonObject): string | undefined {
  const dataset = objectOf(input['choices.data'])['dataset'];
  return typeof dataset === 'string' ? dataset : undefined;
}

function single(value: FieldValue, label: string): FieldValue {
  const all = asList(value);
  if (all.length !== 1) throw new Refused(`"${label}" takes one.`);
  return all[0] ?? null;
}
