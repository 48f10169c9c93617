import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf, say, sayPicture } from '../../../src/mentoring/digest.ts';
import type { SchemeCounts } from '../../../src/mentoring/facts.ts';

const now = new Date('2026-11-30T09:00:00Z');
const zone = 'Europe/London';
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
    before: { asked: 6, started: 3, met: 9, ended: 0 },
    metByWeek: [0, 0, 3, 5, 8, 9, 7, 4, 6, 11, 9, 12],
    useful: { count: 0, sum: 0 },
    mentors: 9,
    places: 11,
    ...set,
  };
}

function waiting(...ages: readonly number[]): SchemeCounts['waiting'] {
  return ages.map((days, index) => ({ requestId: String(index), askedAt: daysAgo(days) }));
}

const figuresOf = (set: Partial<SchemeCounts>) => digestOf(counts(set), now, zone).figures;

describe('the weekly digest', () => {
  test('begins with what changed since last week', () => {
    const before = { asked: 8, started: 7, met: 12, ended: 2 };
    expect(digestOf(counts(), now, zone).changed).toEqual([
      'Asked for a mentor: 6, as in the week before.',
      'Pairs started: fewer than five in both weeks.',
      'Meetings held: 12, up from 9 the week before.',
      'Pairs ended: none in both weeks.',
    ]);
    expect(digestOf(counts({ before }), now, zone).changed).toEqual([
      'Asked for a mentor: 6, down from 8 the week before.',
      'Pairs started: fewer than five, after 7 the week before.',
      'Meetings held: 12, as in the week before.',
      'Pairs ended: none, after fewer than five the week before.',
    ]);
  });

  test('a quiet week is one line, no figures and no picture', () => {
    expect(digestOf(counts({ askedSince: 0, startedSince: 0, metSince: 0 }), now, zone)).toEqual({
      quiet:
        'A quiet week: no requests, no meetings, no endings. Pairs under way: 20. Waiting for a mentor: none.',
      changed: [],
      figures: {},
    });
  });

  test('a number under five is never given, and none is said as none', () => {
    expect([0, 1, 4, 5, 6].map(say)).toEqual(['none', 'fewer than five', 'fewer than five', '5', '6']);
  });

  test('those who wait are grouped by age only where no group is small', () => {
    const grouped = figuresOf({ waiting: waiting(1, 2, 3, 4, 5, 20, 21, 22, 23, 24) });
    expect(grouped['Waiting for a mentor']).toBe('10 (5 up to a week, 5 longer)');
    const small = figuresOf({ waiting: waiting(1, 2, 3, 4, 5, 20) });
    expect(small['Waiting for a mentor']).toBe('6');
  });

  test('what is left over gives no small number away', () => {
    expect(figuresOf({ active: 8, quiet: 6 })['Of these gone quiet']).toBe('nearly all');
    expect(figuresOf({ endedSince: { natural: 6, 'no-fault': 1 } })['How pairs ended']).toBe(
      '7, of several kinds',
    );
    expect(figuresOf({ endedSince: { natural: 6, 'goals-met': 5 } })['How pairs ended']).toBe(
      'natural end 6, goals reached 5',
    );
  });

  test.each([
    [undefined, undefined],
    [{ count: 4, well: 4 }, undefined],
    [{ count: 12, well: 6 }, '6 of 12 say that it goes well'],
    [{ count: 12, well: 0 }, 'fewer than five of 12 say that it goes well'],
    [{ count: 12, well: 8 }, 'nearly all of 12 say that it goes well'],
    [{ count: 12, well: 12 }, 'nearly all of 12 say that it goes well'],
  ])('of check-ins %j it says %s: nothing of few, and never of everybody', (checkIns, says) => {
    expect(figuresOf(checkIns === undefined ? {} : { checkIns })['Asked how it goes, in four weeks']).toBe(
      says,
    );
  });

  test('usefulness needs five answers', () => {
    expect(figuresOf({ useful: { count: 4, sum: 20 } })).not.toHaveProperty('How useful meetings were');
    expect(figuresOf({ useful: { count: 10, sum: 42 } })['How useful meetings were']).toBe(
      '4.2 of 5, from 10 answers',
    );
  });
});

