/** Booking, moving and calling off a meeting: what changes, what both are told, and which timers follow it. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import { calendarEntry, calendarFile } from '../mentoring/calendar.ts';
import type { CalendarFile } from '../mentoring/calendar.ts';
import type { People } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Meeting, MeetingPlace } from '../mentoring/records/meeting.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { instantOf } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { insert, target, update } from './define.ts';
import {
  againCard,
  calledOffCard,
  meetingCard,
  movedCard,
  outdatedCard,
  seriesCard,
  seriesMovedCard,
} from './meeting-cards.ts';
import type { Moved } from './meeting-cards.ts';
import { sendAfresh } from './living-card.ts';
import { reminderTimers } from './meeting-reminders.ts';
import { nudgeTimer } from './nudge.ts';
import { idsOf, someone } from './pair.ts';
import { preparationTimers } from './preparation-due.ts';

/** Nobody turns up to a meeting that was moved in the night before it. */
const SOON_MS = 24 * 60 * 60_000;

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
  /** The newest that both agreed to; absent before there is any. */
  readonly agreement?: Agreement | undefined;
};

/** Books one meeting: both get its card in their own zone with a calendar file; reminders and "did you meet?" are set. */
export function bookMeeting(
  args: Booking & { readonly meeting: Meeting; readonly first: boolean },
): Arranged {
  const { meeting, relationship, first } = args;
  const file = calendarFileOf(args, meeting);
  return {
    changes: [insert('meeting', { ...meeting, bookedAt: args.now })],
    effects: news(
      idsOf(relationship).map((personId) => ({
        effect: 'send',
        to: { person: personId },
        slot: meetingSlot(meeting.id),
        card: meetingCard({ ...args, personId, first }),
        files: [file],
      })),
      args.now,
      [meeting.start],
    ),
    timers: [{ timer: 'cancel', key: firstMeetingKey(relationship.id) }, ...timersOf(args, meeting)],
  };
}

/** A booked meeting is to be the last: both get its card anew, with what it is for. Nothing moves. */
export function markLast(args: Omit<Booking, 'now'> & { readonly meeting: Meeting }): Effect[] {
  const { meeting, relationship } = args;
  return idsOf(relationship).flatMap((personId) =>
    sendAfresh(personId, meetingSlot(meeting.id), meetingCard({ ...args, personId, first: false })),
  );
}

/** Books several at once; each of the two gets one message with all the times, not one for each. */
export function bookSeries(args: Booking & { readonly meetings: readonly Meeting[] }): Arranged {
  const { meetings, relationship } = args;
  return {
    changes: meetings.map((meeting) => insert('meeting', { ...meeting, bookedAt: args.now })),
    effects: news(
      idsOf(relationship).map((personId) => ({
        effect: 'send',
        to: { person: personId },
        card: seriesCard({ ...args, personId }),
        files: meetings.map((meeting) => calendarFileOf(args, meeting)),
      })),
      args.now,
      meetings.map(({ start }) => start),
    ),
    timers: [
      { timer: 'cancel', key: firstMeetingKey(relationship.id) },
      ...meetings.flatMap((meeting) => timersOf(args, meeting)),
    ],
  };
}

/** A booked meeting, and when and where it is to be instead. */
export type Move = {
  readonly meeting: Meeting;
  readonly to: { readonly start: WallTime; readonly place: MeetingPlace };
};

/**
 * Moves booked meetings: one, or several of a series of which each of the two hears in one message. Their timers move
 * with them: those that would now be in the past are cancelled.
 */
export function moveMeetings(
  args: Booking & { readonly moves: readonly Move[]; readonly byId: string },
): Arranged {
  const { relationship, moves } = args;
  const moved = moves.map(({ meeting, to }) => ({
    was: meeting,
    meeting: { ...meeting, ...to, sequence: meeting.sequence + 1, lateIds: undefined } satisfies Meeting,
  }));
  return {
    changes: moved.map(({ meeting: { id, start, place, sequence, lateIds } }) =>
      update('meeting', id, { start, place, sequence, lateIds, movedAt: args.now }),
    ),
    effects: news(
      idsOf(relationship).flatMap((personId): Effect[] => [
        ...moved.flatMap(({ meeting }) => reviseAll(meeting.id, personId, outdatedCard('moved'))),
        {
          effect: 'send',
          to: { person: personId },
          ...movedMessage({ ...args, moved, personId }),
          files: moved.map(({ meeting }) => calendarFileOf(args, meeting)),
        },
      ]),
      args.now,
      moves.flatMap(({ meeting, to }) => [meeting.start, to.start]),
    ),
    timers: moved.flatMap(({ was, meeting }): TimerChange[] => [
      { timer: 'cancel-all', prefix: `meeting:${meeting.id}:` },
      ...timersOf(args, meeting, was),
    ]),
  };
}

