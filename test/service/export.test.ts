/** What coordinators take out as files, and what becomes of it when they bring it back. */

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { skillChoices } from '../../src/dialogs/asking-words.ts';
import { aFolder, usualAreas } from '../support/coordinator-files.ts';
import type { Folder, Kind } from '../support/coordinator-files.ts';
import { writeRows } from '../../src/app/csv/write-rows.ts';
import { anOffer, aPair, aWorld, insert, noon } from './store/world.ts';
import type { World } from './store/world.ts';

// Each property imports dozens of files.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
let folder: Folder;
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  folder = await aFolder(world);
});
afterAll(() => world.close());

const rows = (...lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

const nothingNew = (unchanged: number) => ({ new: 0, changed: 0, unchanged, removed: 0 });

/** Text as somebody may type it. No digits, as NHS numbers are refused, and no NUL, as no spreadsheet writes it. */
const text = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: most }),
      fc
        .array(
          fc.constantFrom('"', ',', ';', "'", '=', '+', '-', '@', '\t', ' ', 'a', 'É', '–', '\\', '\ud800'),
          {
            maxLength: most,
          },
        )
        .map((all) => all.join('')),
    )
    .map((typed) => typed.slice(0, most).replaceAll(/[\d\0]/g, 'x'));
const filled = (most: number) => text(most).map((typed) => `N${typed}`.slice(0, most));
const address = (index: number): string => `person.${index}@x.example`;

/** Imports files, exports one kind, imports that elsewhere and exports it from there. */
async function roundTrip(files: readonly (readonly [Kind, string])[], kind: Kind): Promise<void> {
  const here = await aFolder(world);
  for (const [one, file] of files) expect((await here.importing(one, file)).at(-1)).toBe('Imported.');
  const first = await here.exporting(kind);
  const again = await here.take(kind, first);
  expect(again.counts).toEqual(nothingNew(again.rows));
  const there = await aFolder(world);
  for (const [one] of files) await there.importing(one, await here.exporting(one));
  expect(await there.exporting(kind)).toBe(first);
}

