/** The days on which a pair looks at its mentoring together. */

import { expect, test } from 'vitest';
import { remindersOf, reviewsOf } from '../../../src/mentoring/reviews.ts';
import { aPair, relationshipFacts } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';

/** They began on 1 November 2026. */
function of(pair: Pair): Readonly<Record<string, string>> {
  return Object.fromEntries(
    reviewsOf(relationshipFacts(pair.rows)).map(({ occasion, on }) => [occasion, on]),
  );
}

test('there is none without ground rules and without a term', () => {
  expect(of(aPair())).toEqual({});
});

test('the date of the ground rules in force is one, and that of a proposal is not', () => {
  const pair = aPair().agreed({ reviewOn: '2027-03-01' });
  expect(of(pair)).toEqual({ review: '2027-03-01' });
  expect(of(pair.proposed('Asha Testwell', { reviewOn: '2027-05-01' }))).toEqual({ review: '2027-03-01' });
});

test('a fixed term has one at three quarters, and a question at its end', () => {
  expect(of(aPair().with({ plannedEnd: '2027-11-01' }))).toEqual({
    'three-quarters': '2027-08-02',
    'planned-end': '2027-11-01',
  });
});

test('two within a fortnight are one conversation: the agreed date stands', () => {
  const pair = aPair().with({ plannedEnd: '2027-11-01' }).agreed({ reviewOn: '2027-07-25' });
  expect(of(pair)).toEqual({ review: '2027-07-25', 'planned-end': '2027-11-01' });
});

test('near the end, or after it, the end alone is spoken of', () => {
  const short = aPair().with({ plannedEnd: '2026-12-15' }).agreed({ reviewOn: '2027-03-01' });
  expect(of(short)).toEqual({ 'planned-end': '2026-12-15' });
});

test('erased rules name no date, and nothing is left of an ended pair', () => {
  expect(of(aPair().agreed({ reviewOn: '' }))).toEqual({});
  expect(of(aPair().agreed().with({ state: 'ended', plannedEnd: '2027-11-01' }))).toEqual({});
});

test('both are reminded five days ahead, and of the end on its day', () => {
  const pair = aPair().with({ plannedEnd: '2027-11-01' }).agreed({ reviewOn: '2027-03-01' });
  expect(remindersOf(relationshipFacts(pair.rows))).toEqual(['2027-02-24', '2027-07-28', '2027-11-01']);
});
