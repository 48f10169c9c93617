/** What people type is shown as they typed it, never obeyed. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../../adapters/teams/markdown.ts';
import { words } from './views.ts';

/** CommonMark's own rule: a backslash before a sign of ASCII punctuation makes it that sign. */
const unescape = (markdown: string): string => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

describe('markdown of what somebody typed', () => {
  test.each([
    ['**bold**', String.raw`\*\*bold\*\*`],
    ['[a link](https://evil.example)', String.raw`\[a link\]\(https://evil.example\)`],
    ['<at>everyone</at>', String.raw`\<at\>everyone\</at\>`],
    ['&lt;', String.raw`\&lt;`],
    ['# not a heading', String.raw`\# not a heading`],
    ['- not a list', String.raw`\- not a list`],
    ['12. not a list', String.raw`12\. not a list`],
    ['---', String.raw`\---`],
    ['1.5 hours', String.raw`1\.5 hours`],
    ['one\ntwo', 'one\n\ntwo'],
  ])('%j is shown as itself', (typed, markdown) => {
    expect(escapeMarkdown(typed)).toBe(markdown);
  });

  test('gives back every sign, whatever was typed', () => {
    fc.assert(
      fc.property(words(300), (typed) => {
        const plain = typed
          .replaceAll(/\r\n?/g, '\n')
          .replaceAll(/\s*\n\s*/g, '\n\n')
          .trim();
        expect(unescape(escapeMarkdown(typed))).toBe(plain);
      }),
    );
  });

  test('leaves no sign of markup without its backslash', () => {
    fc.assert(
      fc.property(words(300), (typed) => {
        const rest = escapeMarkdown(typed).replaceAll(/\\[!-/:-@[-`{-~]/g, 'x');
        expect(rest).not.toMatch(/[\\`*_{}[\]()<>&~|]|^\s*([-+#=]|\d+\.)/m);
      }),
    );
  });
});
