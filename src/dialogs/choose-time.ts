/** The fields with which somebody chooses a time, and whether the time they chose can be one. */

import { placeChoices } from '../mentoring/place.ts';
import type { Meeting, MeetingPlace } from '../mentoring/records/meeting.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { addDays, inZone, instantOf, sayDate, sayWhen, sayZone } from '../mentoring/time.ts';

/** Nobody's diary is right further ahead than this. */
const farthestDays = 365;

export type Chosen =
  | { readonly ok: true; readonly start: WallTime }
  | { readonly ok: false; readonly why: string };

/** Date, time and place, in the zone of the person who is asked. */
export function meetingTimeFields(
  now: Date,
  zone: string,
  value: { date?: string; time?: string; place?: MeetingPlace },
) {
  const today = inZone(now, zone).date;
  return {
    date: {
      kind: 'date',
      label: 'Date',
      required: true,
      value: value.date,
      min: today,
      max: addDays(today, farthestDays),
    },
    time: {
      kind: 'time',
      label: 'Time',
      hint: `In your own time zone: ${sayZone(zone)}.`,
      required: true,
      value: value.time,
    },
    place: {
      kind: 'oneOf',
      label: 'Where you meet',
      required: true,
      options: placeChoices,
      value: value.place,
    },
  } as const;
}

/** Whether this pair can meet then; `why` is the sentence to show beside the time. */
export function chooseStart(
  wall: WallTime,
  minutes: number,
  pair: { now: Date; relationship: Relationship; meetings: readonly Meeting[] },
): Chosen {
  const { now, relationship, meetings } = pair;
  const start = instantOf(wall);
  if (inZone(start, wall.zone).time !== wall.time)
    return no(`The clocks go forward then, and ${wall.time} is skipped. Please choose another time.`);
  if (start <= now) return no('That time has passed. Please choose a later one.');
  if (wall.date > addDays(inZone(now, wall.zone).date, farthestDays))
    return no('That is more than a year ahead. Please choose an earlier date.');
  if (relationship.pausedUntil !== undefined && wall.date < relationship.pausedUntil)
    return no(
      `Your mentoring is paused until ${sayDate(relationship.pausedUntil)}. Please choose that day or a later one.`,
    );
  const clash = meetings.find((one) => one.state === 'booked' && overlap(one, { start: wall, minutes }));
  if (clash !== undefined)
    return no(
      `You already meet on ${sayWhen(instantOf(clash.start), wall.zone)}. Please choose another time.`,
    );
  return { ok: true, start: wall };
}

type Span = Pick<Meeting, 'start' | 'minutes'>;

function overlap(one: Span, other: Span): boolean {
  const [from, till] = spanOf(one);
  const [otherFrom, otherTill] = spanOf(other);
  return from < otherTill && otherFrom < till;
}

function spanOf({ start, minutes }: Span): readonly [number, number] {
  const from = instantOf(start).getTime();
  return [from, from + minutes * 60_000];
}

function no(why: string): Chosen {
  return { ok: false, why };
}
