/** What is said of a mentoring that is over: to whoever ended it, to the other, to both later, and to coordinators. */

import type { Effect } from '../engine/effect.ts';
import { isClosing, nothingToWrite, takeBackMinutes, wayBackDays } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { NextAfter } from '../mentoring/records/closing.ts';
import type { EndingKind } from '../mentoring/records/relationship.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { withinSentence } from '../mentoring/wording.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { sayEnding, sayToOther } from './ending-form.ts';
import { reviseFor } from './living-card.ts';
import { labelWith } from './meeting-cards.ts';
import { certificateButton, haveMet } from './pair-papers.ts';
import { idsOf, otherId, otherName, someone } from './pair.ts';
import { portfolioButton } from './portfolio.ts';
import { copyButton, shredBlocks } from './shredding.ts';
import { someButtons } from './some-buttons.ts';

/** Where the news of an ending stands, so that it can be taken back there. */
export function endedSlot(relationshipId: string): string {
  return `ended:${relationshipId}`;
}

/** Whoever has just ended it: `thanked` the other, and what they said comes `next` for them. */
type JustEnded = { readonly thanked: boolean; readonly next?: NextAfter | undefined };

/** What one of the two sees of a relationship that is over. */
export function endedCard(facts: RelationshipFacts, personId: string, just?: JustEnded): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  return card(
    'This mentoring has ended',
    text(
      just?.thanked === true
        ? `Your mentoring with ${other} has ended. Your words are on their way.`
        : `Your mentoring with ${other} has ended. Thank you for the time you gave each other.`,
    ),
    whyEnded(relationship),
    just === undefined
      ? undefined
      : note(`If that was a slip, you can take it back within ${takeBackMinutes} minutes.`),
    someButtons(
      just === undefined ? undefined : takeBackButton(relationship.id),
      wordsButton(facts),
      just === undefined ? upAgainButton(facts) : undefined,
    ),
    ...shredBlocks(facts),
    papersRow(facts, personId),
    note('What you may read of your records stays under your meetings.'),
    buttons(...nextButtons(relationship.mentorId === personId, personId, just?.next)),
  );
}

/** To the other one, with what they can do next. */
export function toldCard(
  facts: RelationshipFacts,
  kind: EndingKind,
  actor: { readonly id: string; readonly name: string },
): Card {
  const other = otherId(facts.relationship, actor.id);
  return card(
    'Your mentoring has ended',
    text(`${actor.name} ${sayToOther(kind)}.`),
    text('Thank you for the time and thought that you gave to it.'),
    ...shredBlocks(facts),
    note('You will get no more reminders. What you may read of your records stays under your meetings.'),
    buttons(
      button(labelWith('Records with', actor.name), target('relationship', 'show', facts.relationship.id)),
      wordsButton(facts),
      certificateButton(facts),
      other === facts.relationship.menteeId
        ? button('Ask for another mentor', target('ask', 'start', other))
        : undefined,
    ),
  );
}

/** Of an ended pair, under its records: what somebody can still do about it. */
export function afterwards(facts: RelationshipFacts, personId: string, now: Date): readonly Block[] {
  const { closing } = facts;
  const row = someButtons(
    closing === undefined
      ? undefined
      : button('Read my closing words', target('closing', 'read', facts.relationship.id)),
    isClosing(facts, now) ? wordsButton(facts) : undefined,
    upAgainButton(facts),
    copyButton(facts, personId),
  );
  return [...shredBlocks(facts), ...(row === undefined ? [] : [row])];
}

