/**
 * How a record becomes a row and a row a record: one mechanism for every noun, driven by a table of its fields
 * (`nouns.ts`). Column names are field names in snake case.
 */

import type { WallTime } from '../mentoring/records/wall-time.ts';
import { storable, storableJson } from './text.ts';
import type { Owner, Vault } from './vault.ts';

/** How one field is kept. */
export type FieldKind<R> =
  /** As it is: text, numbers, booleans, ids, dates, and lists of text or ids. */
  | 'plain'
  | 'json'
  /** A Date, as timestamptz. */
  | 'instant'
  /** A WallTime, as three columns. */
  | 'wall'
  /** In a table of its own; `apply` and the queries take care of it. */
  | 'elsewhere'
  | Sealing<R>;

/** A confidential field: encrypted under the key of `owner`, which depends on the fields that it `needs`. */
export type Sealing<R> = {
  readonly sealed: 'text' | 'json';
  readonly needs: readonly (keyof R & string)[];
  readonly owner: (row: R) => Owner;
  /** Stands in its place once its key was destroyed. */
  readonly erased: unknown;
  /** What those get who may not read it. */
  readonly withheld: unknown;
  /** Gives values that were kept by an earlier version what they lack. */
  readonly complete?: (value: never) => unknown;
  /** For those who may not read its words but may know the rest, such as how often a pair agreed to meet. */
  readonly wordless?: (value: never) => unknown;
};

export type Codec<R> = {
  readonly table: string;
  readonly fields: { readonly [F in keyof R & string]-?: FieldKind<R> };
};

/** A codec whose record type has been forgotten, for the code that treats all nouns alike. */
export type AnyCodec = {
  readonly table: string;
  readonly fields: Readonly<Record<string, FieldKind<Record<string, unknown>>>>;
};

/** A row as PostgreSQL writes it in JSON. */
export type RowJson = Readonly<Record<string, unknown>>;

/** The columns to write for the fields that are present. Sealed fields are left to `sealedColumns`. */
export function plainColumns(
  codec: AnyCodec,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    const kind = codec.fields[field];
    if (kind === undefined) throw new Error(`The noun kept in ${codec.table} has no field ${field}`);
    if (typeof kind === 'object' || kind === 'elsewhere') continue;
    Object.assign(columns, toColumns(kind, columnOf(field), value));
  }
  return columns;
}

/** The sealed fields among these values, with whose key seals each. `row` has at least the fields that owners need. */
export function sealings(
  codec: AnyCodec,
  values: Readonly<Record<string, unknown>>,
  row: Readonly<Record<string, unknown>>,
): { field: string; owner: Owner; text: string }[] {
  return sealedFields(codec).flatMap(([field, kind]) => {
    const value = values[field];
    if (value === undefined) return [];
    const text = kind.sealed === 'json' ? JSON.stringify(value) : textOf(value);
    return [{ field, owner: kind.owner(row), text }];
  });
}

/** The sealed columns to write; the vault has been prepared for their owners. */
export function sealedColumns(
  codec: AnyCodec,
  vault: Vault,
  rowId: string,
  all: readonly { field: string; owner: Owner; text: string }[],
): Record<string, Buffer> {
  return Object.fromEntries(
    all.map(({ field, owner, text }) => {
      const column = columnOf(field);
      return [column, vault.seal(owner, text, { table: codec.table, column, rowId })];
    }),
  );
}

export function sealedFields(
  codec: AnyCodec,
): readonly (readonly [string, Sealing<Record<string, unknown>>])[] {
  let fields = sealedOf.get(codec);
  if (fields === undefined) {
    fields = Object.entries(codec.fields).flatMap(([field, kind]) =>
      typeof kind === 'object' ? [[field, kind] as const] : [],
    );
    sealedOf.set(codec, fields);
  }
  return fields;
}

/** Asked for every row: worked out once for each noun. */
const sealedOf = new WeakMap<AnyCodec, ReturnType<typeof sealedFields>>();

/** The record that a row holds, but for its sealed fields. What is null in the table is absent in the record. */
export function recordFrom(codec: AnyCodec, row: RowJson): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [field, kind] of Object.entries(codec.fields)) {
    if (typeof kind === 'object') continue;
    const value = kind === 'wall' ? wallFrom(columnOf(field), row) : row[columnOf(field)];
    if (value === null || value === undefined) continue;
    record[field] = kind === 'instant' ? new Date(textOf(value)) : value;
  }
  return record;
}

/** bytea as PostgreSQL writes it in JSON. */
export function bytesFrom(value: unknown): Buffer | undefined {
  return typeof value === 'string' ? Buffer.from(value.replace(/^\\x/, ''), 'hex') : undefined;
}

export function columnOf(field: string): string {
  let column = columns.get(field);
  if (column === undefined) {
    column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(field, column);
  }
  return column;
}

/** Fields are few and asked for in every row; made anew each time, this was half of the reading of a large pool. */
const columns = new Map<string, string>();

function toColumns(
  kind: 'plain' | 'json' | 'instant' | 'wall',
  column: string,
  value: unknown,
): Record<string, unknown> {
  switch (kind) {
    case 'plain':
      return { [column]: plainValue(value) };
    case 'json':
      return { [column]: value === undefined ? null : storableJson(value) };
    case 'instant':
      return { [column]: value ?? null };
    case 'wall': {
      const { date, time, zone } = value as WallTime; // the codec table says so, and its type ties it to the record's
      return { [`${column}_date`]: date, [`${column}_time`]: time, [`${column}_zone`]: zone };
    }
    default:
      return kind satisfies never;
  }
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(plainValue);
  return value ?? null;
}

function wallFrom(column: string, row: RowJson): WallTime {
  return {
    date: textOf(row[`${column}_date`]),
    time: textOf(row[`${column}_time`]),
    zone: textOf(row[`${column}_zone`]),
  };
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`Expected text, found ${typeof value}`);
  return value;
}
