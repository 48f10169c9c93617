/** Data keys: one for each person, relationship or organisation, made when first needed, destroyed to erase. */

import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { keyBytes } from './keys.ts';
import type { KeyRing } from './keys.ts';
import type { Tables } from './schema.ts';
import { dataKeyIdOf, open, seal } from './seal.ts';
import type { DataKey, Place } from './seal.ts';

/** Whose key it is: destroying it erases what was sealed for them, and nothing else. */
export type Owner = { readonly kind: 'person' | 'relationship' | 'organisation'; readonly id: string };

/** Where in this transaction's organisation. */
export type RowPlace = Omit<Place, 'organisationId'>;

/** The data keys of one transaction. Nothing outlives it, so a destroyed key is gone from the next turn on. */
export type Vault = {
  /** Makes ready to seal for these owners, with at most one round trip where their keys exist. */
  readonly prepare: (owners: readonly Owner[]) => Promise<void>;
  /** Only for owners that were prepared. */
  readonly seal: (owner: Owner, text: string, place: RowPlace) => Buffer;
  /** Makes ready to open these values, with at most one round trip. */
  readonly load: (sealed: readonly Buffer[]) => Promise<void>;
  /** Ids of the data keys that opening these values still lacks. For a caller that reads them along with its own. */
  readonly lacking: (sealed: readonly Buffer[]) => readonly string[];
  /** Takes in key rows that a caller has read itself, as JSON. */
  readonly add: (rows: readonly DataKeyJson[]) => void;
  /** Only for values that were loaded. `undefined`: its key was destroyed, the text is erased. */
  readonly open: (sealed: Buffer, place: RowPlace) => string | undefined;
};

/** A row of `data_key` as PostgreSQL writes it in JSON. */
export type DataKeyJson = {
  readonly id: string;
  readonly owner_kind: Owner['kind'];
  readonly owner_id: string;
  readonly wrapping_key: string;
  readonly wrapped: string | null;
};

export function createVault(trx: Transaction<Tables>, organisationId: string, ring: KeyRing): Vault {
  const inUse = new Map<string, DataKey>();
  /** `undefined` for a destroyed one. */
  const byId = new Map<string, DataKey | undefined>();

  function keep(row: DataKeyRow): void {
    const owner: Owner = { kind: row.owner_kind, id: row.owner_id };
    const key = row.wrapped && {
      id: row.id,
      bytes: ring.unwrap(row.wrapping_key, row.wrapped, placeOfKey(organisationId, owner, row.id)),
    };
    byId.set(row.id, key ?? undefined);
    if (key !== null) inUse.set(nameOf(owner), key);
  }

  async function prepare(owners: readonly Owner[]): Promise<void> {
    const missing = lackingOf(owners, inUse);
    if (missing.length === 0) return;
    for (const row of await keysInUse(trx, organisationId, missing)) keep(row);
    const without = lackingOf(missing, inUse);
    if (without.length === 0) return;
    const made = without.map((owner) => newDataKey(organisationId, owner, ring));
    await trx
      .insertInto('data_key')
      .values(made)
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'owner_kind', 'owner_id'])
          .where('destroyed_at', 'is', null)
          .doNothing(),
      )
      .execute();
    // Read back: of two turns that made one for the same owner at once, both use the one that was kept.
    for (const row of await keysInUse(trx, organisationId, without)) keep(row);
  }

  function lacking(sealed: readonly Buffer[]): readonly string[] {
    return [...new Set(sealed.map(dataKeyIdOf))].filter((id) => !byId.has(id));
  }

  return {
    prepare,
    lacking,
    seal: (owner, text, place) => {
      const key = inUse.get(nameOf(owner));
      if (key === undefined) throw new Error(`No data key was prepared for ${owner.kind} ${owner.id}`);
      return seal(key, text, { organisationId, ...place });
    },
    load: async (sealed) => {
      const ids = lacking(sealed);
      if (ids.length === 0) return;
      const rows = await trx
        .selectFrom('data_key')
        .select(['id', 'owner_kind', 'owner_id', 'wrapping_key', 'wrapped'])
        .where('organisation_id', '=', organisationId)
        .where('id', 'in', ids)
        .execute();
      for (const row of rows) keep(row);
    },
    add: (rows) => {
      for (const row of rows)
        keep({ ...row, wrapped: row.wrapped === null ? null : Buffer.from(row.wrapped.slice(2), 'hex') });
    },
    open: (sealed, place) => {
      const id = dataKeyIdOf(sealed);
      if (!byId.has(id)) throw new Error(`The data key ${id} of a sealed value does not exist`);
      const key = byId.get(id);
      return key && open(key, sealed, { organisationId, ...place });
    },
  };
}

