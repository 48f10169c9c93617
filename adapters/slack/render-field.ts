/** One field of a form as a Slack input element, with what stands in it. */

import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Choice, Field, PersonChoice } from '../../src/ui/form.ts';
import { chunk, fitList, fitText } from '../../src/ui/fit.ts';
import type { Warn } from '../../src/ui/fit.ts';
import { limits } from './limits.ts';
import { line, plain } from './text.ts';

export type FieldContext = {
  /** Part of every `action_id`: Slack keeps what was typed when a window changes and an id stays, even in another form. */
  readonly instance: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly where: string;
  readonly warn: Warn;
};

type Element = InputBlock['element'];
type Typed = string | readonly string[] | undefined;
type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>;

/**
 * A pressed radio button cannot be let go on Slack, so an optional question gets this answer too. It reads as unanswered.
 */
export const noAnswer = '(no answer)';

export const yes = 'yes';
export const no = 'no';

/** `undefined` where there is nothing to choose from. `typed` is what the person had entered; it wins, even when empty. */
export function renderElement(field: Field, typed: Typed, context: FieldContext): Element | undefined {
  const action_id = actionId(field.kind, context.instance);
  const { warn, where } = context;
  switch (field.kind) {
    case 'text':
    case 'longText': {
      const max_length = Math.max(1, Math.min(field.maxLength, limits.inputText.value));
      if (field.maxLength > max_length)
        warn({
          code: 'clamped',
          where,
          detail: `${field.maxLength} characters asked for, ${max_length} fit`,
        });
      const given = one(typed) ?? field.value ?? '';
      const lines = field.kind === 'text' ? given.replaceAll(/\s*\n\s*/g, ' ') : given;
      const value = fitText(lines, max_length, `${where}.value`, warn);
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'longText',
        max_length,
        ...(value !== '' && { initial_value: value }),
        ...placeholder(field.placeholder, context),
      };
    }
    case 'oneOf':
      return renderOneOf(field.options, one(typed) ?? field.value, field.required, action_id, context);
    case 'manyOf':
      return renderManyOf(field, many(typed) ?? field.value ?? [], action_id, context);
    case 'person': {
      const chosen = one(typed);
      const [initial_option] = personOptions(
        chosen === undefined ? undefined : [chosen], // a list of one: commas part only lists
        field.value === undefined ? [] : [field.value],
        context,
      );
      return {
        type: 'external_select',
        action_id,
        min_query_length: 0,
        ...placeholder('Type a name', context),
        ...(initial_option !== undefined && { initial_option }),
      };
    }
    case 'people': {
      const max_selected_items = Math.max(1, field.max);
      const all = personOptions(typed, field.value ?? [], context);
      const { kept } = fitList(all, max_selected_items, `${where}.value`, warn);
      return {
        type: 'multi_external_select',
        action_id,
        min_query_length: 0,
        max_selected_items,
        ...placeholder('Type a name', context),
        ...(kept.length > 0 && { initial_options: [...kept] }),
      };
    }
    case 'date': {
      const value = one(typed) ?? field.value ?? '';
      return { type: 'datepicker', action_id, ...(isDate(value) && { initial_date: value }) };
    }
    case 'time': {
      const value = one(typed) ?? field.value ?? '';
      const fits = /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
      return { type: 'timepicker', action_id, ...(fits && { initial_time: value }) };
    }
    case 'zone': {
      const value = one(typed) ?? field.value ?? '';
      const initial_option = value === '' ? undefined : zoneOption(value);
      return {
        type: 'external_select',
        action_id,
        min_query_length: 0,
        ...placeholder('Type a city', context),
        ...(initial_option !== undefined && { initial_option }),
      };
    }
    case 'number':
      return renderNumber(field, one(typed) ?? field.value?.toString() ?? '', action_id);
    case 'scale': {
      const ends: Readonly<Record<number, string>> = { 1: field.low, 5: field.high };
      const options = [1, 2, 3, 4, 5].map((value): Choice => {
        const end = (ends[value] ?? '').trim();
        return { value: `${value}`, label: end === '' ? `${value}` : `${value} – ${end}` };
      });
      return radio(options, one(typed) ?? field.value?.toString(), field.required, action_id, context);
    }
    case 'yesNo': {
      const options: Choice[] = [
        { value: yes, label: 'Yes' },
        { value: no, label: 'No' },
      ];
      const before = field.value === undefined ? undefined : field.value ? yes : no;
      return radio(options, one(typed) ?? before, field.required, action_id, context);
    }
    default:
      return field satisfies never;
  }
}

/** Such as `person.<instance>`: the kind in front tells a search for people from one for time zones. */
function actionId(kind: Field['kind'], instance: string): string {
  return `${kind}.${instance}`.slice(0, limits.actionId.value);
}

/** The field kind whose element an `action_id` names. */
export function kindOf(actionIdOfElement: string): string {
  return actionIdOfElement.split('.', 1)[0] ?? '';
}

/** A person as the pickers show one, in the list and once chosen. */
export function personOption(person: PersonChoice): PlainTextOption | undefined {
  if (person.id === '' || person.id.length > limits.optionValue.value) return undefined;
  const label = person.detail === undefined ? person.name : `${person.name} – ${person.detail}`;
  return { text: line(label, limits.optionText.value, '', () => {}), value: person.id };
}

export function zoneOption(zone: string): PlainTextOption | undefined {
  const name = zone.replaceAll('_', ' ').trim();
  if (name === '' || zone.length > limits.optionText.value) return undefined;
  return { text: plain(name), value: zone };
}

