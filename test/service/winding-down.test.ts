/**
 * A pair that falls silent, on each platform: reminded, met, then quiet; one question to both, then one to each alone;
 * an unlogged meeting, peace until a day, an ending that is natural, and one that comes by silence, with its way back.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';

/** A mentee on Slack and one on Teams, each with a coordinator there; time passes for both at once. */
const sides = [
  { mentee: 'rohan', mentor: 'kwame', coordinator: 'helen' },
  { mentee: 'lukasz', mentor: 'bola', coordinator: 'grace' },
] as const;
const everybody = sides.flatMap(({ mentee, mentor }) => [mentee, mentor]);

let app: TestApp;
let inside: Inside;
const as = (id: string) => app.client.as(id);

beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
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

async function pairOf(mentee: string) {
  const id = await inside.personId(mentee);
  return inside.one<{ state: string; band: string | null; ending: string | null }>(
    'select state, band, ending from relationship where mentee_id = $1',
    [id],
  );
}

/** The titles that somebody has in front of them, oldest first. */
async function titles(id: string): Promise<readonly string[]> {
  const { messages } = await as(id).screen();
  return messages.filter(({ from }) => from === 'Rapport').map(({ text }) => text.split('\n')[0] ?? '');
}

/** Time passes, five days at a time, until each of them has this in front of them. */
async function until(ids: readonly string[], pattern: RegExp): Promise<void> {
  for (let moves = 0; moves < 60; moves += 1) {
    const screens = await Promise.all(ids.map((id) => as(id).screen()));
    if (screens.every(({ messages }) => messages.some(({ text }) => pattern.test(text)))) return;
    await app.client.move({ by: '5d' });
  }
  throw new Error(`Nobody saw ${String(pattern)}`);
}

test('after their first meeting both fall silent, and each of them is asked whether they have met since', async () => {
  await until(everybody, /^Did you meet\?/);
  for (const { mentee } of sides) {
    const question = await as(mentee).sees(/^Did you meet\?/);
    await as(mentee).press(steps.labelOf(question, /^Yes, we met/), question.id);
    expect((await pairOf(mentee)).band).toBe('going well');
  }
  await until(everybody, /^Have you met since\?/);
  for (const { mentee } of sides) expect((await pairOf(mentee)).band).toBe('quiet');
});

test('a meeting that was not noted is told of at one press; the other one can disagree', async () => {
  for (const { mentee, mentor } of sides) {
    const asked = await as(mentor).sees(/^Have you met since\?/);
    await as(mentor).press('We met last week', asked.id);
    await as(mentor).sees(/is noted/);
    const told = await as(mentee).sees(/said that you met/);
    expect((await pairOf(mentee)).band).toBe('going well');
    await as(mentee).press(steps.labelOf(told, /^We did not meet on/), told.id);
    await as(mentor).sees(/said that you did not meet/);
  }
});

test('in the long silence that follows each is asked alone, and peace until a day is kept for both', async () => {
  await until(everybody, /^How is it going with/);
  for (const { mentee, mentor } of sides) {
    expect((await pairOf(mentee)).band).toBe('asking');
    const asked = await as(mentor).sees(/^How is it going with/);
    expect(asked.text).toContain('Your answer is yours alone');
    const before = await titles(mentee);
    await as(mentor).press('Not now, ask me later', asked.id);
    await as(mentor).submit({ 'Ask me again on': await steps.dayIn(app.client, 40) });
    await as(mentor).sees(/^Not before/);
    expect(await titles(mentee)).toEqual(before);
  }
});

test('a coordinator on each platform sees bands and reasons at the desk, and never an answer', async () => {
  for (const { coordinator } of sides) {
    await as(coordinator).type('/mentor admin');
    const desk = await as(coordinator).sees(/: the desk/);
    await as(coordinator).press('Show the pairs', desk.id);
    const list = await as(coordinator).sees(/: pairs/);
    for (const { mentee, mentor } of sides)
      expect(list.text).toContain(`${steps.nameOf(mentor)} and ${steps.nameOf(mentee)}`);
    expect(list.text).toMatch(/No meeting for \w+/);
    expect(list.text).not.toMatch(/Not now|not working|natural/);
  }
});

test('one pair ends it naturally: the form is filled in, and the other is told only when it is sent', async () => {
  const [{ mentee, mentor }] = sides;
  await until(everybody, /^Have you met since\?/);
  await until(everybody, /^How is it going with/);
  const asked = await as(mentee).sees(/^How is it going with/);
  await as(mentee).press('It has come to its natural end', asked.id);
  const form = await as(mentee).form();
  expect(form.fields.find(({ label }) => label === 'How it ends')?.value).toBe(
    'It has come to its natural end',
  );
  expect((await titles(mentor)).filter((title) => /ended/.test(title))).toEqual([]);
  await as(mentee).submit({});
  await as(mentor).sees(/has come to its natural end\./);
  expect(await pairOf(mentee)).toMatchObject({ state: 'ended', ending: 'natural' });
});

test('the other pair answers nothing: once more, with the day, then rest, and a way back', async () => {
  const [, { mentee, mentor, coordinator }] = sides;
  await until([mentee, mentor], /If neither of you answers/);
  expect((await pairOf(mentee)).state).toBe('active');
  await until([mentee, mentor], /Neither of you had answered for a while/);
  expect(await pairOf(mentee)).toMatchObject({ state: 'ended', ending: 'faded' });
  await as(coordinator).sees(/came to rest by itself/);
  const rested = await as(mentor).sees(/Neither of you had answered for a while/);
  await as(mentor).press('Take it up again', rested.id);
  await as(mentor).sees(/The mentoring goes on/);
  await until([mentee], /has taken your mentoring up again/);
  expect(await pairOf(mentee)).toMatchObject({ state: 'active', band: 'going well' });
});

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'timer_failed')).toEqual([]);
});
