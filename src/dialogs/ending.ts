/** Ending a relationship: by either alone, without a reason, and as something that may be a success. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import { nothingToWrite, shredDay } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { EndingKind, Relationship } from '../mentoring/records/relationship.ts';
import { surveysAtEnd } from './benefit-timers.ts';
import { callOff } from './booking.ts';
import { keepClosing, thanksTo } from './closing-words.ts';
import { update } from './define.ts';
import type { Outcome } from './define.ts';
import { coordinatorsTold, endedCard, endedSlot, toldCard } from './ended-cards.ts';
import { closingWordsOf, endingKind, wrongIn } from './ending-form.ts';
import type { EndValues } from './ending-form.ts';
import { agreementSlot } from './ground-rules.ts';
import { checkInSlot, reviewSlot, reviseFor, watchSlot } from './living-card.ts';
import { outdatedCard } from './meeting-cards.ts';
import { idsOf, otherId } from './pair.ts';
import { comingMeetings, endPause } from './pausing.ts';
import { shredTimers } from './shredding.ts';

export function end(facts: RelationshipFacts, values: EndValues, context: PersonContext): Outcome {
  const { now, actor } = context;
  const { relationship } = facts;
  const words = closingWordsOf(values);
  const wrong = wrongIn(words);
  if (Object.keys(wrong).length > 0) return { reply: refuse(wrong) };
  const kind = endingKind(values.kind);
  const off = callOff({
    ...facts,
    now,
    meetings: comingMeetings(facts, now),
    byId: actor.id,
    because: 'ended',
  });
  const other = otherId(relationship, actor.id);
  const over = closed(facts, { ending: kind, endedById: actor.id }, now);
  const kept = nothingToWrite(facts) === undefined ? keepClosing(facts, words, values.thanks, context) : [];
  return {
    changes: [...over.changes, ...off.changes, ...kept],
    effects: [
      ...idsOf(relationship).flatMap((personId) => closeQuestions(relationship.id, personId)),
      {
        effect: 'send',
        to: { person: other },
        slot: endedSlot(relationship.id),
        card: toldCard({ ...over.facts, closing: undefined }, kind, actor),
      },
      ...thanksTo(facts, actor, values.thanks),
      ...off.effects,
      ...coordinatorsTold(facts, kind, now),
    ],
    timers: over.timers,
    reply: replaceWith(
      endedCard(withClosing(over.facts, kept), actor.id, {
        thanked: values.thanks !== undefined,
        next: words.next,
      }),
    ),
  };
}

/** Ended by neither of the two, of whom nobody has answered: both are told kindly, with what each can do next. */
export function endForThem(
  facts: RelationshipFacts,
  ending: Extract<EndingKind, 'faded' | 'never-started'>,
  now: Date,
): Outcome {
  const { id } = facts.relationship;
  const over = closed(facts, { ending, pausedUntil: undefined }, now);
  return {
    changes: over.changes,
    effects: [
      ...idsOf(facts.relationship).flatMap((personId): Effect[] => [
        ...closeQuestions(id, personId),
        {
          effect: 'send',
          to: { person: personId },
          slot: watchSlot(id),
          card: endedCard(over.facts, personId),
        },
      ]),
      ...(ending === 'faded' ? coordinatorsTold(facts, ending, now) : []),
    ],
    timers: over.timers,
  };
}

/** What every ending comes to, whoever it is by: the place is free, nothing reminds of the pair any more. */
function closed(
  facts: RelationshipFacts,
  how: Pick<Relationship, 'ending' | 'endedById' | 'pausedUntil'>,
  now: Date,
): { readonly facts: RelationshipFacts; readonly changes: Change[]; readonly timers: TimerChange[] } {
  const { relationship, meetings } = facts;
  const { id } = relationship;
  const set = {
    state: 'ended',
    endedAt: now,
    ...how,
    shredOn: shredDay(facts, now),
    reopenAskedById: undefined,
    reopenAskedAt: undefined,
    reopenDeclinedAt: undefined,
  } as const;
  const after = { ...facts, relationship: { ...relationship, ...set } };
  return {
    facts: after,
    changes: [update('relationship', id, set), ...endPause(facts, now)],
    timers: [
      { timer: 'cancel-all', prefix: `relationship:${id}:` },
      ...meetings.map((one) => ({ timer: 'cancel-all' as const, prefix: `meeting:${one.id}:` })),
      ...shredTimers(after, set.shredOn),
      ...surveysAtEnd(after, now),
    ],
  };
}

function withClosing(facts: RelationshipFacts, kept: readonly Change[]): RelationshipFacts {
  const [change] = kept;
  if (change?.noun !== 'closing' || change.change !== 'insert') return facts;
  return { ...facts, closing: change.row };
}

/** What they were asked, and what was proposed to them, has nothing left to answer. */
function closeQuestions(relationshipId: string, personId: string): Effect[] {
  const slots = [agreementSlot, watchSlot, checkInSlot, reviewSlot];
  return slots.map((slotOf) => reviseFor(personId, slotOf(relationshipId), outdatedCard('ended')));
}
