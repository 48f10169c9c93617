import { expect, test } from 'vitest';
import type { Registry } from '../../../src/engine/dialog.ts';
import { readWords } from '../../../src/engine/words.ts';

const entry: Registry['entry'] = {
  commands: { ask: { dialog: 'ask', action: 'start' }, help: { dialog: 'help', action: 'show' } },
  otherwise: { dialog: 'help', action: 'otherwise' },
  hello: { dialog: 'help', action: 'hello' },
  home: { dialog: 'home', action: 'show' },
  files: { dialog: 'files', action: 'received' },
};

test.each([
  ['ask', 'ask', ''],
  ['Ask', 'ask', ''],
  ['/mentor ask', 'ask', ''],
  ['mentor   ask about exams', 'ask', 'about exams'],
  ['Help me', 'help', 'me'],
  ['hello, please help!', 'help', ''],
  ['\u00a0ask\u00a0', 'ask', ''],
  ['“help”', 'help', ''],
  ['\u200bask', 'ask', ''],
  ['ｈｅｌｐ', 'help', ''],
])('%j means %s', (typed, dialog, words) => {
  expect(readWords(entry, typed)).toMatchObject({ dialog, words });
});

test.each([
  ['', ''],
  ['hello', ''],
  ['/mentor', ''],
  ['when is lunch', 'when is lunch'],
  ['toString', 'toString'],
  ['__proto__', '__proto__'],
])('%j is no command', (typed, words) => {
  expect(readWords(entry, typed)).toEqual({ dialog: 'help', action: 'otherwise', words });
});
