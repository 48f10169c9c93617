/** The benefits report, from hand-made cases. */

import { describe, expect, test } from 'vitest';
import { benefits, benefitsOf } from '../../../src/mentoring/benefits/items.ts';
import {
  boundsOf,
  isOver,
  monthsOf,
  periodsOver,
  readPeriod,
  sayPeriod,
} from '../../../src/mentoring/benefits/period.ts';
import { retentionOf, survival } from '../../../src/mentoring/benefits/retention.ts';
import { organisationReport, schemeReport } from '../../../src/mentoring/benefits/report.ts';
import type { SchemeTallies } from '../../../src/mentoring/benefits/report.ts';
import { reportRows } from '../../../src/mentoring/benefits/report-rows.ts';
import { spreadOf } from '../../../src/mentoring/benefits/spread.ts';

const noGroups = { endings: {}, grades: {}, specialties: {}, regions: {} };
const aYear = (
  months: SchemeTallies['months'],
  year: Partial<NonNullable<SchemeTallies['year']>> = {},
): SchemeTallies => ({
  months,
  followed: [],
  year: { groups: noGroups, mentorsMet: 0, compared: {}, ...year },
});

describe('the statements', () => {
  test('are the seven of the mentee and the five of the mentor, each with its words of the guidance', () => {
    expect(benefitsOf('mentee')).toHaveLength(7);
    expect(benefitsOf('mentor')).toHaveLength(5);
    expect(new Set(benefits.map(({ value }) => value)).size).toBe(12);
    for (const { source } of benefits) expect(source).not.toBe('');
  });
});

describe('a period', () => {
  test('begins and ends at midnight where the organisation is', () => {
    expect(boundsOf('2026-07', 'Europe/London')).toEqual({
      from: new Date('2026-06-30T23:00:00Z'),
      until: new Date('2026-07-31T23:00:00Z'),
    });
    expect(boundsOf('2026', 'Europe/London').until).toEqual(new Date('2027-01-01T00:00:00Z'));
    expect(monthsOf('2026')).toHaveLength(12);
  });

  test('is only offered once it is over', () => {
    const now = new Date('2026-12-03T12:00:00Z');
    expect(periodsOver(now, 'Europe/London', { months: 2, years: 2 })).toEqual({
      months: ['2026-11', '2026-10'],
      years: ['2025', '2024'],
    });
    expect(isOver('2026-11', now, 'Europe/London')).toBe(true);
    expect(isOver('2026-12', now, 'Europe/London')).toBe(false);
    expect(isOver('2026', now, 'Europe/London')).toBe(false);
  });

  test.each([
    ['2026-11', '2026-11'],
    ['2026', '2026'],
    ['2026-13', undefined],
    ['11/2026', undefined],
    ['26', undefined],
  ])('typed as %s is read as %s', (typed, read) => {
    expect(readPeriod(typed)).toBe(read);
  });

  test('is said as people say it', () => {
    expect([sayPeriod('2026-11'), sayPeriod('2026')]).toEqual(['November 2026', '2026']);
  });
});

const pairs = (count: number, days: number, ended: boolean) =>
  Array.from({ length: count }, () => ({ days, ended }));

describe('how many stay together', () => {
  test('pairs that still run count for as long as they have run, as Kaplan and Meier have it', () => {
    // By hand: at 10 of 5 one ends (4/5), at 20 one of 3 (2/3), at 40 one of 1 (0).
    const pairs = [
      { days: 10, ended: true },
      { days: 15, ended: false },
      { days: 20, ended: true },
      { days: 30, ended: false },
      { days: 40, ended: true },
    ];
    expect(survival(pairs, 9)).toBe(1);
    expect(survival(pairs, 10)).toBeCloseTo(0.8, 12);
    expect(survival(pairs, 20)).toBeCloseTo(0.8 * (2 / 3), 12);
    expect(survival(pairs, 40)).toBe(0);
  });

  test('a pair that stops being followed on the day on which another ends was still together', () => {
    const pairs = [
      { days: 10, ended: false },
      { days: 10, ended: true },
    ];
    expect(survival(pairs, 10)).toBe(0.5);
  });

  test('is given from twenty pairs on, to the nearest five, and only while ten are followed', () => {
    expect(retentionOf(pairs(19, 400, false))).toBeUndefined();
    expect(retentionOf([...pairs(7, 50, true), ...pairs(25, 200, false)])).toEqual({
      pairs: 30,
      shares: [{ months: 3, share: 80 }, { months: 6, share: 80 }, { months: 12 }],
    });
  });
});

test('waiting times are the middle one, and where the middle half lies, of enough people only', () => {
  const days = Array.from({ length: 21 }, (_, day) => day);
  expect(spreadOf(days)).toEqual({ median: 10, lower: 5, upper: 15 });
  expect(spreadOf(days.slice(0, 10))).toEqual({ median: 5 });
  expect(spreadOf(days.slice(0, 9))).toEqual({});
});

