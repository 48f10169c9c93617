/** What an operator gets from `rapport match`: a plan, the best there is, or what is wrong with the file. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { rapport } from '../support/command-line.ts';
import type { Ran } from '../support/command-line.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'rapport-match-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Pool = {
  readonly mentors: readonly Readonly<Record<string, unknown>>[];
  readonly mentees: readonly Readonly<Record<string, unknown>>[];
  readonly blocked?: readonly (readonly string[])[] | undefined;
  readonly [field: string]: unknown;
};

type Printed = {
  readonly assignments: readonly { mentee: string; mentor: string; score: number }[];
  readonly unmatched: readonly { mentee: string; why: string; reason: string }[];
  readonly total: number;
};

function match(pool: unknown): Promise<Ran> {
  const file = join(folder, 'pool.json');
  writeFileSync(file, typeof pool === 'string' ? pool : JSON.stringify(pool));
  return rapport(['match', file]);
}

async function planFor(pool: Pool): Promise<Printed> {
  const { code, out, err } = await match(pool);
  expect(err).toMatch(/^\d+ of \d+ mentees have a mentor\. Total: \d+\.\n$/);
  expect(code).toBe(0);
  return JSON.parse(out) as Printed; // what match.ts prints
}

describe('rapport match', () => {
  test('pairs the people of the sample, says why, and why somebody stays without a mentor', async () => {
    const ran = await rapport(['match', resolve(import.meta.dirname, '../../docs/examples/pool.json')]);
    expect(ran.code).toBe(0);
    expect(ran.err).toBe('3 of 4 mentees have a mentor. Total: 12421.\n');
    const plan: unknown = JSON.parse(ran.out);
    expect(plan).toEqual({
      assignments: [
        expect.objectContaining({ mentee: 'rowan', mentor: 'ash', score: 4303 }),
        expect.objectContaining({ mentee: 'sorrel', mentor: 'birch', score: 4108 }),
        {
          mentee: 'teasel',
          mentor: 'birch',
          score: 4010,
          reasons: {
            mentor: [
              'The mentee has them in mind',
              'Both name exams and ARCP',
              'Both can meet by video',
              'Has two free places of two',
            ],
            mentee: [
              'Has this mentor in mind',
              'Asks for help with exams and ARCP, which this mentor names',
              'Both can meet by video',
            ],
          },
        },
      ],
      unmatched: [
        {
          mentee: 'umber',
          why: 'nobody',
          reason:
            'Nobody can be asked: one mentor has no free place, one mentor has declined them before and one mentor is not available at the moment.',
        },
      ],
      total: 12_421,
    });
  });

  test('prints the same whatever the order of the rows', async () => {
    const pool: Pool = {
      asOf: '2026-11-29',
      mentors: ['m1', 'm2', 'm3'].map((id) => ({ id, capacity: 1, areas: ['exams'] })),
      mentees: ['p1', 'p2', 'p3', 'p4'].map((id) => ({ id, areas: ['exams'] })),
      blocked: [
        ['p1', 'm1'],
        ['m3', 'p2'],
      ],
    };
    const turned = {
      ...pool,
      mentors: pool.mentors.toReversed(),
      mentees: pool.mentees.toReversed(),
      blocked: pool.blocked?.toReversed(),
    };
    expect(await planFor(turned)).toEqual(await planFor(pool));
  });

  test('keeps to capacities, blocks either way and everything else the file says of a pair', async () => {
    const plan = await planFor({
      trainingRequired: true,
      mentors: [
        { id: 'm1', capacity: 2, areas: ['exams'], trainedOn: '2026-01-05' },
        { id: 'm2', capacity: 9, areas: ['exams'] },
        { id: 'm3', capacity: 0, areas: ['exams'], trainedOn: '2026-01-05' },
        { id: 'boss', capacity: 9, areas: ['exams'], trainedOn: '2026-01-05' },
      ],
      mentees: ['p1', 'p2', 'p3', 'p4', 'm1'].map((id) => ({ id, areas: ['exams'] })),
      blocked: [['m1', 'p1']],
      reportingLines: ['p1', 'p2', 'p3', 'p4', 'm1'].map((person) => ({ person, manager: 'boss' })),
      asOf: '2026-11-29',
    });
    expect(plan.assignments.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
      ['p2', 'm1'],
      ['p3', 'm1'],
    ]);
    expect(plan.unmatched.map(({ mentee, why }) => [mentee, why])).toEqual([
      ['m1', 'nobody'],
      ['p1', 'nobody'],
      ['p4', 'places'],
    ]);
  });

  test('prints a total that is the sum of the scores, for the best pairs and not the first', async () => {
    const plan = await planFor({
      mentors: [
        { id: 'm1', capacity: 1, areas: ['exams', 'arcp'] },
        { id: 'm2', capacity: 1, areas: ['arcp'] },
      ],
      mentees: [
        { id: 'p1', areas: ['exams', 'arcp'] },
        { id: 'p2', areas: ['exams'] },
      ],
    });
    expect(plan.assignments.map(({ mentee, mentor }) => `${mentee} ${mentor}`)).toEqual(['p1 m2', 'p2 m1']);
    expect(plan.total).toBe(plan.assignments.reduce((total, { score }) => total + score, 0));
  });

  test('reads the standard input where the file is called -', async () => {
    const input = '\uFEFF{"mentors": [{"id": "m1", "capacity": 1}], "mentees": [{"id": "p1"}]}';
    const { code, out } = await rapport(['match', '-'], {}, { input });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ assignments: [{ mentee: 'p1', mentor: 'm1' }] });
  });

  test('names fields that mean nothing, as they may be slips of the pen', async () => {
    const { code, err } = await match({
      mentors: [{ id: 'm1', capacity: 1, area: ['exams'] }],
      mentees: [{ id: 'p1', phone: '1' }],
      version: 2,
    });
    expect(code).toBe(0);
    expect(err.split('\n')[0]).toBe('Not used: version, mentors[].area, mentees[].phone.');
  });
});

describe('a file that rapport match cannot use', () => {
  test('with more faults than anybody mends at once is answered with the first twenty, and how many more', async () => {
    const mentors = Array.from({ length: 30 }, () => ({ id: 'm1', capacity: -1 }));
    const { code, out, err } = await match({ mentors, mentees: [] });
    const lines = err.trimEnd().split('\n');
    expect([code, out, lines.length]).toEqual([1, '', 22]);
    expect(lines[0]).toMatch(/pool\.json cannot be used\. Nothing was matched\.$/);
    expect(lines[1]).toBe('  mentors[0].capacity: must be a whole number, 0 or more');
    expect(lines.at(-1)).toBe('  and 10 more');
  });

  test.each([
    [['match', join(folder, 'none.json')], 1, /^Cannot read .*none\.json: there is no such file\.$/],
    [['match'], 2, /^rapport match: something is missing\. Usage: rapport match FILE$/],
  ])('%j is answered with one line and exit code %i', async (typed, code, line) => {
    const ran = await rapport(typed);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err.trimEnd()).toMatch(line);
  });
});
