/** Whatever organisations write into the directory and whatever people type, a search keeps its promises. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  easings,
  findOutsideSchemes,
  suggestOutsideSchemes,
} from '../../src/mentoring/outside-scheme-search.ts';
import type { Wanted } from '../../src/mentoring/outside-scheme-search.ts';
import { grades, outsideNeeds, regions } from '../../src/mentoring/outside-scheme-terms.ts';
import type { Term } from '../../src/mentoring/outside-scheme-terms.ts';
import { directoryOf } from '../../src/mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../../src/mentoring/outside-schemes.ts';
import type { OutsideSchemeEntry } from '../../src/mentoring/records/organisation.ts';

const valuesOf = (terms: readonly Term[]) => terms.map(({ value }) => value);
const some = (terms: readonly Term[]) => fc.subarray(valuesOf(terms));
const vocabulary = [...outsideNeeds, ...grades, ...regions].flatMap(({ label, also }) => [label, ...also]);
/** Words that mean something here, words that do not, and what only somebody strange would type. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...vocabulary, 'a', 'please', 'Société', 'paediatrics', 'exam', '欧阳', 'मेंटर'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.join(' '));

const entry: fc.Arbitrary<OutsideSchemeEntry> = fc.record({
  id: fc.uuid(),
  words: fc.record({
    name: words.filter((name) => name.trim() !== ''),
    whoFor: words,
    offers: words,
    howToReach: words,
    needs: some(outsideNeeds),
    grades: some(grades),
    regions: some(regions),
  }),
  checkedOn: fc.constantFrom('2020-01-01', '2026-11-29'),
  retired: fc.boolean(),
});
const directory = fc
  .tuple(fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 12 }), fc.boolean())
  .map(([kept, shipped]) => (shipped ? directoryOf(kept) : directoryOf(kept, [])));

const maybe = (terms: readonly Term[]) => fc.option(fc.constantFrom(...valuesOf(terms)), { nil: undefined });
const wanted: fc.Arbitrary<Wanted> = fc.record({
  words: fc.option(words, { nil: undefined }),
  need: maybe(outsideNeeds),
  grade: maybe(grades),
  region: maybe(regions),
});

const idsOf = (found: readonly { readonly entry: OutsideScheme }[]) => found.map((one) => one.entry.id);

test('whatever is found is in the directory, once, not retired, and open to whom and where it was looked for', () => {
  fc.assert(
    fc.property(directory, wanted, (all, wish) => {
      const found = findOutsideSchemes(all, wish);
      expect(new Set(idsOf(found)).size).toBe(found.length);
      for (const one of found) {
        expect(all).toContain(one.entry);
        expect(one.entry.retired).toBe(false);
        const { needs, grades: open, regions: where } = one.entry;
        if (wish.need !== undefined) expect(needs).toContain(wish.need);
        if (wish.grade !== undefined && open.length > 0) expect(open).toContain(wish.grade);
        if (wish.region !== undefined && where.length > 0) expect(where).toContain(wish.region);
      }
    }),
  );
});

test('an entry is always found by its own name, in capitals and however its accents are written', () => {
  fc.assert(
    fc.property(directory, (all) => {
      for (const { id, name, retired } of all) {
        if (retired) continue;
        // Some letters have two capitals, or two letters for one; nobody types those.
        const capitals = name.replaceAll(/[a-zà-ÿ]/g, (letter) => letter.toUpperCase());
        for (const words of [name, capitals, name.normalize('NFD')])
          expect(idsOf(findOutsideSchemes(all, { words })), words).toContain(id);
      }
    }),
  );
});

test('the order in which entries were added changes nothing', () => {
  fc.assert(
    fc.property(directory, wanted, fc.nat(), (all, wish, turn) => {
      const at = all.length === 0 ? 0 : turn % all.length;
      const other = [...all.slice(at), ...all.slice(0, at)].toReversed();
      expect(idsOf(findOutsideSchemes(other, wish))).toEqual(idsOf(findOutsideSchemes(all, wish)));
      const areas = [wish.words ?? ''];
      expect(idsOf(suggestOutsideSchemes(other, areas))).toEqual(idsOf(suggestOutsideSchemes(all, areas)));
    }),
  );
});

test('to choose less never finds less, and giving up a wish finds as much as was promised', () => {
  fc.assert(
    fc.property(directory, wanted, (all, wish) => {
      const found = new Set(idsOf(findOutsideSchemes(all, wish)));
      for (const kind of ['need', 'grade', 'region'] as const) {
        const easier = new Set(idsOf(findOutsideSchemes(all, { ...wish, [kind]: undefined })));
        expect([...found].filter((id) => !easier.has(id))).toEqual([]);
      }
      for (const { without, count } of easings(all, wish)) {
        expect(wish[without]).toBeDefined();
        expect(count).toBeGreaterThan(0);
        expect(findOutsideSchemes(all, { ...wish, [without]: undefined })).toHaveLength(count);
      }
    }),
  );
});

test('whoever is signposted is shown only where mentoring is offered, and everywhere where it is', () => {
  fc.assert(
    fc.property(directory, fc.array(words, { maxLength: 4 }), (all, areas) => {
      const suggested = idsOf(suggestOutsideSchemes(all, areas));
      const offering = all.filter(({ retired, needs }) => !retired && needs.includes('mentoring'));
      expect(suggested.toSorted()).toEqual(offering.map(({ id }) => id).toSorted());
    }),
  );
});
