/** Reviews: both are reminded some days ahead, go through a few questions together, and are asked at the planned end. */

import { describe, expect, test } from 'vitest';
import { aPair, mentee, mentor, relationshipId, stranger } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const two = [mentee, mentor];
const slot = `review:${relationshipId}`;

function planned(pair: Pair): PairWorld {
  const world = aPairWorld(pair);
  world.fire({ dialog: 'review', action: 'plan', subject: relationshipId });
  return world;
}

const agreed = () => planned(aPair().agreed({ reviewOn: '2027-03-01' }));
const termed = () => planned(aPair().with({ plannedEnd: '2027-11-01' }));
const to = (action: string) => ({ dialog: 'review', action, subject: relationshipId });
const reviews = (world: PairWorld, name: string) => world.messagesTo(name).filter((one) => one.slot === slot);

describe('at the date of the ground rules', () => {
  test('both are reminded five days ahead, each in words for them', () => {
    const world = agreed();
    world.until('2027-02-23T12:00Z');
    for (const name of two) expect(reviews(world, name)).toEqual([]);
    world.until('2027-02-24T12:00Z');
    expect(world.newest(mentee)).toContain('what you hoped for');
    expect(world.newest(mentor)).toContain('what Asha Testwell hoped for');
    for (const name of two) expect(world.newest(name)).toContain('1 March 2027');
  });

  test('a new version moves it, and cancels one that is no more', () => {
    const world = agreed();
    world.act(mentee, to('next-date'), { reviewOn: '2027-06-01' });
    world.press(mentor, 'Agree to these rules');
    world.until('2027-03-10T12:00Z');
    for (const name of two) expect(reviews(world, name)).toEqual([]);
    world.until('2027-05-27T12:00Z');
    for (const name of two) expect(reviews(world, name)).toHaveLength(1);
  });

  test('a pause holds it back until it is over', () => {
    const world = agreed();
    world.act(
      mentee,
      { dialog: 'relationship', action: 'pause', subject: relationshipId },
      { until: '2027-04-01' },
    );
    world.until('2027-03-31T12:00Z');
    for (const name of two) expect(reviews(world, name)).toEqual([]);
    world.until('2027-04-01T12:00Z');
    for (const name of two) expect(reviews(world, name)).toHaveLength(1);
  });

  test('an ending cancels it', () => {
    const world = agreed();
    world.act(
      mentor,
      { dialog: 'relationship', action: 'end', subject: relationshipId },
      { kind: 'natural' },
    );
    world.until('2027-06-01T12:00Z');
    for (const name of two) expect(reviews(world, name)).toEqual([]);
  });

  test('agreed for a date within the next days, both are reminded on that day', () => {
    const world = planned(aPair().agreed({ reviewOn: '2026-12-03' }));
    world.until('2026-12-02T20:00Z');
    expect(reviews(world, mentee)).toEqual([]);
    world.until('2026-12-03T12:00Z');
    expect(reviews(world, mentee)).toHaveLength(1);
  });
});

describe('the questions', () => {
  test('hold what was hoped for, what has happened, the rules, and what comes next', () => {
    const world = planned(
      aPair().agreed({ goalsShort: 'Write an outline' }).meeting('2026-11-20 12:00', { state: 'met' }),
    );
    const shown = plain(world.act(mentee, to('show')));
    for (const words of ['To pass the exam', 'Write an outline', 'once', 'Version 1', 'Plan the ending'])
      expect(shown).toContain(words);
  });

  test('lead to the rules, the next date, a meeting, and the ending', () => {
    const labels = labelsOf(agreed().act(mentor, to('show')));
    for (const label of [
      'Set the next review date',
      'Suggest changes to the rules',
      'Carry on: plan a new end',
      'End it with thanks',
    ])
      expect(labels).toContain(label);
    expect(labels.some((label) => label.startsWith('Book a meeting'))).toBe(true);
  });

  test('are asked for in a message that repeats no word of the pair', () => {
    const world = agreed();
    world.until('2027-03-02T12:00Z');
    expect(JSON.stringify(world.messages)).not.toContain('To pass the exam');
  });
});

describe('the next date', () => {
  test('is one of the ground rules: the other is asked to agree, and nothing else changes', () => {
    const world = agreed();
    world.act(mentee, to('next-date'), { reviewOn: '2027-06-01' });
    expect(world.newest(mentor)).toContain('Looked at again on: 1 June 2027 (was 1 March 2027)');
    const [before, after] = world.rows().agreements;
    expect(after?.terms).toEqual({ ...before?.terms, reviewOn: '2027-06-01' });
    expect(after?.agreedAt).toBeUndefined();
  });

  test('is refused where it is the one that holds', () => {
    expect(agreed().act(mentee, to('next-date'), { reviewOn: '2027-03-01' })).toMatchObject({
      shown: 'rejected',
    });
  });

  test('waits for changes that are proposed already, and points a pair without rules to them', () => {
    const waiting = planned(aPair().agreed().proposed(mentor));
    expect(plain(waiting.act(mentee, to('next-date')))).toContain('Please read them first');
    expect(plain(termed().act(mentee, to('next-date')))).toContain('no ground rules yet');
  });
});

describe('a fixed term', () => {
  test('is spoken of at three quarters, and asked about on its last day', () => {
    const world = termed();
    world.until('2027-07-28T12:00Z');
    for (const name of two) expect(world.newest(name)).toContain('Three quarters');
    world.until('2027-11-01T12:00Z');
    for (const name of two) expect(world.newest(name)).toContain('was planned until today');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('goes on without rules by the word of one, and the other is told', () => {
    const world = termed();
    world.until('2027-11-01T12:00Z');
    world.act(mentee, to('carry-on'), { plannedEnd: '2028-02-01' });
    expect(world.rows().relationship.plannedEnd).toBe('2028-02-01');
    expect(world.newest(mentor)).toContain('until 1 February 2028');
    world.until('2028-02-01T12:00Z');
    expect(world.newest(mentee)).toContain('was planned until today');
  });

  test('can go on without a planned end', () => {
    const world = termed();
    world.act(mentor, to('carry-on'), { plannedEnd: '' });
    expect(world.rows().relationship.plannedEnd).toBeUndefined();
    world.until('2028-02-01T12:00Z');
    for (const name of two) expect(world.newest(name)).not.toContain('planned until today');
  });

  test('that both agreed to is changed by both', () => {
    const world = planned(
      aPair().with({ plannedEnd: '2027-11-01' }).agreed({ reviewOn: '2027-03-01', plannedEnd: '2027-11-01' }),
    );
    world.act(mentee, to('carry-on'), { plannedEnd: '2028-02-01' });
    expect(world.rows().relationship.plannedEnd).toBe('2027-11-01');
    world.press(mentor, 'Agree to these rules');
    expect(world.rows().relationship.plannedEnd).toBe('2028-02-01');
    world.until('2027-11-02T12:00Z');
    for (const name of two) expect(world.newest(name)).not.toContain('planned until today');
  });

  test('is ended from there with thanks, by a form that is filled in', () => {
    const world = termed();
    world.until('2027-11-01T12:00Z');
    expect(world.press(mentee, 'End it with thanks')).toMatchObject({
      shown: 'form',
      open: { form: { fields: { kind: { value: 'natural' } } } },
    });
  });
});

test('nobody but the two may open a review', () => {
  const world = agreed();
  expect(plain(world.act(stranger, to('show')))).toContain('you are not one of them');
});
