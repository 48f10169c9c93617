import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { introductionTimers } from '../../../src/dialogs/introduction.ts';
import {
  aPair,
  coordinator,
  idOf,
  mentee,
  mentor,
  now,
  relationshipId,
  stranger,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const ask = target('introduction', 'ask', relationshipId);
const write = target('introduction', 'write', relationshipId);
const words = { words: 'Dear both, here you are.' };
const introducing = (): Pair => aPair().inScheme({ introduces: true }).meeting('2026-12-03 12:00');

/** It begins on a Sunday; coordinators are asked on Monday morning. */
function begun(pair: Pair = introducing()): PairWorld {
  const world = aPairWorld(pair);
  world.fire(ask);
  world.until('2026-11-30T08:00Z');
  return world;
}

function asked(world: PairWorld): number {
  return world.messagesTo(coordinator).filter(({ slot }) => slot?.startsWith('introduce:')).length;
}

describe('where a scheme introduces its pairs', () => {
  test('a coordinator is asked as soon as a pair begins, and nobody is where it does not', () => {
    const [timer] = introductionTimers({ id: relationshipId }, { introduces: true }, now);
    expect(timer).toMatchObject({ timer: 'set', to: ask, at: now });
    expect(introductionTimers({ id: relationshipId }, { introduces: false }, now)).toEqual([]);
    const world = begun();
    expect(world.newest(coordinator)).toContain(`${mentor} mentors ${mentee}`);
    expect(begun(aPair()).messages).toEqual([]);
  });

  test('both are told with their first meeting that an introduction is coming', () => {
    const world = aPairWorld(aPair().inScheme({ introduces: true }));
    world.act(mentee, target('relationship', 'book', relationshipId), {
      date: '2026-12-03',
      time: '12:00',
      place: 'video',
      minutes: '60',
      times: '1',
    });
    for (const one of [mentee, mentor]) expect(world.newest(one)).toContain('introduces you to each other');
  });

  test('the form has words ready, and one press sends the same to both, each with their own clock', () => {
    const world = begun(introducing().inZones({ mentor: 'Asia/Kolkata' }));
    const form = world.press(coordinator, 'Introduce them');
    expect('open' in form && form.open.form.fields).toMatchObject({
      words: { value: expect.stringContaining(`Dear ${mentee}, dear ${mentor},`) as string },
    });
    expect(plain(world.press(coordinator, 'Introduce them', words))).toContain('They have been introduced');
    for (const one of [mentee, mentor]) {
      expect(world.newest(one)).toContain('Dear both, here you are.');
      expect(world.newest(one)).toContain(`Mentee: ${mentee}`);
      expect(world.newest(one)).toContain(`Mentor: ${mentor}`);
      expect(world.newest(one)).toContain('First meeting checklist');
    }
    expect(world.newest(mentee)).toContain('12:00 (London time)');
    expect(world.newest(mentor)).toContain('17:30 (Kolkata time)');
    expect(world.rows().relationship.introducedAt).toEqual(world.now());
  });

  test('nobody is introduced twice', () => {
    const world = begun();
    world.act(coordinator, write, words);
    expect(plain(world.act(coordinator, write, words))).toContain('were introduced to each other');
    world.fire(ask);
    world.until('2027-02-01T09:00Z');
    expect(world.messagesTo(mentee).filter(({ card }) => card.title === 'An introduction')).toHaveLength(1);
    expect(asked(world)).toBe(1);
  });

  test('coordinators are asked in their working hours, never on a day off or in an absence', () => {
    const world = aPairWorld(introducing());
    world.fire(ask);
    world.until('2026-11-30T07:59Z');
    expect(asked(world)).toBe(0);
    world.until('2026-11-30T08:00Z');
    expect(asked(world)).toBe(1);
    const away = aPairWorld(introducing());
    away.act(coordinator, target('reminders', 'away', idOf(coordinator)), {
      firstDay: '2026-11-29',
      lastDay: '2026-12-08',
      why: 'leave',
    });
    away.fire(ask);
    away.until('2026-12-09T07:59Z');
    expect(asked(away)).toBe(0);
    away.until('2026-12-09T08:00Z');
    expect(away.newest(coordinator)).toContain('[Introduce them]\n[Change my reminders]');
  });

  test('who has switched off what waits for coordinators is not asked, and can still introduce them', () => {
    const world = aPairWorld(introducing());
    world.act(coordinator, target('reminders', 'kinds', idOf(coordinator)), { kinds: ['meeting', 'answer'] });
    world.fire(ask);
    world.until('2027-02-01T09:00Z');
    expect(asked(world)).toBe(0);
    expect(plain(world.act(coordinator, write, words))).toContain('They have been introduced');
  });

  test('coordinators are reminded once after three working days, and then no more', () => {
    const world = begun();
    // Asked on a Monday; the third working day is Thursday.
    world.until('2026-12-03T08:59Z');
    expect(asked(world)).toBe(1);
    world.until('2026-12-03T09:00Z');
    expect(world.newest(coordinator)).toContain('An introduction is waiting');
    expect(world.newest(coordinator)).toContain('You are not reminded of this again.');
    world.until('2027-03-01T09:00Z');
    expect(asked(world)).toBe(2);
  });

  test('neither one of the two, nor a stranger, nor a coordinator who assesses one of them introduces anybody', () => {
    const world = begun();
    for (const one of [mentee, mentor, stranger])
      expect(plain(world.act(one, write, words))).toContain('Only the coordinators of a scheme');
    const partial = begun(introducing().line(mentee, coordinator));
    expect(partial.messages).toEqual([]);
    expect(plain(partial.act(coordinator, write, words))).toContain('Only the coordinators');
    expect(partial.rows().relationship.introducedAt).toBeUndefined();
  });

  test('a pause makes it wait, and an ending ends it', () => {
    const paused = begun(introducing().with({ state: 'paused', pausedUntil: '2026-12-20' }));
    expect(paused.messages).toEqual([]);
    expect(plain(paused.act(coordinator, write, words))).toContain('paused');
    paused.until('2026-12-20T12:00Z');
    expect(paused.messages).toEqual([]);
    paused.act(mentee, target('relationship', 'resume', relationshipId));
    paused.until('2026-12-21T09:00Z');
    expect(asked(paused)).toBe(1);
    const ended = begun(introducing().with({ state: 'ended', endedAt: now }));
    expect(ended.messages).toEqual([]);
    const answer = ended.act(coordinator, write, words);
    expect(plain(answer)).toContain('There is nobody left to introduce.');
    expect(labelsOf(answer)).toEqual([]);
  });
});
