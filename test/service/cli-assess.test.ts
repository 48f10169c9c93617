/** What an operator gets from `rapport assess`: a judgement for each line, or what is wrong with that line. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { rapport } from '../support/command-line.ts';
import type { Ran } from '../support/command-line.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'rapport-assess-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Printed = {
  readonly id: string | number;
  readonly pAlive: number | null;
  readonly state: string;
  readonly nextCrossing: string | null;
  readonly reason: string;
};

const fourWeekly = {
  id: 'p1',
  cadenceDays: 28,
  meetings: ['2026-01-05', '2026-02-02', '2026-03-02', '2026-03-30', '2026-04-27'],
  booked: [],
  pauses: [],
  asOf: '2026-05-10',
};

function assess(lines: readonly unknown[], ...options: readonly string[]): Promise<Ran> {
  const file = join(folder, 'pairs.jsonl');
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return rapport(['assess', file, ...options]);
}

async function judged(history: object, ...options: readonly string[]): Promise<Printed> {
  const { code, lines, err } = await assess([history], ...options);
  expect([code, err]).toEqual([0, '']);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Printed; // what assess.ts prints
}

describe('rapport assess', () => {
  test('prints one line for each of the sample: going well, quiet, asking, booked, paused, not started, ended', async () => {
    const sample = resolve(import.meta.dirname, '../../docs/examples/pairs.jsonl');
    const { code, lines, err } = await rapport(['assess', sample]);
    expect([code, err]).toEqual([0, '']);
    const printed = lines.map((line) => JSON.parse(line) as Printed);
    expect(printed.map(({ id, state }) => `${id}: ${state}`)).toEqual([
      'ash-rowan: going well',
      'birch-sorrel: quiet',
      'cedar-teasel: asking',
      'elm-yarrow: booked',
      'hazel-clover: paused',
      'larch-vetch: not started',
      'maple-fern: ended',
    ]);
    for (const one of printed)
      expect(Object.keys(one)).toEqual(['id', 'pAlive', 'state', 'nextCrossing', 'reason']);
    expect(printed[1]?.reason).toBe('No meeting for nine weeks; they usually meet every four.');
  });

  test('the next crossing is the first date on which the line has been reached', async () => {
    const { nextCrossing } = await judged(fourWeekly);
    const on = nextCrossing ?? '';
    expect(on).toMatch(/^2026-0[56]-\d\d$/);
    const before = new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
    expect((await judged({ ...fourWeekly, asOf: on })).pAlive).toBeLessThanOrEqual(0.5);
    expect((await judged({ ...fourWeekly, asOf: before })).pAlive).toBeGreaterThan(0.5);
  });

  test('with its five parameters it is the plain closed form', async () => {
    // 3 gaps in 12 cadences, as of 32: reference/peers.md 6.4.
    const history = {
      id: 7,
      cadenceDays: 1,
      meetings: ['2026-01-01', '2026-01-05', '2026-01-09', '2026-01-13'],
      asOf: '2026-02-02',
    };
    const parameters = ['--r', '.85', '--alpha', '1.45', '--a', '.79', '--b', '2.42'];
    const two = await judged(history, '--k', '2', ...parameters);
    expect(two.id).toBe(7);
    expect(Math.abs((two.pAlive ?? 0) - 0.063766)).toBeLessThan(1e-6);
    const three = await judged(history, '--k', '3', ...parameters);
    expect(Math.abs((three.pAlive ?? 0) - 0.022087)).toBeLessThan(1e-6);
  });

  test('a scheme may ask earlier', async () => {
    const usual = await judged(fourWeekly);
    const early = await judged(fourWeekly, '--line', '0.8');
    expect(Date.parse(early.nextCrossing ?? '')).toBeLessThan(Date.parse(usual.nextCrossing ?? ''));
  });

  test('a line that cannot be read is named, the others are judged, and the exit code says so', async () => {
    const { code, lines, err } = await assess([
      fourWeekly,
      'not json',
      '',
      { ...fourWeekly, id: 'p4', cadenceDays: 0, meetings: ['2026-02-30'] },
      { ...fourWeekly, id: 'p5', bookedAhead: [true, false, true, true, false, true] },
      { ...fourWeekly, id: 'p6', pauses: [['2026-05-01', '2026-04-01']] },
      { ...fourWeekly, id: 'p7', meetings: undefined },
      { ...fourWeekly, id: 'p8' },
    ]);
    expect(code).toBe(1);
    expect(lines.map((line) => (JSON.parse(line) as Printed).id)).toEqual(['p1', 'p8']);
    const [notJson, ...others] = err.trimEnd().split('\n');
    expect(notJson).toMatch(/^line 2: it is not JSON: .*\.$/);
    expect(others).toEqual([
      'line 4: cadenceDays must be a number above 0; meetings[0] must be a date like 2026-01-05.',
      'line 5: bookedAhead has more entries than there are meetings.',
      'line 6: pauses[0] ends before it begins.',
      'line 7: meetings is missing; it must be a list of dates.',
    ]);
  });

  test('reads the standard input, with the line ends and the mark that some editors write', async () => {
    const input = `\uFEFF${JSON.stringify(fourWeekly)}\r\n${JSON.stringify({ ...fourWeekly, id: 'p2' })}\r\n`;
    const { code, lines } = await rapport(['assess', '-'], {}, { input });
    expect(code).toBe(0);
    expect(lines.map((line) => (JSON.parse(line) as Printed).id)).toEqual(['p1', 'p2']);
  });

  test.each([
    [['assess'], 2, /^rapport assess: something is missing\. /],
    [['assess', 'x', '--k', '2.5'], 2, /^rapport assess: --k must be a whole number from 1 to 1000\. /],
    [['assess', 'x', '--r', '-1'], 2, /--r/],
    [['assess', 'x', '--line', '1'], 2, /^rapport assess: --line must be above 0 and below 1\. /],
    [['assess', 'x', '--line', '.2', '--second-line', '.5'], 2, /--second-line must not be above --line\. /],
    [['assess', join(folder, 'nowhere')], 1, /^Cannot read .*nowhere: there is no such file\.\n$/],
    [['assess', folder], 1, /^Cannot read .*: it is a folder\.\n$/],
  ])('%j is refused with one line', async (typed, code, line) => {
    const ran = await rapport(typed);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(line);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('rapport assess --fit', () => {
  /** Four-weekly pairs; of three, two ended after as many meetings as their place in the list says. */
  const finished = Array.from({ length: 150 }, (_, place) => ({
    ...fourWeekly,
    id: place,
    meetings: Array.from({ length: 1 + (place % 7) }, (__, round) =>
      new Date(Date.UTC(2024, 0, 1 + Math.round(28 * round * (1 + 0.1 * Math.sin(place + round)))))
        .toISOString()
        .slice(0, 10),
    ),
    asOf: '2026-05-10',
    ...(place % 3 > 0 && { ended: '2025-06-01' }),
  }));

  test('prints parameters that can be typed again, the likelihood, and two tables of calibration', async () => {
    const more = [...finished, ...finished.map((one) => ({ ...one, id: `again ${one.id}` }))];
    const { code, out, err } = await assess([...more, { ...fourWeekly, meetings: [] }], '--fit');
    expect(code).toBe(0);
    expect(err).not.toContain('finished pairs');
    expect(out).toContain('300 pairs that met, 200 of them finished; 1 that never met are left out.');
    const [, typed = ''] = /^Fitted: (--k \d+ --r \S+ --alpha \S+ --a \S+ --b \S+)$/m.exec(out) ?? [];
    expect((await assess([fourWeekly], ...typed.split(' '))).code).toBe(0);
    const [, best = '', stated = ''] = /^Log-likelihood: (\S+); of the prior in use: (\S+)$/m.exec(out) ?? [];
    expect(Number(best)).toBeGreaterThan(Number(stated));
    expect(out.match(/^ +chance +judgements +mean said +met again$/gm)).toHaveLength(2);
  });

  test('warns where a hundred finished pairs are not reached', async () => {
    const { code, err } = await assess(finished, '--fit');
    expect(code).toBe(0);
    expect(err).toMatch(/^Only 100 finished pairs: keep the stated prior until there are more than 100\. /);
  });

  test('says so where there is nothing to fit', async () => {
    const { code, err } = await assess([{ ...fourWeekly, meetings: ['2026-01-05'] }], '--fit');
    expect([code, err]).toEqual([0, 'There is nothing to fit: no pair met twice.\n']);
  });
});
