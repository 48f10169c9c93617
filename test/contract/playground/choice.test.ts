/** What options ask, and how what a person means finds one of them. */

import { expect, test } from 'vitest';
import { chooseOption, kindOfOptions, searchOption } from '../../../adapters/playground/choice.ts';
import type { Option } from '../../../adapters/playground/choice.ts';

const offer = (...pairs: readonly (readonly [string, string])[]): Option[] =>
  pairs.map(([value, label]) => ({ value, label }));

const scale = offer(['1', '1 – poor'], ['2', '2'], ['3', '3'], ['4', '4'], ['5', '5 – good']);
const yesNo = offer(['yes', 'Yes'], ['no', 'No']);
const none = offer(['-', 'No answer']);

test('scales, yes and no, and zones are told by their values, with or without a way to leave them open', () => {
  expect(kindOfOptions(scale, false)).toBe('scale');
  expect(kindOfOptions([...scale, ...none], false)).toBe('scale');
  expect(kindOfOptions(yesNo, false)).toBe('yesNo');
  expect(kindOfOptions([...yesNo, ...none], false)).toBe('yesNo');
  expect(kindOfOptions(offer(['Europe/London', 'London'], ['Asia/Kolkata', 'Kolkata']), false)).toBe('zone');
  expect(kindOfOptions(offer(['time', 'No time'], ['other', 'Other']), false)).toBe('oneOf');
  expect(kindOfOptions(yesNo, true)).toBe('manyOf');
});

test('numbers and true or false find what they mean; words find labels only', () => {
  expect(chooseOption(scale, 5, 'How').value).toBe('5');
  expect(chooseOption(scale, '1 – poor', 'How').value).toBe('1');
  expect(chooseOption(yesNo, true, 'Well').value).toBe('yes');
  expect(chooseOption(yesNo, false, 'Well').value).toBe('no');
  expect(chooseOption(offer(['a', 'Alpha: the first'], ['b', 'Beta']), 'Alpha', 'Which').value).toBe('a');
  expect(() => chooseOption(offer(['a', 'Alpha']), 'a', 'Which')).toThrow('does not offer "a"');
  expect(() => chooseOption(scale, 6, 'How')).toThrow('does not offer "6"');
});

test('a person is searched by their name, then by their family name, and nobody else is taken for them', async () => {
  const typed: string[] = [];
  const search = (found: readonly Option[]) => (words: string) => {
    typed.push(words);
    return Promise.resolve(words === 'Adeyemi' ? found : []);
  };
  const bola = offer(['p1', 'Dr Bola Adeyemi (Cardiology)']);
  expect((await searchOption(search(bola), 'bola', 'Who')).value).toBe('p1');
  expect(typed).toEqual(['Dr Bola Adeyemi', 'Adeyemi']);
  await expect(searchOption(search(offer(['p2', 'Dr Tunde Adeyemi'])), 'bola', 'Who')).rejects.toThrow(
    'found nobody',
  );
});
