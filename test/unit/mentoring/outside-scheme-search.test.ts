import { describe, expect, it } from 'vitest';
import {
  easings,
  findOutsideSchemes,
  suggestOutsideSchemes,
} from '../../../src/mentoring/outside-scheme-search.ts';
import type { Wanted } from '../../../src/mentoring/outside-scheme-search.ts';
import { directoryOf } from '../../../src/mentoring/outside-schemes.ts';
import type { OutsideSchemeWords } from '../../../src/mentoring/records/organisation.ts';
import { idOf } from '../../support/asking-facts.ts';

const shipped = directoryOf();
const find = (wanted: Wanted) => findOutsideSchemes(shipped, wanted);
/** Names, cut to their first two words. */
const names = (wanted: Wanted) =>
  find(wanted).map(({ entry }) => entry.name.split(' ').slice(0, 2).join(' '));
const best = (words: string) => names({ words })[0];

const suggest = (...areas: string[]) =>
  suggestOutsideSchemes(shipped, areas).map(({ entry }) => entry.name.split(' ').slice(0, 2).join(' '));

const anEntry = (set: Partial<OutsideSchemeWords>) =>
  directoryOf(
    [
      {
        id: idOf('an entry'),
        words: {
          name: 'Example College',
          whoFor: 'Anybody.',
          offers: 'Something.',
          howToReach: 'Ask there.',
          needs: ['mentoring'],
          grades: [],
          regions: [],
          ...set,
        },
        checkedOn: '2026-11-29',
        retired: false,
      },
    ],
    [],
  );

describe('what somebody types', () => {
  it.each([
    ['research', 'Academy of'],
    ['PhD', 'Academy of'],
    ['GP', 'KSS Deanery'],
    ['general practice', 'KSS Deanery'],
    ['I am a GP in Kent, please find me a mentor', 'KSS Deanery'],
    ['family doctors', 'KSS Deanery'],
    ['Plymouth', 'Derriford Hospital'],
    ['coaching', 'London Deanery'],
    ['a coach in London', 'London Deanery'],
    ['which deanery is mine', 'British Medical'],
    ['e-learning', 'BMJ Learning'],
    ['I would like to become a mentor', 'Social Mobility'],
    ['volunteering with pupils', 'Social Mobility'],
    ['physicians', 'Royal College'],
  ])('"%s" leads first to %s', (words, name) => {
    expect(best(words)).toBe(name);
  });

  it('is found in any case, with any accents, and in the singular or plural', () => {
    const directory = anEntry({ offers: 'Séances for anaesthetists.' });
    for (const words of ['SEANCES', 'séance', 'Anaesthetist'])
      expect(findOutsideSchemes(directory, { words }), words).toHaveLength(1);
    expect(findOutsideSchemes(anEntry({ name: 'Ärztekammer' }), { words: 'arztekammer' })).toHaveLength(1);
  });

  it('counts more in a name than in what is offered, and least in how to reach it', () => {
    const entries = [
      ['A', { howToReach: 'Ask for gardening.' }],
      ['B', { offers: 'Gardening.' }],
      ['C of gardening', {}],
    ] as const;
    const directory = entries.flatMap(([name, set]) =>
      anEntry({ ...set, name }).map((entry) => ({ ...entry, id: idOf(name) })),
    );
    const found = findOutsideSchemes(directory, { words: 'gardening' });
    expect(found.map(({ entry }) => entry.name)).toEqual(['C of gardening', 'B', 'A']);
  });

  it('that names a grade still finds what names it too, though it is for others', () => {
    const directory = anEntry({ name: 'Practice for GPs and others', grades: ['consultant'] });
    expect(findOutsideSchemes(directory, { words: 'GP' })).toHaveLength(1);
    expect(findOutsideSchemes(directory, { grade: 'gp' })).toEqual([]);
  });

  it('is found in a name that says nothing in particular', () => {
    const directory = anEntry({ name: 'Near Me' });
    expect(findOutsideSchemes(directory, { words: 'near me' })).toHaveLength(1);
  });

  it('is not found in words that only begin alike', () => {
    expect(findOutsideSchemes(anEntry({ offers: 'Career planning.' }), { words: 'intensive care' })).toEqual(
      [],
    );
  });

  it('narrows by the grade and the region that it names', () => {
    expect(names({ words: 'Scotland' })).not.toContain('London Deanery');
    expect(names({ words: 'Scotland' })).toContain('Royal College');
    expect(names({ words: 'consultant' })).not.toContain('Royal College');
  });

  it('that names no region or grade, and nothing that can be found, finds nothing', () => {
    expect(names({ words: 'unicorns' })).toEqual([]);
    expect(names({ words: 'unicorns in London' })).toEqual([]);
    expect(names({ words: 'unicorns', need: 'mentoring' })).toEqual([]);
  });

  it('that says nothing in particular finds everything', () => {
    expect(names({ words: 'please find me a scheme' })).toHaveLength(11);
    expect(names({})).toHaveLength(11);
  });
});

describe('what somebody chooses', () => {
  it('narrows strictly, and lets pass what is open to every grade and every place', () => {
    expect(names({ grade: 'gp', region: 'scotland' })).toEqual([
      'BMJ Learning',
      'British Medical',
      'Social Mobility',
    ]);
    expect(names({ need: 'mentoring', grade: 'foundation', region: 'south-west' })).toEqual([
      'South West',
      'Derriford Hospital',
      'Royal College',
      'Royal Cornwall',
      'Torbay Hospital',
    ]);
  });

  it('is given back as the reasons, the nearest first', () => {
    const [first] = find({
      need: 'mentoring',
      grade: 'gp',
      region: 'kent-surrey-sussex',
      words: 'education',
    });
    expect(first?.reasons).toEqual([
      'for GPs',
      'in Kent, Surrey and Sussex',
      'offers mentoring',
      'mentions “education”',
    ]);
    const [bmj] = find({ need: 'learning', grade: 'gp', region: 'wales' });
    expect(bmj?.reasons).toEqual(['teaches how mentoring works', 'for every grade', 'anywhere in the UK']);
  });

  it('that fits nothing says which wish to give up, the most helpful first', () => {
    const wanted = { need: 'coaching', grade: 'gp', region: 'scotland' };
    expect(find(wanted)).toEqual([]);
    expect(easings(shipped, wanted)).toEqual([
      { without: 'need', count: 3 },
      { without: 'region', count: 1 },
    ]);
    expect(easings(shipped, { words: 'unicorns', grade: 'student', need: 'research' })).toEqual([]);
  });
});

describe('for somebody whom nobody here can mentor', () => {
  it('only what offers mentoring is suggested, whatever they asked for', () => {
    for (const areas of [[], ['Teaching and research'], ['Unicorns']]) {
      expect(suggest(...areas)).toHaveLength(8);
      expect(suggest(...areas)).not.toContain('Social Mobility');
    }
  });

  it('what comes nearest to their areas comes first, and then what is open everywhere', () => {
    expect(suggest('Teaching and research')[0]).toBe('Academy of');
    expect(suggest('Exams').slice(0, 2)).toEqual(['Academy of', 'Royal College']);
  });

  it('an area that names a grade leaves nobody out: "becoming a consultant" is asked by trainees', () => {
    expect(suggest('Becoming a consultant')).toContain('Royal College');
  });
});

it('what is retired is never found and never suggested', () => {
  const directory = shipped.map((entry) => ({ ...entry, retired: true }));
  expect(findOutsideSchemes(directory, {})).toEqual([]);
  expect(suggestOutsideSchemes(directory, ['Exams'])).toEqual([]);
});
