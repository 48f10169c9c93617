/** "I am moving": what becomes of the mentoring, what the other is told, and who is asked before a changeover. */

import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aPair, idOf, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const rotation = (action: string) => target('rotation', action, relationshipId);
const pair = aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' }).meeting('2027-03-03 17:30');

function moves(world: PairWorld, values: Record<string, string>): ReturnType<PairWorld['act']> {
  return world.act(mentee, rotation('say'), { movesOn: '2027-02-03', where: 'Seaview, ward 7', ...values });
}

function titlesTo(world: PairWorld, name: string): readonly string[] {
  return world.messagesTo(name).map(({ card }) => card.title);
}

describe('whoever moves', () => {
  test('types one word, and says it of the only mentoring at once', () => {
    const answer = aPairWorld(pair).type(mentee, 'moving');
    const { movesOn, where } = answer.shown === 'form' ? answer.open.form.fields : {};
    expect(movesOn).toMatchObject({ hint: expect.stringContaining('on 3 February 2027'), value: undefined });
    expect(where).toMatchObject({ hint: 'For you alone: nobody is told.', required: false });
  });

  test.each(['carry-on', 'by-video', 'pause', 'end', 'later'])(
    'never has it told where they go, whatever they choose: %s',
    (choice) => {
      const world = aPairWorld(pair);
      moves(world, { choice, until: '2027-04-07' });
      world.until('2027-06-01T12:00Z');
      expect(world.sent.map((card) => plainCard(card)).join('\n')).not.toContain('Seaview');
      expect(plain(world.act(mentor, target('relationship', 'show', relationshipId)))).not.toContain(
        'You move',
      );
    },
  );

  test('carries on: the other learns when, and that', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'carry-on' });
    expect(world.newest(mentor)).toContain(
      `${mentee} starts in a new post on 3 February 2027, and would like to carry on with you as you are.`,
    );
    moves(world, { choice: 'by-video' });
    expect(world.newest(mentor)).toContain('by video from then');
  });

  test('pauses from that day until a date: what is booked for that time is cancelled, and both go on by themselves', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'pause', until: '2027-04-07' });
    expect(world.rows().meetings[1]?.state).toBe('cancelled');
    expect(world.calendar(mentor)).toMatchObject([{ method: 'CANCEL' }]);
    expect(world.rows().relationship.state).toBe('active');
    world.until('2027-02-03T12:00Z');
    expect(world.rows().relationship).toMatchObject({ state: 'paused', pausedUntil: '2027-04-07' });
    world.until('2027-04-07T12:00Z');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('is asked for the end of the pause, with a day that can be one', () => {
    const world = aPairWorld(pair);
    expect(moves(world, { choice: 'pause' }).shown).toBe('rejected');
    expect(moves(world, { choice: 'pause', until: '2027-01-07' }).shown).toBe('rejected');
    expect(world.rows().rotations).toEqual([]);
  });

  test('ends it on a date: a last meeting is planned, and only a person ends it', () => {
    const world = aPairWorld(pair);
    const kept = moves(world, { choice: 'end', until: '2027-04-07' });
    expect(labelsOf(kept)).toContain('Plan the last meeting');
    expect(world.newest(mentor)).toContain('come to a good end by 7 April 2027');
    world.until('2027-04-08T12:00Z');
    expect(titlesTo(world, mentee)).toContain('Your mentoring was to end today');
    expect(titlesTo(world, mentor)).not.toContain('Your mentoring was to end today');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('decides later: the other is told nothing, and the mover is asked two weeks before', () => {
    const world = aPairWorld(pair);
    const before = world.messagesTo(mentor).length;
    moves(world, { choice: 'later' });
    expect(world.messagesTo(mentor)).toHaveLength(before);
    world.until('2027-01-19T12:00Z');
    expect(titlesTo(world, mentee)).not.toContain('You move on 3 February 2027');
    world.until('2027-01-20T12:00Z');
    expect(titlesTo(world, mentee)).toContain('You move on 3 February 2027');
    expect(world.messagesTo(mentor)).toHaveLength(before);
  });

  test('can change it, or not move after all: what was to happen then does not', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'pause', until: '2027-04-07' });
    world.act(mentee, rotation('withdraw'));
    expect(world.rows().rotations).toEqual([]);
    expect(world.newest(mentor)).toContain('is not moving after all');
    world.until('2027-02-04T12:00Z');
    expect(world.rows().relationship.state).toBe('active');
    const count = world.messagesTo(mentor).length;
    world.act(mentee, rotation('withdraw'));
    expect(world.messagesTo(mentor)).toHaveLength(count);
  });

  test('sees what they said on the mentoring, with the way to change it', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'carry-on' });
    const shown = world.act(mentee, target('relationship', 'show', relationshipId));
    expect(plain(shown)).toContain('You move on 3 February 2027: you carry on as you are.');
    expect(labelsOf(shown)).toContain('Change what I said');
    expect(labelsOf(world.act(mentor, target('relationship', 'show', relationshipId)))).toContain(
      'I am moving',
    );
  });

  test('says nothing more of a mentoring that has ended', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'pause', until: '2027-04-07' });
    world.act(mentor, target('relationship', 'end', relationshipId), {});
    const count = world.messagesTo(mentee).length;
    world.until('2027-02-04T12:00Z');
    expect(world.rows().relationship.state).toBe('ended');
    expect(
      titlesTo(world, mentee)
        .slice(count)
        .filter((title) => /Paused/.test(title)),
    ).toEqual([]);
    expect(plain(world.act(mentee, rotation('say')))).toContain('has ended');
  });
});

