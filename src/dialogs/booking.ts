/** Booking, moving and calling off a meeting: what changes, what both are told, and which timers follow it. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import { calendarEntry, calendarFile } from '../mentoring/calendar.ts';
import type { CalendarFile } from '../mentoring/calendar.ts';
import type { People } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Change, Meeting, MeetingPlace, Relationship, Scheme, WallTime } from '../mentoring/records.ts';
import { instantOf, shiftDays } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { insert, target, update } from './define.ts';
import { calledOffCard, meetingCard, movedCard, outdatedCard, seriesCard } from './meeting-cards.ts';
import { idsOf, someone } from './pair.ts';

/** What moves together when a meeting does. */
export type Arranged = {
  readonly changes: Change[];
  readonly effects: Effect[];
  readonly timers: TimerChange[];
};

type Booking = {
  readonly relationship: Relationship;
  readonly scheme: Scheme;
  readonly people: People;
  readonly now: Date;
};

/** Books one meeting: both get its card in their own zone with a calendar file; reminders and "did you meet?" are set. */
export function bookMeeting(
  args: Booking & { readonly meeting: Meeting; readonly first: boolean },
): Arranged {
  const { meeting, relationship, first } = args;
  const file = calendarFileOf(args, meeting);
  return {
    changes: [insert('meeting', meeting)],
    effects: idsOf(relationship).map((personId) => ({
      effect: 'send',
      to: { person: personId },
      slot: meetingSlot(meeting.id),
      card: meetingCard({ ...args, personId, first }),
      files: [file],
    })),
    timers: [{ timer: 'cancel', key: firstMeetingKey(relationship.id) }, ...timersOf(args, meeting)],
  };
}

/** Books several at once; each of the two gets one message with all the times, not one for each. */
export function bookSeries(args: Booking & { readonly meetings: readonly Meeting[] }): Arranged {
  const { meetings, relationship } = args;
  return {
    changes: meetings.map((meeting) => insert('meeting', meeting)),
    effects: idsOf(relationship).map((personId) => ({
      effect: 'send',
      to: { person: personId },
      card: seriesCard({ ...args, personId }),
      files: meetings.map((meeting) => calendarFileOf(args, meeting)),
    })),
    timers: [
      { timer: 'cancel', key: firstMeetingKey(relationship.id) },
      ...meetings.flatMap((meeting) => timersOf(args, meeting)),
    ],
  };
}

/** Moves a booked meeting. Its timers move with it: those that would now be in the past are cancelled. */
export function moveMeeting(
  args: Booking & {
    readonly meeting: Meeting;
    readonly to: { readonly start: WallTime; readonly place: MeetingPlace };
    readonly byId: string;
  },
): Arranged {
  const { relationship, meeting, to, byId } = args;
  const moved: Meeting = { ...meeting, ...to, sequence: meeting.sequence + 1, lateIds: undefined };
  const { start, place, sequence, lateIds } = moved;
  return {
    changes: [update('meeting', meeting.id, { start, place, sequence, lateIds })],
    effects: idsOf(relationship).flatMap((personId): Effect[] => [
      ...reviseAll(meeting.id, personId, outdatedCard('moved')),
      {
        effect: 'send',
        to: { person: personId },
        slot: meetingSlot(meeting.id),
        card: movedCard({ ...args, meeting: moved, was: meeting.start, personId, byId }),
        files: [calendarFileOf(args, moved)],
      },
    ]),
    timers: [{ timer: 'cancel-all', prefix: `meeting:${meeting.id}:` }, ...timersOf(args, moved)],
  };
}

