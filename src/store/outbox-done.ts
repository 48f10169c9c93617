/** What became of a leased row: sent, to be tried again, or given up. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LeasedEntry } from '../engine/ports.ts';
import type { Address, MessageAddress } from '../engine/terms.ts';
import { routeElsewhere } from './outbox-reroute.ts';
import type { Scope } from './scope.ts';
import { storableJson } from './text.ts';

/**
 * See `OutboxStore.sent`. Counts even when the lease has run out meanwhile: what was sent was sent, and must not be
 * sent again by whoever holds the row now.
 */
export async function entrySent(
  { trx, organisationId }: Scope,
  entry: LeasedEntry,
  result: { message?: MessageAddress; address?: Address; at: Date },
): Promise<void> {
  const message = result.message ?? null;
  const address = result.address === undefined ? null : storableJson(result.address);
  await sql`
    with done as (
      update outbox set state = 'sent', content = null, lease_until = null, why = null, done_at = ${result.at}
      where organisation_id = ${organisationId} and id = ${entry.id} and state = 'pending'
      returning *
    ), kept as (
      insert into message (
        organisation_id, recipient, slot, sequence, platform, workspace, account_id, message_address, bundle_id, sent_at)
      select done.organisation_id, recipient, part.slot, sequence, platform, workspace, account_id, ${message}, bundle_id, ${result.at}
      from done
      left join bundle on bundle.organisation_id = done.organisation_id and bundle.id = done.bundle_id
      cross join unnest(coalesce(bundle.slots, array[done.slot])) part(slot)
      where kind = 'send' and part.slot is not null and ${message}::text is not null
      on conflict (organisation_id, recipient, slot) do update set
        sequence = excluded.sequence, platform = excluded.platform, workspace = excluded.workspace,
        account_id = excluded.account_id, message_address = excluded.message_address,
        bundle_id = excluded.bundle_id, sent_at = excluded.sent_at
      where message.sequence < excluded.sequence
    ), answering as (
      update drain set troubles = 0 where troubles > 0 and organisation_id = ${organisationId}
        and platform = (select platform from done)
    )
    update account set address = ${address}::jsonb, updated_at = now()
    where organisation_id = ${organisationId} and id = (select account_id from done) and ${address}::jsonb is not null
  `.execute(trx);
}

/** See `OutboxStore.retryAt`. */
export async function retryEntry({ trx, organisationId }: Scope, entry: LeasedEntry, at: Date, why: string) {
  await trx
    .updateTable('outbox')
    // One that waited for the morning is in its place in the order from now on.
    .set({ due_at: at, held: false, lease_until: null, why: shortly(why) })
    .where('organisation_id', '=', organisationId)
    .where(stillHeld(entry))
    .execute();
}

/** See `OutboxStore.putBack`. */
export async function putBackEntries(
  { trx, organisationId }: Scope,
  entries: readonly LeasedEntry[],
): Promise<void> {
  await sql`
    update outbox set lease_until = null, attempts = outbox.attempts - 1
    from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ attempts }) => attempts + 1)}::int[]) mine (id, attempts)
    where organisation_id = ${organisationId} and outbox.id = mine.id and state = 'pending'
      and outbox.attempts = mine.attempts
  `.execute(trx);
}

/**
 * See `OutboxStore.giveUp`. Where an account can be reached no more and the person has another one, what was on its way
 * to the lost account, this row included, goes to the other: it concerns the person and not the account.
 */
export async function giveUpEntry(
  scope: Scope,
  entry: LeasedEntry,
  why: string,
  unreachable: boolean,
  at: Date,
): Promise<void> {
  const { trx, organisationId } = scope;
  if (unreachable && 'accountId' in entry.recipient) {
    const { accountId, personId } = entry.recipient;
    await routeElsewhere(scope, { accountId, personId, why: shortly(why), at });
    // A row that found another account is leased by nobody now, so that nothing below applies to it.
  }
  await trx
    .updateTable('outbox')
    .set({ state: 'given-up', content: null, lease_until: null, why: shortly(why), done_at: at })
    .where('organisation_id', '=', organisationId)
    .where(stillHeld(entry))
    .where('lease_until', 'is not', null)
    .execute();
}

/** Each lease counts one up: whoever held an earlier one no longer decides. */
function stillHeld(entry: LeasedEntry): RawBuilder<boolean> {
  return sql<boolean>`id = ${entry.id} and state = 'pending' and attempts = ${entry.attempts + 1}`;
}

/** A platform's word for it, not a text: bounded all the same. */
function shortly(why: string): string {
  return why.slice(0, 100);
}
