/** Files of coordinators, imported into a real database: people, mentors and reporting lines. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SchemeFacts } from '../../src/mentoring/facts.ts';
import { aFolder } from '../support/coordinator-files.ts';
import type { Folder } from '../support/coordinator-files.ts';
import { anOffer, aWorld, insert, noon, update } from './store/world.ts';
import type { World } from './store/world.ts';

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

/** What the database holds of this organisation, ids aside. */
async function kept(query: string): Promise<readonly unknown[]> {
  const { rows: found } = await world.admin.query<Record<string, unknown>>(query, [folder.organisation.id]);
  return found;
}

const people = () =>
  kept(
    `select name, expected_email, grade, specialty, region, zone from person where organisation_id = $1 order by name`,
  );

const offers = () =>
  kept(
    `select name, areas, capacity, place, time_agreed, trained_on::text, likes_to_help, state, paused_until::text
     from offer join person using (organisation_id) where person.id = person_id and organisation_id = $1 order by name`,
  );

const lines = () =>
  kept(
    `select p.name as who, m.name as under, kind from reporting_line l
     join person p on p.id = l.person_id join person m on m.id = l.manager_id
     where l.organisation_id = $1 order by 1, 2, 3`,
  );

/** Somebody has signed in to Slack, or the directory was read. */
const shows = (name: string, email: string, on: 'slack' | 'teams' = 'slack', account = name) =>
  world.store.keepProfile(
    folder.organisation.id,
    { ...folder.organisation[on], account },
    { externalId: account, name, email },
    { at: account },
  );

const leaves = async (name: string) => {
  const account = { ...folder.organisation.slack, account: name };
  await expect(
    world.store.keepProfile(folder.organisation.id, account, { externalId: name, name, outsider: true }, {}),
  ).rejects.toThrow('does not belong');
};

