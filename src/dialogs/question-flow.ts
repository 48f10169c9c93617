/** A question goes to a mentor of the bank. Unanswered, it is brought back once, and then closes by itself. */

import type { PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { replaceWith } from '../engine/reply.ts';
import { answerDue } from '../mentoring/asking.ts';
import type { BankFacts, PoolMentor, QuestionFacts } from '../mentoring/facts.ts';
import type { Question } from '../mentoring/records/question.ts';
import type { Card } from '../ui/view.ts';
import { insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { someone } from './pair.ts';
import { askedCard, sentQuestionCard } from './question-cards.ts';

/** Longer ones are for a first meeting. */
export const LONGEST_QUESTION = 500;

export function askQuestion(
  { scheme, people, person }: BankFacts,
  { offer }: PoolMentor,
  words: string,
  { now, newId }: PersonContext,
): Outcome {
  const question: Question = {
    id: newId(),
    schemeId: scheme.id,
    askerId: person.id,
    mentorId: offer.personId,
    words,
    askedAt: now,
  };
  const facts: QuestionFacts = { question, scheme, people };
  const { expireAt } = dueOf(facts);
  return {
    changes: [insert('question', question)],
    effects: [
      {
        effect: 'send',
        to: { person: offer.personId },
        slot: questionSlot(question.id),
        card: cardForMentor(facts),
      },
    ],
    timers: questionTimers(facts),
    confidential: true,
    reply: replaceWith(sentQuestionCard(facts, expireAt)),
  };
}

export function cardForMentor(facts: QuestionFacts, news: 'new' | 'reminder' = 'new'): Card {
  return askedCard(facts, dueOf(facts).expireAt, news);
}

/** The same days that a mentor has to answer a request. */
export function dueOf({ question, scheme, people }: QuestionFacts): ReturnType<typeof answerDue> {
  return answerDue(scheme, question.askedAt, someone(people, question.mentorId));
}

export function questionSlot(questionId: string): string {
  return `question:${questionId}`;
}

/** Nothing of it wakes up again. */
export function silenceQuestion({ id }: Question): TimerChange {
  return { timer: 'cancel-all', prefix: `question:${id}:` };
}

export function questionTimers(facts: QuestionFacts): readonly TimerChange[] {
  const { id } = facts.question;
  const { remindAt, expireAt } = dueOf(facts);
  const set = (name: 'remind' | 'lapse', at: Date): TimerChange => ({
    timer: 'set',
    key: `question:${id}:${name}`,
    to: target('question', name, id),
    at,
  });
  return [...(remindAt < expireAt ? [set('remind', remindAt)] : []), set('lapse', expireAt)];
}
