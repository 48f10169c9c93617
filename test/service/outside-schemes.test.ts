/** The directory of outside schemes, end to end through both real SDKs: found by anybody, kept right by coordinators. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';

let app: TestApp;
let inside: Inside;
beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
}, 60_000);
afterAll(async () => {
  await inside.close();
  await app.stop();
});

const example = {
  'What it offers': 'A mentor for a year.',
  'Who it is for': 'Consultants in their first year.',
  'How to reach it': 'Ask the education department.',
  'What will people find here?': ['Somebody to mentor me'],
  'Which grades is it open to?': ['Consultant'],
};

/** A coordinator, and somebody on the other platform who reads what they keep. */
const sides = [
  { platform: 'Slack', coordinator: 'helen', reader: 'sian', name: 'Example College of Slack' },
  { platform: 'Teams', coordinator: 'grace', reader: 'amara', name: 'Example College of Teams' },
] as const;

describe.each(sides)(
  'a coordinator on $platform',
  ({ coordinator: coordinatorId, reader: readerId, name }) => {
    const coordinator = () => app.client.as(coordinatorId);
    const reader = () => app.client.as(readerId);
    /** What somebody reads who looks for this entry now. */
    const read = async (entry: string): Promise<string> => {
      await reader().type(`/mentor schemes ${entry}`);
      await reader().press(`See ${entry}`);
      return (await reader().sees(new RegExp(`^${entry}`))).text;
    };

    test('adds an entry, which somebody on the other platform finds by grade', async () => {
      await coordinator().type('/mentor schemes');
      await coordinator().press('Look after the directory');
      await coordinator().press('Add an entry');
      const refused = await coordinator().submit({ ...example, Name: name, 'Its website': 'example.org' });
      const website = refused.form?.fields.find((field) => field.label === 'Its website');
      expect(website?.value).toBe('example.org');
      expect(website?.error).toMatch(/starts with https/);
      await coordinator().submit({ 'Its website': 'https://example.org' });
      await coordinator().sees(/Added. Everybody here can find it now./);

      await reader().type('/mentor schemes');
      await reader().press('Find what fits me');
      await reader().submit({ 'What is your grade?': 'Consultant' });
      expect((await reader().sees(/Outside schemes that fit/)).text).toContain(
        `${name}: Consultants in their first`,
      );
      expect(await read(name)).toContain('A mentor for a year.');
    });

    test('corrects an entry that ships, and goes back to its first wording', async () => {
      const entry = 'Torbay Hospital mentoring';
      expect(await read(entry)).toContain('director of medical education');
      await coordinator().type(`/mentor schemes ${entry}`);
      await coordinator().press(`See ${entry}`);
      await coordinator().press('Still right today');
      await coordinator().sees(/It counts as checked today/);
      await coordinator().press('Correct this entry');
      await coordinator().submit({ 'How to reach it': `Ask the library (${coordinatorId}).` });
      await coordinator().sees(/Corrected. This is what everybody here sees/);
      expect(await read(entry)).toContain(`Ask the library (${coordinatorId}).`);
      await coordinator().press('Go back to the first wording');
      await coordinator().sees(/This is the wording that came with Rapport/);
      expect(await read(entry)).toContain('director of medical education');
    });

    test('retires an entry, which nobody then finds, and puts it back', async () => {
      await coordinator().type(`/mentor schemes ${name}`);
      await coordinator().press(`See ${name}`);
      await coordinator().press('Retire this entry');
      await coordinator().sees(/This entry is retired/);
      await reader().type(`/mentor schemes ${name}`);
      const found = (await reader().screen()).messages.at(-1);
      expect(found && steps.labels(found)).not.toContain(`See ${name}`);
      await coordinator().press('Put it back in the directory');
      expect(await read(name)).toContain('A mentor for a year.');
    });
  },
);

test('two coordinators who correct the same shipped entry at once are both kept in order, and neither fails', async () => {
  const entry = 'Royal Cornwall Hospital mentoring';
  const both = [app.client.as('helen'), app.client.as('grace')];
  for (const one of both) {
    await one.type(`/mentor schemes ${entry}`);
    await one.press(`See ${entry}`);
    await one.press('Correct this entry');
  }
  await Promise.all(
    both.map((one) =>
      one.submit({
        'How to reach it': `Ask department ${one.id}.`,
        'When was all of this last checked?': '2026-11-20',
      }),
    ),
  );
  for (const one of both) await one.sees(new RegExp(`Ask department ${one.id}`));
  const { words } = await inside.one<{ words: { howToReach: string } }>(
    `select words from outside_scheme where words->>'name' = $1`,
    [entry],
  );
  expect(words.howToReach).toMatch(/^Ask department (helen|grace)\.$/);
});

test('what somebody looks for is kept nowhere that others could read', async () => {
  const amara = app.client.as('amara');
  await amara.type('/mentor schemes PLANTED-4711 mentoring');
  await amara.type('/mentor schemes');
  await amara.press('Find what fits me');
  await amara.submit({ 'In your own words': 'PLANTED-4712 research' });
  await amara.sees(/Outside schemes that fit/);
  const planted = (await inside.rows()).filter(({ row }) => /PLANTED-471\d/.test(row));
  expect(planted).toEqual([]);
  expect(JSON.stringify(app.log)).not.toContain('PLANTED-471');
});

test('the audit says who did what to which entry, and nothing of what was written', async () => {
  const rows = await inside.query<{ action: string; subject: string; row: string }>(
    `select action, subject, audit::text as row from audit where dialog in ('schemes', 'outside-scheme') order by id`,
  );
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set(['add', 'still-right', 'correct', 'put-back', 'retire', 'restore']),
  );
  for (const { row } of rows) expect(row).not.toMatch(/College|library|department/);
});

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
});
