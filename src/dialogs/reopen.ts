/** The way back: what has come to rest by itself is taken up again, at one press of either. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { freePlaces, superiorsOf } from '../mentoring/eligibility.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard, wayBackDays } from './ending.ts';
import { reviseFor, watchSlot } from './living-card.ts';
import { bookButton } from './meeting-cards.ts';
import { otherId, otherName } from './pair.ts';

export function reopen(facts: RelationshipFacts, { now, actor, newId }: PersonContext): Outcome {
  const { relationship } = facts;
  const { id } = relationship;
  if (relationship.state !== 'ended') return { reply: answer(goingOnCard(facts, actor.id)) };
  const { endedAt, ending } = relationship;
  const isLate =
    endedAt === undefined ||
    inZone(now, actor.zone).date > addDays(inZone(endedAt, actor.zone).date, wayBackDays);
  if (ending !== 'faded' || isLate)
    return {
      reply: replaceWith(
        endedCard({ ...facts, relationship: { ...relationship, ending: undefined } }, actor.id),
      ),
    };
  if (!isAllowed(facts)) return { reply: answer(notNowCard(facts, actor.id)) };
  const other = otherId(relationship, actor.id);
  const mine = goingOnCard(facts, actor.id);
  return {
    changes: [
      update('relationship', id, {
        state: 'active',
        endedAt: undefined,
        endedById: undefined,
        ending: undefined,
      }),
      insert('watchAnswer', {
        id: newId(),
        relationshipId: id,
        personId: actor.id,
        givenAt: now,
        answer: 'keep',
      }),
    ],
    effects: [
      reviseFor(other, watchSlot(id), goingOnCard(facts, other)),
      { effect: 'send', to: { person: other }, card: goingOnCard(facts, other, actor.name) },
    ],
    reply: replaceWith(mine),
  };
}

/** As strict as for a new pair: who manages whom, private wishes, and the mentor's places may have changed. */
function isAllowed({
  relationship,
  scheme,
  wayBack,
  conflictIds,
  reportingLines,
}: RelationshipFacts): boolean {
  const { menteeId, mentorId } = relationship;
  const conflicts = new Set([...conflictIds, ...superiorsOf(menteeId, reportingLines)]);
  if (wayBack?.mentor === undefined || wayBack.blocked || wayBack.taken || conflicts.has(mentorId))
    return false;
  const { mentor } = wayBack;
  return mentor.offer.state !== 'closed' && freePlaces(mentor, scheme.mostMentees) > 0;
}

function goingOnCard(facts: RelationshipFacts, personId: string, byName?: string): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  return card(
    'The mentoring goes on',
    text(
      byName === undefined
        ? `Your mentoring with ${other} goes on. What you wrote is as it was.`
        : `${byName} has taken your mentoring up again. What you wrote is as it was. Either of you can still end it at any time.`,
    ),
    buttons(bookButton(relationship, people, personId)),
  );
}

/** One wording for every reason, as one of them is private. */
function notNowCard({ relationship, people, scheme }: RelationshipFacts, personId: string): Card {
  return card(
    'That is not possible at the moment',
    text(
      `Your mentoring with ${otherName(relationship, people, personId)} has ended, and cannot be taken up again just now. The coordinators of ${scheme.name} can help you to find somebody.`,
    ),
    buttons(button('Ask for another mentor', target('ask', 'start', personId))),
  );
}
