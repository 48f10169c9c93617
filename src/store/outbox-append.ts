/** What goes out later is written down: for whom, through which account, and sealed. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OutboxEntry } from '../engine/ports.ts';
import type { ChannelKey, Platform } from '../engine/terms.ts';
import { keepBundle } from './bundles.ts';
import type { OutboxContent } from './outbox-content.ts';
import { contentPlace } from './outbox-content.ts';
import { seeToHeld } from './outbox-held.ts';
import type { HeldMessage } from './outbox-held.ts';
import { rowsOf } from './rows-as-json.ts';
import type { Scope } from './scope.ts';
import { storable, storableJson } from './text.ts';
import type { Owner } from './vault.ts';

/** An account through which somebody can be reached now. */
type Account = { readonly id: string; readonly platform: Platform; readonly workspace: string };

/** Where a recipient's newest message of a slot is, or will be. */
type SlotPlace = Pick<Account, 'platform' | 'workspace'> & {
  readonly recipient: string;
  readonly slot: string;
  readonly account_id: string | null;
};

type Whereabouts = {
  /** By person, the account that was seen last first. */
  readonly accounts: ReadonlyMap<string, readonly Account[]>;
  readonly slots: readonly SlotPlace[];
  readonly held: readonly HeldMessage[];
};

type Route = Pick<Account, 'platform' | 'workspace'> & { readonly accountId: string | null };

/**
 * See `TurnTransaction.appendOutbox`. A message to a person goes to the account that was seen last; one that replaces
 * another goes where that one is; a page is drawn on every platform that the person uses. What can reach nobody is
 * written down as given up.
 */
export async function appendOutbox(
  scope: Scope,
  entries: readonly OutboxEntry[],
  now: Date,
): Promise<readonly Platform[]> {
  if (entries.length === 0) return [];
  const { trx, vault } = scope;
  const whereabouts = await findWhereabouts(scope, entries);
  await vault.prepare(entries.flatMap((entry) => ('home' in entry.content ? [] : [ownerOf(scope, entry)])));
  const left = await seeToHeld(scope, entries, whereabouts.held, now);
  if (left.length === 0) return [];
  for (const { content, to } of left)
    if ('send' in content && content.bundle !== undefined && 'person' in to)
      await keepBundle(scope, content.bundle, to.person, now);

  const rows = left.flatMap((entry) => {
    const routes = routesFor(entry, whereabouts);
    if (routes.length === 0) return [rowFor(scope, entry, undefined, entry.dedupeKey, now)];
    return routes.map((route, index) =>
      rowFor(scope, entry, route, index === 0 ? entry.dedupeKey : `${entry.dedupeKey}/${index}`, now),
    );
  });
  const inserted = await trx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'dedupe_key']).doNothing())
    .returning(['platform', 'state'])
    .execute();
  return [...new Set(inserted.flatMap((row) => (row.state === 'pending' ? [row.platform] : [])))];
}

/** Rows of one recipient are sent in order. A person is one recipient on all of their accounts. */
export function recipientOf(to: OutboxEntry['to']): string {
  return 'person' in to ? `person:${to.person}` : `channel:${channelName(to.channel)}`;
}

function rowFor(scope: Scope, entry: OutboxEntry, route: Route | undefined, dedupeKey: string, now: Date) {
  const { organisationId, vault } = scope;
  const { content, to } = entry;
  const id = randomUUID();
  const text = route && textOf(entry);
  const notBefore = 'send' in content && (content.notBefore ?? now) > now ? content.notBefore : undefined;
  return {
    organisation_id: organisationId,
    id,
    dedupe_key: dedupeKey,
    platform: route?.platform ?? 'none',
    workspace: route?.workspace ?? '',
    recipient: recipientOf(to),
    person_id: 'person' in to ? to.person : null,
    account_id: route?.accountId ?? null,
    channel: 'channel' in to ? storableJson(to.channel) : null,
    kind: kindOf(content),
    slot: 'slot' in content && content.slot !== undefined ? content.slot : null,
    message_address: 'replace' in content ? storable(content.message) : null,
    content: text === undefined ? null : vault.seal(ownerOf(scope, entry), text, contentPlace(id)),
    state: route === undefined ? ('given-up' as const) : ('pending' as const),
    why: route === undefined ? 'no-account' : null,
    due_at: notBefore ?? now,
    wanted_at: notBefore ?? now,
    held: notBefore !== undefined,
    bundle_id: 'send' in content ? (content.bundle?.id ?? null) : null,
    appended_at: now,
    done_at: route === undefined ? now : null,
  };
}

