/** The benefit survey: asked alone, once and one reminder, never of whom it would hurt or who cannot choose. */

import { describe, expect, test } from 'vitest';
import { surveysAtEnd, surveysAtStart } from '../../../src/dialogs/benefit-timers.ts';
import { benefitSurvey } from '../../../src/dialogs/benefit-survey.ts';
import type { RelationshipFacts } from '../../../src/mentoring/facts.ts';
import type { SurveyStage } from '../../../src/mentoring/records/benefits.ts';
import {
  aPair,
  idOf,
  mentee,
  mentor,
  now,
  relationshipFacts,
  relationshipId,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const two = [mentee, mentor];
const slot = (stage: SurveyStage) => `benefits:${relationshipId}:${stage}`;
const asks = (world: PairWorld, name: string, stage: SurveyStage) =>
  world.messagesTo(name).filter((one) => one.slot === slot(stage));
const rowOf = (world: PairWorld, name: string, stage: SurveyStage) =>
  world.rows().surveys.find((one) => one.personId === idOf(name) && one.stage === stage);
const metOnce = (pair: Pair = aPair()) => pair.meeting('2026-11-20 12:00', { state: 'met' });

/** The mentee ends it, as the form says. */
function ended(pair: Pair = metOnce(), kind = 'natural'): PairWorld {
  const world = aPairWorld(pair);
  world.act(
    mentee,
    { dialog: 'relationship', action: 'end', subject: relationshipId },
    { kind, share: 'no', records: 'keep' },
  );
  expect(world.rows().relationship.state).toBe('ended');
  return world;
}

const keysOf = (timers: ReturnType<typeof surveysAtStart>) =>
  timers.flatMap((one) => (one.timer === 'set' ? [one.key] : []));

const keysAtStart = (pair: Pair): readonly string[] =>
  keysOf(surveysAtStart(relationshipFacts(pair.rows), now));

describe('as a pair begins', () => {
  test('each of the two is asked on the next working morning, under a key that no ending cancels', () => {
    expect(keysAtStart(aPair())).toEqual(two.map((name) => `benefits:${relationshipId}:start:${idOf(name)}`));
  });

  test('nobody is in directed mentoring, where only attendance is reported', () => {
    expect(keysAtStart(aPair().inScheme({ kind: 'directed' }))).toEqual([]);
  });
});

describe('at the end', () => {
  test('both are asked on a working morning, each about their own benefits', () => {
    const world = ended();
    for (const name of two) expect(asks(world, name, 'end')).toEqual([]);
    world.until(new Date(now.getTime() + 5 * 86_400_000));
    for (const name of two) {
      expect(asks(world, name, 'end')).toHaveLength(1);
      expect(rowOf(world, name, 'end')?.answeredAt).toBeUndefined();
    }
    expect(plain(world.press(mentee, 'Answer the statements'))).toContain('I feel confident in my work');
    expect(plain(world.press(mentor, 'Answer the statements'))).toContain('I have chances to test new ideas');
  });

  test('what is left out and what nobody can say are both fine, but nothing at all is not an answer', () => {
    const world = ended();
    world.until(new Date(now.getTime() + 5 * 86_400_000));
    expect(world.press(mentee, 'Answer the statements', {})).toMatchObject({ shown: 'rejected' });
    const thanked = world.press(mentee, 'Answer the statements', { culture: '4', skills: 'cannot-say' });
    expect(plain(thanked)).toContain('Thank you');
    expect(rowOf(world, mentee, 'end')).toMatchObject({ answers: { culture: 4, skills: 'cannot-say' } });
    expect(world.messages.some(({ to, card }) => to !== idOf(mentee) && /4/.test(card.title))).toBe(false);
  });

  test('whoever has answered is not reminded, and cannot answer twice', () => {
    const world = ended();
    world.until(new Date(now.getTime() + 5 * 86_400_000));
    world.press(mentee, 'Answer the statements', { culture: '4' });
    expect(plain(world.press(mentee, 'Answer the statements', { culture: '1' }))).toContain(
      'nothing left to answer',
    );
    expect(rowOf(world, mentee, 'end')?.answers).toEqual({ culture: 4 });
    world.until(new Date(now.getTime() + 40 * 86_400_000));
    expect(asks(world, mentee, 'end')).toHaveLength(1);
  });

  test('whoever has not is reminded once, and never again', () => {
    const world = ended();
    world.until(new Date(now.getTime() + 60 * 86_400_000));
    expect(asks(world, mentor, 'end')).toHaveLength(2);
    expect(world.reads(mentor, slot('end'))).toContain('This is the only reminder');
  });

  test('one press is enough not to be asked again', () => {
    const world = ended();
    world.until(new Date(now.getTime() + 5 * 86_400_000));
    expect(plain(world.press(mentor, 'I would rather not'))).toContain('That is fine');
    world.until(new Date(now.getTime() + 60 * 86_400_000));
    expect(asks(world, mentor, 'end')).toHaveLength(1);
  });

  test('after a month it is too late: the answers would be of another time', () => {
    const world = ended();
    world.until(new Date(now.getTime() + 60 * 86_400_000));
    expect(plain(world.press(mentor, 'Answer the statements'))).toContain('nothing left to answer');
  });

  test('whoever has switched such questions off is not asked', () => {
    const off = metOnce();
    const world = aPairWorld(off);
    world.act(
      mentor,
      { dialog: 'reminders', action: 'kinds', subject: idOf(mentor) },
      { kinds: ['meeting', 'did-you-meet', 'next-step', 'watch', 'answer', 'request', 'coordinator'] },
    );
    world.act(
      mentee,
      { dialog: 'relationship', action: 'end', subject: relationshipId },
      { kind: 'natural', share: 'no', records: 'keep' },
    );
    world.until(new Date(now.getTime() + 6 * 86_400_000));
    expect(asks(world, mentor, 'end')).toEqual([]);
    expect(asks(world, mentee, 'end')).toHaveLength(1);
  });

  test('nobody is where they never met', () => {
    const world = ended(aPair(), 'circumstances');
    world.until(new Date(now.getTime() + 300 * 86_400_000));
    for (const stage of ['end', 'later'] as const)
      for (const name of two) expect(asks(world, name, stage)).toEqual([]);
  });

  test('of a pair that came to rest by itself each is asked, and not reminded', () => {
    const { rows } = metOnce().with({ state: 'ended', endedAt: now, ending: 'faded' });
    const facts = relationshipFacts(rows);
    const outcome = fire(facts, 'end');
    expect(outcome.effects).toHaveLength(2);
    expect(outcome.timers).toEqual([]);
  });

  test('nobody is where one of them would rather not be brought together with the other', () => {
    const { rows } = metOnce().with({ state: 'ended', endedAt: now, ending: 'natural' });
    const facts = relationshipFacts(rows);
    const blocked = { ...facts, wayBack: { mentor: undefined, blocked: true, taken: false } };
    expect(fire(facts, 'end').effects).not.toHaveLength(0);
    expect(fire(blocked, 'end')).toEqual({});
  });
});

/** The timer, on a working morning. */
function fire(facts: RelationshipFacts, stage: SurveyStage) {
  const action = benefitSurvey.actions['ask'];
  if (action?.type !== 'timer') throw new Error('It is a timer');
  const context = {
    now: new Date('2026-12-08T09:00:00Z'),
    newId: () => idOf('made'),
    args: { person: idOf(mentee), stage },
    words: '',
  };
  return action.fire(facts, context);
}

describe('six months later', () => {
  test('both are asked the same once more', () => {
    const world = ended();
    const half = new Date(now);
    half.setUTCMonth(half.getUTCMonth() + 6);
    world.until(new Date(half.getTime() - 86_400_000));
    for (const name of two) expect(asks(world, name, 'later')).toEqual([]);
    world.until(new Date(half.getTime() + 5 * 86_400_000));
    for (const name of two) expect(world.reads(name, slot('later'))).toContain('half a year ago');
    world.press(mentee, 'Answer the statements', { culture: '5' });
    expect(rowOf(world, mentee, 'later')?.answers).toEqual({ culture: 5 });
  });

  test('nobody is asked where the mentoring goes on again', () => {
    const after = { state: 'ended', endedAt: now, ending: 'faded' } as const;
    const world = aPairWorld(metOnce().with(after));
    for (const one of surveysAtEnd(relationshipFacts(world.rows()), now))
      if (one.timer === 'set') world.timers.set(one.key, one);
    world.act(mentor, { dialog: 'watch', action: 'reopen', subject: relationshipId });
    expect(world.rows().relationship.state).toBe('active');
    expect([...world.timers.keys()].filter((key) => key.startsWith('benefits:'))).toEqual([]);
  });
});

test('a card has its three ways on: answer, not, and fewer reminders', () => {
  const world = ended();
  world.until(new Date(now.getTime() + 5 * 86_400_000));
  const { card } = world.message(mentee, -1);
  expect(labelsOf({ shown: 'card', card, inPlace: false })).toEqual([
    'Answer the statements',
    'I would rather not',
    'Change my reminders',
  ]);
});
