import { describe, expect, test } from 'vitest';
import { checkForm } from '../../../src/ui/check.ts';
import { form } from '../../../src/ui/form.ts';
import type { Field, RawValues } from '../../../src/ui/form.ts';

const id = '5f1d4e0a-1111-8222-8333-444455556666';

function answerTo(field: Field, given: string | readonly string[] | undefined): unknown {
  const checked = checkForm(
    form({ title: 'Form', submit: 'Send', fields: { it: field } }),
    given === undefined ? {} : { it: given },
  );
  return checked.ok ? checked.values.it : checked.errors;
}

const options = [
  { value: 'exams', label: 'Exams' },
  { value: 'return', label: 'Return to work' },
];

describe('an answer is read by its kind', () => {
  const cases: readonly [Field, string | readonly string[], unknown][] = [
    [{ kind: 'text', label: 'L', required: true, maxLength: 5 }, ' abc ', 'abc'],
    [{ kind: 'longText', label: 'L', required: true, maxLength: 9 }, 'a\r\nb', 'a\nb'],
    [{ kind: 'oneOf', label: 'L', required: true, options }, 'exams', 'exams'],
    [
      { kind: 'manyOf', label: 'L', required: true, options },
      ['exams', 'exams', 'return'],
      ['exams', 'return'],
    ],
    [{ kind: 'manyOf', label: 'L', required: true, options }, 'exams,return', ['exams', 'return']],
    [{ kind: 'person', label: 'L', required: true }, id, id],
    [{ kind: 'people', label: 'L', required: true, max: 2 }, [id], [id]],
    [{ kind: 'date', label: 'L', required: true }, '2026-12-03', '2026-12-03'],
    [{ kind: 'time', label: 'L', required: true }, '17:30', '17:30'],
    [{ kind: 'zone', label: 'L', required: true }, 'Asia/Kolkata', 'Asia/Kolkata'],
    [{ kind: 'number', label: 'L', required: true, min: 1, max: 10 }, '10', 10],
    [{ kind: 'scale', label: 'L', required: true, low: 'Not', high: 'Very' }, '4', 4],
    [{ kind: 'yesNo', label: 'L', required: true }, 'no', false],
  ];
  test.each(cases)('%j', (field, given, expected) => {
    expect(answerTo(field, given)).toEqual(expected);
  });
});

describe('a bad answer gets a sentence that says what to do', () => {
  const cases: readonly [Field, string | readonly string[], string][] = [
    [
      { kind: 'text', label: 'L', required: true, maxLength: 3 },
      'abcd',
      'Please shorten this to 3 characters; it has 4 now.',
    ],
    [
      { kind: 'oneOf', label: 'L', required: true, options },
      'gone',
      'This choice is no longer offered. Please choose another.',
    ],
    [
      { kind: 'manyOf', label: 'L', required: true, options, max: 1 },
      ['exams', 'return'],
      'Please choose at most 1; you chose 2.',
    ],
    [{ kind: 'person', label: 'L', required: true }, 'Dr Nobody', 'Please choose a person from the list.'],
    [{ kind: 'date', label: 'L', required: true }, '2026-02-30', 'Please give a date such as 2026-12-03.'],
    [
      { kind: 'date', label: 'L', required: true, min: '2026-12-01' },
      '2026-11-30',
      'Please choose 2026-12-01 or a later date.',
    ],
    [{ kind: 'time', label: 'L', required: true }, '25:00', 'Please give a time such as 17:30.'],
    [
      { kind: 'zone', label: 'L', required: true },
      '+01:00',
      'Please choose a time zone such as Europe/London.',
    ],
    [
      { kind: 'zone', label: 'L', required: true },
      'Mars/Olympus',
      'Please choose a time zone such as Europe/London.',
    ],
    [
      { kind: 'number', label: 'L', required: true, min: 1, max: 10 },
      '1e1',
      'Please give a whole number from 1 to 10.',
    ],
    [
      { kind: 'scale', label: 'L', required: true, low: 'Not', high: 'Very' },
      '6',
      'Please give a whole number from 1 to 5.',
    ],
    [{ kind: 'yesNo', label: 'L', required: true }, 'maybe', 'Please choose yes or no.'],
  ];
  test.each(cases)('%j given %j', (field, given, sentence) => {
    expect(answerTo(field, given)).toEqual({ it: sentence });
  });
});

test('an unanswered field is an error only where an answer is required', () => {
  expect(answerTo({ kind: 'text', label: 'L', required: true, maxLength: 9 }, '  ')).toEqual({
    it: 'Please fill this in.',
  });
  expect(answerTo({ kind: 'text', label: 'L', required: false, maxLength: 9 }, '')).toBeUndefined();
  expect(answerTo({ kind: 'manyOf', label: 'L', required: false, options }, undefined)).toEqual([]);
});

test('answers to fields that the form does not have are ignored, names of Object among them', () => {
  const raw: RawValues = JSON.parse('{"__proto__":"x","constructor":"y","it":"ok"}') as RawValues;
  const checked = checkForm(
    form({
      title: 'F',
      submit: 'S',
      fields: { it: { kind: 'text', label: 'L', required: true, maxLength: 9 } },
    }),
    raw,
  );
  expect(checked).toEqual({ ok: true, values: { it: 'ok' } });
});

test('every bad field is named at once', () => {
  const checked = checkForm(
    form({
      title: 'F',
      submit: 'S',
      fields: {
        date: { kind: 'date', label: 'D', required: true },
        time: { kind: 'time', label: 'T', required: true },
      },
    }),
    { date: 'soon' },
  );
  expect(checked).toEqual({
    ok: false,
    errors: { date: 'Please give a date such as 2026-12-03.', time: 'Please choose a time.' },
  });
});
