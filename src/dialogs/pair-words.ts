/** A directed pair whose scheme has new words: whoever has not answered is reminded, and then the coordinators hear of it. */

import type { Context } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import type { People, RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import { yetToAccept } from '../mentoring/report-back.ts';
import { joinWords } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { idsOf, someone } from './pair.ts';
import { remindOfWords, unansweredAt } from './words-reminders.ts';

/** `missing`: who has yet to accept. Whoever has is not reminded any more. */
export function wordsTimers(
  relationship: Relationship,
  people: People,
  missing: readonly string[],
  now: Date,
): readonly TimerChange[] {
  const { id } = relationship;
  return [
    { timer: 'cancel-all', prefix: keys(id) },
    ...missing.flatMap((personId) => reminder(relationship, people, personId, 1, now)),
    ...(missing.length === 0
      ? []
      : [
          {
            timer: 'set' as const,
            key: `${keys(id)}unanswered`,
            to: target('relationship', 'words-unanswered', id, { since: now.toISOString() }),
            at: unansweredAt(now, ...missing.map((personId) => someone(people, personId))),
          },
        ]),
  ];
}

/** Somebody has accepted: nothing reminds them any more. `missing`: who has yet to. */
export function noMoreWords(
  relationshipId: string,
  personId: string,
  missing: readonly string[],
): readonly TimerChange[] {
  return missing.length === 0
    ? [{ timer: 'cancel-all', prefix: keys(relationshipId) }]
    : [{ timer: 'cancel', key: `${keys(relationshipId)}remind:${personId}` }];
}

/** The next reminder of somebody; nothing after the third. */
export function nextReminder(
  { relationship, people }: RelationshipFacts,
  personId: string,
  { args, now }: Context,
): readonly TimerChange[] {
  return reminder(relationship, people, personId, Number(args['nth']) + 1, new Date(args['since'] ?? now));
}

/** Coordinators who have no other part in it hear once that the words wait, and of whom: never what the two do. */
export function wordsUnanswered(facts: RelationshipFacts, { now, args }: Context): Outcome {
  const { relationship, scheme, people, reportingLines, conflictIds } = facts;
  const missing = yetToAccept(facts).map((id) => someone(people, id));
  if (missing.length === 0) return {};
  const due = unansweredAt(new Date(args['since'] ?? now), ...missing);
  if (due > now) return { again: due };
  const concerned = { ids: idsOf(relationship), conflictIds };
  const said = unansweredCard(facts, joinWords(missing.map(({ name }) => name)), missing.length);
  return {
    effects: impartialCoordinators(scheme, concerned, reportingLines).map((id) => ({
      effect: 'send',
      to: { person: id },
      card: said,
    })),
  };
}

function unansweredCard(
  { relationship, scheme, people }: RelationshipFacts,
  names: string,
  count: number,
): Card {
  const pair = joinWords(idsOf(relationship).map((id) => someone(people, id).name));
  return card(
    'New words wait for an answer',
    text(
      `${pair}, ${scheme.name}: ${names} ${count === 1 ? 'has' : 'have'} yet to accept the new words on what is reported back, and ${count === 1 ? 'has' : 'have'} been reminded three times.`,
    ),
    text(
      'Until both have accepted them nothing is reported of their mentoring, which goes on. You could speak to them, or put the words differently.',
    ),
    note('You hear of this once.'),
    buttons(
      button('Show the pairs', target('pairs', 'show', scheme.id)),
      button('Show the settings', target('scheme-settings', 'show', scheme.id)),
    ),
  );
}

function reminder(
  { id }: Pick<Relationship, 'id'>,
  people: People,
  personId: string,
  nth: number,
  since: Date,
): readonly TimerChange[] {
  return remindOfWords({
    people,
    personId,
    key: `${keys(id)}remind:${personId}`,
    nth,
    since,
    to: (carried) => target('relationship', 'remind-words', id, { ...carried, person: personId }),
  });
}

function keys(relationshipId: string): string {
  return `relationship:${relationshipId}:words:`;
}
