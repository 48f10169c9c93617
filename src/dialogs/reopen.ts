/**
 * The way back: what has come to rest by itself is taken up again at one press of either; what somebody has ended, once
 * the other one says yes, too.
 */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { answerDays, isWithinWayBack, wayBackDays } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { coordinatorsCorrected, endedCard } from './ended-cards.ts';
import { goesOnCard, isAllowed, notNowCard, underWayAgain } from './going-on-again.ts';
import { reviseFor, watchSlot } from './living-card.ts';
import { otherId, otherName } from './pair.ts';

const DAY = 86_400_000;

/** Of what came to rest by itself: nobody ended it, so nobody has to be asked. */
export function reopen(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { now, actor } = context;
  const { relationship } = facts;
  if (relationship.state !== 'ended') return { reply: answer(goesOnCard(facts, actor.id)) };
  if (relationship.ending !== 'faded' || !isWithinWayBack(relationship, now, actor.zone))
    return { reply: replaceWith(withoutWayBack(facts, actor.id)) };
  if (!isAllowed(facts)) return { reply: answer(notNowCard(facts, actor.id)) };
  return takeUp(facts, context);
}

/** Asks the other one, once; where they have asked already, this is the yes. */
export function askAgain(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { now, actor } = context;
  const { relationship, people } = facts;
  if (relationship.state !== 'ended' || relationship.ending === 'faded') return reopen(facts, context);
  if (isAsked(facts, actor.id, now)) return sayYes(facts, context);
  if (!isWithinWayBack(relationship, now, actor.zone)) return { reply: replaceWith(tooLongAgo(actor.id)) };
  const other = otherName(relationship, people, actor.id);
  if (relationship.reopenAskedById === actor.id)
    return {
      reply: replaceWith(
        relationship.reopenDeclinedAt === undefined
          ? card(
              'Waiting for an answer',
              text(
                `Your mentoring with ${other} has ended, and stays so unless they say yes. You are told as soon as they answer.`,
              ),
            )
          : leaveItCard(facts, actor.id),
      ),
    };
  if (!isAllowed(facts)) return { reply: answer(notNowCard(facts, actor.id)) };
  const { id } = relationship;
  return {
    changes: [
      update('relationship', id, {
        reopenAskedById: actor.id,
        reopenAskedAt: now,
        reopenDeclinedAt: undefined,
      }),
    ],
    effects: [
      {
        effect: 'send',
        to: { person: otherId(relationship, actor.id) },
        slot: againSlot(id),
        card: askedCard(facts, actor.name),
      },
    ],
    reply: replaceWith(
      card(
        'The other is being asked',
        text(
          `If ${other} says yes within ${answerDays} days, your mentoring goes on. If they do not answer, it stays as it is.`,
        ),
      ),
    ),
  };
}

export function sayYes(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { now, actor } = context;
  const { relationship } = facts;
  if (relationship.state !== 'ended') return { reply: answer(goesOnCard(facts, actor.id)) };
  if (!isAsked(facts, actor.id, now)) return { reply: replaceWith(noLongerAsked(facts, actor.id)) };
  if (!isAllowed(facts)) return { reply: answer(notNowCard(facts, actor.id)) };
  return takeUp(facts, context);
}

export function sayNo(facts: RelationshipFacts, { now, actor }: PersonContext): Outcome {
  const { relationship, people } = facts;
  const { id } = relationship;
  if (relationship.state !== 'ended') return { reply: answer(goesOnCard(facts, actor.id)) };
  if (!isAsked(facts, actor.id, now)) return { reply: replaceWith(noLongerAsked(facts, actor.id)) };
  const other = otherId(relationship, actor.id);
  return {
    changes: [update('relationship', id, { reopenDeclinedAt: now })],
    effects: [{ effect: 'send', to: { person: other }, card: leaveItCard(facts, other) }],
    reply: replaceWith(
      card(
        'It stays as it is',
        text(
          `${otherName(relationship, people, actor.id)} is told kindly that you would rather leave it as it is. No reason is given.`,
        ),
      ),
    ),
  };
}

/** Whether the other one has asked this person, and still waits for an answer. */
function isAsked({ relationship }: RelationshipFacts, personId: string, now: Date): boolean {
  const { reopenAskedById, reopenAskedAt, reopenDeclinedAt } = relationship;
  return (
    reopenAskedById === otherId(relationship, personId) &&
    reopenAskedAt !== undefined &&
    reopenDeclinedAt === undefined &&
    now.getTime() - reopenAskedAt.getTime() <= answerDays * DAY
  );
}

function takeUp(facts: RelationshipFacts, { now, actor, newId }: PersonContext): Outcome {
  const { relationship } = facts;
  const { id } = relationship;
  const other = otherId(relationship, actor.id);
  const again = underWayAgain(facts, now);
  const mine = goesOnCard(facts, actor.id);
  return {
    changes: [
      ...again.changes,
      insert('watchAnswer', {
        id: newId(),
        relationshipId: id,
        personId: actor.id,
        givenAt: now,
        answer: 'keep',
      }),
    ],
    effects: [
      reviseFor(other, watchSlot(id), goesOnCard(facts, other)),
      ...againSlotsClosed(facts, actor.id, mine),
      { effect: 'send', to: { person: other }, card: goesOnCard(facts, other, actor.name) },
      ...coordinatorsCorrected(facts),
    ],
    timers: again.timers,
    reply: replaceWith(mine),
  };
}

/** Where the question stands, nothing is left to press. */
function againSlotsClosed(
  { relationship }: RelationshipFacts,
  actorId: string,
  mine: Card,
): readonly Effect[] {
  return relationship.reopenAskedById === undefined
    ? []
    : [reviseFor(actorId, againSlot(relationship.id), mine)];
}

function askedCard({ relationship }: RelationshipFacts, byName: string): Card {
  const { id } = relationship;
  return card(
    'Shall it go on?',
    text(
      `${byName} would like to take your mentoring up again. It does so only if you would like that, too, and either answer is fine.`,
    ),
    buttons(
      button('Yes, take it up again', target('closing', 'yes', id), { style: 'primary' }),
      button('Rather leave it as it is', target('closing', 'no', id)),
    ),
    note(`If you do not answer within ${answerDays} days, it stays as it is. You are not reminded.`),
  );
}

function leaveItCard({ relationship, people }: RelationshipFacts, personId: string): Card {
  return card(
    'It stays as it is',
    text(
      `${otherName(relationship, people, personId)} would rather leave your mentoring as it is: it has ended. Nobody is at fault, and thank you for asking.`,
    ),
    buttons(button('Ask for another mentor', target('ask', 'start', personId))),
  );
}

function noLongerAsked(facts: RelationshipFacts, personId: string): Card {
  return endedCard(facts, personId);
}

function tooLongAgo(personId: string): Card {
  return card(
    'That was a while ago',
    text(
      `A mentoring that has ended can be taken up again within ${wayBackDays} days. After that, please ask for a mentor anew: you can name the person you have in mind.`,
    ),
    buttons(button('Ask for another mentor', target('ask', 'start', personId))),
  );
}

/** It has ended in another way, or too long ago for one press. */
function withoutWayBack(facts: RelationshipFacts, personId: string): Card {
  if (facts.relationship.ending !== 'faded') return endedCard(facts, personId);
  return endedCard({ ...facts, relationship: { ...facts.relationship, ending: undefined } }, personId);
}

function againSlot(relationshipId: string): string {
  return `again:${relationshipId}`;
}