describe('an export', () => {
  test('of people has everybody whom a file could name again, with an account or still expected', async () => {
    await folder.organisation.person('Otto Lund', 'slack', 'otto@x.example');
    await folder.organisation.person('No Address', 'slack');
    await folder.importing(
      'people',
      rows('name,email,grade,specialty,region', 'Mina Hart,mina@x.example,ST5,"Surgery, general",Wessex'),
    );
    expect(await folder.exporting('people')).toBe(
      rows(
        'name,email,grade,specialty,region,time zone',
        'Mina Hart,mina@x.example,ST5,"Surgery, general",Wessex,"Europe/London"',
        'Otto Lund,otto@x.example,,,,"Europe/London"',
      ),
    );
  });

  test('of mentors says what each offers, by the labels of the scheme', async () => {
    const mina = await folder.organisation.person('Mina Hart', 'slack', 'mina@x.example');
    const otto = await folder.organisation.person('Otto Lund', 'slack', 'otto@x.example');
    await folder.organisation.apply(
      insert(
        'offer',
        anOffer(folder.scheme.id, mina, {
          areas: ['exams', 'leadership', 'no longer there'],
          skills: ['coaching', 'active-listening'],
          portrait: 'One line,\nand another.',
          trainedOn: '2025-05-03',
          state: 'paused',
          pausedUntil: '2026-12-31',
        }),
      ),
      // A pause is over on its date, without anybody acting.
      insert(
        'offer',
        anOffer(folder.scheme.id, otto, { state: 'paused', pausedUntil: '2026-11-23', place: 'phone' }),
      ),
    );
    const file = await folder.exporting('mentors');
    expect(file).toBe(
      rows(
        'email,name,areas,skills,pen portrait,likes to help,capacity,place,usual times,time agreed,trained on,state,paused until',
        'mina@x.example,Mina Hart,"Leadership; Exams, and after them","Active listening; Coaching","One line,\nand another.",New consultants,1,Any of these,Thursdays,yes,2025-05-03,paused,2026-12-31',
        'otto@x.example,Otto Lund,Leadership,,A consultant.,New consultants,1,Phone call,Thursdays,yes,,open,',
      ),
    );
    expect(await folder.importing('mentors', file)).toEqual([
      '2 rows: 0 new, 0 changed, 2 unchanged, 0 errors.',
      'Imported.',
    ]);
  });

  test('of reporting lines names both sides', async () => {
    await folder.importing(
      'people',
      rows('name,email', 'Mina Hart,mina@x.example', 'Otto Lund,otto@x.example'),
    );
    await folder.importing(
      'reporting-lines',
      rows('email,manager email,kind', 'mina@x.example,otto@x.example,LM'),
    );
    const file = await folder.exporting('reporting-lines');
    expect(file).toBe(
      rows(
        'email,name,manager email,manager name,kind',
        'mina@x.example,Mina Hart,otto@x.example,Otto Lund,line manager',
      ),
    );
    expect((await folder.take('reporting-lines', file, { replace: true })).counts).toEqual(nothingNew(1));
  });

  test('begins with a mark where Excel shall read it, and import minds neither', async () => {
    await folder.importing('people', rows('name,email', 'Zoë Łuczak,zoe@x.example'));
    const file = await folder.exporting('people', true);
    expect(file.startsWith('\uFEFFname,email')).toBe(true);
    expect((await folder.take('people', file)).counts).toEqual(nothingNew(1));
  });

  test('holds no cell that a spreadsheet would calculate', async () => {
    await folder.importing(
      'people',
      rows(
        'name,email,grade,region',
        `"=HYPERLINK(""https://x.example"")",=a@x.example,+1,@SUM(A1)`,
        `-2,b@x.example,"'=1",'-1`,
      ),
    );
    const file = await folder.exporting('people');
    expect(file).toBe(
      rows(
        'name,email,grade,specialty,region,time zone',
        `"'-2",b@x.example,"'=1",,"'-1","Europe/London"`,
        `"'=HYPERLINK(""https://x.example"")","'=a@x.example","'+1",,"'@SUM(A1)","Europe/London"`,
      ),
    );
    expect((await folder.take('people', file)).counts).toEqual(nothingNew(2));
  });

  test('is on record, with how much was taken out', async () => {
    await folder.exporting('mentors');
    const { rows: found } = await world.admin.query(
      'select actor_id, dialog, action, subject, subject_id, counts from audit where organisation_id = $1',
      [folder.organisation.id],
    );
    expect(found).toEqual([
      {
        actor_id: null,
        dialog: 'operator',
        action: 'export-mentors',
        subject: 'scheme',
        subject_id: folder.scheme.id,
        counts: { rows: 0 },
      },
    ]);
  });

  test('has nothing in it that a pair wrote, or that somebody keeps to themselves', async () => {
    const secret = 'Only-for-the-two-of-us';
    const pair = await aPair(world, {
      shared: secret,
      reflection: secret,
      kept: secret,
      terms: secret,
      action: secret,
    });
    const { organisation, scheme, mentee, mentor } = pair;
    await world.admin.query(
      `insert into block (organisation_id, id, blocker_id, blocked_id, created_at, updated_at)
       values ($1, gen_random_uuid(), $2, $3, now(), now())`,
      [organisation.id, mentee, mentor],
    );
    await world.admin.query(
      `update account set email = external_id || '@x.example' where organisation_id = $1`,
      [organisation.id],
    );
    const kinds = ['people', 'mentors', 'reporting-lines'] as const;
    const files = await Promise.all(
      kinds.map((kind) => folder.exportingFrom(organisation.id, scheme.id, kind)),
    );
    expect(files[0]).toContain('Mina Hart');
    expect(files[1]).toContain('Otto Lund');
    // A block between the two is no line, and shows nowhere.
    expect(files[2]).toBe('email,name,manager email,manager name,kind\r\n');
    expect(files.join('')).not.toContain(secret);
  });

  test('names nobody twice who turned out to be known already', async () => {
    await folder.organisation.person('Mina Hart', 'slack', 'mina.old@x.example');
    await folder.organisation.person('Otto Lund', 'slack', 'otto.old@x.example');
    await folder.importing('people', rows('name,email', 'Ward Seven,ward7@x.example'));
    await folder.importing('mentors', rows('email,areas', 'ward7@x.example,Leadership'));
    await world.admin.query(
      `update account set email = 'ward7@x.example' where organisation_id = $1 and email like 'mina%'`,
      [folder.organisation.id],
    );
    expect(await folder.exporting('people')).not.toContain('Ward Seven');
    expect(await folder.exporting('mentors')).not.toContain('Ward Seven');
  });

  test('of many rows is complete, and no row comes twice', async () => {
    const many = Array.from({ length: 1234 }, (_, index) => `Doctor ${index % 7},d${index}@x.example`);
    await folder.importing('people', rows('name,email', ...many));
    const file = await folder.exporting('people');
    const emails = [...file.matchAll(/d\d+@x\.example/g)].map(([email]) => email);
    expect(emails).toHaveLength(1234);
    expect(new Set(emails).size).toBe(1234);
    expect((await folder.take('people', file)).counts).toEqual(nothingNew(1234));
  });
});

