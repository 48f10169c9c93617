import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunk, cutText, fitList, fitText } from '../../../src/ui/fit.ts';
import type { Warning } from '../../../src/ui/fit.ts';

test('text within the limit is untouched and unwarned', () => {
  const warnings: Warning[] = [];
  expect(fitText('Łukasz', 6, 'title', (warning) => warnings.push(warning))).toBe('Łukasz');
  expect(warnings).toEqual([]);
});

test('text over the limit ends in an ellipsis, and the warning says how long it was', () => {
  const warnings: Warning[] = [];
  expect(fitText('appraisal', 6, 'title', (warning) => warnings.push(warning))).toBe('appra…');
  expect(warnings).toEqual([{ code: 'clamped', where: 'title', detail: '9 characters, 6 fit' }]);
});

test('a family emoji or an accented letter is kept whole or left out, never halved', () => {
  expect(cutText('ab👩‍👩‍👧‍👦cd', 8)).toBe('ab…');
  expect(cutText('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…');
});

test('cut text never exceeds the limit and is a beginning of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (value, limit) => {
      const cut = cutText(value, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(value.startsWith(cut.replace(/…$/, '')) || value === cut).toBe(true);
      expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }),
  );
});

test('a list that is cut says how many are missing', () => {
  const warnings: Warning[] = [];
  const { kept, more } = fitList([1, 2, 3, 4], 3, 'options', (warning) => warnings.push(warning));
  expect(kept).toEqual([1, 2, 3]);
  expect(more).toBe(1);
  expect(warnings).toEqual([{ code: 'dropped', where: 'options', detail: '4 entries, 3 fit' }]);
});

test('chunks hold everything, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (all, size) => {
      const pieces = chunk(all, size);
      expect(pieces.flat()).toEqual(all);
      expect(pieces.every((piece) => piece.length > 0 && piece.length <= size)).toBe(true);
    }),
  );
});
