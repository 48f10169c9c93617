/** What a person leaves in or puts into a form comes back exactly: render, fill in, read. */

import type { InputBlock, PlainTextOption } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { readValues } from '../../../adapters/slack/read-form.ts';
import { noAnswer } from '../../../adapters/slack/render-field.ts';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import { checkForm } from '../../../src/ui/check.ts';
import type { Field, OpenForm, RawValues } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { anyForm } from './arbitrary-views.ts';

vi.setConfig({ testTimeout: 30_000 }); // hundreds of random views, on a busy machine

type Element = InputBlock['element'];

/** What Slack reports for an element that nobody has touched. */
function untouched(element: Element): object {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    default:
      throw new Error(`Our forms have no ${type}`);
  }
}

/** What Slack reports once a person has entered `value`, which the element must be able to take. */
function filled(element: Element, value: string | readonly string[]): object {
  const { type } = element;
  const offered = optionsOf(element);
  const pick = (id: string): PlainTextOption => {
    if (type === 'external_select' || type === 'multi_external_select')
      return { text: { type: 'plain_text', text: 'Somebody' }, value: id };
    const found = offered.find((option) => option.value === (id === '' ? noAnswer : id));
    if (found === undefined) throw new Error(`${type} does not offer ${id}`);
    return found;
  };
  switch (type) {
    case 'radio_buttons':
      return {
        type,
        selected_option: value === '' && !offers(offered, noAnswer) ? null : pick(String(value)),
      };
    case 'static_select':
    case 'external_select':
      return { type, selected_option: value === '' ? null : pick(String(value)) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: [value].flat().map(pick) };
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value };
    case 'timepicker':
      return { type, selected_time: value === '' ? null : value };
    default:
      return { type, value: value === '' ? null : value };
  }
}

function offers(offered: readonly PlainTextOption[], value: string): boolean {
  return offered.some((option) => option.value === value);
}

function optionsOf(element: Element): readonly PlainTextOption[] {
  if (!('options' in element) && !('option_groups' in element)) return [];
  const groups = 'option_groups' in element ? (element.option_groups ?? []) : [];
  const all = [
    ...('options' in element ? (element.options ?? []) : []),
    ...groups.flatMap((group) => group.options),
  ];
  return all as readonly PlainTextOption[]; // our renderer makes no other options
}

function inputsOf(open: OpenForm<Reference>): readonly InputBlock[] {
  return renderForm(open).payload.blocks.flatMap((block) =>
    block.type === 'input' ? [block as InputBlock] : [],
  );
}

function submitted(open: OpenForm<Reference>, enter?: RawValues): RawValues {
  const values = inputsOf(open).map((block) => {
    const id = block.block_id ?? '';
    const value = enter !== undefined && Object.hasOwn(enter, id) ? enter[id] : undefined;
    const state = value === undefined ? untouched(block.element) : filled(block.element, value);
    return [id, { [block.element.action_id ?? '']: state }] as const;
  });
  // Through JSON, as it comes over the wire.
  return readValues(JSON.parse(JSON.stringify({ values: Object.fromEntries(values) })));
}

describe('a form', () => {
  test('sent untouched answers with every field that it asked, and drawn again it asks the same', () => {
    fc.assert(
      fc.property(anyForm, (open) => {
        const answers = submitted(open);
        expect(new Set(Object.keys(answers))).toEqual(new Set(inputsOf(open).map((one) => one.block_id)));
        // What is read, put back as what was typed, reads the same again.
        expect(submitted({ ...open, values: answers })).toEqual(answers);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test('gives back exactly what was entered into it, and our own check takes it', () => {
    fc.assert(
      fc.property(filledForm, ({ open, values }) => {
        const answers = submitted(open, values);
        expect(answers).toEqual(values);
        expect(checkForm(open.form, answers)).toMatchObject({ ok: true });
        // Refused and drawn again with the values, nothing is lost.
        expect(submitted({ ...open, values: answers, errors: { '': 'Once more.' } })).toEqual(values);
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});

const options = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,36}$/), { minLength: 1, maxLength: 130 })
  .map((values) => values.map((value) => ({ value, label: `Label of ${value}` })));

const said = fc
  .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
  .filter((value) => value.trim() !== '' && value.length <= 1_000 && !/[\r\n]/.test(value));

/** A field together with an answer that it takes. */
const answered: fc.Arbitrary<{ field: Field; value: string | readonly string[] }> = fc
  .boolean()
  .chain((required) => {
    const common = { label: 'Question', required };
    const orNothing = <T>(value: fc.Arbitrary<T>, nothing: T): fc.Arbitrary<T> =>
      required ? value : fc.oneof(value, fc.constant(nothing));
    const of = (field: Field, value: fc.Arbitrary<string>): fc.Arbitrary<{ field: Field; value: string }> =>
      orNothing(value, '').map((one) => ({ field, value: one }));
    return fc.oneof(
      of({ ...common, kind: 'text', maxLength: 1_000 }, said),
      of({ ...common, kind: 'longText', maxLength: 3_000 }, said),
      options.chain((all) =>
        of({ ...common, kind: 'oneOf', options: all }, fc.constantFrom(...all.map((one) => one.value))),
      ),
      options.chain((all) =>
        fc
          .subarray(
            all.map((one) => one.value),
            { minLength: required ? 1 : 0 },
          )
          .map((value) => ({ field: { ...common, kind: 'manyOf', options: all } satisfies Field, value })),
      ),
      of({ ...common, kind: 'person' }, fc.uuid()),
      fc
        .uniqueArray(fc.uuid(), { minLength: required ? 1 : 0, maxLength: 4 })
        .map((value) => ({ field: { ...common, kind: 'people', max: 4 } satisfies Field, value })),
      of(
        { ...common, kind: 'date' },
        fc
          .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
          .map((day) => day.toISOString().slice(0, 10)),
      ),
      of({ ...common, kind: 'time' }, fc.constantFrom('00:00', '09:05', '23:59')),
      of(
        { ...common, kind: 'zone' },
        fc.constantFrom('Europe/London', 'America/Argentina/Buenos_Aires', 'UTC'),
      ),
      of({ ...common, kind: 'number', min: -5, max: 99 }, fc.integer({ min: -5, max: 99 }).map(String)),
      of({ ...common, kind: 'scale', low: 'low', high: 'high' }, fc.integer({ min: 1, max: 5 }).map(String)),
      of({ ...common, kind: 'yesNo' }, fc.constantFrom('yes', 'no')),
    );
  });

const filledForm = fc
  .dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,15}$/), answered, { maxKeys: 8 })
  .map((all) => {
    const fields = Object.fromEntries(Object.entries(all).map(([id, { field }]) => [id, field]));
    const open: OpenForm<Reference> = {
      view: 'open-form',
      form: { view: 'form', title: 'Title', intro: [], fields, submit: 'Send' },
      to: asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10'),
      instance: 'i-1',
    };
    return { open, values: Object.fromEntries(Object.entries(all).map(([id, { value }]) => [id, value])) };
  });
