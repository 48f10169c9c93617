import { expect, test } from 'vitest';
import { triagersOf } from '../../../src/mentoring/asking.ts';
import { impartialCoordinators } from '../../../src/mentoring/impartial.ts';
import { aLine, aRequest, aScheme, idOf } from '../../support/asking-facts.ts';

const scheme = aScheme({ coordinatorIds: ['Ann', 'Ben', 'Cas', 'Dee'].map(idOf) });
const pair = { ids: [idOf('Mentee'), idOf('Mentor')], conflictIds: [] };

test('whoever manages or assesses either of a pair, or is one of them, hears nothing of it; everybody else does', () => {
  const lines = [aLine('Mentee', 'Ann'), aLine('Mentor', 'Ben', 'appraiser'), aLine('Stranger', 'Dee')];
  expect(impartialCoordinators(scheme, pair, lines)).toEqual(['Cas', 'Dee'].map(idOf));
  expect(
    impartialCoordinators(scheme, { ids: [idOf('Cas'), idOf('Mentor')], conflictIds: [idOf('Dee')] }, lines),
  ).toEqual([idOf('Ann')]);
});

test('nobody hears of it, rather than somebody who should not', () => {
  const all = ['Ann', 'Ben', 'Cas', 'Dee'].map((name) => aLine('Mentee', name));
  expect(impartialCoordinators(scheme, pair, all)).toEqual([]);
  expect(triagersOf(scheme, aRequest({ menteeId: idOf('Mentee') }), all)).toEqual([]);
});

test('a coordinator looks after their own request only where all others manage or assess them', () => {
  const own = aRequest({ menteeId: idOf('Ann') });
  expect(triagersOf(scheme, own, [])).toEqual(['Ben', 'Cas', 'Dee'].map(idOf));
  const others = ['Ben', 'Cas', 'Dee'].map((name) => aLine('Ann', name));
  expect(triagersOf(scheme, own, others)).toEqual([idOf('Ann')]);
});
