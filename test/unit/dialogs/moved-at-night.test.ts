import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { aPair, idOf, mentee, mentor } from '../../support/pair-facts.ts';
import { aPairWorld } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const tomorrow = { date: '2026-12-03', time: '07:00', place: 'video' };
const nextWeek = { date: '2026-12-10', time: '07:00', place: 'video' };

/** At eleven at night on 2 December, with one meeting early tomorrow, and one a week later. */
function atNight(begun: (world: PairWorld) => void = () => undefined): PairWorld {
  const world = aPairWorld(aPair().agreed().meeting('2026-12-03 08:30').meeting('2026-12-09 12:00'));
  begun(world);
  world.until('2026-12-02T23:00Z');
  return world;
}

const move = (world: PairWorld, index: number, to: Record<string, string>) =>
  world.act(mentee, target('meeting', 'reschedule', world.meeting(index).id), to);
const cancel = (world: PairWorld, index: number) =>
  world.act(mentee, target('meeting', 'cancel', world.meeting(index).id));
/** When the mentor hears what was just done: at once, or held until then. */
const heardAt = (world: PairWorld) => world.messagesTo(mentor).at(-1)?.notBefore?.toISOString() ?? 'at once';

const inTheMorning = '2026-12-03T08:00:00.000Z';

describe('at eleven at night', () => {
  test.each([
    ['moved to seven tomorrow', (world: PairWorld) => move(world, 1, tomorrow)],
    ['moved away from tomorrow', (world: PairWorld) => move(world, 0, nextWeek)],
    ['of tomorrow that is cancelled', (world: PairWorld) => cancel(world, 0)],
  ])('a meeting %s is said at once', (_, deed) => {
    const world = atNight();
    deed(world);
    expect(heardAt(world)).toBe('at once');
  });

  test.each([
    ['moved within next week', (world: PairWorld) => move(world, 1, nextWeek)],
    ['of next week that is cancelled', (world: PairWorld) => cancel(world, 1)],
  ])('a meeting %s is said in the morning', (_, deed) => {
    const world = atNight();
    deed(world);
    expect(heardAt(world)).toBe(inTheMorning);
  });

  test('whoever moves it is told at once, whenever it is', () => {
    const world = atNight();
    move(world, 1, nextWeek);
    expect(world.messagesTo(mentee).at(-1)?.notBefore).toBeUndefined();
  });

  test('the hours that count are those of whoever is told', () => {
    const world = aPairWorld(
      aPair().inZones({ mentor: 'America/Toronto' }).meeting('2026-12-03 08:30').meeting('2026-12-09 12:00'),
    );
    world.until('2026-12-02T23:00Z');
    move(world, 1, nextWeek);
    expect(heardAt(world)).toBe('at once');
  });
});

describe('somebody who is away or wants no reminders', () => {
  const quietly: readonly (readonly [string, (world: PairWorld) => void])[] = [
    [
      'on leave',
      (world) => {
        const leave = { why: 'leave', firstDay: '2026-12-01', lastDay: '2026-12-20' };
        world.act(mentor, target('reminders', 'away', idOf(mentor)), leave);
      },
    ],
    [
      'with everything switched off',
      (world) => {
        world.act(mentor, target('reminders', 'kinds', idOf(mentor)), { kinds: [] });
      },
    ],
    [
      'with nothing until a date',
      (world) => {
        world.act(mentor, target('reminders', 'snooze-until', idOf(mentor)), { until: '2026-12-20' });
      },
    ],
  ];

  test.each(quietly)('%s still hears at once of a meeting that moves to tomorrow', (_, begun) => {
    const world = atNight(begun);
    move(world, 1, tomorrow);
    expect(heardAt(world)).toBe('at once');
  });

  test.each(quietly)(
    '%s hears in the morning, and no later, of one that moves within next week',
    (_, begun) => {
      const world = atNight(begun);
      move(world, 1, nextWeek);
      expect(heardAt(world)).toBe(inTheMorning);
    },
  );
});
