/** A mentor notes when and how they tried to reach the mentee. Nobody else reads it. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, refuse } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { ContactAttempt } from '../mentoring/records/meeting.ts';
import type { Choice } from '../mentoring/records/scheme.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import { sayNumberOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { dialog, formAction, insert, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { otherName } from './pair.ts';

/** The newest of them; a mentor who tried more often than this has something else to do than to count. */
const mostShown = 10;
const mostNote = 300;
/** A slip of the year is caught, and a busy winter is not. */
const earliestDays = 365;

const theMentor: May<RelationshipFacts> = ({ relationship }, actor) =>
  relationship.mentorId === actor.id || 'Only the mentor keeps a contact log.';

export const contactLog = dialog({
  name: 'contact-log',
  subject: 'relationship',
  actions: {
    show: press(theMentor, (facts) => ({ confidential: true, reply: answer(logCard(facts)) })),
    add: formAction({ may: theMentor, form: attemptForm, submit: addAttempt }),
  },
});

const HOW: Readonly<Record<ContactAttempt['how'], string>> = {
  message: 'a message',
  email: 'an e-mail',
  phone: 'a phone call',
  'in-person': 'in person',
  other: 'another way',
};

const howChoices: readonly Choice[] = [
  { value: 'message', label: 'A message' },
  { value: 'email', label: 'An e-mail' },
  { value: 'phone', label: 'A phone call' },
  { value: 'in-person', label: 'In person' },
  { value: 'other', label: 'Another way' },
];

export function logCard(facts: RelationshipFacts, done = ''): Card {
  const { relationship, people, contactAttempts } = facts;
  const mentee = otherName(relationship, people, relationship.mentorId);
  const newestFirst = contactAttempts.toSorted((a, b) => b.triedOn.localeCompare(a.triedOn));
  const shown = newestFirst.slice(0, mostShown);
  const more = newestFirst.length - shown.length;
  const over = relationship.state === 'ended';
  return card(
    'Contact log',
    text(`${done}When you tried to reach ${mentee}. Only you can read this, and nobody is told.`),
    shown.length === 0
      ? empty(
          'You have noted nothing yet.',
          'Many schemes ask mentors to write down each attempt to get in touch.',
        )
      : list(shown.map(sayAttempt)),
    ...(more > 0 ? [note(`And ${sayNumberOf(more, 'earlier one', 'earlier ones')}.`)] : []),
    over ? note('This mentoring has ended, so there is nothing more to note.') : undefined,
    buttons(
      over
        ? undefined
        : button('Note an attempt', target('contact-log', 'add', relationship.id), { style: 'primary' }),
      button(labelWith('Mentoring with', mentee), target('relationship', 'show', relationship.id)),
    ),
  );
}

function attemptForm(facts: RelationshipFacts, { now, actor }: PersonContext) {
  const { relationship, people } = facts;
  if (relationship.state === 'ended') return logCard(facts);
  const today = inZone(now, actor.zone).date;
  return form({
    title: 'Note an attempt',
    intro: [
      text(
        `How you tried to reach ${otherName(relationship, people, actor.id)}. Only you can read it, and nobody is told.`,
      ),
    ],
    fields: {
      triedOn: {
        kind: 'date',
        label: 'When',
        required: true,
        value: today,
        min: addDays(today, -earliestDays),
        max: today,
      },
      how: { kind: 'oneOf', label: 'How', options: howChoices, required: true },
      note: {
        kind: 'text',
        label: 'A note for yourself',
        hint: 'Optional.',
        maxLength: mostNote,
        required: false,
      },
    },
    submit: 'Note it',
  });
}

type AttemptValues = FormValues<Exclude<ReturnType<typeof attemptForm>, Card>['fields']>;

function addAttempt(
  facts: RelationshipFacts,
  { triedOn, how, note: words }: AttemptValues,
  { newId, actor }: PersonContext,
): Outcome {
  if (words !== undefined && holdsNhsNumber(words)) return { reply: refuse({ note: takeOutNhsNumber }) };
  const attempt: ContactAttempt = {
    id: newId(),
    relationshipId: facts.relationship.id,
    authorId: actor.id,
    triedOn,
    how: asHow(how),
    ...(words !== undefined && { note: words }),
  };
  const after = { ...facts, contactAttempts: [...facts.contactAttempts, attempt] };
  return {
    changes: [insert('contactAttempt', attempt)],
    confidential: true,
    reply: answer(logCard(after, 'Noted. ')),
  };
}

function sayAttempt({ triedOn, how, note: words }: ContactAttempt): string {
  const said = `${sayDate(triedOn)}: ${HOW[how]}`;
  return words === undefined ? said : `${said}. ${words}`;
}

/** The form offers these and no others. */
function asHow(value: string): ContactAttempt['how'] {
  return value in HOW ? (value as ContactAttempt['how']) : 'other';
}
