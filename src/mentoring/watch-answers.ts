/** What the two of a pair answered when the watch asked: what rules may build upon, and what only its giver may see. */

import type { CheckIn, CheckInAnswer } from './records/check-in.ts';
import type { WatchAnswer, WatchAnswerKind } from './records/watch.ts';

/** An answer as rules see it: that they go on, and until when nobody is asked; the words only to whoever gave it. */
export type HeardAnswer = WatchAnswer & { readonly goesOn: boolean };

export type Heard = {
  /** Oldest first. */
  readonly answers: readonly HeardAnswer[];
  /**
   * Whose newest answer, by id, is that it has come to its natural end, and since when: for the rule that both are told
   * where both have said so, and for nothing that is shown to one of them before.
   */
  readonly naturalSaid: Readonly<Record<string, Date>>;
};

export const nothingHeard: Heard = { answers: [], naturalSaid: {} };

/**
 * Of the answers, oldest first, what may be known where `askerId` asks; nobody asks where a timer fires. What somebody
 * said at a check-in is heard as well: that they have answered, and whether they go on, and no more.
 */
export function hear(
  answers: readonly WatchAnswer[],
  askerId: string | undefined,
  checkIns: readonly CheckIn[] = [],
): Heard {
  const newest = [...new Map(answers.map((one) => [one.personId, one])).values()];
  return {
    answers: [
      ...answers.map((one) => ({
        ...one,
        goesOn: goesOn(one.answer),
        answer: one.personId === askerId ? one.answer : undefined,
      })),
      ...checkIns.flatMap(heardAtCheckIn),
    ].toSorted((one, other) => one.givenAt.getTime() - other.givenAt.getTime()),
    naturalSaid: Object.fromEntries(
      newest.filter(({ answer }) => answer === 'natural').map((one) => [one.personId, one.givenAt]),
    ),
  };
}

/** A check-in that has been answered, as the watch hears it. */
export function heardAtCheckIn({
  id,
  relationshipId,
  personId,
  answer,
  answeredAt,
}: CheckIn): readonly HeardAnswer[] {
  if (answeredAt === undefined) return [];
  return [{ id, relationshipId, personId, givenAt: answeredAt, goesOn: goesWell(answer) }];
}

/** Whether it says that it goes well. */
export function goesWell(answer: CheckInAnswer | undefined): boolean {
  return answer === 'very-well' || answer === 'well';
}

/** Whether it says that they go on, so that the silence starts again. */
export function goesOn(answer: WatchAnswerKind | undefined): boolean {
  return answer === 'fine' || answer === 'busy' || answer === 'keep';
}
