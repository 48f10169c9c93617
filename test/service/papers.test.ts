/** Papers as PDF, through both real SDKs: who gets them, how, and how long. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileLinks } from '../../src/app/file-links.ts';
import { paperFile } from '../../src/mentoring/paper-request.ts';
import type { PaperRequest, SinglePaper } from '../../src/mentoring/paper-request.ts';
import { openDatabase } from '../../src/store/database.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';
import { readPdf } from '../unit/documents/read-pdf.ts';

const aim = 'To lead a ward round without losing heart';
const discussed = 'How to say no to a fourth audit';
const thought = 'I talked too much';

let app: InsideApp;
let inside: Inside;
let relationshipId: string;
const as = (id: string) => app.client.as(id);

/** Rohan reads his messages in Slack, Kwame in Teams; they met once, and Rohan wrote a record that both can read. */
beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  await steps.offer(as('kwame'));
  await steps.ask(app.client, as('rohan'));
  await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
  await steps.accept(as('kwame'), 'rohan');
  await steps.settleRules(as('rohan'), as('kwame'), 'Shared by both', { 'What you hope to achieve': aim });
  await steps.moveUntil(app.client, 'meeting.did-you-meet');
  await steps.writeRecord(as('rohan'), {
    'What did you discuss': discussed,
    'Your own reflection': thought,
    'How useful was the meeting': 4,
  });
  await as('kwame').sees(/wrote a record/);
  ({ id: relationshipId } = await inside.one<{ id: string }>('select id from relationship'));
}, 120_000);

afterAll(async () => {
  const faults = ['turn_failed', 'delivery_given_up', 'delivery_retry'];
  expect(app.log.filter(({ type }) => faults.includes(type))).toEqual([]);
  await inside.close();
  await app.stop();
});

function fileIn(message: { readonly payload: unknown }): Uint8Array {
  const [, id = ''] = /"id":"(F[0-9A-Z]+)"/.exec(JSON.stringify(message.payload)) ?? [];
  const bytes = app.playground.slack.uploads.bytesOf(id);
  if (bytes === undefined) throw new Error(`No file in ${JSON.stringify(message.payload)}`);
  return bytes;
}

function linkIn(message: { readonly controls: readonly { readonly url?: string }[] }): string {
  return message.controls.find(({ url }) => url !== undefined)?.url ?? '';
}

