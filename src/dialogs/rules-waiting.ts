/** Ground rules that wait for somebody's answer, wherever what waits for them is listed. */

import type { People, RelationshipGlance } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Block } from '../ui/view.ts';
import { button, buttons, text } from '../ui/view.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { otherName } from './pair.ts';

/** A pointer: the rules are read, and agreed to, where they stand in full. Nothing where no rules wait for this person. */
export function rulesBlocks(glance: RelationshipGlance, people: People, personId: string): readonly Block[] {
  const { relationship, agreement } = glance;
  const proposed = rulesToAnswer(glance, personId);
  if (proposed === undefined) return [];
  const other = otherName(relationship, people, personId);
  return [
    text(
      agreement === undefined
        ? `${other} proposes ground rules for your mentoring, and waits for your answer.`
        : `${other} proposes changes to your ground rules, and waits for your answer.`,
    ),
    buttons(
      button(
        labelWith('Read the rules from', other),
        target('relationship', 'rules', relationship.id, { agreement: proposed.id }),
        { style: 'primary' },
      ),
    ),
  ];
}

/** What the other one has proposed, and this person has not answered yet. */
export function rulesToAnswer(
  { relationship, proposedAgreement: proposed }: RelationshipGlance,
  personId: string,
): Agreement | undefined {
  return relationship.state === 'ended' || proposed?.proposedById === personId ? undefined : proposed;
}
