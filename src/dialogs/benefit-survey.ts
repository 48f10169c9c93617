/** Each of a pair, alone, says what mentoring has brought: as they begin, at the end, and six months later. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import { benefitsOf, steps } from '../mentoring/benefits/items.ts';
import { isAsked, isReminded, openSurvey, remindAfterDays } from '../mentoring/benefits/survey.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { BenefitAnswer, SurveyStage } from '../mentoring/records/benefits.ts';
import { shiftDays } from '../mentoring/time.ts';
import type { FormValues } from '../ui/form.ts';
import {
  ratherNotCard,
  sideOf,
  surveyCard,
  surveyForm,
  surveyOverCard,
  surveySlot,
  thanksCard,
} from './benefit-cards.ts';
import type { SurveyFields } from './benefit-cards.ts';
import { surveyKey, surveyTimer } from './benefit-timers.ts';
import { dialog, formAction, insert, press, update } from './define.ts';
import type { Outcome } from './define.ts';
import { sendAfresh } from './living-card.ts';
import { nudge } from './nudge.ts';
import { idsOf, ofThePair, someone } from './pair.ts';

const pair: May<RelationshipFacts> = ofThePair;
const stages: readonly SurveyStage[] = ['start', 'end', 'later'];

export const benefitSurvey = dialog({
  name: 'benefit-survey',
  subject: 'relationship',
  actions: {
    /** Timer: `person` is asked at this stage; `again` where it is the one reminder. */
    ask: nudge<RelationshipFacts>({
      kind: 'check-in',
      whose: ({ relationship }, { args }) => idsOf(relationship).find((id) => id === args['person']),
      say: (facts, personId, { now, newId, args }) => {
        const stage = stageIn(args);
        if (stage === undefined || !isAsked(facts, stage) || wouldHurt(facts)) return {};
        const { relationship, people, surveys = [] } = facts;
        // A pause is a pause; after it, it would be too late to say how things were before.
        if (relationship.state === 'paused') return {};
        const asked = surveys.find((one) => one.personId === personId && one.stage === stage);
        const again = args['again'] === 'yes';
        if (asked?.answeredAt !== undefined || (again && asked === undefined)) return {};
        const first = { relationshipId: relationship.id, personId, stage, askedAt: now };
        return {
          changes: again
            ? []
            : [
                asked === undefined
                  ? insert('benefitSurvey', { id: newId(), ...first })
                  : // It ended, was taken up again, and has ended once more.
                    update('benefitSurvey', asked.id, { askedAt: now }),
              ],
          effects: sendAfresh(
            personId,
            surveySlot(relationship.id, stage),
            surveyCard(facts, personId, stage, again),
          ),
          timers:
            again || !isReminded(relationship)
              ? []
              : [
                  surveyTimer(facts, {
                    personId,
                    stage,
                    asked: shiftDays(now, remindAfterDays, someone(people, personId).zone),
                    again: true,
                  }),
                ],
        };
      },
    }),

    answer: formAction<RelationshipFacts, SurveyFields>({
      may: pair,
      form: (facts, context) => {
        const stage = openStage(facts, context);
        return stage === undefined ? surveyOverCard : surveyForm(facts, context.actor.id, stage);
      },
      submit: keepAnswers,
    }),

    'rather-not': press(pair, (facts, context) => {
      const stage = openStage(facts, context);
      if (stage === undefined) return { reply: replaceWith(surveyOverCard) };
      const key = surveyKey(facts.relationship.id, stage, context.actor.id);
      return { timers: [{ timer: 'cancel', key }], reply: replaceWith(ratherNotCard) };
    }),
  },
});

function keepAnswers(
  facts: RelationshipFacts,
  values: FormValues<SurveyFields>,
  context: PersonContext,
): Outcome {
  const { actor, now } = context;
  const { relationship, surveys = [] } = facts;
  const stage = openStage(facts, context);
  const survey = stage && openSurvey(surveys, facts, actor.id, stage, now);
  if (stage === undefined || survey === undefined) return { reply: replaceWith(surveyOverCard) };
  const answers: Record<string, BenefitAnswer> = {};
  for (const { value } of benefitsOf(sideOf(facts, actor.id))) {
    const answer = steps.find((one) => String(one.answer) === values[value])?.answer;
    if (answer !== undefined) answers[value] = answer;
  }
  if (Object.keys(answers).length === 0)
    return {
      reply: refuse({ '': 'Please answer at least one, or close this and choose “I would rather not”.' }),
    };
  return {
    changes: [update('benefitSurvey', survey.id, { answeredAt: now, answers })],
    timers: [{ timer: 'cancel', key: surveyKey(relationship.id, stage, actor.id) }],
    reply: replaceWith(thanksCard(stage)),
  };
}

function openStage(
  facts: RelationshipFacts,
  { actor, now, args }: Pick<PersonContext, 'actor' | 'now' | 'args'>,
): SurveyStage | undefined {
  const stage = stageIn(args);
  return stage && openSurvey(facts.surveys ?? [], facts, actor.id, stage, now) && stage;
}

function stageIn(args: Readonly<Record<string, string>>): SurveyStage | undefined {
  return stages.find((stage) => stage === args['stage']);
}

/** One of them would rather not be brought together with the other: then nothing reminds either of their time. */
function wouldHurt({ wayBack }: RelationshipFacts): boolean {
  return wayBack?.blocked === true;
}
