/** A coordinator makes the letter of attendance of a directed pair: it is what the two have accepted that they may know. */

import type { PersonContext } from '../engine/dialog.ts';
import { refuse } from '../engine/reply.ts';
import type { PairsFacts } from '../mentoring/facts.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import { agreedReportBack } from '../mentoring/report-back.ts';
import { cutText } from '../ui/fit.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { OPTION_LENGTH } from './asking-words.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { distinctOptions } from './distinct-options.ts';
import { periodFields, sendLetterOf } from './pair-report-back.ts';
import { idsOf, someone } from './pair.ts';
import { whereItGoes } from './send-paper.ts';

export type LetterValues = FormValues<Exclude<ReturnType<typeof pairsLetterForm>, Card>['fields']>;

/** `shown`: the pairs of the page that the coordinator looks at. */
export function pairsLetterForm(facts: PairsFacts, shown: readonly Relationship[], context: PersonContext) {
  const { scheme, people } = facts;
  const [first] = shown.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  if (scheme.kind !== 'directed' || first === undefined) return noLetterCard(facts);
  return form({
    title: 'Letter of attendance',
    intro: [
      text(
        'The dates on which the two met within a period, and the words that both of them accepted. Nothing else is in it.',
      ),
      note(whereItGoes),
    ],
    fields: {
      pair: {
        kind: 'oneOf',
        label: 'Whose letter?',
        options: distinctOptions(
          shown.map((one) => {
            const [mentee, mentor] = idsOf(one).map((id) => someone(people, id).name);
            return { value: one.id, label: cutText(`${mentee}, mentor ${mentor}`, OPTION_LENGTH) };
          }),
        ),
        required: true,
      },
      ...periodFields(first.startedAt, context),
    },
    submit: 'Send it to me',
  });
}

export function sendPairsLetter(
  facts: PairsFacts,
  { pair, ...period }: LetterValues,
  { actor }: PersonContext,
): Outcome {
  const relationship = facts.pairs.find((one) => one.relationship.id === pair)?.relationship;
  const consents = facts.consents?.filter(({ relationshipId }) => relationshipId === pair);
  if (relationship === undefined || agreedReportBack({ ...facts, relationship, consents }) === undefined)
    return {
      reply: refuse({
        pair: 'These two have yet to accept the words on what is reported back. Both have been asked; there is a letter once both have.',
      }),
    };
  return sendLetterOf(pair, period, actor);
}

function noLetterCard({ scheme }: PairsFacts): Card {
  return card(
    'No letter of attendance',
    text(
      scheme.kind === 'directed'
        ? 'There is no pair here that you can see.'
        : `Nothing is reported back in ${scheme.name}, so there is no such letter.`,
    ),
    buttons(button('Back to the desk', target('scheme-desk', 'show', scheme.id))),
  );
}
