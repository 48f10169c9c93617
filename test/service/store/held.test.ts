import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import { aMeeting, aPair, aRecord, aWorld, insert, update } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

type Pair = Awaited<ReturnType<typeof aPair>>;

/** A meeting of the pair at "2026-01-31 23:30" in London, with what the mentor noted of preparing it. */
async function meetingOf(
  pair: Pair,
  at: string,
  set: Partial<Meeting> = {},
  preparationMinutes?: number,
): Promise<void> {
  const { organisation, relationship, mentor, mentee } = pair;
  const [date = '', time = ''] = at.split(' ');
  const meeting = aMeeting(relationship.id, mentee, {
    start: { date, time, zone: 'Europe/London' },
    state: 'met',
    ...set,
  });
  await organisation.apply(insert('meeting', meeting));
  if (preparationMinutes !== undefined)
    await organisation.apply(insert('sessionRecord', aRecord(meeting, mentor, { preparationMinutes })));
}

const held = ({ organisation }: Pair, personId: string, from = '2016-01-01', until = '2026-12-31') =>
  world.store.heldAsMentor(organisation.id, personId, from, until);

test('hours go back as far as they were given, also in a mentoring that ended years ago', async () => {
  const pair = await aPair(world);
  await meetingOf(pair, '2019-05-06 10:00', { minutes: 45 }, 20);
  await meetingOf(pair, '2026-02-03 10:00');
  const { organisation, relationship, mentor } = pair;
  await organisation.apply(
    update('relationship', relationship.id, { state: 'ended', endedAt: new Date('2026-03-01') }),
  );
  expect(await held(pair, mentor)).toEqual([
    { on: '2019-05-06', meetingMinutes: 45, preparationMinutes: 20 },
    { on: '2026-02-03', meetingMinutes: 60, preparationMinutes: 0 },
  ]);
});

test('only meetings that were held count, and only for the mentor of them', async () => {
  const pair = await aPair(world);
  for (const state of ['booked', 'missed', 'cancelled'] as const)
    await meetingOf(pair, '2026-02-03 10:00', { state });
  expect(await held(pair, pair.mentor)).toEqual([]);
  await meetingOf(pair, '2026-02-03 10:00');
  expect(await held(pair, pair.mentor)).toHaveLength(1);
  for (const somebody of [pair.mentee, pair.coordinator, randomUUID()])
    expect(await held(pair, somebody)).toEqual([]);
});

test('both ends of the period belong to it, by the date where the mentor is', async () => {
  const pair = await aPair(world);
  await world.admin.query(`update person set zone = 'Asia/Kolkata' where id = $1`, [pair.mentor]);
  // Half past eleven in London is five in the morning of the next day there.
  await meetingOf(pair, '2026-01-31 23:30');
  await meetingOf(pair, '2026-02-28 12:00');
  await meetingOf(pair, '2026-02-28 23:30');
  const inFebruary = await held(pair, pair.mentor, '2026-02-01', '2026-02-28');
  expect(inFebruary.map(({ on }) => on)).toEqual(['2026-02-01', '2026-02-28']);
});

test('another organisation counts nothing of it', async () => {
  const pair = await aPair(world);
  const other = await aPair(world);
  await meetingOf(pair, '2026-02-03 10:00');
  expect(
    await world.store.heldAsMentor(other.organisation.id, pair.mentor, '2016-01-01', '2026-12-31'),
  ).toEqual([]);
});