/** The fact and the kind, without content; to nobody who is one of the two, or who manages or assesses one of them. */
export function coordinatorsTold(facts: RelationshipFacts, kind: EndingKind, now: Date): Effect[] {
  const { scheme, relationship, people } = facts;
  const mentor = someone(people, relationship.mentorId).name;
  return coordinatorsOf(facts).map((id) => {
    // Of a directed pair nothing is reported but dates.
    const how =
      scheme.kind === 'directed'
        ? `It ended on ${sayDate(inZone(now, someone(people, id).zone).date)}.`
        : `How it ended: ${withinSentence(sayEnding(kind))}.`;
    return {
      effect: 'send',
      to: { person: id },
      slot: endedSlot(relationship.id),
      card: card(
        'A mentoring relationship has ended',
        text(`${namesOf(facts)}, ${scheme.name}. ${how}`),
        text(`The place with ${mentor} counts as free again.`),
        note('Nothing else about the relationship is passed on.'),
      ),
    };
  });
}

/** It goes on after all: what coordinators were told is put right where it stands. */
export function coordinatorsCorrected(facts: RelationshipFacts): Effect[] {
  const { scheme, relationship } = facts;
  const current = card(
    'A mentoring relationship goes on',
    text(
      `${namesOf(facts)}, ${scheme.name}, had ended and have taken it up again. The place is taken, as it was before.`,
    ),
    note('Nothing else about the relationship is passed on.'),
  );
  return coordinatorsOf(facts).map((id) => reviseFor(id, endedSlot(relationship.id), current));
}

function coordinatorsOf(facts: RelationshipFacts): readonly string[] {
  const { scheme, relationship, conflictIds, reportingLines } = facts;
  return impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines);
}

function namesOf({ relationship, people }: RelationshipFacts): string {
  return `${someone(people, relationship.mentorId).name} and ${someone(people, relationship.menteeId).name}`;
}

/** Where neither of the two ended it. */
function whyEnded({ ending, endedById }: RelationshipFacts['relationship']): Block | undefined {
  if (endedById !== undefined) return undefined;
  if (ending === 'faded')
    return text(
      `Neither of you had answered for a while, so it counts as ended. Nobody is at fault. If that is not right, either of you can take it up again within ${wayBackDays} days.`,
    );
  if (ending === 'never-started')
    return text('It had not come to a meeting, so a coordinator has ended it. Nobody is at fault.');
  return undefined;
}

function takeBackButton(id: string): ActionButton {
  return button('Take the ending back', target('closing', 'take-back', id));
}

/** What came to rest by itself goes on at one press; anything else once the other says yes, too. */
function upAgainButton({ relationship: { id, ending } }: RelationshipFacts): ActionButton {
  return ending === 'faded'
    ? button('Take it up again', target('watch', 'reopen', id), { style: 'primary' })
    : button('Ask to take it up again', target('closing', 'ask-again', id));
}

function wordsButton(facts: RelationshipFacts): ActionButton | undefined {
  if (nothingToWrite(facts) !== undefined || facts.relationship.recordsShreddedAt !== undefined)
    return undefined;
  const { closing, relationship } = facts;
  return button(
    closing === undefined ? 'Write my closing words' : 'Change my closing words',
    target('closing', 'words', relationship.id),
  );
}

function papersRow(facts: RelationshipFacts, personId: string): Block | undefined {
  return someButtons(
    certificateButton(facts),
    portfolioButton(facts, personId),
    haveMet(facts) && facts.relationship.mentorId === personId
      ? button('Statement of my hours', target('desk', 'hours-statement', personId))
      : undefined,
    copyButton(facts, personId),
  );
}

function nextButtons(
  isMentor: boolean,
  personId: string,
  next: NextAfter | undefined,
): readonly ActionButton[] {
  const ask = button('Ask for another mentor', target('ask', 'start', personId), {
    ...(next === 'another-mentor' && { style: 'primary' }),
  });
  const offer = button('Offer to mentor', target('offer', 'start', personId), { style: 'primary' });
  return [
    ...(next === 'become-mentor' ? [offer] : []),
    ...(isMentor && next !== 'another-mentor' ? [] : [ask]),
    button('Show my meetings', target('desk', 'meetings', personId)),
  ];
}
