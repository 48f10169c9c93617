/** A scheme with many pairs behind it: drawn at random, the same at every run, and written as quickly as rows can be. */

import type { Meeting } from '../../src/mentoring/records/meeting.ts';
import type { Relationship } from '../../src/mentoring/records/relationship.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import { seeded } from '../bench/wind-down/random.ts';
import { aMeeting, aRelationship, aRequest, insert } from '../service/store/world.ts';
import type { Organisation, World } from '../service/store/world.ts';

/** How the pairs of a scheme meet and end, in agreed cadences. */
export type Habits = {
  readonly usualGap: number;
  /** Shape of the gaps: 1 is chance. */
  readonly regularity: number;
  /** After each meeting a pair is over with a chance drawn from this Beta distribution. */
  readonly ending: readonly [number, number];
};

const DAY = 86_400_000;
const cadenceDays = 28;
/** All began within the three years before `now`. */
const span = (3 * 365) / cadenceDays;
/** More rows at once than these would be more parameters than a statement may have. */
const atOnce = 500;

/** `pairs` of one mentee and one mentor, of whom all that are over have said so. Resolves with the ids of the living. */
export async function withFinishedPairs(
  world: World,
  organisation: Organisation,
  scheme: Scheme,
  pairs: number,
  habits: Habits,
  now: Date,
): Promise<{ readonly living: readonly string[]; readonly finished: number }> {
  const random = seeded(20_261_123);
  const [mentee, mentor] = await Promise.all(
    ['Mina Hart', 'Otto Lund'].map((name) => organisation.person(`${name} of ${scheme.name}`)),
  );
  if (mentee === undefined || mentor === undefined) throw new Error('Both were made');
  const requests: Request[] = [];
  const relationships: Relationship[] = [];
  const meetings: Meeting[] = [];
  const living: string[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const request = aRequest(scheme.id, mentee, { state: 'matched' });
    const chance = random.beta(...habits.ending);
    const own = habits.usualGap * Math.exp(0.2 * random.normal());
    const days: number[] = [];
    let at = random.uniform() * span;
    const startedAt = new Date(now.getTime() - (span - at) * cadenceDays * DAY);
    let isOver = false;
    for (; at < span && !isOver; at += own * random.gap(habits.regularity)) {
      days.push(at);
      isOver = random.uniform() < chance;
    }
    const relationship = aRelationship(scheme.id, request.id, mentee, mentor, {
      startedAt,
      cadenceDays,
      ...(isOver && { state: 'ended', ending: 'natural', endedAt: now }),
    });
    if (!isOver) living.push(relationship.id);
    requests.push(request);
    relationships.push(relationship);
    for (const day of days) {
      const date = new Date(now.getTime() - (span - day) * cadenceDays * DAY).toISOString().slice(0, 10);
      meetings.push(
        aMeeting(relationship.id, mentee, {
          state: 'met',
          start: { date, time: '12:00', zone: 'Europe/London' },
        }),
      );
    }
  }
  for (const rows of [
    requests.map((one) => insert('request', one)),
    relationships.map((one) => insert('relationship', one)),
    meetings.map((one) => insert('meeting', one)),
  ])
    for (let from = 0; from < rows.length; from += atOnce)
      await organisation.apply(...rows.slice(from, from + atOnce));
  await world.store.transact(organisation.id, (tx) =>
    tx.changeTimers(
      living.map((id) => ({
        timer: 'set',
        key: `relationship:${id}:watch`,
        to: { dialog: 'watch', action: 'look', subject: id },
        at: new Date(now.getTime() + 365 * DAY),
      })),
      now,
    ),
  );
  return { living, finished: pairs - living.length };
}
