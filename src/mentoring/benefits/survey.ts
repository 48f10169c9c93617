/** Who is asked what mentoring has brought, and when: as it begins, at its end, and six months after. */

import type { BenefitSurvey, SurveyStage } from '../records/benefits.ts';
import type { Meeting } from '../records/meeting.ts';
import type { Relationship } from '../records/relationship.ts';
import type { SchemeKind } from '../records/scheme.ts';
import { addDays, addMonths, inZone, instantOf } from '../time.ts';

export const laterMonths = 6;
/** One reminder, and no more. */
export const remindAfterDays = 7;
/** Later answers would say how things are at another time than the one asked about. */
export const openDays = 30;

export type Asked = {
  readonly relationship: Relationship;
  readonly scheme: { readonly kind: SchemeKind };
  readonly meetings: readonly Pick<Meeting, 'state'>[];
};

/**
 * Whether the pair is asked at this stage. In directed mentoring nobody is: what both accepted is that attendance is
 * reported and nothing else, and what it has brought is not asked of somebody who could not choose.
 */
export function isAsked({ relationship, scheme, meetings }: Asked, stage: SurveyStage): boolean {
  if (scheme.kind === 'directed') return false;
  if (stage === 'start') return relationship.state !== 'ended';
  // Whoever has never met has nothing to tell of.
  return (
    relationship.state === 'ended' &&
    relationship.ending !== 'never-started' &&
    meetings.some(({ state }) => state === 'met')
  );
}

/** Whoever has let it come to rest without a word is asked once, and not reminded. */
export function isReminded({ ending }: Relationship): boolean {
  return ending !== 'faded';
}

/** The morning after, or the morning six months after, where the person is. */
export function askAt(stage: SurveyStage, since: Date, zone: string): Date {
  const { date } = inZone(since, zone);
  const on = stage === 'later' ? addMonths(date, laterMonths) : addDays(date, 1);
  return instantOf({ date: on, time: '09:00', zone });
}

/** The stage whose answers are still taken from somebody: asked lately, not answered, and still about how things are. */
export function openSurvey(
  surveys: readonly BenefitSurvey[],
  about: Asked,
  personId: string,
  stage: SurveyStage,
  now: Date,
): BenefitSurvey | undefined {
  return surveys.find(
    (one) =>
      one.personId === personId &&
      one.stage === stage &&
      one.answeredAt === undefined &&
      isAsked(about, stage) &&
      now.getTime() - one.askedAt.getTime() < openDays * 86_400_000,
  );
}
