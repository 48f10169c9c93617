/** What the coordinators' desk is shown: the requests that are open, the mentors, and everything else in counts. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { SchemeCounts, SchemeFacts } from '../mentoring/facts.ts';
import type { ReportingLine, Scheme } from '../mentoring/records.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { looksAfter, namedIn, poolMentor, reportingLine, triagersOfRow } from './request-facts.ts';
import { linesAbove, poolOf, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** What the digest calls "since": a week, as it is weekly. */
const countedDays = 7;

/** Numbers as PostgreSQL counts them; `mentors` and `places` come from the pool, the rest from the requests. */
type Counted = Omit<SchemeCounts, 'since' | 'waiting' | 'askedSince' | 'mentors' | 'places'>;

type Found = Record<'schemes' | 'requests' | 'asked' | 'pool' | 'lines', RowJson[]> & { counts: Counted };

/** Locks the scheme. */
export async function schemeFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<SchemeFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('scheme')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (locked === undefined) return undefined;
  const since = new Date(now.getTime() - countedDays * 86_400_000);
  const found = await load(scope, id, since, now);
  const [schemeRow] = found.schemes;
  if (schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  // With nobody asking, this becomes a digest that a whole channel reads: then there are no words to leak.
  const reportingLines = found.lines.map(reportingLine);
  const requests = found.requests.map((row) => {
    const theirs = row['mentee_id'] === actorId;
    const coordinator = looksAfter(scheme, row, reportingLines, actorId);
    const request = reading.record('request', row, () => coordinator || theirs);
    // `load` puts the list of the request's proposals there.
    const proposals = (row['proposals'] as RowJson[]).map((one) =>
      reading.record('proposal', one, () => (coordinator && !theirs) || one['mentor_id'] === actorId),
    );
    return { request, proposals };
  });
  const known = (row: RowJson): boolean => isKnownToAll(scheme, row, reportingLines);
  const pool = found.pool.map((row) => poolMentor(reading, row));
  const people = await reading.finish([
    ...scheme.coordinatorIds,
    ...requests.flatMap(({ request, proposals }) => namedIn(request, proposals)),
    ...pool.map(({ offer }) => offer.personId),
  ]);
  // A pause is over on its date, without anybody acting.
  const today = now.toISOString().slice(0, 10);
  const open = pool.filter(
    ({ offer }) =>
      offer.state === 'open' || (offer.state === 'paused' && (offer.pausedUntil ?? '9999') <= today),
  );
  return {
    scheme,
    people,
    requests,
    pool,
    reportingLines,
    counts: {
      ...found.counts,
      since,
      waiting: found.requests.flatMap((row, index) => {
        const request = requests[index]?.request;
        return request?.state === 'waiting' && known(row)
          ? [{ requestId: request.id, askedAt: request.askedAt }]
          : [];
      }),
      askedSince: found.asked.filter(known).length,
      mentors: open.length,
      places: open.reduce((sum, { offer, mentees }) => sum + Math.max(0, offer.capacity - mentees), 0),
    },
  };
}

/**
 * Of the requests that some coordinator may know nothing of, the digest counts none: who compares a figure with what they
 * see themselves would learn that somebody whom they manage or assess has asked. One's own request is no secret from oneself.
 */
function isKnownToAll(scheme: Scheme, row: RowJson, lines: readonly ReportingLine[]): boolean {
  const triagers = triagersOfRow(scheme, row, lines);
  return scheme.coordinatorIds.every((id) => row['mentee_id'] === id || triagers.includes(id));
}

async function load({ trx, organisationId }: Scope, id: string, since: Date, now: Date): Promise<Found> {
  const ofScheme = sql`organisation_id = ${organisationId} and scheme_id = ${id}`;
  const { rows } = await sql<Found>`
    select
      ${schemesWhere(organisationId, sql`id = ${id}`)} as schemes,
      ${rowsOf(sql`
        select request.*, ${rowsOf(sql`
            select * from proposal where organisation_id = ${organisationId} and request_id = request.id
            order by sent_at, ordinal`)} as proposals
        from request where ${ofScheme} and state in ('waiting', 'proposed') order by asked_at, id`)} as requests,
      ${rowsOf(sql`
        select mentee_id, conflict_ids from request where ${ofScheme} and asked_at > ${since}`)} as asked,
      ${poolOf(organisationId, sql`${id}::uuid`)} as pool,
      ${linesAbove(
        organisationId,
        sql`select mentee_id from request
          where ${ofScheme} and (state in ('waiting', 'proposed') or asked_at > ${since})`,
      )} as lines,
      json_build_object(
        'startedSince', (select count(*) from relationship where ${ofScheme} and started_at > ${since}),
        'active', (select count(*) from relationship where ${ofScheme} and state = 'active'),
        'quiet', (select count(*) from relationship where ${ofScheme} and state = 'active' and ${isQuiet(now)}),
        'endedSince', (select coalesce(json_object_agg(ending, ended), '{}') from (
          select coalesce(ending, 'natural') as ending, count(*) as ended from relationship
          where ${ofScheme} and state = 'ended' and ended_at > ${since} group by 1) kinds),
        'metSince', (select count(*) from meeting
          join relationship on relationship.organisation_id = meeting.organisation_id
            and relationship.id = meeting.relationship_id
          where relationship.organisation_id = ${organisationId} and scheme_id = ${id}
            and meeting.state = 'met' and meeting.updated_at > ${since}),
        'useful', (select json_build_object('count', count(useful), 'sum', coalesce(sum(useful), 0))
          from session_record
          join relationship on relationship.organisation_id = session_record.organisation_id
            and relationship.id = session_record.relationship_id
          where relationship.organisation_id = ${organisationId} and scheme_id = ${id} and written_at > ${since})
      ) as counts
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  return found;
}

/**
 * No meeting booked for the time to come, and none held within twice the cadence. A pair that has just begun is given
 * the same time. Counted in whole days, so that no zone has to be known here.
 */
function isQuiet(now: Date): RawBuilder<boolean> {
  const today = sql`(${now}::timestamptz at time zone 'UTC')::date`;
  return sql`
    started_at < ${now}::timestamptz - make_interval(days => 2 * cadence_days)
    and not exists (
      select from meeting
      where meeting.organisation_id = relationship.organisation_id and relationship_id = relationship.id
        and (state = 'booked' and start_date >= ${today} - 1
          or state = 'met' and start_date >= ${today} - 2 * cadence_days)
    )`;
}