describe('a month', () => {
  const report = schemeReport({
    months: [
      {
        requests: { n: 7 },
        matched: { n: 3 },
        met: { n: 6, values: [390] },
        'surveyed:start': { n: 8 },
        'surveyed:end': { n: 12 },
        'answered:end': { n: 6 },
        'benefit:culture:end': { n: 5, values: [3, 4, 4, 5, 5] },
        'benefit:skills:end': { n: 4, values: [3, 4, 4, 5] },
      },
    ],
    followed: [],
  });

  test('gives what five or more have done, and nothing of fewer', () => {
    expect(report.counts).toMatchObject({
      requests: { is: 'exact', n: 7 },
      matched: { is: 'too-few', n: 0 },
      withdrawn: { is: 'exact', n: 0 },
    });
    expect(report.hours).toBe(7);
    expect(report.surveys.end).toEqual({ asked: { is: 'exact', n: 12 }, answered: { is: 'exact', n: 6 } });
    const [culture, skills] = ['culture', 'skills'].map((value) =>
      report.benefits.find((one) => one.value === value && one.stage === 'end'),
    );
    expect(culture).toMatchObject({ count: { is: 'exact', n: 5 }, mean: 4.2 });
    expect(skills).toEqual({ value: 'skills', stage: 'end', count: { is: 'too-few', n: 0 } });
  });

  test('does not give away by people asked that there were fewer than five pairs', () => {
    expect(report.surveys.start.asked).toEqual({ is: 'too-few', n: 0 });
  });

  test('compares nobody and groups nothing: a year does', () => {
    expect(report.groups).toEqual({});
    expect(report.benefits.filter(({ compared }) => compared !== undefined)).toEqual([]);
    expect(report.mentorsMet).toBeUndefined();
  });
});

const better = (count: number) => Array.from({ length: count }, () => ({ before: 2, now: 4 }));

const same = (count: number) => Array.from({ length: count }, () => ({ before: 3, now: 3 }));

const compared = (all: readonly { before: number; now: number }[]) =>
  schemeReport(aYear([{}], { compared: { 'culture:end': all } })).benefits.find(
    ({ value, stage }) => value === 'culture' && stage === 'end',
  )?.compared;

describe('a year', () => {
  test('compares the answers of the same people, and says how many have risen', () => {
    expect(compared([...better(9), ...same(6)])).toEqual({ people: 15, before: 2.4, now: 3.6, better: 60 });
  });

  test('says nothing of how many where few have risen, or all but few', () => {
    expect(compared([...better(3), ...same(12)])).not.toHaveProperty('better');
    expect(compared([...better(12), ...same(3)])).not.toHaveProperty('better');
    expect(compared(better(12))).toMatchObject({ better: 100 });
    expect(compared(better(4))).toBeUndefined();
  });

  test('names groups of those who asked only where the whole is given in full', () => {
    const groups = { ...noGroups, grades: { ST3: 8, Consultant: 7, '': 5 } };
    const named = (months: readonly number[]) =>
      schemeReport(
        aYear(
          months.map((n) => ({ requests: { n } })),
          { groups },
        ),
      ).groups.grades;
    expect(named([10, 10])).toEqual({
      named: [
        { name: '', n: 5 },
        { name: 'Consultant', n: 7 },
        { name: 'ST3', n: 8 },
      ],
      others: 0,
    });
    expect(named([17, 3])).toBeUndefined();
  });

  test('has no group where nobody said which they are in', () => {
    const report = schemeReport(
      aYear([{ requests: { n: 9 } }], { groups: { ...noGroups, regions: { '': 9 } } }),
    );
    expect(report.groups).toEqual({});
  });
});

const scheme = (n: number, value: number): SchemeTallies => ({
  months: [{ useful: { n, values: Array.from({ length: n }, () => value) } }],
  followed: [],
});

test('an organisation adds up what its schemes give, and the means are of those very people', () => {
  const report = organisationReport([scheme(6, 5), scheme(2, 1), scheme(6, 3)]);
  expect(report.schemes).toBe(3);
  expect(report.useful).toEqual({ count: { is: 'at-least', n: 12 }, mean: 4 });
});

describe('as rows', () => {
  const rows = reportRows(
    schemeReport({ months: [{ requests: { n: 12 }, matched: { n: 2 } }], followed: [] }),
    { about: '=Scheme', period: '2026-11' },
  );

  test('each figure has a row of its own, and what is withheld has none', () => {
    expect(rows[0]).toEqual(['scheme', 'period', 'section', 'item', 'stage', 'measure', 'value', 'value_is']);
    expect(rows).toContainEqual(["'=Scheme", '2026-11', 'reach', 'requests', '', 'count', '12', 'exact']);
    expect(rows).toContainEqual(["'=Scheme", '2026-11', 'reach', 'matched', '', 'count', '', 'withheld']);
    for (const row of rows) expect(row).toHaveLength(8);
  });

  test('no cell is one that a spreadsheet would calculate', () => {
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@-]/);
  });
});
