/**
 * What coordinators may take out as files: people, a scheme's mentors, reporting lines. Read through a cursor, so that
 * any number of rows takes the same memory, and all of them as they were at one moment. Nothing confidential is here.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MentorRow } from '../mentoring/csv/mentors.ts';
import type { PersonRow } from '../mentoring/csv/people.ts';
import type { LineRow } from '../mentoring/csv/reporting-lines.ts';
import { emailOf } from './people.ts';
import type { Scope } from './scope.ts';

export type Export<Row> = {
  /** In batches. Those whose platforms tell no address are not among them: an import could not know them again. */
  readonly rows: (scope: Scope) => AsyncGenerator<readonly Row[]>;
  /** How many those are. */
  readonly withoutAddress: (scope: Scope) => Promise<number>;
};

const batch = 500;

export const peopleExport: Export<PersonRow> = {
  rows: (scope) =>
    byCursor<PersonRow>(
      scope,
      sql`
        select name, ${addressOf} as email, grade, specialty, region, zone
        from person
        where ${ours(scope)} and ${addressOf} is not null and not (${isFoundOtherwise})
        order by search_name, email, id`,
    ),
  withoutAddress: (scope) =>
    count(
      scope,
      sql`
        select from person where ${ours(scope)} and ${addressOf} is null and exists (
          select from account where account.organisation_id = person.organisation_id
            and account.person_id = person.id and not outsider)`,
    ),
};

/** `today`, YYYY-MM-DD: a pause is over on its date, without anybody acting. */
export function mentorsExport(schemeId: string, today: string): Export<MentorRow> {
  const paused = sql`(offer.state = 'paused' and not coalesce(paused_until <= ${today}::date, false))`;
  const offers = ({ organisationId }: Scope): RawBuilder<unknown> => sql`(
    select distinct on (person_id) * from offer
    where organisation_id = ${organisationId} and scheme_id = ${schemeId}
    order by person_id, state = 'closed', created_at desc, id)`;
  return {
    rows: (scope) =>
      byCursor<MentorRow>(
        scope,
        sql`
          select ${addressOf} as email, name, areas, skills, portrait, likes_to_help as "likesToHelp", capacity, place,
            usual_times as "usualTimes", time_agreed as "timeAgreed", trained_on::text as "trainedOn",
            case when offer.state = 'paused' and not ${paused} then 'open' else offer.state end as state,
            case when ${paused} then paused_until::text end as "pausedUntil"
          from ${offers(scope)} offer
          join person on person.organisation_id = offer.organisation_id and person.id = offer.person_id
          where ${addressOf} is not null and not (${isFoundOtherwise})
          order by search_name, email, person.id`,
      ),
    withoutAddress: (scope) =>
      count(
        scope,
        sql`
          select from ${offers(scope)} offer
          join person on person.organisation_id = offer.organisation_id and person.id = offer.person_id
          where ${addressOf} is null`,
      ),
  };
}

export const linesExport: Export<LineRow> = {
  rows: (scope) =>
    byCursor<LineRow>(
      scope,
      sql`
        select * from (${lines(scope)}) line where email is not null and "managerEmail" is not null
        order by search_name, email, person_id, kind, manager_search_name, "managerEmail", manager_id`,
    ),
  withoutAddress: (scope) =>
    count(scope, sql`select from (${lines(scope)}) line where email is null or "managerEmail" is null`),
};

/** Of an account that belongs, or where one is expected. */
const addressOf = sql`coalesce(${emailOf}, person.expected_email)`;

/** Somebody who was known already has turned out to have the address that this person is expected at. */
const isFoundOtherwise = sql`person.expected_email is not null and exists (
  select from account where account.organisation_id = person.organisation_id
    and account.email = person.expected_email and not outsider)`;

function lines({ organisationId }: Scope): RawBuilder<unknown> {
  const side = (column: string): RawBuilder<unknown> => sql`(
    select person.id, name, search_name, ${addressOf} as email from person
    where person.organisation_id = ${organisationId} and person.id = reporting_line.${sql.ref(column)})`;
  return sql`
    select p.email, p.name, m.email as "managerEmail", m.name as "managerName", kind,
      p.id as person_id, p.search_name, m.id as manager_id, m.search_name as manager_search_name
    from reporting_line
    cross join lateral ${side('person_id')} p
    cross join lateral ${side('manager_id')} m
    where reporting_line.organisation_id = ${organisationId}`;
}

function ours({ organisationId }: Scope): RawBuilder<unknown> {
  return sql`person.organisation_id = ${organisationId}`;
}

async function* byCursor<Row>({ trx }: Scope, query: RawBuilder<unknown>): AsyncGenerator<readonly Row[]> {
  // Whoever takes the file may take it slowly.
  await sql`set local idle_in_transaction_session_timeout = '300s'`.execute(trx);
  await sql`declare rapport_export no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(batch)} from rapport_export`.execute(trx);
    if (rows.length > 0) yield rows.map(withoutNulls);
    if (rows.length < batch) break;
  }
  await sql`close rapport_export`.execute(trx);
}

/** What is null in the table is absent in a row of a file. */
function withoutNulls<Row>(row: Row): Row {
  // Only fields that a file may lack can be null: the columns of the others are not.
  return Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null)) as Row;
}

async function count({ trx }: Scope, query: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (${query}) one`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}