describe('the picture of the digest', () => {
  test('has the weeks by the day on which they end, and says of a small one that it is small', () => {
    const { picture } = digestOf(counts(), now, zone);
    expect(picture?.met.slice(0, 4)).toEqual([
      { week: '14 Sep', count: 0 },
      { week: '21 Sep', count: 0 },
      { week: '28 Sep', count: 'few' },
      { week: '5 Oct', count: 5 },
    ]);
    expect(picture?.met.at(-1)).toEqual({ week: '30 Nov', count: 12 });
  });

  test('has all in one bar where a group would point at somebody', () => {
    const endedSince = { natural: 6, 'no-fault': 1 };
    const { picture } = digestOf(counts({ waiting: waiting(1, 2, 3, 4, 5, 20), endedSince }), now, zone);
    expect(picture).toMatchObject({
      waiting: [{ name: 'in all', count: 6 }],
      ended: [{ name: 'of all kinds', count: 7 }],
    });
  });

  test('of a small scheme says that there was something, and not how much', () => {
    const set = { metByWeek: [0, 4, 1], waiting: waiting(1), endedSince: { natural: 2 } };
    const { picture } = digestOf(counts(set), now, zone);
    expect(picture).toMatchObject({
      met: [{ count: 0 }, { count: 'few' }, { count: 'few' }],
      waiting: [{ name: 'in all', count: 'few' }],
      ended: [{ name: 'of all kinds', count: 'few' }],
    });
    expect(picture && sayPicture(picture)).toContain(
      'How pairs ended this week: of all kinds: fewer than five.',
    );
  });

  test('is left out where there would be nothing on it', () => {
    const set = { metByWeek: [0, 0], waiting: [], endedSince: {} };
    expect(digestOf(counts(set), now, zone)).not.toHaveProperty('picture');
  });

  test('says the same in words', () => {
    const set = { metByWeek: [0, 3, 12], waiting: waiting(1, 1, 2, 2, 3), endedSince: { natural: 5 } };
    const { picture } = digestOf(counts(set), now, zone);
    expect(picture && sayPicture(picture)).toBe(
      'Meetings held in each of the last 3 weeks, oldest first: none, fewer than five, 12. Waiting for a mentor: up to a week: 5; one to two weeks: none; longer: none. How pairs ended this week: natural end: 5.',
    );
  });
});

test('nothing that the digest says or draws is a count from one to four, whatever the figures', () => {
  const small = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }),
      fc.tuple(small, small, small, small, small, small, small),
      fc.tuple(small, small, small, small),
      fc.array(small, { minLength: 12, maxLength: 12 }),
      fc.dictionary(fc.constantFrom('natural', 'goals-met', 'circumstances'), small),
      (
        ages,
        [askedSince, startedSince, metSince, active, quiet, mentors, places],
        [asked, started, met, ended],
        metByWeek,
        endedSince,
      ) => {
        const digest = digestOf(
          counts({
            waiting: waiting(...ages),
            askedSince,
            startedSince,
            metSince,
            active,
            quiet: Math.min(quiet, active),
            endedSince,
            before: { asked, started, met, ended },
            metByWeek,
            mentors,
            places,
          }),
          now,
          zone,
        );
        const words = [digest.quiet ?? '', ...digest.changed, ...Object.values(digest.figures)].join(' ');
        expect(words.match(/(?<![\d.])[1-4](?![\d.])/g) ?? []).toEqual([]);
        const drawn = Object.values(digest.picture ?? {}).flatMap((part) => part.map(({ count }) => count));
        expect(drawn.filter((count) => count !== 'few' && count > 0 && count < 5)).toEqual([]);
      },
    ),
  );
});
