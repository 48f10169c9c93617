/** What mentoring has brought, as those who took part say it; and the report that counts it. */

import type { BenefitsReport } from '../benefits/report.ts';

/** `start`: as it begins, to compare with. `later`: six months after it has ended. */
export type SurveyStage = 'start' | 'end' | 'later';

/** One answer to one statement: 1 not at all to 5 fully, or that they cannot say. */
export type BenefitAnswer = 1 | 2 | 3 | 4 | 5 | 'cannot-say';

/** One of a pair was asked, alone, and may have answered. There is one for each of the two at each stage. */
export type BenefitSurvey = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly stage: SurveyStage;
  readonly askedAt: Date;
  readonly answeredAt?: Date | undefined;
  /** *Confidential*: whoever gave them, alone; counted, never shown with a name. By the value of the benefit. */
  readonly answers?: Readonly<Record<string, BenefitAnswer>> | undefined;
};

/** A report as it was first made: whoever asks for the same again gets the same figures. Nothing in it is anybody's. */
export type BenefitsReportRow = {
  readonly id: string;
  /** Absent for the whole organisation. */
  readonly schemeId?: string | undefined;
  /** `2026` or `2026-11`. */
  readonly period: string;
  readonly figures: BenefitsReport;
  readonly madeAt: Date;
};

/** A coordinator is sent the report of each month or year that is over. */
export type BenefitsOrder = {
  readonly id: string;
  readonly personId: string;
  /** Absent for the whole organisation. */
  readonly schemeId?: string | undefined;
  readonly every: 'month' | 'year';
};
