/** A meeting that nobody had noted, told of afterwards: one answer serves both, and either can put it right. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts, RelationshipFacts } from '../mentoring/facts.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { addDays, inZone, sayDay, weekdayOf } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { metCard } from './answered.ts';
import { endOf, firstMeetingKey, meetingSlot } from './booking.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, watchSlot } from './living-card.ts';
import { otherId, otherName } from './pair.ts';
import { placeLikely } from './place-likely.ts';

/** One press: on which day of that week is taken as likely, and can be changed. */
export function metInWeek(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { actor, now, args } = context;
  const today = inZone(now, actor.zone).date;
  const monday = addDays(today, 1 - weekdayOf(today) - (args['when'] === 'this-week' ? 0 : 7));
  const booked = unanswered(facts, now).find(
    ({ start }) => start.date >= monday && start.date <= addDays(monday, 6),
  );
  const likely =
    args['when'] === 'this-week' ? addDays(today, today === monday ? 0 : -1) : addDays(monday, 3);
  const date = booked?.start.date ?? likely;
  // Nothing is likely about a day before they last met, or before they were a pair.
  if (booked === undefined && (date <= lastMetOn(facts) || date < earliest(facts, actor.zone)))
    return { reply: go(target('watch', 'met-on', facts.relationship.id)) };
  return noteMeeting(facts, date, context);
}

export function metOnForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const today = inZone(now, actor.zone).date;
  return form({
    title: 'When did you meet?',
    intro: [
      text(
        `The day on which you last met ${otherName(facts.relationship, facts.people, actor.id)}, who is told and can put it right.`,
      ),
    ],
    fields: { date: dayField(facts, actor.zone, today) },
    submit: 'Note the meeting',
  });
}

export function metOn(
  facts: RelationshipFacts,
  { date }: FormValues<ReturnType<typeof metOnForm>['fields']>,
  context: PersonContext,
): Outcome {
  return noteMeeting(facts, date, context);
}

export function otherDayForm(facts: RelationshipFacts, { now, actor, args }: PersonContext) {
  const meeting = facts.meetings.find(({ id }) => id === args['meeting']);
  if (meeting === undefined || !isToldOfOnly(facts, meeting))
    return card(
      'That meeting stays as it is',
      text(
        'It was booked, or something has been written about it since. There is nothing left to change here.',
      ),
    );
  const today = inZone(now, actor.zone).date;
  return form({
    title: 'It was another day',
    intro: [text(`It is noted as ${sayDay(meeting.start.date)}.`)],
    fields: { date: { ...dayField(facts, actor.zone, today), value: meeting.start.date } },
    submit: 'Change the day',
  });
}

export function otherDay(
  facts: RelationshipFacts,
  { date }: FormValues<Exclude<ReturnType<typeof otherDayForm>, Card>['fields']>,
  context: PersonContext,
): Outcome {
  const meeting = facts.meetings.find(({ id }) => id === context.args['meeting']);
  if (meeting === undefined) return { reply: refuse({ date: 'This meeting is no longer here.' }) };
  if (facts.meetings.some((one) => one.id !== meeting.id && isNoted(one, date)))
    return { reply: refuse({ date: `A meeting on ${sayDay(date)} is noted already.` }) };
  const moved: Meeting = { ...meeting, start: startOn(date, meeting.minutes, context) };
  return {
    changes: [update('meeting', meeting.id, { start: moved.start })],
    effects: [tell(facts, moved, context.actor.id)],
    reply: replaceWith(notedCard(facts, moved, context.actor.id)),
  };
}

function noteMeeting(facts: RelationshipFacts, date: string, context: PersonContext): Outcome {
  const { relationship, agreement, scheme, meetings } = facts;
  const { actor, now, newId } = context;
  const noted = meetings.find((one) => isNoted(one, date));
  if (noted !== undefined) return { reply: answer(notedCard(facts, noted, actor.id)) };
  const answers = { state: 'met', answeredById: actor.id, settledAt: now } as const;
  const booked = unanswered(facts, now).find(({ start }) => start.date === date);
  const minutes = agreement?.terms.minutes ?? scheme.meetingMinutes;
  const meeting: Meeting = booked
    ? { ...booked, ...answers }
    : {
        id: newId(),
        relationshipId: relationship.id,
        start: startOn(date, minutes, context),
        minutes,
        place: placeLikely(facts) ?? 'video',
        bookedById: actor.id,
        sequence: 0,
        ...answers,
      };
  const other = otherId(relationship, actor.id);
  return {
    changes: [booked ? update('meeting', booked.id, answers) : insert('meeting', meeting)],
    effects: [
      reviseFor(
        other,
        watchSlot(relationship.id),
        card('Answered', text(`${actor.name} has answered for both of you. Thank you.`)),
      ),
      tell(facts, meeting, actor.id),
    ],
    timers: [
      { timer: 'cancel', key: firstMeetingKey(relationship.id) },
      { timer: 'cancel-all', prefix: `meeting:${meeting.id}:` },
    ],
    reply: replaceWith(notedCard(facts, meeting, actor.id)),
  };
}

/** The other one may see it differently, and says so at one press. */
function tell(facts: RelationshipFacts, meeting: Meeting, byId: string): Effect {
  const other = otherId(facts.relationship, byId);
  return {
    effect: 'send',
    to: { person: other },
    slot: meetingSlot(meeting.id),
    card: metCard(about(facts, meeting), other, byId),
  };
}

/** With a way to put the day right, and to take it back. */
function notedCard(facts: RelationshipFacts, meeting: Meeting, personId: string): Card {
  const noted = metCard(about(facts, meeting), personId, personId);
  if (!isToldOfOnly(facts, meeting)) return noted;
  const toOtherDay = target('watch', 'other-day', facts.relationship.id, { meeting: meeting.id });
  return { ...noted, body: [...noted.body, buttons(button('It was another day', toOtherDay))] };
}

function about(facts: RelationshipFacts, meeting: Meeting): MeetingFacts {
  return { ...facts, meeting };
}

/** Noon, or just now where the day is not that old. */
function startOn(date: string, minutes: number, { now, actor }: PersonContext): Meeting['start'] {
  const noon = { date, time: '12:00', zone: actor.zone };
  const isOver = endOf({ start: noon, minutes }) <= now;
  return isOver ? noon : inZone(new Date(now.getTime() - minutes * 60_000), actor.zone);
}

function dayField(facts: RelationshipFacts, zone: string, today: string) {
  return {
    kind: 'date',
    label: 'The day on which you met',
    required: true,
    min: earliest(facts, zone),
    max: today,
  } as const;
}

function earliest({ relationship }: RelationshipFacts, zone: string): string {
  return inZone(relationship.startedAt, zone).date;
}

function lastMetOn({ meetings }: RelationshipFacts): string {
  const met = meetings.filter(({ state }) => state === 'met').map(({ start }) => start.date);
  return met.toSorted().at(-1) ?? '';
}

function unanswered({ meetings }: RelationshipFacts, now: Date): readonly Meeting[] {
  return meetings.filter((one) => one.state === 'booked' && endOf(one) <= now);
}

function isNoted({ state, start }: Meeting, date: string): boolean {
  return state === 'met' && start.date === date;
}

/** Never booked, and nothing written about it yet. */
function isToldOfOnly({ recordedBy }: RelationshipFacts, { id, state, bookedAt }: Meeting): boolean {
  return state === 'met' && bookedAt === undefined && !recordedBy.some(({ meetingId }) => meetingId === id);
}
