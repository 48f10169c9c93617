import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/mentoring/time.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aMentor, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  everythingShownTo,
  firstTime,
  goodRequest,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';
const accepted = { time: firstTime, place: 'video' };
const otherTimes = { date1: '2026-12-15', time1: '08:00', date2: '2026-12-16', time2: '18:00' };

function timesOffered(answer: Answer): readonly string[] {
  const form = answer.shown === 'form' || answer.shown === 'rejected' ? answer.open.form : undefined;
  const field = form?.fields['time'];
  return field?.kind === 'oneOf' ? field.options.map(({ label }) => label) : [];
}

const proposalCard = (world: World, name = milo) =>
  world.reads(name, `proposal:${proposalTo(world, name).id}`);
const chooseCard = (world: World, name = milo) =>
  world.reads(mentee, `proposal:${proposalTo(world, name).id}`);
const menteeCard = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);
const triageCard = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);

describe('accepting is booking', () => {
  it('begins the relationship and books the first meeting in one act', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'accept', accepted);
    const [relationship] = world.relationships.values();
    const [meeting] = world.meetings.values();
    expect(relationship).toMatchObject({
      menteeId: idOf(mentee),
      mentorId: idOf(milo),
      requestId: theRequest(world).id,
      state: 'active',
      cadenceDays: 28,
    });
    expect(meeting).toMatchObject({
      relationshipId: relationship?.id,
      start: { date: '2026-12-08', time: '17:30', zone: 'Europe/London' },
      minutes: 60,
      place: 'video',
      state: 'booked',
      sequence: 0,
    });
    expect(theRequest(world).state).toBe('matched');
    expect(proposalTo(world, milo).state).toBe('accepted');
  });

  it('sends both the meeting with a calendar file, and the mentee the good news', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'accept', accepted);
    const [meeting] = world.meetings.values();
    for (const name of [mentee, milo]) {
      const sent = world.messagesTo(name).find((one) => one.slot === `meeting:${meeting?.id}`);
      expect(sent?.files.map(({ kind }) => kind)).toEqual(['calendar']);
    }
    expect(menteeCard(world)).toContain(
      `${milo} is your mentor in Northvale mentoring. You first meet on Tuesday 8 December, 17:30 (London time).`,
    );
    expect(menteeCard(world)).toContain('what is confidential, and its limits');
    expect(triageCard(world)).toContain(`${milo} accepted in Northvale mentoring`);
  });

  it('thanks the others and leaves no button behind that leads nowhere', () => {
    const world = aWorldWhereAsked(milo, bea);
    answers(world, milo, 'accept', accepted);
    expect(proposalTo(world, bea).state).toBe('withdrawn');
    expect(proposalCard(world, bea)).toBe(
      'This request is no longer open\nIt needs nothing more from you. Thank you for being ready to help.',
    );
    const left = world.messages.flatMap(({ card }) => actionButtons(card).map(({ to }) => to.dialog));
    expect(left.filter((dialog) => ['answer-proposal', 'triage', 'my-request'].includes(dialog))).toEqual([]);
  });

  it('leaves no reminder of the request behind, and waits for no first meeting: it is booked', () => {
    const world = aWorldWhereAsked(milo, bea);
    answers(world, milo, 'accept', accepted);
    const left = [...world.timers.keys()].filter((key) => /^(request|proposal|relationship):/.test(key));
    expect(left.map((key) => key.split(':')[2])).toEqual(['check-in', 'check-in', 'watch']);
    expect([...world.timers.keys()].some((key) => key.includes(':did-you-meet:'))).toBe(true);
  });

  it('offers only times that are still to come, in the mentor’s zone', () => {
    const world = aWorldWhereAsked(milo);
    world.pass(10); // the 9th: the first time has passed
    const opened = answers(world, milo, 'accept');
    const field = opened.shown === 'form' ? opened.open.form.fields['time'] : undefined;
    expect(field?.kind === 'oneOf' && field.options).toEqual([
      { value: '2026-12-10T12:30[Europe/London]', label: 'Thursday 10 December, 12:30 (London time)' },
    ]);
    const late = answers(world, milo, 'accept', accepted);
    expect(late.shown === 'rejected' && late.open.errors?.['time']).toContain('no longer offered');
    expect(world.relationships.size).toBe(0);
  });

  it('books no time that was not on the screen: a form from before the mentee changed their times comes back with the new ones', () => {
    const world = aWorldWhereAsked(milo);
    const changed = { ...goodRequest, date1: '2026-12-14', time1: '09:00', date2: '2026-12-16', wishes: [] };
    world.act(mentee, to('my-request', 'change', theRequest(world).id), changed);
    const late = answers(world, milo, 'accept', { ...accepted, place: 'phone' });
    expect(world.relationships.size).toBe(0);
    if (late.shown !== 'rejected') throw new Error('The form comes back');
    expect(late.open.errors?.['time']).toBe(
      'This time is no longer offered, and nothing is booked yet. Please choose one of those that are offered now.',
    );
    expect(late.open.values?.['place']).toBe('phone');
    expect(timesOffered(late)).toContain('Monday 14 December, 09:00 (London time)');
    expect(timesOffered(late).join()).not.toContain('8 December');
    answers(world, milo, 'accept', { time: '2026-12-14T09:00[Europe/London]', place: 'phone' });
    expect([...world.meetings.values()].map(({ start }) => start)).toEqual([
      { date: '2026-12-14', time: '09:00', zone: 'Europe/London' },
    ]);
  });

  it.each([
    '0',
    '2026-12-08',
    '2026-12-08T17:30',
    '2026-12-08T17:30[Europe/Paris]',
    `${firstTime} `.repeat(2),
  ])('takes no “%s” for a time that was offered', (time) => {
    const world = aWorldWhereAsked(milo);
    expect(answers(world, milo, 'accept', { time, place: 'video' }).shown).toBe('rejected');
    expect(world.relationships.size).toBe(0);
  });

  it('says so when no time is left, and suggests offering others', () => {
    const world = aWorldWith(milo);
    asks(world, { date1: '2026-11-30', time1: '12:00', date2: '', time2: '' });
    proposes(world, [milo]);
    world.pass(3);
    expect(plain(answers(world, milo, 'accept'))).toContain('The offered times have passed');
    expect(answers(world, milo, 'counter').shown).toBe('form');
  });

  it('happens once, however often it is pressed', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'accept', accepted);
    const again = answers(world, milo, 'accept', accepted);
    expect(plain(again)).toContain('This was answered on 29 November 2026. There is nothing left to do here');
    expect(again.shown === 'card' && again.inPlace).toBe(true);
    expect(world.relationships.size).toBe(1);
  });

  it('is for the first of two only; the second is told kindly', () => {
    const world = aWorldWhereAsked(milo, bea);
    answers(world, milo, 'accept', accepted);
    expect(plain(answers(world, bea, 'accept', accepted))).toContain('This request is no longer open');
    expect(world.relationships.size).toBe(1);
  });

  it('is for nobody but the mentor who was asked', () => {
    const world = aWorldWhereAsked(milo, bea);
    for (const action of ['accept', 'counter', 'decline'])
      for (const name of [bea, mentee, coordinator])
        expect(
          plain(world.act(name, to('answer-proposal', action, proposalTo(world, milo).id), accepted)),
        ).toContain('Only the mentor who was asked can answer this.');
    expect(world.relationships.size).toBe(0);
  });
});

