/** Writes what a dialog decided: rows of any noun inserted and updated, by its codec. */

import { sql } from 'kysely';
import type { Change } from '../mentoring/records/change.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import {
  bytesFrom,
  columnOf,
  plainColumns,
  recordFrom,
  sealedColumns,
  sealedFields,
  sealings,
} from './codec.ts';
import type { AnyCodec, RowJson } from './codec.ts';
import { codecOf } from './nouns.ts';
import type { Scope } from './scope.ts';
import { destroyKeys } from './vault.ts';

type Values = Readonly<Record<string, unknown>>;
type Insert = { readonly change: 'insert'; readonly noun: string; readonly row: Values };
type Remove = { readonly change: 'remove'; readonly noun: string; readonly id: string };
type Update = { readonly change: 'update'; readonly noun: string; readonly id: string; readonly set: Values };
type Shred = { readonly change: 'shred'; readonly noun: string; readonly id: string };
type Single = Insert | Update | Remove | Shred;

/**
 * See `TurnTransaction.apply`. Neighbouring inserts of one noun are one statement, or a few where they are many. Throws for an update of a row that
 * this organisation does not have; a row that is gone already is removed by doing nothing.
 */
export async function applyChanges(scope: Scope, changes: readonly Change[], now: Date): Promise<void> {
  // What the union promises field by field is checked by the codecs again, which know every field there is.
  const all = changes as readonly Single[];
  await scope.vault.prepare(
    all.flatMap((change) =>
      change.change === 'insert'
        ? sealings(codecOf(change.noun), change.row, change.row).map(({ owner }) => owner)
        : [],
    ),
  );
  for (const group of neighbours(all)) {
    const [first] = group;
    if (first.change === 'update') await updateRow(scope, first, now);
    else if (first.change === 'remove') await removeRow(scope, first);
    else if (first.change === 'shred') await shred(scope, first, now);
    else
      await insertRows(
        scope,
        codecOf(first.noun),
        group.flatMap((one) => (one.change === 'insert' ? [one.row] : [])),
        now,
      );
  }
}

async function insertRows(scope: Scope, codec: AnyCodec, all: readonly Values[], now: Date): Promise<void> {
  const { trx, organisationId, vault } = scope;
  // An absent field is written as null, so that every row has the same columns.
  const absent = Object.fromEntries(Object.keys(codec.fields).map((field) => [field, undefined]));
  const rows = all.map((values) => ({
    organisation_id: organisationId,
    ...Object.fromEntries(sealedFields(codec).map(([field]) => [columnOf(field), null])),
    ...plainColumns(codec, { ...absent, ...values }),
    ...sealedColumns(codec, vault, String(values['id']), sealings(codec, values, values)),
    created_at: now,
    updated_at: now,
  }));
  const columns = Object.keys(rows[0] ?? {});
  await sql`
    insert into ${sql.table(codec.table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map((row: Values) => sql`(${sql.join(columns.map((column) => row[column]))})`))}
  `.execute(trx);
  for (const values of all) await writeCoordinators(scope, codec, String(values['id']), values);
}

async function updateRow(scope: Scope, change: Update, now: Date): Promise<void> {
  const { trx, organisationId } = scope;
  const codec = codecOf(change.noun);
  const columns = {
    ...plainColumns(codec, change.set),
    ...(await sealedUpdate(scope, codec, change)),
    // Whoever chooses a zone means it; what a platform says later must not undo it.
    ...(change.noun === 'person' && 'zone' in change.set ? { zone_chosen: true } : {}),
    updated_at: now,
  };
  const settings = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const { numAffectedRows } = await sql`
    update ${sql.table(codec.table)} set ${sql.join(settings)}
    where organisation_id = ${organisationId} and id = ${change.id}
  `.execute(trx);
  if (numAffectedRows !== 1n) throw new Error(`There is no ${change.noun} ${change.id} to update`);
  await writeCoordinators(scope, codec, change.id, change.set);
}

/**
 * The sealed columns of an update. Whose key seals a text can depend on fields that the update leaves alone, or changes
 * while it leaves the text alone: the text is then sealed anew for its new owner.
 */
