/** The database fails while somebody's words are being written: they are told, lose nothing, and no log quotes them. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeError } from '../../src/log.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

const words = 'Planted9001: people who think of leaving';

let app: InsideApp;
let inside: Inside;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
}, 60_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

test.each(['seyma', 'priya'])('%s is told, and can send the same form again', async (id) => {
  // PostgreSQL's own message about this quotes the whole row.
  await inside.query(`alter table offer add constraint fails check (likes_to_help not like 'Planted%')`);
  const mentor = app.client.as(id);
  await mentor.type('/mentor offer');
  const answers = {
    'What could you help with?': ['Exams and ARCP'],
    'Whom do you most like to help?': words,
    'How many people at once?': 2,
    'Is time for this agreed in your job plan?': true,
  };
  const { notice = '' } = await mentor.submit(answers);
  const form = await mentor.form();
  const said = [notice, form.text, ...form.fields.map(({ error }) => error ?? '')].join('\n');
  expect(said).toMatch(/Nothing (is|you entered is) lost/);
  expect(said).not.toMatch(/constraint|offer_|relation|Error/);

  const failed = app.log.filter((event) => event.type === 'turn_failed');
  expect(failed.length).toBeGreaterThan(0);
  for (const event of failed) {
    const line = JSON.stringify({ ...event, error: describeError(event.error) });
    expect(line).toContain('23514');
    expect(line).not.toContain('Planted9001');
  }

  await inside.query('alter table offer drop constraint fails');
  await mentor.submit(answers);
  await mentor.sees(/Your offer to mentor is open/);
  const { likes_to_help: kept } = await inside.one<{ likes_to_help: string }>(
    'select likes_to_help from offer where person_id = $1',
    [await inside.personId(id)],
  );
  expect(kept).toBe(words);
  await steps.offer(mentor, { 'Whom do you most like to help?': 'Anybody.' });
});
