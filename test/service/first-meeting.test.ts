/**
 * From an introduction to the record of the first meeting, through both real SDKs: the mentee in Slack, the mentor in
 * Teams, the coordinator in Slack.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';
import type { ScreenMessage } from '../../adapters/playground/api-types.ts';

const aim = 'PLANTED-AIM';
const boundary = 'PLANTED-BOUNDARY';
const topic = 'PLANTED-TOPIC';
const discussed = 'PLANTED-DISCUSSED';

let app: InsideApp;
let inside: Inside;
const as = (id: string) => app.client.as(id);

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  await inside.query('update scheme set introduces = true');
  await steps.offer(as('kwame'));
  await steps.ask(app.client, as('rohan'));
  await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
  await steps.accept(as('kwame'), 'rohan');
}, 60_000);

afterAll(async () => {
  const faults = ['turn_failed', 'delivery_given_up', 'delivery_retry'];
  expect(app.log.filter(({ type }) => faults.includes(type))).toEqual([]);
  await inside.close();
  await app.stop();
});

async function saidTo(id: string): Promise<string> {
  const { messages } = await as(id).screen();
  return messages.map(({ payload }) => JSON.stringify(payload)).join('\n');
}

async function press(id: string, message: ScreenMessage, label: RegExp): Promise<void> {
  await as(id).press(steps.labelOf(message, label), message.id);
}

test('a coordinator’s words reach both, each in their own chat, with the checklist at hand', async () => {
  await steps.moveUntil(app.client, 'introduction.ask-one');
  const asked = await as('helen').sees(/Introduce a new pair/);
  await press('helen', asked, /^Introduce them/);
  await as('helen').submit({ 'What you write to both': 'You will get on well.' });
  for (const id of ['rohan', 'kwame']) {
    const introduction = await as(id).sees(/You will get on well/);
    expect(steps.labels(introduction)).toContain('First meeting checklist');
  }
  await press('kwame', await as('kwame').sees(/You will get on well/), /^First meeting checklist/);
  await as('kwame').sees(/Talk these through/);
});

test('ground rules put down after the first part are found again, and are agreed across both platforms', async () => {
  const page = await steps.openMentoring(as('kwame'), 'rohan');
  await press('kwame', page, /^Propose ground rules/);
  await as('kwame').submit({ 'What you hope to achieve': aim });
  const again = await steps.openMentoring(as('kwame'), 'rohan');
  await press('kwame', again, /^Propose ground rules/);
  const { fields } = await as('kwame').form();
  expect(JSON.stringify(fields)).toContain(aim);
  await as('kwame').submit({ 'Boundaries, and roles that could conflict': boundary });
  await as('kwame').submit({
    'Records of your meetings': 'Shared by both',
    'Topics are named so many days ahead': 2,
    'Who books the meetings': 'The mentee',
  });
  const asked = await as('rohan').sees(/Ground rules to agree/);
  await press('rohan', asked, /^Read the ground rules/);
  await as('rohan').press('Agree to these rules', asked.id);
  await as('kwame').sees(/has agreed to the ground rules/);
  const drafts = await inside.query('select id from rules_draft');
  expect(drafts).toEqual([]);
});

test('the mentee proposes a change from Slack, and the mentor reads what is different', async () => {
  const page = await steps.openMentoring(as('rohan'), 'kwame');
  await press('rohan', page, /^Read the ground rules/);
  await as('rohan').press('Suggest changes to the rules');
  await as('rohan').submit({});
  await as('rohan').submit({ 'Length of a meeting in minutes': 45 });
  const asked = await as('kwame').sees(/Length: 45 minutes \(was 60 minutes\)|45 minutes \(was 60/);
  await press('kwame', asked, /^Agree to these rules/);
  await as('rohan').sees(/has agreed to the ground rules/);
});

test('two days ahead the mentee is asked for topics, and the mentor reads them behind a button', async () => {
  await steps.moveUntil(app.client, 'preparation.ask');
  const asked = await as('rohan').sees(/Before you meet on/);
  await press('rohan', asked, /^Write my topics/);
  await as('rohan').submit({ 'What you would like to talk about': topic });
  await as('rohan').sees(/Your topics for .* are kept/);
  // It is night where the mentor lives, who is told in the morning.
  await app.client.move({ by: '6h' });
  const told = await as('kwame').sees(/names topics/);
  expect(await saidTo('kwame')).not.toContain(topic);
  await press('kwame', told, /^Topics for/);
  await as('kwame').sees(new RegExp(topic));
});

test('the record says how long they really met and what it was about, and the hours count it', async () => {
  await steps.moveUntil(app.client, 'meeting.did-you-meet');
  await steps.writeRecord(as('kwame'), {
    'What did you discuss': discussed,
    Topics: ['Exams and ARCP'],
    'Other topics': 'Saying no',
    'Minutes that you really met': 40,
    'Minutes you gave to preparing': 15,
  });
  const told = await as('rohan').sees(/wrote a record/);
  await press('rohan', told, /^Read the record/);
  const row = await inside.one<{ held_minutes: number; preparation_minutes: number; topics: Buffer }>(
    `select held_minutes, preparation_minutes, topics from meeting
      join session_record on session_record.meeting_id = meeting.id`,
    [],
  );
  expect(row).toMatchObject({ held_minutes: 40, preparation_minutes: 15 });
  expect(row.topics.toString('latin1')).not.toContain('Saying no');
  const { text } = { text: JSON.stringify(await as('rohan').screen()) };
  expect(text).toContain('Saying no');
});

test('nothing that the two wrote stands in a coordinator’s chat', async () => {
  const said = await saidTo('helen');
  for (const planted of [aim, boundary, topic, discussed]) expect(said).not.toContain(planted);
});
