/** Answering a request in full, through both real SDKs and the real store: suggestions, a day to answer, slips, last places. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import { handsOn } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

const words = 'PLANTED-2604: I am thinking of leaving medicine';
const contact = 'PLANTED-2605, the postgraduate centre at Westmere';

let app: InsideApp;
let inside: Inside;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
}, 60_000);

afterAll(async () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
  await inside.close();
  await app.stop();
});

const as = (id: string) => app.client.as(id);

/** Everything that somebody can read. */
async function seenBy(id: string): Promise<string> {
  const { messages, home, form } = await as(id).screen();
  return [...messages.map(({ text }) => text), home?.text ?? '', form?.text ?? ''].join('\n');
}

/** The coordinators put the request to a mentor, who declines and suggests somebody. */
async function declinesFor(
  ids: { readonly mentee: string; readonly coordinator: string; readonly mentor: string },
  suggestion: steps.FormAnswers,
  asking: steps.FormAnswers = {},
): Promise<void> {
  await steps.ask(app.client, as(ids.mentee), asking);
  await steps.putTo(app.client, as(ids.coordinator), ids.mentee, [ids.mentor]);
  await steps.decline(as(ids.mentor), ids.mentee, undefined, suggestion);
  await as(ids.mentor).sees(/You declined this request[^]*Thank you for your suggestion, too/);
}

async function triageOf(coordinator: string, mentee: string): Promise<string> {
  return (await as(coordinator).sees(new RegExp(`${steps.nameOf(mentee)} asks for a mentor`))).text;
}

async function withdraws(mentee: string): Promise<void> {
  await as(mentee).press('Withdraw my request', (await as(mentee).sees(/Your request for a mentor/)).id);
  await as(mentee).sees(/You withdrew your request/);
}

describe('a colleague who was suggested, and has never offered', () => {
  test.each([
    { on: 'Slack', mentee: 'amara', coordinator: 'helen', mentor: 'bola', colleague: 'seyma' },
    { on: 'Teams', mentee: 'lukasz', coordinator: 'grace', mentor: 'kwame', colleague: 'priya' },
    { on: 'Slack and Teams', mentee: 'rohan', coordinator: 'grace', mentor: 'kwame', colleague: 'marcus' },
  ])('is asked without a name or a word, says yes, and accepts with a time, on $on', async (ids) => {
    const { mentee, mentor, colleague } = ids;
    await declinesFor(
      ids,
      { 'Is there a colleague who could help?': colleague },
      { 'In your own words': words },
    );
    const question = await as(colleague).sees(new RegExp(`${steps.nameOf(mentor)} thought of you`));
    expect(await seenBy(colleague)).not.toContain(words);
    expect(await seenBy(colleague)).not.toContain(steps.nameOf(mentee));
    expect(await seenBy(mentee)).not.toMatch(
      new RegExp(`${steps.nameOf(mentor)}|${steps.nameOf(colleague)}`),
    );
    await as(colleague).press('Yes, I would look at it', question.id);
    expect((await as(colleague).sees(steps.lookingFor(mentee))).text).toContain(words);
    await steps.accept(as(colleague), mentee);
    await as(mentee).sees(new RegExp(`${steps.nameOf(colleague)} is your mentor`));
    expect(await seenBy(mentee)).not.toContain(steps.nameOf(mentor));
    expect(
      await inside.one('select state, capacity from offer where person_id = $1', [
        await inside.personId(colleague),
      ]),
    ).toEqual({
      state: 'closed',
      capacity: 1,
    });
  });
});