/**
 * Erases everything that was sealed for an owner. Backups made earlier hold the wrapped key until they expire: whoever
 * needs more removes the wrapping key too, after rewrapping the others. New text gets a new key.
 */
export async function destroyKeys(
  trx: Transaction<Tables>,
  organisationId: string,
  owner: Owner,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('data_key')
    .set({ wrapped: null, destroyed_at: at })
    .where('organisation_id', '=', organisationId)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Wraps data keys with the ring's current key that another key wraps still, at most `limit`. Returns how many; 0 means
 * that the old keys may be taken out of the configuration. Two callers at once do not do the same rows.
 */
export async function rewrapKeys(
  trx: Transaction<Tables>,
  organisationId: string,
  ring: KeyRing,
  limit: number,
): Promise<number> {
  const rows = await trx
    .selectFrom('data_key')
    .select(['id', 'owner_kind', 'owner_id', 'wrapping_key', 'wrapped'])
    .where('organisation_id', '=', organisationId)
    .where('destroyed_at', 'is', null)
    .where('wrapping_key', '<>', ring.current)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const row of rows) {
    if (row.wrapped === null) continue;
    const place = placeOfKey(organisationId, { kind: row.owner_kind, id: row.owner_id }, row.id);
    const { keyId, wrapped } = ring.wrap(ring.unwrap(row.wrapping_key, row.wrapped, place), place);
    await trx
      .updateTable('data_key')
      .set({ wrapping_key: keyId, wrapped })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', row.id)
      .execute();
  }
  return rows.length;
}

type DataKeyRow = Omit<DataKeyJson, 'wrapped'> & { readonly wrapped: Buffer | null };

function keysInUse(
  trx: Transaction<Tables>,
  organisationId: string,
  owners: readonly Owner[],
): Promise<DataKeyRow[]> {
  return trx
    .selectFrom('data_key')
    .select(['id', 'owner_kind', 'owner_id', 'wrapping_key', 'wrapped'])
    .where('organisation_id', '=', organisationId)
    .where('destroyed_at', 'is', null)
    .where(
      sql<boolean>`(owner_kind, owner_id) in (${sql.join(owners.map(({ kind, id }) => sql`(${kind}, ${id}::uuid)`))})`,
    )
    .execute();
}

function newDataKey(organisationId: string, owner: Owner, ring: KeyRing) {
  const id = randomUUID();
  const { keyId, wrapped } = ring.wrap(randomBytes(keyBytes), placeOfKey(organisationId, owner, id));
  return {
    organisation_id: organisationId,
    id,
    owner_kind: owner.kind,
    owner_id: owner.id,
    wrapping_key: keyId,
    wrapped,
  };
}

function placeOfKey(organisationId: string, owner: Owner, id: string): string {
  return JSON.stringify([organisationId, owner.kind, owner.id, id]);
}

function lackingOf(owners: readonly Owner[], known: ReadonlyMap<string, unknown>): Owner[] {
  const missing = new Map(owners.map((owner) => [nameOf(owner), owner]));
  for (const name of known.keys()) missing.delete(name);
  // In one order, so that two turns that make keys for the same people never wait for each other crosswise.
  return [...missing.values()].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf(owner: Owner): string {
  return `${owner.kind}:${owner.id}`;
}
