/**
 * Every control that there is, pressed and sent by everybody whom it is not for, with the rightful person's own
 * reference and through the real platforms' requests: refused kindly, nothing changed, nothing told.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { shippedOutsideSchemes } from '../../src/mentoring/outside-schemes-data.ts';
import type { Reference } from '../../src/ui/reference.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import { aRoundInside } from '../support/inside-rounds.ts';
import { actions, goodAnswers, parts, rightful, timers } from '../support/rightful.ts';
import type { Subject } from '../support/rightful.ts';
import * as steps from '../support/steps.ts';

/** Words that only some may read; a refusal has none of them. */
const confidential = {
  question: 'PLANTED-QUESTION',
  request: 'PLANTED-REQUEST',
  declined: 'PLANTED-DECLINED',
  contact: 'PLANTED-CONTACT',
  rules: 'PLANTED-RULES',
  record: 'PLANTED-RECORD',
  reflection: 'PLANTED-REFLECTION',
  step: 'PLANTED-STEP',
};

let app: InsideApp;
let inside: Inside;
let hands: Hands;
let subjects: Readonly<Record<Subject, string>>;
let cardsBefore: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  hands = handsOn(app.playground);
  const { client } = app;
  const { as } = client;
  await steps.offer(as(parts.mentor), { [steps.PORTRAIT]: 'A surgeon who likes questions.' });
  await steps.letChoose(inside);
  await steps.askFirst(client, as(parts.asking), parts.mentor, confidential.question);
  await steps.letChoose(inside, false);
  await steps.ask(client, as(parts.mentee), { 'In your own words': confidential.request });
  await steps.putTo(client, as('helen'), parts.mentee, [parts.mentor, 'christina']);
  await steps.decline(as('christina'), parts.mentee, { text: confidential.declined, share: false });
  await steps.accept(as(parts.mentor), parts.mentee);
  await steps.settleRules(as(parts.mentee), as(parts.mentor), 'Shared by both', {
    'What you hope to achieve': confidential.rules,
  });
  await steps.moveUntil(client, 'meeting.did-you-meet');
  await steps.writeRecord(as(parts.mentor), {
    'What did you discuss': confidential.record,
    'Action 1': confidential.step,
    'Your own reflection': confidential.reflection,
    'Date of your next meeting': await steps.dayIn(client, 20),
    'Time of your next meeting': '12:30',
  });
  await steps.ask(client, as(parts.asking), { 'In your own words': confidential.request });
  await steps.putTo(client, as('grace'), parts.asking, [parts.asked, parts.countering, 'christina']);
  await steps.decline(
    as(parts.declining),
    parts.asking,
    { text: confidential.declined, share: false },
    {
      'Is there a colleague who could help?': parts.suggested,
      'Or somebody outside?': confidential.contact,
    },
  );
  await as(parts.suggested).sees(/thought of you/);
  await steps.suggestTimes(client, as(parts.countering), parts.asking);
  await anotherScheme();
  const names = Buffer.from('name,email\nAsha Testwell,asha.testwell@meadowbank.example\n');
  await as(parts.sender).act({ attach: [{ name: 'people.csv', base64: names.toString('base64') }] });
  await as(parts.sender).sees(/Import "people.csv"/);

  const idOf = async (sql: string, ...values: string[]): Promise<string> =>
    (await inside.one<{ id: string }>(sql, values)).id;
  const byMentor = 'select id from proposal where mentor_id = $1 order by sent_at desc limit 1';
  subjects = {
    self: await inside.personId(parts.mentee),
    request: await idOf('select id from request where mentee_id = $1', await inside.personId(parts.asking)),
    proposal: await idOf(byMentor, await inside.personId(parts.asked)),
    countered: await idOf(byMentor, await inside.personId(parts.countering)),
    question: await idOf('select id from question'),
    lookout: await idOf(
      `insert into lookout select organisation_id, gen_random_uuid(), id, $1, now(), now(), now() from scheme
        where name = 'Meadowbank Mentoring' returning id`,
      await inside.personId(parts.asking),
    ),
    suggestion: await idOf(`select id from referral where state = 'asked'`),
    contact: await idOf(`select id from referral where state = 'outside'`),
    relationship: await idOf('select id from relationship'),
    coming: await idOf(`select id from meeting where state = 'booked'`),
    past: await idOf(`select id from meeting where state = 'met'`),
    scheme: await idOf(`select id from scheme where name = 'Meadowbank Mentoring'`),
    ...(await aRoundInside(inside, 'ready')),
    entry: shippedOutsideSchemes[0]?.id ?? '',
    upload: await idOf('select id from upload'),
  };
  cardsBefore = await everyMessage();
}, 60_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

async function anotherScheme(): Promise<void> {
  const { organisationId } = inside;
  await inside.query(
    `insert into scheme select organisation_id, gen_random_uuid(), 'Elsewhere', about, areas, cadence_days, meeting_minutes,
      reply_days, expiry_days, confidentiality, confidentiality_version, digest, accepts_requests, created_at, updated_at
      from scheme`,
  );
  await inside.query(
    `insert into coordinator (organisation_id, scheme_id, person_id) select $1, id, $2 from scheme where name = 'Elsewhere'`,
    [organisationId, await inside.personId(parts.elsewhere)],
  );
}

