/** Channels that an organisation's schemes write to, for whoever must know them without having heard anything there. */

import { sql } from 'kysely';
import type { Address, WorkspaceKey } from '../engine/terms.ts';
import type { Database } from './database.ts';
import { findOrganisation } from './organisations.ts';
import type { InOrganisation } from './scope.ts';

/** Where the digests of a workspace's schemes go; none for a workspace that nobody knows. */
export async function digestChannels(
  { database, inOrganisation }: { database: Database; inOrganisation: InOrganisation },
  workspace: WorkspaceKey,
): Promise<readonly Address[]> {
  const organisationId = await findOrganisation(database, workspace);
  if (organisationId === undefined) return [];
  return inOrganisation(organisationId, async ({ trx }) => {
    const { rows } = await sql<{ address: Address }>`
      select digest -> 'channel' -> 'address' as address from scheme
      where organisation_id = ${organisationId} and digest -> 'channel' ->> 'platform' = ${workspace.platform}
        and digest -> 'channel' ->> 'workspace' = ${workspace.externalId}
      order by id
    `.execute(trx);
    return rows.map(({ address }) => address);
  });
}
