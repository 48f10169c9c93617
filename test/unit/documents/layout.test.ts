import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut as layOutWith } from '../../../src/documents/layout/lay-out.ts';
import type { Laid } from '../../../src/documents/layout/lay-out.ts';
import type { Block, Paper } from '../../../src/documents/paper.ts';
import { openFaces } from '../../../src/documents/type/faces.ts';
import { linesOf, outside, wordsOf } from './on-the-page.ts';

/** Opened once: nothing here is drawn. */
const faces = openFaces();

function layOut(one: Paper): Laid {
  return layOutWith(one, faces);
}

function paper(...body: readonly Block[]): Paper {
  return {
    title: 'Mentoring agreement',
    scheme: 'Northvale mentoring',
    foot: [],
    madeAt: new Date('2026-12-03T10:00:00Z'),
    madeOn: '2026-12-03',
    body,
  };
}

const longName = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 200);
const letters = ['a', 'W', ' ', ' ', '\n', 'ł', 'ش', 'م', 'क्ष', '王', '😀', '👍', '(', '-', '/', '1', 'ไ'];
const words = fc.array(fc.constantFrom(...letters), { maxLength: 140 }).map((all) => all.join(''));

const blocks: fc.Arbitrary<Block> = fc.oneof(
  words.map((text): Block => ({ block: 'heading', text })),
  words.map((text): Block => ({ block: 'text', text })),
  fc.tuple(words, words).map(([title, text]): Block => ({ block: 'panel', title, text })),
  fc.array(words, { maxLength: 5 }).map((items): Block => ({ block: 'list', items })),
  fc
    .array(fc.record({ label: words, value: words }), { maxLength: 5 })
    .map((rows): Block => ({ block: 'facts', rows })),
  fc.array(fc.tuple(words, words, words), { maxLength: 8 }).map((rows): Block => ({
    block: 'table',
    about: 'Anything',
    columns: [
      { title: 'One', share: 3 },
      { title: 'Two', share: 1, align: 'end' },
      { title: 'Three', share: 2 },
    ],
    rows,
    total: ['Sum', '', ''],
  })),
  fc
    .array(fc.record({ text: words, ticked: fc.boolean(), note: words }), { maxLength: 5 })
    .map((items): Block => ({ block: 'checklist', items })),
  fc
    .array(fc.record({ role: words, name: words, agreed: words }), { maxLength: 3 })
    .map((parties): Block => ({ block: 'signatures', parties })),
);