/** What a press or a form reads and leaves behind however it ends: that it came, and what it was answered. */
const traces = ['inbox', 'reference', 'account', 'data_key', 'drain'];

function strangersTo(control: string): readonly RosterPerson[] {
  const may = rightful[control]?.may ?? [];
  return roster.people.filter(({ id }) => !may.includes(id));
}

function referenceFor({ control, dialog, action }: (typeof actions)[number]): Promise<Reference> {
  const { upon } = rightful[control] ?? {};
  if (upon === undefined) throw new Error(`${control} is not in the table of who may`);
  return inside.mint({ dialog, action, subject: subjects[upon] });
}

/** Nobody's name and nobody's words but the stranger's own. */
function expectNothingTold(shown: string, to: RosterPerson): void {
  for (const word of Object.values(confidential)) expect(shown).not.toContain(word);
  for (const id of [parts.mentee, parts.mentor, parts.asking, parts.asked, parts.countering, 'christina'])
    if (id !== to.id) expect(shown).not.toContain(steps.nameOf(id));
}

/** Every message on everybody's screen: who sees it, what it says, and what can be pressed on it. */
async function everyMessage(): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const { id } of roster.people)
    for (const message of (await app.client.as(id).screen()).messages)
      all.set(`${id} ${message.id}`, [message.text, ...steps.labels(message)].join(' | '));
  return all;
}

test('the table of who may use which control knows every action that there is', () => {
  expect(actions.map(({ control }) => control).toSorted()).toEqual(Object.keys(rightful).toSorted());
});

test('a reference that somebody’s card carries is the one that these tests try', async () => {
  const { payload } = await app.client.as(parts.asked).sees(steps.lookingFor(parts.asking));
  const accept = { dialog: 'answer-proposal', action: 'accept', subject: subjects.proposal };
  expect(JSON.stringify(payload)).toContain(await inside.mint(accept));
});

describe.each(actions)('$control', (one) => {
  const strangers = strangersTo(one.control);

  test('is refused kindly to everybody else, says nothing of anybody, and changes nothing', async () => {
    const reference = await referenceFor(one);
    const time = await steps.firstTime(inside, subjects.proposal);
    const answers = one.control === 'answer-proposal.accept' ? { ...goodAnswers, time } : goodAnswers;
    const before = await inside.digest(traces);
    for (const stranger of strangers) {
      const pressed = await hands.press(stranger, reference);
      expect(pressed.shown, stranger.id).toContain('This is not yours to use');
      expectNothingTold(pressed.shown, stranger);
      if (!one.form) continue;
      const sent = await hands.submit(stranger, reference, answers);
      expect(sent.shown, stranger.id).toContain('This is not yours to use');
      expectNothingTold(sent.shown, stranger);
    }
    expect(await inside.digest(traces)).toEqual(before);
  });
});

describe.each(timers)('$control, which nobody presses', ({ dialog, action }) => {
  test('is nothing to anybody, not even to those whom it is about', async () => {
    const before = await inside.digest(traces);
    for (const subject of new Set(Object.values(subjects))) {
      const reference = await inside.mint({ dialog, action, subject });
      for (const { id } of [{ id: parts.mentee }, { id: parts.mentor }, { id: 'helen' }]) {
        const { shown } = await hands.press(someone(id), reference);
        expect(shown).toContain('That is no longer here');
      }
    }
    expect(await inside.digest(traces)).toEqual(before);
  });
});

describe('those who stand close', () => {
  test('nobody but the author reads a reflection, however the record is opened', async () => {
    const read = await inside.mint({ dialog: 'meeting', action: 'read', subject: subjects.past });
    const record = await inside.mint({ dialog: 'meeting', action: 'record', subject: subjects.past });
    const mentee = someone(parts.mentee);
    expect((await hands.press(mentee, read)).shown).toContain(confidential.record);
    for (const reference of [read, record])
      expect((await hands.press(mentee, reference)).shown).not.toContain(confidential.reflection);
    expect((await hands.press(someone(parts.mentor), read)).shown).toContain(confidential.reflection);
  });

  test('one who proposed ground rules cannot agree to them for the other', async () => {
    const before = await inside.digest(traces);
    const agree = { dialog: 'relationship', action: 'agree', subject: subjects.relationship };
    const { shown } = await hands.press(someone(parts.mentee), await inside.mint(agree));
    expect(shown).toMatch(/agreed/);
    expect(await inside.digest(traces)).toEqual(before);
  });
});

describe('after all that', () => {
  test('no card on anybody’s screen has changed', async () => {
    const after = await everyMessage();
    expect(cardsBefore.size).toBeGreaterThan(30);
    for (const [where, said] of cardsBefore) expect(after.get(where), where).toBe(said);
  });

  test('every card still works for whom it is', async () => {
    const { as } = app.client;
    await steps.accept(as(parts.asked), parts.asking);
    await as(parts.asking).sees(/You have a mentor/);
    await steps.openMentoring(as(parts.mentor), parts.mentee);
    await as(parts.mentor).press('End the mentoring');
    await as(parts.mentor).submit({ 'How it ends': 'It has come to its natural end' });
    await as(parts.mentee).sees(/Your mentoring has ended/);
  });
});

function someone(id: string): RosterPerson {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}
