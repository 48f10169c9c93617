import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, idOf, mentee, mentor, relationshipId, stranger } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const M = idOf('meeting: 1');
const book = target('relationship', 'book', relationshipId);
const when = { date: '2026-12-03', time: '17:30', place: 'video', minutes: '60', times: '1' };
const meetingSlot = (world: PairWorld): string => `meeting:${world.meeting().id}`;

/** Agreed to share records, and a meeting on Thursday 3 December at 17:30 booked by the mentee. */
function booked(pair = aPair().agreed()): PairWorld {
  const world = aPairWorld(pair);
  world.act(mentee, book, when);
  return world;
}

describe('booking a meeting', () => {
  test('tells each of the two in their own zone, with a calendar file', () => {
    const world = booked(aPair().agreed().inZones({ mentor: 'Asia/Kolkata' }));
    expect(world.reads(mentee, meetingSlot(world))).toContain('Thursday 3 December, 17:30 (London time)');
    expect(world.reads(mentor, meetingSlot(world))).toContain('Thursday 3 December, 23:00 (Kolkata time)');
    expect(world.reads(mentor, meetingSlot(world))).toContain(mentee);
    for (const name of [mentee, mentor])
      expect(world.calendar(name)).toMatchObject([{ sequence: 0, start: '2026-12-03T17:30:00.000Z' }]);
  });

  test('says at the first meeting that it is the first', () => {
    const world = booked();
    expect(world.newest(mentor)).toContain('first meeting');
    world.act(mentor, book, { ...when, date: '2026-12-10' });
    expect(world.newest(mentor)).not.toContain('first meeting');
  });

  test('is only for the pair', () => {
    const world = aPairWorld(aPair());
    expect(plain(world.act(stranger, book, when))).toContain('you are not one of them');
    expect(world.rows().meetings).toEqual([]);
  });

  test.each([
    [{ date: '2026-11-29', time: '09:00' }, 'has passed'],
    [{ date: '2027-03-28', time: '01:30' }, 'The clocks go forward'],
    [{ date: '2026-12-05', time: '12:30' }, 'You already meet on Saturday 5 December, 12:00'],
  ])('refuses a time that cannot be: %o', (time, why) => {
    const world = aPairWorld(aPair().meeting('2026-12-05 12:00'));
    const answer = world.act(mentee, book, { ...when, ...time });
    expect(answer.shown).toBe('rejected');
    expect(plain(answer)).toContain(why);
    expect(world.rows().meetings).toHaveLength(1);
  });

  test('of several in one go keeps the time of day across the change of clocks, and sends one message', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, book, { ...when, date: '2027-03-04', times: '3' });
    expect(world.rows().meetings.map(({ start }) => `${start.date} ${start.time}`)).toEqual([
      '2027-03-04 17:30',
      '2027-04-01 17:30',
      '2027-04-29 17:30',
    ]);
    expect(world.messagesTo(mentor)).toHaveLength(1);
    expect(world.calendar(mentor).map(({ start }) => start)).toEqual([
      '2027-03-04T17:30:00.000Z',
      '2027-04-01T16:30:00.000Z',
      '2027-04-29T16:30:00.000Z',
    ]);
    expect([...world.timers.keys()].filter((key) => key.includes(':remind:'))).toHaveLength(6);
  });
});

describe('the reminder', () => {
  test('comes the day before, once to each, and offers to move, be late, or cancel', () => {
    const world = booked();
    world.until('2026-12-02T17:29Z');
    expect(world.reads(mentor, `reminder:${world.meeting().id}`)).toBe('');
    world.until('2026-12-02T17:30Z');
    for (const name of [mentee, mentor]) {
      const text = world.reads(name, `reminder:${world.meeting().id}`);
      expect(text).toContain(
        '[Move meeting on 3 December] [Running late on 3 December] [Cancel meeting on 3 December]',
      );
    }
    expect(world.fired).toHaveLength(2);
  });

  test('is left out when the day before has already passed', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, book, { ...when, date: '2026-11-29', time: '18:00' });
    const ofMeeting = [...world.timers.keys()].filter((key) => key.startsWith('meeting:'));
    expect(ofMeeting.map((key) => key.split(':')[2])).toEqual(['did-you-meet', 'did-you-meet']);
  });

  test('comes at the same time of day even when the clocks change in between', () => {
    const world = aPairWorld(aPair().inZones({ mentor: 'Asia/Kolkata' }));
    world.act(mentee, book, { ...when, date: '2027-03-28', time: '18:00' });
    const at = (name: string) =>
      world.timers.get(`meeting:${world.meeting().id}:remind:${idOf(name)}:1440`)?.at;
    expect(at(mentee)?.toISOString()).toBe('2027-03-27T18:00:00.000Z');
    // Half past ten at night there, and so in the morning.
    expect(at(mentor)?.toISOString()).toBe('2027-03-28T02:30:00.000Z');
  });
});

