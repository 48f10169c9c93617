/** The first meeting's checklist in chat: what to talk through, what is settled already, and the way to the rules. */

import { answer } from '../engine/reply.ts';
import { areErased } from '../mentoring/erased.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { firstMeetingPoints } from '../mentoring/first-meeting.ts';
import type { Point } from '../mentoring/first-meeting.ts';
import { inZone, instantOf } from '../mentoring/time.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { hasEnded, haveMet } from './pair-papers.ts';
import { otherName, someone } from './pair.ts';
import { readButton, suggestButton } from './rules-cards.ts';
import { paperButton, sendPaper } from './send-paper.ts';
import { someButtons } from './some-buttons.ts';

/** What the two settle counts as ticked; what they wrote themselves is read in the rules, not here. */
export function checklistCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, agreement, proposedAgreement, people } = facts;
  const { zone } = someone(people, personId);
  const [, next] = facts.meetings
    .filter(({ state }) => state === 'met' || state === 'booked')
    .map(({ start }) => inZone(instantOf(start), zone).date);
  const terms = agreement === undefined || areErased(agreement.terms) ? undefined : agreement.terms;
  const groups = firstMeetingPoints(terms, next);
  const over = relationship.state === 'ended';
  return card(
    'First meeting checklist',
    text(
      `Talk these through with ${otherName(relationship, people, personId)}. What is ticked is settled in your ground rules.`,
    ),
    ...groups.flatMap(({ heading, points }): Block<never>[] => [
      text([bold(heading)]),
      list(points.map(sayPoint)),
    ]),
    over || proposedAgreement === undefined
      ? undefined
      : note('Ground rules are proposed, and hold once both of you have agreed.'),
    someButtons(
      over || proposedAgreement !== undefined
        ? undefined
        : suggestButton(relationship.id, terms !== undefined),
      proposedAgreement === undefined ? undefined : readButton(proposedAgreement),
      paperButton(
        'Send me the checklist as a PDF',
        target('relationship', 'send-checklist', relationship.id),
      ),
    ),
  );
}

export function sendChecklist(facts: RelationshipFacts, personId: string): Outcome {
  const { relationship } = facts;
  if (hasEnded(facts) && !haveMet(facts))
    return {
      reply: answer(
        card(
          'No checklist',
          text('The mentoring has ended without a first meeting, so there is none to print.'),
        ),
      ),
    };
  return sendPaper(
    personId,
    { paper: 'checklist', relationshipId: relationship.id },
    'Your first meeting checklist',
  );
}

function sayPoint({ text: point, settled, ownWords }: Point): string {
  if (settled === undefined) return `☐ ${point}`;
  return ownWords === true ? `☑ ${point}` : `☑ ${point}: ${settled}`;
}