function textOf({ content }: OutboxEntry): string | undefined {
  if ('home' in content) return undefined;
  const kept: OutboxContent =
    'send' in content
      ? { card: content.send, files: content.files }
      : { card: 'revise' in content ? content.revise : content.replace, files: [] };
  return JSON.stringify(kept);
}

function kindOf(content: OutboxEntry['content']): 'send' | 'revise' | 'replace' | 'home' {
  if ('send' in content) return 'send';
  if ('revise' in content) return 'revise';
  return 'replace' in content ? 'replace' : 'home';
}

/** The person's key; a channel's text is the organisation's. */
function ownerOf({ organisationId }: Scope, { to }: OutboxEntry): Owner {
  return 'person' in to ? { kind: 'person', id: to.person } : { kind: 'organisation', id: organisationId };
}

function routesFor({ to, content }: OutboxEntry, { accounts, slots }: Whereabouts): readonly Route[] {
  if ('channel' in to)
    return [{ platform: to.channel.platform, workspace: to.channel.workspace, accountId: null }];
  const theirs = accounts.get(to.person) ?? [];
  const [seenLast] = theirs;
  if ('home' in content) return theirs.map(throughAccount);
  if ('replace' in content) {
    const there = theirs.find((one) => one.platform === content.platform);
    return there === undefined ? [] : [throughAccount(there)];
  }
  if ('revise' in content) {
    const recipient = recipientOf(to);
    const place = slots.find((one) => one.recipient === recipient && one.slot === content.slot);
    const there = place && theirs.find((one) => one.id === place.account_id);
    if (there !== undefined) return [throughAccount(there)];
  }
  return seenLast === undefined ? [] : [throughAccount(seenLast)];
}

function throughAccount({ id, platform, workspace }: Account): Route {
  return { platform, workspace, accountId: id };
}

async function findWhereabouts(
  { trx, organisationId }: Scope,
  entries: readonly OutboxEntry[],
): Promise<Whereabouts> {
  const people = [...new Set(entries.flatMap(({ to }) => ('person' in to ? [to.person] : [])))];
  if (people.length === 0) return { accounts: new Map(), slots: [], held: [] };
  const revised = entries.flatMap(({ to, content }) => ('revise' in content ? [recipientOf(to)] : []));
  const slotNames = entries.flatMap(({ content }) => ('revise' in content ? [content.slot] : []));
  const named = entries.flatMap(({ to, content }) =>
    'slot' in content && content.slot !== undefined
      ? [{ recipient: recipientOf(to), slot: content.slot }]
      : [],
  );
  const ofSlots = sql`organisation_id = ${organisationId} and recipient = any(${revised}) and slot = any(${slotNames})`;
  const { rows } = await sql<{
    accounts: (Account & { person_id: string })[];
    slots: SlotPlace[];
    held: HeldMessage[];
  }>`
    select
      ${rowsOf(sql`
        select person_id, id, platform, workspace from account
        where organisation_id = ${organisationId} and person_id = any(${people}::uuid[])
          and reachable and not outsider
        order by last_seen_at desc nulls last, id`)} as accounts,
      ${rowsOf(sql`
        select distinct on (recipient, slot) recipient, slot, platform, workspace, account_id from (
          select recipient, slot, sequence, platform, workspace, account_id from outbox
            where ${ofSlots} and kind = 'send' and state = 'pending'
          union all
          select recipient, part.slot, sequence, platform, workspace, account_id from outbox
            join bundle on bundle.organisation_id = outbox.organisation_id and bundle.id = outbox.bundle_id
            cross join unnest(bundle.slots) part(slot)
            where outbox.organisation_id = ${organisationId} and recipient = any(${revised}) and state = 'pending'
              and part.slot = any(${slotNames})
          union all
          select recipient, slot, sequence, platform, workspace, account_id from message where ${ofSlots}
        ) newest order by recipient, slot, sequence desc`)} as slots,
      ${rowsOf(sql`
        select id, recipient, slot, person_id from outbox
        where organisation_id = ${organisationId} and state = 'pending' and held and lease_until is null
          and recipient = any(${named.map(({ recipient }) => recipient)}) and slot = any(${named.map(({ slot }) => slot)})
        order by sequence desc`)} as held
  `.execute(trx);
  const accounts = new Map<string, Account[]>();
  for (const account of rows[0]?.accounts ?? [])
    accounts.set(account.person_id, [...(accounts.get(account.person_id) ?? []), account]);
  return { accounts, slots: rows[0]?.slots ?? [], held: rows[0]?.held ?? [] };
}

/** Only what tells channels apart: one that was renamed is the same. */
function channelName({ platform, workspace, address }: ChannelKey): string {
  const parts = Object.entries(address).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([platform, workspace, parts]);
}