describe('moving a meeting', () => {
  const to = { date: '2026-12-10', time: '08:00', place: 'in-person' };

  test('moves its reminders and its question, and both get a new calendar file', () => {
    const world = booked();
    world.press(mentor, 'Move meeting on 3 December', to);
    expect(world.meeting()).toMatchObject({ sequence: 1, place: 'in-person', state: 'booked' });
    for (const name of [mentee, mentor])
      expect(world.calendar(name).map(({ sequence, uid }) => [sequence, uid])).toEqual([
        [0, `meeting-${world.meeting().id}@rapport`],
        [1, `meeting-${world.meeting().id}@rapport`],
      ]);
    const ofMeeting = [...world.timers].filter(([key]) => key.startsWith('meeting:'));
    expect(ofMeeting.map(([key, { at }]) => [key.split(':')[2], at.toISOString()])).toEqual([
      ['remind', '2026-12-09T08:00:00.000Z'],
      ['did-you-meet', '2026-12-10T09:00:00.000Z'],
      ['remind', '2026-12-09T08:00:00.000Z'],
      ['did-you-meet', '2026-12-10T09:00:00.000Z'],
    ]);
  });

  test('leaves no button behind that leads to the old time', () => {
    const world = booked();
    world.press(mentor, 'Move meeting on 3 December', to);
    for (const name of [mentee, mentor]) {
      expect(plainCard(world.message(name, 0).card)).toBe(
        'This meeting has moved\nThe new time is in a newer message.',
      );
      expect(plainCard(world.message(name, 1).card)).toContain('[Move meeting on 10 December]');
    }
    expect(world.newest(mentee)).toContain(`${mentor} moved the meeting.`);
    expect(world.newest(mentor)).toContain('You moved the meeting.');
  });

  test('the form speaks the zone of whoever moves it', () => {
    const world = booked(aPair().inZones({ mentor: 'Asia/Kolkata' }));
    const answer = world.press(mentor, 'Move meeting on 3 December');
    expect(answer.shown === 'form' && answer.open.form.fields).toMatchObject({
      date: { value: '2026-12-03', max: '2027-11-29' },
      time: { value: '23:00', hint: 'In your own time zone: Kolkata time.' },
    });
    world.press(mentor, 'Move meeting on 3 December', { ...to, time: '09:00' });
    expect(world.meeting().start).toEqual({ date: '2026-12-10', time: '09:00', zone: 'Asia/Kolkata' });
  });

  test('to where it already is changes nothing', () => {
    const world = booked();
    const answer = world.press(mentor, 'Move meeting on 3 December', {
      date: '2026-12-03',
      time: '17:30',
      place: 'video',
    });
    expect(plain(answer)).toContain('Nothing has changed');
    expect(world.meeting().sequence).toBe(0);
  });

  test('that was cancelled meanwhile is answered, not done', () => {
    const world = booked();
    const move = target('meeting', 'reschedule', world.meeting().id);
    world.press(mentee, 'Cancel meeting on 3 December');
    expect(plain(world.act(mentor, move, to))).toContain(`This meeting was cancelled by ${mentee}.`);
    expect(world.meeting()).toMatchObject({ state: 'cancelled', sequence: 1 });
  });
});

