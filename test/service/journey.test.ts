/** The main job, end to end, through both real SDKs: from "I would like a mentor" to the ending. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScreenMessage } from '../../adapters/playground/api-types.ts';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { findRedis } from '../support/redis.ts';
import type { TestRedis as RunningRedis } from '../support/redis.ts';
import { findPlanted } from '../support/planted.ts';
import type { Someone } from '../support/playground-client.ts';

/** Who asks, who mentors, and who coordinates; each on the platform that the heading names. */
const pairs = [
  { platforms: 'Slack and Slack', mentee: 'amara', mentor: 'seyma', coordinator: 'helen' },
  { platforms: 'Teams and Teams', mentee: 'lukasz', mentor: 'priya', coordinator: 'grace' },
  { platforms: 'Slack and Teams', mentee: 'rohan', mentor: 'priya', coordinator: 'helen' },
  { platforms: 'Teams and Slack', mentee: 'sian', mentor: 'seyma', coordinator: 'grace' },
] as const;

const secret = 'PLANTED-7391: I am thinking of leaving medicine';
const reflection = 'PLANTED-7392: I talked too much';
const nextStep = 'PLANTED-7393: write to the college tutor';

/** Wednesday of the week after next, and a time that is comfortable in every zone of the roster. */
function inTwoWeeks(now: Date): string {
  const day = new Date(now.getTime() + 14 * 86_400_000);
  return day.toISOString().slice(0, 10);
}

function labels(message: ScreenMessage): readonly string[] {
  return message.controls.map((control) => control.label);
}

function labelOf(message: ScreenMessage, pattern: RegExp): string {
  const found = labels(message).find((label) => pattern.test(label));
  if (found === undefined)
    throw new Error(`No control ${String(pattern)} among ${labels(message).join(', ')}`);
  return found;
}

function zoneOf(id: string): string {
  return ['rohan', 'priya'].includes(id) ? 'Kolkata' : 'London';
}

async function optionOf(someone: Someone, field: string, pattern: RegExp): Promise<string> {
  const form = await someone.form();
  const options = form.fields.find((one) => one.label === field)?.options ?? [];
  const found = options.find((option) => pattern.test(option));
  if (found === undefined) throw new Error(`No option ${String(pattern)} among ${options.join(', ')}`);
  return found;
}

/** From one timer to the next, until each of them has this in front of them: at an hour that suits each. */
async function goOnUntil(app: TestApp, everybody: readonly Someone[], text: RegExp): Promise<Date> {
  for (let moves = 0; moves < 40; moves += 1) {
    const { now } = await app.client.move({ next: true });
    const screens = await Promise.all(everybody.map((one) => one.screen()));
    if (screens.every(({ messages }) => messages.some((message) => text.test(message.text))))
      return new Date(now);
  }
  throw new Error(`Not all of them see ${String(text)}`);
}

const redis = findRedis();
/** Every pair with the queues in PostgreSQL, and where there is a Redis one of them with the queues there. */
const runs = [
  ...pairs.map((pair) => ({ ...pair, carrier: 'PostgreSQL' })),
  ...('skip' in redis ? [] : [{ ...pairs[2], carrier: 'Redis' }]),
];
if ('skip' in redis) test.skip(`the journey with its queues in Redis: ${redis.skip}`, () => {});

