import { describe, expect, test } from 'vitest';
import type { Scheme, TrainingModule } from '../../../src/mentoring/records/scheme.ts';
import { aLine, aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  firstTime,
  goesAway,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';
import { actionButtons } from '../../support/card-rules.ts';

const milo = 'Milo Placeholder';
const second = 'Sasha Secondman';
const skills: TrainingModule = {
  value: 'skills',
  label: 'Mentoring skills',
  about: 'Half a day at the education centre.',
  who: 'mentor',
  confirmedBy: 'self',
  validMonths: 12,
};
const induction: TrainingModule = {
  value: 'induction',
  label: 'Getting the most of mentoring',
  about: 'https://example.org/induction',
  who: 'mentee',
  confirmedBy: 'self',
};
const accepted = { time: firstTime, place: 'video' };

function aWorldAsking(modules: readonly TrainingModule[], set: Partial<Scheme> = {}): World {
  const world = aWorld({
    people: [mentee, coordinator, second, milo],
    schemes: [aScheme({ modules, ...set })],
  });
  world.addOffer(aMentor(milo, { capacity: 1 }));
  return world;
}

function records(world: World, name: string, module: TrainingModule, doneOn = '2026-11-20'): Answer {
  const answer = world.act(name, to('training', 'record', idOf(name)), {
    module: `${aScheme().id}/${module.value}`,
    doneOn,
  });
  world.fireDue();
  return answer;
}

function press(world: World, name: string, answer: Answer, label: string): Answer {
  const card = answer.shown === 'card' ? answer.card : world.messagesTo(name).at(-1)?.card;
  const found = card && actionButtons(card).find((one) => one.label.startsWith(label));
  if (found === undefined) throw new Error(`No button ${label}`);
  const next = world.act(name, found.to);
  world.fireDue();
  return next;
}

const shows = (world: World, name: string) => plain(world.act(name, to('training', 'show', idOf(name))));
const titles = (world: World, name: string) => world.messagesTo(name).map(({ card }) => card.title);
const theTraining = (world: World) => [...world.trainings.values()][0];

describe('somebody’s training', () => {
  test('is what the schemes in which they take part ask of their part', () => {
    const world = aWorldAsking([skills, induction]);
    expect(shows(world, milo)).toContain('Mentoring skills (Northvale mentoring): Not recorded yet.');
    expect(shows(world, milo)).not.toContain('Getting the most');
    expect(shows(world, mentee)).toContain('No scheme asks you for training.');
    asks(world);
    expect(shows(world, mentee)).toContain(
      'Getting the most of mentoring (Northvale mentoring): Not recorded yet.',
    );
  });

  test('is recorded with a date, which can be corrected, and taken back at one press', () => {
    const world = aWorldAsking([skills]);
    const answer = records(world, milo, skills);
    expect(plain(answer)).toContain(
      '“Mentoring skills”, done on 20 November 2026. Thank you: your word is enough.',
    );
    expect(shows(world, milo)).toContain('It counts until 20 November 2027.');
    const corrected = records(world, milo, skills, '2026-11-02');
    expect(shows(world, milo)).toContain('Done on 2 November 2026.');
    press(world, milo, corrected, 'Undo: the date before');
    expect(shows(world, milo)).toContain('Done on 20 November 2026.');
    press(world, milo, answer, 'Undo: not done yet');
    expect(shows(world, milo)).toContain('Not recorded yet.');
    expect(plain(press(world, milo, answer, 'Undo: not done yet'))).toContain('Not recorded yet.');
    expect([...world.timers.keys()]).toEqual([]);
  });

  test('lies in the past, and still counts; what was typed stays', () => {
    const world = aWorldAsking([skills]);
    expect(plain(records(world, milo, skills, '2026-11-30'))).toContain(
      'Please choose 2026-11-29 or an earlier date.',
    );
    const long = records(world, milo, skills, '2025-11-01');
    expect(plain(long)).toContain('It counts for twelve months, so this one lapsed on 1 November 2026.');
    expect(long.shown === 'rejected' && long.open.values?.['doneOn']).toBe('2025-11-01');
    expect(world.trainings.size).toBe(0);
  });

  test('that lapses is said a month before, and when it has, once each, in the morning', () => {
    const world = aWorldAsking([skills]);
    records(world, milo, skills, '2026-01-05');
    world.pass(1);
    expect(titles(world, milo)).toEqual([]);
    world.pass(200);
    expect(titles(world, milo)).toEqual(['Training to do again soon', 'Training has lapsed']);
    expect(shows(world, milo)).toContain('It counted until 5 January 2027; please do it again.');
  });

  test('that was done again in time is not said to have lapsed', () => {
    const world = aWorldAsking([skills]);
    records(world, milo, skills, '2025-12-31');
    world.pass(10);
    records(world, milo, skills, '2026-12-05');
    world.pass(200);
    expect(titles(world, milo)).toEqual(['Training to do again soon']);
  });
});

describe('a module that a coordinator confirms', () => {
  const confirmed: TrainingModule = { ...skills, confirmedBy: 'coordinator' };
  const two = { coordinatorIds: [idOf(coordinator), idOf(second)] };

  test('waits for one of them, counts from then on, and the others see that it is settled', () => {
    const world = aWorldAsking([confirmed], two);
    records(world, milo, confirmed);
    expect(shows(world, milo)).toContain('A coordinator has yet to confirm it.');
    expect(titles(world, coordinator)).toEqual(['Training to confirm']);
    press(world, coordinator, { shown: 'nothing' }, 'Confirm');
    expect(titles(world, milo)).toEqual(['Your training is confirmed']);
    expect(shows(world, milo)).toContain('It counts until 20 November 2027.');
    expect(titles(world, second)).toEqual(['Training confirmed']);
  });

  test('is not confirmed yet: the person is told and can record it again', () => {
    const world = aWorldAsking([confirmed]);
    records(world, milo, confirmed);
    press(world, coordinator, { shown: 'nothing' }, 'Not yet:');
    expect(titles(world, milo)).toEqual(['Your training could not be confirmed yet']);
    expect(world.trainings.size).toBe(0);
    records(world, milo, confirmed);
    expect(world.trainings.size).toBe(1);
  });

  test('a confirmation that was a slip is taken back, and the person is told', () => {
    const world = aWorldAsking([confirmed]);
    records(world, milo, confirmed);
    const settled = press(world, coordinator, { shown: 'nothing' }, 'Confirm');
    press(world, coordinator, settled, 'Take the confirmation back');
    expect(theTraining(world)?.confirmedById).toBeUndefined();
    expect(titles(world, milo).at(-1)).toBe('A confirmation was taken back');
  });

  test('is put neither to those who manage or assess the person, nor shown to them at the desk', () => {
    const world = aWorld({
      people: [mentee, coordinator, second, milo],
      schemes: [aScheme({ modules: [{ ...induction, confirmedBy: 'coordinator' }], ...two })],
      lines: [aLine(mentee, coordinator)],
    });
    asks(world);
    records(world, mentee, induction);
    expect(titles(world, coordinator)).toEqual([]);
    expect(titles(world, second)).toContain('Training to confirm');
    const desk = (name: string) => plain(world.act(name, to('scheme-training', 'show', aScheme().id)));
    expect(desk(coordinator)).not.toContain(mentee);
    expect(desk(second)).toContain(mentee);
    const people = (name: string) => plain(world.act(name, to('scheme-training', 'people', aScheme().id)));
    expect(people(coordinator)).not.toContain(mentee);
    expect(people(second)).toContain(`${mentee}: “Getting the most of mentoring” waits for confirmation.`);
    const confirm = {
      ...to('scheme-training', 'confirm', aScheme().id),
      args: { training: theTraining(world)?.id ?? '' },
    };
    expect(plain(world.act(coordinator, confirm))).toContain('nothing left to confirm');
    expect(theTraining(world)?.confirmedById).toBeUndefined();
  });

  test('recorded again on another day waits again', () => {
    const world = aWorldAsking([confirmed]);
    records(world, milo, confirmed);
    press(world, coordinator, { shown: 'nothing' }, 'Confirm');
    const again = records(world, milo, confirmed, '2026-11-25');
    expect(theTraining(world)).toMatchObject({ doneOn: '2026-11-25', confirmedById: undefined });
    press(world, milo, again, 'Undo: the date before');
    expect(theTraining(world)).toMatchObject({ doneOn: '2026-11-20', confirmedById: idOf(coordinator) });
  });
});

describe('nobody is matched before the training of both is done', () => {
  test('a mentor who has not done theirs is not proposed, and is once they have', () => {
    const world = aWorldAsking([skills]);
    asks(world);
    const triage = () => plain(world.act(coordinator, to('triage', 'propose', theRequest(world).id)));
    expect(triage()).not.toContain(`${milo}:`);
    records(world, milo, skills);
    expect(triage()).toContain(milo);
    expect(plain(proposes(world, [milo]))).toContain(milo);
    expect(proposalTo(world, milo).state).toBe('open');
  });

  test('a mentor whose training has lapsed since they were asked is told what to do, and loses nothing', () => {
    const world = aWorldAsking([skills], { replyDays: 20, expiryDays: 60 });
    records(world, milo, skills, '2025-12-05');
    asks(world);
    proposes(world, [milo]);
    world.pass(8);
    expect(plain(answers(world, milo, 'accept', accepted))).toContain('Before you take on somebody new');
    expect(proposalTo(world, milo).state).toBe('open');
    records(world, milo, skills, '2026-12-06');
    answers(world, milo, 'accept', accepted);
    expect(world.relationships.size).toBe(1);
  });

  test('the mentee is told when they ask, with where it is done, and reminded three times at most', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    expect(titles(world, mentee)).toContain('Before your first meeting');
    expect(world.reads(mentee, `training:request:${theRequest(world).id}`)).toContain(
      'https://example.org/induction',
    );
    const calls = () =>
      world.shown.filter(({ card }) => /No mentor can accept your request/.test(JSON.stringify(card)));
    world.pass(90);
    expect(calls()).toHaveLength(3);
  });

  test('a mentor cannot accept before it is done, is told why, and has the request again once it is', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    proposes(world, [milo]);
    const early = plain(answers(world, milo, 'accept', accepted));
    expect(early).toContain(
      `Before a first meeting is booked, ${mentee} does “Getting the most of mentoring”.`,
    );
    expect(world.relationships.size).toBe(0);
    expect(plain(world.act(coordinator, to('triage', 'show', theRequest(world).id)))).toContain(
      'They have yet to do “Getting the most of mentoring”',
    );
    records(world, mentee, induction);
    const again = world.reads(milo, `proposal:${proposalTo(world, milo).id}`);
    expect(again).toContain(
      `${mentee} has done the training that Northvale mentoring asks for, so you can accept now.`,
    );
    answers(world, milo, 'accept', accepted);
    expect(world.relationships.size).toBe(1);
  });

  test('a mentor’s days to answer stand still while the mentee has something to finish', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    proposes(world, [milo]);
    const sent = world.messagesTo(milo).length;
    world.pass(40);
    expect(proposalTo(world, milo).state).toBe('open');
    expect(world.messagesTo(milo)).toHaveLength(sent);
    records(world, mentee, induction);
    world.pass(20);
    expect(proposalTo(world, milo).state).toBe('expired');
  });

  test('the mentee cannot choose one of a mentor’s times before it is done', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    proposes(world, [milo]);
    answers(world, milo, 'counter', {
      date1: '2026-12-15',
      time1: '08:00',
      date2: '2026-12-16',
      time2: '18:00',
    });
    const chosen = { time: '2026-12-15T08:00[Europe/London]', place: 'video' };
    expect(plain(answers(world, milo, 'choose', chosen))).toContain('One thing before you choose');
    expect(world.relationships.size).toBe(0);
    records(world, mentee, induction);
    answers(world, milo, 'choose', chosen);
    expect(world.relationships.size).toBe(1);
  });

  test('what a coordinator confirms counts only then', () => {
    const world = aWorldAsking([{ ...induction, confirmedBy: 'coordinator' }]);
    asks(world);
    proposes(world, [milo]);
    records(world, mentee, induction);
    expect(plain(answers(world, milo, 'accept', accepted))).toContain('They have something to finish first');
    const newest = world.messagesTo(coordinator).findLast(({ card }) => card.title === 'Training to confirm');
    press(
      world,
      coordinator,
      { shown: 'card', card: newest?.card ?? { view: 'card', title: '', body: [] }, inPlace: false },
      'Confirm',
    );
    answers(world, milo, 'accept', accepted);
    expect(world.relationships.size).toBe(1);
  });
});

