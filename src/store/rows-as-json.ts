/** Pieces of SQL that bring rows of several tables in one statement, each as a list in JSON. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { RowJson } from './codec.ts';

/** The rows of a query as a list, in its order. */
export function rowsOf(query: RawBuilder<unknown>): RawBuilder<RowJson[]> {
  return sql`(select coalesce(json_agg(to_jsonb(one)), '[]') from (${query}) one)`;
}

/** The same without these columns: what nobody is shown need not be read. */
export function rowsWithout(columns: readonly string[], query: RawBuilder<unknown>): RawBuilder<RowJson[]> {
  return sql`(select coalesce(json_agg(to_jsonb(one) - ${columns}::text[]), '[]') from (${query}) one)`;
}

/** Schemes with their coordinators. `which` may speak of `scheme`. */
export function schemesWhere(organisationId: string, which: RawBuilder<unknown>): RawBuilder<RowJson[]> {
  return rowsOf(sql`
    select scheme.*, array(
      select person_id from coordinator
      where organisation_id = scheme.organisation_id and scheme_id = scheme.id order by person_id
    ) as coordinator_ids
    from scheme where organisation_id = ${organisationId} and ${which}
    order by created_at, id`);
}

/**
 * Everybody who offers in a scheme, once each: with the offer that stands, or their newest closed one. Counted after
 * the locks were taken, so that a place that was just filled is seen. `mentors`: the ids of some of them, and no more.
 */
export function poolOf(
  organisationId: string,
  schemeId: RawBuilder<unknown>,
  mentors?: RawBuilder<unknown>,
): RawBuilder<RowJson[]> {
  const ofThese = mentors === undefined ? sql`` : sql`and person_id in (${mentors})`;
  return rowsOf(sql`
    select to_jsonb(offer) as offer,
      (select count(*)::int from relationship
        where organisation_id = offer.organisation_id and mentor_id = offer.person_id
          and scheme_id = offer.scheme_id and state in ('active', 'paused')) as mentees,
      (select count(*)::int from proposal
        where organisation_id = offer.organisation_id and mentor_id = offer.person_id and state = 'open') as open_proposals
    from (
      select distinct on (person_id) * from offer
      where organisation_id = ${organisationId} and scheme_id = ${schemeId} ${ofThese}
        -- From a file, of somebody whose account has not shown up: nobody could ask them.
        and person_id not in (
          select id from person where organisation_id = ${organisationId} and expected_email is not null)
      order by person_id, state = 'closed', created_at desc, id
    ) offer
    order by offer.created_at, offer.id`);
}

/** What the organisation made of the directory of outside schemes. */
export function outsideSchemesOf(organisationId: string): RawBuilder<RowJson[]> {
  return rowsOf(sql`
    select * from outside_scheme where organisation_id = ${organisationId} order by created_at, id`);
}

/** Who manages or assesses these people, and who manages those; asked when a mentor is chosen. `people`: their ids. */
export function linesAbove(organisationId: string, people: RawBuilder<unknown>): RawBuilder<RowJson[]> {
  return rowsOf(sql`
    select id, person_id, manager_id, kind from reporting_line
    where organisation_id = ${organisationId} and (
      person_id in (${people})
      or person_id in (
        select manager_id from reporting_line where organisation_id = ${organisationId} and person_id in (${people})
      )
    )
    order by id`);
}