describe('a file of people', () => {
  const file = rows(
    'Name,E-mail address,Grade,Specialty,Region,Notes',
    'Mina Hart,Mina.Hart@X.example,ST5,Surgery,Wessex,tall',
    'Otto Lund,otto@x.example,Consultant,,,',
  );

  test('makes people who are known by name and address until their account shows up', async () => {
    expect(await folder.importing('people', file)).toEqual([
      'Columns that are not used: "Notes".',
      '2 rows (2, 3) are about somebody without an account yet, who is joined to it by the address when it shows up.',
      '2 rows: 2 new, 0 changed, 0 unchanged, 0 errors.',
      'Imported.',
    ]);
    expect(await people()).toEqual([
      {
        name: 'Mina Hart',
        expected_email: 'mina.hart@x.example',
        grade: 'ST5',
        specialty: 'Surgery',
        region: 'Wessex',
        zone: 'Europe/London',
      },
      {
        name: 'Otto Lund',
        expected_email: 'otto@x.example',
        grade: 'Consultant',
        specialty: null,
        region: null,
        zone: 'Europe/London',
      },
    ]);
    expect(await world.store.findPeople(folder.organisation.id, 'Hart', 5)).toEqual([]);
  });

  test('changes nothing when only asked what it would do', async () => {
    const said = await folder.importing('people', file, { dryRun: true });
    expect(said.slice(-2)).toEqual([
      '2 rows: 2 new, 0 changed, 0 unchanged, 0 errors.',
      'This was a dry run: nothing was imported.',
    ]);
    expect(await people()).toEqual([]);
    expect(await kept('select from audit where organisation_id = $1')).toEqual([]);
  });

  test('changes nothing when it is imported again, and only what is new when it has grown', async () => {
    await folder.importing('people', file);
    const before = await people();
    expect((await folder.take('people', file)).counts).toEqual({
      new: 0,
      changed: 0,
      unchanged: 2,
      removed: 0,
    });
    expect(await people()).toEqual(before);
    const grown = `${file.replace('ST5', 'ST6')}Vera Quill,vera@x.example,ST1,,,\r\n`;
    expect((await folder.take('people', grown)).counts).toEqual({
      new: 1,
      changed: 1,
      unchanged: 1,
      removed: 0,
    });
  });

  test('leaves as it is what has an empty cell, or no column', async () => {
    await folder.importing('people', file);
    await folder.importing('people', rows('name,email,grade', 'Mina Hart,mina.hart@x.example,'));
    expect(await people()).toContainEqual(
      expect.objectContaining({ name: 'Mina Hart', grade: 'ST5', specialty: 'Surgery' }),
    );
  });

  test('is not imported at all when one row of it is bad: all bad rows are told', async () => {
    const said = await folder.importing(
      'people',
      rows(
        'name,email',
        'Mina Hart,mina@x.example',
        ',otto@x.example',
        '',
        'Vera Quill,vera',
        'Nurse,943 476 5919',
      ),
    );
    expect(said).toEqual([
      'row 3, column "name": it is empty. Fill it in, or take the row out.',
      'row 5, column "email": "vera" is not an e-mail address. Write one address, such as name@example.org.',
      'row 6, column "email": This seems to hold an NHS number. Please take out anything that identifies a patient, then send it again.',
      '1 row (2) is about somebody without an account yet, who is joined to it by the address when it shows up.',
      '4 rows: 1 new, 0 changed, 0 unchanged, 3 errors.',
      'Nothing was imported. Put right what is listed, then import the file again.',
    ]);
    expect(await people()).toEqual([]);
  });

  test('has its first errors listed, and the rest counted', async () => {
    const bad = Array.from({ length: 260 }, (_, index) => `Doctor ${index},nowhere`);
    const said = await folder.importing('people', rows('name,email', ...bad));
    expect(said).toHaveLength(23);
    expect(said[0]).toMatch(/^row 2, column "email": "nowhere" is not/);
    expect(said[19]).toMatch(/^row 21, /);
    expect(said[20]).toBe('... and 240 more.');
    expect((await folder.take('people', rows('name,email', ...bad), { listed: 3 })).problems).toHaveLength(3);
  });

  test('may repeat a row, but not say two things about one person', async () => {
    const twice = rows(
      'name,email,grade',
      'Mina Hart,mina@x.example,ST5',
      'Mina Hart,MINA@x.example,ST5',
      'Otto Lund,otto@x.example,ST1',
    );
    expect(await folder.importing('people', twice, { dryRun: true })).toContain(
      '1 row (3) was left out: an earlier row says the same.',
    );
    expect((await folder.take('people', twice)).counts).toEqual({
      new: 2,
      changed: 0,
      unchanged: 0,
      removed: 0,
    });
    const both = rows('name,email,grade', 'Otto Lund,otto@x.example,ST1', 'Otto Lund,otto@x.example,ST2');
    expect((await folder.importing('people', both))[0]).toBe(
      'row 3: row 2 is about the same person and says something else. Keep one of the two rows.',
    );
  });

  test('is told by rows in order, whether a cell is bad or a row contradicts what is kept', async () => {
    const said = await folder.importing(
      'people',
      rows('name,email,grade', 'A,a@x.example,ST1', 'A,a@x.example,ST2', 'B,b', 'A,a@x.example,ST3', 'C,c'),
    );
    expect(said.slice(0, 4).map((line) => line.slice(0, 6))).toEqual([
      'row 3:',
      'row 4,',
      'row 5:',
      'row 6,',
    ]);
  });

  test('may be in Windows-1252 with semicolons, as Excel saves it', async () => {
    const file1252 = Buffer.from(
      'Name;Email;Role\r\nZo\xeb Fran\xe7ois;zoe@x.example;ST3 \x96 Surgery\r\n',
      'latin1',
    );
    await folder.importing('people', file1252);
    expect(await people()).toMatchObject([{ name: 'Zoë François', grade: 'ST3 – Surgery' }]);
  });

  test.each([
    ['', 'the file is empty. Its first row must head the columns.'],
    [
      'PK\u0003\u0004rest',
      'this is an Excel workbook. Open it, choose Save As and the type "CSV UTF-8", and import that file.',
    ],
    [
      'name,email\nMina,"mina@x.example\n',
      'row 2: a quotation mark (") opens a cell here and is not closed. Close it, or write it twice where it belongs to the text.',
    ],
    [
      'name\nMina\n',
      'row 1: the column "email" is missing. The first row must head the columns; it says: "name".',
    ],
  ])('that cannot be read is refused with what to do: %j', async (text, line) => {
    expect((await folder.importing('people', text))[0]).toBe(line);
    expect((await folder.take('people', text)).outcome).toBe('refused');
  });

  test('with nothing below its header changes nothing', async () => {
    expect(await folder.importing('people', 'name,email\n')).toEqual([
      '0 rows: 0 new, 0 changed, 0 unchanged, 0 errors.',
      'Imported.',
    ]);
  });

  test('is on record with its counts, and who did it', async () => {
    const coordinator = await folder.organisation.person('Cora Vale');
    await folder.take('people', file);
    await folder.take('people', file.replace('ST5', 'ST6'), { actorId: coordinator });
    const { id } = folder.organisation;
    expect(
      await kept(
        'select actor_id, dialog, action, subject, subject_id, counts from audit where organisation_id = $1 order by id',
      ),
    ).toEqual([
      {
        actor_id: null,
        dialog: 'operator',
        action: 'import-people',
        subject: 'organisation',
        subject_id: id,
        counts: { rows: 2, new: 2, changed: 0, unchanged: 0, removed: 0 },
      },
      {
        actor_id: coordinator,
        dialog: 'files',
        action: 'import-people',
        subject: 'organisation',
        subject_id: id,
        counts: { rows: 2, new: 0, changed: 1, unchanged: 1, removed: 0 },
      },
    ]);
  });
});

