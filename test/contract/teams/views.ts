/** Random cards and forms, as dialogs might make them and worse. */

import fc from 'fast-check';
import type { Choice, Field, OpenForm, RawValues } from '../../../src/ui/form.ts';
import { asReference, type Reference } from '../../../src/ui/reference.ts';
import type { Block, Button, Card, Text } from '../../../src/ui/view.ts';

/** Words with everything in them that a platform might obey. */
export const words = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: max, unit: 'grapheme' }),
    fc.constantFrom(
      '',
      ' ',
      'Dr Łukasz O\u2019Neill (ST5)',
      '**bold** _it_ [link](https://evil.example) `code`',
      '<at>everyone</at> <b>x</b> &lt;',
      '# heading\n- item\n1. one\n---\n> quote',
      '{{DATE(2026-12-01T09:00:00Z,SHORT)}}',
      '\r\n\n line\n\n\nline ',
      '__proto__',
    ),
  );
const label = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((one) => one.trim() !== '');
const text: fc.Arbitrary<Text> = fc.oneof(
  words(3_000),
  fc.array(fc.oneof(words(200), fc.record({ bold: words(60) })), { maxLength: 5 }),
);
const reference: fc.Arbitrary<Reference> = fc.uuid().map(asReference);

const buttons: fc.Arbitrary<Button<Reference>> = fc.oneof(
  fc.record({
    type: fc.constant('link' as const),
    label,
    url: fc.webUrl({ validSchemes: ['https', 'http'] }),
  }),
  fc.record(
    {
      type: fc.constant('action' as const),
      label,
      to: reference,
      style: fc.constantFrom('primary' as const, 'danger' as const),
      confirm: fc.record({ title: label, text: words(300), yes: label, no: label }),
    },
    { requiredKeys: ['type', 'label', 'to'] },
  ),
);

const block: fc.Arbitrary<Block<Reference>> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('note' as const), text }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ name: label, value: words(200) }), { maxLength: 12 }),
  }),
  fc.record(
    { type: fc.constant('list' as const), items: fc.array(text, { maxLength: 12 }), ordered: fc.boolean() },
    { requiredKeys: ['type', 'items'] },
  ),
  fc.record(
    {
      type: fc.constant('image' as const),
      url: fc.oneof(fc.webUrl(), fc.constant('data:image/png;base64,AAAA'), fc.constant('not a url')),
      alt: label,
      title: words(60),
    },
    { requiredKeys: ['type', 'url', 'alt'] },
  ),
  fc.record({
    type: fc.constant('progress' as const),
    label,
    done: fc.integer({ min: 0, max: 30 }),
    total: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record(
    { type: fc.constant('empty' as const), text: words(100), hint: words(100) },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.constant({ type: 'divider' as const }),
  fc.record({ type: fc.constant('buttons' as const), buttons: fc.array(buttons, { maxLength: 14 }) }),
);

export const cards: fc.Arbitrary<Card<Reference>> = fc.record({
  view: fc.constant('card' as const),
  title: words(120),
  body: fc.array(block, { maxLength: 25 }),
});

const choices: fc.Arbitrary<readonly Choice[]> = fc.uniqueArray(
  fc.record({ value: label, label, hint: label }, { requiredKeys: ['value', 'label'] }),
  { minLength: 1, maxLength: 9, selector: (choice) => choice.value },
);
const person = fc.record({ id: fc.uuid(), name: label, detail: label }, { requiredKeys: ['id', 'name'] });

/** A field, with an answer that somebody could give to it. */
const field: fc.Arbitrary<{ field: Field; answer: RawValues[string] }> = fc
  .record({ label, required: fc.boolean(), hint: fc.option(words(80), { nil: undefined }) })
  .chain((common) =>
    fc.oneof(
      fc
        .record({ kind: fc.constantFrom('text' as const, 'longText' as const), answer: words(500) })
        .map(({ kind, answer }) => ({ field: { ...common, kind, maxLength: 3_000 } as Field, answer })),
      choices.chain((options) =>
        fc
          .constantFrom('', ...options.map((option) => option.value))
          .map((answer) => ({ field: { ...common, kind: 'oneOf' as const, options }, answer })),
      ),
      choices.chain((options) =>
        fc
          .subarray(options.map((option) => option.value))
          .map((answer) => ({ field: { ...common, kind: 'manyOf' as const, options }, answer })),
      ),
      person.map((one) => ({ field: { ...common, kind: 'person' as const, value: one }, answer: one.id })),
      fc.uniqueArray(person, { maxLength: 4, selector: (one) => one.id }).map((all) => ({
        field: { ...common, kind: 'people' as const, value: all, max: 4 },
        answer: all.map((one) => one.id),
      })),
      fc
        .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2099-12-31') })
        .map((date) => ({
          field: { ...common, kind: 'date' as const },
          answer: date.toISOString().slice(0, 10),
        })),
      fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => ({
        field: { ...common, kind: 'time' as const },
        answer: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
      })),
      fc
        .constantFrom('Europe/London', 'America/Argentina/Buenos_Aires', 'UTC')
        .map((answer) => ({ field: { ...common, kind: 'zone' as const }, answer })),
      fc.integer({ min: -5, max: 500 }).map((number) => ({
        field: { ...common, kind: 'number' as const, min: -5, max: 500 },
        answer: String(number),
      })),
      fc.constantFrom('1', '2', '3', '4', '5').map((answer) => ({
        field: { ...common, kind: 'scale' as const, low: 'not at all', high: 'very' },
        answer,
      })),
      fc
        .constantFrom('yes', 'no')
        .map((answer) => ({ field: { ...common, kind: 'yesNo' as const }, answer })),
    ),
  );

const fieldId = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,20}$/),
  fc.constantFrom('rapport', 'msteams', 'one_one', 'toString', 'action', '__proto__'),
);

/** A form, and what somebody answers to it. */
export const forms: fc.Arbitrary<{ open: OpenForm<Reference>; answers: RawValues }> = fc
  .record({
    title: label,
    submit: label,
    instance: fc.uuid(),
    to: reference,
    entries: fc.uniqueArray(fc.tuple(fieldId, field), { minLength: 1, maxLength: 8, selector: ([id]) => id }),
  })
  .map(({ title, submit, instance, to, entries }) => ({
    open: {
      view: 'open-form',
      form: {
        view: 'form',
        title,
        intro: [],
        submit,
        fields: Object.fromEntries(entries.map(([id, one]) => [id, one.field])),
      },
      to,
      instance,
    },
    answers: Object.fromEntries(entries.map(([id, one]) => [id, one.answer])),
  }));
