/**
 * Turns rows into records with as few round trips as can be: first all rows are taken in, noting what has to be opened
 * and who is named; then one query brings the keys and the people, and the texts are filled in.
 */

import { sql } from 'kysely';
import type { People, Someone } from '../mentoring/facts.ts';
import type { Records } from '../mentoring/records.ts';
import { bytesFrom, columnOf, recordFrom, sealedFields } from './codec.ts';
import type { RowJson, Sealing } from './codec.ts';
import { codecOf } from './nouns.ts';
import type { Scope } from './scope.ts';
import type { DataKeyJson } from './vault.ts';

/** Whether the asker may read a confidential field of this record. */
export type Reveal = (field: string) => boolean;

export type Reading = {
  /** A record; its confidential fields stand empty until `finish`, and stay so where `reveal` says no. */
  readonly record: <Noun extends keyof Records>(noun: Noun, row: RowJson, reveal?: Reveal) => Records[Noun];
  /** Opens what was taken in, and brings the people of these ids. */
  readonly finish: (people: readonly (string | undefined)[]) => Promise<People>;
};

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

  async function finish(people: readonly (string | undefined)[]): Promise<People> {
    const personIds = [...new Set(people.filter((id) => id !== undefined))];
    const keyIds = vault.lacking(toOpen.map(({ sealed }) => sealed));
    const { rows } = await sql<{ people: Someone[]; keys: DataKeyJson[] }>`
      select
        (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'zone', zone)), '[]') from person
          where organisation_id = ${organisationId} and id = any(${personIds}::uuid[])) as people,
        (select coalesce(json_agg(key), '[]')
          from (select id, owner_kind, owner_id, wrapping_key, wrapped from data_key
            where organisation_id = ${organisationId} and id = any(${keyIds}::uuid[])) key) as keys
    `.execute(trx);
    vault.add(rows[0]?.keys ?? []);
    for (const { put } of toOpen) put();
    return Object.fromEntries((rows[0]?.people ?? []).map((one) => [one.id, one]));
  }

  return { record, finish };
}

function shown(kind: Sealing<Record<string, unknown>>, text: string | undefined, readable: boolean): unknown {
  if (text === undefined) return kind.erased;
  const value: unknown = kind.sealed === 'json' ? JSON.parse(text) : text;
  // It was sealed from a value of the field's own type, which is the one that `wordless` takes.
  return readable || kind.wordless === undefined ? value : kind.wordless(value as never);
}

const nothing: Reveal = () => false;
