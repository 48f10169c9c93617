/** Whose turn it is to send an organisation's outbox on a platform, and when there is something to send. */

import { sql } from 'kysely';
import type { DrainKey } from '../engine/ports.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

/** See `OutboxStore.own`. The row's lock makes one of two callers second, and the second sees the first. */
export async function ownDrain(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  owner: string,
  until: Date,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into drain (organisation_id, platform, owner, owned_until)
    values (${organisationId}, ${platform}, ${owner}, ${until})
    on conflict (organisation_id, platform) do update set owner = excluded.owner, owned_until = excluded.owned_until
    where drain.owner is null or drain.owner = excluded.owner or drain.owned_until <= ${now}
    returning owner
  `.execute(trx);
  return rows.length > 0;
}

/** See `OutboxStore.disown`. */
export async function disownDrain(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  owner: string,
): Promise<void> {
  await trx
    .updateTable('drain')
    .set({ owner: null, owned_until: null })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', platform)
    .where('owner', '=', owner)
    .execute();
}

/** See `OutboxStore.holdUntil`. Of two holds the longer one counts. */
export async function holdDrain(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  at: Date,
): Promise<void> {
  await sql`
    insert into drain (organisation_id, platform, hold_until) values (${organisationId}, ${platform}, ${at})
    on conflict (organisation_id, platform) do update set hold_until = greatest(drain.hold_until, excluded.hold_until)
  `.execute(trx);
}

/** See `OutboxStore.nextDue`. Judges each recipient's oldest row, which is the one that holds the others back,
 * and what waits for the morning. */
export async function nextDue(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    with ahead as (
      select due_at, lease_until from (
        select distinct on (recipient) due_at, lease_until from outbox
        where organisation_id = ${organisationId} and platform = ${platform} and state = 'pending'
          and not (held and due_at > ${now})
        order by recipient, sequence
      ) head
      union all
      select min(due_at), null from outbox
      where organisation_id = ${organisationId} and platform = ${platform} and state = 'pending'
        and held and due_at > ${now}
      having count(*) > 0
    )
    select greatest(min(greatest(due_at, lease_until)), ${now}::timestamptz, (
        select hold_until from drain where organisation_id = ${organisationId} and platform = ${platform}
      )) as at
    from ahead
    having count(*) > 0
  `.execute(trx);
  return rows[0]?.at ?? undefined;
}

/** See `OutboxStore.waiting`. Reads as the carrier, over all organisations; those on hold are left alone. */
export async function waitingDrains(
  database: Database,
  now: Date,
  limit: number,
): Promise<readonly DrainKey[]> {
  return database.carrier
    .selectFrom('outbox')
    .select(['organisation_id as organisationId', 'platform'])
    .where('state', '=', 'pending')
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('drain')
            .select('drain.platform')
            .whereRef('drain.organisation_id', '=', 'outbox.organisation_id')
            .whereRef('drain.platform', '=', 'outbox.platform')
            .where('drain.hold_until', '>', now),
        ),
      ),
    )
    .groupBy(['organisation_id', 'platform'])
    .orderBy(({ fn }) => fn.min('due_at'))
    .limit(limit)
    .execute();
}
