/** One field of a form as one input of a card. */

import type { Warn } from '../../src/ui/fit.ts';
import { sayMissing } from '../../src/ui/check.ts';
import type { Choice, Field, PersonChoice, RawValues } from '../../src/ui/form.ts';
import type { Element, Input, InputChoice } from './elements.ts';
import { inputId, wireChoice, wirePerson, type Names } from './inputs.ts';
import { OPEN_CHOICES } from './limits.ts';

export type FieldState = {
  /** What the person typed; `undefined` before they have typed anything, '' where they left it empty. */
  readonly typed: RawValues[string] | undefined;
  readonly names: Names;
  readonly where: string;
  readonly warn: Warn;
};

export function renderField(id: string, field: Field, state: FieldState): Element & Input {
  const common = {
    id: inputId(field, id),
    label: field.label,
    isRequired: field.required,
    errorMessage: whatToDo(field),
  };
  const one = oneOf(state.typed);
  switch (field.kind) {
    case 'text':
    case 'longText':
      return {
        type: 'Input.Text',
        ...common,
        isMultiline: field.kind === 'longText',
        maxLength: field.maxLength,
        ...present('placeholder', field.placeholder),
        ...present('value', one ?? field.value),
      };
    case 'oneOf':
      return choiceSet(common, field.options.map(titled), {
        style: field.options.length > OPEN_CHOICES ? 'compact' : 'expanded',
        value: offered(one ?? field.value, field.options, state),
      });
    case 'manyOf': {
      const chosen = manyOf(state.typed) ?? field.value ?? [];
      const kept = chosen.filter((value) => offered(value, field.options, state) !== undefined);
      return choiceSet(
        common,
        field.options.map((option) => ({ ...titled(option), value: wireChoice(option.value) })),
        { style: 'expanded', isMultiSelect: true, value: kept.map(wireChoice).join(',') },
      );
    }
    case 'person':
      return peopleSet(common, chosenPeople(state, field.value === undefined ? [] : [field.value]), false);
    case 'people':
      return peopleSet(common, chosenPeople(state, field.value ?? []), true);
    case 'date':
      return {
        type: 'Input.Date',
        ...common,
        ...present('min', field.min),
        ...present('max', field.max),
        ...present('value', shaped(one ?? field.value, /^\d{4}-\d{2}-\d{2}$/, state)),
      };
    case 'time':
      return {
        type: 'Input.Time',
        ...common,
        ...present('value', shaped(one ?? field.value, /^\d{2}:\d{2}$/, state)),
      };
    case 'zone': {
      const zone = one ?? field.value;
      const choices = zone === undefined || zone === '' ? [] : [{ title: zone, value: zone }];
      return choiceSet(common, choices, {
        style: 'filtered',
        value: zone,
        dataset: 'zones',
        placeholder: 'Type a city, such as London',
      });
    }
    case 'number': {
      const number = shaped(one ?? field.value?.toString(), /^-?\d{1,15}$/, state);
      return {
        type: 'Input.Number',
        ...common,
        min: field.min,
        max: field.max,
        ...(number === undefined ? {} : { value: Number(number) }),
      };
    }
    case 'scale': {
      const choices = ['1', '2', '3', '4', '5'].map((value) => ({
        title: value === '1' ? `1: ${field.low}` : value === '5' ? `5: ${field.high}` : value,
        value,
      }));
      return choiceSet(common, choices, {
        style: 'expanded',
        value: shaped(one ?? field.value?.toString(), /^[1-5]$/, state),
      });
    }
    case 'yesNo':
      return choiceSet(common, yesNo, {
        style: 'expanded',
        value: shaped(one ?? sayYesNo(field.value), /^(yes|no)$/, state),
      });
    default:
      return field satisfies never;
  }
}

