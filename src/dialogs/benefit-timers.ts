/**
 * When the two of a pair are asked what mentoring has brought. The timers outlive the pair, whose ending cancels whatever
 * has its own prefix, so they have another.
 */

import type { TimerChange } from '../engine/effect.ts';
import { askAt, isAsked } from '../mentoring/benefits/survey.ts';
import type { Asked } from '../mentoring/benefits/survey.ts';
import type { People } from '../mentoring/facts.ts';
import type { SurveyStage } from '../mentoring/records/benefits.ts';
import { target } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { idsOf, someone } from './pair.ts';

type Pair = Asked & { readonly people: People };

/** As they become a pair: how things are before mentoring can have changed them. */
export function surveysAtStart(pair: Pair, now: Date): TimerChange[] {
  return timersFor(pair, ['start'], now);
}

/** `pair`: as the ending leaves it. Nobody is asked any more how things were at the start. */
export function surveysAtEnd(pair: Pair, now: Date): TimerChange[] {
  return [noSurveys(pair.relationship.id), ...timersFor(pair, ['end', 'later'], now)];
}

/** It goes on: nothing is at its end. */
export function noSurveys(relationshipId: string): TimerChange {
  return { timer: 'cancel-all', prefix: `benefits:${relationshipId}:` };
}

export function surveyKey(relationshipId: string, stage: SurveyStage, personId: string): string {
  return `benefits:${relationshipId}:${stage}:${personId}`;
}

/** One of the two is asked, or reminded, at the first moment from `asked` on that suits them. */
export function surveyTimer(
  { relationship, people }: Pick<Pair, 'relationship' | 'people'>,
  { personId, stage, asked, again }: { personId: string; stage: SurveyStage; asked: Date; again?: true },
): TimerChange {
  return nudgeTimer({
    people,
    personId,
    kind: 'check-in',
    key: surveyKey(relationship.id, stage, personId),
    to: target('benefit-survey', 'ask', relationship.id, {
      person: personId,
      stage,
      ...(again && { again: 'yes' }),
    }),
    asked,
  });
}

function timersFor(pair: Pair, stages: readonly SurveyStage[], now: Date): TimerChange[] {
  return stages
    .filter((stage) => isAsked(pair, stage))
    .flatMap((stage) =>
      idsOf(pair.relationship).map((personId) =>
        surveyTimer(pair, {
          personId,
          stage,
          asked: askAt(stage, now, someone(pair.people, personId).zone),
        }),
      ),
    );
}
