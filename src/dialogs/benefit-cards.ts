/** What somebody reads who is asked what mentoring has brought them. */

import { benefitsOf, steps } from '../mentoring/benefits/items.ts';
import type { Side } from '../mentoring/benefits/items.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { SurveyStage } from '../mentoring/records/benefits.ts';
import { form } from '../ui/form.ts';
import type { Field, Form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { otherName } from './pair.ts';

export type SurveyField = Extract<Field, { kind: 'oneOf' }> & { readonly required: false };
export type SurveyFields = Readonly<Record<string, SurveyField>>;

export function surveySlot(relationshipId: string, stage: SurveyStage): string {
  return `benefits:${relationshipId}:${stage}`;
}

export function sideOf({ relationship }: RelationshipFacts, personId: string): Side {
  return relationship.mentorId === personId ? 'mentor' : 'mentee';
}

const titles: Readonly<Record<SurveyStage, string>> = {
  start: 'Where you stand as you begin',
  end: 'What has your mentoring brought?',
  later: 'Half a year on: what has stayed?',
};

/** `again`: it is the one reminder. */
export function surveyCard(
  facts: RelationshipFacts,
  personId: string,
  stage: SurveyStage,
  again = false,
): Card {
  const { relationship, people, scheme } = facts;
  const other = otherName(relationship, people, personId);
  const count = benefitsOf(sideOf(facts, personId)).length === 7 ? 'seven' : 'five';
  const args = { stage };
  const why: Readonly<Record<SurveyStage, string>> = {
    start: `You and ${other} are a pair now. Before mentoring can change anything, ${count} short statements ask how things are with you. They take a minute, and the same ones come once more at the end.`,
    end: `Your mentoring with ${other} is over. ${count === 'seven' ? 'Seven' : 'Five'} short statements ask how things are with you now. They take a minute.`,
    later: `Your mentoring with ${other} ended half a year ago. The same ${count} statements ask, for the last time, how things are with you now.`,
  };
  return card(
    titles[stage],
    text(why[stage]),
    text(
      `It shows ${scheme.name} what mentoring is good for. Only figures of many people are ever given, and never fewer than five. ${other} and the coordinators do not see what you answer.`,
    ),
    again ? note('This is the only reminder.') : undefined,
    buttons(
      button('Answer the statements', target('benefit-survey', 'answer', relationship.id, args), {
        style: 'primary',
      }),
      button('I would rather not', target('benefit-survey', 'rather-not', relationship.id, args)),
    ),
  );
}

export function surveyForm(
  facts: RelationshipFacts,
  personId: string,
  stage: SurveyStage,
): Form<SurveyFields> {
  const options = steps.map(({ answer, label }) => ({ value: String(answer), label }));
  return form({
    title: stage === 'start' ? 'As you begin' : 'How things are now',
    intro: [
      text(
        'How true is each for you today? Leave out whatever you like. You answer once, and nobody reads it.',
      ),
    ],
    fields: Object.fromEntries(
      benefitsOf(sideOf(facts, personId)).map(({ value, statement }): [string, SurveyField] => [
        value,
        { kind: 'oneOf', label: statement, required: false, options },
      ]),
    ),
    submit: 'Send my answers',
  });
}

export function thanksCard(stage: SurveyStage): Card {
  return card(
    'Thank you',
    text(
      stage === 'start'
        ? 'Your answers are counted. Enjoy your mentoring.'
        : 'Your answers are counted with those of others, and help the scheme to get better.',
    ),
    note('What you answered is in the copy of your data, which you get by typing “privacy”.'),
  );
}

export const ratherNotCard: Card = card(
  'That is fine',
  text('You are not asked this again, and nobody is told.'),
);

export const surveyOverCard: Card = card(
  'There is nothing left to answer',
  text('You have answered this, or its time is over. You need not do anything.'),
);
