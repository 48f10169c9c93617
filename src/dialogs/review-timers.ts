/** The timers of a pair's reviews: one for each occasion and each of the two, moved whenever the dates are. */

import type { TimerChange } from '../engine/effect.ts';
import type { RelationshipFacts, Someone } from '../mentoring/facts.ts';
import { occasions, remindOn, reviewsOf } from '../mentoring/reviews.ts';
import type { Review } from '../mentoring/reviews.ts';
import { instantOf } from '../mentoring/time.ts';
import { target } from './define.ts';
import { nudgeTimer } from './nudge.ts';
import { idsOf, someone } from './pair.ts';

type Pair = Pick<RelationshipFacts, 'relationship' | 'agreement' | 'people'>;

/** For whatever has not passed; what is no longer to be is cancelled. */
export function reviewTimers(pair: Pair, now: Date): readonly TimerChange[] {
  const { relationship, people } = pair;
  const planned = reviewsOf(pair);
  return idsOf(relationship).flatMap((personId) =>
    occasions.map((occasion): TimerChange => {
      const key = `relationship:${relationship.id}:review-${occasion}:${personId}`;
      const review = planned.find((one) => one.occasion === occasion);
      const asked = review && remindAt(review, someone(people, personId), now);
      if (review === undefined || asked === undefined) return { timer: 'cancel', key };
      const { on } = review;
      const to = target('review', 'remind', relationship.id, { person: personId, occasion, on });
      return nudgeTimer({ people, personId, kind: 'check-in', key, to, asked });
    }),
  );
}

/** In the morning, some days ahead; where those have begun already on the day itself. */
function remindAt(review: Review, { zone }: Someone, now: Date): Date | undefined {
  return [remindOn(review), review.on]
    .map((date) => instantOf({ date, time: '09:00', zone }))
    .find((at) => at > now);
}
