/** What a directed pair reports back: accepted anew where the words have changed, and the letter of attendance. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import type { PairsFacts, RelationshipFacts, Someone } from '../mentoring/facts.ts';
import type { Consent, Relationship } from '../mentoring/records/relationship.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { agreedReportBack, markOf, reportBackOf, yetToAccept } from '../mentoring/report-back.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, sendAfresh } from './living-card.ts';
import { idsOf, otherId, otherName } from './pair.ts';
import { nextReminder, noMoreWords, wordsTimers } from './pair-words.ts';
import { wordsSlot } from './report-back-cards.ts';
import { reportBackBlocks } from './report-back-form.ts';
import { sendPaper, whereItGoes } from './send-paper.ts';

/** Longer than any condition of practice runs; a slip of the year is caught. */
const mostDays = 3660;

/** Timer's part: each of the two who has yet to accept is asked alone; a question that is settled loses its button. */
export function askThePairs(
  { scheme, people, pairs, consents = [] }: PairsFacts,
  { now }: Pick<Context, 'now'>,
): Outcome {
  if (reportBackOf(scheme) === undefined) return {};
  const each = pairs
    .map(({ relationship }) => relationship)
    .filter(({ state }) => state !== 'ended')
    .map((relationship) => {
      const ofThese = consents.filter(({ relationshipId }) => relationshipId === relationship.id);
      return { relationship, missing: yetToAccept({ relationship, scheme, consents: ofThese }) };
    });
  return {
    effects: each.flatMap(({ relationship, missing }) => {
      const slot = wordsSlot(relationship.id);
      return idsOf(relationship).flatMap((id) =>
        missing.includes(id)
          ? sendAfresh(id, slot, newWordsCard(scheme, relationship, otherName(relationship, people, id)))
          : [reviseFor(id, slot, nothingNew)],
      );
    }),
    timers: each.flatMap(({ relationship, missing }) => wordsTimers(relationship, people, missing, now)),
  };
}

/** Somebody has yet to accept: the question comes again, in the place of the one before it. */
export function remindOfNewWords(facts: RelationshipFacts, personId: string, context: Context): Outcome {
  const { relationship, scheme, people } = facts;
  const other = otherName(relationship, people, personId);
  return {
    effects: sendAfresh(
      personId,
      wordsSlot(relationship.id),
      newWordsCard(scheme, relationship, other, 'reminder'),
    ),
    timers: nextReminder(facts, personId, context),
  };
}

const nothingNew: Card = card(
  'Nothing to accept',
  text('What you have accepted is what is reported back. There is nothing left to do here.'),
);

function newWordsCard(
  scheme: Scheme,
  relationship: Pick<Relationship, 'id'>,
  other: string,
  news: 'new' | 'reminder' = 'new',
): Card {
  return card(
    'New words on what is reported back',
    text(
      news === 'reminder'
        ? `These words wait for your answer. Until both you and ${other} have accepted them nothing is reported of your mentoring in ${scheme.name}; you can meet all the same.`
        : `${scheme.name} has put in new words what is reported back of your mentoring with ${other}, who is asked the same in private. Until both of you have accepted them nothing is reported; you can meet all the same.`,
    ),
    ...reportBackBlocks(scheme),
    note('If you have questions, please ask the coordinators before you answer.'),
    buttons(acceptButton(scheme, relationship)),
  );
}

function acceptButton(scheme: Scheme, { id }: Pick<Relationship, 'id'>): ActionButton {
  return button(
    'I accept exactly these words',
    target('relationship', 'accept-report-back', id, { words: markOf(reportBackOf(scheme) ?? '') }),
    { style: 'primary' },
  );
}

