/** Every kind of field, empty, filled in and sent back with an error, and whole forms, to be drawn side by side. */

import type { Field, Fields, OpenForm, RawValues } from '../../../src/ui/form.ts';
import { form } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { note, text } from '../../../src/ui/view.ts';

export type FieldCase = {
  readonly says: string;
  readonly notice?: string;
  readonly field: Field;
  readonly typed?: RawValues[string];
  readonly error?: string;
};

type Kinds = { readonly [K in Field['kind']]: readonly FieldCase[] };

const people = [
  { id: '11111111-aaaa-4bbb-8ccc-000000000001', name: 'Miles Sampleford' },
  { id: '11111111-aaaa-4bbb-8ccc-000000000002', name: 'Bea Better', detail: 'Cardiology' },
];
const areas = ['Exams', 'Confidence', 'Returning to work'].map((label, index) => ({
  value: `area-${index + 1}`,
  label,
}));
const ways = [
  { value: 'mine', label: 'Each keeps their own', hint: 'Only the one who writes can read it.' },
  { value: 'shared', label: 'Shared by both', hint: 'Both can read every record.' },
];
const twelve = Array.from({ length: 12 }, (_, index) => ({
  value: `${index + 1}`,
  label: `Week ${index + 1}`,
}));
const hint = 'Leave empty if there is none.';

/** The four states of every field: required and empty, optional and empty, filled in, and sent back. */
function states<F extends Field>(
  field: F,
  value: F['value'],
  sentBack: { readonly typed: RawValues[string]; readonly error: string },
): readonly FieldCase[] {
  return [
    { says: 'required, and empty', field: { ...field, required: true } },
    { says: 'optional, with a hint', field: { ...field, required: false, hint } },
    // The same kind of field with a value of its own kind.
    { says: 'filled in from the start', field: { ...field, required: true, value } as Field },
    {
      says: 'sent back with what was typed and what is wrong with it',
      field: { ...field, required: true },
      ...sentBack,
    },
  ];
}

