/** What somebody was asked about the benefits of mentoring, and answered, as lines for themselves. */

import type { BenefitSurvey } from '../records/benefits.ts';
import { benefits, steps } from './items.ts';
import { stageNames } from './report-words.ts';

export type OwnSurvey = {
  readonly askedAt: string;
  readonly answeredAt: string | null;
  readonly asked: string;
  readonly answers: readonly string[];
};

export function ownSurvey({ askedAt, answeredAt, stage, answers = {} }: BenefitSurvey): OwnSurvey {
  return {
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    asked: `What mentoring has brought, ${stageNames[stage]}`,
    answers: benefits.flatMap(({ value, statement }) => {
      const step = steps.find(({ answer }) => answer === answers[value]);
      return step === undefined ? [] : [`${statement}: ${step.label}`];
    }),
  };
}
