/** Everything that a pair has booked, where lists elsewhere show only what comes next. */

import { answer, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import { inZone, instantOf, sayDay, sayWhen } from '../mentoring/time.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { callOff, firstMeetingTimers } from './booking.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName, someone } from './pair.ts';
import { comingMeetings } from './pausing.ts';

/** More than a year of monthly meetings; each has a button. */
const mostMeetings = 18;

export function bookedCard(facts: RelationshipFacts, personId: string, now: Date): Card {
  const { relationship, people } = facts;
  const zone = someone(people, personId).zone;
  const coming = comingMeetings(facts, now);
  const shown = coming.slice(0, mostMeetings);
  const more = coming.length - shown.length;
  if (shown.length === 0)
    return card(
      'No meeting is booked',
      empty('Nothing is booked at the moment.', 'Booking the next one keeps things going.'),
      relationship.state === 'ended' ? undefined : buttons(bookButton(relationship, people, personId)),
    );
  return card(
    shown.length === 1 ? 'One meeting is booked' : `${coming.length} meetings are booked`,
    text(`With ${otherName(relationship, people, personId)}. Open one to move or cancel it.`),
    list(shown.map(({ start }) => sayWhen(instantOf(start), zone))),
    buttons(
      ...shown.map(({ id, start }) => {
        const { date, time } = inZone(instantOf(start), zone);
        return button(`Open meeting on ${sayDay(date)}, ${time}`, target('meeting', 'show', id));
      }),
    ),
    more > 0 ? note(`${more} more ${more === 1 ? 'is' : 'are'} booked after these.`) : undefined,
    coming.length > 1 ? buttons(cancelAllButton(relationship, coming.length)) : undefined,
  );
}

/** Everything that is booked and still to come, in one go: a series that no longer fits need not be taken apart. */
export function cancelAll(facts: RelationshipFacts, personId: string, now: Date): Outcome {
  const { relationship, people } = facts;
  const coming = comingMeetings(facts, now);
  if (coming.length === 0) return { reply: answer(bookedCard(facts, personId, now)) };
  const off = callOff({ ...facts, now, meetings: coming, byId: personId, because: 'cancelled' });
  const left = { ...facts, meetings: facts.meetings.filter((one) => !coming.includes(one)) };
  return {
    ...off,
    timers: [...off.timers, ...firstMeetingTimers(left, undefined, now)],
    reply: replaceWith(
      card(
        'All meetings cancelled',
        text(`${otherName(relationship, people, personId)} is being told. You can book again at any time.`),
        buttons(bookButton(relationship, people, personId)),
      ),
    ),
  };
}

function cancelAllButton({ id }: Relationship, howMany: number): ActionButton {
  return button(`Cancel all ${howMany} meetings`, target('relationship', 'cancel-all', id), {
    style: 'danger',
    confirm: {
      title: 'Cancel all of these meetings?',
      text: 'The other one is told once, and they are taken out of both your calendars. The mentoring itself goes on.',
      yes: 'Cancel them all',
      no: 'Keep them',
    },
  });
}

export function showBooked({ id }: Relationship, label: string): ActionButton {
  return button(label, target('relationship', 'booked', id));
}