describe('whether a mentor may is asked again when they accept', () => {
  it('a mentor whose places are taken is told what to do, and the request stays theirs to answer', () => {
    const world = aWorldWhereAsked(milo);
    world.addOffer(aMentor(milo, { capacity: 0 }));
    const said = plain(answers(world, milo, 'accept', accepted));
    expect(said).toContain('You have no free place');
    expect(said).toContain('[Change my offer] [Accept and choose a time] [Decline this request]');
    expect(proposalTo(world, milo).state).toBe('open');
    world.addOffer(aMentor(milo, { capacity: 1 }));
    answers(world, milo, 'accept', accepted);
    expect(world.relationships.size).toBe(1);
  });

  it('a mentor who paused their offer is told that this stands in the way', () => {
    const world = aWorldWhereAsked(milo);
    world.addOffer(aMentor(milo, { state: 'paused', pausedUntil: '2027-01-01' }));
    expect(plain(answers(world, milo, 'accept', accepted))).toContain('Your offer is not open');
    expect(plain(answers(world, milo, 'counter', otherTimes))).toContain('Your offer is not open');
    expect(world.relationships.size).toBe(0);
  });

  it.each(['accept', 'counter'] as const)(
    'a block since then ends it in the words of any withdrawal (%s)',
    (action) => {
      const world = aWorldWhereAsked(milo);
      world.blocks.push([idOf(mentee), idOf(milo)]);
      const said = plain(answers(world, milo, action, action === 'accept' ? accepted : otherTimes));
      expect(said).toBe(
        'This request is no longer open\nIt needs nothing more from you. Thank you for being ready to help.',
      );
      expect(world.relationships.size).toBe(0);
      expect(theRequest(world).state).toBe('waiting');
      expect(triageCard(world)).toContain(`${milo}: is no longer asked`);
      expect(everythingShownTo(world, coordinator)).not.toMatch(/block/i);
    },
  );
});

