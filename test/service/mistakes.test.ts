/** What ordinary people do wrong, or at the same moment: each gets a sentence that says what happened and what to do. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { ScreenForm } from '../../adapters/playground/api-types.ts';
import type { Target } from '../../src/ui/reference.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

const casts = [
  { mentee: 'rohan', mentor: 'kwame', coordinator: 'helen', on: 'a mentee and a coordinator on Slack' },
  { mentee: 'lukasz', mentor: 'bola', coordinator: 'grace', on: 'a mentee and a coordinator on Teams' },
] as const;

describe.each(casts)('$on', ({ mentee, mentor, coordinator }) => {
  let app: InsideApp;
  let inside: Inside;
  let hands: Hands;
  const as = (id: string) => app.client.as(id);

  beforeEach(async () => {
    app = await startInside();
    inside = await insideOf(app);
    hands = handsOn(app.playground);
  }, 60_000);

  afterEach(async () => {
    expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
    await inside.close();
    await app.stop();
  });

  const count = async (what: string): Promise<number> => (await inside.query(`select from ${what}`)).length;
  const subject = async (sql: string): Promise<string> => (await inside.one<{ id: string }>(sql)).id;
  const control = async (target: Target): Promise<string> => inside.mint(target);

  async function asked(): Promise<void> {
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as(coordinator), mentee, [mentor]);
  }

  async function paired(): Promise<void> {
    await asked();
    await steps.accept(as(mentor), mentee);
  }

  /** Opens a form on the meeting that is booked. */
  async function onMeeting(id: string, pattern: RegExp): Promise<void> {
    const card = await as(id).sees(/Meeting booked for/);
    await as(id).press(steps.labelOf(card, pattern), card.id);
  }

  test('a double click on a button does its work once, and both clicks are answered', async () => {
    await asked();
    const id = await subject('select id from request');
    const withdraw = await control({ dialog: 'my-request', action: 'withdraw', subject: id });
    const both = await Promise.all([1, 2].map(() => hands.press(someone(mentee), withdraw)));
    for (const { status } of both) expect(status).toBe(200);
    expect(await count(`audit where action = 'withdraw'`)).toBe(1);
    await as(mentee).sees(/You withdrew your request/);
    await as(mentor).sees(/This request is no longer open/);
  });

  test('a form sent twice, and again from a second window, books one meeting', async () => {
    await asked();
    const id = await subject('select id from proposal');
    const accept = await control({ dialog: 'answer-proposal', action: 'accept', subject: id });
    const answers = { time: await steps.firstTime(inside, id), place: 'video' };
    await Promise.all([1, 2, 3].map(() => hands.submit(someone(mentor), accept, answers, 'one-window')));
    const { shown } = await hands.submit(someone(mentor), accept, answers, 'another-window');
    // Teams answers in the form's place, Slack in a message of its own.
    if (!shown.includes('You accepted this request')) await as(mentor).sees(/You accepted this request/);
    expect([await count('relationship'), await count('meeting')]).toEqual([1, 1]);
    await as(mentee).sees(/Meeting booked/);
    const cards = (await as(mentee).screen()).messages.filter(({ text }) =>
      text.startsWith('Meeting booked'),
    );
    expect(cards).toHaveLength(1);
  });

  test('asking twice: whoever waits is shown how their request stands', async () => {
    await as(mentee).type('/mentor ask');
    const answers = await steps.askAnswers(app.client);
    const start = await control({ dialog: 'ask', action: 'start', subject: await inside.personId(mentee) });
    await as(mentee).submit(answers);
    await as(mentee).sees(/Your request for a mentor/);
    const day = await steps.dayIn(app.client, 14);
    const again = await hands.submit(someone(mentee), start, {
      areas: ['balance'],
      place: 'any',
      lineManager: 'told',
      date1: day,
      time1: '09:00',
    });
    expect(again.shown).toContain('Your request for a mentor');
    await as(mentee).type('/mentor ask');
    expect((await as(mentee).screen()).form).toBeNull();
    expect(await count('request')).toBe(1);
  });

  test('a form that was closed opens again from where it was opened', async () => {
    await asked();
    const card = await as(mentor).sees(steps.lookingFor(mentee));
    await as(mentor).press('Decline this request', card.id);
    await as(mentor).act({ dismiss: true });
    const { form, messages } = await as(mentor).screen();
    expect(form).toBeNull();
    const closed = messages.find(({ id }) => id === card.id);
    const label = steps.labels(closed ?? card).find((one) => /Open it again|Decline this request/.test(one));
    await as(mentor).press(label ?? '', card.id);
    expect((await as(mentor).form()).title).toBe('Decline this request');
  });

  test('a form that is sent after somebody else was faster says so, and leaves no dead button', async () => {
    await steps.ask(app.client, as(mentee));
    await steps.putTo(app.client, as(coordinator), mentee, [mentor, 'christina']);
    const proposal = await subject(
      `select id from proposal where mentor_id = '${await inside.personId(mentor)}'`,
    );
    const accept = await control({ dialog: 'answer-proposal', action: 'accept', subject: proposal });
    await as(mentor).press('Accept and choose a time', (await as(mentor).sees(steps.lookingFor(mentee))).id);
    await steps.accept(as('christina'), mentee);
    const answers = { time: await steps.firstTime(inside, proposal), place: 'video' };
    const { shown } = await hands.submit(someone(mentor), accept, answers);
    expect(shown).toContain('This request is no longer open');
    if ((await as(mentor).screen()).form !== null) await as(mentor).act({ dismiss: true });
    await as(mentor).sees(/This request is no longer open/);
    const { messages, form } = await as(mentor).screen();
    expect(form).toBeNull();
    expect(messages.flatMap(steps.labels).filter((label) => /^(Accept|Suggest|Decline)/.test(label))).toEqual(
      [],
    );
  });

  test('a yes to a time that the mentee has just changed books nothing, and shows the times of now', async () => {
    await asked();
    const id = await subject('select id from proposal');
    const accept = await control({ dialog: 'answer-proposal', action: 'accept', subject: id });
    const time = await steps.firstTime(inside, id);
    const own = await as(mentee).sees(/Your request for a mentor/);
    await as(mentee).press('Change my request', own.id);
    await as(mentee).submit({ 'First choice: date': await steps.dayIn(app.client, 20) });
    const changed = await steps.firstTime(inside, id);
    expect(changed).not.toBe(time);
    const { shown } = await hands.submit(someone(mentor), accept, { time, place: 'phone' });
    expect(shown).toContain('no longer offered, and nothing is booked yet');
    expect(shown).toContain(changed);
    expect(shown).not.toContain(time);
    expect([await count('relationship'), await count('meeting')]).toEqual([0, 0]);
    await hands.submit(someone(mentor), accept, { time: changed, place: 'phone' });
    await as(mentee).sees(/Meeting booked for/);
  });

  test('a coordinator chooses somebody who has just paused: the form comes back without them, the rest as it was', async () => {
    await steps.ask(app.client, as(mentee));
    const card = await as(coordinator).sees(/asks for a mentor/);
    await as(coordinator).press('Choose whom to ask', card.id);
    const field = (await as(coordinator).form()).fields[0]?.label ?? '';
    const chosen = [
      await steps.optionOf(as(coordinator), field, new RegExp(steps.nameOf('christina'))),
      await steps.optionOf(as(coordinator), field, new RegExp(steps.nameOf(mentor))),
    ];
    await as('christina').type('/mentor pause');
    await as('christina').submit({ 'Pause until': await steps.dayIn(app.client, 30) });
    const screen = await as(coordinator).submit({ [field]: chosen });
    const form = await as(coordinator).form();
    expect(errorsIn(form)).toMatch(/no longer offered/);
    expect(form.fields[0]?.options.join()).not.toContain(steps.nameOf('christina'));
    expect(form.fields[0]?.value).toEqual([chosen[1]]);
    expect(screen.form).not.toBeNull();
    await as(coordinator).submit({ [field]: [chosen[1] ?? ''] });
    await as(mentor).sees(steps.lookingFor(mentee));
    expect(await count('proposal')).toBe(1);
  });

  test('two coordinators ask at once: no mentor is asked twice, and no more than three', async () => {
    await steps.offer(as('seyma'));
    await steps.offer(as('priya'));
    await steps.ask(app.client, as(mentee));
    const id = await subject('select id from request');
    const propose = await control({ dialog: 'triage', action: 'propose', subject: id });
    const ids = await inside.query<{ person_id: string }>('select person_id from offer order by person_id');
    const mentors = ids.map(({ person_id }) => person_id);
    const sent = await Promise.all([
      hands.submit(someone('helen'), propose, { mentors: mentors.slice(0, 2) }),
      hands.submit(someone('grace'), propose, { mentors: mentors.slice(1, 4) }),
    ]);
    // Where the answer follows in a message, other news of the same turn may come before it.
    const refusal = /no longer offered|at most|before three mentors already/;
    const told = async (id: string, shown = ''): Promise<boolean> =>
      refusal.test(shown) || refusal.test(JSON.stringify(await as(id).screen()));
    await expect
      .poll(async () =>
        [await told('helen', sent[0]?.shown), await told('grace', sent[1]?.shown)].filter(Boolean),
      )
      .toHaveLength(1);
    const proposed = await inside.query<{ mentor_id: string }>('select mentor_id from proposal');
    expect(new Set(proposed.map(({ mentor_id }) => mentor_id)).size).toBe(proposed.length);
    expect(proposed.length).toBeLessThanOrEqual(3);
  });

  test('a meeting moved into the past, into an hour that is skipped, or onto another: a sentence, and what was typed stays', async () => {
    await paired();
    await onMeeting(mentee, /^Move meeting/);
    const today = await steps.dayIn(app.client, 0);
    await as(mentee).submit({ Date: today, Time: '00:01' });
    const refused = await as(mentee).form();
    expect(errorsIn(refused)).toMatch(/has passed/);
    expect(refused.fields.map(({ value }) => value)).toContain('00:01');
    await as(mentee).act({ dismiss: true });

    await inside.query(`update person set zone = 'Europe/London', zone_chosen = true`);
    await steps.openMentoring(as(mentor), mentee);
    await as(mentor).press(steps.labelOf(await newest(), /^Book a meeting|^Book another/));
    await as(mentor).submit({ Date: '2027-03-28', Time: '01:30', 'Where you meet': 'Video call' });
    expect(errorsIn(await as(mentor).form())).toMatch(/clocks go forward/);
    const { start_date: date, start_time: time } = await inside.one<{ start_date: Date; start_time: string }>(
      'select start_date::text, start_time from meeting',
    );
    const zone = (await inside.one<{ zone: string }>('select start_zone as zone from meeting')).zone;
    if (zone === 'Europe/London') {
      await as(mentor).submit({ Date: String(date), Time: time.slice(0, 5) });
      expect(errorsIn(await as(mentor).form())).toMatch(/You already meet/);
    }
    expect(await count('meeting')).toBe(1);

    async function newest() {
      return as(mentor).sees(new RegExp(`Mentoring with ${steps.nameOf(mentee)}`));
    }
  });

  test('both end it at once: it ends once, and each reads so', async () => {
    await paired();
    const id = await subject('select id from relationship');
    const end = await control({ dialog: 'relationship', action: 'end', subject: id });
    await Promise.all(
      [mentee, mentor].map((one) => hands.submit(someone(one), end, { kind: 'never-started' })),
    );
    for (const one of [mentee, mentor]) await as(one).sees(/mentoring has ended/i);
    expect(await count(`audit where dialog = 'relationship' and action = 'end'`)).toBe(1);
    await as(mentee).type('/mentor end');
    await as(mentee).sees(/Nothing to choose/);
  });

  test('one cancels while the other moves: one of the two counts, and no card has a button that leads nowhere', async () => {
    await paired();
    await onMeeting(mentor, /^Move meeting/);
    const cancel = await control({
      dialog: 'meeting',
      action: 'cancel',
      subject: await subject('select id from meeting'),
    });
    await Promise.all([
      as(mentor).submit({ Date: await steps.dayIn(app.client, 20), Time: '12:30' }),
      hands.press(someone(mentee), cancel),
    ]);
    const { state } = await inside.one<{ state: string }>('select state from meeting');
    expect(['booked', 'cancelled']).toContain(state);
    if (state === 'cancelled')
      for (const id of [mentee, mentor]) {
        await as(id).sees(/Meeting cancelled/);
        const live = (await as(id).screen()).messages.flatMap(steps.labels);
        expect(live.filter((label) => /^(Move meeting|Running late|Cancel meeting)/.test(label))).toEqual([]);
      }
  });

  test('one says that they met and the other that they did not: both are told, and it can be put right', async () => {
    await paired();
    await steps.moveUntil(app.client, 'meeting.did-you-meet');
    const question = await as(mentor).sees(/Did you meet\?/);
    await as(mentor).press(steps.labelOf(question, /^No, not on/), question.id);
    const id = await subject('select id from meeting');
    const met = await control({ dialog: 'meeting', action: 'met', subject: id });
    const { shown } = await hands.press(someone(mentee), met);
    expect(shown).toContain(`${steps.nameOf(mentor)} has said that you did not meet`);
    expect(await inside.one('select state from meeting')).toEqual({ state: 'missed' });
  });

  test('words that were meant for somebody else are neither repeated, nor kept, nor acted upon', async () => {
    const words = 'I cannot bear the night shifts any more';
    await as(mentee).act({ say: words });
    const answer = await as(mentee).sees(/I did not understand that/);
    expect(answer.text).not.toContain('night shifts');
    expect(answer.text).toMatch(/I do not keep it/);
    const kept = (await inside.rows()).filter(({ row }) => row.includes('night shifts'));
    expect(kept).toEqual([]);
  });

  test('a command typed where others read along is answered to the one who typed it alone', async () => {
    await paired();
    const { channels } = await as(coordinator).screen();
    const channel = channels.find((name) => name !== 'general') ?? '';
    await as(coordinator).type('/mentor admin', channel);
    await as(coordinator).sees(/this channel|answered you in our own chat/);
    const { slack, teams } = app.playground;
    const readAlong = JSON.stringify([
      slack.workspace.state.messages.filter(
        (one) => !one.channel.startsWith('D') && one.onlyFor === undefined,
      ),
      teams.tenant.state.messages.filter(({ conversation }) => conversation.startsWith('19:')),
    ]);
    for (const id of [mentee, mentor]) expect(readAlong).not.toContain(steps.nameOf(id));
  });
});

function someone(id: string): RosterPerson {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

/** What a form says is wrong with it: at its fields, or above them. */
function errorsIn(form: ScreenForm): string {
  return [form.text, ...form.fields.map(({ error }) => error ?? '')].join('\n');
}
