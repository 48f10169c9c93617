/** One meeting of a pair: reminded of, moved, called off, and answered for afterwards. */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, go } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import { recordsPolicyOf, sayNoRecords } from '../mentoring/session-records.ts';
import { instantOf, sayWhen, shiftDays } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { buttons, card, text } from '../ui/view.ts';
import { contradictionCard, dayOf, didYouMeetCard, metCard, notMetCard, whyButton } from './answered.ts';
import {
  callOff,
  didYouMeetTimer,
  endOf,
  firstMeetingTimers,
  meetingSlot,
  reminderSlot,
  reviseAll,
} from './booking.ts';
import { dialog, formAction, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { sendAfresh } from './living-card.ts';
import { bookButton, outdatedCard, reminderCard } from './meeting-cards.ts';
import { meetingNow } from './meeting-now.ts';
import { isPicked } from './meeting-reminders.ts';
import { move, moveForm, notToMove } from './moving.ts';
import type { MoveFields } from './moving.ts';
import { nudge } from './nudge.ts';
import { sendRecord } from './pair-papers.ts';
import { idsOf, ofThePair, otherName, someone } from './pair.ts';
import { recordForm } from './record-form.ts';
import type { RecordFields } from './record-form.ts';
import { deleteRecord, recordsCard } from './read-records.ts';
import { late } from './running-late.ts';
import { cancelFollowing, cancelFollowingButton, stillBooked } from './series.ts';
import { keepRecord } from './session-record.ts';
import { settle } from './settle.ts';
import { keepWhy, whyForm } from './why-not-met.ts';
import type { WhyFields } from './why-not-met.ts';

const pair: May<MeetingFacts> = ofThePair;

export const meeting = dialog({
  name: 'meeting',
  subject: 'meeting',
  actions: {
    show: press(pair, (facts, { actor, now }) => ({
      reply: answer(meetingNow(facts, actor.id, now)),
    })),

    /** Timer: as long before as they like it. `person` is whose reminder it is, `minutes` how long before. */
    remind: nudge<MeetingFacts>({
      kind: 'meeting',
      whose: oneOfThem,
      picked: (_, { args }) => isPicked(Number(args['minutes'])),
      say: (facts, personId, { now }) => {
        if (!isAhead(facts, now)) return {};
        return { effects: [sendTo(personId, reminderSlot, reminderCard({ ...facts, personId }), facts)] };
      },
    }),

    /** Timer: when the meeting's time is over, to each of the two; and twice more where neither answers. */
    'did-you-meet': nudge<MeetingFacts>({
      kind: 'did-you-meet',
      whose: oneOfThem,
      say: askWhetherTheyMet,
    }),

    met: press(pair, (facts, context) => {
      const unsettled = settle(facts, 'met', context);
      if (unsettled !== undefined) return unsettled;
      return afterMeeting(facts, context);
    }),

    'not-met': press(pair, (facts, context) => {
      const unsettled = settle(facts, 'missed', context);
      if (unsettled !== undefined) return unsettled;
      return { reply: answer(notMetCard(facts, context.actor.id, facts.meeting.answeredById)) };
    }),

    record: formAction<MeetingFacts, RecordFields>({
      may: pair,
      form: (facts, context) => notToRecord(facts, context) ?? recordForm(facts, context),
      submit: keepRecord,
    }),

    /** `author`: whose record, where there are two that one message does not hold. */
    read: press(pair, (facts, { actor, args }) => ({
      confidential: true,
      reply: answer(recordsCard(facts, actor.id, args['author'])),
    })),

    'delete-record': press(pair, (facts, { actor }) => deleteRecord(facts, actor.id)),

    'not-met-because': formAction<MeetingFacts, WhyFields>({ may: pair, form: whyForm, submit: keepWhy }),

    'send-record': press(pair, (facts, { actor, args }) => sendRecord(facts, actor.id, args['record'])),

    reschedule: formAction<MeetingFacts, MoveFields>({
      may: pair,
      form: (facts, context) => notToMove(facts, context) ?? moveForm(facts, context),
      submit: move,
    }),

    cancel: press(pair, (facts, { actor, now }) => {
      const { meeting, relationship, people } = facts;
      if (!isAhead(facts, now)) return { reply: answer(meetingNow(facts, actor.id, now)) };
      const off = callOff({ ...facts, now, meetings: [meeting], byId: actor.id, because: 'cancelled' });
      const cancelled = { ...facts, meeting: { ...meeting, state: 'cancelled' as const } };
      return {
        ...off,
        timers: [...off.timers, ...firstMeetingTimers(facts, meeting.id, now)],
        reply: answer(
          card(
            `Meeting on ${dayOf(facts, actor.id)} cancelled`,
            text(
              `${otherName(relationship, people, actor.id)} is being told. Would you like to book another time?`,
            ),
            ...stillBooked(facts),
            buttons(
              bookButton(relationship, people, actor.id),
              whyButton(facts, actor.id),
              cancelFollowingButton(cancelled, actor.id),
            ),
          ),
        ),
      };
    }),

    'cancel-following': press(
      pair,
      (facts, context) =>
        cancelFollowing(facts, context) ?? {
          reply: answer(meetingNow(facts, context.actor.id, context.now)),
        },
    ),

    late: press(pair, (facts, { actor, now }) => late(facts, actor.id, now)),
  },
});

function oneOfThem({ relationship }: MeetingFacts, { args }: Context): string | undefined {
  return idsOf(relationship).find((id) => id === args['person']);
}

/** Days after the question before at which it is asked again. */
const DAYS_TO_NEXT = [2, 5];

function askWhetherTheyMet(facts: MeetingFacts, personId: string, { args, now }: Context): Outcome {
  const { meeting, relationship, people } = facts;
  if (meeting.state !== 'booked' || relationship.state === 'ended' || endOf(meeting) > now) return {};
  const times = Number(args['times'] ?? 0);
  const current = didYouMeetCard(facts, personId);
  const days = DAYS_TO_NEXT[times];
  const { zone } = someone(people, personId);
  return {
    effects:
      times === 0
        ? [
            ...reviseAll(meeting.id, personId, outdatedCard('over')),
            sendTo(personId, meetingSlot, current, facts),
          ]
        : sendAfresh(personId, meetingSlot(meeting.id), current),
    timers:
      days === undefined
        ? []
        : [
            didYouMeetTimer(meeting, {
              people,
              personId,
              asked: shiftDays(now, days, zone),
              times: times + 1,
            }),
          ],
  };
}

/** They have said before that they met: on to the record, or thanks where none is kept. */
function afterMeeting(facts: MeetingFacts, { actor }: PersonContext): Outcome {
  const isLast = facts.meeting.last === true && facts.relationship.state !== 'ended';
  if (recordsPolicyOf(facts) !== 'none' && !isLast)
    return { reply: go(target('meeting', 'record', facts.meeting.id)) };
  return { reply: answer(metCard(facts, actor.id, facts.meeting.answeredById)) };
}

/** Why no record can be written, where that is so. */
function notToRecord(facts: MeetingFacts, { actor, now }: PersonContext): Card | undefined {
  const { meeting, relationship } = facts;
  if (meeting.state === 'cancelled') return meetingNow(facts, actor.id, now);
  if (meeting.state === 'missed') return contradictionCard(facts, actor.id, 'met');
  if (instantOf(meeting.start) > now)
    return card(
      'This meeting is still to come',
      text(`You can write a record once it has begun, on ${sayWhen(instantOf(meeting.start), actor.zone)}.`),
    );
  if (relationship.state === 'ended' && recordsPolicyOf(facts) === 'none')
    return card('No records are kept', text(`${sayNoRecords(facts)}, so there is nothing to write.`));
  return undefined;
}

function isAhead({ meeting, relationship }: MeetingFacts, now: Date): boolean {
  return meeting.state === 'booked' && relationship.state !== 'ended' && instantOf(meeting.start) > now;
}

function sendTo(
  personId: string,
  slotOf: (meetingId: string) => string,
  message: Card,
  { meeting }: { meeting: Pick<Meeting, 'id'> },
): Effect {
  return { effect: 'send', to: { person: personId }, slot: slotOf(meeting.id), card: message };
}
