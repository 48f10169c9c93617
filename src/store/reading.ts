/**
 * Turns rows into records with as few round trips as can be: first all rows are taken in, noting what has to be opened
 * and who is named; then one query brings the keys and the people, and the texts are filled in.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Courtesy, People, Someone } from '../mentoring/facts.ts';
import type { Records } from '../mentoring/records/change.ts';
import { bytesFrom, columnOf, recordFrom, sealedFields } from './codec.ts';
import type { RowJson, Sealing } from './codec.ts';
import { codecOf } from './nouns.ts';
import { rowsOf } from './rows-as-json.ts';
import type { Scope } from './scope.ts';
import type { DataKeyJson } from './vault.ts';

/** Whether the asker may read a confidential field of this record. */
export type Reveal = (field: string) => boolean;

export type Reading = {
  /** A record; its confidential fields stand empty until `finish`, and stay so where `reveal` says no. */
  readonly record: <Noun extends keyof Records>(noun: Noun, row: RowJson, reveal?: Reveal) => Records[Noun];
  /** Opens what was taken in, and brings the people of these ids. `besides`: a query for the ids of others, of thousands. */
  readonly finish: (
    people: readonly (string | undefined)[],
    besides?: RawBuilder<unknown>,
  ) => Promise<People>;
};

/** Somebody, as few characters on the way as can be. */
type PersonValues = readonly [id: string, name: string, zone: string];

type ToOpen = { readonly sealed: Buffer; readonly put: () => void };

export function beginReading({ trx, organisationId, vault }: Scope): Reading {
  const toOpen: ToOpen[] = [];

  function record<Noun extends keyof Records>(
    noun: Noun,
    row: RowJson,
    reveal: Reveal = nothing,
  ): Records[Noun] {
    const codec = codecOf(noun);
    const made = recordFrom(codec, row);
    const rowId = String(row['id']);
    for (const [field, kind] of sealedFields(codec)) {
      const column = columnOf(field);
      const sealed = bytesFrom(row[column]);
      if (sealed === undefined) continue;
      const readable = reveal(field);
      if (kind.withheld !== undefined) made[field] = kind.withheld;
      if (!readable && kind.wordless === undefined) continue;
      const put = (): void => {
        const text = vault.open(sealed, { table: codec.table, column, rowId });
        made[field] = shown(kind, text, readable);
      };
      toOpen.push({ sealed, put });
    }
    // The codec has every field of the noun, so what it makes of a row is the noun.
    return made as Records[Noun];
  }

  async function finish(
    people: readonly (string | undefined)[],
    besides?: RawBuilder<unknown>,
  ): Promise<People> {
    const personIds = [...new Set(people.filter((id) => id !== undefined))];
    const keyIds = vault.lacking(toOpen.map(({ sealed }) => sealed));
    const ours = sql`organisation_id = ${organisationId}`;
    const isTheirs = (column: string): RawBuilder<unknown> => {
      const named = sql`${sql.ref(column)} = any(${personIds}::uuid[])`;
      return besides === undefined ? named : sql`(${named} or ${sql.ref(column)} in (${besides}))`;
    };
    const theirs = sql`${ours} and ${isTheirs('person_id')}`;
    const { rows } = await sql<
      { people: PersonValues[]; keys: DataKeyJson[] } & Record<'choices' | 'absences' | 'closures', RowJson[]>
    >`
      select
        ${rowsOf(sql`select * from reminder_choices where ${theirs}`)} as choices,
        ${rowsOf(sql`select * from absence where ${theirs} order by first_day, id`)} as absences,
        ${rowsOf(sql`select * from closure where organisation_id = ${organisationId} order by first_day, id`)} as closures,
        (select coalesce(json_agg(json_build_array(id, name, zone)), '[]') from person
          where ${ours} and ${isTheirs('id')}) as people,
        (select coalesce(json_agg(key), '[]')
          from (select id, owner_kind, owner_id, wrapping_key, wrapped from data_key
            where organisation_id = ${organisationId} and id = any(${keyIds}::uuid[])) key) as keys
    `.execute(trx);
    vault.add(rows[0]?.keys ?? []);
    for (const { put } of toOpen) put();
    const { people: found = [], ...courtesy } = rows[0] ?? {};
    return withCourtesy(found, courtesy);
  }

  return { record, finish };
}

/** People with what decides when they may be told something. Most have chosen nothing, and share the closure days. */
function withCourtesy(
  people: readonly PersonValues[],
  found: Partial<Record<'choices' | 'absences' | 'closures', RowJson[]>>,
): People {
  const choices = rowsWith('reminderChoices', found.choices);
  const absences = rowsWith('absence', found.absences);
  const closures = rowsWith('closure', found.closures);
  const usual: Courtesy = { absences: [], closures };
  const special = new Set([...choices, ...absences].map(({ personId }) => personId));
  const courtesyOf = (id: string): Courtesy => {
    if (!special.has(id)) return usual;
    const chosen = choices.find(({ personId }) => personId === id);
    const away = absences.filter(({ personId }) => personId === id);
    return { ...(chosen && { choices: chosen }), absences: away, closures };
  };
  // One by one, and not by way of a list of pairs: there may be thousands.
  const all: Record<string, Someone> = {};
  for (const [id, name, zone] of people) all[id] = { id, name, zone, courtesy: courtesyOf(id) };
  return all;
}

/** Records of nouns without anything sealed. */
function rowsWith<Noun extends 'reminderChoices' | 'absence' | 'closure'>(
  noun: Noun,
  rows: readonly RowJson[] = [],
): readonly Records[Noun][] {
  return rows.map((row) => recordFrom(codecOf(noun), row) as Records[Noun]); // the codec has every field of the noun
}

function shown(kind: Sealing<Record<string, unknown>>, text: string | undefined, readable: boolean): unknown {
  if (text === undefined) return kind.erased;
  const kept: unknown = kind.sealed === 'json' ? JSON.parse(text) : text;
  // It was sealed from a value of the field's own type, which is the one that `complete` and `wordless` take.
  const value = kind.complete === undefined ? kept : kind.complete(kept as never);
  return readable || kind.wordless === undefined ? value : kind.wordless(value as never);
}

const nothing: Reveal = () => false;
