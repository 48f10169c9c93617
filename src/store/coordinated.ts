/** The schemes that somebody coordinates now, as far as files in and out need to know them. */

import type { Choice } from '../mentoring/records/scheme.ts';
import type { Scope } from './scope.ts';

export type Coordinated = { readonly id: string; readonly areas: readonly Choice[] };

export function coordinatedBy(
  { trx, organisationId }: Scope,
  personId: string,
): Promise<readonly Coordinated[]> {
  return trx
    .selectFrom('scheme')
    .innerJoin('coordinator', (join) =>
      join
        .onRef('coordinator.organisation_id', '=', 'scheme.organisation_id')
        .onRef('coordinator.scheme_id', '=', 'scheme.id'),
    )
    .select(['scheme.id', 'scheme.areas'])
    .where('scheme.organisation_id', '=', organisationId)
    .where('coordinator.person_id', '=', personId)
    .orderBy('scheme.created_at')
    .orderBy('scheme.id')
    .execute();
}