describe('pages', () => {
  test('nothing stands outside its page, whatever is written and however much', () => {
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 5 }), (body) => {
        expect(outside(layOut(paper(...body)))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('a name of 200 letters without a space is there to its last letter, everywhere a name can be', () => {
    const laid = layOut(
      paper(
        { block: 'heading', text: longName },
        { block: 'facts', rows: [{ label: longName, value: longName }] },
        { block: 'list', items: [longName] },
        { block: 'checklist', items: [{ text: longName, ticked: true }] },
        { block: 'text', tone: 'display', text: longName },
        {
          block: 'signatures',
          parties: [
            { role: 'Mentee', name: longName },
            { role: 'Mentor', name: longName },
          ],
        },
      ),
    );
    expect(outside(laid)).toEqual([]);
    const byElement = new Map<unknown, string>();
    for (const one of laid.pages.flatMap(({ pieces }) => linesOf(pieces)))
      byElement.set(one.element, (byElement.get(one.element) ?? '') + wordsOf(one).trim());
    expect([...byElement.values()].filter((text) => text === longName)).toHaveLength(8);
  });

  test('what is held together and higher than a page goes on on the next', () => {
    const name = 'Wolfeschlegelstein'.repeat(300);
    const laid = layOut(paper({ block: 'signatures', parties: [{ role: 'Mentor', name }] }));
    expect(outside(laid)).toEqual([]);
    expect(laid.pages.length).toBeGreaterThan(2);
  });

  test('a text of a thousand words goes on from page to page, and nothing of it is lost', () => {
    const text = Array.from({ length: 1000 }, (_, index) => `word${index}`).join(' ');
    const { pages } = layOut(paper({ block: 'panel', text }));
    expect(pages.length).toBeGreaterThan(2);
    const read = pages.flatMap(({ pieces }) => linesOf(pieces).map(wordsOf)).join('');
    expect(read.slice(-text.length)).toBe(text);
  });

  test('a heading never stands alone at the foot of a page', () => {
    for (let before = 20; before < 45; before += 1) {
      const { pages } = layOut(
        paper(
          ...Array.from({ length: before }, () => ({ block: 'text', text: 'A line.' }) as const),
          { block: 'heading', text: 'A heading' },
          { block: 'text', text: 'What it is about.' },
        ),
      );
      const holding = pages.find(({ pieces }) => linesOf(pieces).some((one) => wordsOf(one) === 'A heading'));
      expect(
        linesOf(holding?.pieces ?? [])
          .map(wordsOf)
          .at(-1),
      ).toBe('What it is about.');
    }
  });

  test('those who sign do so on one page, each beside their own name', () => {
    for (let before = 20; before < 45; before += 1) {
      const { pages } = layOut(
        paper(...Array.from({ length: before }, () => ({ block: 'text', text: 'A line.' }) as const), {
          block: 'signatures',
          parties: [{ role: 'Mentee', name: 'Asha Testwell' }],
        }),
      );
      const signing = pages.filter(({ pieces }) =>
        linesOf(pieces).some((one) => ['Asha Testwell', 'Signature'].includes(wordsOf(one))),
      );
      expect(signing).toHaveLength(1);
    }
  });

  test('nobody signs a page that has nothing else on it', () => {
    for (let before = 15; before < 45; before += 1) {
      const { pages } = layOut(
        paper(
          ...Array.from({ length: before }, () => ({ block: 'text', text: 'A line.' }) as const),
          { block: 'heading', text: 'Signatures' },
          { block: 'text', text: 'What they sign.' },
          { block: 'signatures', parties: [{ role: 'Mentee', name: 'Asha Testwell' }] },
        ),
      );
      const words = linesOf(pages.at(-1)?.pieces ?? []).map(wordsOf);
      expect(words).toEqual(expect.arrayContaining(['Signatures', 'What they sign.', 'Asha Testwell']));
    }
  });

  test('a table that goes on says again what its columns are, and its sum never stands alone', () => {
    for (let count = 18; count < 30; count += 1) {
      const { pages } = layOut(
        paper({
          block: 'table',
          about: 'Hours',
          columns: [
            { title: 'Date', share: 1 },
            { title: 'Time', share: 1 },
          ],
          rows: Array.from({ length: count }, (_, index) => [`Day ${index + 1}`, '1 hour']),
          total: ['Together', 'All'],
        }),
      );
      for (const { pieces } of pages) expect(linesOf(pieces).map(wordsOf)).toContain('Date');
      const last = linesOf(pages.at(-1)?.pieces ?? []).map(wordsOf);
      expect(last.slice(-4)).toEqual([`Day ${count}`, '1 hour', 'Together', 'All']);
      const read = pages
        .flatMap(({ pieces }) => linesOf(pieces))
        .filter(({ element }) => element?.role === 'TH');
      expect(read.map(wordsOf)).toEqual(['Date', 'Time']);
    }
  });

  test('a picture as high as two pages is made to fit one', () => {
    const laid = layOut(
      paper({ block: 'picture', bytes: Buffer.from(''), width: 10, height: 100, alt: 'A tower' }),
    );
    expect(outside(laid)).toEqual([]);
  });

  test('a long title is in full on its own page, and shortened only where it is repeated', () => {
    const title = 'A title that goes on and on '.repeat(12).trim();
    const lines = Array.from({ length: 60 }, () => ({ block: 'text', text: 'A line.' }) as const);
    const { pages } = layOut({ ...paper(...lines), title });
    expect(
      linesOf(pages[0]?.pieces ?? [])
        .map(wordsOf)
        .join(''),
    ).toContain(title);
    const [head] = linesOf(pages[1]?.running ?? []);
    expect(head && wordsOf(head)).toMatch(/^A title that goes on.*…$/);
  });
});