describe('before a national changeover', () => {
  const away = target('reminders', 'away', idOf(mentee));

  test('whoever told of a rotation is asked six weeks ahead, and before the next', () => {
    const world = aPairWorld(pair);
    world.act(mentee, away, { why: 'rotation', firstDay: '2026-12-01', lastDay: '2026-12-02' });
    world.until('2026-12-22T23:00Z');
    expect(titlesTo(world, mentee)).not.toContain('Are you moving?');
    world.until('2026-12-23T12:00Z');
    expect(world.newest(mentee)).toContain('Wednesday 3 February 2027');
    const form = world.press(mentee, 'Moving: mentoring with');
    expect(form.shown === 'form' && form.open.form.fields['movesOn']).toMatchObject({ value: '2027-02-03' });
    world.until('2027-06-24T12:00Z');
    expect(titlesTo(world, mentee).filter((title) => title === 'Are you moving?')).toHaveLength(2);
    world.until('2028-12-31T12:00Z');
    // A year after that rotation nobody takes them to rotate still.
    expect(titlesTo(world, mentee).filter((title) => title === 'Are you moving?')).toHaveLength(2);
  });

  test('nobody else is asked, ever', () => {
    const world = aPairWorld(pair);
    world.act(mentee, away, { why: 'leave', firstDay: '2026-12-01', lastDay: '2026-12-02' });
    moves(world, { choice: 'carry-on' });
    world.until('2028-12-31T12:00Z');
    for (const name of [mentee, mentor]) expect(titlesTo(world, name)).not.toContain('Are you moving?');
  });

  test('whoever asks to be asked is, but not about a move that they have told of', () => {
    const world = aPairWorld(pair);
    moves(world, { choice: 'carry-on', again: 'yes' });
    world.until('2026-12-24T12:00Z');
    expect(titlesTo(world, mentee)).not.toContain('Are you moving?');
    world.until('2027-06-24T12:00Z');
    expect(titlesTo(world, mentee)).toContain('Are you moving?');
  });

  test('it can be switched off like any reminder', () => {
    const world = aPairWorld(pair);
    world.act(mentee, away, { why: 'rotation', firstDay: '2026-12-01', lastDay: '2026-12-02' });
    world.act(mentee, target('reminders', 'kinds', idOf(mentee)), { kinds: ['meeting', 'check-in'] });
    world.until('2027-02-01T12:00Z');
    expect(titlesTo(world, mentee)).not.toContain('Are you moving?');
  });
});
