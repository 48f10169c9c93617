/**
 * A year of a scheme with forty pairs on both platforms, played by the clock: everybody asks, meets, answers and ends as
 * they are, and every message that anybody gets is held against what users are promised.
 *
 * YEAR_SEED plays another year, YEAR_PAIRS=3,17 only these pairs of it; YEAR_SAMPLE=1 writes docs/a-year.md anew.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aYear } from '../support/year/live.ts';
import { everybody, pairs } from '../support/year/people.ts';
import type { YearRecord } from '../support/year/record.ts';
import { allRules } from '../support/year/rules/all.ts';
import { weeklyDistribution } from '../support/year/rules/measure.ts';
import { seedOfThisRun, usualSeed } from '../support/year/seed.ts';
import { startSite } from '../support/year/site.ts';
import type { Site } from '../support/year/site.ts';
import { sampleOf, wholeTranscript } from '../support/year/transcript.ts';

const until = new Date('2027-01-06T09:00:00Z');
/** The pair whose year is in the documents: they ask, meet, agree rules, and end it when it has done what it could. */
const inTheDocuments = 15;
const samplePath = new URL('../../docs/a-year.md', import.meta.url);
const isWhole = process.env['YEAR_PAIRS'] === undefined;
const mostShown = 20;

function isPlayed(pair: number): boolean {
  return isWhole || (process.env['YEAR_PAIRS'] ?? '').split(',').includes(`${pair}`);
}

let site: Site;
let record: YearRecord;

beforeAll(async () => {
  const seed = seedOfThisRun();
  const began = performance.now();
  site = await startSite();
  const year = await aYear(site, { seed, until });
  record = year.record;
  try {
    await year.live();
  } finally {
    const path = join(tmpdir(), `a-year-${seed}.txt`);
    await writeFile(path, wholeTranscript(record));
    process.stdout.write(`${sayYear(Math.round((performance.now() - began) / 1000))}\nTo be read: ${path}\n`);
  }
}, 900_000);

afterAll(async () => {
  await site.stop();
});

function sayYear(seconds: number): string {
  const weeks = weeklyDistribution(
    record,
    everybody.map(({ id }) => id),
  );
  const sent = record.letters.filter(({ how }) => how === 'sent').length;
  const costs = Object.entries(site.cost).map(
    ([what, { ms, times }]) => `${times} ${what} ${Math.round(ms / 1000)} s`,
  );
  return [
    `${seconds} s: ${record.letters.length} messages seen (${sent} sent), ${record.deeds.length} deeds; ${costs.join(', ')}`,
    `Weeks of a person with so many messages: ${weeks.map((times, count) => `${count}: ${times}`).join(', ')}`,
  ].join('\n');
}

describe('in a whole year', () => {
  test.each(allRules)('$says', ({ broken }) => {
    const all = broken(record);
    const shown =
      all.length > mostShown ? [`${all.length} times, at first:`, ...all.slice(0, mostShown)] : all;
    expect(shown).toEqual([]);
  });

  test('nothing fails inside, and nobody is refused what is on their screen', () => {
    const failures = site.app.log.filter(({ type }) =>
      /failed|given_up|uncertain|retry|render_warning/.test(type),
    );
    expect(failures).toEqual([]);
    expect(site.refusals).toEqual([]);
  });

  test.runIf(isWhole)(
    'every kind of life has been lived: pairs that go on, that have ended in each way, that were paused',
    () => {
      const last = pairs.map(({ number }) => record.pairs.findLast(({ pair }) => pair === number));
      expect(last.filter((one) => one === undefined)).toEqual([]);
      const ways = new Set(last.map((one) => (one?.state === 'ended' ? one.ending : one?.state)));
      for (const way of ['active', 'natural', 'circumstances', 'faded', 'never-started'])
        expect(ways).toContain(way);
      expect(record.pairs.map(({ state }) => state)).toContain('paused');
      expect(record.meetings.filter(({ state }) => state === 'met').length).toBeGreaterThan(100);
    },
  );
});

test.runIf(isPlayed(inTheDocuments))('docs/a-year.md is what two of them really got and did', async () => {
  if (record.seed !== usualSeed) return;
  const pair = pairs.find(({ number }) => number === inTheDocuments);
  if (pair === undefined) throw new Error('There is no such pair');
  const sample = sampleOf(record, pair);
  if (process.env['YEAR_SAMPLE'] === '1') await writeFile(samplePath, sample);
  expect(await readFile(samplePath, 'utf8')).toBe(sample);
});
