/** A round in the running app's database, for tests of its controls: planning one takes as many as a hospital has. */

import type { Inside } from './inside-database.ts';
import { parts } from './rightful.ts';

/** A round in this state, with the request of one who asks. */
export async function aRoundInside(
  inside: Inside,
  state: 'ready' | 'discarded',
): Promise<{ readonly round: string; readonly pair: string }> {
  const { organisationId } = inside;
  const { id: round } = await inside.one<{ id: string }>(
    `insert into round select organisation_id, gen_random_uuid(), id, $2, $3, now(), null, now(), now()
      from scheme where organisation_id = $1 and name = 'Meadowbank Mentoring' returning id`,
    [organisationId, await inside.personId(parts.planning), state],
  );
  const { id: pair } = await inside.one<{ id: string }>(
    `insert into round_pair select organisation_id, gen_random_uuid(), $2, id, $3, 'planned', 0, false, null, now(), now()
      from request where organisation_id = $1 and mentee_id = $4 returning id`,
    [organisationId, round, await inside.personId(parts.mentor), await inside.personId(parts.asking)],
  );
  return { round, pair };
}
