/**
 * Every control that was once somebody's, pressed and sent by that very person when its time is over: what it was about
 * has been withdrawn, cancelled, answered or ended. They read what happened, and nothing happens twice.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import { aRoundInside } from '../support/inside-rounds.ts';
import { actions, goodAnswers, parts, rightful } from '../support/rightful.ts';
import type { Subject } from '../support/rightful.ts';
import * as steps from '../support/steps.ts';

let app: InsideApp;
let inside: Inside;
let hands: Hands;
let subjects: Readonly<Partial<Record<Subject, string>>>;

/** What belongs to oneself or to a scheme has no end; neither has reading what one may read. */
const over: readonly Subject[] = [
  'request',
  'proposal',
  'countered',
  'suggestion',
  'question',
  'contact',
  'relationship',
  'coming',
  'past',
  'round',
  'pair',
  'upload',
];
const stale = actions.filter(
  // The lists of a discarded round are there to be read, and closing words are for the time after.
  ({ control, dialog }) =>
    over.includes(rightful[control]?.upon ?? 'self') && control !== 'round.list' && dialog !== 'closing',
);

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  hands = handsOn(app.playground);
  const { client } = app;
  const { as } = client;
  await steps.offer(as(parts.mentor), { [steps.PORTRAIT]: 'A surgeon who likes questions.' });
  await steps.letChoose(inside);
  const { id: asked } = await steps.askFirst(client, as(parts.asking), parts.mentor, 'Do you know rotas?');
  await as(parts.mentor).press('I would rather not answer', asked);
  await steps.letChoose(inside, false);
  await steps.ask(client, as(parts.mentee));
  await steps.putTo(client, as('helen'), parts.mentee, [parts.mentor]);
  await steps.accept(as(parts.mentor), parts.mentee);
  await steps.ask(client, as(parts.asking));
  await steps.putTo(client, as('grace'), parts.asking, [parts.asked, parts.countering, parts.declining]);
  await steps.decline(as(parts.declining), parts.asking, undefined, {
    'Is there a colleague who could help?': parts.suggested,
    'Or somebody outside?': 'The education centre',
  });
  await as(parts.suggested).sees(/thought of you/);
  await steps.suggestTimes(client, as(parts.countering), parts.asking);
  const names = Buffer.from('name,email\nAsha Testwell,asha.testwell@meadowbank.example\n');
  await as(parts.sender).act({ attach: [{ name: 'people.csv', base64: names.toString('base64') }] });
  const ready = await as(parts.sender).sees(/Import "people.csv"/);
  const { id: upload } = await inside.one<{ id: string }>('select id from upload');
  await as(parts.sender).press('Import now', ready.id);
  await as(parts.sender).sees(/"people.csv" is imported/);

  const idOf = async (sql: string, ...values: string[]): Promise<string> =>
    (await inside.one<{ id: string }>(sql, values)).id;
  const byMentor = 'select id from proposal where mentor_id = $1';
  const meeting = await idOf('select id from meeting');
  subjects = {
    request: await idOf('select id from request where mentee_id = $1', await inside.personId(parts.asking)),
    proposal: await idOf(byMentor, await inside.personId(parts.asked)),
    countered: await idOf(byMentor, await inside.personId(parts.countering)),
    question: await idOf('select id from question'),
    suggestion: await idOf('select id from referral where colleague_id is not null'),
    contact: await idOf(`select id from referral where state = 'outside'`),
    relationship: await idOf('select id from relationship'),
    coming: meeting,
    past: meeting,
    ...(await aRoundInside(inside, 'discarded')),
    upload,
  };

  await as(parts.asking).type('/mentor end');
  const choice = await as(parts.asking).sees(/What would you like to end/);
  await as(parts.asking).press(steps.labelOf(choice, /^Withdraw request/), choice.id);
  await as(parts.asking).sees(/You withdrew your request/);
  await as(parts.mentee).type('/mentor end');
  await as(parts.mentee).submit({ 'How it ends': 'It never started' });
  await as(parts.mentor).sees(/Your mentoring has ended/);
}, 60_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

const traces = ['inbox', 'reference', 'account', 'data_key', 'drain', 'audit', 'outbox', 'message'];

function someone(id: string): RosterPerson {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

describe.each(stale)('$control, too late', ({ control, dialog, action, form }) => {
  test('says what has happened, to everybody whose it was, and changes nothing', async () => {
    const { upon, may } = rightful[control] ?? { upon: 'self', may: [] };
    const subject = subjects[upon] ?? '';
    const before = await inside.digest(traces);
    for (const id of may) {
      const reference = await inside.mint({ dialog, action, subject });
      const pressed = await hands.press(someone(id), reference);
      const sent = form ? await hands.submit(someone(id), reference, goodAnswers) : pressed;
      for (const { status, shown } of [pressed, sent]) {
        expect(status).toBe(200);
        expect(shown, id).toMatch(
          /no longer|has ended|cancelled|withdrew|withdrawn|nothing left|Nothing is|is discarded|is over|not paused|Not paused|Ground rules|no record/i,
        );
        expect(shown, id).not.toMatch(/did not work|not yours/);
      }
    }
    expect(await inside.digest(traces)).toEqual(before);
  });
});

test('no card of theirs has a button that leads nowhere', async () => {
  for (const id of [parts.asked, parts.countering, parts.asking, parts.mentee, parts.mentor]) {
    const { messages } = await app.client.as(id).screen();
    const dead = messages
      .flatMap(steps.labels)
      .filter((label) =>
        /^(Accept|Suggest other|Suggest different|Decline|Withdraw my|Move meet|Running late|Choose one)/.test(
          label,
        ),
      );
    expect(dead, id).toEqual([]);
  }
});

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
});
