/** When a scheme's weekly digest is posted next. */

import type { TimerChange } from '../engine/effect.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { nextWeekly } from '../mentoring/time.ts';
import { target } from './define.ts';

/**
 * Sets the next digest; setting it again moves it. `missed`: when the first was due of those that were left out, which
 * the next one says.
 */
export function digestTimer(
  schemeId: string,
  digest: Pick<NonNullable<Scheme['digest']>, 'weekday' | 'time' | 'zone'>,
  now: Date,
  missed?: string,
): TimerChange {
  return {
    timer: 'set',
    key: `scheme:${schemeId}:digest`,
    to: target('scheme-desk', 'digest-due', schemeId, missed === undefined ? undefined : { missed }),
    at: nextWeekly(now, digest),
  };
}
