/** Everything that a pair has booked, where lists elsewhere show only what comes next. */

import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Relationship } from '../mentoring/records.ts';
import { inZone, instantOf, sayDay, sayWhen } from '../mentoring/time.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
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
  );
}

export function showBooked({ id }: Relationship, label: string): ActionButton {
  return button(label, target('relationship', 'booked', id));
}