describe('the chain of suggestions', () => {
  test('is for the coordinators: who may not be asked hears nothing, and a contact outside is passed on by a press', async () => {
    const ids = { mentee: 'sian', coordinator: 'helen', mentor: 'kwame' };
    await declinesFor(
      ids,
      { 'Is there a colleague who could help?': 'minseo', 'Or somebody outside?': contact },
      { 'Who manages or assesses you?': ['minseo'] },
    );
    expect(await seenBy('minseo')).not.toMatch(/thought of you/);
    await as('helen').sees(/who could not be asked/);
    const before = await triageOf('helen', 'sian');
    expect(before).toContain(
      `${steps.nameOf('kwame')} suggested ${steps.nameOf('minseo')}, who could not be asked`,
    );
    await as('helen').press(
      'Show it with all answers',
      (await as('helen').sees(/who could not be asked/)).id,
    );
    const shown = await as('helen').sees(new RegExp(contact));
    expect(await seenBy('sian')).not.toContain(contact);
    await as('helen').press('Pass the contact on', shown.id);
    expect((await as('sian').sees(/Somebody outside who could help/)).text).toContain(contact);
    expect(await seenBy('sian')).not.toContain(steps.nameOf('kwame'));
    await withdraws('sian');
  });

  test('keeps a contact sealed, and out of the log', async () => {
    const { rows } = {
      rows: await inside.query<{ contact: Buffer }>('select contact from referral where contact is not null'),
    };
    expect(rows).not.toEqual([]);
    for (const row of rows) expect(row.contact.toString('latin1')).not.toContain('PLANTED-2605');
    expect(JSON.stringify(app.log)).not.toMatch(/PLANTED-260/);
  });
});

describe('a day to answer, a slip, and a second request', () => {
  test('the mentee reads that a mentor is looking at it; a no by mistake is taken back, and accepted', async () => {
    await steps.ask(app.client, as('sian'), { 'In your own words': words });
    await steps.putTo(app.client, as('helen'), 'sian', ['christina']);
    await as('christina').press(
      'Answer on another day',
      (await as('christina').sees(steps.lookingFor('sian'))).id,
    );
    await as('christina').submit({});
    await as('sian').sees(/A mentor is looking at your request, and means to answer by/);
    await as('helen').sees(/means to answer by/);

    await steps.decline(as('christina'), 'sian');
    const slip = await as('christina').sees(/You declined this request/);
    await as('christina').press('I pressed the wrong button', slip.id);
    expect((await as('christina').sees(steps.lookingFor('sian'))).text).toContain(words);
    const [open] = await inside.query<{ state: string }>(
      `select proposal.state from proposal join request on request.id = request_id where mentor_id = $1 and mentee_id = $2`,
      [await inside.personId('christina'), await inside.personId('sian')],
    );
    expect(open?.state).toBe('open');
    await as('helen').sees(/It is before one mentor now/);
    await withdraws('sian');
  });

  test('who declined this mentee before is asked again on purpose only', async () => {
    await steps.ask(app.client, as('sian'));
    const triage = await as('helen').sees(/asks for a mentor/);
    await as('helen').press('Choose whom to ask', triage.id);
    const { label = '', options = [] } = (await as('helen').form()).fields[0] ?? {};
    const kwame = options.find((option) => option.startsWith(steps.nameOf('kwame'))) ?? '';
    expect(kwame).toContain('ask again, although they declined');
    const refused = await as('helen').submit({ [label]: [kwame] });
    expect(refused.form?.fields.map(({ error }) => error).join()).toMatch(/declined before/);
    await as('helen').submit({ [label]: [kwame], 'Ask somebody again who has declined?': true });
    await as('kwame').sees(steps.lookingFor('sian'));
    await withdraws('sian');
  });
});

describe('one mentor with one place, and two mentees', () => {
  test('two yeses at once: one of them begins, the other hears why and stays open', async () => {
    await steps.offer(as('amara'), { 'How many people at once?': 1 });
    for (const mentee of ['sian', 'priya']) {
      await steps.ask(app.client, as(mentee));
      await steps.putTo(app.client, as('helen'), mentee, ['amara']);
    }
    const amara = await inside.personId('amara');
    const open = await inside.query<{ id: string }>(
      `select id from proposal where mentor_id = $1 and state = 'open'`,
      [amara],
    );
    expect(open).toHaveLength(2);
    const someone = roster.people.find(({ id }) => id === 'amara');
    if (someone === undefined) throw new Error('Amara is in the roster');
    const hands = handsOn(app.playground);
    await Promise.all(
      open.map(async ({ id }) => {
        const reference = await inside.mint({ dialog: 'answer-proposal', action: 'accept', subject: id });
        return hands.submit(someone, reference, {
          time: await steps.firstTime(inside, id),
          place: 'video',
        });
      }),
    );
    await as('amara').sees(/You have no free place[^]*The request stays open to you meanwhile/);
    expect(await inside.query('select from relationship where mentor_id = $1', [amara])).toHaveLength(1);
    const states = await inside.query<{ state: string }>(
      'select state from proposal where mentor_id = $1 order by state',
      [amara],
    );
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'open']);
  });
});
