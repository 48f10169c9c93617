/** Moving a meeting to another time or place: this one alone, or the later ones of its series along with it. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { asPlace, sayPlace } from '../mentoring/place.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { addDays, daysBetween, inZone, instantOf, sayDay, sayWhen } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Form, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { card, text } from '../ui/view.ts';
import { endOf, moveMeetings } from './booking.ts';
import type { Move } from './booking.ts';
import { chooseStart, meetingTimeFields } from './choose-time.ts';
import type { Outcome } from './define.ts';
import { outdatedCard } from './meeting-cards.ts';
import { meetingNow } from './meeting-now.ts';
import { otherName } from './pair.ts';
import { following } from './series.ts';

export type MoveFields = ReturnType<typeof meetingTimeFields> & Partial<ReturnType<typeof whichField>>;

/** Why there is nothing to move, where that is so. */
export function notToMove(facts: MeetingFacts, { actor, now }: PersonContext): Card | undefined {
  const movable = facts.meeting.state === 'booked' && endOf(facts.meeting) > now;
  return movable && facts.relationship.state !== 'ended' ? undefined : meetingNow(facts, actor.id, now);
}

export function moveForm(facts: MeetingFacts, { actor, now }: PersonContext): Form<MoveFields> {
  const { meeting, relationship, people } = facts;
  const start = instantOf(meeting.start);
  const { date, time } = inZone(start, actor.zone);
  const later = following(facts);
  return form({
    title: 'Move the meeting',
    intro: [
      text(
        `You and ${otherName(relationship, people, actor.id)} now meet on ${sayWhen(start, actor.zone)}, ` +
          `${sayPlace(meeting.place).toLowerCase()}. Both of you get a new calendar file.`,
      ),
    ],
    fields: {
      ...meetingTimeFields(now, actor.zone, { date, time, place: meeting.place }),
      ...(later.length === 0 ? {} : whichField(later, actor.zone)),
    },
    submit: 'Move the meeting',
  });
}

export function move(
  facts: MeetingFacts,
  values: FormValues<MoveFields>,
  { actor, now }: PersonContext,
): Outcome {
  const { meeting } = facts;
  const wall = { date: values.date, time: values.time, zone: actor.zone };
  const to = { start: wall, place: asPlace(values.place) };
  const later = values.which === 'following' ? following(facts) : [];
  const moves = [{ meeting, to }, ...later.map((one) => alongWith(meeting, to, one))].filter(changes);
  if (moves.length === 0)
    return { reply: answer(card('Nothing has changed', text('The meeting stays as it was.'))) };
  const ids = new Set(moves.map((one) => one.meeting.id));
  let placed = facts.meetings.filter(({ id }) => !ids.has(id));
  for (const { meeting: one, to: there } of moves) {
    const chosen = chooseStart(there.start, one.minutes, { ...facts, now, meetings: placed });
    if (!chosen.ok)
      return {
        reply: refuse(
          one.id === meeting.id
            ? { time: chosen.why }
            : {
                which: `${sayDay(dayIn(one, actor.zone))} would become ${sayDay(there.start.date)}. ${chosen.why}`,
              },
        ),
      };
    placed = [...placed, { ...one, ...there }];
  }
  return {
    ...moveMeetings({ ...facts, now, moves, byId: actor.id }),
    reply: replaceWith(outdatedCard('moved')),
  };
}

/**
 * Where a later meeting goes when this one does: as many days on, at its own time of day unless this one's has changed,
 * and in its own place unless this one's has. Wall times are kept: across a change of clocks it is still the same hour.
 */
function alongWith(meeting: Meeting, { start: wall, place }: Move['to'], later: Meeting): Move {
  const was = inZone(instantOf(meeting.start), wall.zone);
  const days = daysBetween(was.date, wall.date);
  const start =
    was.time === wall.time
      ? { ...later.start, date: addDays(later.start.date, days) }
      : { ...wall, date: addDays(dayIn(later, wall.zone), days) };
  return { meeting: later, to: { start, place: place === meeting.place ? later.place : place } };
}

function changes({ meeting, to }: Move): boolean {
  return to.place !== meeting.place || instantOf(to.start).getTime() !== instantOf(meeting.start).getTime();
}

function whichField(later: readonly Meeting[], zone: string) {
  const last = later.at(-1);
  const until = last === undefined ? '' : `, the last on ${sayDay(dayIn(last, zone))}`;
  return {
    which: {
      kind: 'oneOf',
      label: 'Which meetings',
      hint: 'Later ones move by as many days. A new time of day or a new place is then theirs too.',
      required: false,
      options: [
        { value: 'one', label: 'Only this one' },
        {
          value: 'following',
          label: `This and the ${later.length === 1 ? 'one' : later.length} after it${until}`,
        },
      ],
      value: 'one',
    },
  } as const;
}

function dayIn({ start }: Meeting, zone: string): string {
  return inZone(instantOf(start), zone).date;
}
