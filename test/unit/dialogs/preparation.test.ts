import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aPair, idOf, mentee, mentor, relationshipId, stranger } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const ofPair = (action: string) => target('relationship', action, relationshipId);
const asks = /Before you meet on/;
const topics = 'SECRET-TOPICS';

const noon = { date: '2026-12-10', time: '12:00', place: 'video', minutes: '60', times: '1' };

/** They name topics two days ahead, and book a meeting on 10 December at noon. */
function booked(pair: Pair = aPair().agreed({ preparationDays: 2 })): PairWorld {
  const world = aPairWorld(pair);
  world.act(mentor, ofPair('book'), noon);
  return world;
}

/** The mentee is away to this day, and the meeting has passed. */
function awayUntil(lastDay: string): PairWorld {
  const world = booked();
  const leave = { why: 'leave', firstDay: '2026-11-30', lastDay };
  world.act(mentee, target('reminders', 'away', idOf(mentee)), leave);
  world.until('2026-12-14T00:00Z');
  return world;
}

function asked(world: PairWorld): number {
  return world.messages.filter(({ slot }) => slot?.startsWith('prepare:')).length;
}

describe('a pair that names topics ahead', () => {
  test('the mentee is asked that morning, once, and the mentor is not', () => {
    const world = booked(aPair().agreed({ preparationDays: 2 }).inZones({ mentee: 'Asia/Kolkata' }));
    world.until('2026-12-08T03:29Z');
    expect(asked(world)).toBe(0);
    world.until('2026-12-08T03:30Z');
    expect(world.newest(mentee)).toMatch(asks);
    expect(world.newest(mentor)).not.toMatch(asks);
    world.until('2026-12-11T00:00Z');
    expect(asked(world)).toBe(1);
  });

  test('is not asked on a day off, but on the last one before it: after it would be too late', () => {
    const world = aPairWorld(aPair().agreed({ preparationDays: 2 }));
    // Two days before this Monday is a Saturday.
    world.act(mentor, ofPair('book'), { ...noon, date: '2026-12-14' });
    world.until('2026-12-11T08:59Z');
    expect(asked(world)).toBe(0);
    world.until('2026-12-11T09:00Z');
    expect(asked(world)).toBe(1);
    expect(world.newest(mentee)).toContain('[Change my reminders]');
  });

  test('is asked after their leave while the meeting is still to come, and not at all where it is over by then', () => {
    expect(asked(awayUntil('2026-12-08'))).toBe(1);
    expect(asked(awayUntil('2026-12-10'))).toBe(0);
  });

  test('is not asked once they have switched it off, nor while nothing is to remind them', () => {
    const off = booked();
    off.act(mentee, target('reminders', 'kinds', idOf(mentee)), { kinds: ['meeting'] });
    off.until('2026-12-10T11:59Z');
    expect(asked(off)).toBe(0);
    expect(off.newest(mentee)).toContain('you meet on 10 December');
    const snoozed = booked();
    const until = { until: '2026-12-20' };
    snoozed.act(mentee, target('reminders', 'snooze-until', idOf(mentee)), until);
    snoozed.until('2026-12-19T23:00Z');
    expect(asked(snoozed)).toBe(0);
  });

  test('what they write is read by the other behind a button, and stands in no message', () => {
    const world = booked();
    world.until('2026-12-08T12:00Z');
    expect(plain(world.press(mentee, 'Write my topics for 10 December', { words: topics }))).toContain(
      `${mentor} can read them. Nobody else can.`,
    );
    expect(world.newest(mentor)).toContain('wrote what they would like to talk about on 10 December');
    const read = world.press(mentor, 'Topics for 10 December');
    expect(plain(read)).toContain(topics);
    expect(read).toMatchObject({ inPlace: false });
    expect(world.sent.map(plainCard).join()).not.toMatch(/SECRET/);
    const meetingId = world.meeting().id;
    expect(plain(world.act(stranger, target('preparation', 'show', meetingId)))).not.toMatch(/SECRET/);
  });

  test('who has written already is not asked, and writing anew rings no second bell', () => {
    const world = booked();
    const write = target('preparation', 'write', world.meeting().id);
    world.act(mentee, write, { words: topics });
    const messages = world.messagesTo(mentor).length;
    world.act(mentee, write, { words: 'Something else' });
    expect(world.messagesTo(mentor)).toHaveLength(messages);
    expect(world.rows().preparations).toMatchObject([{ words: 'Something else', authorId: idOf(mentee) }]);
    world.until('2026-12-09T00:00Z');
    expect(asked(world)).toBe(0);
  });

  test('the mentor may name topics as well, for the mentee to read', () => {
    const world = booked();
    world.act(mentor, target('preparation', 'write', world.meeting().id), { words: topics });
    expect(plain(world.press(mentee, 'Topics for 10 December'))).toContain(topics);
  });

  test('a meeting that moves takes the question with it', () => {
    const world = booked();
    const move = target('meeting', 'reschedule', world.meeting().id);
    world.act(mentor, move, { date: '2026-12-15', time: '12:00', place: 'video' });
    // Two days before is a Sunday.
    world.until('2026-12-11T08:59Z');
    expect(asked(world)).toBe(0);
    world.until('2026-12-11T12:00Z');
    expect(world.newest(mentee)).toContain('Before you meet on 15 December');
  });

  test('who was asked is not asked again when the meeting moves', () => {
    const world = booked();
    world.until('2026-12-08T12:00Z');
    const move = target('meeting', 'reschedule', world.meeting().id);
    world.act(mentor, move, { date: '2026-12-15', time: '12:00', place: 'video' });
    world.until('2026-12-16T12:00Z');
    expect(asked(world)).toBe(1);
    expect(labelsOf(world.act(mentee, target('meeting', 'show', world.meeting().id)))).toBeDefined();
  });

  test('nobody is asked about a meeting that was called off, in a pause, or after an ending', () => {
    const cancelled = booked();
    cancelled.act(mentee, target('meeting', 'cancel', cancelled.meeting().id));
    cancelled.until('2026-12-12T00:00Z');
    expect(asked(cancelled)).toBe(0);
    const paused = booked();
    paused.act(mentee, ofPair('pause'), { until: '2026-12-20', meetings: 'keep' });
    paused.until('2026-12-12T00:00Z');
    expect(asked(paused)).toBe(0);
  });

  test('agreeing to it later asks ahead of meetings that are booked already', () => {
    const world = booked(aPair().proposed(mentee, { preparationDays: 1 }));
    expect(asked(world)).toBe(0);
    world.act(mentor, target('relationship', 'agree', relationshipId, { agreement: idOf('agreement: 1') }));
    world.until('2026-12-09T09:00Z');
    expect(asked(world)).toBe(1);
  });
});

