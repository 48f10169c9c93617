/**
 * What a benefits report counts, scheme by scheme and month by month, counted by the database. Only of what every
 * coordinator of the scheme may know: whoever compares a figure with what they see themselves would otherwise learn that
 * somebody whom they manage or assess has asked, or mentors.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Period } from '../mentoring/benefits/period.ts';
import { boundsOf, isMonth, monthsOf } from '../mentoring/benefits/period.ts';
import { groupings } from '../mentoring/benefits/report.ts';
import type { Grouping, Line, SchemeTallies } from '../mentoring/benefits/report.ts';
import type { Tally } from '../mentoring/benefits/small-numbers.ts';
import type { Scope } from './scope.ts';

export type About = {
  readonly schemeIds: readonly string[];
  readonly period: Period;
  /** Of the organisation: in it the months begin and end. */
  readonly zone: string;
};

/** Retention is estimated from pairs that began in so many years before the end. */
const followedYears = 3;

/** By scheme; what people answered about the benefits is added by whoever may open it. */
export async function countedTallies(
  scope: Scope,
  about: About,
): Promise<ReadonlyMap<string, SchemeTallies>> {
  // A year of a large organisation takes a second or two; so many are never waited for in a turn.
  await sql`set local statement_timeout = '60s'`.execute(scope.trx);
  const lines = await eventsByMonth(scope, about);
  const followed = await pairsFollowed(scope, about);
  const years = isMonth(about.period) ? undefined : await ofTheYear(scope, about);
  return new Map(
    about.schemeIds.map((id) => [
      id,
      {
        months: monthsOf(about.period).map((month) =>
          Object.fromEntries(
            lines
              .filter((row) => row.scheme === id && row.month === month)
              .map(({ line, n, values }): [Line, Tally] => [line, values === null ? { n } : { n, values }]),
          ),
        ),
        followed: followed.get(id) ?? [],
        ...(years !== undefined && { year: years(id) }),
      },
    ]),
  );
}

/** The pairs that are counted of whom somebody has answered in the period, with the scheme of each. */
export async function pairsThatAnswered(scope: Scope, about: About): Promise<ReadonlyMap<string, string>> {
  const { from, until } = boundsOf(about.period, about.zone);
  const { rows } = await sql<{ id: string; scheme: string }>`
    with ${known(scope, about)}
    select id, scheme_id as scheme from pair where id in (
      select relationship_id from benefit_survey
      where organisation_id = ${scope.organisationId} and answered_at >= ${from} and answered_at < ${until})
  `.execute(scope.trx);
  return new Map(rows.map(({ id, scheme }) => [id, scheme]));
}

/** Requests and pairs that all coordinators may know of; the pairs with when their request was made. */
function known({ organisationId }: Scope, { schemeIds }: About): RawBuilder<unknown> {
  const ours = sql`organisation_id = ${organisationId}`;
  return sql`
    chosen as (select scheme_id, person_id from coordinator where ${ours} and scheme_id = any(${schemeIds}::uuid[])),
    line as (select person_id, manager_id, kind ~* 'manager' as manages from reporting_line where ${ours}),
    below as (
      select scheme_id, line.person_id from chosen join line on manager_id = chosen.person_id
      union
      select scheme_id, line.person_id from chosen
      join line above on above.manager_id = chosen.person_id and above.manages
      join line on line.manager_id = above.person_id and line.manages and line.person_id <> chosen.person_id
    ),
    asked as materialized (
      select id, scheme_id, mentee_id, state, asked_at, updated_at from request
      where ${ours} and scheme_id = any(${schemeIds}::uuid[])
        and not exists (select from below where below.scheme_id = request.scheme_id and person_id = mentee_id)
        and not exists (select from chosen
          where chosen.scheme_id = request.scheme_id and person_id = any(conflict_ids) and person_id <> mentee_id)
    ),
    pair as materialized (
      select relationship.id, relationship.scheme_id, mentor_id, relationship.state, started_at, ended_at, ending,
        asked_at
      from relationship join asked on asked.id = request_id
      where ${ours} and not exists (
        select from below where below.scheme_id = relationship.scheme_id and person_id = mentor_id)
    )`;
}

type EventRow = {
  readonly scheme: string;
  readonly line: Line;
  readonly month: string;
  readonly n: number;
  readonly values: readonly number[] | null;
};