describe('people who have an account', () => {
  test('are known by its address, in any case and however its letters are composed', async () => {
    const known = await shows('José Vale', 'José.Vale@x.example');
    await folder.importing('people', rows('name,email,grade', 'José Vale,JOSE\u0301.VALE@X.example,ST7'));
    expect(await people()).toMatchObject([{ name: 'José Vale', grade: 'ST7', expected_email: null }]);
    expect(known.name).toBe('José Vale');
  });

  test('keep the name and the zone that their account tells', async () => {
    await shows('Mina Hart-Quill', 'mina@x.example');
    const file = rows('name,email,zone,grade', 'Mina Hart,mina@x.example,Europe/Lisbon,ST5');
    expect(await folder.importing('people', file)).toContain(
      '1 row (2) has another name or time zone than the person’s account: what the account says stays.',
    );
    expect(await people()).toMatchObject([{ name: 'Mina Hart-Quill', zone: 'Europe/London', grade: 'ST5' }]);
    expect((await folder.take('people', file)).counts?.unchanged).toBe(1);
  });

  test('who have left are left out, and told', async () => {
    await shows('Lea Ving', 'lea@x.example');
    await leaves('Lea Ving');
    const said = await folder.importing('people', rows('name,email,grade', 'Lea Ving,lea@x.example,ST5'));
    expect(said[0]).toBe('1 row (2) was left out: this person has left or is a guest.');
    expect(await people()).toMatchObject([{ grade: null }]);
  });

  test('who share a mailbox are not confused: the row is refused', async () => {
    await shows('Mina Hart', 'ward7@x.example');
    await shows('Otto Lund', 'ward7@x.example');
    expect((await folder.importing('people', rows('name,email', 'Mina Hart,ward7@x.example')))[0]).toBe(
      'row 2, column "email": several people here have the address ward7@x.example, and only one can be meant. Give each of them an address of their own.',
    );
  });

  test('who have two addresses are one person in a file, too', async () => {
    const here = await shows('Mina Hart', 'mina@x.example', 'slack');
    await world.admin.query(
      `insert into account (organisation_id, id, person_id, platform, workspace, external_id, address, email)
       values ($1, gen_random_uuid(), $2, 'teams', $3, 'A1', '{}', 'm.hart@y.example')`,
      [folder.organisation.id, here.id, folder.organisation.teams.externalId],
    );
    const file = rows('name,email,grade', 'Mina Hart,mina@x.example,ST5', 'Mina Hart,m.hart@y.example,ST6');
    expect((await folder.importing('people', file))[0]).toMatch(/^row 3: row 2 is about the same person/);
  });
});

