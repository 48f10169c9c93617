/** Meetings that were booked in one go: which follow one of them, and calling them off from there on. */

import type { PersonContext } from '../engine/dialog.ts';
import { replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { instantOf } from '../mentoring/time.ts';
import type { ActionButton, Block } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { dayOf } from './answered.ts';
import { callOff, firstMeetingTimers } from './booking.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName } from './pair.ts';

/** What is booked of its series after this meeting, soonest first. */
export function following({ meeting, meetings }: Pick<MeetingFacts, 'meeting' | 'meetings'>): Meeting[] {
  const { seriesId, start } = meeting;
  if (seriesId === undefined) return [];
  const from = instantOf(start);
  return meetings
    .filter((one) => one.seriesId === seriesId && one.state === 'booked' && instantOf(one.start) > from)
    .toSorted((a, b) => instantOf(a.start).getTime() - instantOf(b.start).getTime());
}

/** Calls off what is left of a series from this meeting on; each of the two is told once. `undefined`: nothing is left. */
export function cancelFollowing(facts: MeetingFacts, { actor, now }: PersonContext): Outcome | undefined {
  const { meeting, relationship, people } = facts;
  const rest = [meeting, ...following(facts)].filter((one) => isAhead(one, now));
  if (rest.length === 0 || relationship.state === 'ended') return undefined;
  const off = callOff({ ...facts, now, meetings: rest, byId: actor.id, because: 'cancelled' });
  const ids = new Set(rest.map(({ id }) => id));
  const left = { ...facts, meetings: facts.meetings.filter(({ id }) => !ids.has(id)) };
  return {
    ...off,
    timers: [...off.timers, ...firstMeetingTimers(left, undefined, now)],
    reply: replaceWith(
      card(
        rest.length === 1 ? 'Meeting cancelled' : `${rest.length} meetings cancelled`,
        text(`${otherName(relationship, people, actor.id)} is being told. You can book again at any time.`),
        buttons(bookButton(relationship, people, actor.id)),
      ),
    ),
  };
}

/** Offered where something of its series is booked after this meeting. */
export function cancelFollowingButton(facts: MeetingFacts, personId: string): ActionButton | undefined {
  const { meeting } = facts;
  const later = following(facts).length;
  if (later === 0) return undefined;
  const day = dayOf(facts, personId);
  const booked = meeting.state === 'booked';
  const all = booked ? later + 1 : later;
  return button(
    booked ? `Cancel from ${day} on` : `Cancel all after ${day}`,
    target('meeting', 'cancel-following', meeting.id),
    {
      style: 'danger',
      confirm: {
        title: all === 1 ? 'Cancel the meeting after this?' : `Cancel ${all} meetings of this series?`,
        text: 'The other one is told once, and they are taken out of both your calendars. The mentoring itself goes on.',
        yes: all === 1 ? 'Cancel it' : 'Cancel them all',
        no: all === 1 ? 'Keep it' : 'Keep them',
      },
    },
  );
}

/** Said where one meeting of a series is cancelled: the others are not. */
export function stillBooked(facts: MeetingFacts): Block<never>[] {
  const later = following(facts).length;
  if (later === 0) return [];
  return [
    note(
      later === 1
        ? 'One more meeting that you booked together with it stays as it is.'
        : `${later} more meetings that you booked together with it stay as they are.`,
    ),
  ];
}

function isAhead({ state, start }: Meeting, now: Date): boolean {
  return state === 'booked' && instantOf(start) > now;
}
