import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf, say } from '../../../src/mentoring/digest.ts';
import type { SchemeCounts } from '../../../src/mentoring/facts.ts';

const now = new Date('2026-11-30T09:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

function counts(set: Partial<SchemeCounts> = {}): SchemeCounts {
  return {
    since: daysAgo(7),
    waiting: [],
    askedSince: 6,
    startedSince: 2,
    metSince: 12,
    active: 20,
    quiet: 0,
    endedSince: {},
    useful: { count: 0, sum: 0 },
    mentors: 9,
    places: 11,
    ...set,
  };
}

function waiting(...ages: readonly number[]): SchemeCounts['waiting'] {
  return ages.map((days, index) => ({ requestId: String(index), askedAt: daysAgo(days) }));
}

describe('the weekly digest', () => {
  test('begins with what changed since last week', () => {
    expect(digestOf(counts(), now).changed).toBe(
      'Since last week: asked for a mentor: 6; pairs started: fewer than five; meetings held: 12; pairs ended: none.',
    );
  });

  test('a quiet week is one line and no figures', () => {
    const quiet = digestOf(counts({ askedSince: 0, startedSince: 0, metSince: 0 }), now);
    expect(quiet.changed).toBe(
      'A quiet week: no requests, no meetings, no endings. Pairs under way: 20. Waiting for a mentor: none.',
    );
    expect(quiet.figures).toEqual({});
  });

  test('a number under five is never given, and none is said as none', () => {
    expect([0, 1, 4, 5, 6].map(say)).toEqual(['none', 'fewer than five', 'fewer than five', '5', '6']);
  });

  test('those who wait are grouped by age only where no group is small', () => {
    const grouped = digestOf(counts({ waiting: waiting(1, 2, 3, 4, 5, 20, 21, 22, 23, 24) }), now);
    expect(grouped.figures['Waiting for a mentor']).toBe('10 (5 up to a week, 5 longer)');
    const small = digestOf(counts({ waiting: waiting(1, 2, 3, 4, 5, 20) }), now);
    expect(small.figures['Waiting for a mentor']).toBe('6');
  });

  test('what is left over gives no small number away', () => {
    expect(digestOf(counts({ active: 8, quiet: 6 }), now).figures['Of these gone quiet']).toBe('nearly all');
    expect(
      digestOf(counts({ endedSince: { natural: 6, 'no-fault': 1 } }), now).figures['How pairs ended'],
    ).toBe('7, of several kinds');
    expect(
      digestOf(counts({ endedSince: { natural: 6, 'goals-met': 5 } }), now).figures['How pairs ended'],
    ).toBe('natural end 6, goals reached 5');
  });

  test('usefulness needs five answers', () => {
    expect(digestOf(counts({ useful: { count: 4, sum: 20 } }), now).figures).not.toHaveProperty(
      'How useful meetings were',
    );
    expect(
      digestOf(counts({ useful: { count: 10, sum: 42 } }), now).figures['How useful meetings were'],
    ).toBe('4.2 of 5, from 10 answers');
  });

  test('nothing in it is a count from one to four, whatever the figures', () => {
    const small = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }),
        fc.tuple(small, small, small, small, small, small, small),
        fc.dictionary(fc.constantFrom('natural', 'goals-met', 'circumstances'), small),
        (ages, [askedSince, startedSince, metSince, active, quiet, mentors, places], endedSince) => {
          const digest = digestOf(
            counts({
              waiting: waiting(...ages),
              askedSince,
              startedSince,
              metSince,
              active,
              quiet: Math.min(quiet, active),
              endedSince,
              mentors,
              places,
            }),
            now,
          );
          const words = [digest.changed, ...Object.values(digest.figures)].join(' ');
          expect(words.match(/(?<![\d.])[1-4](?![\d.])/g) ?? []).toEqual([]);
        },
      ),
    );
  });
});
