/** The way to the coordinators' desk, and the founding of an organisation's first scheme. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records.ts';
import { usualScheme } from '../mentoring/usual-scheme.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, text } from '../ui/view.ts';
import { LONGEST_NAME, newAreas, readAreaNames } from './scheme-names.ts';
import { shortName } from './asking-words.ts';
import { insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { channelArgs } from './digest-channel.ts';
import { labelWith } from './meeting-cards.ts';
import { tellApart } from './tell-apart.ts';

/** What NHS schemes tell everybody; a coordinator can make it their own. */
const confidentiality =
  'What you say to each other stays between the two of you. There are limits: if somebody is at serious risk of harm, ' +
  'if patient safety or probity is at stake, or if the law requires it, it has to be passed on. ' +
  'Wherever possible, you are told first. Please never write anything that could identify a patient.';

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
      ),
    ),
  };
}

/** The first scheme, or why it is not to be founded now. */
export function firstSchemeForm(facts: PersonFacts) {
  return form({
    title: 'The first scheme',
    intro: [
      text(
        `You become its coordinator. Everything else has a sensible start: meetings every four weeks for an hour, and mentors asked to answer within a week. You can change it at the coordinators’ desk.`,
      ),
    ],
    fields: {
      name: {
        kind: 'text',
        label: 'Name of the scheme',
        hint: `Such as “Mentoring at ${shortName(facts.organisationName)}”.`,
        required: true,
        maxLength: LONGEST_NAME,
      },
      about: {
        kind: 'longText',
        label: 'Who it is for',
        hint: 'One or two sentences.',
        required: true,
        maxLength: 500,
      },
      areas: {
        kind: 'longText',
        label: 'Areas that people may ask for',
        hint: 'One on each line, such as “Returning to work” or “Leadership”.',
        required: true,
        maxLength: 2000,
      },
    },
    submit: 'Set up the scheme',
  });
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

export function foundScheme(
  facts: PersonFacts,
  values: FormValues<ReturnType<typeof firstSchemeForm>['fields']>,
  { actor, newId }: PersonContext,
): Outcome {
  const areas = readAreaNames(values.areas);
  if ('why' in areas) return { reply: refuse({ areas: areas.why }) };
  const scheme: Scheme = {
    ...usualScheme,
    id: newId(),
    name: values.name,
    about: values.about,
    areas: newAreas(areas.names),
    coordinatorIds: [actor.id],
    confidentiality,
  };
  return {
    changes: [insert('scheme', scheme)],
    reply: replaceWith(
      card(
        `${scheme.name} is set up`,
        text(`People at ${facts.organisationName} can now ask for a mentor and offer to mentor. Next:`),
        list([
          'Offer to mentor yourself, or ask colleagues to type “offer”.',
          'Type “admin” in the channel where a weekly digest should go.',
          'Look at the settings.',
        ]),
        buttons(
          button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id), {
            style: 'primary',
          }),
          button('Change the settings', target('scheme-desk', 'settings', scheme.id)),
          button('Offer to mentor', target('offer', 'start', actor.id)),
        ),
      ),
    ),
  };
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
