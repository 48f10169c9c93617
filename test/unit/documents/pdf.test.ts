import { describe, expect, test } from 'vitest';
import type { Block, Paper } from '../../../src/documents/paper.ts';
import { makePdf } from '../../../src/documents/pdf.ts';
import { readPdf, withRole } from './read-pdf.ts';

const somePng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function paper(...body: readonly Block[]): Paper {
  return {
    title: 'Mentoring agreement',
    scheme: 'Northvale & South <mentoring>',
    lead: 'Asha Testwell and Miles Sampleford',
    foot: ['Version 3'],
    madeAt: new Date('2026-12-03T10:00:00Z'),
    madeOn: '2026-12-03',
    body,
  };
}

const everything: readonly Block[] = [
  { block: 'heading', text: 'What you agreed' },
  { block: 'text', text: 'First.\nSecond.' },
  { block: 'panel', title: 'Mind', text: 'The gap.' },
  { block: 'list', items: ['One', 'Two'] },
  { block: 'facts', rows: [{ label: 'How often', value: 'Every 4 weeks' }] },
  {
    block: 'table',
    about: 'Hours by date',
    columns: [
      { title: 'Date', share: 2 },
      { title: 'Time', share: 1, align: 'end' },
    ],
    rows: [['3 December', '1 hour']],
    total: ['Together', '1 hour'],
  },
  {
    block: 'checklist',
    items: [
      { text: 'Goals', ticked: true, note: 'Talked through' },
      { text: 'Place', ticked: false },
    ],
  },
  { block: 'picture', bytes: somePng, width: 4, height: 1, alt: 'Two bars of the same height' },
  { block: 'signatures', parties: [{ role: 'Mentee', name: 'Asha Testwell', agreed: 'Agreed' }] },
];

describe('a paper as PDF', () => {
  test('says what it is, in which language, and that it is made for everybody', async () => {
    const pdf = readPdf(await makePdf(paper(...everything)));
    expect(pdf.info).toMatchObject({
      Title: 'Mentoring agreement',
      Producer: 'Rapport',
      CreationDate: 'D:20261203100000Z',
    });
    expect(pdf.catalog).toContain('/Lang (en-GB)');
    expect(pdf.catalog).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf.metadata).toContain('<rdf:li xml:lang="x-default">Mentoring agreement</rdf:li>');
    expect(pdf.metadata).toContain('<rdf:li>Northvale and South ‹mentoring›</rdf:li>');
  });

  test('tells a screen reader headings, lists, tables, ticks and pictures apart, in reading order', async () => {
    const { structure, text } = readPdf(await makePdf(paper(...everything)));
    expect(structure.role).toBe('Document');
    expect(structure.children.map(({ role }) => role)).toEqual([
      'P',
      'H1',
      'P',
      'H2',
      'P',
      'P',
      'P',
      'P',
      'L',
      'Table',
      'Table',
      'L',
      'Figure',
      'Sect',
    ]);
    expect(withRole(structure, 'H1').map((one) => one.text)).toEqual(['Mentoring agreement']);
    expect(withRole(structure, 'TH').map((one) => one.text)).toEqual(['How often', 'Date', 'Time']);
    expect(withRole(structure, 'Figure')[0]).toMatchObject({
      alt: 'Two bars of the same height',
      bounded: true,
    });
    expect(text.split('\n')).toEqual([
      'Northvale & South <mentoring>',
      'Mentoring agreement',
      'Asha Testwell and Miles Sampleford',
      'What you agreed',
      'First.',
      'Second.',
      'Mind',
      'The gap.',
      '•',
      'One',
      '•',
      'Two',
      'How often',
      'Every 4 weeks',
      'Date',
      'Time',
      '3 December',
      '1 hour',
      'Together',
      '1 hour',
      'Done:',
      'Goals',
      'Talked through',
      'Open:',
      'Place',
      '',
      'Mentee',
      'Asha Testwell',
      'Agreed',
      'Signature',
      'Date',
    ]);
  });

  test('brings its fonts along, and only those that it uses', async () => {
    const { fonts } = readPdf(await makePdf(paper({ block: 'text', text: 'Plain English.' })));
    expect(fonts.filter(({ name }) => name !== '').map(({ name }) => name.replace(/^[A-Z]+\+/, ''))).toEqual([
      'NotoSans-Bold',
      'NotoSans-Regular',
    ]);
    expect(fonts.filter(({ name, embedded }) => name !== '' && !embedded)).toEqual([]);
  });

  test('is the same, byte for byte, each time it is made', async () => {
    const words = paper(...everything, { block: 'text', text: 'محمد and आयशा and 王小明' });
    const [one, other] = [await makePdf(words), await makePdf(words)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  test('has bookmarks for its headings, those of bound papers below their titles', async () => {
    const bound = paper({ block: 'heading', text: 'What was discussed' });
    const pdf = readPdf(
      await makePdf(
        paper(
          { block: 'heading', text: 'Contents' },
          { block: 'contents' },
          { block: 'bound', paper: { ...bound, title: 'Session record' } },
        ),
      ),
    );
    expect(pdf.bookmarks).toEqual([
      'Mentoring agreement',
      'Contents',
      'Session record',
      'What was discussed',
    ]);
    expect(withRole(pdf.structure, 'H1')).toHaveLength(1);
    expect(withRole(pdf.structure, 'H2').map(({ text }) => text)).toEqual(['Contents', 'Session record']);
    expect(withRole(pdf.structure, 'H3').map(({ text }) => text)).toEqual(['What was discussed']);
  });

  test('numbers its pages, and a table of contents names the page where a bound paper begins', async () => {
    const long = paper(...Array.from({ length: 60 }, () => ({ block: 'text', text: 'A line.' }) as const));
    const pdf = readPdf(
      await makePdf(
        paper(
          { block: 'contents' },
          { block: 'bound', paper: { ...long, title: 'Long paper' } },
          { block: 'bound', paper: { ...paper(), title: 'Last paper', foot: ['Version 9'] } },
        ),
      ),
    );
    const count = pdf.pages.length;
    expect(count).toBeGreaterThan(3);
    expect(pdf.pages.map(({ artifacts }) => artifacts.at(-1))).toEqual(
      Array.from({ length: count }, (_, index) => `Page ${index + 1} of ${count}`),
    );
    expect(
      withRole(pdf.structure, 'Link').map(({ text }) =>
        text.replace('Asha Testwell and Miles Sampleford', ''),
      ),
    ).toEqual(['Long paper2', `Last paper${count}`]);
    expect(pdf.pages.at(-1)?.artifacts).toContain('Version 9');
    expect(pdf.pages[2]?.artifacts[0]).toBe('Long paper');
  });
});