/** Of one meeting its newest card; of several a list, whose buttons lead to each of them. */
function movedMessage(
  args: Booking & { readonly moved: readonly Moved[]; readonly personId: string; readonly byId: string },
): { readonly card: Card; readonly slot?: string } {
  const [only, ...more] = args.moved;
  if (only === undefined || more.length > 0) return { card: seriesMovedCard(args) };
  const { meeting, was } = only;
  return { slot: meetingSlot(meeting.id), card: movedCard({ ...args, meeting, was: was.start }) };
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
    changes: off.map(({ id, state, sequence }) =>
      update('meeting', id, { state, sequence, answeredById: args.byId, settledAt: args.now }),
    ),
    effects: news(
      idsOf(relationship).flatMap((personId): Effect[] => [
        ...off.flatMap(({ id }) => reviseAll(id, personId, outdatedCard('cancelled'))),
        {
          effect: 'send',
          to: { person: personId },
          card: calledOffCard({ ...args, meetings: off, personId }),
          files: off.map((meeting) => calendarFileOf(args, meeting)),
        },
      ]),
      args.now,
      meetings.map(({ start }) => start),
    ),
    timers: off.map(({ id }) => ({ timer: 'cancel-all', prefix: `meeting:${id}:` })),
  };
}

/** Meetings that were called off by a slip stand again: the same entries in calendars, with a higher sequence. */
export function bookAgain(args: Booking & { readonly meetings: readonly Meeting[] }): Arranged {
  const { relationship, meetings } = args;
  if (meetings.length === 0) return { changes: [], effects: [], timers: [] };
  const again = meetings.map((one): Meeting => ({
    ...one,
    state: 'booked',
    sequence: one.sequence + 1,
    answeredById: undefined,
  }));
  return {
    changes: again.map(({ id, state, sequence }) =>
      update('meeting', id, { state, sequence, answeredById: undefined, settledAt: undefined }),
    ),
    effects: news(
      idsOf(relationship).map((personId) => ({
        effect: 'send',
        to: { person: personId },
        card: againCard({ ...args, meetings: again, personId }),
        files: again.map((meeting) => calendarFileOf(args, meeting)),
      })),
      args.now,
      meetings.map(({ start }) => start),
    ),
    timers: again.flatMap((meeting) => timersOf(args, meeting)),
  };
}

/** Replaces a person's cards for a meeting, so that no button is left that leads nowhere. */
export function reviseAll(meetingId: string, personId: string, card: Card): Effect[] {
  return [meetingSlot(meetingId), reminderSlot(meetingId), prepareSlot(meetingId)].map((slot) => ({
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

/** Where the mentee is asked, before a meeting, what they would like to talk about. */
export function prepareSlot(meetingId: string): string {
  return `prepare:${meetingId}`;
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

/** `was`: the same meeting before it moved. */
function timersOf(about: Booking, meeting: Meeting, was = meeting): TimerChange[] {
  const { relationship, people, now } = about;
  return [
    ...idsOf(relationship).flatMap((personId) => [
      ...reminderTimers(meeting, { people, personId, now }),
      didYouMeetTimer(meeting, { people, personId, asked: endOf(meeting), times: 0 }),
    ]),
    ...preparationTimers(about, meeting, was),
  ];
}

/** Asks one of the two whether they met. `times`: how often they have been asked already. */
export function didYouMeetTimer(
  { id }: Pick<Meeting, 'id'>,
  ask: {
    readonly people: People;
    readonly personId: string;
    readonly asked: Date;
    readonly times: number;
  },
): TimerChange {
  const { people, personId, asked, times } = ask;
  return nudgeTimer({
    people,
    personId,
    kind: 'did-you-meet',
    key: `meeting:${id}:did-you-meet:${personId}`,
    to: target('meeting', 'did-you-meet', id, { person: personId, times: `${times}` }),
    asked,
  });
}

/** Of a meeting within a day everybody hears at once; of any other in the morning. */
function news(effects: readonly Effect[], now: Date, starts: readonly WallTime[]): Effect[] {
  const soon = now.getTime() + SOON_MS;
  if (!starts.some((start) => instantOf(start).getTime() < soon)) return [...effects];
  return effects.map((effect) => (effect.effect === 'send' ? { ...effect, urgent: true } : effect));
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
