/** Random cards and forms, from ordinary to absurd. */

import fc from 'fast-check';
import type { Field, OpenForm, PersonChoice } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import type { Block, Button, Card, Inline, Text } from '../../../src/ui/view.ts';

/** What people type, and what attackers and keyboards do: markup, mentions, emoji, other scripts, nothing at all. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\n\n',
  '*bold* _it_ ~no~ `code`',
  '> quoted\n> again',
  '<!channel> <@U123|x> <https://bad.example|good.example>',
  '&amp; & < > &lt;',
  'See https://example.org/a_b*c?x=1&y=2, or https://example.org.',
  '👩‍⚕️👨‍👩‍👧‍👦🏳️‍🌈',
  'Łukasz Ó Súilleabháin 王小明 محمد',
  'at 10:30:45 :smile:',
);

export function words(most: number): fc.Arbitrary<string> {
  const long = fc
    .tuple(nasty, fc.nat({ max: most }))
    .map(([part, length]) =>
      `${part === '' ? 'x' : part} `.repeat(Math.ceil(length / (part.length + 1))).slice(0, length),
    );
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ maxLength: Math.min(60, most), unit: 'grapheme' }) },
    { weight: 3, arbitrary: nasty },
    { weight: 2, arbitrary: long.map(wellFormed) },
  );
}

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words(400),
  words(100).map((bold) => ({ bold })),
);
const text: fc.Arbitrary<Text> = fc.oneof(words(7_000), fc.array(inline, { maxLength: 6 }));
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'nowhere', `https://x.example/${'a'.repeat(3_100)}`),
);
const reference = fc.uuid().map(asReference);

const button: fc.Arbitrary<Button<Reference>> = fc.oneof(
  fc.record(
    {
      type: fc.constant('action' as const),
      label: words(120),
      to: reference,
      style: fc.constantFrom('primary' as const, 'danger' as const),
      confirm: fc.record({ title: words(150), text: words(400), yes: words(50), no: words(50) }),
    },
    { requiredKeys: ['type', 'label', 'to'] },
  ),
  fc.record({ type: fc.constant('link' as const), label: words(120), url }),
);

const plainBlock: fc.Arbitrary<Block<never>> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('note' as const), text }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ name: words(100), value: words(2_500) }), { maxLength: 25 }),
  }),
  fc.record({
    type: fc.constant('list' as const),
    items: fc.array(text, { maxLength: 40 }),
    ordered: fc.boolean(),
  }),
  fc.record(
    { type: fc.constant('image' as const), url, alt: words(2_500), title: words(2_500) },
    { requiredKeys: ['type', 'url', 'alt'] },
  ),
  fc.record({
    type: fc.constant('progress' as const),
    label: words(200),
    done: fc.integer({ min: -2, max: 40 }),
    total: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record(
    { type: fc.constant('empty' as const), text: words(300), hint: words(300) },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.constant({ type: 'divider' as const }),
);

const block: fc.Arbitrary<Block<Reference>> = fc.oneof(
  { weight: 5, arbitrary: plainBlock },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('buttons' as const),
      buttons: fc.array(button, { maxLength: 60 }),
    }),
  },
);

export const anyCard = cardOf(300, 70);

/** One that often fits whole. */
export const shortCard = cardOf(100, 3);

function cardOf(titleLength: number, blocks: number): fc.Arbitrary<Card<Reference>> {
  return fc.record({
    view: fc.constant('card' as const),
    title: words(titleLength),
    body: fc.array(block, { maxLength: blocks }),
  });
}

const person: fc.Arbitrary<PersonChoice> = fc.record(
  { id: fc.uuid(), name: words(120), detail: words(120) },
  { requiredKeys: ['id', 'name'] },
);

function choices(most: number): fc.Arbitrary<{ value: string; label: string; hint?: string }[]> {
  return fc.array(
    fc.record(
      { value: fc.string({ maxLength: 90 }), label: words(100), hint: words(100) },
      { requiredKeys: ['value', 'label'] },
    ),
    { maxLength: most },
  );
}

const time = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const date = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const zone = fc.constantFrom('Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Asia/Kolkata');

const kinds: fc.Arbitrary<Field> = fc
  .tuple(
    fc.record(
      { label: words(2_500), hint: words(2_500), required: fc.boolean() },
      { requiredKeys: ['label', 'required'] },
    ),
    fc.oneof(
      fc.record({
        kind: fc.constantFrom('text' as const, 'longText' as const),
        value: words(4_000),
        maxLength: fc.integer({ min: 1, max: 5_000 }),
        placeholder: words(200),
      }),
      choices(130).chain((options) =>
        fc.record({
          kind: fc.constant('oneOf' as const),
          options: fc.constant(options),
          value: fc.constantFrom('', ...options.map((one) => one.value)),
        }),
      ),
      choices(130).chain((options) =>
        fc.record({
          kind: fc.constant('manyOf' as const),
          options: fc.constant(options),
          value: fc.subarray(options.map((one) => one.value)),
          max: fc.integer({ min: 1, max: 150 }),
        }),
      ),
      fc.record({ kind: fc.constant('person' as const), value: person }),
      fc.record({
        kind: fc.constant('people' as const),
        value: fc.array(person, { maxLength: 5 }),
        max: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ kind: fc.constant('date' as const), value: fc.oneof(date, fc.constant('2026-02-30')) }),
      fc.record({ kind: fc.constant('time' as const), value: fc.oneof(time, fc.constant('25:00')) }),
      fc.record({ kind: fc.constant('zone' as const), value: fc.oneof(zone, words(120)) }),
      fc.record({
        kind: fc.constant('number' as const),
        value: fc.integer({ min: -50, max: 50 }),
        min: fc.integer({ min: -20, max: 20 }),
        max: fc.integer({ min: -20, max: 20 }),
      }),
      fc.record({
        kind: fc.constant('scale' as const),
        value: fc.integer({ min: 0, max: 6 }),
        low: words(120),
        high: words(120),
      }),
      fc.record({ kind: fc.constant('yesNo' as const), value: fc.boolean() }),
    ),
  )
  .map(([common, kind]): Field => ({ ...common, ...kind }));

/** Any answers at all, also to other kinds of question than the field's. */
const rawValue = fc.oneof(words(3_500), fc.array(words(80), { maxLength: 4 }), date, time, zone, fc.uuid());

export const anyForm: fc.Arbitrary<OpenForm<Reference>> = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 20 }), kinds, { maxKeys: 12 })
  .chain((fields) =>
    fc.record(
      {
        view: fc.constant('open-form' as const),
        form: fc.record({
          view: fc.constant('form' as const),
          title: words(40),
          intro: fc.array(plainBlock, { maxLength: 60 }),
          fields: fc.constant(fields),
          submit: words(40),
        }),
        to: reference,
        instance: fc.uuid(),
        values: fc.dictionary(fc.constantFrom(...Object.keys(fields), 'other'), rawValue),
        errors: fc.dictionary(fc.constantFrom(...Object.keys(fields), ''), words(400)),
      },
      { requiredKeys: ['view', 'form', 'to', 'instance'] },
    ),
  );

function two(value: number): string {
  return `${value}`.padStart(2, '0');
}

/** A cut in the middle of an emoji is a fault of the generator, not of the renderer. */
function wellFormed(value: string): string {
  return value.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])/g, '');
}
