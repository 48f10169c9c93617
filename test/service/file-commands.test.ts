/** `rapport import` and `rapport export`, as an operator types them, with files on a disk. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readArguments } from '../../src/app/commands/command.ts';
import type { Command } from '../../src/app/commands/command.ts';
import { erasePersonCommand } from '../../src/app/commands/erase-person.ts';
import { exportCommand } from '../../src/app/commands/export.ts';
import { importCommand } from '../../src/app/commands/import.ts';
import { anOffer, anOrganisation, aWorld, insert } from './store/world.ts';
import type { Organisation, World } from './store/world.ts';

let world: World;
let organisation: Organisation;
let place: string;
beforeAll(async () => {
  world = await aWorld();
  organisation = await anOrganisation(world);
  await organisation.scheme({ name: 'Peer mentoring' });
  await organisation.person('Mina Hart', 'slack', 'mina@x.example');
});
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'rapport-files-'));
});
afterEach(() => rmSync(place, { recursive: true }));
afterAll(() => world.close());

const typed = (command: Command, ...args: readonly string[]) => typedIn(world, command, ...args);

async function typedIn({ url, keys }: World, command: Command, ...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await command.run(readArguments(command, args), {
    env: { DATABASE_URL: url, RAPPORT_KEYS: keys },
    say: (line) => out.push(line),
    pour: (bytes) => out.push(Buffer.from(bytes).toString('utf8')),
    note: (line) => err.push(line),
    progress: () => undefined,
  });
  return { code, out, err };
}

function aFile(name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

test('a file is looked at, imported, and taken out again', async () => {
  const file = aFile(
    'people.csv',
    'name,email,grade\nMina Hart,mina@x.example,ST5\nOtto Lund,otto@x.example,ST1\n',
  );
  const dry = await typed(importCommand, 'people', file, '--dry-run');
  expect(dry.code).toBe(0);
  expect(dry.out).toContain('2 rows: 1 new, 1 changed, 0 unchanged, 0 errors.');
  expect((await typed(importCommand, 'people', file)).out.at(-1)).toBe('Imported.');
  expect((await typed(importCommand, 'people', file)).out).toContain(
    '2 rows: 0 new, 0 changed, 2 unchanged, 0 errors.',
  );
  expect(await typed(exportCommand, 'people')).toEqual({
    code: 0,
    out: [
      'name,email,grade,specialty,region,time zone\r\n',
      'Mina Hart,mina@x.example,ST5,,,"Europe/London"\r\nOtto Lund,otto@x.example,ST1,,,"Europe/London"\r\n',
    ],
    err: ['2 rows written.'],
  });
});

test('a file with anything wrong in it is not imported, which scripts can tell by the exit code', async () => {
  const file = aFile('people.csv', 'name,email\nVera Quill,vera@x.example\nNobody,nowhere\nNobody,nowhere\n');
  const { code, out } = await typed(importCommand, 'people', file, '--errors', '1');
  expect(code).toBe(1);
  expect(out).toEqual([
    'row 3, column "email": "nowhere" is not an e-mail address. Write one address, such as name@example.org.',
    '... and 1 more.',
    expect.stringMatching(/^1 row \(2\) is about somebody without an account/),
    '3 rows: 1 new, 0 changed, 0 unchanged, 2 errors.',
    'Nothing was imported. Put right what is listed, then import the file again.',
  ]);
  expect((await typed(exportCommand, 'people')).out.join('')).not.toContain('Vera Quill');
});

test('mentors are those of the only scheme, or of the one that is named', async () => {
  const file = aFile('mentors.csv', 'email,areas\nmina@x.example,Leadership\n');
  expect((await typed(importCommand, 'mentors', file)).out.at(-1)).toBe('Imported.');
  const other = await organisation.scheme({
    name: 'Return to work',
    areas: [{ value: 'rota', label: 'Rotas' }],
  });
  await expect(typed(importCommand, 'mentors', file)).rejects.toThrow(
    'There are 2 schemes: "Peer mentoring", "Return to work". Say which with --scheme.',
  );
  await expect(typed(exportCommand, 'mentors', '--scheme', 'Golf')).rejects.toThrow(
    'There is no scheme "Golf".',
  );
  expect((await typed(importCommand, 'mentors', file, '--scheme', 'peer MENTORING')).code).toBe(0);
  expect((await typed(importCommand, 'mentors', file, '--scheme', other.name)).out[0]).toContain(
    '"Leadership" is not',
  );
});

test('an export to a file is there whole or not at all, and nobody else may read it', async () => {
  const path = join(place, 'out.csv');
  expect((await typed(exportCommand, 'people', '--out', path, '--bom')).out).toEqual([]);
  expect(readFileSync(path, 'utf8')).toMatch(/^\uFEFFname,email,/);
  expect(statSync(path).mode & 0o077).toBe(0);
  // An offer whose dates the day's own table does not know breaks the export off, after its header was written.
  await world.admin.query(`alter table offer rename column portrait to portrait_away`);
  const broken = join(place, 'broken.csv');
  try {
    await expect(
      typed(exportCommand, 'mentors', '--scheme', 'Peer mentoring', '--out', broken),
    ).rejects.toThrow();
  } finally {
    await world.admin.query(`alter table offer rename column portrait_away to portrait`);
  }
  expect(readdirSync(place)).toEqual(['out.csv']);
});

test('rows without an address are counted, not passed over in silence', async () => {
  const quiet = await organisation.person('Quiet Lake', 'teams');
  const scheme = await organisation.scheme({ name: 'Quiet scheme' });
  await organisation.apply(insert('offer', anOffer(scheme.id, quiet)));
  const without = '1 more not written: no e-mail address is known, by which an import would know them.';
  expect((await typed(exportCommand, 'mentors', '--scheme', 'Quiet scheme')).err).toEqual([
    '0 rows written.',
    without,
  ]);
  expect((await typed(exportCommand, 'people')).err).toContain(without);
});

test.each([
  [['peple', 'x.csv'], 'the first word must be people, mentors or reporting-lines. Did you mean people?'],
  [['people'], 'something is missing.'],
  [['people', 'x.csv', '--errors', 'all'], '--errors needs a number from 1 to 10000.'],
  [['people', 'x.csv', '--replace'], '--replace is for reporting-lines only.'],
])('%j is explained in a line', async (args, line) => {
  await expect(typed(importCommand, ...args)).rejects.toThrow(line);
});

test('a file that is not there, or is a folder, is said to be so', async () => {
  await expect(typed(importCommand, 'people', join(place, 'none.csv'))).rejects.toThrow(
    `There is no file ${join(place, 'none.csv')}.`,
  );
  await expect(typed(importCommand, 'people', place)).rejects.toThrow(
    'That is a folder. Name the file in it.',
  );
});

test('a database that lets nobody make temporary tables is told how to', async () => {
  const { rows } = await world.admin.query<{ name: string }>('select current_database() as name');
  const name = rows[0]?.name ?? '';
  await world.admin.query(`revoke temporary on database "${name}" from public, rapport_app`);
  const file = aFile('people.csv', 'name,email\nVera Quill,vera@x.example\n');
  try {
    await expect(typed(importCommand, 'people', file)).rejects.toThrow(
      'grant temporary on database DATABASE to rapport_app;',
    );
  } finally {
    await world.admin.query(`grant temporary on database "${name}" to public`);
  }
});

test('somebody whom only a file has named can be removed again, with all that files say of them', async () => {
  const people = aFile('people.csv', 'name,email\nWrong Person,wrong@x.example\n');
  const lines = aFile('lines.csv', 'email,manager email,kind\nmina@x.example,wrong@x.example,RO\n');
  await typed(importCommand, 'people', people);
  await typed(importCommand, 'reporting-lines', lines);
  await expect(typed(erasePersonCommand, 'Wrong@x.example')).rejects.toThrow('Nothing was erased.');
  expect((await typed(exportCommand, 'people')).out.join('')).toContain('Wrong Person');
  expect((await typed(erasePersonCommand, 'Wrong@x.example', '--yes')).out).toEqual([
    'Removed. Nothing is kept of Wrong Person any more, until a file names them again.',
  ]);
  expect((await typed(exportCommand, 'people')).out.join('')).not.toContain('Wrong Person');
  expect((await typed(exportCommand, 'reporting-lines')).err).toEqual(['0 rows written.']);
});

test('erasing somebody with an account also forgets what a file said of them', async () => {
  await organisation.person('Erased Soon', 'slack', 'erased@x.example');
  await typed(
    importCommand,
    'people',
    aFile('people.csv', 'name,email,grade\nErased Soon,erased@x.example,ST5\n'),
  );
  await typed(erasePersonCommand, 'erased@x.example', '--yes');
  const { rows } = await world.admin.query(`select name, grade from person where name = 'Erased Soon'`);
  expect(rows).toEqual([{ name: 'Erased Soon', grade: null }]);
});

test('where several workspaces have installed Rapport, it is said whose file it is', async () => {
  const apart = await aWorld();
  const [east, west] = [
    await anOrganisation(apart, 'Eastmere Hospital'),
    await anOrganisation(apart, 'Westmere Hospital'),
  ];
  await east.scheme({ name: 'Peer mentoring' });
  await west.scheme({ name: 'Peer mentoring' });
  await west.scheme({ name: 'Return to work' });
  const there = (...args: readonly string[]) => typedIn(apart, exportCommand, ...args);
  try {
    await expect(there('people')).rejects.toThrow(
      `There are 2 organisations. Say which with --organisation, by name or id: "Eastmere Hospital" (${east.id}), "Westmere Hospital" (${west.id}).`,
    );
    await expect(there('mentors', '--scheme', 'Peer mentoring')).rejects.toThrow(
      'Several organisations have a scheme "Peer mentoring". Say which with --organisation',
    );
    await expect(there('people', '--organisation', 'Northmere')).rejects.toThrow(
      'There is no organisation "Northmere". There is: "Eastmere Hospital", "Westmere Hospital".',
    );
    expect((await there('people', '--organisation', 'eastmere hospital')).code).toBe(0);
    expect((await there('people', '--organisation', west.id)).code).toBe(0);
    expect((await there('people', '--scheme', 'Return to work')).code).toBe(0);
    expect(
      (await there('mentors', '--scheme', 'Peer mentoring', '--organisation', 'Westmere Hospital')).code,
    ).toBe(0);
    const { rows } = await apart.admin.query('select organisation_id, action from audit order by at');
    expect(rows).toEqual([
      { organisation_id: east.id, action: 'export-people' },
      { organisation_id: west.id, action: 'export-people' },
      { organisation_id: west.id, action: 'export-people' },
      { organisation_id: west.id, action: 'export-mentors' },
    ]);
  } finally {
    await apart.close();
  }
});
