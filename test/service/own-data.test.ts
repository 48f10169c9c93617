/** A copy of one's data comes through, in whatever script one writes, and however much it is. */

import { createHash } from 'node:crypto';
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

/** Letters of a script, so mixed that packing finds little to save. */
function inNoOrder(first: number, count: number): string {
  const letters = Array.from({ length: 1_500 }, (_, index) => {
    const any = createHash('sha256').update(`${index}`).digest().readUInt32BE();
    return String.fromCodePoint(first + (any % count));
  });
  return letters.join('');
}

describe('a copy of one’s data', () => {
  test.each([
    ['Chinese', 0x4e00, 20_000],
    ['emoji', 0x1f400, 200],
    ['Latin', 0x61, 26],
  ] as const)(
    'with as much %s as a request holds can be fetched through its link',
    async (_, first, count) => {
      await app.client.as('sian').type('/mentor ask');
      const words = inNoOrder(first, count).slice(0, 1_500);
      if ((await app.client.as('sian').screen()).form !== null)
        await app.client
          .as('sian')
          .submit(await steps.askAnswers(app.client, { 'In your own words': words }));
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
    },
  );
});
