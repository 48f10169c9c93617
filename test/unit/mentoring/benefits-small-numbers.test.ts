/** No count from one to four can be worked out from reports, alone or side by side: tried against every table there could be. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addUp, giveMonths, giveParts, isSmall } from '../../../src/mentoring/benefits/small-numbers.ts';
import type { Count, Parts } from '../../../src/mentoring/benefits/small-numbers.ts';

const counts = (ns: readonly number[]): Count => giveMonths(ns.map((n) => ({ n }))).count;

describe('a month of a scheme', () => {
  test.each([
    [0, { is: 'exact', n: 0 }],
    [1, { is: 'too-few', n: 0 }],
    [4, { is: 'too-few', n: 0 }],
    [5, { is: 'exact', n: 5 }],
  ] as const)('with %d of something gives %o', (n, given) => {
    expect(counts([n])).toEqual(given);
  });
});

describe('a year beside its months', () => {
  test.each([
    ['every month can be given', [10, 20, 0], { is: 'exact', n: 30 }],
    ['one small month would be what the others leave', [10, 20, 3], { is: 'at-least', n: 30 }],
    ['two that leave five could be one and four, or four and one', [10, 2, 3], { is: 'exact', n: 15 }],
    ['two that leave eight must be four each', [10, 4, 4], { is: 'at-least', n: 10 }],
    ['two that leave two must be one each', [1, 1], { is: 'too-few', n: 0 }],
    ['many small ones that leave enough', [2, 2, 2, 2], { is: 'exact', n: 8 }],
    ['nothing at all', [0, 0], { is: 'exact', n: 0 }],
  ] as const)('where %s', (_, months, given) => {
    expect(counts(months)).toEqual(given);
  });

  test('the values are of exactly those who are counted', () => {
    const given = giveMonths([
      { n: 5, values: [1, 1, 1, 1, 1] },
      { n: 2, values: [5, 5] },
    ]);
    expect(given).toEqual({ count: { is: 'at-least', n: 5 }, values: [1, 1, 1, 1, 1] });
  });
});

test('an organisation’s figure is what its schemes give, and says where that is not all', () => {
  const [large, small, nothing] = [[12], [3], [0]].map((ns) => giveMonths(ns.map((n) => ({ n }))));
  if (!large || !small || !nothing) throw new Error('All were made');
  expect(addUp([large, nothing]).count).toEqual({ is: 'exact', n: 12 });
  expect(addUp([large, small]).count).toEqual({ is: 'at-least', n: 12 });
  expect(addUp([small, small]).count).toEqual({ is: 'too-few', n: 0 });
});

const monthsOf = (months: readonly number[]) => months.map((n) => giveMonths([{ n }]));

/** Everything that is ever published of a table: `table[scheme][month]`. */
function published(table: readonly (readonly number[])[]): string {
  const schemes = table.map((months) => giveMonths(months.map((n) => ({ n }))));
  const byMonth = (table[0] ?? []).map((_, month) =>
    addUp(table.flatMap((months) => monthsOf(months)[month] ?? [])),
  );
  return JSON.stringify({
    months: table.map((months) => monthsOf(months).map(({ count }) => count)),
    years: schemes.map(({ count }) => count),
    all: byMonth.map(({ count }) => count),
    year: addUp(schemes).count,
  });
}

test('whoever holds every report of every month, year and scheme can still not tell any small count', () => {
  const cell = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 2 }),
      (table) => {
        const seen = published(table);
        const places = table.flatMap((months, scheme) =>
          months.flatMap((n, month) => (isSmall(n) ? [[scheme, month] as const] : [])),
        );
        // Every table that agrees with the given cells: only small ones may differ, from one to four.
        const possible = new Map(places.map((place) => [String(place), new Set<number>()]));
        const rows = table.map((months, scheme) => everyRow(months, scheme, seen, table));
        for (const [scheme, some] of rows.entries())
          for (const row of some)
            for (const [month, n] of row.entries()) possible.get(String([scheme, month]))?.add(n);
        for (const values of possible.values()) expect(values).toEqual(new Set([1, 2, 3, 4]));
      },
    ),
    { numRuns: 150 },
  );
});

/** Rows of one scheme that would have been published alike, the others as they are. */
function everyRow(
  months: readonly number[],
  scheme: number,
  seen: string,
  table: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const rows = months.reduce<readonly (readonly number[])[]>(
    (all, n) => all.flatMap((row) => (isSmall(n) ? [1, 2, 3, 4] : [n]).map((one) => [...row, one])),
    [[]],
  );
  return rows.filter((row) => published(table.map((one, index) => (index === scheme ? row : one))) === seen);
}

const parts = (ns: Readonly<Record<string, number>>): Parts | undefined =>
  giveParts(Object.entries(ns).map(([name, n]) => ({ name, n })));

describe('the parts of a whole', () => {
  test('are all given where none is small', () => {
    expect(parts({ a: 5, b: 0, c: 12 })).toEqual({
      named: [
        { name: 'a', n: 5 },
        { name: 'c', n: 12 },
      ],
      others: 0,
    });
  });

  test('small ones are given together, where that leaves each of them open', () => {
    expect(parts({ a: 9, b: 2, c: 3 })).toEqual({ named: [{ name: 'a', n: 9 }], others: 5 });
  });

  test('otherwise with another, the first by name and not by size', () => {
    expect(parts({ a: 30, b: 6, c: 2 })).toEqual({ named: [{ name: 'b', n: 6 }], others: 32 });
  });

  test('or not at all', () => {
    expect(parts({ a: 30, b: 2 })).toBeUndefined();
  });

  test('a small part can never be told from what is given', () => {
    const names = ['a', 'b', 'c', 'd'];
    const asParts = (ns: readonly number[]) => names.map((name, index) => ({ name, n: ns[index] ?? 0 }));
    const all = tables(4, 26);
    const like = new Map<string, number[][]>();
    for (const ns of all) {
      const given = giveParts(asParts(ns));
      const total = ns.reduce((sum, n) => sum + n, 0);
      const key = JSON.stringify([total, given]);
      like.set(key, [...(like.get(key) ?? []), ns]);
    }
    for (const [key, same] of like) {
      const [, given] = JSON.parse(key) as [number, Parts | null];
      if (given === null) continue;
      for (const ns of same)
        for (const [index, n] of ns.entries())
          if (isSmall(n)) expect(new Set(same.map((one) => one[index])).size, key).toBeGreaterThan(1);
    }
  });
});

/** Every list of so many counts that come to this much or less. */
function tables(length: number, most: number): readonly number[][] {
  if (length === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, n) =>
    tables(length - 1, most - n).map((one) => [n, ...one]),
  ).flat();
}
