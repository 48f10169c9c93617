/** A question to a mentor of the bank, as each of the two sees it. */

import { writeLook } from '../mentoring/bank.ts';
import type { QuestionFacts } from '../mentoring/facts.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';

/** For the mentor. `until`: when it lapses by itself. */
export function askedCard(facts: QuestionFacts, until: Date, news: 'new' | 'reminder' = 'new'): Card {
  const { question, scheme, people } = facts;
  const asker = nameOf(people, question.askerId);
  const day = sayDate(inZone(until, zoneOf(people, question.mentorId)).date);
  return card(
    `${shortName(asker)} has a question for you`,
    text(
      news === 'new'
        ? `They look for a mentor in ${scheme.name} and would like to know something first:`
        : `They asked you this in ${scheme.name}, and have no answer yet. “I would rather not” is one, too:`,
    ),
    text(`“${question.words}”`),
    note(
      `Only the two of you read this. If nothing comes by ${day}, it closes by itself; they are not told why.`,
    ),
    buttons(
      button('Answer the question', target('question', 'answer', question.id), { style: 'primary' }),
      button('I would rather not answer', target('question', 'rather-not', question.id)),
      button('Pause my offer', target('offer', 'pause', question.mentorId, { scheme: question.schemeId })),
    ),
  );
}

/** For the mentor, once it has been answered, or closed without. */
export function closedQuestionCard({ question, people }: QuestionFacts, byItself = false): Card {
  const asker = nameOf(people, question.askerId);
  if (question.answer === undefined)
    return card(
      'This question is closed',
      text(
        `${byItself ? 'It was open for a while without an answer, and has closed by itself' : 'It needs nothing more from you'}. There is nothing left to do here; ${asker} can still ask you to be their mentor.`,
      ),
    );
  return card(
    'You answered this question',
    text(`${asker} has your answer. There is nothing left to do here.`),
    text(`“${question.answer}”`),
  );
}

/** For whoever asked, at once. */
export function sentQuestionCard({ question, people }: QuestionFacts, until: Date): Card {
  const mentor = nameOf(people, question.mentorId);
  const day = sayDate(inZone(until, zoneOf(people, question.askerId)).date);
  return card(
    'Your question is on its way',
    text(`${mentor} has it. You hear from us here either way, by ${day} at the latest.`),
    note('You need not wait for it: you can look at others, or ask for a mentor, meanwhile.'),
    nextSteps(question),
  );
}

/** For whoever asked. However it came that no answer comes, the words are the same. */
export function answeredQuestionCard({ question, scheme, people }: QuestionFacts): Card {
  const mentor = nameOf(people, question.mentorId);
  return question.answer === undefined
    ? card(
        'No answer to your question',
        text(
          `${mentor} does not answer your question in ${scheme.name}. That says nothing about you, and you can ask them to be your mentor all the same.`,
        ),
        nextSteps(question),
      )
    : card(
        `${shortName(mentor)} has answered you`,
        text(`You asked: “${question.words}”`),
        text(`They write: “${question.answer}”`),
        note('Only the two of you read this. It binds neither of you.'),
        nextSteps(question),
      );
}

function nextSteps({ mentorId, schemeId }: QuestionFacts['question']): Block {
  const look = { search: { areas: [] }, page: 0, chosenIds: [] };
  return buttons(
    button('Ask this mentor', target('bank', 'ask', schemeId, writeLook({ ...look, chosenIds: [mentorId] }))),
    button('Look at the mentors', target('bank', 'show', schemeId)),
  );
}
