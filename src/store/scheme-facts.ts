/** What the coordinators' desk is shown: the requests that are open, the mentors, and everything else in counts. */

import { sql } from 'kysely';
import { freePlaces } from '../mentoring/eligibility.ts';
import type { RequestAtDesk, SchemeCounts, SchemeFacts } from '../mentoring/facts.ts';
import type { ReportingLine } from '../mentoring/records/person.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { RowJson } from './codec.ts';
import { idsOfPool, poolFrom, valuesOfPool } from './pool.ts';
import type { PoolValues } from './pool.ts';
import { beginReading } from './reading.ts';
import { looksAfter, namedIn, reportingLine, triagersOfRow } from './request-facts.ts';
import { linesAbove, rowsOf, rowsWithout, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** What the digest calls "since": a week, as it is weekly. */
const countedDays = 7;
/** How many such weeks the digest's picture goes back. */
const drawnWeeks = 12;

/** How many whole weeks of check-ins it counts. */
const checkInWeeks = 4;

/** Numbers as PostgreSQL counts them; `mentors` and `places` come from the pool, the rest from the requests. */
type Counted = Pick<
  SchemeCounts,
  'startedSince' | 'active' | 'quiet' | 'endedSince' | 'metByWeek' | 'useful' | 'checkIns'
> & {
  readonly before: Pick<SchemeCounts['before'], 'started' | 'ended'>;
};

type Found = Record<
  'schemes' | 'rounds' | 'requests' | 'asked' | 'askedBefore' | 'slow' | 'lines' | 'trainings',
  RowJson[]
> & {
  pool: PoolValues[];
  pairs: number;
  counts: Counted;
};

/**
 * Locks the scheme. Nothing that anybody wrote is in it: a card of a thousand requests shows no words, and a digest is read
 * by a whole channel.
 */
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
  const found = await load(scope, id, actorId, { since, now });
  const [schemeRow] = found.schemes;
  if (schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  const reportingLines = found.lines.map(reportingLine);
  const requests = found.requests.map((row): RequestAtDesk => ({
    request: reading.record('request', row),
    // `load` puts the list of the request's proposals there.
    proposals: (row['proposals'] as RowJson[]).map((one) => reading.record('proposal', one)),
  }));
  const known = (row: RowJson): boolean => isKnownToAll(scheme, row, reportingLines);
  const pool = poolFrom(scheme.id, found.pool);
  const [round] = found.rounds.map((row) => reading.record('round', row));
  const trainings = found.trainings
    .filter((row) => actorId === undefined || looksAfter(scheme, row, reportingLines, actorId))
    .map((row) => reading.record('training', row));
  const slow = found.slow.map((row) => ({
    relationship: reading.record('relationship', row),
    conflictIds: row['conflict_ids'] as string[], // a list of ids that is never null
  }));
  const people = await reading.finish(
    [
      ...scheme.coordinatorIds,
      ...slow.flatMap(({ relationship }) => [relationship.menteeId, relationship.mentorId]),
      round?.byId,
      ...requests.flatMap(({ request, proposals }) => namedIn(request, proposals)),
      ...trainings.flatMap(({ personId, confirmedById }) => [personId, confirmedById]),
    ],
    idsOfPool(scope.organisationId, sql`${id}::uuid`),
  );
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
    trainings,
    round,
    pairs: found.pairs,
    slow,
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
      metSince: found.counts.metByWeek.at(-1) ?? 0,
      before: {
        ...found.counts.before,
        asked: found.askedBefore.filter(known).length,
        met: found.counts.metByWeek.at(-2) ?? 0,
      },
      mentors: open.length,
      places: open.reduce((sum, mentor) => sum + freePlaces(mentor, scheme.mostMentees), 0),
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

async function load(
  { trx, organisationId }: Scope,
  id: string,
  actorId: string | undefined,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<Found> {
  const ofScheme = sql`organisation_id = ${organisationId} and scheme_id = ${id}`;
  const before = new Date(since.getTime() - countedDays * 86_400_000);
  // For the week's word to each coordinator, which nobody asks for; the desk itself counts.
  const slow =
    actorId === undefined
      ? sql`${ofScheme} and state = 'active' and band in ('not started', 'quiet', 'asking')`
      : sql`false`;
  const { rows } = await sql<Found>`
    select
      ${schemesWhere(organisationId, sql`id = ${id}`)} as schemes,
      ${rowsOf(sql`
        select * from round where ${ofScheme} and state in ('planning', 'ready', 'sending')`)} as rounds,
      ${rowsWithout(
        ['words', 'eligibility'],
        sql`
          select request.*, ${rowsWithout(
            ['message'],
            sql`
              select * from proposal where organisation_id = ${organisationId} and request_id = request.id
              order by sent_at, ordinal`,
          )} as proposals
          from request where ${ofScheme} and state in ('waiting', 'proposed') order by asked_at, id`,
      )} as requests,
      ${rowsOf(sql`
        select mentee_id, conflict_ids from request where ${ofScheme} and asked_at > ${since}`)} as asked,
      ${rowsOf(sql`
        select mentee_id, conflict_ids from request
        where ${ofScheme} and asked_at > ${before} and asked_at <= ${since}`)} as "askedBefore",
      ${rowsOf(sql`
        select slow.*, request.conflict_ids from (select * from relationship where ${slow}) slow
        join request on request.organisation_id = slow.organisation_id and request.id = request_id
        order by started_at, slow.id`)} as slow,
      ${valuesOfPool(organisationId, sql`${id}::uuid`)} as pool,
      ${linesAbove(
        organisationId,
        sql`select mentee_id from request
          where ${ofScheme} and (state in ('waiting', 'proposed') or asked_at > ${before})
          union select unnest(array[mentee_id, mentor_id]) from relationship where ${slow}
          union select person_id from training where ${ofScheme}`,
      )} as lines,
      ${rowsOf(sql`
        select training.*, person_id as mentee_id, array(
          select distinct unnest(conflict_ids) from request where ${ofScheme} and mentee_id = training.person_id
        ) as conflict_ids
        from training where ${ofScheme} order by created_at, id`)} as trainings,
      (select count(*)::int from relationship where ${ofScheme} and state <> 'ended') as pairs,
      json_build_object(
        'startedSince', (select count(*) from relationship where ${ofScheme} and started_at > ${since}),
        'active', (select count(*) from relationship where ${ofScheme} and state = 'active'),
        'quiet', (select count(*) from relationship where ${ofScheme} and state = 'active' and band in ('quiet', 'asking')),
        'endedSince', (select coalesce(json_object_agg(ending, ended), '{}') from (
          select coalesce(ending, 'natural') as ending, count(*) as ended from relationship
          where ${ofScheme} and state = 'ended' and ended_at > ${since} group by 1) kinds),
        -- By when it was said that they had met: the figures of a week that has been told do not change any more.
        'metByWeek', (
          select json_agg(coalesce(met, 0) order by week desc)
          from generate_series(0, ${drawnWeeks - 1}::int) week
          left join (
            select floor(extract(epoch from ${now}::timestamptz - coalesce(meeting.settled_at, meeting.updated_at))
                / ${countedDays * 86_400}::int)::int as week, count(*) as met
            from meeting
            join relationship on relationship.organisation_id = meeting.organisation_id
              and relationship.id = meeting.relationship_id
            where relationship.organisation_id = ${organisationId} and scheme_id = ${id}
              and meeting.state = 'met' group by 1) held using (week)),
        'before', json_build_object(
          'started', (select count(*) from relationship
            where ${ofScheme} and started_at > ${before} and started_at <= ${since}),
          'ended', (select count(*) from relationship
            where ${ofScheme} and state = 'ended' and ended_at > ${before} and ended_at <= ${since})),
        -- Of whole weeks: whoever looks twice in one week sees the same figures, and not one answer more.
        'checkIns', (select json_build_object('count', count(*),
            'well', count(*) filter (where answer in ('very-well', 'well')))
          from check_in
          join relationship on relationship.organisation_id = check_in.organisation_id
            and relationship.id = check_in.relationship_id
          join scheme on scheme.organisation_id = relationship.organisation_id and scheme.id = scheme_id
          where relationship.organisation_id = ${organisationId} and scheme_id = ${id} and kind <> 'directed'
            and check_in.organisation_id = ${organisationId} and answer is not null
            and answered_at < date_trunc('week', ${now}::timestamptz, 'UTC')
            and answered_at >= date_trunc('week', ${now}::timestamptz, 'UTC') - make_interval(weeks => ${checkInWeeks})),
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
