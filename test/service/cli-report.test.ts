/** What an operator types for the benefits report, on a real database. */

import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rapport } from '../support/command-line.ts';
import type { Settings } from '../support/command-line.ts';
import { readPdf } from '../unit/documents/read-pdf.ts';
import { anOrganisation, aRelationship, aRequest, aWorld, insert } from './store/world.ts';
import type { Organisation, World } from './store/world.ts';

// Each runs processes of its own, on a machine that runs other tests as well.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
let folder: string;
let settings: Settings;
let organisation: Organisation;
const june = new Date('2025-06-10T12:00:00Z');

beforeEach(async () => {
  world = await aWorld();
  folder = mkdtempSync(join(tmpdir(), 'rapport-report-'));
  settings = { DATABASE_URL: world.url, RAPPORT_KEYS: world.keys };
  organisation = await anOrganisation(world);
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** So many who asked in June 2025, and became pairs. */
async function pairs(schemeId: string, count: number): Promise<void> {
  const mentor = await organisation.person(`Mentor of ${schemeId}`);
  for (let index = 0; index < count; index += 1) {
    const mentee = await organisation.person(`Mentee ${index} of ${schemeId}`);
    const request = aRequest(schemeId, mentee, { id: randomUUID(), askedAt: june, state: 'matched' });
    await organisation.apply(
      insert('request', request),
      insert('relationship', aRelationship(schemeId, request.id, mentee, mentor, { startedAt: june })),
    );
  }
}

const fileOf = (name: string): string => join(folder, name);
const report = (...typed: readonly string[]) => rapport(['report', ...typed], settings);

describe('a report', () => {
  test('of a scheme is written as PDF, readable by its owner alone', async () => {
    const scheme = await organisation.scheme({ name: 'Peer mentoring' });
    await pairs(scheme.id, 6);
    const out = fileOf('june.pdf');
    const ran = await report('--scheme', 'Peer mentoring', '--month', '2025-06', '--out', out);
    expect([ran.code, ran.out]).toEqual([0, '']);
    expect(ran.err.trim()).toBe(`June 2025, Peer mentoring: written to ${out}.`);
    expect(readPdf(readFileSync(out)).text).toMatch(/Pairs that began\s+6/);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  test('of all schemes adds up what each may give, and leaves directed mentoring out', async () => {
    const [one, other, directed] = await Promise.all([
      organisation.scheme({ name: 'Peer mentoring' }),
      organisation.scheme({ name: 'Consultants' }),
      organisation.scheme({ name: 'Directed', kind: 'directed', reportBack: 'Dates.' }),
    ]);
    await pairs(one.id, 6);
    await pairs(other.id, 2);
    await pairs(directed.id, 7);
    const out = fileOf('year.csv');
    expect((await report('--year', '2025', '--out', out)).code).toBe(0);
    const csv = readFileSync(out, 'utf8');
    expect(csv.startsWith('\uFEFFscheme,period,')).toBe(true);
    expect(csv).toContain('Eastmere Hospital,2025,about,schemes,,count,2,exact');
    expect(csv).toMatch(/reach,matched,,count,6,"at-least"|reach,matched,,count,6,at-least/);
  });

  test('asked for again has the figures that it was first given, and each time is in the log', async () => {
    const scheme = await organisation.scheme();
    await pairs(scheme.id, 6);
    await report('--scheme', scheme.name, '--year', '2025', '--out', fileOf('first.csv'));
    await pairs(scheme.id, 3);
    await report('--scheme', scheme.name, '--year', '2025', '--out', fileOf('second.csv'));
    expect(readFileSync(fileOf('second.csv'), 'utf8')).toBe(readFileSync(fileOf('first.csv'), 'utf8'));
    const { rows } = await world.admin.query(
      `select from audit where action = 'benefits-report' and subject_id = $1`,
      [scheme.id],
    );
    expect(rows).toHaveLength(2);
  });
});

describe('typed wrongly', () => {
  test.each([
    [['--out', 'x.pdf'], 'give one of --month YYYY-MM and --year YYYY.'],
    [
      ['--month', '2025-06', '--year', '2025', '--out', 'x.pdf'],
      'give one of --month YYYY-MM and --year YYYY.',
    ],
    [['--month', '2025-13', '--out', 'x.pdf'], 'a month is a year and a month, as in 2026-11.'],
    [['--year', '2025-06', '--out', 'x.pdf'], 'a year is four digits, as in 2026.'],
    [['--year', '2025'], '--out says which file to write, ending in .pdf or .csv.'],
    [['--year', '2025', '--out', 'x.doc'], 'the file of --out must end in .pdf or .csv.'],
  ])('%j is told in one line', async (typed, why) => {
    const { code, out, err } = await report(...typed);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain(
      `rapport report: ${why} Usage: rapport report --month YYYY-MM | --year YYYY --out FILE`,
    );
  });

  test('what is not over yet has no report, and no file', async () => {
    await organisation.scheme();
    const { code, err } = await report('--year', '2099', '--out', fileOf('x.pdf'));
    expect([code, err.trim()]).toEqual([1, '2099 is not over yet: only what is over has a report.']);
    expect(existsSync(fileOf('x.pdf'))).toBe(false);
  });

  test('a scheme that there is not is told with those there are', async () => {
    await organisation.scheme({ name: 'Peer mentoring' });
    const { code, err } = await report('--scheme', 'Peers', '--year', '2025', '--out', fileOf('x.pdf'));
    expect([code, err.trim()]).toEqual([1, 'There is no scheme "Peers". There is: "Peer mentoring".']);
  });
});
