/** Coordinators' files in chat, through both real SDKs: sent in, looked at, imported, and taken out again. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScreenMessage } from '../../adapters/playground/api-types.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

let app: InsideApp;
let inside: Inside;
const as = (id: string) => app.client.as(id);

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
}, 60_000);

afterAll(async () => {
  const faults = ['turn_failed', 'task_failed', 'delivery_given_up', 'delivery_retry', 'render_warning'];
  expect(app.log.filter(({ type }) => faults.includes(type))).toEqual([]);
  await inside.close();
  await app.stop();
});

function aFile(name: string, text: string | Uint8Array) {
  return { name, base64: Buffer.from(text).toString('base64') };
}

/** Sends files; resolves with what the bot says of them. */
async function sends(id: string, files: readonly ReturnType<typeof aFile>[], answer: RegExp) {
  await as(id).act({ attach: files });
  return as(id).sees(answer);
}

/** What came of the newest file that somebody asked to be sent: its text, through Slack's upload or our own link. */
async function opened(message: ScreenMessage): Promise<string> {
  const url = message.controls.find(({ kind }) => kind === 'link')?.url;
  if (url !== undefined) return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('utf8');
  const shared = Object.values(app.playground.slack.workspace.state.messages).findLast(
    ({ files, author }) => files.length > 0 && author === app.playground.slack.workspace.botUserId,
  );
  const [file] = shared?.files ?? [];
  return (file && app.playground.slack.uploads.bytesOf(file.id)?.toString('utf8')) ?? '';
}

const people = (region: string) =>
  `Name,E-mail address,Grade,Region,Payroll no.
Asha Testwell,asha.testwell@meadowbank.example,ST5,${region},10023
Zoë Sample,zoe.sample@meadowbank.example,Consultant,${region},10024
`;

/** One coordinator on each platform. */
describe.each([
  { id: 'helen', region: 'Wessex' },
  { id: 'grace', region: 'Severn' },
])('$id', ({ id, region }) => {
  test('is told what a file would do, and nothing is imported before she says yes', async () => {
    const asked = await sends(id, [aFile('people.csv', people(region))], /Import "people.csv"\?/);
    expect(asked.text).toMatch(
      /It was read as a file of people, and nothing is wrong with it\. 2 rows: 2 new|2 rows: 0 new, 2 changed/,
    );
    expect(asked.text).toContain('Columns that are not used: "Payroll no.".');
    expect(asked.text).toContain('An import cannot be undone.');
    const before = await inside.query(`select 1 from person where region = $1`, [region]);
    expect(before).toEqual([]);

    await as(id).press('Import now', asked.id);
    expect((await as(id).sees(/"people.csv" is imported/)).text).toContain('2 rows: ');
    const { count } = await inside.one<{ count: number }>(
      `select count(*)::int as count from person where region = $1`,
      [region],
    );
    expect(count).toBe(2);
  });

  test('is told that the same file says nothing new the second time', async () => {
    const told = await sends(id, [aFile('again.csv', people(region))], /"again.csv" says nothing new/);
    expect(told.text).toContain('2 rows: 0 new, 0 changed, 2 unchanged.');
    expect(steps.labels(told)).not.toContain('Import now');
    await as(id).press('Put the file away', told.id);
    await as(id).sees(/"again.csv" was put away/);
  });

  test('is told what is wrong, with rows and columns, and has all of it as a file', async () => {
    const bad = `email,areas,capacity\n${'=cmd()@meadowbank.example,Leadrship,two\n'.repeat(7)}`;
    const told = await sends(id, [aFile('mentors.csv', bad)], /"mentors.csv" cannot be imported yet/);
    expect(told.text).toContain('row 2, column "areas": "Leadrship" is not an area of this scheme.');
    expect(told.text).toMatch(/And \d+ more\./);
    expect(steps.labels(told)).not.toContain('Import now');
    await as(id).press('Download all errors', told.id);
    const text = await opened(await as(id).sees(/What is wrong with your file/));
    expect(text).toMatch(/^\uFEFFrow,column,"?what is wrong"?\r\n2,/);
    expect(text).toContain('8,');
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  test('is told of a first row that heads nothing we know, and of what is no CSV file at all', async () => {
    const headless = await sends(
      id,
      [aFile('odd.csv', 'colour,shape\nred,round\n')],
      /"odd.csv" could not be read/,
    );
    expect(headless.text).toContain('Its first row says: "colour", "shape".');
    expect(steps.labels(headless)).toContain('Template for people');
    const workbook = await sends(
      id,
      [aFile('people.xlsx', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]))],
      /"people.xlsx" could not be read/,
    );
    expect(workbook.text).toContain('This is an Excel workbook.');
    const two = await sends(id, [aFile('a.csv', 'a'), aFile('b.csv', 'b')], /One file at a time/);
    expect(two.text).toContain('Nothing was read.');
  });

  test('takes out what is kept now, safe in a spreadsheet, and the headings alone', async () => {
    await as(id).type(id === 'helen' ? '/mentor admin' : 'admin');
    const desk = await as(id).sees(/Meadowbank Mentoring: the desk/);
    await as(id).press('Files in and out', desk.id);
    const menu = await as(id).sees(/Files in and out[\s\S]*attach a CSV file/);
    await as(id).press('Download people', menu.id);
    const text = await opened(await as(id).sees(/^All people/));
    expect(text).toMatch(/^\uFEFFname,email,grade,specialty,region,time zone\r\n/);
    expect(text).toContain(
      `"Zoë Sample",zoe.sample@meadowbank.example,Consultant,,${region}`.replaceAll('"', ''),
    );
    await as(id).press('Template for mentors', menu.id);
    const template = await as(id).sees(/^Template for mentors/);
    expect(template.text).toContain('Leadership and management');
    expect(await opened(template)).toMatch(/^\uFEFFemail,name,areas,skills,[^\n]*\r\n$/);
  });
});