async function opened(url: string): Promise<{ status: number; type: string; bytes: Uint8Array }> {
  const answer = await fetch(url);
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

async function refusalOf(url: string): Promise<string> {
  const { status, bytes } = await opened(url);
  expect(status).toBe(404);
  return new TextDecoder().decode(bytes);
}

/** A link as this deployment makes it, whoever its reader is. */
async function linkFor(id: string, request: PaperRequest): Promise<string> {
  const key = readFileSync(join(app.dataDir, 'keys'), 'utf8').trim().split(':')[1] ?? '';
  const clock = { now: () => new Date(0) };
  const links = fileLinks(() => app.url, [Buffer.from(key, 'base64')], clock);
  const reader = { organisationId: inside.organisationId, personId: await inside.personId(id) };
  const inAWeek = new Date(new Date((await app.client.clock()).now).getTime() + 7 * 86_400_000);
  return links.linkTo(paperFile(request), inAWeek, reader);
}

const rules = (): SinglePaper => ({ paper: 'agreement', relationshipId, version: 1 });

async function askForRules(id: string, otherId: string): Promise<void> {
  const page = await steps.openMentoring(as(id), otherId);
  await as(id).press('Read the ground rules', page.id);
  await as(id).press('Send me the ground rules as a PDF');
}

describe('the ground rules', () => {
  test('come as a file on Slack, to the one who asked and to nobody else', async () => {
    await askForRules('rohan', 'kwame');
    const { text } = readPdf(fileIn(await as('rohan').sees(/mentoring-agreement\.pdf/)));
    expect(text).toContain(aim);
    expect(text).toContain(steps.nameOf('kwame'));
    expect(JSON.stringify(await as('kwame').screen())).not.toContain('mentoring-agreement.pdf');
    const audited = await inside.query<{ action: string }>(
      `select action from audit where action like 'send-rules%' and actor_id = $1`,
      [await inside.personId('rohan')],
    );
    expect(audited).toHaveLength(1);
  });

  test('come as a link on Teams, which gives the same PDF', async () => {
    await askForRules('kwame', 'rohan');
    const message = await as('kwame').sees(/Here is the PDF/);
    const { status, type, bytes } = await opened(linkIn(message));
    expect([status, type]).toEqual([200, 'application/pdf']);
    expect(readPdf(bytes).text).toContain(aim);
    expect(JSON.stringify(message.payload)).not.toContain(aim);
  });
});

describe('a record', () => {
  test('has its author’s reflection on the author’s paper alone', async () => {
    const mine = await steps.openMentoring(as('rohan'), 'kwame');
    await as('rohan').press(steps.labelOf(mine, /^Read the record of/), mine.id);
    await as('rohan').press('Send me this record as a PDF');
    const own = readPdf(fileIn(await as('rohan').sees(/session-record\.pdf/))).text;
    expect(own).toContain(discussed);
    expect(own).toContain(thought);

    const theirs = await steps.openMentoring(as('kwame'), 'rohan');
    await as('kwame').press(steps.labelOf(theirs, /^Read the record of/), theirs.id);
    await as('kwame').press('Send me this record as a PDF');
    const link = linkIn(await as('kwame').sees(/Record of .*\n[^]*Here is the PDF/));
    const others = readPdf((await opened(link)).bytes).text;
    expect(others).toContain(discussed);
    expect(others).not.toContain(thought);
  });
});

async function askForCopy(id: string): Promise<void> {
  await as(id).type('/mentor privacy');
  const kept = await as(id).sees(/What is kept about you/);
  await as(id).press('Send me a copy of my data', kept.id);
}

describe('a copy of one’s own data', () => {
  test('has what one wrote oneself, as a file on Slack', async () => {
    await askForCopy('rohan');
    const bytes = fileIn(await as('rohan').sees(/my-rapport-data\.json/));
    const text = new TextDecoder().decode(bytes);
    for (const own of [aim, discussed, thought]) expect(text).toContain(own);
    const waiting = await inside.query<{ content: string }>('select content::text from outbox');
    expect(JSON.stringify(waiting)).not.toContain(thought);
  });

  test('has nothing that the other one wrote, as a link on Teams', async () => {
    await askForCopy('kwame');
    const url = linkIn(await as('kwame').sees(/Here is the file/));
    const { status, bytes } = await opened(url);
    expect(status).toBe(200);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(aim);
    for (const others of [discussed, thought]) expect(text).not.toContain(others);
  });

  test('has what is long over, too', async () => {
    await inside.query(`update relationship set state = 'ended', ended_at = now() - interval '2 years'`);
    await askForCopy('rohan');
    const text = new TextDecoder().decode(fileIn(await as('rohan').sees(/my-rapport-data\.json/)));
    expect(text).toContain(thought);
    await inside.query(`update relationship set state = 'active', ended_at = null`);
  });
});

test('a mentor gets a statement of the hours they gave, with nobody’s name but their own', async () => {
  await as('kwame').type('/mentor meetings');
  const list = await as('kwame').sees(/Your meetings/);
  await as('kwame').press('Statement of my hours', list.id);
  await as('kwame').submit({});
  const { bytes } = await opened(linkIn(await as('kwame').sees(/Your statement of hours/)));
  const { text } = readPdf(bytes);
  expect(text).toContain(steps.nameOf('kwame'));
  expect(text).toContain('1 hour');
  expect(text).not.toContain('Deshmukh');
});

test('a certificate says that they met, and nothing of what was said', async () => {
  const page = await steps.openMentoring(as('rohan'), 'kwame');
  await as('rohan').press('Send me a certificate', page.id);
  const { text } = readPdf(fileIn(await as('rohan').sees(/mentoring-certificate\.pdf/)));
  expect(text).toContain('One meeting');
  expect(text).not.toContain('Asante');
});

test('a portfolio binds the papers that were ticked', async () => {
  const page = await steps.openMentoring(as('rohan'), 'kwame');
  await as('rohan').press('Make a portfolio', page.id);
  await as('rohan').submit({
    'Which papers?': ['Ground rules', await steps.optionOf(as('rohan'), 'Which papers?', /^Record of/)],
  });
  const { text } = readPdf(fileIn(await as('rohan').sees(/mentoring-portfolio\.pdf/)));
  expect(text).toContain(aim);
  expect(text).toContain(discussed);
  expect(text).not.toContain('This is to certify');
});

describe('a link', () => {
  test.each(['helen', 'amara', 'christina'])(
    'for %s, who is not one of the two, gives nothing, as rights are asked when it is followed',
    async (id) => {
      expect((await opened(await linkFor('kwame', rules()))).status).toBe(200);
      for (const paper of [rules(), { paper: 'certificate', relationshipId } as const])
        expect(await refusalOf(await linkFor(id, paper))).toMatch(/^This paper is not there any more/);
      // A paper of their own, with somebody else's bound into it, holds nothing of it.
      expect(await refusalOf(await linkFor(id, { paper: 'portfolio', papers: [rules()] }))).toMatch(
        /^This paper is not there any more/,
      );
    },
  );

  test('of which a letter was changed gives nothing, and says what to do', async () => {
    const url = await linkFor('kwame', rules());
    const at = url.length - 20;
    const changed = url.slice(0, at) + (url[at] === 'A' ? 'B' : 'A') + url.slice(at + 1);
    expect(await refusalOf(changed)).toBe(
      'This link has expired or is not complete. Ask Rapport for a new one.\n',
    );
  });

  test('gives nothing any more after two weeks, and says what to do', async () => {
    await askForRules('kwame', 'rohan');
    const url = linkIn(await as('kwame').sees(/Your ground rules/));
    expect((await opened(url)).status).toBe(200);
    await app.client.move({ by: '15d' });
    expect(await refusalOf(url)).toBe(
      'This link has expired or is not complete. Ask Rapport for a new one.\n',
    );
  });

  test('gives nothing once the rules have been erased', async () => {
    const url = await linkFor('kwame', rules());
    expect((await opened(url)).status).toBe(200);
    const database = await openDatabase({ url: app.databaseUrl });
    const keys = parseKeys(readFileSync(join(app.dataDir, 'keys'), 'utf8').trim());
    await createStore({ database, keys }).erase(
      inside.organisationId,
      { kind: 'relationship', id: relationshipId },
      new Date(),
    );
    await database.close();
    expect(await refusalOf(url)).toMatch(/^This paper is not there any more/);
  });
});
