/** Who may never mentor whom, and what nobody may learn from that: blocks, reporting lines, full mentors, races. */

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import { handsOn } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

let app: InsideApp;
let inside: Inside;

beforeEach(async () => {
  app = await startInside();
  inside = await insideOf(app);
}, 60_000);

afterEach(async () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed')).toEqual([]);
  await inside.close();
  await app.stop();
});

const as = (id: string) => app.client.as(id);

/** As people do it themselves, in private. */
async function block(blocker: string, blocked: string): Promise<void> {
  await toAvoid(blocker);
  await as(blocker).press('Name somebody');
  await as(blocker).submit({ 'Whom would you rather not be matched with?': [blocked] });
  await expect.poll(() => seenBy(blocker)).toMatch(new RegExp(`Saved\\.[^]*${steps.nameOf(blocked)}`));
  if ((await as(blocker).screen()).form !== null) await as(blocker).act({ dismiss: true });
}

async function toAvoid(blocker: string): Promise<void> {
  await as(blocker).type('/mentor privacy');
  await as(blocker).press('People to avoid');
}

async function manages(manager: string, managed: string, kind = 'line manager'): Promise<void> {
  await inside.query(
    `insert into reporting_line (organisation_id, id, person_id, manager_id, kind, created_at, updated_at)
      values ($1, $2, $3, $4, $5, now(), now())`,
    [
      inside.organisationId,
      randomUUID(),
      await inside.personId(managed),
      await inside.personId(manager),
      kind,
    ],
  );
}

async function relationships(): Promise<number> {
  return (await inside.query('select from relationship')).length;
}

/** Everything that somebody can read. */
async function seenBy(id: string): Promise<string> {
  const { messages, home, form } = await as(id).screen();
  return [...messages.map(({ text }) => text), home?.text ?? '', form?.text ?? ''].join('\n');
}

/** What becomes of a mentor's card when the request is simply withdrawn: the words that any other reason must share. */
async function cardAfterWithdrawal(mentor: string, mentee: string): Promise<string> {
  await steps.ask(app.client, as(mentee));
  await steps.putTo(app.client, as('helen'), mentee, [mentor]);
  const { id } = await as(mentor).sees(steps.lookingFor(mentee));
  await as(mentee).press('Withdraw my request');
  const ended = await as(mentor).sees(/This request is no longer open/);
  expect(ended.id).toBe(id);
  return ended.text;
}

describe.each([
  { who: 'the mentee blocks the mentor', mentee: 'rohan', mentor: 'bola', by: 'mentee' },
  { who: 'the mentor blocks the mentee', mentee: 'rohan', mentor: 'bola', by: 'mentor' },
  { who: 'the mentee blocks the mentor, on Teams', mentee: 'lukasz', mentor: 'kwame', by: 'mentee' },
  { who: 'the mentor blocks the mentee, on Teams', mentee: 'lukasz', mentor: 'kwame', by: 'mentor' },
])('$who', ({ mentee, mentor, by }) => {
  const [of, against] = by === 'mentee' ? [mentee, mentor] : [mentor, mentee];

  test('they are told nothing, and coordinators see no more than that somebody is not available', async () => {
    await steps.ask(app.client, as(mentee));
    await as('helen').sees(/asks for a mentor/);
    const before = await seenBy(against);
    await block(of, against);
    expect(await seenBy(against)).toBe(before);
    expect(await seenBy('helen')).not.toMatch(/avoid|rather not|block/i);
  });

  test('taken back, they can be brought together again', async () => {
    await block(of, against);
    await toAvoid(of);
    await as(of).press(`Take back ${steps.nameOf(against)}`);
    await as(of).sees(/is no longer on your list/);
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as('helen'), mentee, [mentor]);
  });

  test('before anybody is asked: the mentor cannot be chosen, not even by a forged form', async () => {
    await block(of, against);
    await steps.ask(app.client, as(mentee));
    const card = await as('helen').sees(/asks for a mentor/);
    await as('helen').press('Choose whom to ask', card.id);
    const form = await as('helen').form();
    expect(form.fields[0]?.options.join()).not.toContain(steps.nameOf(mentor));
    expect(await seenBy('helen')).not.toMatch(/block/i);

    const { id } = await inside.one<{ id: string }>('select id from request');
    const propose = await inside.mint({ dialog: 'triage', action: 'propose', subject: id });
    const mentors = [await inside.personId(mentor)];
    const coordinator = roster.people.find((one) => one.id === 'grace');
    if (coordinator === undefined) throw new Error('Grace coordinates');
    const { shown } = await handsOn(app.playground).submit(coordinator, propose, { mentors });
    expect(shown).toContain('no longer offered');
    expect(await inside.query('select from proposal')).toEqual([]);
  });

  test('between the question and the yes: the mentor reads what everybody reads of a withdrawn request', async () => {
    const withdrawn = await cardAfterWithdrawal(mentor, 'amara');
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as('helen'), mentee, [mentor]);
    await block(of, against);
    const card = await as(mentor).sees(steps.lookingFor(mentee));
    await as(mentor).press('Accept and choose a time', card.id);
    await as(mentor).submit({
      'When will you first meet?': await steps.optionOf(as(mentor), 'When will you first meet?', /:/),
    });
    await expect
      .poll(async () => (await as(mentor).screen()).messages.find(({ id }) => id === card.id)?.text)
      .toBe(withdrawn);
    expect(await relationships()).toBe(0);
    for (const id of [mentor, mentee, 'helen']) expect(await seenBy(id)).not.toMatch(/block/i);
    const { id: own } = await as(mentee).sees(/Your request for a mentor/);
    const news = (await as(mentee).screen()).messages.find(({ id }) => id === own)?.text;
    expect(news).not.toContain(steps.nameOf(mentor));
    await as('helen').sees(/asks for a mentor/);
  });

  test('between the other times and the mentee’s choice: nobody becomes a pair', async () => {
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as('helen'), mentee, [mentor]);
    await steps.suggestTimes(app.client, as(mentor), mentee);
    const times = await as(mentee).sees(/A mentor suggests other times/);
    await block(of, against);
    await as(mentee).press('Choose one of these times', times.id);
    await as(mentee).submit({
      'When will you first meet?': await steps.optionOf(as(mentee), 'When will you first meet?', /:/),
    });
    await as(mentee).sees(/These times are no longer open/);
    await as(mentor).sees(/This request is no longer open/);
    expect(await relationships()).toBe(0);
    // Whoever made the choice reads the name in their own list.
    if (of === mentor) expect(await seenBy(mentee)).not.toContain(steps.nameOf(mentor));
  });
});