describe('suggesting other times', () => {
  it('lets the mentee choose one in their own zone, and does not name the mentor yet', () => {
    const world = aWorldWhereAsked(milo);
    expect(plain(answers(world, milo, 'counter', otherTimes))).toContain(
      `You suggested other times to ${mentee}`,
    );
    expect(chooseCard(world)).toContain('- Tuesday 15 December, 08:00 (London time)');
    expect(everythingShownTo(world, mentee)).not.toContain(milo);
    expect(proposalTo(world, milo).state).toBe('open');
  });

  it('books the time that the mentee chooses, as accepting does', () => {
    const world = aWorldWhereAsked(milo, bea);
    answers(world, milo, 'counter', otherTimes);
    const said = plain(
      answers(world, milo, 'choose', { time: '2026-12-16T18:00[Europe/London]', place: 'phone' }),
    );
    expect(said).toContain(`You meet ${milo} on Wednesday 16 December, 18:00 (London time).`);
    const [meeting] = world.meetings.values();
    expect(instantOf(meeting?.start ?? { date: '', time: '', zone: '' }).toISOString()).toBe(
      '2026-12-16T18:00:00.000Z',
    );
    expect(meeting).toMatchObject({ place: 'phone', bookedById: idOf(mentee) });
    expect(proposalCard(world)).toContain(`You are mentoring ${mentee}`);
    expect(proposalTo(world, bea).state).toBe('withdrawn');
    expect(theRequest(world).state).toBe('matched');
  });

  it('are what the mentee saw: times that the mentor has changed meanwhile are shown, and none is booked', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    answers(world, milo, 'counter', { date1: '2026-12-21', time1: '08:30' });
    const late = answers(world, milo, 'choose', { time: '2026-12-15T08:00[Europe/London]', place: 'phone' });
    expect(late.shown === 'rejected' && late.open.errors?.['time']).toContain('nothing is booked yet');
    expect(timesOffered(late)).toContain('Monday 21 December, 08:30 (London time)');
    expect(world.relationships.size).toBe(0);
  });

  it('goes back to the mentor when none of the times suits', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    answers(world, milo, 'choose', { time: 'none', place: 'video' });
    expect(proposalCard(world)).toContain(`${mentee} can make none of the times you suggested.`);
    expect(proposalCard(world)).toContain('[Suggest other times]');
    expect(chooseCard(world)).toContain('The mentor knows that none of these times suits');
    expect(proposalTo(world, milo)).toMatchObject({ state: 'open', counterTimes: undefined });
  });

  it('does not keep the mentor from accepting one of the first times after all', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    answers(world, milo, 'accept', accepted);
    expect(theRequest(world).state).toBe('matched');
    expect(
      plain(answers(world, milo, 'choose', { time: '2026-12-15T08:00[Europe/London]', place: 'video' })),
    ).toContain('These times are no longer open');
    expect(world.relationships.size).toBe(1);
  });

  it('ends kindly when the mentor has no free place by the time the mentee chooses', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    world.addOffer(aMentor(milo, { capacity: 0 }));
    expect(
      plain(answers(world, milo, 'choose', { time: '2026-12-15T08:00[Europe/London]', place: 'video' })),
    ).toContain('These times are no longer open');
    expect(theRequest(world).state).toBe('waiting');
    expect(triageCard(world)).toContain('it needs you to choose again');
  });

  it('reminds the mentee, not the mentor, while the mentee has to choose', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    const before = world.messagesTo(milo).length;
    world.pass(8);
    expect(chooseCard(world)).toContain('waits for your choice');
    expect(world.messagesTo(milo).length).toBe(before);
  });

  it('that have passed before the mentee chose can still be answered', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', { date1: '2026-12-01', time1: '08:00' });
    world.pass(8);
    expect(chooseCard(world)).toContain('[Ask for other times]');
    expect(plain(answers(world, milo, 'choose'))).toContain('have passed. Let them know');
    answers(world, milo, 'choose', { time: 'none', place: 'video' });
    expect(proposalCard(world)).toContain('[Suggest other times]');
  });

  it('is for the mentee alone to choose from', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'counter', otherTimes);
    const choose = to('answer-proposal', 'choose', proposalTo(world, milo).id);
    for (const name of [milo, coordinator])
      expect(plain(world.act(name, choose))).toContain(
        'Only the person who asked for a mentor can use this.',
      );
  });
});