test.each([
  ['has agreed to no topics ahead', aPair().agreed({ preparationDays: 0 })],
  ['keeps no records', aPair().agreed({ preparationDays: 2, records: 'none' })],
  [
    'is in a scheme without records',
    aPair().agreed({ preparationDays: 2 }).inScheme({ recordsPolicy: 'none' }),
  ],
])('a pair that %s is not asked', (_, pair) => {
  const world = booked(pair);
  expect(labelsOf(world.act(mentee, target('meeting', 'show', world.meeting().id)))).not.toContain(
    'Topics for 10 December',
  );
  world.until('2026-12-12T00:00Z');
  expect(asked(world)).toBe(0);
});

test('where nothing is kept in writing, nothing can be written ahead either', () => {
  const world = booked(aPair().agreed({ records: 'none' }));
  const answer = world.act(mentee, target('preparation', 'write', world.meeting().id), { words: topics });
  expect(plain(answer)).toContain('You have agreed to keep no records');
  expect(world.rows().preparations).toEqual([]);
});

test('topics take no number that identifies a patient', () => {
  const world = booked();
  const answer = world.act(mentee, target('preparation', 'write', world.meeting().id), {
    words: 'About 943 476 5919',
  });
  expect(plain(answer)).toContain('NHS number');
  expect(world.rows().preparations).toEqual([]);
});