describe('whoever manages or assesses the mentee', () => {
  test('is never a candidate, nor somebody to have in mind', async () => {
    await steps.offer(as('marcus'));
    await as('amara').type('/mentor ask');
    const answers = await steps.askAnswers(app.client, { 'Is there a mentor you have in mind?': 'marcus' });
    const { form } = await as('amara').submit(answers);
    expect(form?.fields.find(({ error }) => error !== null)?.error).toMatch(/manages or assesses you/);
    expect(form?.fields.find(({ label }) => /in mind/.test(label))?.value).toContain(steps.nameOf('marcus'));
    await as('amara').submit({ 'Is there a mentor you have in mind?': null });
    const card = await as('helen').sees(/asks for a mentor/);
    await as('helen').press('Choose whom to ask', card.id);
    expect((await as('helen').form()).fields[0]?.options.join()).not.toContain(steps.nameOf('marcus'));
  });

  test.each([
    { line: 'becomes the line manager', add: () => manages('bola', 'rohan') },
    { line: 'becomes the appraiser', add: () => manages('bola', 'rohan', 'appraiser') },
    {
      line: 'becomes the manager of the manager',
      add: async () => {
        await manages('marcus', 'rohan');
        await manages('bola', 'marcus');
      },
    },
  ])('cannot accept either, when somebody who was asked $line meanwhile', async ({ add }) => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['bola']);
    const card = await as('bola').sees(steps.lookingFor('rohan'));
    await as('bola').press('Accept and choose a time', card.id);
    const time = await steps.optionOf(as('bola'), 'When will you first meet?', /:/);
    await add();
    await as('bola').submit({ 'When will you first meet?': time });
    await as('bola').sees(/This request is no longer open/);
    expect(await relationships()).toBe(0);
    await as('helen').sees(/asks for a mentor/);
  });

  test.each([
    { how: 'the mentee names them', named: true },
    { how: 'the directory knows it', named: false },
  ])('does not look after the request as a coordinator, nor learn of it, when $how', async ({ named }) => {
    if (!named) await manages('helen', 'rohan');
    await steps.ask(app.client, as('rohan'), {
      'In your own words': 'My manager is the problem',
      ...(named ? { 'Who manages or assesses you?': ['helen'] } : {}),
    });
    await as('grace').sees(/asks for a mentor/);
    await as('helen').type('/mentor admin');
    await as('helen').sees(/the desk/);
    const seen = await seenBy('helen');
    expect(seen).toContain('Nobody is waiting for a mentor.');
    expect(seen).not.toMatch(/request|My manager is|Rohan|manage/);
  });

  test.each([
    { how: 'the mentee names them', named: true },
    { how: 'the directory knows it', named: false },
  ])('learns nothing as a coordinator of the whole way to the end, when $how', async ({ named }) => {
    if (!named) await manages('helen', 'rohan');
    await steps.ask(app.client, as('rohan'), named ? { 'Who manages or assesses you?': ['helen'] } : {});
    await steps.putTo(app.client, as('grace'), 'rohan', ['kwame']);
    await steps.accept(as('kwame'), 'rohan');
    await as('rohan').type('/mentor end');
    await as('rohan').submit({ 'How it ends': 'Circumstances have changed' });
    await as('grace').sees(/A mentoring relationship has ended/);
    const { messages } = await as('helen').screen();
    expect(messages.filter(({ channel }) => channel === 'Rapport')).toEqual([]);
    const { id } = await inside.one<{ id: string }>('select id from request');
    const show = await inside.mint({ dialog: 'triage', action: 'show', subject: id });
    const helen = roster.people.find((one) => one.id === 'helen');
    if (helen === undefined) throw new Error('Helen coordinates');
    const { shown } = await handsOn(app.playground).press(helen, show);
    expect(shown).not.toMatch(/Rohan|Kwame/);
  });

  test('nobody looks after it where all coordinators do, until one is added who may; the mentee is told of both', async () => {
    await manages('helen', 'rohan');
    await steps.ask(app.client, as('rohan'), { 'Who manages or assesses you?': ['grace'] });
    await as('rohan').sees(/Nobody can look after your request yet/);
    for (const id of ['helen', 'grace']) expect(await seenBy(id)).not.toMatch(/asks for a mentor|Rohan/);
    await as('helen').type('/mentor admin');
    await as('helen').press('Change the coordinators');
    await as('helen').press('Add a coordinator');
    await as('helen').submit({ 'Who is to coordinate with you?': 'sian' });
    await as('sian').sees(/You now coordinate/);
    await as('sian').sees(/Rohan Deshmukh asks for a mentor/);
    await as('rohan').sees(/Your request is with the coordinators/);
    for (const id of ['helen', 'grace']) expect(await seenBy(id)).not.toMatch(/asks for a mentor|Rohan/);
  });
});

