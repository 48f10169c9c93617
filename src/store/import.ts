/**
 * How rows of a file are imported, whatever they are about: put aside in a table of this transaction's own, held against
 * what is kept, and only then, all together, written. So nothing is locked while a file is read, any number of rows
 * takes the same memory, and a file with one bad row changes nothing.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Counts, Finding, Judgement, Remark } from '../mentoring/csv/judgement.ts';
import type { Scope } from './scope.ts';
import { storableJson } from './text.ts';

/** One kind of file. Called in this order, in one transaction; without `apply` nothing was changed. */
export type Import<Row> = {
  readonly begin: (scope: Scope) => Promise<void>;
  /** In rising order of their numbers; some hundreds at once. */
  readonly put: (scope: Scope, rows: readonly Numbered<Row>[]) => Promise<void>;
  /** Lists at most so many findings. */
  readonly judge: (scope: Scope, most: number) => Promise<Judgement>;
  readonly apply: (scope: Scope, at: Date) => Promise<void>;
};

export type Numbered<Row> = { readonly row: number; readonly value: Row };

/** The steps that a hundred thousand rows take are longer than a turn may be, and so is waiting for a slow file. */
export async function allowTime({ trx }: Scope): Promise<void> {
  await sql`set local statement_timeout = '120s'`.execute(trx);
  await sql`set local idle_in_transaction_session_timeout = '300s'`.execute(trx);
}

/** A table that only this transaction sees, with the columns that every import has. */
export async function createStage(
  { trx }: Scope,
  table: string,
  columns: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    create temporary table ${sql.table(table)} (
      at_row integer primary key, ${columns}, fate text, repeats integer, same boolean
    ) on commit drop
  `.execute(trx);
}

/** Puts rows aside. `columns`: their names; `types`: the same with their types, as JSON has them. */
export async function stage(
  { trx }: Scope,
  table: string,
  columns: readonly string[],
  types: RawBuilder<unknown>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`
    insert into ${sql.table(table)} (at_row, ${names})
    select at_row, ${names} from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(at_row integer, ${types})
  `.execute(trx);
}

/** No account is added while rows are held against those that there are. Waits for others who import or add. */
export async function lockPeople({ trx, organisationId }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('rapport people ' || ${organisationId}, 0))`.execute(
    trx,
  );
}

/** A column of addresses, and where whose they are is written. */
export type AddressColumn = { readonly email: string; readonly person: string; readonly standing: string };

/**
 * Finds whose each address is. `member` has an account; `expected` was in a file of people and has none yet; `left` has
 * none that belongs any more; `shared` means several, and `unknown` nobody.
 */
export async function findAddressees(
  { trx, organisationId }: Scope,
  table: string,
  columns: readonly AddressColumn[],
): Promise<void> {
  const addresses = columns.map(
    ({ email }) => sql`select ${sql.ref(email)} as email from ${sql.table(table)}`,
  );
  await sql`
    create temporary table import_address (email text primary key, person_id uuid, standing text not null) on commit drop
  `.execute(trx);
  await sql`analyze ${sql.table(table)}`.execute(trx);
  await sql`
    insert into import_address (email, person_id, standing)
    with wanted as (select distinct email from (${sql.join(addresses, sql` union all `)}) every),
    known as (
      select account.email, array_agg(distinct person_id) filter (where not outsider) as members
      from account join wanted on wanted.email = account.email
      where organisation_id = ${organisationId} group by account.email
    )
    select wanted.email,
      case when cardinality(members) = 1 then members[1] when members is null then expected.id end,
      case when cardinality(members) = 1 then 'member' when cardinality(members) > 1 then 'shared'
        when expected.id is not null then 'expected' when known.email is not null then 'left' else 'unknown' end
    from wanted left join known on known.email = wanted.email
    left join person expected on expected.organisation_id = ${organisationId} and expected.expected_email = wanted.email
  `.execute(trx);
  await sql`analyze import_address`.execute(trx);
  for (const { email, person, standing } of columns)
    await sql`
      update ${sql.table(table)} r set ${sql.ref(person)} = a.person_id, ${sql.ref(standing)} = a.standing
      from import_address a where a.email = r.${sql.ref(email)}
    `.execute(trx);
}