/** What stands beneath the input: the field's own hint, and how many may be chosen. */
export function hintOf(field: Field): string | undefined {
  const many = field.kind === 'manyOf' || field.kind === 'people' ? field.max : undefined;
  const limit = many === undefined ? [] : [`Choose up to ${many}.`];
  const hints = [...(field.hint === undefined ? [] : [field.hint]), ...limit];
  return hints.length === 0 ? undefined : hints.join(' ');
}

const yesNo: readonly InputChoice[] = [
  { title: 'Yes', value: 'yes' },
  { title: 'No', value: 'no' },
];

function choiceSet(
  common: { id: string; label: string; isRequired: boolean; errorMessage: string },
  choices: readonly InputChoice[],
  look: {
    style: 'compact' | 'expanded' | 'filtered';
    value: string | undefined;
    isMultiSelect?: boolean;
    dataset?: string;
    placeholder?: string;
  },
): Element & Input {
  return {
    type: 'Input.ChoiceSet',
    ...common,
    style: look.style,
    isMultiSelect: look.isMultiSelect ?? false,
    wrap: true,
    choices,
    ...(look.dataset === undefined
      ? {}
      : { 'choices.data': { type: 'Data.Query' as const, dataset: look.dataset } }),
    ...present('placeholder', look.placeholder),
    ...present('value', look.value),
  };
}

/** People already chosen stand among the choices: the client knows only names that it was told or has found. */
function peopleSet(
  common: { id: string; label: string; isRequired: boolean; errorMessage: string },
  chosen: readonly PersonChoice[],
  isMultiSelect: boolean,
): Element & Input {
  return choiceSet(
    common,
    chosen.map((person) => ({ title: sayPerson(person), value: wirePerson(person) })),
    {
      style: 'filtered',
      isMultiSelect,
      value: chosen.map(wirePerson).join(','),
      dataset: 'people',
      placeholder: 'Type a name',
    },
  );
}

/** Two people of one name are told apart by what else is known of them. */
export function sayPerson(person: PersonChoice): string {
  return person.detail === undefined ? person.name : `${person.name} (${person.detail})`;
}

function chosenPeople(state: FieldState, initial: readonly PersonChoice[]): readonly PersonChoice[] {
  const typed = manyOf(state.typed);
  if (typed === undefined) return initial;
  return typed.map(
    (id) =>
      initial.find((person) => person.id === id) ?? {
        id,
        name: (Object.hasOwn(state.names, id) ? state.names[id] : undefined) ?? 'The person you chose',
      },
  );
}

function titled(option: Choice): InputChoice {
  return {
    title: option.hint === undefined ? option.label : `${option.label}: ${option.hint}`,
    value: option.value,
  };
}

/** A choice that is no longer offered cannot be shown as chosen. */
function offered(
  value: string | undefined,
  options: readonly Choice[],
  state: FieldState,
): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (options.some((option) => option.value === value)) return value;
  state.warn({ code: 'dropped', where: state.where, detail: 'a choice that is not offered' });
  return undefined;
}

/** Clients refuse a whole card when a date, time or number in it has the wrong shape. */
function shaped(value: string | undefined, shape: RegExp, state: FieldState): string | undefined {
  if (value === undefined || value === '' || shape.test(value)) return value === '' ? undefined : value;
  state.warn({ code: 'dropped', where: state.where, detail: 'a value that the input cannot show' });
  return undefined;
}

/** The client says this of an empty field, and of a number out of range, before anything is sent. */
function whatToDo(field: Field): string {
  return field.kind === 'number'
    ? `Please give a whole number from ${field.min} to ${field.max}.`
    : sayMissing(field);
}

function sayYesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'yes' : 'no';
}

function oneOf(typed: FieldState['typed']): string | undefined {
  return typeof typed === 'object' ? typed[0] : typed;
}

function manyOf(typed: FieldState['typed']): readonly string[] | undefined {
  if (typeof typed !== 'string') return typed;
  return typed === '' ? [] : typed.split(',');
}

function present<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  // An empty property would be shown as an empty placeholder or value; a computed key loses its literal type.
  return (value === undefined || value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}
