import { describe, expect, it } from 'vitest';
import { grades, outsideNeeds, regions } from '../../../src/mentoring/outside-scheme-terms.ts';
import { shippedOutsideSchemes } from '../../../src/mentoring/outside-schemes-data.ts';
import {
  byNeedOfCheck,
  directoryOf,
  listedIn,
  namesake,
  needsCheck,
  sayChecked,
} from '../../../src/mentoring/outside-schemes.ts';
import type { OutsideSchemeEntry, OutsideSchemeWords } from '../../../src/mentoring/records/organisation.ts';
import { idOf } from '../../support/asking-facts.ts';

const words: OutsideSchemeWords = {
  name: 'Example College',
  whoFor: 'Doctors.',
  offers: 'Mentors.',
  howToReach: 'Ask the education department.',
  needs: ['mentoring'],
  grades: [],
  regions: [],
};
const today = '2026-11-29';
const [first, second] = shippedOutsideSchemes;
if (first === undefined || second === undefined) throw new Error('Eleven entries ship');

const values = (terms: readonly { readonly value: string }[]) => terms.map(({ value }) => value);

const own = (name: string, set: Partial<OutsideSchemeEntry> = {}): OutsideSchemeEntry => ({
  id: idOf(name),
  words: { ...words, name },
  checkedOn: today,
  retired: false,
  ...set,
});

describe('the entries that ship', () => {
  it('are the eleven of the guidance, each with the date it was last held against it', () => {
    expect(shippedOutsideSchemes.map(({ name }) => name.split(' ').slice(0, 2).join(' '))).toEqual([
      'Academy of',
      'British Medical',
      'BMJ Learning',
      'Derriford Hospital',
      'KSS Deanery',
      'London Deanery',
      'Royal College',
      'Royal Cornwall',
      'Social Mobility',
      'South West',
      'Torbay Hospital',
    ]);
    for (const entry of directoryOf()) {
      expect(entry.checked).toEqual({
        on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        against: 'guidance',
      });
      expect(sayChecked(entry)).toContain('contact details not verified');
    }
    expect(new Set(shippedOutsideSchemes.map(({ id }) => id)).size).toBe(11);
  });

  it.each(shippedOutsideSchemes)('$name names no person, and no address that nobody has tried', (entry) => {
    const said = [entry.name, entry.whoFor, entry.offers, entry.howToReach].join('\n');
    expect(said).not.toMatch(/\b(Dr|Mr|Mrs|Ms|Prof|Professor)\b/);
    expect(said).not.toMatch(/https?:|www\.|@|\+?\d{5,}/);
    expect(entry.link).toBeUndefined();
    expect(entry.howToReach).toMatch(/^(Ask|Look for|Search) /);
  });

  it.each(shippedOutsideSchemes)('$name is found by terms that a form offers', (entry) => {
    expect(entry.needs.length).toBeGreaterThan(0);
    expect(values(outsideNeeds)).toEqual(expect.arrayContaining([...entry.needs]));
    expect(values(grades)).toEqual(expect.arrayContaining([...entry.grades]));
    expect(values(regions)).toEqual(expect.arrayContaining([...entry.regions]));
  });
});

describe('what an organisation makes of the directory', () => {
  it('stands over what ships: other words, another date, or off the list', () => {
    const corrected = { id: first.id, words, checkedOn: today, retired: false };
    const retired = { id: second.id, retired: true };
    const directory = directoryOf([corrected, retired]);
    expect(directory).toHaveLength(11);
    expect(directory[0]).toMatchObject({ name: 'Example College', origin: 'corrected', retired: false });
    expect(directory[1]).toMatchObject({ name: second.name, origin: 'shipped', retired: true });
    expect(listedIn(directory)).toHaveLength(10);
  });

  it('that is only a check keeps the shipped words', () => {
    const [entry] = directoryOf([{ id: first.id, checkedOn: today, retired: false }]);
    expect(entry).toMatchObject({
      name: first.name,
      origin: 'shipped',
      checked: { on: today, against: 'scheme' },
    });
  });

  it('adds entries of its own, in the list by their names', () => {
    const directory = directoryOf([own('Zebra Example'), own('Árbol Example')]);
    const names = listedIn(directory).map(({ name }) => name);
    expect(names).toHaveLength(13);
    expect(names.at(-1)).toBe('Zebra Example');
    expect(names.indexOf('Árbol Example')).toBe(1);
  });

  it('about an entry that ships no more is forgotten, unless it was given words of its own', () => {
    const gone = { id: idOf('a former entry'), checkedOn: today, retired: true };
    expect(directoryOf([gone, own('Example College')])).toHaveLength(12);
  });
});

describe('an entry needs a check', () => {
  const [entry] = directoryOf([own('Example College', { checkedOn: '2025-11-29' })], []);
  if (entry === undefined) throw new Error('It was just made');

  it('after more than a year, and not before', () => {
    expect(needsCheck(entry, '2026-11-29')).toBeUndefined();
    expect(needsCheck(entry, '2026-11-30')).toBe('long-ago');
  });

  it('when only the guidance vouches for it, however new that is', () => {
    const [shipped] = directoryOf();
    expect(shipped && needsCheck(shipped, '2026-11-22')).toBe('never-confirmed');
  });

  it('first where nobody ever confirmed it, then where it is longest ago; retired ones come last', () => {
    const kept = [
      own('Fresh'),
      own('Old', { checkedOn: '2025-01-01' }),
      own('Older', { checkedOn: '2024-01-01' }),
      own('Retired', { checkedOn: '2020-01-01', retired: true }),
      { id: first.id, retired: false },
    ];
    const order = byNeedOfCheck(directoryOf(kept, [first]), today).map(({ name }) => name);
    expect(order).toEqual([first.name, 'Older', 'Old', 'Fresh', 'Retired']);
  });
});

it('two entries have one name however it is written, and an entry is not its own namesake', () => {
  const directory = directoryOf([own('Collège d’Example')]);
  expect(namesake(directory, 'COLLEGE D’EXAMPLE!')?.id).toBe(idOf('Collège d’Example'));
  expect(namesake(directory, 'College d’Example', idOf('Collège d’Example'))).toBeUndefined();
  expect(namesake(directory, 'College of Example')).toBeUndefined();
});
