/** A mentor answers somebody who asked them something first, or would rather not. */

import type { Context, May } from '../engine/dialog.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import type { QuestionFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { isOpenQuestion } from '../mentoring/questions.ts';
import { nameOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { text } from '../ui/view.ts';
import { dialog, formAction, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { nudge } from './nudge.ts';
import { reviseFor, sendAfresh } from './living-card.ts';
import { answeredQuestionCard, closedQuestionCard } from './question-cards.ts';
import { cardForMentor, dueOf, questionSlot, questionTimers, silenceQuestion } from './question-flow.ts';

const theMentorAsked: May<QuestionFacts> = ({ question }, actor) =>
  question.mentorId === actor.id || 'Only the mentor who was asked can answer this.';

const LONGEST_ANSWER = 1000;

export const question = dialog({
  name: 'question',
  subject: 'question',
  actions: {
    answer: formAction({
      may: theMentorAsked,
      form: (facts: QuestionFacts) => answerForm(facts),
      submit: (facts: QuestionFacts, { answer }: AnswerValues, { now }) =>
        holdsNhsNumber(answer)
          ? { reply: refuse({ answer: takeOutNhsNumber }) }
          : close(facts, now, { answer }),
    }),
    'rather-not': press(theMentorAsked, (facts: QuestionFacts, { now }) => close(facts, now, 'rather-not')),
    remind: nudge<QuestionFacts>({
      kind: 'answer',
      whose: ({ question: asked }) => asked.mentorId,
      say: remind,
    }),
    lapse: timer((facts: QuestionFacts, { now }: Context) =>
      isOpenQuestion(facts.question) ? (standStill(facts, now) ?? close(facts, now, 'by-itself')) : {},
    ),
  },
});

function answerForm(facts: QuestionFacts) {
  const { question: asked, people } = facts;
  if (!isOpenQuestion(asked)) return closedQuestionCard(facts);
  return form({
    title: 'Answer the question',
    intro: [text(`${nameOf(people, asked.askerId)} asks: “${asked.words}”`)],
    fields: {
      answer: {
        kind: 'longText',
        label: 'Your answer',
        hint: 'Only they read it, with your name. Please write nothing that could identify a patient.',
        maxLength: LONGEST_ANSWER,
        required: true,
      },
    },
    submit: 'Send my answer',
  });
}

type AnswerValues = FormValues<Exclude<ReturnType<typeof answerForm>, Card>['fields']>;

type Closing = { readonly answer: string } | 'rather-not' | 'by-itself';

/** Answered, or closed without an answer; whoever asked hears either way. */
function close(facts: QuestionFacts, now: Date, how: Closing): Outcome {
  const { question: asked } = facts;
  if (!isOpenQuestion(asked)) return { reply: replaceWith(closedQuestionCard(facts)) };
  const set = { ...(typeof how === 'object' && { answer: how.answer }), answeredAt: now };
  const after: QuestionFacts = { ...facts, question: { ...asked, ...set } };
  const forMentor = closedQuestionCard(after, how === 'by-itself');
  return {
    changes: [update('question', asked.id, set)],
    effects: [
      reviseFor(asked.mentorId, questionSlot(asked.id), forMentor),
      { effect: 'send', to: { person: asked.askerId }, card: answeredQuestionCard(after) },
    ],
    timers: [silenceQuestion(asked)],
    confidential: true,
    reply: replaceWith(forMentor),
  };
}

/** A mentor who is away has the days that were theirs once they are back. */
function standStill(facts: QuestionFacts, now: Date): Outcome | undefined {
  const { question: asked } = facts;
  if (dueOf(facts).expireAt <= now) return undefined;
  return {
    effects: [reviseFor(asked.mentorId, questionSlot(asked.id), cardForMentor(facts))],
    timers: questionTimers(facts).filter((one) => one.timer === 'set' && one.at > now),
  };
}

function remind(facts: QuestionFacts): Outcome {
  const { question: asked } = facts;
  if (!isOpenQuestion(asked)) return {};
  return { effects: sendAfresh(asked.mentorId, questionSlot(asked.id), cardForMentor(facts, 'reminder')) };
}
