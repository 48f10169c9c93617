/** Settling whether a pair met: either's answer serves both, and a slip can be put right kindly. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { answer, go, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { recordsPolicyOf } from '../mentoring/session-records.ts';
import { instantOf } from '../mentoring/time.ts';
import { contradictionCard, metCard, notMetCard } from './answered.ts';
import { firstMeetingTimers, meetingSlot, reviseSettled } from './booking.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { meetingNow } from './meeting-now.ts';
import { otherId } from './pair.ts';

/** What an answer changes, or why it changes nothing; `undefined` where it says what was known already. */
export function settle(
  facts: MeetingFacts,
  to: 'met' | 'missed',
  { actor, now, args }: PersonContext,
): Outcome | undefined {
  const { meeting, relationship, recordedBy } = facts;
  const started = instantOf(meeting.start) <= now;
  if (meeting.state === 'cancelled' || !started) return { reply: answer(meetingNow(facts, actor.id, now)) };
  if (meeting.state === to) return undefined;
  const correcting = meeting.state !== 'booked';
  const recorded = recordedBy.some(({ meetingId }) => meetingId === meeting.id);
  if (correcting && (args['correct'] !== 'yes' || (to === 'missed' && recorded)))
    return {
      reply: answer(contradictionCard(facts, actor.id, to === 'met' ? 'met' : 'not-met')),
    };

  const after: MeetingFacts = { ...facts, meeting: { ...meeting, state: to, answeredById: actor.id } };
  const say = to === 'met' ? metCard : notMetCard;
  const other = otherId(relationship, actor.id);
  const news: Effect[] = correcting
    ? [
        {
          effect: 'send',
          to: { person: other },
          slot: meetingSlot(meeting.id),
          card: say(after, other, actor.id),
        },
      ]
    : reviseSettled(meeting.id, other, say(after, other, actor.id));
  // After the last one there is something better to ask than a record.
  const opensForm = to === 'met' && recordsPolicyOf(facts) !== 'none' && meeting.last !== true;
  const mine = say(after, actor.id, actor.id);
  const timers: TimerChange[] = [{ timer: 'cancel-all', prefix: `meeting:${meeting.id}:` }];
  return {
    changes: [update('meeting', meeting.id, { state: to, answeredById: actor.id, settledAt: now })],
    // Where a form opens in the place of the card, revising the card would wipe the form while it is being filled in.
    effects: opensForm ? news : [...news, ...reviseSettled(meeting.id, actor.id, mine)],
    timers: to === 'missed' ? [...timers, ...firstMeetingTimers(facts, meeting.id, now)] : timers,
    reply: opensForm ? go(target('meeting', 'record', meeting.id)) : replaceWith(mine),
  };
}
