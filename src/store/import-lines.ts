/** A file of reporting lines, imported. Lines are added; those of the file's people that it lacks go only where that is asked for. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LineRow } from '../mentoring/csv/reporting-lines.ts';
import {
  addressFindings,
  allowTime,
  countFates,
  createStage,
  findAddressees,
  findingsOf,
  leaveOut,
  markRepeats,
  remarkOn,
  stage,
} from './import.ts';
import type { Import } from './import.ts';

const table = 'import_line';
const columns = ['email', 'manager_email', 'kind'];
const types = sql`email text, manager_email text, kind text`;
const person = { email: 'email', person: 'person_id', standing: 'standing' };
const manager = { email: 'manager_email', person: 'manager_id', standing: 'manager_standing' };

/**
 * `replace`: what else is kept of the people in the file's first column is removed, but for lines by which `keepAbove`
 * manages or assesses them or their managers: nobody takes away what keeps them from learning of somebody.
 */
export function linesImport(replace: boolean, keepAbove?: string): Import<LineRow> {
  return {
    begin: async (scope) => {
      await allowTime(scope);
      await createStage(
        scope,
        table,
        sql`${types}, person_id uuid, standing text, manager_id uuid, manager_standing text`,
      );
    },

    put: (scope, rows) =>
      stage(
        scope,
        table,
        columns,
        types,
        rows.map(({ row, value: { email, managerEmail, kind } }) => ({
          at_row: row,
          email,
          manager_email: managerEmail,
          kind,
        })),
      ),

    judge: async (scope, most) => {
      const { trx, organisationId } = scope;
      await findAddressees(scope, table, [person, manager]);
      const left = await leaveOut(scope, 'left', table, sql`standing = 'left' or manager_standing = 'left'`);
      await markRepeats(
        scope,
        table,
        sql`coalesce(person_id::text, email), coalesce(manager_id::text, manager_email), kind`,
        ['email', 'manager_email'],
      );
      const repeated = await leaveOut(scope, 'repeated', table, sql`same`);
      await sql`
        update ${sql.table(table)} r set fate = case when line.id is null then 'new' else 'unchanged' end
        from ${sql.table(table)} s
        left join reporting_line line on line.organisation_id = ${organisationId}
          and line.person_id = s.person_id and line.manager_id = s.manager_id and line.kind = s.kind
        where s.at_row = r.at_row
      `.execute(trx);
      const found = await findingsOf(
        scope,
        table,
        [
          addressFindings(table, person, 'email', ['unknown', 'shared']),
          addressFindings(table, manager, 'manager email', ['unknown', 'shared']),
          sql`select at_row as row, 'oneself' as finding from ${sql.table(table)} where person_id = manager_id`,
        ],
        most,
      );
      const counts = await countFates(scope, table);
      const { rows } = await sql<{ removed: number; spared: number }>`
        select count(*) filter (where not ${isAbove(keepAbove)})::int as removed,
          count(*) filter (where ${isAbove(keepAbove)})::int as spared
        from reporting_line where ${superseded(organisationId)}
      `.execute(trx);
      const spared = replace ? (rows[0]?.spared ?? 0) : 0;
      return {
        ...found,
        counts: { ...counts, removed: replace ? (rows[0]?.removed ?? 0) : 0 },
        remarks: [
          ...left,
          ...repeated,
          ...(await remarkOn(scope, 'no-account', table, sql`'expected' in (standing, manager_standing)`)),
          ...(spared === 0 ? [] : [{ remark: 'own-lines', count: spared, rows: [] } as const]),
        ],
      };
    },

    apply: async ({ trx, organisationId }, at) => {
      if (replace)
        await sql`
          delete from reporting_line where ${superseded(organisationId)} and not ${isAbove(keepAbove)}
        `.execute(trx);
      await sql`
        insert into reporting_line (organisation_id, id, person_id, manager_id, kind, created_at, updated_at)
        select ${organisationId}, gen_random_uuid(), person_id, manager_id, kind, ${at}, ${at}
        from ${sql.table(table)} where fate = 'new' order by at_row
        on conflict (organisation_id, person_id, manager_id, kind) do nothing
      `.execute(trx);
    },
  };
}

/** Lines that are kept of the file's people, and that the file does not have. */
function superseded(organisationId: string): RawBuilder<unknown> {
  return sql`
    reporting_line.organisation_id = ${organisationId}
    and person_id in (select person_id from ${sql.table(table)})
    and not exists (
      select from ${sql.table(table)} r where r.person_id = reporting_line.person_id
        and r.manager_id = reporting_line.manager_id and r.kind = reporting_line.kind)`;
}

/** Lines by which somebody is above: they manage or assess the person themselves, or whoever does. */
function isAbove(personId: string | undefined): RawBuilder<boolean> {
  if (personId === undefined) return sql`false`;
  return sql`(manager_id = ${personId}::uuid or manager_id in (
    select below.person_id from reporting_line below
    where below.organisation_id = reporting_line.organisation_id and below.manager_id = ${personId}::uuid))`;
}
