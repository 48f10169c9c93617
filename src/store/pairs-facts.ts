/** The pairs of a scheme, as its coordinators may see them: the rows alone, without anything that belongs to the pair. */

import { sql } from 'kysely';
import type { PairsFacts } from '../mentoring/facts.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { reportingLine } from './request-facts.ts';
import { linesAbove, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** Ended longer ago than this, a pair is not shown any more. */
const lately = 90;

/** Locks nothing: nothing is decided from it. */
export async function pairsFacts(
  scope: Scope,
  schemeId: string,
  _actorId: string | undefined,
  now: Date,
): Promise<PairsFacts | undefined> {
  const { trx, organisationId } = scope;
  const since = new Date(now.getTime() - lately * 86_400_000);
  const ofScheme = sql`
    relationship.organisation_id = ${organisationId} and relationship.scheme_id = ${schemeId}
      and (relationship.state <> 'ended' or relationship.ended_at > ${since})`;
  const { rows } = await sql<Record<'schemes' | 'pairs' | 'lines' | 'consents', RowJson[]>>`
    select
      ${schemesWhere(organisationId, sql`id = ${schemeId}`)} as schemes,
      ${rowsOf(sql`
        select relationship.*, request.conflict_ids from relationship
        join request on request.organisation_id = relationship.organisation_id and request.id = request_id
        where ${ofScheme} order by started_at desc, relationship.id`)} as pairs,
      ${linesAbove(
        organisationId,
        sql`select unnest(array[mentee_id, mentor_id]) from relationship where ${ofScheme}`,
      )} as lines,
      ${rowsOf(sql`
        select consent.* from consent
        join relationship on relationship.organisation_id = consent.organisation_id and relationship.id = relationship_id
        where ${ofScheme} order by given_at, consent.id`)} as consents
  `.execute(trx);
  const [found] = rows;
  const [schemeRow] = found?.schemes ?? [];
  if (found === undefined || schemeRow === undefined) return undefined;
  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  const pairs = found.pairs.map((row) => ({
    relationship: reading.record('relationship', row),
    conflictIds: row['conflict_ids'] as string[], // a list of ids that is never null
  }));
  const people = await reading.finish(
    pairs.flatMap(({ relationship }) => [relationship.menteeId, relationship.mentorId]),
  );
  return {
    scheme,
    people,
    pairs,
    reportingLines: found.lines.map(reportingLine),
    consents: found.consents.map((row) => reading.record('consent', row)),
  };
}