/** `words`: those that the button stood beside. */
export function acceptReportBack(
  facts: RelationshipFacts,
  { actor, now, args, newId }: PersonContext,
): Outcome {
  const { relationship, scheme, people, consents = [] } = facts;
  const wording = reportBackOf(scheme);
  if (wording === undefined) return { reply: replaceWith(nothingNew) };
  if (!yetToAccept(facts).includes(actor.id)) return { reply: replaceWith(standingCard(facts, actor.id)) };
  const other = otherId(relationship, actor.id);
  if (args['words'] !== markOf(wording))
    return { reply: answer(newWordsCard(scheme, relationship, otherName(relationship, people, actor.id))) };
  const given: Consent = {
    id: newId(),
    relationshipId: relationship.id,
    personId: actor.id,
    wording,
    givenAt: now,
  };
  const after: RelationshipFacts = { ...facts, consents: [...consents, given] };
  const mine = standingCard(after, actor.id);
  const slot = wordsSlot(relationship.id);
  return {
    changes: [insert('consent', given)],
    effects: [
      reviseFor(actor.id, slot, mine),
      ...(yetToAccept(after).length === 0 ? sendAfresh(other, slot, standingCard(after, other)) : []),
    ],
    timers: noMoreWords(relationship.id, actor.id, yetToAccept(after)),
    reply: replaceWith(mine),
  };
}

function standingCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, people, scheme } = facts;
  const waiting = yetToAccept(facts).length > 0;
  const other = otherName(relationship, people, personId);
  return card(
    waiting ? 'You have accepted these words' : 'Both of you have accepted',
    text(
      waiting
        ? `${other} has been asked the same. Until they have accepted too, nothing is reported of your mentoring.`
        : `You and ${other} have accepted the same words.`,
    ),
    ...reportBackBlocks(scheme),
  );
}

/** On the page of a directed pair: what is reported, and who still has to say yes to it. */
export function reportBackSection(facts: RelationshipFacts, personId: string): readonly Block[] {
  const { relationship, scheme, people } = facts;
  if (reportBackOf(scheme) === undefined || relationship.state === 'ended') return [];
  const missing = yetToAccept(facts);
  if (missing.includes(personId))
    return [
      text(
        'The words on what is reported back are new. Nothing is reported until both of you have accepted them.',
      ),
      ...reportBackBlocks(scheme),
      buttons(acceptButton(scheme, relationship)),
    ];
  return [
    ...reportBackBlocks(scheme),
    ...(missing.length === 0
      ? []
      : [
          note(
            `${otherName(relationship, people, personId)} has yet to accept these words, so nothing is reported for now.`,
          ),
        ]),
  ];
}

/** Only where both have accepted what it says. */
export function letterButton(facts: RelationshipFacts): ActionButton | undefined {
  return agreedReportBack(facts) === undefined
    ? undefined
    : button('Letter of attendance', target('relationship', 'letter', facts.relationship.id));
}

export function letterForm(facts: RelationshipFacts, context: PersonContext) {
  const { relationship } = facts;
  const agreed = agreedReportBack(facts);
  if (agreed === undefined) return noLetterCard(facts);
  return form({
    title: 'Letter of attendance',
    intro: [
      text(
        'The dates on which you met within a period, and the words that both of you accepted. Nothing else is in it.',
      ),
      note(whereItGoes),
    ],
    fields: periodFields(relationship.startedAt, context),
    submit: 'Send it to me',
  });
}

export function sendLetter(facts: RelationshipFacts, period: Period, { actor }: PersonContext): Outcome {
  return sendLetterOf(facts.relationship.id, period, actor);
}

type Period = { readonly from: string; readonly until: string };

/** Both dates included. */
export function periodFields(startedAt: Date, { now, actor }: PersonContext) {
  const until = inZone(now, actor.zone).date;
  const min = addDays(until, -mostDays);
  const began = inZone(startedAt, actor.zone).date;
  return {
    from: { kind: 'date', label: 'From', required: true, value: began < min ? min : began, min, max: until },
    until: { kind: 'date', label: 'To', required: true, value: until, min, max: until },
  } as const;
}

export function sendLetterOf(
  relationshipId: string,
  { from, until }: Period,
  reader: Pick<Someone, 'id'>,
): Outcome {
  if (from > until) return { reply: refuse({ until: 'Please choose a date on or after the first one.' }) };
  return sendPaper(
    reader.id,
    { paper: 'attendance-letter', relationshipId, from, until },
    'Letter of attendance',
  );
}

function noLetterCard({ scheme, relationship }: RelationshipFacts): Card {
  return card(
    'No letter of attendance',
    text(
      reportBackOf(scheme) === undefined
        ? 'Nothing is reported back of this mentoring, so there is no such letter.'
        : 'There is one once both of you have accepted the words on what is reported back.',
    ),
    buttons(button('Open my mentoring', target('relationship', 'show', relationship.id))),
  );
}
