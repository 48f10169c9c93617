/** Check-ins: each of a pair is asked alone, one press is enough, words are their own, and help is at hand. */

import { describe, expect, test } from 'vitest';
import { aPair, idOf, coordinator, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const two = [mentee, mentor];
const usual = { checkInFirstDays: 30, checkInEveryDays: 60 };

/** They began on 1 November and have met since; from here time passes. */
function begun(set: (pair: Pair) => Pair = (pair) => pair): PairWorld {
  const pair = aPair().inScheme(usual).meeting('2026-11-20 12:00', { state: 'met' });
  const world = aPairWorld(set(pair));
  world.fire({ dialog: 'check-in', action: 'plan', subject: relationshipId });
  return world;
}

/** Both have been asked for the first time. */
function asked(set?: (pair: Pair) => Pair): PairWorld {
  const world = begun(set);
  world.until('2026-12-02T12:00Z');
  return world;
}

const asks = (world: PairWorld, name: string) =>
  world.messagesTo(name).filter(({ slot }) => slot === `check-in:${relationshipId}`);
const rowOf = (world: PairWorld, name: string) =>
  world.rows().checkIns.findLast(({ personId }) => personId === idOf(name));

describe('each of the two', () => {
  test('is asked alone after 30 days, on a working morning, and then every 60', () => {
    const world = begun();
    world.until('2026-12-01T08:00Z');
    for (const name of two) expect(asks(world, name)).toEqual([]);
    world.until('2026-12-02T12:00Z');
    for (const name of two) {
      expect(world.newest(name)).toContain('how does it go?');
      expect(world.newest(name)).toContain('Your answer is yours alone');
    }
    expect(rowOf(world, mentee)?.askedAt.toISOString()).toMatch(/T(08|09):/);
    world.press(mentee, 'It goes well');
    world.until('2027-01-29T12:00Z');
    expect(asks(world, mentee)).toHaveLength(1);
    world.until('2027-02-05T12:00Z');
    expect(asks(world, mentee)).toHaveLength(2);
  });

  test('is never told what the other one answered, nor that they did', () => {
    const world = asked();
    const before = world.messagesTo(mentor).map(({ card }) => JSON.stringify(card));
    world.press(mentee, 'It is not working');
    expect(world.messagesTo(mentor).map(({ card }) => JSON.stringify(card))).toEqual(before);
    expect(world.messagesTo(coordinator)).toEqual([]);
  });

  test('is asked three times at most while they say nothing, and again once they meet', () => {
    // A date in the diary: they mean to go on.
    const world = begun((pair) => pair.meeting('2028-05-01 12:00'));
    world.until('2028-03-01T12:00Z');
    expect(asks(world, mentee)).toHaveLength(3);
    world.act(mentee, { dialog: 'watch', action: 'met-on', subject: relationshipId }, { date: '2028-02-25' });
    world.until('2028-04-20T12:00Z');
    expect(asks(world, mentee)).toHaveLength(4);
  });

  test('is not asked while every date was called off, as they have not begun', () => {
    const world = aPairWorld(aPair().inScheme(usual).meeting('2026-11-20 12:00', { state: 'cancelled' }));
    world.fire({ dialog: 'check-in', action: 'plan', subject: relationshipId });
    world.until('2027-01-15T12:00Z');
    for (const name of two) expect(asks(world, name)).toEqual([]);
  });

  test('is asked nothing while the switch is off, and again from when it is on', () => {
    const world = begun();
    const choose = { dialog: 'reminders', action: 'kinds', subject: idOf(mentee) };
    world.act(mentee, choose, { kinds: ['meeting'] });
    world.until('2027-01-15T12:00Z');
    expect(asks(world, mentee)).toEqual([]);
    expect(asks(world, mentor)).toHaveLength(1);
    world.act(mentee, choose, { kinds: ['meeting', 'check-in'] });
    world.until('2027-02-15T12:00Z');
    expect(asks(world, mentee)).toHaveLength(1);
  });

  test('is not asked in a leave, but when it is over', () => {
    const world = begun();
    world.act(
      mentee,
      { dialog: 'reminders', action: 'away', subject: idOf(mentee) },
      { firstDay: '2026-11-30', lastDay: '2026-12-13', why: 'leave' },
    );
    world.until('2026-12-13T20:00Z');
    expect(asks(world, mentee)).toEqual([]);
    expect(asks(world, mentor)).toHaveLength(1);
    world.until('2026-12-14T12:00Z');
    expect(asks(world, mentee)).toHaveLength(1);
  });

  test('is not asked in a pause, which stops the clock', () => {
    const world = begun();
    world.act(
      mentee,
      { dialog: 'relationship', action: 'pause', subject: relationshipId },
      { until: '2027-03-01' },
    );
    world.until('2027-03-05T12:00Z');
    for (const name of two) expect(asks(world, name)).toEqual([]);
    world.until('2027-03-20T12:00Z');
    for (const name of two) expect(asks(world, name)).toHaveLength(1);
  });

  test('is asked nothing once it has ended, and the question that stood loses its buttons', () => {
    const world = asked();
    world.act(
      mentor,
      { dialog: 'relationship', action: 'end', subject: relationshipId },
      { kind: 'natural' },
    );
    expect(world.reads(mentee, `check-in:${relationshipId}`)).not.toContain('It goes well');
    world.until('2027-06-01T12:00Z');
    expect(asks(world, mentee)).toHaveLength(1);
  });
});

describe('an answer', () => {
  test.each([
    ['It goes very well', 'very-well', /good to hear/],
    ['It goes well', 'well', /good to hear/],
    ['It goes so-so', 'so-so', /Some stretches are like that/],
    ['It does not go so well', 'not-so-well', /nobody’s fault/],
    ['It is not working', 'not-working', /nobody’s fault/],
  ])('“%s” is one press, and is thanked for', (label, answer, thanks) => {
    const world = asked();
    expect(plain(world.press(mentee, label))).toMatch(thanks);
    expect(rowOf(world, mentee)).toMatchObject({ answer });
    expect(rowOf(world, mentor)?.answer).toBeUndefined();
  });

  test('of the lowest two offers every way on, and to the mentee another mentor', () => {
    const world = asked();
    const mine = labelsOf(world.press(mentee, 'It is not working'));
    for (const label of [
      'I’d like someone to contact me',
      'Pause the mentoring',
      'Ask for another mentor',
      'End it without a reason',
      'Add a few words',
      'Take my answer back',
    ])
      expect(mine).toContain(label);
    expect(labelsOf(world.press(mentor, 'It does not go so well'))).not.toContain('Ask for another mentor');
  });

  test('that it has come to its end leads to the ending, which nobody hears of before it is sent', () => {
    const world = asked();
    const before = world.messagesTo(mentor).length;
    const form = world.press(mentee, 'It has come to its end');
    expect(form).toMatchObject({ shown: 'form', open: { form: { fields: { kind: { value: 'natural' } } } } });
    expect(rowOf(world, mentee)).toMatchObject({ answer: 'over' });
    expect(world.messagesTo(mentor)).toHaveLength(before);
    expect(world.rows().relationship.state).toBe('active');
  });

  test('can be taken back on the same day, words and all, and not on the next', () => {
    const world = asked();
    world.press(mentee, 'It goes so-so');
    world.act(mentee, to(world, 'words'), { words: 'Too quick.' });
    expect(plain(world.act(mentee, to(world, 'undo')))).toContain('how does it go?');
    expect(rowOf(world, mentee)).toMatchObject({
      answer: undefined,
      answeredAt: undefined,
      words: undefined,
    });
    world.press(mentee, 'It goes well');
    world.until('2026-12-04T12:00Z');
    expect(plain(world.act(mentee, to(world, 'undo')))).toContain('stays as it is');
    expect(rowOf(world, mentee)).toMatchObject({ answer: 'well' });
  });

  test('that it goes well starts the silence of the watch again; one that it does not leaves it', () => {
    const quiet = aPair()
      .inScheme(usual)
      .with({ startedAt: new Date('2026-08-01T09:00:00Z'), band: 'quiet' })
      .meeting('2026-09-24 12:00', { state: 'met' })
      .meeting('2026-10-01 12:00', { state: 'met' })
      .meeting('2026-10-08 12:00', { state: 'met' });
    const bandAfter = (label: string) => {
      const world = aPairWorld(quiet);
      world.until('2026-11-30T10:00Z');
      const args = { person: idOf(mentee) };
      world.fire({ dialog: 'check-in', action: 'ask', subject: relationshipId, args });
      world.press(mentee, label);
      const { band } = world.rows().relationship;
      return band;
    };
    expect(bandAfter('It goes well')).toBe('going well');
    expect(bandAfter('It is not working')).toBe('quiet');
  });
});

/** The mentee has answered. */
function answered(set?: (pair: Pair) => Pair) {
  const world = asked(set);
  return { world, thanks: world.press(mentee, 'It goes so-so') };
}

/** About what the mentee was asked last. */
function to(world: PairWorld, action: string) {
  const args = { check: rowOf(world, mentee)?.id ?? '' };
  return { dialog: 'check-in', action, subject: relationshipId, args };
}

describe('words', () => {
  test('are kept for their author, said to be so, and stand in no message', () => {
    const { world } = answered();
    expect(plain(world.act(mentee, to(world, 'words')))).toContain('For you alone');
    const thanks = world.act(mentee, to(world, 'words'), { words: 'Planted words' });
    expect(plain(thanks)).toContain('nobody else can read it');
    expect(JSON.stringify([world.messages, thanks])).not.toContain('Planted words');
    expect(plain(world.act(mentee, to(world, 'mine')))).toContain('Planted words');
    expect(plain(world.act(mentor, to(world, 'mine')))).not.toContain('Planted words');
  });

  test('are deleted by leaving them empty', () => {
    const { world } = answered();
    world.act(mentee, to(world, 'words'), { words: 'Planted words' });
    world.act(mentee, to(world, 'words'), {});
    expect(rowOf(world, mentee)?.words).toBeUndefined();
  });

  test('that could name a patient are refused beside the field', () => {
    const { world } = answered();
    expect(world.act(mentee, to(world, 'words'), { words: 'NHS number 943 476 5919' })).toMatchObject({
      shown: 'rejected',
    });
  });

  test('are passed on by their author’s choice alone: the form holds them, and sending it is the choice', () => {
    const { world } = answered();
    world.act(mentee, to(world, 'words'), { words: 'Planted words' });
    expect(JSON.stringify(world.act(mentee, to(world, 'contact-me')))).toContain('Planted words');
    expect(world.messagesTo(coordinator)).toEqual([]);
    const without = { ...to(world, 'contact-me'), args: {} };
    expect(JSON.stringify(world.act(mentee, without))).not.toContain('Planted words');
    world.act(mentee, without, { share: 'name' });
    expect(world.newest(coordinator)).toContain('would like to talk');
    expect(world.newest(coordinator)).not.toContain('Miles Sampleford');
    expect(JSON.stringify(world.messagesTo(coordinator))).not.toContain('Planted words');
  });

  test('are not asked for where mentoring is directed, so that nobody can ask for them', () => {
    const { world, thanks } = answered((pair) => pair.inScheme({ ...usual, kind: 'directed' }));
    expect(labelsOf(thanks)).not.toContain('Add a few words');
    expect(plain(world.act(mentee, to(world, 'words')))).toContain('No words are kept here');
    expect(world.newest(mentor)).toContain('nothing of it is reported back');
  });
});

describe('the scheme', () => {
  test('is planned anew where it asks after other days', () => {
    const world = begun();
    const { id } = world.rows().scheme;
    world.act(
      coordinator,
      { dialog: 'scheme-settings', action: 'check-ins', subject: id },
      { checkInFirstDays: '90', checkInEveryDays: '90' },
    );
    world.until('2027-01-25T12:00Z');
    expect(asks(world, mentee)).toEqual([]);
    world.until('2027-02-03T12:00Z');
    expect(asks(world, mentee)).toHaveLength(1);
  });

  test('can ask not at all, and nobody is', () => {
    const world = begun();
    world.act(
      coordinator,
      { dialog: 'scheme-settings', action: 'check-ins', subject: world.rows().scheme.id },
      { checkInFirstDays: '0', checkInEveryDays: '' },
    );
    world.until('2027-06-01T12:00Z');
    for (const name of two) expect(asks(world, name)).toEqual([]);
  });

  test.each([
    ['too soon', { checkInFirstDays: '3', checkInEveryDays: '60' }],
    ['too often', { checkInFirstDays: '30', checkInEveryDays: '7' }],
    ['again without a first time', { checkInFirstDays: '0', checkInEveryDays: '60' }],
  ])('is told beside the field when it would ask %s', (_, values) => {
    const world = begun();
    const to = { dialog: 'scheme-settings', action: 'check-ins', subject: world.rows().scheme.id };
    expect(world.act(coordinator, to, values)).toMatchObject({ shown: 'rejected' });
  });
});
