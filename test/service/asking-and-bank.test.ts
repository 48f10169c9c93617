/**
 * Asking in every way that a scheme has, end to end through both real SDKs: from the list of its mentors, three at once or
 * one after the other, by name; changed and withdrawn; and a question first.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';

/** Mentors of both platforms; whoever asks is on one of them. */
const mentors = ['priya', 'bola', 'kwame'] as const;
const [first, second, third] = mentors;

let app: TestApp;
let inside: Inside;
beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
  for (const id of mentors)
    await steps.offer(app.client.as(id), {
      [steps.PORTRAIT]: `I am ${id}, and like to listen.`,
      'How many people at once?': 4,
    });
  await steps.letChoose(inside);
}, 60_000);
afterAll(async () => {
  await inside.close();
  await app.stop();
});

const sides = [
  { platform: 'Slack', askerId: 'rohan' },
  { platform: 'Teams', askerId: 'lukasz' },
] as const;

describe.each(sides)('somebody on $platform', ({ askerId }) => {
  const asker = () => app.client.as(askerId);

  const choose = async (ids: readonly string[]): Promise<void> => {
    await asker().type('/mentor mentors');
    for (const id of ids) {
      await asker().press(`See ${steps.nameOf(id)}`);
      await asker().press('Add to my choice');
    }
    await asker().sees(/Your choice so far/);
  };
  const withdraw = async (): Promise<void> => {
    await asker().type('/mentor ask');
    const status = await asker().sees(/Your request for a mentor/);
    await asker().press('Withdraw my request', status.id);
    await asker().sees(/You withdrew your request/);
  };
  const statesOf = async (): Promise<readonly string[]> => {
    const rows = await inside.query<{ state: string }>(
      `select proposal.state from proposal join request on request.id = request_id
       where mentee_id = $1 and request.state in ('waiting', 'proposed') order by sent_at, ordinal`,
      [await inside.personId(askerId)],
    );
    return rows.map(({ state }) => state);
  };

  test('finds a mentor by words, asks a question first, and has the answer', async () => {
    await asker().type('/mentor mentors');
    await asker().press('Look for something');
    await asker().submit({ 'In your own words': first });
    expect((await asker().sees(/Mentors to choose from/)).text).toContain(
      `I am ${first}, and like to listen.`,
    );
    const asked = await steps.askFirst(app.client, asker(), first, `Do you know rotas? (${askerId})`);
    expect(asked.text).toContain(`Do you know rotas? (${askerId})`);
    await app.client.as(first).press('Answer the question', asked.id);
    await app.client.as(first).submit({ 'Your answer': 'I write ours.' });
    const answered = await asker().sees(/has answered you/);
    expect(answered.text).toContain('I write ours.');
    expect(steps.labels(answered)).toContain('Ask this mentor');
  });

  test('asks three at once, takes one out, changes the words, and withdraws', async () => {
    await choose(mentors);
    await asker().press('Ask the three I chose');
    await asker().submit(await steps.askAnswers(app.client, { 'In your own words': 'As it was.' }));
    const status = await asker().sees(/Your request is before three mentors now/);
    for (const id of mentors) await app.client.as(id).sees(/has chosen you in/);
    expect(await statesOf()).toEqual(['open', 'open', 'open']);

    await asker().press('Change my request', status.id);
    const wishes = 'Whom of those you chose may we go on asking?';
    const kept = [
      await steps.optionOf(asker(), wishes, new RegExp(steps.nameOf(first))),
      await steps.optionOf(asker(), wishes, new RegExp(steps.nameOf(second))),
    ];
    await asker().submit({ [wishes]: kept, 'In your own words': 'As it is now.' });
    expect((await app.client.as(first).sees(/has changed their request/)).text).toContain('As it is now.');
    await app.client.as(third).sees(/This request is no longer open/);
    expect(await statesOf()).toEqual(['open', 'open', 'withdrawn']);
    await withdraw();
    await app.client.as(first).sees(/This request is no longer open/);
  });

  test('asks one after the other: the next is asked when the one before says no, and nobody says who', async () => {
    await choose([second, third]);
    await asker().press('Ask the two I chose');
    await asker().submit(
      await steps.askAnswers(app.client, {
        'How should they be asked?': 'One after the other, in the order in which I chose them',
      }),
    );
    await asker().sees(/They are asked one after the other/);
    expect(await statesOf()).toEqual(['open', 'queued']);
    await steps.decline(app.client.as(second), askerId);
    await app.client.as(third).sees(steps.lookingFor(askerId));
    expect(await statesOf()).toEqual(['declined', 'open']);
    const { messages } = await asker().screen();
    expect(messages.map(({ text }) => text).join('\n')).not.toMatch(/declined/);
    await withdraw();
  });

  test('asks somebody by name, who accepts and is their mentor', async () => {
    await asker().type('/mentor ask');
    await asker().press('Ask somebody I have in mind');
    await asker().submit(
      await steps.askAnswers(app.client, { 'Is there a mentor you have in mind?': first }),
    );
    await asker().sees(/Your request is before one mentor now/);
    await steps.accept(app.client.as(first), askerId);
    await asker().sees(/You have a mentor/);
  });
});

test('what somebody declared of themselves is seen by them and the coordinators, and by nobody else', async () => {
  const declared = 'I am new to working in this country.';
  await inside.query(`update scheme set kind = 'targeted', eligibility = $1`, [declared]);
  const asker = app.client.as('amara');
  await asker.type('/mentor ask');
  await asker.press('Ask somebody I have in mind');
  await asker.submit(
    await steps.askAnswers(app.client, {
      'Can you say this of yourself?': true,
      'Is there a mentor you have in mind?': second,
    }),
  );
  await app.client.as(second).sees(steps.lookingFor('amara'));
  const triage = await app.client.as('helen').sees(new RegExp(`${steps.nameOf('amara')} asks for a mentor`));
  expect(triage.text).not.toContain(declared);
  await app.client.as('helen').press('Read what they declared', triage.id);
  expect((await app.client.as('helen').sees(/They declared of themselves/)).text).toContain(declared);
  for (const id of [...mentors, 'marcus'])
    for (const { text } of (await app.client.as(id).screen()).messages) expect(text).not.toContain(declared);
});

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
});
