/** When an account is lost: it is not used until it is seen again, and its messages go to the person's other account. */

import { sql } from 'kysely';
import type { Scope } from './scope.ts';

/**
 * Messages find another account of the person, where there is one. What replaces messages or draws pages stays with the
 * lost account, and is given up when its turn comes.
 */
export async function routeElsewhere(
  { trx, organisationId }: Scope,
  lost: { accountId: string; personId: string; why: string; at: Date },
): Promise<void> {
  const ours = sql`organisation_id = ${organisationId}`;
  await sql`
    update account set reachable = false, updated_at = now()
    where ${ours} and id = ${lost.accountId} and (last_seen_at is null or last_seen_at <= ${lost.at})
  `.execute(trx);
  await sql`
    update outbox set account_id = other.id, platform = other.platform, workspace = other.workspace,
      lease_until = null, attempts = 0, due_at = ${lost.at}
    from (
      select id, platform, workspace from account
      where ${ours} and person_id = ${lost.personId} and reachable and not outsider
      order by last_seen_at desc nulls last, id limit 1
    ) other
    where outbox.organisation_id = ${organisationId} and outbox.account_id = ${lost.accountId}
      and outbox.state = 'pending' and outbox.kind = 'send'
  `.execute(trx);
}
