/** What both of a pair can read is made unreadable some time after the end, where they agreed that: both are told before. */

import type { Context } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { shredNoticeDays } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { addDays, instantOf, sayDate } from '../mentoring/time.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { nudge, nudgeTimer } from './nudge.ts';
import { idsOf, otherName, someone } from './pair.ts';
import { portfolioButton } from './portfolio.ts';
import { paperButton } from './send-paper.ts';

/** Of their own, as an ending cancels every other timer of the pair. */
export function shredKeys(relationshipId: string): string {
  return `shred:${relationshipId}:`;
}

/** The notice to each of the two, and the day itself. */
export function shredTimers(
  { relationship, people }: Pick<RelationshipFacts, 'relationship' | 'people'>,
  shredOn: string | undefined,
): readonly TimerChange[] {
  if (shredOn === undefined) return [];
  const { id } = relationship;
  return [
    ...idsOf(relationship).map((personId) =>
      nudgeTimer({
        people,
        personId,
        kind: 'news',
        key: `${shredKeys(id)}notice:${personId}`,
        to: target('closing', 'shred-notice', id, { person: personId }),
        asked: instantOf({
          date: addDays(shredOn, -shredNoticeDays),
          time: '09:00',
          zone: someone(people, personId).zone,
        }),
      }),
    ),
    {
      timer: 'set',
      key: `${shredKeys(id)}now`,
      to: target('closing', 'shred', id),
      at: dayItself(shredOn),
    },
  ];
}

/** Timer: a week before. It is no reminder that somebody could switch off, as nothing brings the words back. */
export const shredNotice = nudge<RelationshipFacts>({
  kind: 'news',
  whose: ({ relationship }, { args }) => idsOf(relationship).find((id) => id === args['person']),
  say: (facts, personId) => {
    const { shredOn } = facts.relationship;
    if (facts.relationship.state !== 'ended' || shredOn === undefined) return {};
    return {
      effects: [{ effect: 'send', to: { person: personId }, card: noticeCard(facts, personId, shredOn) }],
    };
  },
});

/** Timer: the day has come. What each wrote for themselves alone stays theirs. */
export const shred = timer<RelationshipFacts>((facts: RelationshipFacts, { now }: Context): Outcome => {
  const { relationship } = facts;
  const { id, shredOn, state } = relationship;
  if (state !== 'ended' || shredOn === undefined) return {};
  if (dayItself(shredOn) > now) return { timers: shredTimers(facts, shredOn) };
  return {
    changes: [
      { change: 'shred', noun: 'relationship', id },
      update('relationship', id, { shredOn: undefined, recordsShreddedAt: now }),
    ],
    effects: idsOf(relationship).map((personId) => ({
      effect: 'send',
      to: { person: personId },
      card: card(
        'Made unreadable, as you agreed',
        text(
          `What you and ${otherName(relationship, facts.people, personId)} could both read of your mentoring can be read by nobody any more.`,
        ),
        note(
          'The dates of your meetings stay, and what you wrote for yourself alone. There is nothing for you to do.',
        ),
      ),
    })),
  };
});

/** Stands where an ended pair is shown; absent where each keeps what they have. */
export function shredBlocks({ relationship }: RelationshipFacts): readonly Block[] {
  const { shredOn, recordsShreddedAt } = relationship;
  if (recordsShreddedAt !== undefined)
    return [
      note(
        'What both of you could read was made unreadable, as you agreed. Dates stay, and what each wrote for themselves.',
      ),
    ];
  if (shredOn === undefined) return [];
  return [
    text(
      `As you agreed, what both of you can read is made unreadable on ${sayDate(shredOn)}: ground rules, shared records, topics and next steps. Take a copy before, if you want one.`,
    ),
  ];
}

/** Only while there is something that will go. */
export function copyButton({ relationship }: RelationshipFacts, personId: string): ActionButton | undefined {
  return relationship.shredOn === undefined
    ? undefined
    : paperButton('My data as PDF', target('desk', 'my-data-as-pdf', personId));
}

function noticeCard(facts: RelationshipFacts, personId: string, shredOn: string): Card {
  const { relationship, people } = facts;
  return card(
    `Unreadable from ${sayDate(shredOn)}`,
    text(
      `You and ${otherName(relationship, people, personId)} agreed that what both of you can read goes some time after the end. On that day your ground rules, shared records, topics and next steps are made unreadable for everybody, for good.`,
    ),
    text('If you want a copy, please take it before. You need do nothing else.'),
    buttons(
      button('Read what there is', target('relationship', 'show', relationship.id)),
      portfolioButton(facts, personId),
      copyButton(facts, personId),
    ),
    note('Dates stay, and what you wrote for yourself alone.'),
  );
}

/** At noon, so that it is that day for both, wherever they are between the Americas and Asia. */
function dayItself(shredOn: string): Date {
  return instantOf({ date: shredOn, time: '12:00', zone: 'UTC' });
}
