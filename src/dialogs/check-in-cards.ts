/** What somebody is asked about how their mentoring goes, and what they read once they have answered. */

import { checkInAnswers } from '../mentoring/check-ins.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { CheckIn, CheckInAnswer } from '../mentoring/records/check-in.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { withinSentence } from '../mentoring/wording.ts';
import type { ActionButton, Block, Button, Card } from '../ui/view.ts';
import { bold, button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { bookButton } from './meeting-cards.ts';
import { otherName, someone } from './pair.ts';

/** How many of their own are read at once. */
const mostShown = 6;

export function asAnswer(value: string | undefined): CheckInAnswer | undefined {
  return value !== undefined && Object.hasOwn(checkInAnswers, value)
    ? (value as CheckInAnswer) // it is one of the keys, which are the answers
    : undefined;
}

/** To one of the two, who is asked alone. */
export function questionCard(facts: RelationshipFacts, personId: string, { id: check }: CheckIn): Card {
  const { relationship, people, scheme } = facts;
  const other = otherName(relationship, people, personId);
  return card(
    `You and ${shortName(other)}: how does it go?`,
    text('A quick check-in, every now and then. One press is enough.'),
    note(
      scheme.kind === 'directed'
        ? `Your answer is yours alone. ${other} is asked separately, nobody else sees it, and nothing of it is reported back.`
        : `Your answer is yours alone. ${other} is asked separately, and neither they nor anybody else sees it. Coordinators learn how many in the whole scheme say that it goes well, and not even that of fewer than five.`,
    ),
    buttons(
      ...Object.entries(checkInAnswers).map(([answer, label]) =>
        button(label, target('check-in', 'answer', relationship.id, { check, answer })),
      ),
    ),
  );
}

/** The answer is kept. It can be taken back for the rest of the day; from then on it is `settled`. */
export function thanksCard(
  facts: RelationshipFacts,
  personId: string,
  asked: CheckIn,
  { settled = false }: { readonly settled?: boolean } = {},
): Card {
  const { answer = 'so-so' } = asked;
  const { title, says, help } = thanksFor(facts, personId, answer);
  return card(
    title,
    text(`You said: ${withinSentence(checkInAnswers[answer])}. ${says}`),
    buttons(...help),
    ...wordsBlocks(facts, asked),
    settled ? undefined : buttons(takeBackButton(facts, asked)),
  );
}

type Thanks = {
  readonly title: string;
  readonly says: string;
  readonly help: readonly (Button | undefined)[];
};

function thanksFor(facts: RelationshipFacts, personId: string, answer: CheckInAnswer): Thanks {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  const book = bookButton(relationship, people, personId);
  const contact = contactButton(facts, 'I’d like someone to contact me');
  switch (answer) {
    case 'very-well':
    case 'well':
      return {
        title: 'Thank you, that is good to hear',
        says: 'There is nothing else you need to do.',
        help: [contact],
      };
    case 'so-so':
      return {
        title: 'Thank you for saying so',
        says: 'Some stretches are like that. It often helps to tell each other what would be more useful.',
        help: [book, contact],
      };
    case 'not-so-well':
    case 'not-working':
      return {
        title: 'Thank you for saying so',
        says: `Not every pair suits, and not every time is a good one. That is nobody’s fault. ${other} is not told what you said. What would help?`,
        help: [
          contact,
          book,
          button('Pause the mentoring', target('relationship', 'pause', relationship.id)),
          personId === relationship.menteeId
            ? button('Ask for another mentor', target('ask', 'start', personId))
            : undefined,
          button('End it without a reason', endTarget(relationship.id, 'no-fault')),
        ],
      };
    case 'over':
      return {
        title: 'Thank you for saying so',
        says: `Nothing has changed yet, and ${other} is not told before you end it.`,
        help: [
          button('End it with thanks', endTarget(relationship.id, 'natural'), { style: 'primary' }),
          book,
          contact,
        ],
      };
    default:
      return answer satisfies never;
  }
}

/** Words are for whoever wrote them. Where mentoring is directed none are kept, so that nobody can ask for them. */
function wordsBlocks(facts: RelationshipFacts, asked: CheckIn): readonly Block[] {
  const { scheme } = facts;
  if (scheme.kind === 'directed') return [];
  const change = wordsButton(facts, asked);
  if (asked.words === undefined) return [note('Words that you add are read by you alone.'), buttons(change)];
  return [
    note(
      'What you wrote is kept for you alone: nobody else can read it. You can pass it on to a coordinator yourself.',
    ),
    buttons(change, mineButton(facts), contactButton(facts, 'Pass my words on', { check: asked.id })),
  ];
}

export function laterCard(facts: RelationshipFacts, personId: string, asked: CheckIn): Card {
  const { zone } = someone(facts.people, personId);
  const on = inZone(asked.answeredAt ?? asked.askedAt, zone).date;
  return card(
    'This was answered on an earlier day',
    text(
      `What you said on ${sayDate(on)} stays as it is, as it may have been counted. You are asked again when some weeks have passed, and help is there at any time.`,
    ),
    buttons(contactButton(facts, 'I’d like someone to contact me'), mineButton(facts)),
  );
}

export function nothingAskedCard(facts: RelationshipFacts, personId: string): Card {
  return card(
    'Nothing is asked at the moment',
    text(
      `You are asked now and then how it goes with ${otherName(facts.relationship, facts.people, personId)}.`,
    ),
    buttons(contactButton(facts, 'I’d like someone to contact me')),
  );
}

export function noWordsCard(facts: RelationshipFacts): Card {
  return card(
    'No words are kept here',
    text(
      'This mentoring is directed. So that nobody can ever ask for more than what you both accepted to be reported back, check-ins are one press and hold no words.',
    ),
    buttons(contactButton(facts, 'I’d like someone to contact me')),
  );
}

/** What they have said and written, newest first. Their own words: a direct answer only, never sent. */
export function mineCard(facts: RelationshipFacts, personId: string, mine: readonly CheckIn[]): Card {
  const { relationship, people } = facts;
  const other = otherName(relationship, people, personId);
  const { zone } = someone(people, personId);
  const said = mine.filter(({ answeredAt }) => answeredAt !== undefined).toReversed();
  const shown = said.slice(0, mostShown);
  const ended = relationship.state === 'ended';
  if (shown.length === 0)
    return card(
      'Your check-ins',
      empty(`Nothing is kept here about how it goes with ${other}.`, 'You are asked now and then.'),
    );
  return card(
    'Your check-ins',
    note(`About your mentoring with ${other}. Only you can read this.`),
    ...shown.flatMap(({ answer, answeredAt, askedAt, words }): Block[] => [
      text([
        bold(sayDate(inZone(answeredAt ?? askedAt, zone).date)),
        `: ${answer === undefined ? 'erased' : withinSentence(checkInAnswers[answer])}`,
      ]),
      ...(words === undefined ? [] : [text(words)]),
    ]),
    said.length > shown.length ? list([`${said.length - shown.length} more from before`]) : undefined,
    ended
      ? note('This mentoring has ended.')
      : buttons(...shown.slice(0, 1).map((one) => wordsButton(facts, one))),
  );
}

function wordsButton({ relationship }: RelationshipFacts, { id: check, words }: CheckIn): ActionButton {
  return button(
    words === undefined ? 'Add a few words' : 'Change my words',
    target('check-in', 'words', relationship.id, { check }),
  );
}

/** Leads to all that they have said and written themselves. */
export function mineButton({ relationship }: RelationshipFacts): ActionButton {
  return button('Read my check-ins', target('check-in', 'mine', relationship.id));
}

function takeBackButton({ relationship }: RelationshipFacts, { id: check }: CheckIn): ActionButton {
  return button('Take my answer back', target('check-in', 'undo', relationship.id, { check }));
}

function contactButton(
  { relationship }: RelationshipFacts,
  label: string,
  args?: Readonly<Record<string, string>>,
): ActionButton {
  return button(label, target('check-in', 'contact-me', relationship.id, args));
}

function endTarget(relationshipId: string, kind: string) {
  return target('relationship', 'end', relationshipId, { kind });
}
