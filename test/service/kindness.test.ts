/** At most three nudges for anything, then silence; and none at all for what has ended, been paused or cancelled. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import * as steps from '../support/steps.ts';

/** The promise: so many reminders of one thing, counted without the message that brought it. */
const mostNudges = 3;

let app: TestApp;
const as = (id: string) => app.client.as(id);

beforeEach(async () => {
  app = await startApp();
}, 60_000);

afterEach(async () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'timer_failed')).toEqual([]);
  await app.stop();
});

/** When each message came that the bot has sent to this person in private, and what it is called. */
async function told(id: string): Promise<readonly { at: Date; title: string }[]> {
  const { messages } = await as(id).screen();
  return messages
    .filter(({ channel, from }) => channel === 'Rapport' && from === 'Rapport')
    .map(({ at, text }) => ({ at: new Date(at), title: text.split('\n')[0] ?? '' }));
}

/** A coordinator's own week beside the digest reminds of no one thing, and can be switched off. */
const weekly = 'This week at your desk';

/** What mentoring brings is asked about at its beginning and its end; that is not about the pair's own doings. */
function besidesSurveys(titles: readonly string[]): readonly string[] {
  return titles.filter((title) => title !== 'Where you stand as you begin');
}

/** How it goes is another thing, of which they are asked three times at most by itself. */
function besidesCheckIns(titles: readonly string[] = []): readonly string[] {
  const checkIns = titles.filter((title) => title.endsWith(': how does it go?'));
  expect(checkIns.length).toBeLessThanOrEqual(mostNudges);
  return titles.filter((title) => !checkIns.includes(title));
}

/** What these people are sent while nobody does anything for so long, but for what comes every week. */
async function inSilence(time: string, ids: readonly string[]): Promise<Readonly<Record<string, string[]>>> {
  const before = await Promise.all(ids.map(told));
  await app.client.move({ by: time });
  const after = await Promise.all(ids.map(told));
  return Object.fromEntries(
    ids.map((id, index) => [
      id,
      (after[index] ?? [])
        .slice(before[index]?.length ?? 0)
        .map(({ title }) => title)
        .filter((title) => title !== weekly),
    ]),
  );
}

async function aPair(): Promise<void> {
  await steps.ask(app.client, as('rohan'));
  await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
  await steps.accept(as('kwame'), 'rohan');
}

describe('nobody is asked more than three times again', () => {
  test('coordinators, whom to ask for somebody who waits; while the mentee hears every two weeks', async () => {
    await steps.ask(app.client, as('rohan'));
    await as('helen').sees(/asks for a mentor/);
    const nudges = await inSilence('140d', ['helen', 'grace']);
    for (const id of ['helen', 'grace']) expect(nudges[id]?.length).toBe(mostNudges);
    const heard = (await told('rohan')).map(({ at }) => at.getTime());
    const gaps = heard.slice(1).map((at, index) => at - (heard[index] ?? at));
    expect(heard.length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(14 * 86_400_000 + 60_000);
  });

  test('a mentor, to answer a request; then somebody else can be asked', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
    const { kwame = [] } = await inSilence('90d', ['kwame']);
    expect(kwame.length).toBeGreaterThan(0);
    expect(kwame.length).toBeLessThanOrEqual(mostNudges);
    await as('kwame').sees(/This request has moved on/);
  });

  test('a mentee, to choose from the times that a mentor suggests', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['kwame']);
    await steps.suggestTimes(app.client, as('kwame'), 'rohan');
    await as('rohan').sees(/A mentor suggests other times/);
    const { rohan = [], kwame = [] } = await inSilence('60d', ['rohan', 'kwame']);
    const choices = rohan.filter((title) => /times/.test(title));
    expect(choices.length).toBeGreaterThan(0);
    expect(choices.length).toBeLessThanOrEqual(mostNudges);
    expect(kwame).toEqual([]);
  });

  test('a pair, whether they met', async () => {
    await aPair();
    await steps.moveUntil(app.client, 'meeting.did-you-meet');
    await as('rohan').sees(/Did you meet/);
    const nudges = await inSilence('120d', ['rohan', 'kwame']);
    for (const titles of Object.values(nudges)) {
      const once = titles.filter((title) => title.startsWith('Shall it begin'));
      expect(once).toHaveLength(1);
      expect(besidesCheckIns(titles).length - once.length).toBeLessThanOrEqual(mostNudges);
    }
  });

  test('a pair that has called off its first meeting, to book another', async () => {
    await aPair();
    const booked = await as('rohan').sees(/Meeting booked for/);
    await as('rohan').press(steps.labelOf(booked, /^Cancel meeting/), booked.id);
    await as('kwame').sees(/Meeting cancelled/);
    const nudges = await inSilence('120d', ['rohan', 'kwame']);
    for (const titles of Object.values(nudges)) {
      expect(besidesSurveys(titles).length).toBeLessThanOrEqual(mostNudges);
      expect(titles.filter((title) => /Reminder|Did you meet/.test(title))).toEqual([]);
    }
  });

  test('somebody, to agree to ground rules', async () => {
    await aPair();
    await steps.openMentoring(as('rohan'), 'kwame');
    await steps.proposeRules(as('rohan'), 'No records');
    await as('kwame').sees(/Ground rules to agree/);
    const nudges = await inSilence('120d', ['kwame']);
    expect(nudges['kwame']?.filter((title) => /[Gg]round rules/.test(title)).length).toBeLessThanOrEqual(
      mostNudges,
    );
  });

  test('somebody, to do what they agreed to do', async () => {
    await aPair();
    await steps.moveUntil(app.client, 'meeting.did-you-meet');
    await steps.writeRecord(as('kwame'), {
      'Action 1': 'Read the guidance',
      'Action 1 is due on': await steps.dayIn(app.client, 3),
    });
    const nudges = await inSilence('120d', ['kwame', 'rohan']);
    const ofSteps = (id: string) => nudges[id]?.filter((title) => /next step/.test(title));
    expect(ofSteps('kwame')).toHaveLength(1);
    expect(ofSteps('rohan')).toEqual([]);
    // All else is the watch, which asks one who answers nothing three times at most.
    expect(besidesCheckIns(nudges['rohan']).length).toBeLessThanOrEqual(mostNudges);
  });
});