describe('declining', () => {
  it('thanks the mentor, tells the coordinators why, and the mentee nothing of who', () => {
    const world = aWorldWhereAsked(milo);
    const said = plain(
      answers(world, milo, 'decline', { reason: 'no-time', message: 'Ask Bea.', share: 'no' }),
    );
    expect(said).toContain('Thank you for saying so');
    expect(triageCard(world)).toContain(`${milo}: declined, no time at the moment: “Ask Bea.”`);
    expect(everythingShownTo(world, mentee)).not.toMatch(/Milo|Bea|decline/);
  });

  it('hands the request back to the coordinators at once when nobody is left', () => {
    const world = aWorldWhereAsked(milo, bea);
    const told = () => world.messagesTo(coordinator).length;
    const before = told();
    answers(world, milo, 'decline', { reason: 'other' });
    expect(theRequest(world).state).toBe('proposed');
    expect(told()).toBe(before); // the card changes where it stands; one mentor still has it
    answers(world, bea, 'decline', { reason: 'not-right-experience' });
    expect(theRequest(world).state).toBe('waiting');
    expect(told()).toBe(before + 1);
    expect(triageCard(world)).toContain(
      'Nobody who was asked can take it on, so it needs you to choose again.',
    );
    expect(menteeCard(world)).toContain('is with the coordinators of Northvale mentoring');
  });

  it('lets the mentee read a message only where the mentor says so', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'decline', { reason: 'no-time', message: 'Good luck with it.', share: 'yes' });
    expect(everythingShownTo(world, mentee)).toContain(
      `A message from ${milo}\nThey cannot take on your request in Northvale mentoring, and wrote to you:\n“Good luck with it.”`,
    );
  });

  it.each([
    [{ reason: 'other', message: 'Hello' }, { share: 'Please say whether they may read your message.' }],
    [
      { reason: 'other', share: 'yes' },
      { message: 'Please write what they may read, or choose “no” below.' },
    ],
    [
      { reason: 'other', message: '9434765919', share: 'no' },
      {
        message:
          'This seems to hold an NHS number. Please take out anything that identifies a patient, then send it again.',
      },
    ],
  ])('asks for what is missing: %j', (values, errors) => {
    const answer = answers(aWorldWhereAsked(milo), milo, 'decline', values);
    expect(answer.shown === 'rejected' && answer.open.errors).toEqual(errors);
  });

  it('because of a role conflict means never being asked again for this request', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'decline', { reason: 'role-conflict' });
    expect(triageCard(world)).toContain('Left out: one mentor manages or assesses them.');
    expect(plain(proposes(world, [milo]))).not.toContain('Whom to ask');
  });

  it('answers a second press with when it was answered', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'decline', { reason: 'no-time' });
    world.pass(2);
    expect(plain(answers(world, milo, 'decline'))).toContain('This was answered on 29 November 2026.');
  });
});

describe('a mentor who does not answer', () => {
  it('is reminded once, in the morning of their own zone, on the first working day after the days of the scheme', () => {
    const world = aWorldWhereAsked(milo);
    const remind = world.timers.get(`proposal:${proposalTo(world, milo).id}:remind`);
    // The seventh day is a Sunday.
    expect(remind?.at.toISOString()).toBe('2026-12-07T08:00:00.000Z');
    world.pass(9);
    expect(proposalCard(world)).toContain('It stays open to you until 13 December 2026');
    const [first] = world.messagesTo(milo);
    expect(first && actionButtons(first.card)).toEqual([]); // only the newest message has buttons
  });

  it('is let go after the days of the scheme; the coordinators choose again', () => {
    const world = aWorldWhereAsked(milo);
    world.pass(14);
    expect(proposalTo(world, milo).state).toBe('expired');
    expect(theRequest(world).state).toBe('waiting');
    expect(proposalCard(world)).toContain('This request has moved on');
    expect(triageCard(world)).toContain(`${milo}: did not answer in time`);
    expect(plain(answers(world, milo, 'accept', accepted))).toContain('This request has moved on');
  });

  it('hears nothing more once they have answered', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'decline', { reason: 'no-time' });
    const heard = world.messagesTo(milo).length;
    world.pass(60);
    expect(world.messagesTo(milo).length).toBe(heard);
  });
});