describe('an account that shows up later', () => {
  const file = rows('name,email,grade', 'Hart (Mina),mina@x.example,ST5');

  test('is joined to the person whom the file expects at its address, and to nobody else', async () => {
    await folder.importing('people', file);
    const other = await shows('Otto Lund', 'otto@x.example');
    const mina = await shows('Mina Hart', 'MINA@x.example', 'teams');
    expect(await people()).toMatchObject([
      { name: 'Mina Hart', grade: 'ST5', expected_email: null },
      { name: 'Otto Lund', grade: null },
    ]);
    expect(mina.id).not.toBe(other.id);
    expect(await kept(`select action from audit where organisation_id = $1 and dialog = 'accounts'`)).toEqual(
      [{ action: 'join' }],
    );
    expect((await folder.take('people', file)).counts).toMatchObject({ new: 0, unchanged: 1 });
  });

  test('is not joined to a person whose account is there already: the address was only good until then', async () => {
    await folder.importing('people', file);
    const first = await shows('Mina Hart', 'mina@x.example', 'slack', 'U1');
    await shows('Mina Hart', 'mina.hart@x.example', 'slack', 'U1');
    const second = await shows('Somebody Else', 'mina@x.example', 'teams', 'A1');
    expect(second.id).not.toBe(first.id);
  });

  test('of a guest is joined to nobody', async () => {
    await folder.importing('people', file);
    const account = { ...folder.organisation.slack, account: 'G1' };
    const guest = { externalId: 'G1', name: 'Mina Hart', email: 'mina@x.example', outsider: true };
    await expect(world.store.keepProfile(folder.organisation.id, account, guest, {})).rejects.toThrow();
    expect(await people()).toMatchObject([{ expected_email: 'mina@x.example' }]);
  });

  test('that had another address until now takes over what the file said of the new one', async () => {
    await shows('Mina Hart', 'mina.old@x.example', 'slack', 'U1');
    await shows('Vera Quill', 'vera@x.example');
    await folder.importing('people', file);
    await folder.importing('mentors', rows('email,areas', 'mina@x.example,Leadership'));
    await folder.importing(
      'reporting-lines',
      rows('email,manager email,kind', 'vera@x.example,mina@x.example,ES'),
    );
    expect(await people()).toHaveLength(3);
    await shows('Mina Hart', 'mina@x.example', 'slack', 'U1');
    expect(await people()).toMatchObject([
      { name: 'Mina Hart', grade: 'ST5', expected_email: null },
      { name: 'Vera Quill' },
    ]);
    expect(await offers()).toMatchObject([{ name: 'Mina Hart', areas: ['leadership'] }]);
    expect(await lines()).toEqual([
      { who: 'Vera Quill', under: 'Mina Hart', kind: 'educational supervisor' },
    ]);
  });

  test('that shares its address with another account takes nothing over: nobody can tell whom the file meant', async () => {
    await shows('Mina Hart', 'mina.old@x.example', 'slack', 'U1');
    await shows('Otto Lund', 'otto.old@x.example', 'slack', 'U2');
    await folder.importing('people', rows('name,email,grade', 'Ward 7,ward7@x.example,ST5'));
    await world.admin.query(`update account set email = 'ward7@x.example' where organisation_id = $1`, [
      folder.organisation.id,
    ]);
    await shows('Mina Hart', 'ward7@x.example', 'slack', 'U1');
    expect(await people()).toMatchObject([
      { name: 'Mina Hart', grade: null },
      { name: 'Otto Lund', grade: null },
      { name: 'Ward 7', expected_email: 'ward7@x.example' },
    ]);
  });

  test('at the same moment as the file is still one person', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = `new${round}@x.example`;
      await Promise.all([
        folder.take('people', rows('name,email', `New ${round},${email}`)),
        shows(`New ${round}`, email, 'slack', `U${round}`),
      ]);
    }
    expect(await people()).toHaveLength(5);
  });
});

