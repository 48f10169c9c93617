/** Whose turn it is to send an organisation's outbox on a platform, and when there is something to send. */

import { sql } from 'kysely';
import type { DrainKey } from '../engine/ports.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

/** See `OutboxStore.lease`. The row's lock makes one of two callers second, and the second sees the first. */
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

/** See `OutboxStore.disown`. Whoever comes meanwhile waits for the row, and then finds it free. */
export async function disownDrain(
  scope: Scope,
  key: DrainKey,
  owner: string,
  now: Date,
): Promise<Date | undefined> {
  const { trx, organisationId } = scope;
  await trx
    .updateTable('drain')
    .set({ owner: null, owned_until: null })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', key.platform)
    .where('owner', '=', owner)
    .execute();
  return nextDue(scope, key, now);
}

/** See `OutboxStore.holdUntil`. Of two holds the longer one counts. */
export async function holdDrain(
  { trx, organisationId }: Pick<Scope, 'trx' | 'organisationId'>,
  { platform }: DrainKey,
  at: Date,
): Promise<void> {
  await sql`
    insert into drain (organisation_id, platform, hold_until) values (${organisationId}, ${platform}, ${at})
    on conflict (organisation_id, platform) do update set hold_until = greatest(drain.hold_until, excluded.hold_until)
  `.execute(trx);
}

/** See `OutboxStore.holdLonger`. */
export async function holdDrainLonger(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  { firstMs, longestMs }: { readonly firstMs: number; readonly longestMs: number },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ troubles: number }>`
    insert into drain (organisation_id, platform, troubles) values (${organisationId}, ${platform}, 1)
    on conflict (organisation_id, platform) do update set troubles = least(drain.troubles + 1, 30)
    returning troubles
  `.execute(trx);
  const waitMs = Math.min(firstMs * 2 ** ((rows[0]?.troubles ?? 1) - 1), longestMs);
  await holdDrain({ trx, organisationId }, { organisationId, platform }, new Date(now.getTime() + waitMs));
  return waitMs;
}

/** An operator has put right what was wrong: nothing of what is due waits any longer. Resolves with how many rows. */
export async function releaseDrain(
  { trx, organisationId }: Pick<Scope, 'trx' | 'organisationId'>,
  platform: string,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ released: number }>`
    with freed as (
      update drain set hold_until = null, troubles = 0
      where organisation_id = ${organisationId} and platform = ${platform}
    ), released as (
      -- What waits for the morning goes on waiting for it.
      update outbox set due_at = ${now}
      where organisation_id = ${organisationId} and platform = ${platform} and state = 'pending' and not held
        and due_at > ${now} and lease_until is null
      returning id
    )
    select count(*)::int as released from released
  `.execute(trx);
  return rows[0]?.released ?? 0;
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