/** Calls off booked meetings: their buttons and timers go, and both get files that take them out of calendars. */
export function callOff(
  args: Booking & {
    readonly meetings: readonly Meeting[];
    readonly byId: string;
    readonly because: 'cancelled' | 'paused' | 'ended';
  },
): Arranged {
  const { relationship, meetings } = args;
  if (meetings.length === 0) return { changes: [], effects: [], timers: [] };
  const off = meetings.map((one): Meeting => ({ ...one, state: 'cancelled', sequence: one.sequence + 1 }));
  return {
    changes: off.map(({ id, state, sequence }) => update('meeting', id, { state, sequence })),
    effects: idsOf(relationship).flatMap((personId): Effect[] => [
      ...off.flatMap(({ id }) => reviseAll(id, personId, outdatedCard('cancelled'))),
      {
        effect: 'send',
        to: { person: personId },
        card: calledOffCard({ ...args, meetings: off, personId }),
        files: off.map((meeting) => calendarFileOf(args, meeting)),
      },
    ]),
    timers: off.map(({ id }) => ({ timer: 'cancel-all', prefix: `meeting:${id}:` })),
  };
}

/** Replaces both of a person's cards for a meeting, so that no button is left that leads nowhere. */
export function reviseAll(meetingId: string, personId: string, card: Card): Effect[] {
  return [meetingSlot(meetingId), reminderSlot(meetingId)].map((slot) => ({
    effect: 'revise',
    to: { person: personId },
    slot,
    card,
  }));
}

/** Once it is settled whether they met: the meeting's card says so, and the reminder's buttons go. */
export function reviseSettled(meetingId: string, personId: string, settled: Card): Effect[] {
  return [
    { effect: 'revise', to: { person: personId }, slot: meetingSlot(meetingId), card: settled },
    { effect: 'revise', to: { person: personId }, slot: reminderSlot(meetingId), card: outdatedCard('over') },
  ];
}

export function meetingSlot(meetingId: string): string {
  return `meeting:${meetingId}`;
}

export function reminderSlot(meetingId: string): string {
  return `reminder:${meetingId}`;
}

export function firstMeetingKey(relationshipId: string): string {
  return `relationship:${relationshipId}:first-meeting`;
}

/** A pair that has never met and has nothing booked any more is asked again after ten days. */
export function firstMeetingTimers(
  { relationship, meetings }: { relationship: Relationship; meetings: readonly Meeting[] },
  without: string | undefined,
  now: Date,
): TimerChange[] {
  const others = meetings.filter(({ id }) => id !== without);
  if (relationship.state !== 'active' || others.some(({ state }) => state === 'met' || state === 'booked'))
    return [];
  return [
    {
      timer: 'set',
      key: firstMeetingKey(relationship.id),
      to: target('relationship', 'first-meeting-missing', relationship.id),
      at: new Date(now.getTime() + 10 * 24 * 60 * 60_000),
    },
  ];
}

/** The end of a meeting. */
export function endOf(meeting: Pick<Meeting, 'start' | 'minutes'>): Date {
  return new Date(instantOf(meeting.start).getTime() + meeting.minutes * 60_000);
}

function timersOf({ relationship, people, now }: Booking, meeting: Meeting): TimerChange[] {
  const start = instantOf(meeting.start);
  const reminders = idsOf(relationship).flatMap((personId): TimerChange[] => {
    // The day before at the same time on their own clock, also across a change of clocks.
    const at = shiftDays(start, -1, someone(people, personId).zone);
    if (at <= now) return [];
    const to = target('meeting', 'remind', meeting.id, { person: personId });
    return [{ timer: 'set', key: `meeting:${meeting.id}:remind:${personId}`, to, at }];
  });
  return [
    ...reminders,
    {
      timer: 'set',
      key: `meeting:${meeting.id}:did-you-meet`,
      to: target('meeting', 'did-you-meet', meeting.id),
      at: endOf(meeting),
    },
  ];
}

function calendarFileOf({ relationship, people, scheme }: Booking, meeting: Meeting): CalendarFile {
  const [mentee, mentor] = idsOf(relationship);
  return calendarFile(
    calendarEntry(meeting, {
      names: [someone(people, mentor).name, someone(people, mentee).name],
      place: sayPlace(meeting.place),
      scheme: scheme.name,
    }),
  );
}
