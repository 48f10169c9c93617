/** Rows of the outbox are leased, oldest first, one at a time for each recipient. */

import { sql } from 'kysely';
import type { DrainKey, LeasedEntry } from '../engine/ports.ts';
import { asMessageAddress } from '../engine/terms.ts';
import type { Address, ChannelKey } from '../engine/terms.ts';
import { reviseBundle } from './bundles.ts';
import type { OutboxContent } from './outbox-content.ts';
import { contentPlace } from './outbox-content.ts';
import type { Scope } from './scope.ts';
import type { Vault } from './vault.ts';

/**
 * So many of the oldest rows are looked at first: with a hundred thousand waiting, looking at all of them for every few
 * that are sent would take longer than sending them.
 */
const lookAtFirst = 500;

type LeasedRow = {
  readonly id: string;
  readonly kind: 'send' | 'revise' | 'replace' | 'home';
  readonly slot: string | null;
  readonly workspace: string;
  readonly person_id: string | null;
  readonly account_id: string | null;
  readonly channel: ChannelKey | null;
  readonly account_address: Address | null;
  readonly attempts: number;
  readonly wanted_at: Date;
  readonly content: Buffer | null;
  readonly message_address: string | null;
  /** Of the message that is revised: the bundle that it shows. */
  readonly bundle_id: string | null;
};

/**
 * See `OutboxStore.lease`. Rows whose text was erased meanwhile, or does not open because somebody altered it, are given
 * up on the way: one bad row must not stop an organisation. A missing key stops it, because the key can be put back.
 */
export async function leaseEntries(
  scope: Scope,
  key: DrainKey,
  limit: number,
  until: Date,
  now: Date,
): Promise<readonly LeasedEntry[]> {
  const { vault } = scope;
  const rows = await leaseRows(scope, key, limit, until, now);
  await vault.load(rows.flatMap((row) => row.content ?? []));
  const leased: LeasedEntry[] = [];
  for (const row of rows) {
    const text = textOf(vault, row);
    const entry =
      text === undefined && row.kind !== 'home'
        ? undefined
        : await wholeOf(scope, row, entryFrom(key, row, text));
    if (entry === undefined) await giveUpUnreadable(scope, row.id, now);
    else leased.push(entry);
  }
  return leased;
}

/** A revision of one part of a bundle is sent as the whole. */
async function wholeOf(
  scope: Scope,
  { kind, slot, bundle_id: bundleId }: LeasedRow,
  entry: LeasedEntry | undefined,
): Promise<LeasedEntry | undefined> {
  if (entry === undefined || !('update' in entry.content)) return entry;
  if (kind !== 'revise' || slot === null || bundleId === null) return entry;
  const whole = await reviseBundle(scope, bundleId, slot, entry.content.update);
  return whole === undefined ? entry : { ...entry, content: { ...entry.content, update: whole } };
}

/** Among the oldest of all; where these hold too few that may go, because they wait for something, among all. */
async function leaseRows(
  scope: Scope,
  key: DrainKey,
  limit: number,
  until: Date,
  now: Date,
): Promise<readonly LeasedRow[]> {
  const oldest = await leaseAmong(scope, key, limit, until, now, lookAtFirst);
  const { looked } = oldest;
  if (oldest.rows.length === limit || looked < lookAtFirst) return oldest.rows;
  const others = await leaseAmong(scope, key, limit - oldest.rows.length, until, now, undefined);
  return [...oldest.rows, ...others.rows];
}

/** `looked`: at how many rows, when at no more than `most`. */
async function leaseAmong(
  { trx, organisationId }: Scope,
  { platform }: DrainKey,
  limit: number,
  until: Date,
  now: Date,
  most: number | undefined,
): Promise<{ readonly rows: readonly LeasedRow[]; readonly looked: number }> {
  // A recipient's head is judged whatever its state of waiting: while it is leased or waits for a later attempt, none
  // of those behind it is a head. What another drain locks at this moment is skipped, and judged again once it is
  // locked here. What waits for the morning is nobody's head before it.
  // The oldest row of a recipient is among the oldest of all as soon as any of theirs is.
  const { rows } = await sql<LookedRow | (LookedRow & LeasedRow)>`
    with oldest as materialized (
      select id, recipient, sequence from outbox
      where organisation_id = ${organisationId} and platform = ${platform} and state = 'pending'
        and not (held and due_at > ${now})
      order by sequence limit ${most ?? null}
    ), head as materialized (
      select distinct on (recipient) id from oldest order by recipient, sequence
    ), due as materialized (
      select outbox.id from outbox join head on head.id = outbox.id
      where organisation_id = ${organisationId} and state = 'pending'
        and due_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and not exists (select from drain
          where organisation_id = ${organisationId} and platform = ${platform} and hold_until > ${now})
      order by sequence limit ${limit}
      for update of outbox skip locked
    ), leased as (
      update outbox set lease_until = ${until}, attempts = attempts + 1
      from due where outbox.organisation_id = ${organisationId} and outbox.id = due.id
      returning outbox.*
    )
    select (select count(*)::int from oldest) as looked, leased.id, leased.kind, leased.slot, leased.workspace, leased.person_id, leased.account_id, leased.channel,
      leased.attempts, leased.content, coalesce(leased.wanted_at, leased.appended_at) as wanted_at, account.address as account_address,
      coalesce(leased.message_address, message.message_address) as message_address, message.bundle_id
    from (values (1)) always
    left join leased on true
    left join account on account.organisation_id = leased.organisation_id and account.id = leased.account_id
    left join message on leased.kind = 'revise' and message.organisation_id = leased.organisation_id
      and message.recipient = leased.recipient and message.slot = leased.slot
      and message.platform = leased.platform and message.workspace = leased.workspace
    order by leased.sequence
  `.execute(trx);
  // One row without an id says that there was none to lease.
  return { rows: rows.filter(isLeased), looked: rows[0]?.looked ?? 0 };
}

type LookedRow = { readonly looked: number; readonly id: string | null };

function isLeased(row: LookedRow): row is LookedRow & LeasedRow {
  return row.id !== null;
}

function entryFrom(key: DrainKey, row: LeasedRow, text: string | undefined): LeasedEntry | undefined {
  const { platform, organisationId } = key;
  const address = row.channel?.address ?? row.account_address;
  if (address === null) return undefined;
  return {
    id: row.id,
    organisationId,
    attempts: row.attempts - 1,
    wantedAt: row.wanted_at,
    workspace: { platform, externalId: row.workspace },
    recipient:
      row.channel === null
        ? { accountId: row.account_id ?? '', personId: row.person_id ?? '' }
        : { channel: row.channel },
    address,
    content: contentFrom(row, text),
  };
}

function contentFrom(row: LeasedRow, text: string | undefined): LeasedEntry['content'] {
  if (text === undefined) return { home: true };
  const { card, files } = JSON.parse(text) as OutboxContent; // sealed by `appendOutbox`
  if (row.kind === 'send')
    return row.slot === null ? { send: card, files } : { send: card, slot: row.slot, files };
  const message = row.message_address === null ? undefined : asMessageAddress(row.message_address);
  return { update: card, message };
}

function textOf(vault: Vault, row: LeasedRow): string | undefined {
  if (row.content === null) return undefined;
  try {
    return vault.open(row.content, contentPlace(row.id));
  } catch {
    return undefined;
  }
}

async function giveUpUnreadable({ trx, organisationId }: Scope, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'given-up', content: null, lease_until: null, why: 'unreadable', done_at: now })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
}
