/**
 * Endings in full, with one of each pair on either platform: somebody moves, a last meeting is planned, it ends, is taken
 * back and ends again, each writes closing words, and what both could read is made unreadable on the day they agreed.
 */

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { findPlanted } from '../support/planted.ts';
import type { ScreenMessage } from '../../adapters/playground/api-types.ts';
import * as steps from '../support/steps.ts';

// Time passes hour by hour, for both pairs at once.
vi.setConfig({ testTimeout: 120_000 });

const sides = [
  { mentee: 'rohan', mentor: 'kwame', coordinator: 'helen' },
  { mentee: 'lukasz', mentor: 'bola', coordinator: 'grace' },
] as const;
type Side = (typeof sides)[number];

/** Each in one place of one pair only. */
const secretOf = ({ mentee }: Side) => ({
  shared: `Shared-${mentee}-7411`,
  where: `Seaview-${mentee}-7412`,
  achieved: `Achieved-${mentee}-7413`,
  reflection: `Reflected-${mentee}-7414`,
  theirs: `Learned-by-mentor-of-${mentee}-7415`,
});

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
    await steps.settleRules(as(mentee), as(mentor), 'Shared by both', {
      'What both of you can read, after the end': 'Made unreadable 30 days after it',
    });
  }
  await afterTheMeeting();
  for (const side of sides)
    await steps.writeRecord(as(side.mentor), { 'What did you discuss': secretOf(side).shared });
}, 180_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

/** Until everybody is asked whether they met: those of one pair may be asked before those of the other. */
async function afterTheMeeting(): Promise<void> {
  for (const { mentee, mentor } of sides)
    for (const id of [mentee, mentor]) await until(id, /^Did you meet\?/);
}

/** Time passes until this is in front of them: news waits for nobody's night to end but theirs. */
async function until(id: string, pattern: RegExp, by = '6h'): Promise<ScreenMessage> {
  for (let moves = 0; moves < 200; moves += 1) {
    const { messages } = await as(id).screen();
    const found = messages.findLast(({ from, text }) => from === 'Rapport' && pattern.test(text));
    if (found !== undefined) return found;
    await app.client.move({ by });
  }
  throw new Error(`${id} never saw ${String(pattern)}`);
}

async function press(id: string, message: ScreenMessage, label: RegExp): Promise<void> {
  await as(id).press(steps.labelOf(message, label), message.id);
}

async function pairOf({ mentee }: Side) {
  return inside.one<{ id: string; state: string; ending: string | null }>(
    'select id, state, ending from relationship where mentee_id = $1',
    [await inside.personId(mentee)],
  );
}

async function endIt({ mentee }: Side, values: Record<string, string>): Promise<void> {
  await as(mentee).type('/mentor end');
  await as(mentee).submit({ 'How it ends': 'We have reached our goals', ...values });
}

test('who moves says so in one word; the other learns when and how they carry on, and not where to', async () => {
  for (const side of sides) {
    const { mentee, mentor } = side;
    const secrets = secretOf(side);
    await as(mentee).type('/mentor moving');
    await as(mentee).submit({
      'First day in the new post': await steps.dayIn(app.client, 60),
      'Where to': secrets.where,
      'What becomes of this mentoring': 'Carry on, by video',
    });
    await as(mentee).sees(/Kept: you are moving/);
    const told = await until(mentor, /is moving/);
    expect(told.text).toContain('by video from then');
  }
});

test('the last meeting is planned, and both get what it is for, with a calendar file', async () => {
  for (const side of sides) {
    const { mentee, mentor } = side;
    await steps.openMentoring(as(mentor), mentee);
    await as(mentor).press('Plan the last meeting');
    await as(mentor).submit({
      Date: await steps.dayIn(app.client, 10),
      Time: '12:30',
      'Where you meet': 'Video call',
    });
    for (const id of [mentee, mentor]) {
      const card = await until(id, /^Your last meeting:/, '1h');
      expect(card.text).toContain('Who takes the mentor’s place from here');
    }
  }
});

test('a slip is taken back: the meeting stands again, and so does everything else', async () => {
  for (const side of sides) {
    const { mentee, mentor, coordinator } = side;
    const secrets = secretOf(side);
    await endIt(side, { 'What was achieved': secrets.achieved });
    expect((await pairOf(side)).state).toBe('ended');
    await as(mentee).press('Take the ending back');
    await as(mentee).sees(/The ending is taken back/);
    expect((await pairOf(side)).state).toBe('active');
    await until(mentor, /ended your mentoring by mistake/, '1h');
    const meetings = await inside.query<{ state: string; sequence: number }>(
      'select state, sequence from meeting where relationship_id = $1 and last',
      [(await pairOf(side)).id],
    );
    expect(meetings).toEqual([{ state: 'booked', sequence: 2 }]);
    const corrected = await until(coordinator, /A mentoring relationship goes on/, '1h');
    expect(corrected.text).not.toMatch(/goals/);
  }
});

