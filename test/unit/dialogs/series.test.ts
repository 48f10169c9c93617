import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { inZone, instantOf } from '../../../src/mentoring/time.ts';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import { aPair, idOf, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const book = target('relationship', 'book', relationshipId);
const whole = { which: 'following' };

/** Four meetings, four weeks apart, over the change of clocks on 28 March: 4 March, 1 and 29 April, 27 May. */
function aSeries(pair = aPair().agreed(), times = '4'): PairWorld {
  const world = aPairWorld(pair);
  world.act(mentee, book, { date: '2027-03-04', time: '17:30', place: 'video', minutes: '60', times });
  return world;
}

const meetingOf = (world: PairWorld, index: number): Meeting => world.meeting(index);
const move = (world: PairWorld, index: number, values?: Record<string, string>, who = mentee) =>
  world.act(who, target('meeting', 'reschedule', meetingOf(world, index).id), values);
const cancelFrom = (world: PairWorld, index: number, who = mentee) =>
  world.act(who, target('meeting', 'cancel-following', meetingOf(world, index).id));
const starts = (world: PairWorld) => world.rows().meetings.map(({ start }) => `${start.date} ${start.time}`);
const timersOf = (world: PairWorld, index: number) =>
  [...world.timers]
    .filter(([key]) => key.startsWith(`meeting:${meetingOf(world, index).id}:`))
    .map(([key, { at }]) => `${key.split(':')[2]} ${at.toISOString()}`);

describe('moving a series of meetings', () => {
  test('asks whether this one moves or this and the later ones, and this one alone is meant unless said', () => {
    const world = aSeries();
    const form = move(world, 1);
    const field = form.shown === 'form' ? form.open.form.fields['which'] : undefined;
    expect(field?.kind === 'oneOf' && [field.value, field.options.map(({ label }) => label)]).toEqual([
      'one',
      ['Only this one', 'This and the 2 after it, the last on 27 May'],
    ]);
    move(world, 1, { date: '2027-04-02', time: '17:30', place: 'video' });
    expect(starts(world)).toEqual([
      '2027-03-04 17:30',
      '2027-04-02 17:30',
      '2027-04-29 17:30',
      '2027-05-27 17:30',
    ]);
  });

  test.each([
    ['the last of a series', () => aSeries(), 3],
    ['a meeting that was booked by itself', () => aSeries(aPair().agreed(), '1'), 0],
  ])('does not ask where nothing follows: %s', (_, make, index) => {
    const form = move(make(), index);
    expect(form.shown === 'form' && Object.keys(form.open.form.fields)).toEqual(['date', 'time', 'place']);
  });

  test('moves the later ones by as many days, at their time of day on either side of the change of clocks', () => {
    const world = aSeries();
    move(world, 0, { date: '2027-03-05', time: '17:30', place: 'video', ...whole });
    expect(starts(world)).toEqual([
      '2027-03-05 17:30',
      '2027-04-02 17:30',
      '2027-04-30 17:30',
      '2027-05-28 17:30',
    ]);
    expect(world.rows().meetings.map(({ start }) => instantOf(start).toISOString().slice(11, 16))).toEqual([
      '17:30',
      '16:30',
      '16:30',
      '16:30',
    ]);
  });

  test('leaves those before it where they are, and those that were called off', () => {
    const world = aSeries();
    world.act(mentor, target('meeting', 'cancel', meetingOf(world, 2).id));
    move(world, 1, { date: '2027-04-01', time: '09:00', place: 'video', ...whole });
    expect(starts(world)).toEqual([
      '2027-03-04 17:30',
      '2027-04-01 09:00',
      '2027-04-29 17:30',
      '2027-05-27 09:00',
    ]);
    expect(world.rows().meetings.map(({ sequence }) => sequence)).toEqual([0, 1, 1, 1]);
  });

  test('one that had its own time or place keeps what is not changed', () => {
    const world = aSeries();
    move(world, 2, { date: '2027-04-30', time: '08:00', place: 'phone' });
    move(world, 1, { date: '2027-04-02', time: '17:30', place: 'video', ...whole });
    expect(starts(world).slice(1)).toEqual(['2027-04-02 17:30', '2027-05-01 08:00', '2027-05-28 17:30']);
    expect(world.rows().meetings.map(({ place }) => place)).toEqual(['video', 'video', 'phone', 'video']);
    move(world, 1, { date: '2027-04-02', time: '18:00', place: 'in-person', ...whole });
    expect(starts(world).slice(1)).toEqual(['2027-04-02 18:00', '2027-05-01 18:00', '2027-05-28 18:00']);
    expect(world.rows().meetings.map(({ place }) => place)).toEqual([
      'video',
      'in-person',
      'in-person',
      'in-person',
    ]);
  });

  test('a new time of day is on the clock of whoever moves it', () => {
    const world = aSeries(aPair().agreed().inZones({ mentor: 'Asia/Kolkata' }));
    move(world, 0, { date: '2027-03-04', time: '22:00', place: 'video', ...whole }, mentor);
    const inKolkata = world.rows().meetings.map(({ start }) => inZone(instantOf(start), 'Asia/Kolkata').time);
    expect(inKolkata).toEqual(['22:00', '22:00', '22:00', '22:00']);
  });

  test('each of the two is told once, with the times before and after, and with a newer calendar file of each', () => {
    const world = aSeries();
    const before = world.messages.length;
    move(world, 1, { date: '2027-04-02', time: '09:00', place: 'video', ...whole });
    expect(world.messages.slice(before).map(({ to }) => to)).toEqual([idOf(mentee), idOf(mentor)]);
    expect(world.newest(mentor)).toContain(`${mentee} moved these meetings.`);
    expect(world.newest(mentor)).toContain(
      'Friday 2 April, 09:00 (London time), video call, not 1 April, 17:30',
    );
    expect(world.newest(mentor)).toContain(
      'Friday 28 May, 09:00 (London time), video call, not 27 May, 17:30',
    );
    expect(world.newest(mentee)).toContain('You moved these meetings.');
    for (const name of [mentee, mentor])
      expect(world.calendar(name).slice(4)).toMatchObject(
        [1, 2, 3].map((index) => ({
          uid: `meeting-${meetingOf(world, index).id}@rapport`,
          sequence: 1,
          method: 'REQUEST',
          start: instantOf(meetingOf(world, index).start).toISOString(),
        })),
      );
  });

  test('their reminders and questions move along, and none is left at an old time', () => {
    const world = aSeries();
    move(world, 0, { date: '2027-03-05', time: '09:00', place: 'video', ...whole });
    expect(timersOf(world, 1).toSorted()).toEqual([
      'did-you-meet 2027-04-02T09:00:00.000Z',
      'did-you-meet 2027-04-02T09:00:00.000Z',
      'remind 2027-04-01T08:00:00.000Z',
      'remind 2027-04-01T08:00:00.000Z',
    ]);
  });

  test('moves none of them where one would fall upon another meeting, or too far ahead', () => {
    const world = aSeries(aPair().agreed().meeting('2027-05-28 17:00'));
    const before = starts(world);
    const clash = move(world, 2, { date: '2027-04-02', time: '17:30', place: 'video', ...whole });
    expect(clash.shown).toBe('rejected');
    expect(plain(clash)).toContain(
      '27 May would become 28 May. You already meet on Friday 28 May, 17:00 (London time).',
    );
    const far = move(world, 2, { date: '2027-11-25', time: '17:30', place: 'video', ...whole });
    expect(plain(far)).toContain('would become 23 December. That is more than a year ahead.');
    expect(starts(world)).toEqual(before);
  });

  test('that were moved onto each other’s old times do not stand in each other’s way', () => {
    const world = aSeries();
    move(world, 0, { date: '2027-04-01', time: '17:30', place: 'video', ...whole });
    expect(starts(world)).toEqual([
      '2027-04-01 17:30',
      '2027-04-29 17:30',
      '2027-05-27 17:30',
      '2027-06-24 17:30',
    ]);
  });
});

describe('cancelling a series from one meeting on', () => {
  test('calls off it and what follows, keeps what comes before, and tells each of the two once', () => {
    const world = aSeries();
    const before = world.messages.length;
    const shown = world.act(mentee, target('meeting', 'show', meetingOf(world, 1).id));
    expect(labelsOf(shown)).toContain('Cancel from 1 April on');
    const answer = cancelFrom(world, 1);
    expect(plain(answer)).toContain('3 meetings cancelled');
    expect(world.rows().meetings.map(({ state }) => state)).toEqual([
      'booked',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    expect(world.messages.slice(before).map(({ to }) => to)).toEqual([idOf(mentee), idOf(mentor)]);
    for (const name of [mentee, mentor])
      expect(world.calendar(name).slice(4)).toMatchObject(
        Array.from({ length: 3 }, () => ({ method: 'CANCEL', sequence: 1 })),
      );
    for (const index of [1, 2, 3]) expect(timersOf(world, index)).toEqual([]);
    expect(timersOf(world, 0)).toHaveLength(4);
  });

  test('is offered where one alone was cancelled, which says that the others stay', () => {
    const world = aSeries();
    const answer = world.act(mentee, target('meeting', 'cancel', meetingOf(world, 1).id));
    expect(plain(answer)).toContain('2 more meetings that you booked together with it stay as they are.');
    expect(labelsOf(answer)).toContain('Cancel all after 1 April');
    world.act(mentee, target('meeting', 'cancel-following', meetingOf(world, 1).id));
    expect(world.rows().meetings.map(({ state, sequence }) => [state, sequence])).toEqual([
      ['booked', 0],
      ['cancelled', 1],
      ['cancelled', 1],
      ['cancelled', 1],
    ]);
  });

  test('twice is the same as once, and is not offered where nothing follows', () => {
    const world = aSeries();
    cancelFrom(world, 1);
    const before = world.messages.length;
    expect(plain(cancelFrom(world, 1, mentor))).toContain(`This meeting was cancelled by ${mentee}.`);
    expect(world.messages).toHaveLength(before);
    const shown = world.act(mentee, target('meeting', 'show', meetingOf(world, 0).id));
    expect(labelsOf(shown).filter((label) => label.startsWith('Cancel'))).toEqual([
      'Cancel meeting on 4 March',
    ]);
  });

  test('where it was all that was booked, a pair that never met is asked again after ten days', () => {
    const world = aSeries();
    cancelFrom(world, 0);
    expect([...world.timers.keys()]).toContain(`relationship:${relationshipId}:first-meeting`);
  });
});