/**
 * Marks rows that are about what an earlier row is about: `repeats` it, and says the `same` or not. `key` tells what a
 * row is about; `besides` are the columns in which two rows may differ and say the same.
 */
export async function markRepeats(
  { trx }: Scope,
  table: string,
  key: RawBuilder<unknown>,
  besides: readonly string[],
): Promise<void> {
  const ignored = sql`${['at_row', 'fate', 'repeats', 'same', ...besides]}::text[]`;
  await sql`
    update ${sql.table(table)} r
    set repeats = first.at_row, same = (to_jsonb(r) - ${ignored}) = (to_jsonb(first) - ${ignored})
    from (select at_row, min(at_row) over (partition by ${key}) as first_row from ${sql.table(table)}) k
    join ${sql.table(table)} first on first.at_row = k.first_row
    where k.at_row = r.at_row and k.at_row > k.first_row
  `.execute(trx);
}

/** Tells of the rows for which this is so, if there are any. */
export async function remarkOn(
  { trx }: Scope,
  remark: Remark['remark'],
  table: string,
  which: RawBuilder<unknown>,
): Promise<readonly Remark[]> {
  const { rows } = await sql<{ count: number; rows: number[] }>`
    select count(*)::int as count, coalesce((array_agg(at_row order by at_row))[1:5], '{}') as rows
    from ${sql.table(table)} where ${which}
  `.execute(trx);
  return rows.flatMap(({ count, rows: first }) => (count === 0 ? [] : [{ remark, count, rows: first }]));
}

/** As `remarkOn`, and leaves those rows out of what follows. */
export async function leaveOut(
  scope: Scope,
  remark: Remark['remark'],
  table: string,
  which: RawBuilder<unknown>,
): Promise<readonly Remark[]> {
  const remarks = await remarkOn(scope, remark, table, which);
  if (remarks.length > 0) await sql`delete from ${sql.table(table)} where ${which}`.execute(scope.trx);
  return remarks;
}

/** What queries for findings find, each with its `row`, as one list by row. Rows with a finding have no other fate. */
export async function findingsOf(
  { trx }: Scope,
  table: string,
  queries: readonly RawBuilder<unknown>[],
  most: number,
): Promise<Pick<Judgement, 'findings' | 'found'>> {
  const all = sql.join(
    queries.map(
      (query) => sql`select (to_jsonb(q) ->> 'row')::int as at_row, to_jsonb(q) as finding from (${query}) q`,
    ),
    sql` union all `,
  );
  const { rows } = await sql<{ found: number; findings: Finding[] }>`
    with every as materialized (${all}),
    refused as (
      update ${sql.table(table)} r set fate = 'refused' from every where every.at_row = r.at_row
    )
    select (select count(*)::int from every) as found,
      coalesce((select json_agg(finding order by at_row) from (
        select * from every order by at_row limit ${most}) listed), '[]') as findings
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  return found;
}

/** Findings about whose addresses these are. `heading`: the column's, as an export has it. */
export function addressFindings(
  table: string,
  { email, standing }: Pick<AddressColumn, 'email' | 'standing'>,
  heading: string,
  refused: readonly ('unknown' | 'shared')[],
): RawBuilder<unknown> {
  return sql`
    select at_row as row, ${sql.ref(standing)} as finding, ${heading}::text as column, ${sql.ref(email)} as email
    from ${sql.table(table)} where ${sql.ref(standing)} = any(${refused})`;
}

/** Findings about rows that contradict an earlier one. */
export function repeatFindings(table: string): RawBuilder<unknown> {
  return sql`
    select at_row as row, 'differs' as finding, repeats as "otherRow" from ${sql.table(table)} where not same`;
}

/** Counts rows by their fate. */
export async function countFates({ trx }: Scope, table: string): Promise<Counts> {
  const { rows } = await sql<{ fate: string; count: number }>`
    select fate, count(*)::int as count from ${sql.table(table)} group by fate
  `.execute(trx);
  const of = (fate: string): number => rows.find((row) => row.fate === fate)?.count ?? 0;
  return { new: of('new'), changed: of('changed'), unchanged: of('unchanged'), removed: 0 };
}
