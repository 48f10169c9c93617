/** A pair that never started, on each platform: a coordinator looks for another mentor, and whoever asked keeps their place. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';

/** A mentee on Slack and one on Teams, each with a coordinator there. */
const sides = [
  { mentee: 'rohan', mentor: 'kwame', another: 'bola', coordinator: 'helen' },
  { mentee: 'lukasz', mentor: 'bola', another: 'kwame', coordinator: 'grace' },
] as const;

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
    const booked = await as(mentee).sees(/Meeting booked for/);
    await as(mentee).press(steps.labelOf(booked, /^Cancel meeting/), booked.id);
    await as(mentor).sees(/Meeting cancelled/);
  }
}, 120_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

describe.each(sides)('the pair of $mentee and $mentor', ({ mentee, mentor, another, coordinator }) => {
  const requestOf = async () =>
    inside.one<{ id: string; state: string; asked_at: Date }>(
      'select id, state, asked_at from request where mentee_id = $1',
      [await inside.personId(mentee)],
    );

  test('its coordinator hears that it has not started, and looks for another mentor', async () => {
    for (let days = 0; days < 40; days += 4) {
      const { messages } = await as(coordinator).screen();
      const names = steps.nameOf(mentor);
      if (messages.some(({ text }) => text.startsWith('A pair has not started') && text.includes(names)))
        break;
      await app.client.move({ by: '4d' });
    }
    const { asked_at: askedAt } = await requestOf();
    const told = await as(coordinator).sees(new RegExp(`^A pair has not started[^]*${steps.nameOf(mentor)}`));
    await as(coordinator).press('Look for another mentor', told.id);
    await as(coordinator).sees(/Another mentor is looked for/);
    await as(mentor).sees(/This mentoring has ended/);
    const pair = await inside.one<{ state: string; ending: string }>(
      'select state, ending from relationship where mentee_id = $1',
      [await inside.personId(mentee)],
    );
    expect(pair).toEqual({ state: 'ended', ending: 'never-started' });
    await as(mentee).sees(/before those who asked later/);
    await as(coordinator).sees(/it did not come to a meeting\. Please put them first/);
    expect(await requestOf()).toMatchObject({ state: 'waiting', asked_at: askedAt });
  });

  test('another mentor is asked, suggests times, and they are a pair', async () => {
    await steps.putTo(app.client, as(coordinator), mentee, [another]);
    await steps.suggestTimes(app.client, as(another), mentee);
    const proposals = await inside.query<{ state: string }>(
      'select state from proposal where request_id = $1 order by ordinal',
      [(await requestOf()).id],
    );
    expect(proposals.map(({ state }) => state)).toEqual(['not-started', 'open']);
  });
});
