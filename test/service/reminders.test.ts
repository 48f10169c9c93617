/** A fortnight of reminders on both platforms: at hours that suit, together, answered in their place, and put off. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import * as steps from '../support/steps.ts';

let app: TestApp;
const as = (id: string) => app.client.as(id);

/** Who mentors whom: each mentor has two, who meet them on the same evening. */
const pairs = [
  { mentor: 'bola', mentee: 'sian', time: '19:30' },
  { mentor: 'bola', mentee: 'seyma', time: '21:00' },
  { mentor: 'kwame', mentee: 'amara', time: '19:30' },
  { mentor: 'kwame', mentee: 'lukasz', time: '21:00' },
] as const;

/** On Slack and on Teams. */
const mentors = ['bola', 'kwame'] as const;

beforeAll(async () => {
  app = await startApp();
  for (const { mentor, mentee, time } of pairs) {
    await steps.ask(app.client, as(mentee), { 'First choice: time': time });
    await steps.putTo(app.client, as('helen'), mentee, [mentor]);
    await steps.accept(as(mentor), mentee);
  }
}, 120_000);

afterAll(async () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'timer_failed')).toEqual([]);
  await app.stop();
});

type Told = { readonly at: string; readonly text: string; readonly id: string };

/** What the bot has told somebody in private since then. */
async function told(id: string, since: Date): Promise<readonly Told[]> {
  const { messages } = await as(id).screen();
  return messages
    .filter(({ channel, from, at }) => channel === 'Rapport' && from === 'Rapport' && new Date(at) >= since)
    .map(({ at, text, id: message }) => ({ at: inLondon(at), text, id: message }));
}

/** Goes on to a time of a day, so many days ahead, by the clock of London; resolves with the moment before. */
async function goTo(days: number, time: string): Promise<Date> {
  const before = await now();
  const day = new Date(before.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  for (const offset of ['+00:00', '+01:00']) {
    const to = new Date(`${day}T${time}:00${offset}`);
    if (inLondon(to.toISOString()).endsWith(time)) {
      await app.client.move({ to: to.toISOString() });
      return before;
    }
  }
  throw new Error(`There is no ${time} on ${day}`);
}

const now = async (): Promise<Date> => new Date((await app.client.clock()).now);

function inLondon(at: string): string {
  return new Date(at).toLocaleString('en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

test('the day before, both of a pair are reminded while it is day', async () => {
  const since = await goTo(13, '20:30');
  for (const { mentee, mentor } of pairs)
    for (const id of [mentee, mentor])
      for (const one of await told(id, since)) expect(one.at).toMatch(/ (0[89]|1\d):/);
  const titles = (await told('sian', since)).map(({ text }) => text.split('\n')[0] ?? '');
  expect(titles.filter((title) => !title.startsWith('Where you stand'))).toEqual([
    expect.stringMatching(/^Reminder: you meet on/),
  ]);
});

test('after two meetings in the evening, one message in the morning asks about both', async () => {
  const since = await goTo(2, '07:50');
  for (const id of mentors)
    expect((await told(id, since)).filter(({ text }) => text.includes('Did you meet?'))).toEqual([]);
  await goTo(0, '08:10');
  for (const id of mentors) {
    const morning = (await told(id, since)).filter(({ text }) => text.includes('Did you meet?'));
    expect(morning.map(({ at }) => at)).toEqual([expect.stringMatching(/08:00$/)]);
    expect(morning[0]?.text).toMatch(/^Two things for you[^]*1\. Did you meet\?[^]*2\. Did you meet\?/);
    expect(morning[0]?.text.match(/Change my reminders|One answer is enough/g)).not.toBeNull();
  }
});

test.each(mentors)(
  '%s answers one of the two in its place, and the other stays to be answered',
  async (id) => {
    const asked = await as(id).sees(/Two things for you/);
    await as(id).press(steps.labelOf(asked, /^No, not on .*\(1\)$/), asked.id);
    const half = await as(id).sees(/No meeting on/);
    expect(half.id).toBe(asked.id);
    expect(half.text).toMatch(/Two things for you[^]*2\. Did you meet\?/);
    expect(steps.labels(half).filter((label) => /^(Yes|No),/.test(label))).toHaveLength(2);
  },
);

test.each([
  ['bola', 'seyma'],
  ['kwame', 'lukasz'],
])('what the other says changes the part that it is about, for %s', async (mentor, mentee) => {
  const asked = await as(mentee).sees(/Did you meet\?/);
  await as(mentee).press(steps.labelOf(asked, /^No, not on/), asked.id);
  const settled = await as(mentor).sees(/1\. No meeting on[^]*2\. No meeting on/);
  expect(steps.labels(settled).filter((label) => /^(Yes|No),/.test(label))).toEqual([]);
});

test.each(mentors)(
  '%s opens the reminders from any of them, and puts everything off with one press',
  async (id) => {
    const message = await as(id).sees(/Two things for you/);
    await as(id).press('Change my reminders', message.id);
    const card = await as(id).sees(/Quiet hours are from 20:00 to 08:00/);
    await as(id).press('Nothing for a week', card.id);
    await as(id).sees(/Everything is put off until/);
    const since = await now();
    await app.client.move({ by: '6d' });
    expect(await told(id, since)).toEqual([]);
  },
);

test('a meeting that is booked at night is told in the morning', async () => {
  await goTo(1, '21:15');
  await steps.openMentoring(as('sian'), 'bola');
  await as('sian').press(`Book a meeting with ${steps.nameOf('bola')}`);
  const since = await now();
  await as('sian').submit({ Date: await steps.dayIn(app.client, 9), Time: '12:30' });
  await as('sian').sees(/Meeting booked for/);
  expect(await told('bola', since)).toEqual([]);
  await goTo(1, '08:05');
  const [news] = await told('bola', since);
  expect(news).toMatchObject({
    at: expect.stringMatching(/08:00$/),
    text: expect.stringContaining('Meeting booked for'),
  });
});
