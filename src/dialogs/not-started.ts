/**
 * Coordinators hear once of a pair that has not met after two weeks, and can have both asked, end it, or look for another
 * mentor.
 */

import type { May } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { askedSince } from '../mentoring/watch.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { askBoth } from './ask-both.ts';
import { dialog, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { endForThem } from './ending.ts';
import { reviseFor } from './living-card.ts';
import { idsOf, someone } from './pair.ts';

/** A coordinator who is neither of the two, nor manages or assesses one of them. */
const anImpartialCoordinator: May<RelationshipFacts> = (facts, actor) =>
  coordinatorsOf(facts).includes(actor.id) ||
  `This is for coordinators of ${facts.scheme.name} who have no other part in it.`;

export const notStarted = dialog({
  name: 'not-started',
  subject: 'relationship',
  actions: {
    /** Asked after ten days and after fourteen, this is the third time, and the last. */
    nudge: press(anImpartialCoordinator, (facts, { actor, now }) => {
      const over = nothingToDo(facts);
      if (over !== undefined) return over;
      const done = asked(facts, actor.zone);
      if (done !== undefined) return { reply: replaceWith(done) };
      const mine = card(
        'Both are being asked',
        text(`${namesOf(facts)} are asked once more. They are not asked again after that.`),
        buttons(reassignButton(facts), endButton(facts)),
      );
      return {
        ...askBoth(facts, 'nudge', now),
        effects: toOthers(facts, actor.id, mine),
        reply: replaceWith(mine),
      };
    }),

    end: press(anImpartialCoordinator, (facts, { actor, now }) => {
      const over = nothingToDo(facts);
      if (over !== undefined) return over;
      const mine = card(
        'Ended: it never started',
        text(`${namesOf(facts)} are being told kindly, and the place counts as free again.`),
        note('Whoever asked can ask anew at any time.'),
      );
      const ended = endForThem(facts, 'never-started', now);
      return {
        ...ended,
        effects: [...(ended.effects ?? []), ...toOthers(facts, actor.id, mine)],
        reply: replaceWith(mine),
      };
    }),

    /** Ended as kindly, and whoever asked need not ask again: their request goes on where it stood. */
    reassign: press(anImpartialCoordinator, (facts, { actor, now }) => {
      const over = nothingToDo(facts);
      if (over !== undefined) return over;
      const { requestId } = facts.relationship;
      const mine = card(
        'Another mentor is looked for',
        text(
          `${namesOf(facts)} are being told kindly that it has ended, and the mentor’s place counts as free again.`,
        ),
        text(
          'The request is back with the coordinators who look after it, before those that were made later.',
        ),
      );
      const ended = endForThem(facts, 'never-started', now);
      return {
        ...ended,
        effects: [...(ended.effects ?? []), ...toOthers(facts, actor.id, mine)],
        // A request is changed under its own lock, and its coordinators are not always those of the pair.
        timers: [
          ...(ended.timers ?? []),
          {
            timer: 'set',
            key: `request:${requestId}:back-in-queue`,
            to: target('triage', 'back-in-queue', requestId),
            at: now,
          },
        ],
        reply: replaceWith(mine),
      };
    }),
  },
});

/** One message to each, in private. */
export function notStartedNews(facts: RelationshipFacts): readonly Effect[] {
  const { relationship, scheme, people } = facts;
  return coordinatorsOf(facts).map((id) => ({
    effect: 'send',
    to: { person: id },
    slot: slotOf(relationship.id),
    card: card(
      'A pair has not started',
      text(
        `${namesOf(facts)}, ${scheme.name}, have not met and have nothing booked. They have been a pair since ${sayDate(
          inZone(relationship.startedAt, someone(people, id).zone).date,
        )}. Both are being asked whether it is still to be.`,
      ),
      note('You hear of this once. How they answer stays with them.'),
      buttons(
        button('Ask both once more', target('not-started', 'nudge', relationship.id)),
        reassignButton(facts),
        endButton(facts),
      ),
    ),
  }));
}

function reassignButton({ relationship }: RelationshipFacts) {
  return button('Look for another mentor', target('not-started', 'reassign', relationship.id), {
    confirm: {
      title: 'Look for another mentor?',
      text: 'Both are told kindly that it has ended because it has not come to a meeting. The request goes back to its coordinators, before those that were made later.',
      yes: 'Look for another',
      no: 'Leave it',
    },
  });
}

function endButton({ relationship }: RelationshipFacts) {
  return button('End it, it never started', target('not-started', 'end', relationship.id), {
    style: 'danger',
    confirm: {
      title: 'End this mentoring?',
      text: 'Both are told kindly that it has ended because it has not come to a meeting. The mentor’s place is free again.',
      yes: 'End it',
      no: 'Leave it',
    },
  });
}

function nothingToDo({ relationship, meetings }: RelationshipFacts): Outcome | undefined {
  if (relationship.state === 'ended')
    return {
      reply: replaceWith(
        card('It has ended', text('This mentoring has ended. There is nothing left to do.')),
      ),
    };
  if (meetings.some(({ state }) => state === 'met' || state === 'booked'))
    return {
      reply: replaceWith(
        card('They are under way', text('They have met or booked a meeting since. Nothing is to be done.')),
      ),
    };
  if (relationship.state === 'paused')
    return {
      reply: answer(
        card('They have paused it', text('The two have paused their mentoring, which goes on by itself.')),
      ),
    };
  return undefined;
}

function asked(facts: RelationshipFacts, zone: string): Card | undefined {
  const nudged = askedSince(facts).find(({ question }) => question === 'nudge');
  return (
    nudged &&
    card(
      'Both have been asked',
      text(
        `They were asked once more on ${sayDate(inZone(new Date(nudged.at), zone).date)}, and are left in peace now.`,
      ),
      buttons(reassignButton(facts), endButton(facts)),
    )
  );
}

function toOthers(facts: RelationshipFacts, actorId: string, current: Card): readonly Effect[] {
  return coordinatorsOf(facts)
    .filter((id) => id !== actorId)
    .map((id) => reviseFor(id, slotOf(facts.relationship.id), current));
}

function coordinatorsOf({
  scheme,
  relationship,
  conflictIds,
  reportingLines,
}: RelationshipFacts): readonly string[] {
  return impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines);
}

function namesOf({ relationship, people }: RelationshipFacts): string {
  const [mentee, mentor] = idsOf(relationship).map((id) => someone(people, id).name);
  return `${mentor} and ${mentee}`;
}

function slotOf(relationshipId: string): string {
  return `not-started:${relationshipId}`;
}