describe('what is exported and imported is the same again', () => {
  test('people, whatever their names and words are', async () => {
    const person = fc.tuple(filled(60), text(40), text(40), text(40));
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), async (all) => {
        const cells = all.map(([name, ...rest], index) => [name, address(index), ...rest]);
        const file = writeRows([['name', 'email', 'grade', 'specialty', 'region'], ...cells]);
        await roundTrip([['people', file]], 'people');
      }),
      { numRuns: 12 },
    );
  });

  test('mentors, whatever they write and choose', async () => {
    const offer = fc.tuple(
      fc.subarray(
        usualAreas.map(({ label }) => label),
        { minLength: 1 },
      ),
      fc.subarray(skillChoices.map(({ label }) => label)),
      text(80),
      text(80),
      fc.integer({ min: 1, max: 10 }),
      text(40),
      fc.constantFrom('yes', 'no', ''),
      fc.constantFrom('', '2020-02-29', '03/05/2025'),
      fc.constantFrom(['', ''], ['open', ''], ['closed', ''], ['paused', '2030-01-01']),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(offer, { minLength: 1, maxLength: 8 }), async (all) => {
        const people = writeRows([['name', 'email'], ...all.map((_, index) => ['A B', address(index)])]);
        const header = [
          'email',
          'areas',
          'skills',
          'pen portrait',
          'likes to help',
          'capacity',
          'usual times',
          'time agreed',
          'trained on',
          'state',
          'paused until',
        ];
        const cells = all.map(
          ([areas, skills, portrait, likes, capacity, times, agreed, trained, state], index) => [
            address(index),
            areas.join('; '),
            skills.join(', '),
            portrait,
            likes,
            String(capacity),
            times,
            agreed,
            trained,
            ...state,
          ],
        );
        await roundTrip(
          [
            ['people', people],
            ['mentors', writeRows([header, ...cells])],
          ],
          'mentors',
        );
      }),
      { numRuns: 10 },
    );
  });

  test('what an import is refused for is not in an export: dates are those of the day', async () => {
    await folder.importing('people', rows('name,email', 'Mina Hart,mina@x.example'));
    await folder.importing('mentors', rows('email,areas,trained on', 'mina@x.example,Leadership,23/11/2026'));
    expect((await folder.take('mentors', await folder.exporting('mentors', false, noon))).outcome).toBe(
      'imported',
    );
  });
});