function renderOneOf(
  choices: readonly Choice[],
  value: string | undefined,
  required: boolean,
  action_id: string,
  context: FieldContext,
): Element | undefined {
  const most = limits.radioOptions.value - (required ? 0 : 1);
  if (choices.length <= most) return radio(choices, value, required, action_id, context);
  const options = choiceOptions(choices, context);
  const initial_option = options.find((option) => option.value === value);
  if (options.length === 0) return undefined;
  return {
    type: 'static_select',
    action_id,
    ...grouped(options),
    ...(initial_option !== undefined && { initial_option }),
  };
}

function radio(
  choices: readonly Choice[],
  value: string | undefined,
  required: boolean,
  action_id: string,
  context: FieldContext,
): Element | undefined {
  const options = choiceOptions(choices, context);
  if (options.length === 0) return undefined;
  if (!required) options.push({ text: plain('No answer'), value: noAnswer });
  const initial_option = options.find((option) => option.value === value);
  return {
    type: 'radio_buttons',
    action_id,
    options,
    ...(initial_option !== undefined && { initial_option }),
  };
}

function renderManyOf(
  field: FieldOf<'manyOf'>,
  chosen: readonly string[],
  action_id: string,
  context: FieldContext,
): Element | undefined {
  const options = choiceOptions(field.options, context);
  if (options.length === 0) return undefined;
  const initial = options.filter((option) => option.value !== undefined && chosen.includes(option.value));
  if (options.length <= limits.checkboxOptions.value)
    return {
      type: 'checkboxes',
      action_id,
      options,
      ...(initial.length > 0 && { initial_options: initial }),
    };
  const most = field.max === undefined ? options.length : Math.max(1, field.max);
  const { kept } = fitList(initial, most, `${context.where}.value`, context.warn);
  return {
    type: 'multi_static_select',
    action_id,
    ...grouped(options),
    ...(field.max !== undefined && { max_selected_items: most }),
    ...(kept.length > 0 && { initial_options: [...kept] }),
  };
}

/** At most one option of each value: Slack refuses two. */
function choiceOptions(choices: readonly Choice[], context: FieldContext): PlainTextOption[] {
  const { warn, where } = context;
  const seen = new Set<string>();
  const usable = choices.filter(({ value }) => {
    const fits = value !== '' && value.length <= limits.optionValue.value && !seen.has(value);
    if (!fits)
      warn({ code: 'dropped', where: `${where}.options`, detail: 'an option without a usable value' });
    seen.add(value);
    return fits;
  });
  const most = limits.selectOptions.value * limits.optionGroups.value;
  return fitList(usable, most, `${where}.options`, warn).kept.map(({ value, label, hint }) => ({
    text: line(
      label,
      limits.optionText.value,
      `${where}.options.label`,
      warn,
      value.trim() === '' ? '–' : value,
    ),
    value,
    ...(hint !== undefined &&
      hint.trim() !== '' && {
        description: line(hint, limits.optionDescription.value, `${where}.options.hint`, warn),
      }),
  }));
}

/** Up to a hundred options as they are; more in groups that say which they hold. */
function grouped(
  options: PlainTextOption[],
): { options: PlainTextOption[] } | { option_groups: OptionGroups } {
  const size = limits.selectOptions.value;
  if (options.length <= size) return { options };
  return {
    option_groups: chunk(options, size).map((group, index) => ({
      label: plain(`${index * size + 1} to ${index * size + group.length}`),
      options: [...group],
    })),
  };
}

type OptionGroups = { label: PlainTextOption['text']; options: PlainTextOption[] }[];

/** Those the person chose, by the names they are known by; else those the form came with. */
function personOptions(
  typed: Typed,
  before: readonly PersonChoice[],
  { labels, where, warn }: FieldContext,
): readonly PlainTextOption[] {
  const chosen =
    many(typed)?.map((id): PersonChoice => {
      const known = before.find((person) => person.id === id);
      const name = labels.get(id);
      if (known !== undefined) return known;
      if (name === undefined) warn({ code: 'fallback', where, detail: 'a chosen person without a name' });
      return { id, name: name ?? 'The person you chose' };
    }) ?? before;
  return [...new Map(chosen.map((person) => [person.id, person])).values()].flatMap((person) => {
    const option = personOption(person);
    if (option === undefined) warn({ code: 'dropped', where, detail: 'a person without a usable id' });
    return option === undefined ? [] : [option];
  });
}

/** What was typed stays, also where it is out of range: then the range is left to our own check. */
function renderNumber(field: FieldOf<'number'>, value: string, action_id: string): Element {
  const given = /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
  const inRange = given === undefined || (given >= field.min && given <= field.max);
  const bounded = inRange && field.min <= field.max;
  return {
    type: 'number_input',
    action_id,
    is_decimal_allowed: false,
    ...(bounded && { min_value: `${field.min}`, max_value: `${field.max}` }),
    ...(given !== undefined && { initial_value: `${given}` }),
  };
}

function placeholder(
  text: string | undefined,
  { where, warn }: FieldContext,
): { placeholder?: PlainTextOption['text'] } {
  if (text === undefined || text.trim() === '') return {};
  return { placeholder: line(text, limits.placeholder.value, `${where}.placeholder`, warn) };
}

function one(typed: Typed): string | undefined {
  return typeof typed === 'object' ? (typed[0] ?? '') : typed;
}

function many(typed: Typed): readonly string[] | undefined {
  const all = typeof typed === 'string' ? typed.split(',') : typed;
  return all?.filter((value) => value !== '');
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
}
