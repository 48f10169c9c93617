/** One of a pair would like a coordinator to get in touch: only what they agree to share is passed on. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { impartialCoordinators } from '../mentoring/impartial.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { bold, card, note, text } from '../ui/view.ts';
import type { Outcome } from './define.ts';
import { idsOf, otherName } from './pair.ts';

const mostWords = 1000;

/** `words`: what they have written already and may want to pass on. */
export function contactMeForm(facts: RelationshipFacts, { actor }: PersonContext, words?: string) {
  const { scheme, relationship, people } = facts;
  const other = otherName(relationship, people, actor.id);
  if (impartial(facts).length === 0)
    return card(
      'Nobody could look at this afresh',
      text(
        `${scheme.name} has no coordinator who has no other part in this. Your education or human resources department can help, and so can the directory of outside schemes: type “schemes”.`,
      ),
    );
  return form({
    title: 'Please contact me',
    intro: [
      text(
        `Goes to the coordinators of ${scheme.name} who have no part in managing or assessing you or ${other}. ${other} is not told.`,
      ),
    ],
    fields: {
      share: {
        kind: 'oneOf',
        label: 'What may they know?',
        required: true,
        options: [
          { value: 'name', label: 'Only that I would like to talk' },
          { value: 'pair', label: 'That it is about this mentoring, and with whom' },
        ],
      },
      words: {
        kind: 'longText',
        label: 'Anything you would like to say',
        hint: 'Passed on once, as you write it. It is not kept.',
        required: false,
        maxLength: mostWords,
        value: words,
      },
    },
    submit: 'Ask them',
  });
}

export function contactMe(
  facts: RelationshipFacts,
  { share, words }: FormValues<Exclude<ReturnType<typeof contactMeForm>, Card>['fields']>,
  { actor }: PersonContext,
): Outcome {
  const { scheme, relationship, people } = facts;
  if (words !== undefined && holdsNhsNumber(words)) return { reply: refuse({ words: takeOutNhsNumber }) };
  const about =
    share === 'pair'
      ? `It is about the mentoring with ${otherName(relationship, people, actor.id)}, who is not told of this.`
      : 'That is all that was shared.';
  return {
    effects: impartial(facts).map((id): Effect => ({
      effect: 'send',
      to: { person: id },
      card: card(
        'Somebody would like to talk to you',
        text(`${actor.name} asks a coordinator of ${scheme.name} to get in touch. ${about}`),
        words === undefined ? undefined : text([bold(`${actor.name} writes:`)]),
        words === undefined ? undefined : text(words),
        note('Every coordinator who has no other part in this has had this message.'),
      ),
    })),
    reply: replaceWith(
      card(
        'They will be in touch',
        text(`The coordinators of ${scheme.name} have been asked to contact you. Nobody else is told.`),
      ),
    ),
  };
}

function impartial({
  scheme,
  relationship,
  conflictIds,
  reportingLines,
}: RelationshipFacts): readonly string[] {
  return impartialCoordinators(scheme, { ids: idsOf(relationship), conflictIds }, reportingLines);
}
