/** A round as it is reviewed: so many pairs at a time, each with its reasons as they are now. */

import type { People, PoolMentor, RoundRow } from './facts.ts';
import { readMentors, readRequest, sharedAreas } from './pairing.ts';
import type { Proposal } from './records/proposal.ts';
import type { Request } from './records/request.ts';
import type { Scheme } from './records/scheme.ts';
import { reasonsOf } from './score.ts';
import type { Reasons } from './score.ts';

/** So many on a page: each with its reasons, both ways, at their longest. */
export const ROUND_PAGE = 4;

/** After so many days what was planned is not what would be planned now: a round that nobody has sent is discarded. */
export const ROUND_KEPT_DAYS = 5;

/** Why these two, both ways; nothing where the mentor does not offer any more. */
export function reasonsNow(
  scheme: Pick<Scheme, 'areas' | 'mostMentees'>,
  people: People,
  { request, proposals, mentor }: Pick<RoundRow, 'request' | 'proposals' | 'mentor'>,
  now: Date,
): Reasons {
  const [offering] = mentor === undefined ? [] : readMentors([mentor], people, scheme.mostMentees);
  if (offering === undefined) return { mentor: [], mentee: [] };
  return reasonsOf(readRequest({ request, proposals }, now), offering, scheme.areas);
}

/** Whether two share none of the areas asked for, and the mentee has not named this mentor: worth a second look. */
export function haveNothingInCommon(
  about: { readonly request: Request; readonly proposals: readonly Proposal[] },
  mentor: PoolMentor,
  people: People,
  now: Date,
): boolean {
  const asking = readRequest(about, now);
  const [offering] = readMentors([mentor], people);
  return (
    offering !== undefined &&
    asking.areas.length > 0 &&
    sharedAreas(asking, offering).length === 0 &&
    !asking.choices.includes(offering.mentorId)
  );
}
