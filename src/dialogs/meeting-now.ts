/** A meeting as it is at this moment, with what one of the pair can do about it. */

import type { MeetingFacts } from '../mentoring/facts.ts';
import { sayWhyNot } from '../mentoring/not-met.ts';
import { mayRead, recordsPolicyOf } from '../mentoring/session-records.ts';
import { instantOf } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { buttons, card, note, text } from '../ui/view.ts';
import { dayOf, didYouMeetCard, notMetCard, recordButton, whyButton } from './answered.ts';
import { endOf } from './booking.ts';
import {
  bookButton,
  cancelButton,
  checklistButton,
  lateButton,
  meetingFacts,
  moveButton,
  topicsButton,
} from './meeting-cards.ts';
import { someone } from './pair.ts';
import { readButton } from './read-records.ts';
import { cancelFollowingButton } from './series.ts';
import { someButtons } from './some-buttons.ts';

export function meetingNow(facts: MeetingFacts, personId: string, now: Date): Card {
  const { meeting } = facts;
  const about = { ...facts, personId };
  switch (meeting.state) {
    case 'cancelled':
      return card(
        `Meeting on ${dayOf(facts, personId)} cancelled`,
        text(sayCancelled(facts, personId)),
        facts.relationship.state === 'ended'
          ? undefined
          : buttons(
              bookButton(facts.relationship, facts.people, personId),
              whyButton(facts, personId),
              cancelFollowingButton(facts, personId),
            ),
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
          recordsPolicyOf(facts) === 'none' ? undefined : recordButton(facts, personId),
        ),
      );
    }
    case 'booked':
      if (endOf(meeting) <= now) return didYouMeetCard(facts, personId);
      return card(
        `Meeting on ${dayOf(facts, personId)}`,
        meetingFacts(about),
        instantOf(meeting.start) <= now ? note('This meeting has begun.') : undefined,
        buttons(
          moveButton(about),
          lateButton(about),
          topicsButton(about),
          isFirst(facts) ? checklistButton(facts.relationship) : undefined,
          cancelButton(about),
          cancelFollowingButton(facts, personId),
        ),
      );
    default:
      return meeting.state satisfies never;
  }
}

function sayCancelled({ meeting, people }: MeetingFacts, personId: string): string {
  const { answeredById: byId, notMetReason } = meeting;
  const by = byId === undefined ? '' : ` by ${byId === personId ? 'you' : someone(people, byId).name}`;
  return `This meeting was cancelled${by}${notMetReason === undefined ? '' : `: ${sayWhyNot(notMetReason)}`}.`;
}

function isFirst({ meetings }: MeetingFacts): boolean {
  return !meetings.some(({ state }) => state === 'met');
}
