/** What is shown where somebody waits for a mentor whom they could ask: the bank as it is for them. */

import type { LookoutFacts } from '../mentoring/facts.ts';
import { bankFacts } from './bank-facts.ts';
import type { Scope } from './scope.ts';

/** Locks the person who waits. */
export async function lookoutFacts(
  scope: Scope,
  id: string,
  _actorId: string | undefined,
  now: Date,
): Promise<LookoutFacts | undefined> {
  const of = await scope.trx
    .selectFrom('lookout')
    .select(['scheme_id as schemeId', 'person_id as personId'])
    .where('organisation_id', '=', scope.organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  const facts = of && (await bankFacts(scope, of.schemeId, of.personId, now, {}));
  const { lookout } = facts ?? {};
  return facts && lookout && { ...facts, lookout };
}
