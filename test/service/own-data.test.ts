/** A copy of one's data comes through, in whatever script one writes, and however much it is. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import * as steps from '../support/steps.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
}, 60_000);

afterAll(async () => {
  await app.stop();
});

describe('a copy of one’s data', () => {
  test.each(['語', '💾', 'x'])('that is all "%s" can be fetched through its link', async (letter) => {
    await app.client.as('sian').type('/mentor ask');
    const words = letter.repeat(Math.floor(1_500 / letter.length));
    if ((await app.client.as('sian').screen()).form !== null)
      await app.client.as('sian').submit(await steps.askAnswers(app.client, { 'In your own words': words }));
    await app.client.as('sian').type('/mentor privacy');
    const kept = await app.client.as('sian').sees(/What is kept about you/);
    await app.client.as('sian').press('Send me a copy of my data', kept.id);
    const card = await app.client.as('sian').sees(/Here is the file/);
    const url = card.controls.find(({ kind }) => kind === 'link')?.url ?? '';
    expect(url.length).toBeLessThan(8_000);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(words);
    const status = await app.client.as('sian').sees(/Your request for a mentor/);
    await app.client.as('sian').press('Withdraw my request', status.id);
  });
});
