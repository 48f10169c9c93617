/** One tap tells the other that somebody is running late; once, however often it is tapped. */

import { answer } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { instantOf, sayWhen } from '../mentoring/time.ts';
import { buttons, card, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { endOf } from './booking.ts';
import { update } from './define.ts';
import type { Outcome } from './define.ts';
import { moveButton } from './meeting-cards.ts';
import { meetingNow } from './meeting-now.ts';
import { otherId, otherName, someone } from './pair.ts';

/** "Running late" is for the last stretch; before that, moving the meeting is kinder. */
const lateFromMinutes = 180;

export function late(facts: MeetingFacts, actorId: string, now: Date): Outcome {
  const { meeting, relationship, people } = facts;
  const other = otherName(relationship, people, actorId);
  const from = instantOf(meeting.start).getTime() - lateFromMinutes * 60_000;
  if (meeting.state !== 'booked' || endOf(meeting) <= now || relationship.state === 'ended')
    return { reply: answer(meetingNow(facts, actorId, now)) };
  if (now.getTime() < from)
    return {
      reply: answer(
        card(
          'There is still time',
          text(
            `You can tell ${other} that you are running late from three hours before the meeting. Until then, you can move it.`,
          ),
          buttons(moveButton({ ...facts, personId: actorId })),
        ),
      ),
    };
  const told = meeting.lateIds ?? [];
  if (told.includes(actorId))
    return { reply: answer(card('Already passed on', text(`${other} knows that you are running late.`))) };
  const otherPerson = someone(people, otherId(relationship, actorId));
  const me = someone(people, actorId).name;
  return {
    changes: [update('meeting', meeting.id, { lateIds: [...told, actorId] })],
    effects: [
      {
        effect: 'send',
        to: { person: otherPerson.id },
        urgent: true,
        card: card(
          `${shortName(me)} is running late`,
          text(
            `${me} is running late for your meeting on ${sayWhen(instantOf(meeting.start), otherPerson.zone)}, and joins you as soon as they can.`,
          ),
        ),
      },
    ],
    reply: answer(card('Passed on', text(`${other} is being told that you are running late.`))),
  };
}