const lateCard = (world: World) => world.reads(coordinator, `training:late:${theRequest(world).id}`);
const told = (world: World) =>
  world.messagesTo(coordinator).filter(({ slot }) => slot === `training:late:${theRequest(world).id}`).length;
const chooses = (world: World, choice: string) => {
  const answer = world.act(coordinator, to('training-late', choice, theRequest(world).id));
  world.fireDue();
  return answer;
};

/** A day after the coordinators were told that the training is late. */
function keptWaiting(): World {
  const world = aWorldAsking([induction]);
  asks(world);
  proposes(world, [milo]);
  world.pass(32);
  return world;
}

describe('training that is not done for weeks', () => {
  test('is told to the coordinators once the reminders are over, with what they can choose', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    proposes(world, [milo]);
    world.pass(30);
    expect(told(world)).toBe(0);
    world.pass(2);
    expect(told(world)).toBe(1);
    expect(lateCard(world)).toContain(`Training keeps ${mentee} waiting`);
    expect(lateCard(world)).toContain('“Getting the most of mentoring” is missing');
    expect(lateCard(world)).toContain('One mentor waits for it, and cannot accept.');
    expect(lateCard(world)).toMatch(
      /\[Let them begin without it\][^]*\[Give them two more weeks\][^]*\[Let both go for now\]/,
    );
  });

  test('is let go: both are told, the mentor can accept, and nothing counts as done that was not', () => {
    const world = keptWaiting();
    expect(plain(chooses(world, 'waive'))).toContain(`${mentee} can begin`);
    expect(world.reads(mentee, `training:request:${theRequest(world).id}`)).toContain(
      'You can begin without it',
    );
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      'let Asha Testwell begin without the training that was still to be done',
    );
    expect(world.trainings.size).toBe(0);
    expect(lateCard(world)).not.toContain('[Let');
    const times = { date1: '2027-01-20', time1: '08:00' };
    answers(world, milo, 'counter', times);
    answers(world, milo, 'choose', { time: '2027-01-20T08:00[Europe/London]', place: 'video' });
    expect(world.relationships.size).toBe(1);
  });

  test('gets two more weeks: the one who asked is told and reminded once more, then the coordinators hear again', () => {
    const world = keptWaiting();
    const before = world.messagesTo(mentee).filter(({ card }) => card.title === 'Before your first meeting');
    expect(plain(chooses(world, 'extend'))).toContain('has until 14 January 2027');
    world.pass(13);
    const after = world.messagesTo(mentee).filter(({ card }) => card.title === 'Before your first meeting');
    expect(after.length - before.length).toBe(2);
    expect(told(world)).toBe(1);
    world.pass(2);
    expect(told(world)).toBe(2);
    expect(proposalTo(world, milo).state).toBe('open');
  });

  test('frees the mentor and leaves the request open, which comes back once it is done', () => {
    const world = keptWaiting();
    chooses(world, 'release');
    expect(proposalTo(world, milo).state).toBe('withdrawn');
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      'Thank you for being ready to help.',
    );
    expect(theRequest(world).state).toBe('waiting');
    expect(world.reads(mentee, `training:request:${theRequest(world).id}`)).toContain(
      'No mentor waits for you at the moment',
    );
    world.pass(60);
    expect(told(world)).toBe(1);
    records(world, mentee, induction, '2027-01-20');
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      'They have done the training, so mentors can accept again.',
    );
    expect([...world.timers.keys()].filter((key) => key.includes('training'))).toEqual([]);
  });

  test('has an end where nobody chooses: told three times, then the mentors are let go by themselves', () => {
    const world = keptWaiting();
    world.pass(200);
    expect(told(world)).toBe(3);
    expect(proposalTo(world, milo).state).toBe('withdrawn');
    expect(theRequest(world).state).toBe('waiting');
    expect(lateCard(world)).toContain('The mentors have been let go');
  });

  test('that was recorded and waits for a coordinator is not asked of the one who did it, but of the coordinators', () => {
    const world = aWorldAsking([{ ...induction, confirmedBy: 'coordinator' }]);
    asks(world);
    proposes(world, [milo]);
    records(world, mentee, induction);
    const asked = () =>
      world.messagesTo(mentee).filter(({ card }) => card.title === 'Before your first meeting');
    const before = asked().length;
    world.pass(32);
    expect(asked().length).toBe(before);
    expect(titles(world, coordinator).filter((title) => title === 'Training to confirm')).toHaveLength(4);
    expect(lateCard(world)).toContain('“Getting the most of mentoring” waits for confirmation');
    expect(lateCard(world)).toContain('[Confirm Getting the most of mentoring]');
  });

  test('stops its clock while the one who asked is away', () => {
    const world = aWorldAsking([induction]);
    asks(world);
    goesAway(world, mentee, '2026-11-30', '2026-12-19');
    world.pass(45);
    expect(told(world)).toBe(0);
    world.pass(7);
    expect(told(world)).toBe(1);
  });

  test('and that a scheme comes to ask for later is reminded of, and has an end, too', () => {
    const world = aWorldAsking([]);
    asks(world);
    proposes(world, [milo]);
    world.act(coordinator, to('scheme-training', 'add', aScheme().id), {
      label: 'First steps',
      about: 'https://example.org/first-steps',
      who: 'mentee',
      confirmedBy: 'self',
    });
    world.pass(32);
    expect(titles(world, mentee).filter((title) => title === 'Before your first meeting')).toHaveLength(4);
    expect(told(world)).toBe(1);
  });
});

describe('a scheme’s other limits', () => {
  test('no mentor takes more than the scheme lets one take, and is told so kindly', () => {
    const world = aWorldAsking([], { mostMentees: 1 });
    world.addOffer(aMentor(milo, { capacity: 3 }));
    asks(world);
    proposes(world, [milo]);
    answers(world, milo, 'accept', accepted);
    asks(world, {}, second);
    proposes(world, []);
    expect(plain(world.act(coordinator, to('triage', 'propose', theRequest(world).id)))).not.toContain(
      `${milo}:`,
    );
    const form = world.act(milo, to('offer', 'start', idOf(milo)));
    const capacity = form.shown === 'form' ? form.open.form.fields['capacity'] : undefined;
    expect(capacity).toMatchObject({ value: 1, max: 1 });
  });

  test('a term is the planned end of every relationship that begins', () => {
    const world = aWorldAsking([], { termMonths: 6 });
    asks(world);
    proposes(world, [milo]);
    answers(world, milo, 'accept', accepted);
    expect([...world.relationships.values()][0]?.plannedEnd).toBe('2027-05-29');
  });
});
