/**
 * Check-ins and reviews on each platform: two pairs are asked alone after a month and answer with one press, write words
 * for themselves, ask for somebody, are silent; they are reminded of their review, and asked when their term is over.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { findPlanted } from '../support/planted.ts';
import * as steps from '../support/steps.ts';

/** A mentee on Slack and one on Teams, each with a coordinator there; time passes for both at once. */
const sides = [
  { mentee: 'rohan', mentor: 'kwame', coordinator: 'helen' },
  { mentee: 'lukasz', mentor: 'bola', coordinator: 'grace' },
] as const;
const everybody = sides.flatMap(({ mentee, mentor }) => [mentee, mentor]);
const planted = { rohan: 'Planted8101', lukasz: 'Planted8102' };
/** Months pass in one test. */
const walk = { timeout: 90_000 };
const question = /: how does it go\?/;

let app: TestApp;
let inside: Inside;
const as = (id: string) => app.client.as(id);

beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
  await inside.query('update scheme set term_months = 6');
  for (const { mentee, mentor, coordinator } of sides) {
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as(coordinator), mentee, [mentor]);
    await steps.accept(as(mentor), mentee);
  }
}, 120_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

/** What they were asked, oldest first. */
async function rowsOf(id: string) {
  return inside.query<{ answer: string | null; answered: boolean; words: boolean }>(
    `select answer, answered_at is not null as answered, words is not null as words
       from check_in where person_id = $1 order by asked_at`,
    [await inside.personId(id)],
  );
}

/** How often somebody has this in front of them. */
async function count(id: string, pattern: RegExp): Promise<number> {
  const { messages } = await as(id).screen();
  return messages.filter(({ text }) => pattern.test(text)).length;
}

/** Time passes, a day or some at a time, until each of them has this in front of them. */
async function until(ids: readonly string[], pattern: RegExp, by = '2d'): Promise<void> {
  for (let moves = 0; moves < 60; moves += 1) {
    const counts = await Promise.all(ids.map((id) => count(id, pattern)));
    if (counts.every((one) => one > 0)) return;
    await app.client.move({ by });
  }
  throw new Error(`Nobody saw ${String(pattern)}`);
}

test('each of the two is asked alone after a month, and not before', walk, async () => {
  await until(everybody, /^Did you meet\?/);
  for (const { mentee } of sides) {
    const met = await as(mentee).sees(/^Did you meet\?/);
    await as(mentee).press(steps.labelOf(met, /^Yes, we met/), met.id);
  }
  for (const id of everybody) expect(await count(id, question)).toBe(0);
  await until(everybody, question);
  for (const id of everybody) {
    expect((await as(id).sees(question)).text).toContain('Your answer is yours alone');
    expect(await rowsOf(id)).toEqual([{ answer: null, answered: false, words: false }]);
  }
});

test('one press answers; the other one hears nothing of it, and it can be taken back', async () => {
  for (const { mentee, mentor } of sides) {
    const asked = await as(mentee).sees(question);
    const before = (await as(mentor).screen()).messages.length;
    await as(mentee).press('It goes well', asked.id);
    const thanks = await as(mentee).sees(/good to hear/);
    expect(await rowsOf(mentee)).toEqual([{ answer: 'well', answered: true, words: false }]);
    await as(mentee).press('Take my answer back', thanks.id);
    const again = await as(mentee).sees(question);
    expect(await rowsOf(mentee)).toEqual([{ answer: null, answered: false, words: false }]);
    await as(mentee).press('It is not working', again.id);
    const help = await as(mentee).sees(/nobody’s fault/);
    expect(steps.labels(help)).toEqual(
      expect.arrayContaining(['Pause the mentoring', 'Ask for another mentor', 'End it without a reason']),
    );
    expect((await as(mentor).screen()).messages).toHaveLength(before);
  }
});

test('words are for their author alone: sealed, and in no message', async () => {
  for (const { mentee } of sides) {
    const help = await as(mentee).sees(/nobody’s fault/);
    await as(mentee).press('Add a few words', help.id);
    await as(mentee).submit({
      'How it goes, in your own words': `We talk past each other. ${planted[mentee]}`,
    });
    await as(mentee).sees(/nobody else can read it/);
    expect(await rowsOf(mentee)).toEqual([{ answer: 'not-working', answered: true, words: true }]);
  }
  expect(await findPlanted(app, Object.values(planted))).toEqual({ planted: [] });
});