describe('cancelling a meeting', () => {
  test('tells the other, takes it out of both calendars, and asks about another', () => {
    const world = booked();
    const answer = world.press(mentee, 'Cancel meeting on 3 December');
    expect(plain(answer)).toContain('Would you like to book another time?');
    expect(labelsOf(answer)).toEqual([`Book a meeting with ${mentor}`, 'Give a reason for 3 December']);
    expect(world.newest(mentor)).toContain(`${mentee} cancelled this meeting`);
    for (const name of [mentee, mentor])
      expect(world.calendar(name).at(-1)).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  test('stops its reminders and the question whether they met', () => {
    const world = booked();
    world.press(mentee, 'Cancel meeting on 3 December');
    world.until('2026-12-08T09:00Z');
    expect(world.fired).toEqual([]);
  });

  test('twice is the same as once', () => {
    const world = booked();
    const cancel = target('meeting', 'cancel', world.meeting().id);
    world.act(mentee, cancel);
    const before = world.messages.length;
    expect(plain(world.act(mentor, cancel))).toContain(`This meeting was cancelled by ${mentee}.`);
    expect(world.messages).toHaveLength(before);
    expect(world.meeting().sequence).toBe(1);
  });

  test('when it was the only one, both are asked about a first meeting ten days later, once', () => {
    const world = booked();
    world.press(mentee, 'Cancel meeting on 3 December');
    world.until('2027-02-01T09:00Z');
    // After ten days, and after fourteen once more.
    expect(world.fired.map(({ action }) => action)).toEqual([
      'first-meeting-missing',
      'first-meeting-ask',
      'first-meeting-ask',
      'look',
      'ask',
      'ask',
    ]);
    expect(world.newest(mentor)).toContain('have not met yet');
    expect(world.newest(mentee)).toContain(`[Book a meeting with ${mentor}]`);
  });
});

describe('running late', () => {
  test('one tap tells the other, and a second tap tells nobody again', () => {
    const world = booked();
    world.until('2026-12-03T17:20Z');
    expect(plain(world.press(mentee, 'Running late on 3 December'))).toContain(`${mentor} is being told`);
    expect(world.newest(mentor)).toContain(`${mentee} is running late`);
    const before = world.messages.length;
    expect(plain(world.press(mentee, 'Running late on 3 December'))).toContain('Already passed on');
    expect(world.messages).toHaveLength(before);
    world.press(mentor, 'Running late on 3 December');
    expect(world.newest(mentee)).toContain(`${mentor} is running late`);
  });

  test('days ahead is answered with moving the meeting', () => {
    const world = booked();
    const before = world.messages.length;
    expect(plain(world.press(mentee, 'Running late on 3 December'))).toContain(
      '[Move meeting on 3 December]',
    );
    expect(world.messages).toHaveLength(before);
  });

  test('is forgotten when the meeting moves', () => {
    const world = booked();
    world.until('2026-12-03T17:20Z');
    world.press(mentee, 'Running late on 3 December');
    world.press(mentor, 'Move meeting on 3 December', { date: '2026-12-03', time: '19:00', place: 'video' });
    world.press(mentee, 'Running late on 3 December');
    expect(world.newest(mentor)).toContain(`${mentee} is running late`);
  });
});

/** The meeting's time has just passed. */
function over(pair = aPair().agreed()): PairWorld {
  const world = booked(pair);
  world.until('2026-12-03T18:30Z');
  return world;
}

describe('did you meet?', () => {
  test('is asked of both at the end, and the old buttons are gone', () => {
    const world = over();
    for (const name of [mentee, mentor]) {
      expect(world.newest(name)).toContain('[Yes, we met on 3 December] [No, not on 3 December]');
      const labels = world
        .messagesTo(name)
        .flatMap(({ card }) => actionButtons(card).map(({ label }) => label));
      expect(labels).not.toContain('Move meeting on 3 December');
      expect(labels.filter((label) => label.startsWith('Running late'))).toEqual([]);
    }
  });

  test('yes opens the record at once, and serves both', () => {
    const world = over();
    const answer = world.press(mentee, 'Yes, we met');
    expect(answer.shown).toBe('form');
    expect(world.meeting()).toMatchObject({ state: 'met', answeredById: idOf(mentee) });
    expect(world.reads(mentor, meetingSlot(world))).toContain(`${mentee} said that you met`);
    expect(world.reads(mentor, meetingSlot(world))).not.toContain('Yes, we met');
  });

  test('yes keeps the card of whoever is filling in the form as it is', () => {
    const world = over();
    world.press(mentee, 'Yes, we met');
    expect(world.reads(mentee, meetingSlot(world))).toContain('Did you meet?');
  });

  test('yes is all where a pair keeps no records', () => {
    const world = over(aPair().agreed({ records: 'none' }));
    const answer = world.press(mentee, 'Yes, we met');
    expect(plain(answer)).toContain('You have agreed to keep no records');
    expect(labelsOf(answer)).toEqual([`Book a meeting with ${mentor}`, 'We did not meet on 3 December']);
    expect(world.forms).toEqual([]);
  });

  test('no offers another time, blames nobody, and serves both', () => {
    const world = over();
    const answer = world.press(mentor, 'No, not on 3 December');
    expect(plain(answer)).toContain('That happens to everybody.');
    expect(labelsOf(answer)).toEqual([
      `Book a meeting with ${mentee}`,
      'We did meet on 3 December',
      'Give a reason for 3 December',
    ]);
    expect(world.meeting().state).toBe('missed');
    expect(world.reads(mentee, meetingSlot(world))).toContain(`${mentor} said that you did not meet`);
  });

  test('a different answer later is asked about kindly, and can put a slip right', () => {
    const world = over();
    world.press(mentor, 'No, not on 3 December');
    const answer = world.act(mentee, target('meeting', 'met', world.meeting().id));
    expect(plain(answer)).toContain(
      `${mentor} has said that you did not meet on 3 December. If that was a slip`,
    );
    expect(world.meeting().state).toBe('missed');
    const card = 'card' in answer ? answer.card : undefined;
    const button = card?.body.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))[0];
    if (button?.type !== 'action') throw new Error('There is no button to put it right');
    expect(world.act(mentee, button.to).shown).toBe('form');
    expect(world.meeting()).toMatchObject({ state: 'met', answeredById: idOf(mentee) });
    expect(world.newest(mentor)).toContain(`${mentee} said that you met`);
  });

  test('a slip of one’s own is put right at one press from the very card, either way', () => {
    const world = over(aPair().agreed({ records: 'none' }));
    world.press(mentee, 'No, not on 3 December');
    world.press(mentee, 'We did meet on 3 December');
    expect(world.meeting().state).toBe('met');
    expect(world.newest(mentor)).toContain(`${mentee} said that you met`);
    world.press(mentor, 'We did not meet on 3 December');
    expect(world.meeting().state).toBe('missed');
    const recorded = over(aPair().agreed());
    recorded.press(mentee, 'Yes, we met');
    recorded.act(mentee, target('meeting', 'record', recorded.meeting().id), { shared: 'A talk' });
    expect(labelsOf(recorded.act(mentor, target('meeting', 'met', recorded.meeting().id)))).not.toContain(
      'We did not meet on 3 December',
    );
  });

  test('with a record written, "we did not meet" changes nothing', () => {
    const world = aPairWorld(
      aPair()
        .agreed()
        .meeting('2026-11-20 12:00', { state: 'met', answeredById: idOf(mentee) })
        .recorded(mentee),
    );
    const answer = world.act(mentor, target('meeting', 'not-met', M, { correct: 'yes' }));
    expect(plain(answer)).toContain('there is a record of the meeting');
    expect(world.meeting().state).toBe('met');
  });

  test('leaves the reminder without buttons once it is settled', () => {
    const world = over();
    world.press(mentor, 'No, not on 3 December');
    for (const name of [mentee, mentor])
      expect(world.reads(name, `reminder:${world.meeting().id}`)).toBe(
        'This meeting is over\nThere is nothing left to do here.',
      );
  });

  test('is not asked of a meeting that was cancelled or answered, should its timer fire all the same', () => {
    for (const state of ['cancelled', 'met', 'missed'] as const) {
      const world = aPairWorld(aPair().meeting('2026-11-20 12:00', { state }));
      world.fire(target('meeting', 'did-you-meet', M));
      expect(world.messages).toEqual([]);
    }
  });

  test('is not answered before the meeting', () => {
    const world = booked();
    expect(plain(world.act(mentee, target('meeting', 'met', world.meeting().id)))).toContain(
      'Meeting on 3 December',
    );
    expect(world.meeting().state).toBe('booked');
  });
});