test('after the last meeting the closing form is offered in place of the record', async () => {
  for (const side of sides) {
    const { mentee } = side;
    const secrets = secretOf(side);
    const asked = await until(mentee, /^Did you meet\?/);
    await press(mentee, asked, /^Yes, we met/);
    const card = await as(mentee).sees(/You had your last meeting/);
    await press(mentee, card, /^End it with closing words/);
    const form = await as(mentee).form();
    expect(form.fields.map(({ label }) => label)).toEqual([
      'How it ends',
      'What was achieved',
      'What you learned',
      'What you take with you',
      'Who takes your mentor’s place',
      'What comes next for you',
      'A few words to say goodbye',
    ]);
    // What was written before the slip was taken back is still theirs.
    expect(form.fields.find(({ label }) => label === 'What was achieved')?.value).toBe(secrets.achieved);
    await as(mentee).submit({
      'How it ends': 'We have reached our goals',
      'What you take with you': secrets.reflection,
      'A few words to say goodbye': 'Thank you for every hour.',
    });
    expect(await pairOf(side)).toMatchObject({ state: 'ended', ending: 'goals-met' });
  }
});

test('the other is told kindly, writes closing words of their own, and gets a certificate', async () => {
  for (const side of sides) {
    const { mentee, mentor, coordinator } = side;
    const secrets = secretOf(side);
    const told = await until(mentor, /^Your mentoring has ended/, '1h');
    await as(mentor).sees(/^A word to say goodbye[^]*Thank you for every hour/);
    expect(told.text).toMatch(/made unreadable on/);
    await press(mentor, told, /^Write my closing words/);
    await as(mentor).submit({ 'What you learned': secrets.theirs });
    await as(mentor).sees(/Your closing words are kept/);
    await steps.openMentoring(as(mentor), mentee);
    await as(mentor).press('Send me a certificate');
    await as(mentor).sees(/Your certificate of mentoring/);
    // A file is a message of its own, or a link in the card.
    await expect
      .poll(async () => JSON.stringify(await as(mentor).screen()), { timeout: 10_000 })
      .toContain('mentoring-certificate');
    const news = await until(coordinator, /A mentoring relationship has ended/, '1h');
    expect(news.text).toContain('we have reached our goals');
  }
});

test('it would be taken up again only with the yes of the other', async () => {
  for (const side of sides) {
    const { mentee, mentor } = side;
    await steps.openMentoring(as(mentee), mentor);
    await as(mentee).press('Ask to take it up again');
    const asked = await until(mentor, /^Shall it go on\?/, '1h');
    await press(mentor, asked, /^Rather leave it/);
    await until(mentee, /would rather leave your mentoring as it is/, '1h');
    expect((await pairOf(side)).state).toBe('ended');
  }
});

test('a week before both are told, and can take a copy; until then it can be read', async () => {
  for (const side of sides)
    for (const id of [side.mentee, side.mentor]) {
      const notice = await until(id, /^Unreadable from/, '1d');
      expect(steps.labels(notice)).toEqual(expect.arrayContaining(['Make a portfolio', 'My data as PDF']));
      await press(id, notice, /^Read what there is/);
      const page = await as(id).sees(/^Mentoring with/);
      await press(id, page, /^Read the record of/);
      await as(id).sees(new RegExp(secretOf(side).shared));
    }
});

test('on the day what both could read is gone for good, and what each wrote for themselves stays', async () => {
  for (const side of sides) {
    const { mentee, mentor } = side;
    for (const id of [mentee, mentor]) await until(id, /^Made unreadable, as you agreed/, '1d');
    const keys = await inside.query<{ wrapped: Buffer | null }>(
      `select wrapped from data_key where owner_kind = 'relationship' and owner_id = $1`,
      [(await pairOf(side)).id],
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.every(({ wrapped }) => wrapped === null)).toBe(true);
    const page = await steps.openMentoring(as(mentee), mentor);
    await press(mentee, page, /^Read the record of/);
    const record = await as(mentee).sees(/^Records of/);
    expect(record.text).toContain('This text has been erased.');
    expect(record.text).not.toContain(secretOf(side).shared);
    await steps.openMentoring(as(mentee), mentor);
    await as(mentee).press('Read my closing words');
    const mine = await as(mentee).sees(/^My closing words/);
    expect(mine.text).toContain(secretOf(side).reflection);
  }
});

test('no closing word and no place stands anywhere in the open, or with anybody else', async () => {
  const all = sides.flatMap((side) => {
    const { where, achieved, theirs } = secretOf(side);
    return [where, achieved, theirs];
  });
  expect((await findPlanted(app, all)).planted.filter((found) => !isOwn(found))).toEqual([]);
});

/** Whoever wrote a word has it on their own screen, where they read it again. */
function isOwn(found: string): boolean {
  return sides.some((side) => {
    const { mentee, mentor } = side;
    const { theirs } = secretOf(side);
    const [word = '', where = ''] = found.split(' in ');
    return where.startsWith(word === theirs ? `${mentor}'s message` : `${mentee}'s message`);
  });
}

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'timer_failed')).toEqual([]);
});
