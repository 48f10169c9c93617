/** People whom somebody would rather not be brought together with. Only they themselves ever see it. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { nameOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { oneself as self } from './asking-rights.ts';
import { dialog, formAction, insert, press, remove, target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { tellApart } from './tell-apart.ts';

const oneself: May<PersonFacts> = self;

/** More than these is not a private choice any more, but a question for a coordinator. */
const MOST_CHOICES = 15;
const MOST_AT_ONCE = 5;

export const privateChoices = dialog({
  name: 'private-choices',
  subject: 'person',
  actions: {
    show: press(oneself, (facts) => ({ confidential: true, reply: answer(choicesCard(facts)) })),
    add: formAction({ may: oneself, form: addForm, submit: add }),
    remove: press(oneself, (facts, { args }) => takeBack(facts, args['person'])),
  },
});

export function choicesCard(facts: PersonFacts, done?: string): Card {
  const { person, people, blocks } = facts;
  return tellApart(
    card(
      'People you would rather not be matched with',
      ...(done === undefined ? [] : [text(done)]),
      text(
        'Nobody here is put to you as a mentor or as a mentee, and you are not put to them. They are never told, and neither is anybody else: coordinators only see that somebody is not available. Mentoring that has begun goes on; to end it, type “end”.',
      ),
      blocks.length === 0
        ? empty('You have named nobody.')
        : list(blocks.map(({ blockedId }) => nameOf(people, blockedId))),
      buttons(
        ...(blocks.length < MOST_CHOICES
          ? [button('Name somebody', target('private-choices', 'add', person.id), { style: 'primary' })]
          : []),
        ...blocks.map(({ blockedId }) =>
          button(
            labelWith('Take back', nameOf(people, blockedId)),
            target('private-choices', 'remove', person.id, { person: blockedId }),
          ),
        ),
      ),
      note('You can change this at any time. It counts from now on, also for requests that are open.'),
    ),
  );
}

function addForm(facts: PersonFacts) {
  if (facts.blocks.length >= MOST_CHOICES) return choicesCard(facts);
  return form({
    title: 'People to avoid',
    intro: [text('Only you see this. You need give no reason.')],
    fields: {
      people: {
        kind: 'people',
        label: 'Whom would you rather not be matched with?',
        max: Math.min(MOST_AT_ONCE, MOST_CHOICES - facts.blocks.length),
        required: true,
      },
    },
    submit: 'Save',
  });
}

type AddValues = FormValues<Exclude<ReturnType<typeof addForm>, Card>['fields']>;

function add(facts: PersonFacts, { people: chosen }: AddValues, context: PersonContext): Outcome {
  const { person, blocks } = facts;
  if (chosen.includes(person.id))
    return { reply: refuse({ people: 'That includes yourself. Please choose only other people.' }) };
  const known = new Set(blocks.map(({ blockedId }) => blockedId));
  const added = [...new Set(chosen)]
    .filter((id) => !known.has(id))
    .map((blockedId) => ({ id: context.newId(), blockerId: person.id, blockedId }));
  const names = Object.fromEntries(Object.entries(context.picked).map(([id, one]) => [id, one]));
  const after = { ...facts, people: { ...facts.people, ...names }, blocks: [...blocks, ...added] };
  return {
    changes: added.map((row) => insert('block', row)),
    confidential: true,
    reply: answer(choicesCard(after, 'Saved.')),
  };
}

function takeBack(facts: PersonFacts, blockedId: string | undefined): Outcome {
  const gone = facts.blocks.filter((one) => one.blockedId === blockedId);
  const after = { ...facts, blocks: facts.blocks.filter((one) => one.blockedId !== blockedId) };
  const [first] = gone;
  return {
    changes: gone.map(({ id }) => remove('block', id)),
    confidential: true,
    reply: replaceWith(
      choicesCard(
        after,
        first === undefined
          ? 'They were not on your list any more.'
          : `${nameOf(facts.people, first.blockedId)} is no longer on your list.`,
      ),
    ),
  };
}
