import { expect, test } from 'vitest';
import { joinWithin, joinWords } from '../../../src/mentoring/wording.ts';

test('names are joined as people say them', () => {
  expect(joinWords([])).toBe('');
  expect(joinWords(['exams'])).toBe('exams');
  expect(joinWords(['exams', 'confidence'])).toBe('exams and confidence');
  expect(joinWords(['exams', 'confidence', 'nights'])).toBe('exams, confidence and nights');
});

test('where one of them holds an "and", a pause shows where it ends', () => {
  expect(joinWords(['exams and ARCP', 'confidence'])).toBe('exams and ARCP, and confidence');
  expect(joinWords(['nights', 'exams and ARCP', 'confidence'])).toBe(
    'nights, exams and ARCP, and confidence',
  );
});

test('says how many more there are where not all of them have room', () => {
  const words = ['exams', 'confidence', 'nights', 'research'];
  expect(joinWithin(words, 100)).toBe('exams, confidence, nights and research');
  expect(joinWithin(words, 15)).toBe('exams, confidence and two more');
  expect(joinWithin(words, 1)).toBe('exams and three more');
});
