/** The playground's clock jumps over weeks, and what would have happened on the way happens at its own time. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

let app: InsideApp;

beforeAll(async () => {
  app = await startInside();
}, 60_000);

afterAll(async () => {
  await app.stop();
});

test('a message that a platform put off for an hour comes an hour late, however far the clock jumps', async () => {
  const mentee = app.client.as('amara');
  await steps.ask(app.client, mentee);
  await app.client.as('helen').sees(/asks for a mentor/);
  await app.client.move({ by: '13d' });
  const before = (await mentee.screen()).messages.length;
  app.playground.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 3_600 });
  const { fired } = await app.client.move({ by: '5d' });
  const due = fired.find(({ kind }) => kind === 'my-request.posted')?.dueAt ?? '';
  const came = (await mentee.screen()).messages.slice(before).map(({ at }) => Date.parse(at));
  const lateMinutes = came.map((at) => (at - Date.parse(due)) / 60_000);
  expect(lateMinutes).toEqual([expect.closeTo(60, 0)]);
});
