/** An ending that was a slip: for half an hour whoever ended it can take it back, and everything is as it was. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { canTakeBack, takeBackMinutes } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { Pause } from '../mentoring/records/relationship.ts';
import { instantOf } from '../mentoring/time.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { bookAgain } from './booking.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { coordinatorsCorrected, endedCard, endedSlot } from './ended-cards.ts';
import { goesOnCard, isAllowed, notNowCard, underWayAgain } from './going-on-again.ts';
import { reviseFor } from './living-card.ts';
import { otherId, otherName } from './pair.ts';

export function takeBack(facts: RelationshipFacts, { now, actor }: PersonContext): Outcome {
  const { relationship, people } = facts;
  const { id } = relationship;
  if (relationship.state !== 'ended') return { reply: answer(goesOnCard(facts, actor.id)) };
  if (!canTakeBack(relationship, actor.id, now)) return tooLate(facts, actor.id);
  if (!isAllowed(facts)) return { reply: answer(notNowCard(facts, actor.id)) };
  const other = otherId(relationship, actor.id);
  const { pausedUntil: until } = relationship;
  const paused = until === undefined ? undefined : pausedByEnding(facts);
  const stays = until === undefined || paused === undefined ? undefined : { until, zone: actor.zone };
  const again = underWayAgain(facts, now, stays);
  const meetings = bookAgain({ ...again.facts, now, meetings: calledOffByEnding(facts, now) });
  const news = card(
    'The mentoring goes on',
    text(`${actor.name} ended your mentoring by mistake, and has taken that back. Everything is as it was.`),
    buttons(button('Show the mentoring', target('relationship', 'show', id))),
  );
  return {
    changes: [
      ...again.changes,
      ...(paused === undefined ? [] : [update('pause', paused.id, { endedAt: undefined })]),
      ...meetings.changes,
    ],
    effects: [
      reviseFor(other, endedSlot(id), card('This was a slip', text('The mentoring goes on.'))),
      { effect: 'send', to: { person: other }, card: news },
      ...meetings.effects,
      ...coordinatorsCorrected(facts),
    ],
    timers: [...again.timers, ...meetings.timers],
    reply: replaceWith(
      card(
        'The ending is taken back',
        text(
          `Your mentoring with ${otherName(relationship, people, actor.id)} goes on as it was, and they are told that it was a slip.`,
        ),
        buttons(button('Show the mentoring', target('relationship', 'show', id))),
      ),
    ),
  };
}

function tooLate(facts: RelationshipFacts, personId: string): Outcome {
  const { endedById } = facts.relationship;
  if (endedById !== personId) return { reply: replaceWith(endedCard(facts, personId)) };
  return {
    reply: replaceWith(
      card(
        'This mentoring has ended',
        text(
          `An ending can be taken back for ${takeBackMinutes} minutes. After that it takes the other one’s yes to go on.`,
        ),
        buttons(button('Ask to take it up again', target('closing', 'ask-again', facts.relationship.id))),
      ),
    ),
  };
}

/** What an ending calls off and ends bears the very instant of the ending. */
function calledOffByEnding({ relationship, meetings }: RelationshipFacts, now: Date): readonly Meeting[] {
  return meetings.filter(
    ({ state, settledAt, start }) =>
      state === 'cancelled' && isSame(settledAt, relationship.endedAt) && instantOf(start) > now,
  );
}

function pausedByEnding({ relationship, pauses }: RelationshipFacts): Pause | undefined {
  return pauses.find(({ endedAt }) => isSame(endedAt, relationship.endedAt));
}

function isSame(one: Date | undefined, other: Date | undefined): boolean {
  return one !== undefined && one.getTime() === other?.getTime();
}
