import { beforeAll, describe, expect, test } from 'vitest';
import { layOut } from '../../../src/documents/layout/lay-out.ts';
import type { Laid } from '../../../src/documents/layout/lay-out.ts';
import type { Paper } from '../../../src/documents/paper.ts';
import { makePdf } from '../../../src/documents/pdf.ts';
import { openFaces } from '../../../src/documents/type/faces.ts';
import { languages, papersIn, singles } from '../../support/papers-in-scripts.ts';
import type { Fill, Language } from '../../support/papers-in-scripts.ts';
import { linesOf, missingGlyphs, outside, wordsOf } from './on-the-page.ts';
import { readPdf, withRole } from './read-pdf.ts';

// The keys are exactly the languages.
const all = Object.keys(languages) as readonly Language[];
const fills: readonly Fill[] = ['full', 'bare'];

/** What stands above the names of those who sign. */
const signing = ['Mentee', 'Mentor', 'For the scheme', 'Coordinator of the scheme'];

/** Brackets are drawn the way round that their line runs. */
function lettersOf(text: string): string {
  return text.replaceAll(/[\s()]+/g, ' ');
}

describe.each(all.flatMap((language) => fills.map((fill) => [language, fill] as const)))(
  'in %s, %s, every paper',
  (language, fill) => {
    let papers: ReadonlyMap<string, Paper>;
    let laid: readonly (readonly [name: string, laid: Laid])[];

    beforeAll(async () => {
      papers = await papersIn(language, fill);
      const faces = openFaces();
      laid = [...papers].map(([name, paper]) => [name, layOut(paper, faces)]);
    }, 60_000);

    test('is there', () => {
      expect([...papers.keys()]).toEqual([...singles.map(({ paper }) => paper), 'portfolio']);
    });

    test('has every letter, and nothing that is cut off or stands outside its page', () => {
      for (const [name, one] of laid) {
        expect(missingGlyphs(one), name).toEqual([]);
        expect(outside(one), name).toEqual([]);
      }
    });

    test('has no page that is empty, or that is there for signatures alone', () => {
      for (const [name, { pages }] of laid)
        for (const [index, { pieces }] of pages.entries()) {
          const words = linesOf(pieces).map(wordsOf);
          expect(words.length, `${name}, page ${index + 1}`).toBeGreaterThan(0);
          if (words.includes('Signature'))
            expect(signing, `${name}, page ${index + 1}`).not.toContain(words[0]);
        }
    });

    test.runIf(fill === 'bare')(
      'bound and drawn has its language, its title, and the number of each page',
      async () => {
        const paper = papers.get('portfolio');
        if (paper === undefined) throw new Error('There is a portfolio');
        const pdf = readPdf(await makePdf(paper));
        expect(pdf.info).toMatchObject({ Title: 'Mentoring portfolio' });
        expect(pdf.catalog).toContain('/Lang (en-GB)');
        expect(withRole(pdf.structure, 'H1').map(({ text }) => text)).toEqual(['Mentoring portfolio']);
        expect(pdf.pages.map(({ artifacts }) => artifacts.at(-1))).toEqual(
          pdf.pages.map((_, index) => `Page ${index + 1} of ${pdf.pages.length}`),
        );
        expect(pdf.text).toContain(languages[language].mentee);
        expect(lettersOf(pdf.text)).toContain(lettersOf(languages[language].text.trim()));
      },
      60_000,
    );
  },
);