describe.each(runs)('$platforms, queues in $carrier', (run) => {
  const { mentee: menteeId, mentor: mentorId, coordinator: coordinatorId } = run;
  let app: TestApp;
  let queues: RunningRedis | undefined;
  let mentee: Someone;
  let mentor: Someone;
  let coordinator: Someone;
  let nameOf: (id: string) => string;
  let day: string;

  beforeAll(async () => {
    if (run.carrier === 'Redis' && 'start' in redis) queues = await redis.start();
    app = await startApp(queues === undefined ? {} : { REDIS_URL: queues.url });
    [mentee, mentor, coordinator] = [menteeId, mentorId, coordinatorId].map((id) => app.client.as(id)) as [
      Someone,
      Someone,
      Someone,
    ];
    const people = await app.client.people();
    nameOf = (id) => people.find((person) => person.id === id)?.name ?? '';
    day = inTwoWeeks(new Date((await app.client.clock()).now));
  });

  afterAll(async () => {
    await app.stop();
    await queues?.stop();
  });

  test('help lists every command, and words that are none get a helpful answer', async () => {
    await mentee.type('/mentor help');
    const help = await mentee.sees(/What you can type/);
    for (const word of ['ask', 'offer', 'meetings', 'record', 'pause', 'end', 'privacy', 'help'])
      expect(help.text).toContain(`${word}:`);
    await mentee.type('/mentor recrod');
    expect((await mentee.sees(/did not understand|Did you mean/i)).text).toMatch(/record/);
  });

  test('a mentor offers, and sees what others will read', async () => {
    await mentor.type('/mentor offer');
    await mentor.submit({
      'What could you help with?': ['Exams and ARCP', 'Workload and balance'],
      'Which skills do you bring?': ['Active listening', 'Coaching'],
      'Whom do you most like to help?': 'Anybody in their first year here.',
      'How many people at once?': 1,
      'Is time for this agreed in your job plan?': true,
    });
    await mentor.sees(/Anybody in their first year here/);
  });

  test('a form with something wrong says what, and keeps everything that was typed', async () => {
    await mentee.type('/mentor ask');
    const screen = await mentee.submit({
      'What would you most like help with?': ['Exams and ARCP', 'Workload and balance'],
      'In your own words': 'I would like to plan my next two years.',
      'First choice: date': day,
      'First choice: time': '17:30',
      'Second choice: date': day,
      'Second choice: time': '17:30',
      'Does your line manager know that you are asking?': 'I would rather not say',
    });
    const field = (label: string) => screen.form?.fields.find((one) => one.label === label);
    const wrong = screen.form?.fields.filter((one) => one.error !== null) ?? [];
    expect(wrong.map((one) => one.label).join()).toMatch(/^Second choice: (date|time)$/);
    expect(field('In your own words')?.value).toBe('I would like to plan my next two years.');
    expect(field('What would you most like help with?')?.value).toEqual([
      'Exams and ARCP',
      'Workload and balance',
    ]);
    expect(field('Does your line manager know that you are asking?')?.value).toBe('I would rather not say');
  });

  test('the same form, put right, becomes a request with the mentor in mind and a role conflict', async () => {
    await mentee.submit({
      'Second choice: time': '12:30',
      'Third choice: date': day,
      'Third choice: time': '08:15',
      'Is there a mentor you have in mind?': mentorId,
      'Who manages or assesses you?': ['bola'],
    });
    const status = await mentee.sees(/Your request for a mentor/);
    expect(status.text).toContain('Exams and ARCP');
    expect(labels(status)).toContain('Withdraw my request');
  });

  test('the mentor in mind is asked; the coordinator sees that, and ranked, explained candidates, the conflict not at all', async () => {
    await mentor.sees(/has chosen you in/);
    const card = await coordinator.sees(/asks for a mentor/);
    expect(card.text).toContain('I would like to plan my next two years.');
    expect(card.text).toContain(`${nameOf(mentorId)}: asked on`);
    expect(card.text).toMatch(new RegExp(`${nameOf('christina')}: .*workload and balance`, 'i'));
    await coordinator.press('Choose whom to ask');
    const form = await coordinator.form();
    expect(form.fields[0]?.options.join('\n')).not.toContain(nameOf('bola'));
  });

  test('the coordinator puts it to another mentor; the mentee is told how many, never who', async () => {
    const form = await coordinator.form();
    const field = form.fields[0]?.label ?? '';
    const another = await optionOf(coordinator, field, new RegExp(nameOf('christina')));
    await coordinator.submit({ [field]: [another] });
    const status = await mentee.sees(/two mentors/);
    expect(status.text).not.toContain(nameOf('christina'));
    await mentor.sees(/is looking for a mentor/);
  });

  test('a mentor who declines gives a reason, and the mentee does not learn who it was', async () => {
    const christina = app.client.as('christina');
    await christina.press('Decline this request', (await christina.sees(/is looking for a mentor/)).id);
    const form = await christina.form();
    const reason = form.fields.find((one) => one.kind === 'oneOf' && one.required);
    await christina.submit({ [reason?.label ?? '']: reason?.options[0] ?? '' });
    await coordinator.sees(new RegExp(nameOf('christina')));
    const { messages } = await mentee.screen();
    expect(messages.map((message) => message.text).join('\n')).not.toContain(nameOf('christina'));
  });

  test('the mentor accepts by choosing a time, and the first meeting is booked for both at once', async () => {
    await mentor.press('Accept and choose a time', (await mentor.sees(/is looking for a mentor/)).id);
    const choice = await optionOf(mentor, 'When will you first meet?', /:/);
    await mentor.submit({ 'When will you first meet?': choice });
    const forMentor = await mentor.sees(/Meeting booked for/);
    const forMentee = await mentee.sees(/Meeting booked for/);
    expect(forMentor.text).toContain(choice);
    expect(forMentee.text).toContain('17:30');
    expect(forMentee.text).toContain(nameOf(mentorId));
    await mentee.sees(/You have a mentor/);
  });

  test('each gets a calendar file: uploaded on Slack, by an expiring link on Teams', async () => {
    for (const [someone, id] of [
      [mentee, menteeId],
      [mentor, mentorId],
    ] as const) {
      const { platform } = (await app.client.people()).find((person) => person.id === id) ?? {};
      if (platform === 'slack') {
        const file = await someone.sees(/File: meeting-.*\.ics/);
        expect(JSON.stringify(file.payload)).toContain('.ics');
        continue;
      }
      const card = await someone.sees(/Meeting booked for/);
      const url = card.controls.find((control) => control.kind === 'link')?.url ?? '';
      const calendar = await (await fetch(url)).text();
      expect(calendar).toMatch(/BEGIN:VCALENDAR[\s\S]*UID:[\s\S]*SEQUENCE:0/);
    }
  });

  test('answered cards have no live buttons left', async () => {
    for (const someone of [mentor, app.client.as('christina')]) {
      const { messages } = await someone.screen();
      const live = messages
        .flatMap(labels)
        .filter((label) => /^(Accept and|Suggest other|Decline this)/.test(label));
      expect(live).toEqual([]);
    }
    const { messages } = await coordinator.screen();
    expect(messages.flatMap(labels)).not.toContain('Choose whom to ask');
  });

  test('a day before, each is reminded in their own time zone', async () => {
    const reminded = await goOnUntil(app, [mentee, mentor], /Reminder: you meet/);
    expect(reminded.toISOString() < `${day}T12:00`).toBe(true);
    const forMentee = await mentee.sees(/Reminder: you meet/);
    const forMentor = await mentor.sees(/Reminder: you meet/);
    expect(forMentee.text).toContain('17:30');
    expect(forMentee.text).toContain(zoneOf(menteeId));
    expect(forMentor.text).toContain(zoneOf(mentorId));
  });

  test('after it, one tap says that they met, for both, and opens the record', async () => {
    await goOnUntil(app, [mentee, mentor], /Did you meet\?/);
    const question = await mentor.sees(/Did you meet\?/);
    await mentor.press(labelOf(question, /^Yes, we met/), question.id);
    await mentor.submit({
      'What did you discuss': secret,
      'Action 1': nextStep,
      'Who does action 1': 'Me',
      'Your own reflection': reflection,
      'How useful was the meeting': await optionOf(mentor, 'How useful was the meeting', /^4/),
      'Date of your next meeting': inTwoWeeks(new Date((await app.client.clock()).now)),
      'Time of your next meeting': '12:00',
    });
    await mentor.sees(/Record of .* kept/);
    await mentee.sees(/said that you met/);
    const { messages } = await mentee.screen();
    expect(messages.flatMap(labels).filter((label) => /^(Yes, we met|No, not on)/.test(label))).toEqual([]);
  });

  test('the next meeting stands in both their lists', async () => {
    for (const someone of [mentee, mentor]) {
      await someone.type('/mentor meetings');
      const mine = await someone.sees(/Your meetings/);
      expect(mine.text).toMatch(/Next: /);
      expect(mine.text).toMatch(/you met/);
    }
  });

  test('nobody but its author reads the record: no message, log line, queue row or table holds it', async () => {
    const { planted } = await findPlanted(app, ['PLANTED-7391', 'PLANTED-7392', 'PLANTED-7393']);
    expect(planted).toEqual([]);
  });

  test('the digest comes to the coordinators’ channel with figures, without names', async () => {
    const helen = app.client.as('helen');
    const digest = await helen.sees(/Meadowbank Mentoring: the week/);
    expect(digest.channel).toBe('mentoring-coordinators');
    for (const id of [menteeId, mentorId]) expect(digest.text).not.toContain(nameOf(id));
    await coordinator.type('/mentor admin');
    await coordinator.sees(/Meadowbank Mentoring: the desk/);
  });

  test('either may end it, alone and kindly; what was booked is cancelled and nothing more is sent', async () => {
    await mentee.type('/mentor end');
    await mentee.submit({
      'How it ends': 'It has come to its natural end',
      'A few words to say goodbye': 'Thank you.',
    });
    await mentor.sees(/Thank you\./);
    const before = (await mentor.screen()).messages.length;
    await app.client.move({ by: '30d' });
    const after = (await mentor.screen()).messages.slice(before);
    expect(after.map((message) => message.text).filter((text) => /Reminder|Did you meet/.test(text))).toEqual(
      [],
    );
  });

  test('everything is still there after a restart', async () => {
    const before = await mentee.screen();
    await app.restart();
    mentee = app.client.as(menteeId);
    expect((await mentee.screen()).messages).toEqual(before.messages);
    await mentee.type('/mentor meetings');
    await mentee.sees(/you met/);
  });
});