describe('nobody is reminded of what is over', () => {
  test('a mentoring that has ended: what it has brought, once and once again, and nothing more', async () => {
    await aPair();
    await steps.moveUntil(app.client, 'meeting.did-you-meet');
    await steps.writeRecord(as('kwame'), {
      'Action 1': 'Read the guidance',
      'Action 1 is due on': await steps.dayIn(app.client, 3),
      'Date of your next meeting': await steps.dayIn(app.client, 20),
      'Time of your next meeting': '12:30',
    });
    await as('rohan').type('/mentor end');
    await as('rohan').submit({ 'How it ends': 'It has come to its natural end' });
    await as('kwame').sees(/Meeting cancelled/);
    const brought = ['What has your mentoring brought?', 'What has your mentoring brought?'];
    expect(await inSilence('120d', ['rohan', 'kwame', 'helen', 'grace'])).toEqual({
      rohan: brought,
      kwame: brought,
      helen: [],
      grace: [],
    });
  });

  test('a paused mentoring: nothing until the day on which the pause ends, and then one word', async () => {
    await aPair();
    await as('rohan').type('/mentor pause');
    await as('rohan').submit({ 'First day after the pause': await steps.dayIn(app.client, 60) });
    await as('kwame').sees(/Meeting cancelled/);
    expect(await inSilence('59d', ['rohan', 'kwame'])).toEqual({ rohan: [], kwame: [] });
    const after = await inSilence('2d', ['rohan', 'kwame']);
    expect(after).toEqual({ rohan: ['The mentoring goes on'], kwame: ['The mentoring goes on'] });
  });

  test('a withdrawn request: nothing, to nobody', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['kwame', 'bola']);
    await as('rohan').press('Withdraw my request');
    await as('kwame').sees(/no longer open/);
    expect(await inSilence('120d', ['rohan', 'kwame', 'bola', 'helen', 'grace'])).toEqual({
      rohan: [],
      kwame: [],
      bola: [],
      helen: [],
      grace: [],
    });
  });

  test('a request that has found its mentor: nothing more about it to anybody else who was asked or told', async () => {
    await steps.ask(app.client, as('rohan'));
    await steps.putTo(app.client, as('helen'), 'rohan', ['kwame', 'bola']);
    await steps.accept(as('kwame'), 'rohan');
    const nudges = await inSilence('60d', ['bola', 'helen', 'grace']);
    // Once, and of the pair: by their own clock neither of the two has said that they met.
    const ofThePair = ['A pair has not started'];
    expect(nudges).toEqual({ bola: [], helen: ofThePair, grace: ofThePair });
  });
});
