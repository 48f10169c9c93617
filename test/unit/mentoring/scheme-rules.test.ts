import { describe, expect, test } from 'vitest';
import { contradictionsIn, fittedToKind, mayChangeKind } from '../../../src/mentoring/scheme-rules.ts';
import type { SchemeFacts } from '../../../src/mentoring/facts.ts';
import { aMentor, aRequest, aScheme } from '../../support/asking-facts.ts';

describe('settings that go together', () => {
  test('the usual ones do', () => {
    expect(contradictionsIn(aScheme())).toEqual({});
  });

  test.each([
    ['replyDays and expiryDays', { replyDays: 7, expiryDays: 7 }, 'expiryDays'],
    [
      'directed mentoring from the bank',
      { kind: 'directed', matching: ['coordinator', 'bank'], reportBack: 'x' },
      'matching',
    ],
    [
      'directed mentoring that reports nothing said',
      { kind: 'directed', matching: ['coordinator'] },
      'reportBack',
    ],
    ['a targeted scheme without a declaration', { kind: 'targeted' }, 'eligibility'],
    ['a term with room for one meeting', { termMonths: 1, cadenceDays: 84 }, 'termMonths'],
  ] as const)('not %s', (_, set, field) => {
    expect(Object.keys(contradictionsIn(aScheme(set)))).toEqual([field]);
  });

  test('wording of another kind goes with the kind, and directed mentoring is matched by a coordinator', () => {
    const all = { eligibility: 'I am one', reportBack: 'Dates' };
    expect(fittedToKind(aScheme({ ...all, kind: 'targeted' }))).toMatchObject({
      eligibility: 'I am one',
      reportBack: undefined,
    });
    expect(fittedToKind(aScheme({ ...all, kind: 'directed' }))).toMatchObject({
      eligibility: undefined,
      reportBack: 'Dates',
      matching: ['coordinator'],
    });
  });
});

describe('the kind of a scheme', () => {
  const empty: Pick<SchemeFacts, 'requests' | 'pool' | 'pairs'> = { requests: [], pool: [] };
  // Nothing else is looked at.
  const facts = (set: Partial<typeof empty>) => ({ scheme: aScheme(), ...empty, ...set }) as SchemeFacts;

  test('formal becomes informal at any time', () => {
    expect(mayChangeKind(facts({ pairs: 9 }), 'informal')).toBe(true);
  });

  test('targeted and directed are only for a scheme in which nobody offers, asks or meets', () => {
    expect(mayChangeKind(facts({}), 'directed')).toBe(true);
    expect(mayChangeKind(facts({ pairs: 1 }), 'directed')).toBe(false);
    expect(mayChangeKind(facts({ pool: [aMentor('M')] }), 'targeted')).toBe(false);
    expect(mayChangeKind(facts({ pool: [aMentor('M', { state: 'closed' })] }), 'targeted')).toBe(true);
    expect(mayChangeKind(facts({ requests: [{ request: aRequest(), proposals: [] }] }), 'targeted')).toBe(
      false,
    );
    expect(
      mayChangeKind(
        facts({ requests: [{ request: aRequest({ state: 'withdrawn' }), proposals: [] }] }),
        'targeted',
      ),
    ).toBe(true);
  });
});
