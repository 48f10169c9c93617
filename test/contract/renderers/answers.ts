/** Answers that a form takes: as long as it allows, as few as it asks for, or any at all. */

import fc from 'fast-check';
import type { Field, Form, RawValues } from '../../../src/ui/form.ts';
import { addDays, inZone } from '../../../src/mentoring/time.ts';
import { idOf, now } from '../../support/asking-facts.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';

type Answer = RawValues[string];

/** Every field, at its greatest length. */
export function longestAnswers(form: Form, script: Script): RawValues {
  return answerAll(form, (field, index) => longest(field, script, index));
}

/** Only what is required. */
export function fewestAnswers(form: Form, script: Script): RawValues {
  return answerAll(form, (field, index) => (field.required ? longest(field, script, index) : undefined));
}

/** Everybody who can be found by a picker. */
export const pickable = Array.from({ length: 60 }, (_, index) => idOf(`person ${index + 10}`));

function answerAll(form: Form, answer: (field: Field, index: number) => Answer | undefined): RawValues {
  return Object.fromEntries(
    Object.entries(form.fields).flatMap(([id, field], index) => {
      const given = answer(field, index);
      return given === undefined ? [] : [[id, given] as const];
    }),
  );
}

/** `index`: no two dates of a form are the same, because a form may ask for different ones. */
function longest(field: Field, script: Script, index: number): Answer {
  switch (field.kind) {
    case 'text':
      return longestLine(script, field.maxLength);
    case 'longText':
      return longestText(script, field.maxLength);
    case 'oneOf':
      return field.options[0]?.value ?? '';
    case 'manyOf':
      return field.options.slice(0, field.max).map(({ value }) => value);
    case 'person':
      return pickable[0] ?? '';
    case 'people':
      return pickable.slice(40, 40 + field.max);
    case 'date':
      return dateWithin(field, 170 - index);
    case 'time':
      return '20:50';
    case 'zone':
      return 'America/Argentina/Buenos_Aires';
    case 'number':
      return String(field.max);
    case 'scale':
      return '5';
    case 'yesNo':
      return 'yes';
    default:
      return field satisfies never;
  }
}

function dateWithin(field: Extract<Field, { kind: 'date' }>, ahead: number): string {
  const wanted = addDays(inZone(now, 'Europe/London').date, ahead);
  if (field.max !== undefined && wanted > field.max) return field.max;
  return field.min !== undefined && wanted < field.min ? field.min : wanted;
}

/** Any answers that the form itself takes; what they mean together may still be refused. */
export function anyAnswers(form: Form, words = anyWords): fc.Arbitrary<RawValues> {
  const entries = Object.entries(form.fields).map(([id, field]) => {
    const answer = anyAnswer(field, words);
    // Whoever has chosen one of several may want to take it back.
    const takesBack = !field.required && ['oneOf', 'scale', 'yesNo'].includes(field.kind);
    return [id, takesBack ? fc.oneof(answer, fc.constant('')) : answer] as const;
  });
  const required = Object.entries(form.fields).flatMap(([id, field]) => (field.required ? [id] : []));
  return fc.record(Object.fromEntries(entries), { requiredKeys: required, noNullPrototype: true });
}

function anyAnswer(field: Field, words: typeof anyWords): fc.Arbitrary<Answer> {
  switch (field.kind) {
    case 'text':
      return words(field.maxLength).map((value) => value.replaceAll(/\s+/g, ' ').trim() || 'x');
    case 'longText':
      return words(field.maxLength);
    case 'oneOf':
      return fc.constantFrom(...field.options.map(({ value }) => value));
    case 'manyOf':
      return fc.shuffledSubarray(
        field.options.map(({ value }) => value),
        { minLength: 1, maxLength: Math.min(field.options.length, field.max ?? field.options.length) },
      );
    case 'person':
      return fc.constantFrom(...pickable);
    case 'people':
      return fc.shuffledSubarray(pickable, { minLength: 1, maxLength: field.max });
    case 'date':
      return fc.integer({ min: -400, max: 700 }).map((days) => dateWithin(field, days));
    case 'time':
      return fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    case 'zone':
      return fc.constantFrom('Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Asia/Kathmandu');
    case 'number':
      return fc.integer({ min: field.min, max: field.max }).map(String);
    case 'scale':
      return fc.integer({ min: 1, max: 5 }).map(String);
    case 'yesNo':
      return fc.constantFrom('yes', 'no');
    default:
      return field satisfies never;
  }
}

/** One to ten times the same few plain words. */
export function plainWords(most: number): fc.Arbitrary<string> {
  return fc
    .integer({ min: 1, max: 10 })
    .map((times) => 'Some plain words. '.repeat(times).slice(0, most).trim());
}

/** Mostly short, in any script; now and then as long as it may be, or full of what a platform might obey. */
function anyWords(most: number): fc.Arbitrary<string> {
  const tricky = '*b* _i_ ~s~ `c` <@U1> <b>x</b> & &amp; [a](https://example.org) :30: \\ "q" a|b, c%2C';
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }) },
      fc.constant(tricky),
      fc.constant(`- one\n- two\n\n1. three\n# four\n> five`),
      fc.constantFrom('arabic', 'hanzi', 'emoji', 'combining').map((one) => longestText(one, most)),
    )
    .map((value) => value.slice(0, most).trim())
    .filter((value) => value !== '' && !/\p{Surrogate}/u.test(value));
}