describe('a mentor’s last place', () => {
  test('is taken by one of two mentees, whichever yes comes first', async () => {
    await steps.offer(as('seyma'), { 'How many people at once?': 1 });
    for (const id of ['rohan', 'lukasz']) {
      await steps.ask(app.client, as(id));
      await steps.putTo(app.client, as('helen'), id, ['seyma']);
    }
    await steps.accept(as('seyma'), 'rohan');
    await as('seyma').press(
      'Accept and choose a time',
      (await as('seyma').sees(steps.lookingFor('lukasz'))).id,
    );
    await as('seyma').sees(/You have no free place/);
    expect(await relationships()).toBe(1);
    await as('seyma').type('/mentor offer');
    await as('seyma').submit({ 'How many people at once?': 2 });
    const again = await as('seyma').sees(/You have no free place/);
    await as('seyma').press('Accept and choose a time', again.id);
    expect((await as('seyma').form()).title).toBe('Accept and book');
  });
});

describe('two at once', () => {
  test('two mentors say yes to one mentee: one becomes the mentor, the other is thanked', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['bola', 'kwame', 'christina']);
    const mentors = ['bola', 'kwame', 'christina'];
    const times = await Promise.all(
      mentors.map(async (id) => {
        await as(id).press('Accept and choose a time', (await as(id).sees(steps.lookingFor('rohan'))).id);
        return steps.optionOf(as(id), 'When will you first meet?', /:/);
      }),
    );
    await Promise.all(
      mentors.map((id, index) => as(id).submit({ 'When will you first meet?': times[index] ?? '' })),
    );
    const said = await Promise.all(
      mentors.map((id) => as(id).sees(/You are mentoring|This request is no longer open/)),
    );
    expect(said.filter(({ text }) => text.startsWith('You are mentoring'))).toHaveLength(1);
    expect(await relationships()).toBe(1);
  });

  test('the mentor says yes while the mentee withdraws: one of the two happens, and both are told', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
    await as('kwame').press(
      'Accept and choose a time',
      (await as('kwame').sees(steps.lookingFor('rohan'))).id,
    );
    const time = await steps.optionOf(as('kwame'), 'When will you first meet?', /:/);
    await Promise.all([
      as('kwame').submit({ 'When will you first meet?': time }),
      as('rohan').press('Withdraw my request'),
    ]);
    const pairs = await relationships();
    await as('kwame').sees(pairs === 1 ? /You are mentoring/ : /This request is no longer open/);
    await as('rohan').sees(pairs === 1 ? /You have a mentor/ : /You withdrew your request/);
    const { state } = await inside.one<{ state: string }>('select state from request');
    expect(state).toBe(pairs === 1 ? 'matched' : 'withdrawn');
  });
});