/** One entry for each kind of field: a new kind does not compile without its cases. */
export const fields: Kinds = {
  text: states(
    { kind: 'text', label: 'Name of the scheme', required: true, maxLength: 60 },
    'Northvale mentoring',
    {
      typed: 'Northvale',
      error: 'This name is taken. Please choose another.',
    },
  ),
  longText: [
    ...states(
      { kind: 'longText', label: 'In your own words', required: true, maxLength: 1500 },
      'One line.\nAnother.',
      {
        typed: 'My patient 943 476 5919',
        error: 'Please take out anything that identifies a patient.',
      },
    ),
    {
      says: 'with an example in it',
      field: {
        kind: 'longText',
        label: 'Areas',
        required: true,
        maxLength: 200,
        placeholder: 'One on each line',
      },
    },
    {
      says: 'longer than Slack lets anybody type',
      notice: 'No form of ours asks for this much.',
      field: { kind: 'longText', label: 'Everything', required: true, maxLength: 5000 },
    },
  ],
  oneOf: [
    ...states({ kind: 'oneOf', label: 'Records', required: true, options: ways }, 'mine', {
      typed: 'shared',
      error: 'Please choose one.',
    }).map((one, index) =>
      index === 1
        ? {
            ...one,
            notice:
              'A pressed radio button cannot be let go on Slack, so “No answer” can be pressed instead.',
          }
        : one,
    ),
    {
      says: 'more choices than stand open',
      notice: 'Slack has room for ten radio buttons, Teams folds more than six.',
      field: { kind: 'oneOf', label: 'Which week', required: true, options: twelve, value: '3' },
    },
  ],
  manyOf: [
    ...states({ kind: 'manyOf', label: 'Help with', required: true, options: areas }, ['area-1', 'area-3'], {
      typed: ['area-2'],
      error: 'Please choose at least two.',
    }),
    {
      says: 'at most so many, with a box for each',
      notice: 'Neither control keeps to the number, so both say it, and our own check holds to it.',
      field: { kind: 'manyOf', label: 'Help with', required: true, options: areas, max: 2 },
    },
    {
      says: 'at most so many, of more than there are boxes for',
      notice: 'Slack enforces the number in a menu; Teams says it, and our own check holds to it.',
      field: { kind: 'manyOf', label: 'Which weeks', required: true, options: twelve, max: 2, value: ['3'] },
    },
  ],
  person: states({ kind: 'person', label: 'Mentor in mind', required: true }, people[0], {
    typed: people[1]?.id ?? '',
    error: 'They manage or assess you. Please choose somebody else.',
  }),
  people: states({ kind: 'people', label: 'Who assesses you', required: true, max: 10 }, people, {
    typed: people.map(({ id }) => id),
    error: 'Somebody here could not be found.',
  }),
  date: states(
    { kind: 'date', label: 'Pause until', required: true, min: '2026-11-30', max: '2027-11-30' },
    '2026-12-03',
    { typed: '2026-12-24', error: 'You already meet on that day.' },
  ),
  time: states({ kind: 'time', label: 'Time', required: true }, '17:30', {
    typed: '01:30',
    error: 'The clocks go forward then, and 01:30 is skipped.',
  }),
  zone: states({ kind: 'zone', label: 'Time zone', required: true }, 'Europe/London', {
    typed: 'America/New_York',
    error: 'Please choose a zone nearer to you.',
  }),
  number: [
    ...states({ kind: 'number', label: 'Minutes', required: true, min: 15, max: 240 }, 60, {
      typed: '45',
      error: 'Please give at least 50.',
    }),
    {
      says: 'sent back with a number out of range',
      notice:
        'Slack refuses a window whose number lies outside its own range, so the range is left to our own check.',
      field: { kind: 'number', label: 'Minutes', required: true, min: 15, max: 240 },
      typed: '500',
      error: 'Please give a whole number from 15 to 240.',
    },
  ],
  scale: states(
    { kind: 'scale', label: 'How useful was it', required: true, low: 'Not useful', high: 'Very useful' },
    4,
    { typed: '2', error: 'Please choose one.' },
  ),
  yesNo: states({ kind: 'yesNo', label: 'May they read it?', required: true }, true, {
    typed: 'no',
    error: 'Please choose one.',
  }),
};

const bookFields = {
  date: { kind: 'date', label: 'Date', required: true, min: '2026-11-29' },
  time: { kind: 'time', label: 'Time', hint: 'In your own time zone: London time.', required: true },
  words: { kind: 'longText', label: 'Anything to prepare', required: false, maxLength: 500 },
} as const satisfies Fields;

const book: OpenForm<Reference> = {
  view: 'open-form',
  form: form({
    title: 'Book a meeting',
    intro: [text('With Miles Sampleford, who is told at once.'), note('Both of you get a calendar file.')],
    fields: bookFields,
    submit: 'Book',
  }),
  to: asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10'),
  instance: 'instance-1',
};

/** Whole forms, with everything around the fields. */
export const forms: Readonly<Record<string, OpenForm<Reference>>> = {
  'A form, opened': book,
  'The same form, sent back': {
    ...book,
    values: { date: '2026-12-03', time: '17:30', words: '' },
    errors: { '': 'Somebody was faster.', time: 'You already meet then. Please choose another time.' },
  },
};

/** A form of one field, as a renderer gets it. */
export function formOf({ field, typed, error }: FieldCase): OpenForm<Reference> {
  return {
    view: 'open-form',
    form: { view: 'form', title: 'A form', intro: [], fields: { field }, submit: 'Send' },
    to: book.to,
    instance: 'instance-1',
    ...(typed !== undefined && { values: { field: typed } }),
    ...(error !== undefined && { errors: { field: error } }),
  };
}

/** What the platforms remember of people who were chosen. */
export const names: Readonly<Record<string, string>> = Object.fromEntries(
  people.map(({ id, name }) => [id, name]),
);
