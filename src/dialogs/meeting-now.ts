/** A meeting as it is at this moment, with what one of the pair can do about it. */

import type { MeetingFacts } from '../mentoring/facts.ts';
import { mayRead, recordsPolicyOf } from '../mentoring/session-records.ts';
import { instantOf } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { buttons, card, note, text } from '../ui/view.ts';
import { dayOf, didYouMeetCard, notMetCard, recordButton } from './answered.ts';
import { endOf } from './booking.ts';
import { bookButton, cancelButton, lateButton, meetingFacts, moveButton } from './meeting-cards.ts';
import { readButton } from './read-records.ts';
import { someButtons } from './some-buttons.ts';

export function meetingNow(facts: MeetingFacts, personId: string, now: Date): Card {
  const { meeting } = facts;
  const about = { ...facts, personId };
  switch (meeting.state) {
    case 'cancelled':
      return card(
        `Meeting on ${dayOf(facts, personId)} cancelled`,
        text('This meeting was cancelled.'),
        facts.relationship.state === 'ended'
          ? undefined
          : buttons(bookButton(facts.relationship, facts.people, personId)),
      );
    case 'missed':
      return notMetCard(facts, personId, meeting.answeredById);
    case 'met': {
      const readable = facts.records.some((one) => one.meetingId === meeting.id && mayRead(one, personId));
      return card(
        `You met on ${dayOf(facts, personId)}`,
        meetingFacts(about),
        someButtons(
          readable ? readButton(facts, personId) : undefined,
          recordsPolicyOf(facts.agreement) === 'none' ? undefined : recordButton(facts, personId),
        ),
      );
    }
    case 'booked':
      if (endOf(meeting) <= now) return didYouMeetCard(facts, personId);
      return card(
        `Meeting on ${dayOf(facts, personId)}`,
        meetingFacts(about),
        instantOf(meeting.start) <= now ? note('This meeting has begun.') : undefined,
        buttons(moveButton(about), lateButton(about), cancelButton(about)),
      );
    default:
      return meeting.state satisfies never;
  }
}