describe('a file of mentors', () => {
  const file = rows(
    'email,areas,skills,likes to help,capacity,place,usual times,time agreed,trained on',
    'mina@x.example,"Leadership; Exams, and after them",Coaching,New starters,2,Online,Tuesdays,yes,03/05/2025',
    'otto@x.example,returning to work,,,,,,,',
  );
  beforeEach(async () => {
    await shows('Mina Hart', 'mina@x.example');
    await folder.importing('people', rows('name,email', 'Otto Lund,otto@x.example'));
  });

  test('makes offers as their mentors would, with a usual start where it says nothing', async () => {
    expect(await folder.importing('mentors', file)).toEqual([
      '1 row (3) is about somebody without an account yet, who is joined to it by the address when it shows up.',
      '2 rows: 2 new, 0 changed, 0 unchanged, 0 errors.',
      'Imported.',
    ]);
    expect(await offers()).toEqual([
      {
        name: 'Mina Hart',
        areas: ['leadership', 'exams'],
        capacity: 2,
        place: 'video',
        time_agreed: true,
        trained_on: '2025-05-03',
        likes_to_help: 'New starters',
        state: 'open',
        paused_until: null,
      },
      {
        name: 'Otto Lund',
        areas: ['return'],
        capacity: 1,
        place: 'any',
        time_agreed: false,
        trained_on: null,
        likes_to_help: '',
        state: 'open',
        paused_until: null,
      },
    ]);
    expect((await folder.take('mentors', file)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  test('puts nobody into the pool who could not be asked yet, and puts them there once they can', async () => {
    await folder.importing('mentors', file);
    const pool = async (): Promise<number> => {
      // The store loads these facts for a subject of this name.
      const facts = (await world.store.transact(folder.organisation.id, (tx) =>
        tx.loadFacts('scheme', folder.scheme.id, undefined, noon),
      )) as SchemeFacts;
      return facts.pool.length;
    };
    expect(await pool()).toBe(1);
    await shows('Otto Lund', 'otto@x.example');
    expect(await pool()).toBe(2);
  });

  test('changes what it says otherwise, and nothing that it leaves empty', async () => {
    await folder.importing('mentors', file);
    await folder.importing('mentors', rows('email,areas,capacity', 'mina@x.example,,3'));
    expect(await offers()).toMatchObject([
      {
        areas: ['leadership', 'exams'],
        capacity: 3,
        likes_to_help: 'New starters',
        trained_on: '2025-05-03',
      },
      { name: 'Otto Lund' },
    ]);
  });

  test('does not open an offer again that its mentor has closed or paused', async () => {
    const mina = await shows('Mina Hart', 'mina@x.example');
    const offer = anOffer(folder.scheme.id, mina.id, { areas: ['leadership'] });
    await folder.organisation.apply(insert('offer', offer));
    await folder.organisation.apply(update('offer', offer.id, { state: 'closed' }));
    const open = rows('email,areas,state,capacity', 'mina@x.example,Leadership,open,4');
    expect(await folder.importing('mentors', open)).toContain(
      '1 row (2) has another state than the offer: only its mentor opens, pauses or closes an offer.',
    );
    expect(await offers()).toMatchObject([{ state: 'closed', capacity: 4 }]);
  });

  test('is about the offer that stands, not about one that was closed before it', async () => {
    const mina = await shows('Mina Hart', 'mina@x.example');
    const { id } = folder.scheme;
    const standing = anOffer(id, mina.id, { capacity: 2 });
    await folder.organisation.apply(
      // Ids in both orders, as they are random: the closed one must not win by its id either.
      insert('offer', anOffer(id, mina.id, { id: '00000000-0000-4000-8000-000000000000', state: 'closed' })),
      insert('offer', standing),
      insert('offer', anOffer(id, mina.id, { id: 'ffffffff-ffff-4fff-bfff-ffffffffffff', state: 'closed' })),
    );
    await folder.importing('mentors', rows('email,areas,capacity', 'mina@x.example,,5'));
    expect(await kept('select id from offer where organisation_id = $1 and capacity = 5')).toEqual([
      { id: standing.id },
    ]);
  });

  test('names somebody new as paused until a date, or closed', async () => {
    await folder.importing(
      'mentors',
      rows(
        'email,areas,state,paused until',
        'mina@x.example,Leadership,paused,01/02/2027',
        'otto@x.example,Leadership,closed,',
      ),
    );
    expect(await offers()).toMatchObject([
      { state: 'paused', paused_until: '2027-02-01' },
      { state: 'closed', paused_until: null },
    ]);
  });

  test('knows only people who are known, and areas of the scheme', async () => {
    const said = await folder.importing(
      'mentors',
      rows('E-mail,Areas', 'nobody@x.example,Leadership', 'mina@x.example,', 'otto@x.example,Golf'),
    );
    expect(said.slice(0, 3)).toEqual([
      'row 2, column "E-mail": nobody with the address nobody@x.example is known here. Import them with the file of people first, or correct the address.',
      'row 3, column "Areas": it is empty, and a new mentor needs at least one. Fill it in, or take the row out.',
      'row 4, column "Areas": "Golf" is not an area of this scheme. Write one or more of these, with semicolons between them: Leadership; Returning to work; Exams, and after them.',
    ]);
    expect(said.at(-2)).toBe('3 rows: 0 new, 0 changed, 0 unchanged, 3 errors.');
    expect(await offers()).toEqual([]);
  });
});

describe('a file of reporting lines', () => {
  const header = 'email,manager email,kind';
  beforeEach(async () => {
    await shows('Mina Hart', 'mina@x.example');
    await shows('Otto Lund', 'otto@x.example');
    await folder.importing('people', rows('name,email', 'Vera Quill,vera@x.example'));
  });

  test('says who manages or assesses whom', async () => {
    const file = rows(
      'E-mail address,Line manager e-mail,Manager email,Type',
      'mina@x.example,,otto@x.example,Line manager',
      'MINA@x.example,,vera@x.example,ES',
      'mina@x.example,,vera@x.example,es',
    );
    expect(await folder.importing('reporting-lines', file)).toEqual([
      'Columns that are not used: "Line manager e-mail".',
      '1 row (4) was left out: an earlier row says the same.',
      '1 row (3) is about somebody without an account yet, who is joined to it by the address when it shows up.',
      '3 rows: 2 new, 0 changed, 0 unchanged, 0 errors.',
      'Imported.',
    ]);
    expect(await lines()).toEqual([
      { who: 'Mina Hart', under: 'Otto Lund', kind: 'line manager' },
      { who: 'Mina Hart', under: 'Vera Quill', kind: 'educational supervisor' },
    ]);
    expect((await folder.take('reporting-lines', file)).counts).toMatchObject({ new: 0, unchanged: 2 });
  });

  test('adds to what is kept, and replaces it only where that is asked for, only of the people in it', async () => {
    await folder.importing(
      'reporting-lines',
      rows(header, 'mina@x.example,otto@x.example,ES', 'vera@x.example,otto@x.example,ES'),
    );
    const next = rows(header, 'mina@x.example,vera@x.example,ES');
    expect((await folder.take('reporting-lines', next)).counts).toEqual({
      new: 1,
      changed: 0,
      unchanged: 0,
      removed: 0,
    });
    expect(await lines()).toHaveLength(3);
    const replacing = await folder.importing('reporting-lines', next, { replace: true, dryRun: true });
    expect(replacing.at(-2)).toBe('1 row: 0 new, 0 changed, 1 unchanged, 1 removed, 0 errors.');
    expect(await lines()).toHaveLength(3);
    await folder.importing('reporting-lines', next, { replace: true });
    expect(await lines()).toEqual([
      { who: 'Mina Hart', under: 'Vera Quill', kind: 'educational supervisor' },
      { who: 'Vera Quill', under: 'Otto Lund', kind: 'educational supervisor' },
    ]);
  });

  test('never takes away from whoever imports it what keeps them from learning of somebody', async () => {
    await shows('Nils Berg', 'nils@x.example');
    const kept = ['mina@x.example,otto@x.example,ES', 'vera@x.example,mina@x.example,Line manager'];
    await folder.importing('reporting-lines', rows(header, ...kept, 'vera@x.example,nils@x.example,ES'));
    const next = rows(header, 'mina@x.example,nils@x.example,ES', 'vera@x.example,nils@x.example,RO');
    const { id: otto } = await shows('Otto Lund', 'otto@x.example');
    const said = await folder.importing('reporting-lines', next, { replace: true, keepAbove: otto });
    expect(said).toContain(
      '2 lines by which you manage or assess somebody, or their manager, stay: another coordinator can remove them.',
    );
    expect(said.at(-2)).toBe('2 rows: 2 new, 0 changed, 0 unchanged, 1 removed, 0 errors.');
    expect(await lines()).toMatchObject([
      { who: 'Mina Hart', under: 'Nils Berg' },
      { who: 'Mina Hart', under: 'Otto Lund' },
      { who: 'Vera Quill', under: 'Mina Hart' },
      { who: 'Vera Quill', under: 'Nils Berg' },
    ]);
  });

  test('that cannot be noted as done is not done', async () => {
    const file = rows(header, 'mina@x.example,otto@x.example,ES');
    const failing = folder.take('reporting-lines', file, {
      besides: () => Promise.reject(new Error('Somebody else has imported it')),
    });
    await expect(failing).rejects.toThrow('Somebody else');
    expect(await lines()).toEqual([]);
  });

  test('with people whom nobody knows is refused, on either side', async () => {
    const said = await folder.importing(
      'reporting-lines',
      rows(header, 'mina@x.example,boss@x.example,RO', 'who@x.example,otto@x.example,RO'),
    );
    expect(said.slice(0, 2)).toEqual([
      'row 2, column "manager email": nobody with the address boss@x.example is known here. Import them with the file of people first, or correct the address.',
      'row 3, column "email": nobody with the address who@x.example is known here. Import them with the file of people first, or correct the address.',
    ]);
    expect(await lines()).toEqual([]);
  });

  test('with somebody who has left is imported without them', async () => {
    await leaves('Otto Lund');
    expect(
      (await folder.take('reporting-lines', rows(header, 'mina@x.example,otto@x.example,RO'))).counts?.new,
    ).toBe(0);
  });
});

test('an import sees and touches no other organisation, whatever addresses it holds', async () => {
  const theirs = await aFolder(world);
  await theirs.importing('people', rows('name,email,grade', 'Mina Hart,mina@x.example,ST1'));
  expect(
    (await folder.take('people', rows('name,email,grade', 'Mina Other,mina@x.example,ST9'))).counts,
  ).toMatchObject({
    new: 1,
  });
  expect((await folder.importing('mentors', rows('email,areas', 'mina@x.example,Leadership'))).at(-1)).toBe(
    'Imported.',
  );
  expect(await theirs.exporting('people')).toContain('Mina Hart,mina@x.example,ST1');
  expect(await theirs.exporting('mentors')).not.toContain('mina');
});

test('what is kept of a hostile cell is only its text', async () => {
  const hostile = [
    "Robert'); drop table person;--",
    '=cmd|calc',
    '<script>alert(1)</script>',
    '$1 ${x} %s',
    '{"a":1}',
    '\\N',
    "' or 1=1",
  ];
  const cells = hostile.map((name, index) => `"${name.replaceAll('"', '""')}",h${index}@x.example`);
  expect((await folder.importing('people', rows('name,email', ...cells))).at(-1)).toBe('Imported.');
  const { rows: found } = await world.admin.query<{ name: string }>(
    'select name from person where organisation_id = $1 order by expected_email',
    [folder.organisation.id],
  );
  expect(found.map(({ name }) => name)).toEqual(hostile);
});
