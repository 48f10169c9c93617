/** Which of a scheme's settings go together, and when its kind may change. */

import { isUnderWay } from './asking.ts';
import type { SchemeFacts } from './facts.ts';
import type { MatchingWay, Scheme, SchemeKind } from './records/scheme.ts';

/** What is reported back where mentoring is directed, until a scheme says otherwise. */
export const ATTENDANCE_ONLY =
  'The dates of the meetings that took place. Nothing of what was said or written.';

/** A directed scheme's pairs are made by a coordinator, who knows what the condition of practice asks for. */
export const DIRECTED_WAYS: readonly MatchingWay[] = ['coordinator'];

type Contradictions = Readonly<Partial<Record<keyof Scheme, string>>>;

/** Settings that contradict each other: for each that could be put right, what to do about it. */
export function contradictionsIn(scheme: Scheme): Contradictions {
  const { kind, matching, replyDays, expiryDays, cadenceDays, termMonths, eligibility, reportBack } = scheme;
  return {
    ...(expiryDays <= replyDays && { expiryDays: `Please give more than ${sayDays(replyDays)}.` }),
    ...(kind === 'directed' &&
      matching.join() !== DIRECTED_WAYS.join() && {
        matching:
          'Directed mentoring is matched by a coordinator only. Please leave just that, or set up another scheme for the rest.',
      }),
    ...(kind === 'targeted' &&
      eligibility === undefined && {
        eligibility: 'Please write what people declare of themselves when they ask.',
      }),
    ...checkInsThatCannotBe(scheme),
    ...(kind === 'directed' &&
      reportBack === undefined && { reportBack: 'Please write exactly what is reported back.' }),
    ...(termMonths !== undefined &&
      termMonths * 30 < cadenceDays && {
        termMonths: `Please give a term with room for two meetings, which are ${sayDays(cadenceDays)} apart.`,
      }),
  };
}

/** Asked too early there is nothing to say, and asked too often nobody says it. */
const soonestCheckIn = 7;
const shortestBetween = 14;

const atLeast = (days: number): string => `Please give at least ${sayDays(days)}, or 0.`;

function checkInsThatCannotBe({ checkInFirstDays = 0, checkInEveryDays = 0 }: Scheme): Contradictions {
  return {
    ...(checkInFirstDays > 0 &&
      checkInFirstDays < soonestCheckIn && { checkInFirstDays: atLeast(soonestCheckIn) }),
    ...(checkInEveryDays > 0 &&
      checkInEveryDays < shortestBetween && { checkInEveryDays: atLeast(shortestBetween) }),
    ...(checkInFirstDays === 0 &&
      checkInEveryDays > 0 && {
        checkInFirstDays: 'Please say after how many days they are asked first, or give 0 for both.',
      }),
  };
}

/** With only what belongs to its kind: wording for another kind would be shown to nobody, and be forgotten. */
export function fittedToKind(scheme: Scheme): Scheme {
  const { kind, matching, eligibility, reportBack } = scheme;
  return {
    ...scheme,
    matching: kind === 'directed' ? DIRECTED_WAYS : matching,
    eligibility: kind === 'targeted' ? eligibility : undefined,
    reportBack: kind === 'directed' ? reportBack : undefined,
  };
}

/**
 * Formal and informal may change places at any time. Whoever offers, asks or meets in any other scheme has done so for
 * its kind, and knows what is declared or reported: that does not change under their feet.
 */
export function mayChangeKind(facts: SchemeFacts, to: SchemeKind): boolean {
  const { scheme, requests, pool, pairs = 0 } = facts;
  if (scheme.kind === to || (isOrdinary(scheme.kind) && isOrdinary(to))) return true;
  return (
    pairs === 0 &&
    pool.every(({ offer }) => offer.state === 'closed') &&
    requests.every(({ request }) => !isUnderWay(request))
  );
}

export function isOrdinary(kind: SchemeKind): boolean {
  return kind === 'formal' || kind === 'informal';
}

/** "one day", "14 days". */
export function sayDays(days: number): string {
  return days === 1 ? 'one day' : `${days} days`;
}
