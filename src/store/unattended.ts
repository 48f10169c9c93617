/** Requests that no coordinator may look after, counted for the operator, who alone can learn of them without harm. */

import { sql } from 'kysely';
import { isUnattended } from '../mentoring/asking.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { reportingLine } from './request-facts.ts';
import { linesAbove, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

export type Unattended = { readonly scheme: string; readonly requests: number };

/** Schemes with at least one, by name. Holds no names of people, and opens no text. */
export async function unattendedRequests(scope: Scope): Promise<readonly Unattended[]> {
  const { trx, organisationId } = scope;
  const open = sql`organisation_id = ${organisationId} and state in ('waiting', 'proposed')`;
  const { rows } = await sql<Record<'schemes' | 'requests' | 'lines', RowJson[]>>`
    select
      ${schemesWhere(organisationId, sql`true`)} as schemes,
      ${rowsOf(sql`select * from request where ${open} order by asked_at, id`)} as requests,
      ${linesAbove(organisationId, sql`select mentee_id from request where ${open}`)} as lines
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  const reading = beginReading(scope);
  const lines = found.lines.map(reportingLine);
  const requests = found.requests.map((row) => reading.record('request', row));
  return found.schemes
    .map((row) => reading.record('scheme', row))
    .map((scheme) => ({
      scheme: scheme.name,
      requests: requests.filter(
        (request) => request.schemeId === scheme.id && isUnattended(scheme, request, lines),
      ).length,
    }))
    .filter((one) => one.requests > 0)
    .toSorted((one, other) => (one.scheme < other.scheme ? -1 : 1));
}
