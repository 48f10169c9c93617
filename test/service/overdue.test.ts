/** Nothing ran for weeks: what was due meanwhile is said late, once, or left out, as the table in `dialogs/overdue.ts` has it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import { outageOf } from '../support/outage.ts';
import type { Letter, Outage, Waking } from '../support/outage.ts';
import * as steps from '../support/steps.ts';

const day = 24 * 60 * 60_000;

let app: InsideApp;
let inside: Inside;
let outage: Outage;
let began: Date;
/** Three weeks and a day after everybody was last busy: a Wednesday at ten. */
let back: Waking;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  outage = await outageOf(app);
  const { client } = app;
  const helen = client.as('helen');
  // A pair that first meets in two weeks.
  await steps.ask(client, client.as('rohan'));
  await steps.putTo(client, helen, 'rohan', ['bola']);
  await steps.accept(client.as('bola'), 'rohan');
  // A mentor who does not answer, and somebody who waits.
  await steps.ask(client, client.as('lukasz'));
  await steps.putTo(client, helen, 'lukasz', ['kwame']);
  await steps.ask(client, client.as('amara'));
  began = new Date((await client.clock()).now);
  const end = began.getTime() + 22 * day + 60 * 60_000;
  const first = await outage.endsAt(new Date(end));
  // Nudges come to the quarter of an hour, so that they come together.
  const soon = await outage.endsAt(new Date(end + 20 * 60_000));
  back = { rang: [...first.rang, ...soon.rang], said: [...first.said, ...soon.said] };
}, 90_000);

afterAll(async () => {
  await outage.close();
  await inside.close();
  await app.stop();
});

const rang = (kind: string, waking = back) => waking.rang.filter((one) => one.kind === kind);
const readBy = (who: string, waking = back): readonly Letter[] => waking.said.filter(({ to }) => to === who);

describe('after three weeks in which nothing ran', () => {
  test('nobody is reminded of a meeting that is over, and both are asked late whether they met', () => {
    expect(rang('meeting.remind').map(({ tooLate }) => tooLate)).toEqual([true, true]);
    expect(rang('meeting.did-you-meet').map(({ tooLate }) => tooLate)).toEqual([false, false]);
    for (const who of ['rohan', 'bola']) {
      const texts = readBy(who).map(({ text }) => text);
      expect(texts.filter((text) => /Did you meet/.test(text))).toHaveLength(1);
      expect(texts.filter((text) => /tomorrow|is coming up/i.test(text))).toEqual([]);
    }
  });

  test('a mentor whose days are over is not reminded of them first', () => {
    expect(rang('answer-proposal.remind').map(({ tooLate }) => tooLate)).toEqual([true]);
    expect(rang('answer-proposal.expire').map(({ tooLate }) => tooLate)).toEqual([false]);
  });

  test('whoever waits for a mentor hears once how it stands, and not once for each time that was missed', () => {
    expect(readBy('amara').filter(({ text }) => /request for a mentor/i.test(text))).toHaveLength(1);
  });

  test('the summary of a week that is long over is left out', () => {
    expect(rang('scheme-desk.digest-due').map(({ tooLate }) => tooLate)).toEqual([true]);
    expect(back.said.filter(({ title }) => title.endsWith(': the week'))).toEqual([]);
  });

  test('nobody gets more than a few messages: what one person has missed comes together', () => {
    const counts = new Map<string, number>();
    for (const { to } of back.said) counts.set(to, (counts.get(to) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(4);
  });

  test('how late everything was is known', () => {
    for (const { kind, lateMs } of rang('meeting.did-you-meet'))
      expect(lateMs, kind).toBeGreaterThan(7 * day);
  });
});

describe('the next summary', () => {
  test('comes at its time, and says that those before it were not posted', async () => {
    const { due_at: dueAt } = await inside.one<{ due_at: Date }>(
      `select due_at from timer where key like 'scheme:%:digest' and state = 'pending'`,
    );
    const waking = await outage.endsAt(dueAt);
    const [summary, ...others] = waking.said.filter(({ title }) => title.endsWith(': the week'));
    expect(others).toEqual([]);
    expect(summary?.to).toBe('channel');
    expect(summary?.text).toMatch(
      /The summaries from \d+ \w+ \d+ until now were not posted: Rapport was not running then\./,
    );
  });

  test('after that says nothing of it any more; and one that is a day late is posted all the same', async () => {
    const { due_at: dueAt } = await inside.one<{ due_at: Date }>(
      `select due_at from timer where key like 'scheme:%:digest' and state = 'pending'`,
    );
    const waking = await outage.endsAt(new Date(dueAt.getTime() + day));
    const [summary] = waking.said.filter(({ title }) => title.endsWith(': the week'));
    expect(summary?.text).not.toContain('not posted');
    expect(rang('scheme-desk.digest-due', waking).map(({ tooLate }) => tooLate)).toEqual([false]);
  });
});

describe('after half a year in which nothing ran', () => {
  test('the check-ins that were missed are one', async () => {
    const waking = await outage.endsAt(new Date(began.getTime() + 220 * day + 60 * 60_000));
    for (const who of ['rohan', 'bola'])
      expect(
        readBy(who, waking).filter(({ text }) => /how .*(mentoring|it) .*go/i.test(text)).length,
      ).toBeLessThanOrEqual(1);
    const asked = rang('check-in.ask', waking).length;
    expect([1, 2]).toContain(asked);
  });
});
