/** How often somebody who looks for a mentor may ask the mentors of the bank something first, so that nobody is pestered. */

import type { Question } from './records/question.ts';

const A_DAY = 86_400_000;

/** More than these are not about choosing any more. */
export const QUESTIONS_A_DAY = 3;

export function isOpenQuestion({ answeredAt }: Pick<Question, 'answeredAt'>): boolean {
  return answeredAt === undefined;
}

/**
 * Why somebody cannot ask this mentor something now; `undefined` when they can. `asked`: what they have asked before.
 * - `waits`: a question of theirs to this mentor has not been answered yet.
 * - `unanswered`: the mentor has let one pass, or would rather not answer: that is an answer, too.
 * - `enough`: they have asked as many as fit into a day.
 */
export function whyNoQuestion(
  asked: readonly Question[],
  mentorId: string,
  now: Date,
): 'waits' | 'unanswered' | 'enough' | undefined {
  const theirs = asked.filter((one) => one.mentorId === mentorId);
  if (theirs.some(isOpenQuestion)) return 'waits';
  if (theirs.some(({ answer }) => answer === undefined)) return 'unanswered';
  const since = now.getTime() - A_DAY;
  return asked.filter(({ askedAt }) => askedAt.getTime() > since).length >= QUESTIONS_A_DAY
    ? 'enough'
    : undefined;
}