test('whoever would like to be contacted reaches the coordinators, with only what they chose', async () => {
  for (const { mentee, mentor, coordinator } of sides) {
    const kept = await as(mentee).sees(/nobody else can read it/);
    await as(mentee).press('I’d like someone to contact me', kept.id);
    await as(mentee).submit({ 'What may they know?': 'Only that I would like to talk' });
    await app.client.move({ by: '1d' });
    const told = await as(coordinator).sees(new RegExp(`${steps.nameOf(mentee)} asks a coordinator`));
    expect(told.text).not.toContain(steps.nameOf(mentor));
    expect(told.text).not.toContain('Planted');
  }
});

test(
  'what was said stays readable from the page of the pair, and the mentors, who said nothing, are asked anew',
  walk,
  async () => {
    for (const { mentee, mentor } of sides) {
      const page = await steps.openMentoring(as(mentee), mentor);
      await as(mentee).press('Read my check-ins', page.id);
      expect((await as(mentee).sees(/^Your check-ins/)).text).toContain(planted[mentee]);
      expect(steps.labels(await steps.openMentoring(as(mentor), mentee))).not.toContain('Read my check-ins');
    }
    for (let moves = 0; moves < 40; moves += 1) {
      const rows = await Promise.all(everybody.map(rowsOf));
      if (rows.every(({ length }) => length > 1)) break;
      await app.client.move({ by: '3d' });
    }
    for (const { mentor } of sides) {
      // The question from before gives way to the new one: there is one to answer.
      const screens = (await as(mentor).screen()).messages.filter(({ text }) => question.test(text));
      expect(screens.filter((one) => steps.labels(one).includes('It goes well'))).toHaveLength(1);
      await as(mentor).press('It goes very well', screens.at(-1)?.id);
      await as(mentor).sees(/good to hear/);
    }
  },
);

test(
  'ground rules name the day of a review, and both are reminded some days ahead with the questions',
  walk,
  async () => {
    const day = await steps.dayIn(app.client, 20);
    for (const { mentee, mentor } of sides)
      await steps.settleRules(as(mentee), as(mentor), 'Shared by both', {
        'What you hope to achieve': 'Confidence with the rota',
        'When you look at these rules again': day,
      });
    await until(everybody, /^Time to look back with/);
    for (const { mentee, mentor } of sides) {
      const reminder = await as(mentor).sees(/^Time to look back with/);
      expect(reminder.text).toContain(steps.nameOf(mentee));
      expect(reminder.text).not.toContain('Confidence with the rota');
      await as(mentor).press('Open the questions', reminder.id);
      const guide = await as(mentor).sees(/^Looking back with/);
      expect(guide.text).toContain('Confidence with the rota');
      await as(mentor).press('Set the next review date', reminder.id);
      await as(mentor).submit({ 'When you look at it again': await steps.dayIn(app.client, 200) });
      const asked = await as(mentee).sees(/^Ground rules to agree/);
      expect(asked.text).toContain('Looked at again on');
      await as(mentee).press('Agree to these rules', asked.id);
      await as(mentor).sees(/has agreed to the ground rules/);
    }
  },
);

test(
  'when the term is over both are asked kindly; one pair carries on, the other ends with thanks',
  walk,
  async () => {
    await until(everybody, /was planned until today/, '5d');
    const [on, off] = sides;
    const asked = await as(on.mentor).sees(/was planned until today/);
    await as(on.mentor).press('Carry on: plan a new end', asked.id);
    await as(on.mentor).submit({ 'Planned until': await steps.dayIn(app.client, 120) });
    const proposal = await as(on.mentee).sees(/Planned end:/);
    await as(on.mentee).press('Agree to these rules', proposal.id);
    await as(on.mentor).sees(/has agreed to the ground rules/);

    const last = await as(off.mentee).sees(/was planned until today/);
    await as(off.mentee).press('End it with thanks', last.id);
    await as(off.mentee).submit({});
    await as(off.mentor).sees(/Your mentoring has ended/);
  },
);

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'timer_failed')).toEqual([]);
});
