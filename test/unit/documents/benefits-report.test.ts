/** The benefits report on paper: every figure in words, pictures with words of their own, names in any script. */

import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { benefitsPaper } from '../../../src/documents/benefits-paper.ts';
import { changeChart, stayChart } from '../../../src/documents/charts/benefits-chart.ts';
import { drawSvg } from '../../../src/documents/charts/draw-chart.ts';
import type { Paper } from '../../../src/documents/paper.ts';
import { makePdf } from '../../../src/documents/pdf.ts';
import { fontFile } from '../../../src/documents/type/faces.ts';
import { benefits } from '../../../src/mentoring/benefits/items.ts';
import { organisationReport, schemeReport } from '../../../src/mentoring/benefits/report.ts';
import type { SchemeTallies } from '../../../src/mentoring/benefits/report.ts';
import { readPdf } from './read-pdf.ts';

const madeAt = new Date('2027-01-04T09:00:00Z');
const occasion = (scheme: string) => ({ scheme, madeAt, zone: 'Europe/London' });
const many = (n: number, value: number) => ({ n, values: Array.from({ length: n }, () => value) });

const full: SchemeTallies = {
  months: [
    {
      requests: { n: 30 },
      matched: { n: 3 },
      met: { n: 40, values: [2400] },
      ended: { n: 24 },
      'wait:met': many(25, 9),
      'surveyed:end': { n: 40 },
      'answered:end': { n: 30 },
      ...Object.fromEntries(benefits.map(({ value }) => [`benefit:${value}:end`, many(15, 4)])),
    },
  ],
  followed: Array.from({ length: 40 }, (_, day) => ({ days: 380 + day, ended: day % 2 === 0 })),
  year: {
    groups: {
      endings: { natural: 12, 'goals-met': 12 },
      grades: { ST3: 20, '': 10 },
      specialties: { 'طب القلب': 15, 'हृदय रोग विज्ञान': 15 },
      regions: {},
    },
    mentorsMet: 12,
    compared: Object.fromEntries(
      benefits.map(({ value }) => [
        `${value}:end`,
        Array.from({ length: 12 }, () => ({ before: 2, now: 4 })),
      ]),
    ),
  },
};

const longName =
  'Towarzystwo Mentoringu Lekarzy Rezydentów i Specjalistów imienia profesora Wincentego Przykładowego w Szczebrzeszynie';

describe('a year', () => {
  let paper: Paper;
  let text: string;
  beforeAll(async () => {
    paper = await benefitsPaper(schemeReport(full), { occasion: occasion(longName), period: '2026' });
    ({ text } = readPdf(await makePdf(paper)));
  });

  test('gives its figures, and says where they are too few', () => {
    expect(text).toMatch(/Requests for a mentor\s+30/);
    expect(text).toMatch(/Pairs that began\s+too few/);
    expect(text).toMatch(/Hours in these meetings\s+40/);
  });

  test('is whole whatever its scheme and its groups are called', () => {
    for (const word of longName.split(' ')) expect(text).toContain(word);
    expect(text).toContain('طب القلب');
    expect(text).toContain('हृदय रोग विज्ञान');
  });

  test('says in words what each picture shows', () => {
    const alts = paper.body.flatMap((block) => (block.block === 'picture' ? [block.alt] : []));
    expect(alts).toHaveLength(2);
    expect(alts[0]).toContain('Feels confident: from 2.0 to 4.0');
    expect(alts[1]).toContain('After 12 months: about 100%');
  });
});

test('a month in which nothing was counted still makes a paper', async () => {
  const paper = await benefitsPaper(schemeReport({ months: [{}], followed: [] }), {
    occasion: occasion('Peer mentoring'),
    period: '2026-11',
  });
  expect(readPdf(await makePdf(paper)).text).toContain('nobody has said');
});

test('the paper of an organisation says whose figures were added up', async () => {
  const paper = await benefitsPaper(organisationReport([full, full]), {
    occasion: occasion('Northvale Hospital'),
    period: '2026',
  });
  expect(readPdf(await makePdf(paper)).text.replaceAll(/\s+/g, ' ')).toContain(
    'The figures of 2 schemes are added up; directed mentoring is not among them.',
  );
});

test('every word of the pictures is in the bundled font, and none is cut off', async () => {
  const changes = benefits.map(({ name }) => ({ name, before: 1, now: 5 }));
  const stays = [3, 6, 12].map((months) => ({ months, share: 100 }));
  const svgs = await Promise.all([changeChart(changes), stayChart(stays)].map(drawSvg));
  const words = svgs.flatMap((svg) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, said = '']) => said));
  for (const { name } of benefits) expect(words).toContain(name);
  for (const said of ['5.0', 'after 12 months', 'about 100%']) expect(words).toContain(said);
  const font = create(readFileSync(fontFile('NotoSans-Regular')));
  const missing = words.flatMap((said) =>
    Array.from(said).filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)),
  );
  expect(missing).toEqual([]);
  expect(words.filter((said) => said.endsWith('…'))).toEqual([]);
});
