/** The timer by which each of a pair is asked how it goes: one for each of the two, as long as they are a pair. */

import type { TimerChange } from '../engine/effect.ts';
import { checkInAt, laterCheckIn, plannedCheckIn } from '../mentoring/check-ins.ts';
import type { AskedPair } from '../mentoring/check-ins.ts';
import type { People, RelationshipFacts } from '../mentoring/facts.ts';
import { nextMorning } from '../mentoring/time.ts';
import { target } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { idsOf, someone } from './pair.ts';

type Pair = AskedPair & Pick<RelationshipFacts, 'people'>;

/** What begins with a pair, or is planned anew: where nobody is asked, nothing is left of it. */
export function checkInTimers(pair: Pair, now: Date): readonly TimerChange[] {
  return idsOf(pair.relationship).map((personId) =>
    timerFor(pair, personId, plannedCheckIn(pair, personId, now)),
  );
}

/** The next one of somebody who has been asked, or has answered. */
export function nextCheckInTimer(pair: Pair, personId: string, now: Date): TimerChange {
  return timerFor(pair, personId, checkInAt(pair, personId, now));
}

/** Of somebody who is not to be asked this time: they come up again when the one after would. */
export function laterCheckInTimer(pair: Pair, personId: string, now: Date): TimerChange {
  return timerFor(pair, personId, laterCheckIn(pair.scheme, now));
}

/** In the morning of that day, at an hour that suits them. */
function timerFor(
  {
    relationship: { id },
    people,
  }: { readonly relationship: { readonly id: string }; readonly people: People },
  personId: string,
  at: Date | undefined,
): TimerChange {
  const key = `relationship:${id}:check-in:${personId}`;
  if (at === undefined) return { timer: 'cancel', key };
  return nudgeTimer({
    people,
    personId,
    kind: 'check-in',
    key,
    to: target('check-in', 'ask', id, { person: personId }),
    asked: nextMorning(at, someone(people, personId).zone),
  });
}
