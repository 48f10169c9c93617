/** The way to the coordinators' desk, and the founding of an organisation's first scheme. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, go } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { channelArgs } from './digest-channel.ts';
import { labelWith } from './meeting-cards.ts';
import { found, schemeFields, usualStart } from './new-scheme.ts';
import type { NewScheme } from './new-scheme.ts';
import { tellApart } from './tell-apart.ts';

export function admin(facts: PersonFacts, { channel }: PersonContext): Outcome {
  const { person, schemes } = facts;
  const mine = schemes.filter(({ coordinatorIds }) => coordinatorIds.includes(person.id));
  const [only, second] = mine;
  const args = channelArgs(channel);
  if (only !== undefined && second === undefined)
    return { reply: go(target('scheme-desk', 'show', only.id, args)) };
  if (only !== undefined)
    return {
      reply: answer(
        tellApart(
          card(
            'Which scheme?',
            buttons(
              ...mine
                .slice(0, 20)
                .map(({ id, name }) =>
                  button(labelWith('Desk of', name), target('scheme-desk', 'show', id, args)),
                ),
            ),
          ),
        ),
      ),
    };
  if (facts.administrator && schemes.length === 0) return { reply: answer(foundingCard(facts)) };
  return {
    reply: answer(
      card(
        'For coordinators only',
        text(
          schemes.length === 0
            ? `${facts.organisationName} has no mentoring scheme yet. Whoever administers this workspace can set up the first one.`
            : 'You are not a coordinator of a mentoring scheme. Type “help” to see what you can do.',
        ),
        facts.administrator
          ? buttons(button('Set up another scheme', target('new-scheme', 'choose', person.id)))
          : undefined,
      ),
    ),
  };
}

/** The first scheme: like any other, but for the kind, which is the usual one. */
export function firstSchemeForm(facts: PersonFacts) {
  return form({
    title: 'The first scheme',
    intro: [text(usualStart)],
    fields: schemeFields(facts),
    submit: 'Set up the scheme',
  });
}

export function foundScheme(facts: PersonFacts, values: NewScheme, context: PersonContext): Outcome {
  return found(facts, 'formal', values, context);
}

/** Why there is no first scheme to set up, where that is so. */
export function alreadyFounded({ schemes }: PersonFacts): Card | undefined {
  const [existing] = schemes;
  return existing === undefined
    ? undefined
    : card(
        'There is a scheme already',
        text(`${existing.name} has been set up. Its coordinators can change its settings.`),
      );
}

function foundingCard({ person, organisationName }: PersonFacts): Card {
  return card(
    'Set up the first scheme',
    text(
      `${organisationName} has no mentoring scheme yet. As an administrator you can set up the first one: give it a name, say who it is for, and list the areas that people may ask for.`,
    ),
    buttons(
      button('Set up the first scheme', target('desk', 'first-scheme', person.id), { style: 'primary' }),
    ),
  );
}