/** Each by when it happened, or was said to have: what is told of a month stays as it was told. */
async function eventsByMonth(scope: Scope, about: About): Promise<readonly EventRow[]> {
  const { trx, organisationId } = scope;
  const { from, until } = boundsOf(about.period, about.zone);
  const dayOf = (at: string): RawBuilder<unknown> => sql`(${sql.ref(at)} at time zone ${about.zone})::date`;
  const { rows } = await sql<EventRow>`
    with ${known(scope, about)},
    held as materialized (
      select pair.id, scheme_id, pair.started_at, start_date, coalesce(settled_at, meeting.updated_at) as at,
        coalesce(held_minutes, minutes) as minutes
      from meeting join pair on pair.id = relationship_id
      where organisation_id = ${organisationId} and meeting.state = 'met'
    ),
    surveyed as materialized (
      select scheme_id, stage, benefit_survey.asked_at as asked_at_survey, answered_at
      from benefit_survey join pair on pair.id = relationship_id
      where organisation_id = ${organisationId}
    ),
    event (scheme_id, line, at, value) as (
      select scheme_id, 'requests', asked_at, null::int from asked
      union all select scheme_id, 'withdrawn', updated_at, null from asked where state = 'withdrawn'
      union all select scheme_id, 'signposted', at, null from audit
        join asked on asked.id::text = subject_id
        where organisation_id = ${organisationId} and subject = 'request' and dialog = 'triage' and action = 'signpost'
      union all select scheme_id, 'offers', created_at, null from offer
        where organisation_id = ${organisationId} and scheme_id = any(${about.schemeIds}::uuid[])
      union all select scheme_id, 'matched', started_at, null from pair
      union all select scheme_id, 'ended', ended_at, null from pair where state = 'ended'
      union all select scheme_id, 'met', at, minutes from held
      union all select scheme_id, 'useful', written_at, useful from session_record
        join pair on pair.id = relationship_id
        where organisation_id = ${organisationId} and useful is not null
      union all select scheme_id, 'wait:proposed', min(sent_at), min(${dayOf('sent_at')}) - ${dayOf('asked_at')}
        from asked join proposal on proposal.request_id = asked.id
        where organisation_id = ${organisationId} and proposal.state <> 'queued'
        group by asked.id, scheme_id, asked_at
      union all select scheme_id, 'wait:accepted', started_at, ${dayOf('started_at')} - ${dayOf('asked_at')} from pair
      union all (select distinct on (id) scheme_id, 'wait:met', at, greatest(0, start_date - ${dayOf('started_at')})
        from held order by id, start_date, at)
      union all select scheme_id, 'surveyed:' || stage, asked_at_survey, null from surveyed
      union all select scheme_id, 'answered:' || stage, answered_at, null from surveyed where answered_at is not null
    )
    select scheme_id as scheme, line, to_char(at at time zone ${about.zone}, 'YYYY-MM') as month, count(*)::int as n,
      case line when 'met' then array[sum(value)::int]
        else array_agg(value) filter (where value is not null) end as values
    from event where at >= ${from} and at < ${until}
    group by 1, 2, 3
  `.execute(trx);
  return rows;
}

type Followed = SchemeTallies['followed'];

async function pairsFollowed(scope: Scope, about: About): Promise<ReadonlyMap<string, Followed>> {
  const { until } = boundsOf(about.period, about.zone);
  const { rows } = await sql<{ scheme: string; days: number; ended: boolean; n: number }>`
    with ${known(scope, about)}
    select scheme_id as scheme, (extract(epoch from least(ended_at, ${until}) - started_at) / 86400)::int as days,
      coalesce(ended_at < ${until}, false) as ended, count(*)::int as n
    from pair
    where started_at < ${until} and started_at >= ${until}::timestamptz - make_interval(years => ${followedYears})
    group by 1, 2, 3
  `.execute(scope.trx);
  const found = new Map<string, Followed[number][]>();
  for (const { scheme, days, ended, n } of rows) {
    const all = found.get(scheme) ?? [];
    for (let count = 0; count < n; count += 1) all.push({ days: Math.max(0, days), ended });
    found.set(scheme, all);
  }
  return found;
}

type Year = NonNullable<SchemeTallies['year']>;

async function ofTheYear(scope: Scope, about: About): Promise<(schemeId: string) => Year> {
  const { trx, organisationId } = scope;
  const { from, until } = boundsOf(about.period, about.zone);
  const within = (at: string): RawBuilder<unknown> =>
    sql`${sql.ref(at)} >= ${from} and ${sql.ref(at)} < ${until}`;
  const { rows } = await sql<{ scheme: string; grouping: Grouping | 'mentors'; name: string; n: number }>`
    with ${known(scope, about)},
    person_asked as materialized (
      select scheme_id, grade, specialty, region from asked
      join person on person.organisation_id = ${organisationId} and person.id = mentee_id
      where ${within('asked_at')}
    )
    select scheme_id as scheme, 'endings' as grouping, coalesce(ending, 'natural') as name, count(*)::int as n from pair
      where state = 'ended' and ${within('ended_at')} group by 1, 3
    union all select scheme_id, 'grades', coalesce(trim(grade), ''), count(*)::int from person_asked group by 1, 3
    union all select scheme_id, 'specialties', coalesce(trim(specialty), ''), count(*)::int from person_asked group by 1, 3
    union all select scheme_id, 'regions', coalesce(trim(region), ''), count(*)::int from person_asked group by 1, 3
    union all select scheme_id, 'mentors', '', count(distinct mentor_id)::int from pair
      join meeting on meeting.organisation_id = ${organisationId} and relationship_id = pair.id
      where meeting.state = 'met' and coalesce(settled_at, meeting.updated_at) >= ${from}
        and coalesce(settled_at, meeting.updated_at) < ${until}
      group by 1
  `.execute(trx);
  return (schemeId) => {
    const own = rows.filter(({ scheme }) => scheme === schemeId);
    const group = (grouping: Grouping): Readonly<Record<string, number>> =>
      Object.fromEntries(own.filter((row) => row.grouping === grouping).map(({ name, n }) => [name, n]));
    return {
      groups: Object.fromEntries(groupings.map((one) => [one, group(one)])) as Year['groups'], // exactly these keys
      mentorsMet: own.find(({ grouping }) => grouping === 'mentors')?.n ?? 0,
      compared: {},
    };
  };
}
