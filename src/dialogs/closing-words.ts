/** Closing words: what each of the two writes about the mentoring when it has ended, for themselves alone. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { closingWeeks, isClosing, nothingToWrite, sayNext } from '../mentoring/closing.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { ClosingWords } from '../mentoring/records/closing.ts';
import { sayNoRecords } from '../mentoring/session-records.ts';
import { form } from '../ui/form.ts';
import type { Form, FormValues } from '../ui/form.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import { insert, remove, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { closingWordsOf, nextField, thanksField, wordFields, wrongIn } from './ending-form.ts';
import { otherId, otherName } from './pair.ts';

type WordFields = ReturnType<typeof wordFields> & { readonly next: ReturnType<typeof nextField> };
type ThanksFields = { readonly thanks: ReturnType<typeof thanksField> };

/** Thanks are sent once: whoever has closed it already is asked for the rest alone. */
export type ClosingFields = (WordFields & ThanksFields) | WordFields | ThanksFields;
export type ClosingValues = Partial<FormValues<WordFields> & FormValues<ThanksFields>>;

export function closingForm(
  facts: RelationshipFacts,
  { now, actor }: PersonContext,
): Form<ClosingFields> | Card {
  const { relationship, people, closing } = facts;
  const other = otherName(relationship, people, actor.id);
  if (relationship.state !== 'ended')
    return card(
      'The mentoring goes on',
      text(`Closing words are written when it has ended. Your mentoring with ${other} goes on.`),
    );
  if (!isClosing(facts, now) || relationship.recordsShreddedAt !== undefined)
    return card(
      'That time has passed',
      text(
        `This mentoring has ended, and closing words are written within ${closingWeeks} weeks of that. What you wrote stays, for you alone.`,
      ),
      closing === undefined ? undefined : buttons(readButton(facts)),
    );
  const thanks = { thanks: thanksField(other) };
  const nothing = nothingToWrite(facts);
  if (nothing !== undefined)
    return form<ThanksFields>({
      title: 'A few words',
      intro: [
        text(
          nothing === 'no-records'
            ? `${sayNoRecords(facts)}, so nothing is kept here either. You can still say thank you.`
            : 'You have not met, so there is nothing to look back on. You can still say a kind word.',
        ),
      ],
      fields: thanks,
      submit: 'Send',
    });
  const words = { ...wordFields(facts, actor.id), next: nextField(closing?.words.next) };
  return form<ClosingFields>({
    title: 'My closing words',
    intro: [
      text(
        `What you write is for you alone, and kept encrypted: neither ${other} nor a coordinator reads it, nor whether you wrote any. All of it is up to you.`,
      ),
    ],
    fields: closing === undefined ? { ...words, ...thanks } : words,
    submit: 'Keep',
  });
}

export function sendClosing(
  facts: RelationshipFacts,
  values: ClosingValues,
  context: PersonContext,
): Outcome {
  const { actor } = context;
  const words = closingWordsOf(values);
  const wrong = wrongIn(words);
  if (Object.keys(wrong).length > 0) return { reply: refuse(wrong) };
  const keeps = nothingToWrite(facts) === undefined;
  const changes = keeps ? keepClosing(facts, words, values.thanks, context) : [];
  const thanked = values.thanks === undefined ? '' : 'Your thanks are on their way. ';
  return {
    changes,
    effects: thanksTo(facts, actor, values.thanks),
    reply: replaceWith(
      card(
        changes.length > 0 ? 'Your closing words are kept' : 'Thank you',
        text(
          changes.length > 0
            ? `${thanked}Only you can read them, and you find them under your meetings.`
            : `${thanked}Nothing of this is kept.`,
        ),
        changes.length > 0 ? buttons(readButton(facts)) : undefined,
      ),
    ),
  };
}

/** A message of its own, which nothing that is pressed later takes away. It is kept nowhere else. */
export function thanksTo(
  { relationship }: RelationshipFacts,
  actor: { readonly id: string; readonly name: string },
  thanks: string | undefined,
): Effect[] {
  if (thanks === undefined) return [];
  return [
    {
      effect: 'send',
      to: { person: otherId(relationship, actor.id) },
      card: card(
        'A word to say goodbye',
        text([bold(`${actor.name} writes:`)]),
        text(thanks),
        note('There is nothing you need to do.'),
      ),
    },
  ];
}

/** Nothing where nothing was written: an empty form leaves no trace. */
export function keepClosing(
  { relationship, closing }: RelationshipFacts,
  words: ClosingWords,
  thanks: string | undefined,
  { actor, now, newId }: Pick<PersonContext, 'actor' | 'now' | 'newId'>,
): readonly Change[] {
  if (closing !== undefined) return [update('closing', closing.id, { words, writtenAt: now })];
  if (isEmpty(words) && thanks === undefined) return [];
  const row = { id: newId(), relationshipId: relationship.id, authorId: actor.id, words, writtenAt: now };
  return [insert('closing', row)];
}

export function readClosing(facts: RelationshipFacts, personId: string): Outcome {
  const { relationship, people, closing } = facts;
  const { id } = relationship;
  if (closing === undefined)
    return {
      reply: answer(
        card(
          'No closing words',
          text('You have written none that are kept, and nobody else’s are shown to you.'),
        ),
      ),
    };
  const { words } = closing;
  const isMentor = relationship.mentorId === personId;
  return {
    confidential: true,
    reply: answer(
      card(
        'My closing words',
        note(`On your mentoring with ${otherName(relationship, people, personId)}. Only you can read this.`),
        ...part('What was achieved', words.achieved),
        ...part('What you learned', words.learned),
        ...part('What you take with you', words.reflection),
        ...named(
          isMentor ? 'Who could help them from here' : 'Who takes your mentor’s place',
          words.successor,
        ),
        words.next === undefined ? undefined : note(`What comes next for you: ${sayNext(words.next)}.`),
        buttons(
          button('Change my closing words', target('closing', 'words', id)),
          button('Delete them', target('closing', 'delete', id), {
            style: 'danger',
            confirm: {
              title: 'Delete your closing words?',
              text: 'They are deleted for good. Nobody is told.',
              yes: 'Delete them',
              no: 'Keep them',
            },
          }),
        ),
      ),
    ),
  };
}

export function deleteClosing({ closing }: RelationshipFacts): Outcome {
  return {
    changes: closing === undefined ? [] : [remove('closing', closing.id)],
    reply: replaceWith(
      card(
        'No closing words',
        text(closing === undefined ? 'There is nothing left to delete.' : 'They are deleted, for good.'),
      ),
    ),
  };
}

function readButton({ relationship }: RelationshipFacts) {
  return button('Read my closing words', target('closing', 'read', relationship.id));
}

function part(title: string, words: string): readonly Block[] {
  return words.trim() === '' ? [] : [text([bold(title)]), text(words)];
}

function named(title: string, name: string): readonly Block[] {
  return name.trim() === '' ? [] : [text([bold(title)]), list([name])];
}

function isEmpty({ next, ...words }: ClosingWords): boolean {
  return next === undefined && Object.values(words).every((said) => said.trim() === '');
}