async function sealedUpdate(scope: Scope, codec: AnyCodec, { id, set }: Update): Promise<Values> {
  const { vault } = scope;
  const concerned = sealedFields(codec).filter(
    ([field, kind]) => field in set || kind.needs.some((needed) => needed in set),
  );
  if (concerned.length === 0) return {};
  const cleared = concerned.filter(([field]) => field in set && set[field] === undefined);
  const needsRow = concerned.some(
    ([field, kind]) => !(field in set) || kind.needs.some((needed) => !(needed in set)),
  );
  const row = needsRow ? await readRow(scope, codec, id) : {};
  const values: Record<string, unknown> = { ...set };
  const untouched = concerned.filter(([field]) => !(field in set));
  const before = untouched.flatMap(([field]) => bytesFrom(row[columnOf(field)]) ?? []);
  await vault.load(before);
  for (const [field, kind] of untouched) {
    const column = columnOf(field);
    const sealed = bytesFrom(row[column]);
    const text = sealed && vault.open(sealed, { table: codec.table, column, rowId: id });
    if (text !== undefined) values[field] = kind.sealed === 'json' ? JSON.parse(text) : text;
  }
  const all = sealings(codec, values, { ...recordFrom(codec, row), ...set });
  await vault.prepare(all.map(({ owner }) => owner));
  return {
    ...Object.fromEntries(cleared.map(([field]) => [columnOf(field), null])),
    ...sealedColumns(codec, vault, id, all),
  };
}

/** A pair's key, and the answers that are kept for repeated events: some of those show what the two could read. */
async function shred({ trx, organisationId }: Scope, { id }: Shred, now: Date): Promise<void> {
  await destroyKeys(trx, organisationId, { kind: 'relationship', id }, now);
  await sql`
    update inbox set reply = null
    where organisation_id = ${organisationId} and reply is not null and person_id in (
      select unnest(array[mentee_id, mentor_id]) from relationship
      where organisation_id = ${organisationId} and id = ${id})
  `.execute(trx);
}

async function removeRow({ trx, organisationId }: Scope, { noun, id }: Remove): Promise<void> {
  await sql`
    delete from ${sql.table(codecOf(noun).table)} where organisation_id = ${organisationId} and id = ${id}
  `.execute(trx);
}

async function readRow({ trx, organisationId }: Scope, codec: AnyCodec, id: string): Promise<RowJson> {
  const { rows } = await sql<{ row: RowJson }>`
    select to_jsonb(one) as row from ${sql.table(codec.table)} one
    where organisation_id = ${organisationId} and id = ${id}
  `.execute(trx);
  if (rows[0] === undefined) throw new Error(`There is no row ${id} in ${codec.table} to update`);
  return rows[0].row;
}

/** A scheme's coordinators are rows of their own, so that each is known to be a person of the organisation. */
async function writeCoordinators(
  { trx, organisationId }: Scope,
  codec: AnyCodec,
  schemeId: string,
  values: Values,
): Promise<void> {
  if (codec.table !== 'scheme' || values['coordinatorIds'] === undefined) return;
  const ids = values['coordinatorIds'] as Scheme['coordinatorIds']; // the noun is a scheme, its field has this type
  await sql`
    with removed as (
      delete from coordinator where organisation_id = ${organisationId} and scheme_id = ${schemeId}
        and person_id <> all(${ids}::uuid[])
    )
    insert into coordinator (organisation_id, scheme_id, person_id)
    select ${organisationId}::uuid, ${schemeId}::uuid, id from unnest(${ids}::uuid[]) id
    on conflict do nothing
  `.execute(trx);
}

/** One statement has at most 65,535 values, and making a long one keeps everybody else in the process waiting. */
const ROWS_A_STATEMENT = 200;

/** Runs of inserts of one noun, as long as a statement may be; everything else alone. */
function neighbours(all: readonly Single[]): [Single, ...Single[]][] {
  const groups: [Single, ...Single[]][] = [];
  for (const change of all) {
    const last = groups.at(-1);
    if (
      last !== undefined &&
      change.change === 'insert' &&
      last[0].change === 'insert' &&
      last[0].noun === change.noun &&
      last.length < ROWS_A_STATEMENT
    )
      last.push(change);
    else groups.push([change]);
  }
  return groups;
}
