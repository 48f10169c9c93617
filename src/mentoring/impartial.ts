/**
 * Which of a scheme's coordinators may hear of somebody's mentoring. Whoever looks after it reads what people write when
 * they ask, who declines, and how it ends: none of that is for the people who manage or assess them.
 */

import { superiorsOf } from './eligibility.ts';
import type { ReportingLine } from './records/person.ts';
import type { Scheme } from './records/scheme.ts';

export type Concerned = {
  /** Whose mentoring it is: the one who asks, or both of a pair. */
  readonly ids: readonly string[];
  /** Who manages or assesses them by their own word. */
  readonly conflictIds: readonly string[];
};

/**
 * Coordinators who are none of those concerned and neither manage nor assess any of them, by their own word or by the
 * directory's. Empty where nobody is left: then nobody is told, rather than somebody who should not be.
 */
export function impartialCoordinators(
  { coordinatorIds }: Pick<Scheme, 'coordinatorIds'>,
  { ids, conflictIds }: Concerned,
  lines: readonly ReportingLine[],
): readonly string[] {
  const partial = new Set([...ids, ...conflictIds, ...ids.flatMap((id) => [...superiorsOf(id, lines)])]);
  return coordinatorIds.filter((id) => !partial.has(id));
}