test('a file that its sender does not decide about is put away after an hour, and its buttons do nothing more', async () => {
  const asked = await sends('helen', [aFile('late.csv', people('Thames Valley'))], /Import "late.csv"\?/);
  await app.client.move({ by: '61m' });
  await as('helen').sees(/"late.csv" was put away/);
  await expect(as('helen').press('Import now', asked.id)).rejects.toThrow('There is no button');
  expect(await inside.query('select 1 from upload_part')).toEqual([]);
  expect(await inside.query(`select 1 from person where region = 'Thames Valley'`)).toEqual([]);
});

test.each(['rohan', 'sian'])('%s, who coordinates nothing, is told kindly', async (id) => {
  const told = await sends(id, [aFile('people.csv', people('Nowhere'))], /I cannot do anything with a file/);
  expect(told.text).toContain('Type “help” to see what you can do.');
  expect(await inside.query(`select 1 from upload`)).toEqual([]);
});

test('a file in a channel is not read, and the coordinator is told to send it in private', async () => {
  const [channel = ''] = (await as('helen').screen()).channels;
  await as('helen').act({ attach: [aFile('people.csv', people('Nowhere'))], channel });
  await as('helen').sees(/Please send it to me in private/);
});

test('what was kept while it waited is unreadable without its sender’s key, and what names people stands in no log', async () => {
  await sends('grace', [aFile('sealed.csv', people('Sealed region'))], /Import "sealed.csv"\?/);
  for (const { table, row } of await inside.rows())
    if (['upload', 'upload_part', 'timer', 'audit'].includes(table))
      expect(row).not.toMatch(/Sealed region|sealed\.csv|tempauth/);
  expect(JSON.stringify(app.log)).not.toMatch(/Sealed region|sealed\.csv|tempauth/);
});

test('somebody who coordinates no more cannot import what they sent, nor have the errors', async () => {
  const asked = await sends('grace', [aFile('grace.csv', people('Too late'))], /Import "grace.csv"\?/);
  const grace = await inside.personId('grace');
  const removed = await inside.query<{ scheme_id: string }>(
    'delete from coordinator where person_id = $1 returning scheme_id',
    [grace],
  );
  try {
    // Teams says a sentence in passing, beside the card.
    const { notice } = await as('grace').press('Import now', asked.id);
    expect(notice).toContain('You do not coordinate this scheme any more. Nothing was imported.');
    expect(await inside.query(`select 1 from person where region = 'Too late'`)).toEqual([]);
  } finally {
    for (const { scheme_id } of removed)
      await inside.query(
        'insert into coordinator (organisation_id, scheme_id, person_id) values ($1, $2, $3)',
        [inside.organisationId, scheme_id, grace],
      );
  }
});

test('reporting lines that are imported are told to everybody else who coordinates', async () => {
  const lines =
    'email,manager email,kind\nasha.testwell@meadowbank.example,zoe.sample@meadowbank.example,Educational supervisor\n';
  const asked = await sends('helen', [aFile('lines.csv', lines)], /Import "lines.csv"\?/);
  await as('helen').press('Import now', asked.id);
  await as('helen').sees(/"lines.csv" is imported/);
  expect((await as('grace').sees(/Reporting lines were imported/)).text).toContain('1 row: 1 new');
});

test('a link to a file of names works for a day, and only while its reader coordinates', async () => {
  const url = (await as('grace').sees(/^All people/)).controls.find(({ kind }) => kind === 'link')?.url ?? '';
  expect((await fetch(url)).status).toBe(200);
  const grace = await inside.personId('grace');
  const [row] = await inside.query<{ scheme_id: string }>(
    'delete from coordinator where person_id = $1 returning scheme_id',
    [grace],
  );
  expect((await fetch(url)).status).toBe(404);
  await inside.query('insert into coordinator (organisation_id, scheme_id, person_id) values ($1, $2, $3)', [
    inside.organisationId,
    row?.scheme_id,
    grace,
  ]);
  await app.client.move({ by: '25h' });
  expect((await fetch(url)).status).toBe(404);
});
