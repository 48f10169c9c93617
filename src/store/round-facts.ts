/** What dialogs about a round are shown: the plan a page at a time, or one pair of it. */

import { sql } from 'kysely';
import { triagersOf } from '../mentoring/asking.ts';
import type { RoundChoiceFacts, RoundPairFacts, RoundReviewFacts } from '../mentoring/facts.ts';
import type { RoundPair } from '../mentoring/records/round.ts';
import { ROUND_PAGE } from '../mentoring/round-page.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { loadRequest, lockOffer, poolMentor, reportingLine } from './request-facts.ts';
import { linesAbove, poolOf, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

type Args = Readonly<Record<string, string>>;

/** Locks the round. `list` and `page` of the control say which rows are looked at. */
export async function roundFacts(
  scope: Scope,
  id: string,
  _actorId: string | undefined,
  _now: Date,
  args: Args,
): Promise<RoundReviewFacts | undefined> {
  const { trx, organisationId } = scope;
  const ours = sql`organisation_id = ${organisationId}`;
  const locked = await trx
    .selectFrom('round')
    .select(['id', 'scheme_id', 'by_id'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (locked === undefined) return undefined;
  // What was left out without a word was left out because its coordinator may not hear of it any more.
  const pairs = sql`round_pair where ${ours} and round_id = ${id} and not (state = 'dropped' and why is null)`;
  const page = Math.max(0, Math.floor(Number(args['page'] ?? '0')) || 0);
  const states = statesOf(args['list']);
  const onPage = sql`
    select * from ${pairs} and state = any(${states}) order by place, id limit ${ROUND_PAGE} offset ${page * ROUND_PAGE}`;
  const asking = sql`select request_id from (${onPage}) looked_at`;
  const { rows } = await sql<
    Record<'rounds' | 'schemes' | 'counts' | 'shown' | 'pool' | 'lines', RowJson[]> & { planned: string[] }
  >`
    select
      ${rowsOf(sql`select * from round where ${ours} and id = ${id}`)} as rounds,
      ${schemesWhere(organisationId, sql`id = ${locked.scheme_id}`)} as schemes,
      ${rowsOf(sql`select state, count(*)::int as count from ${pairs} group by state`)} as counts,
      array(select id from ${pairs} and state = 'planned' order by place, id) as planned,
      ${rowsOf(sql`
        select to_jsonb(looked_at) as pair, to_jsonb(request) as request,
          ${rowsOf(sql`
            select * from proposal where ${ours} and request_id = request.id order by sent_at, ordinal`)} as proposals
        from (${onPage}) looked_at
        join request on request.organisation_id = ${organisationId} and request.id = looked_at.request_id
        order by looked_at.place, looked_at.id`)} as shown,
      ${poolOf(
        organisationId,
        sql`${locked.scheme_id}::uuid`,
        sql`select mentor_id from (${onPage}) looked_at where mentor_id is not null`,
      )} as pool,
      ${linesAbove(organisationId, sql`select mentee_id from request where ${ours} and id in (${asking})`)} as lines
  `.execute(trx);
  const [found] = rows;
  const [roundRow] = found?.rounds ?? [];
  const [schemeRow] = found?.schemes ?? [];
  if (found === undefined || roundRow === undefined || schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  const round = reading.record('round', roundRow);
  const lines = found.lines.map(reportingLine);
  const mentors = new Map(
    found.pool.map((row) => poolMentor(reading, row)).map((one) => [one.offer.personId, one]),
  );
  const shown = found.shown
    .map((row) => {
      const pair = reading.record('roundPair', row['pair'] as RowJson); // `shown` puts these three there
      const proposals = (row['proposals'] as RowJson[]).map((one) => reading.record('proposal', one));
      const request = reading.record('request', row['request'] as RowJson);
      return { pair, request, proposals, mentor: mentors.get(pair.mentorId ?? '') };
    })
    // Whom its coordinator has come to manage or assess since it was planned is not in it any more.
    .filter(({ request }) => triagersOf(scheme, request, lines).includes(round.byId));
  const people = await reading.finish([
    round.byId,
    ...scheme.coordinatorIds,
    ...shown.flatMap(({ pair, request }) => [pair.mentorId, request.menteeId]),
  ]);
  const counts = { planned: 0, out: 0, sent: 0, dropped: 0, unmatched: 0 };
  for (const row of found.counts) counts[row['state'] as RoundPair['state']] = Number(row['count']); // by its own column
  return { round, scheme, people, counts, plannedIds: found.planned, shown };
}

/** Locks the request, then the mentor's offer: two pairs of one mentor are not judged at once. */
export async function roundPairFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<RoundPairFacts | undefined> {
  const pair = await lockPair(scope, id);
  if (pair === undefined) return undefined;
  const { schemeId, mentorId } = pair;
  if (mentorId !== undefined) await lockOffer(scope, { schemeId, mentorId });
  return loadPair(scope, id, pair.requestId, actorId, now, sql`select ${mentorId ?? null}::uuid`);
}

/** Locks the request. */
export async function roundChoiceFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<RoundChoiceFacts | undefined> {
  const pair = await lockPair(scope, id);
  const facts = pair && (await loadPair(scope, id, pair.requestId, actorId, now));
  if (facts === undefined) return undefined;
  const { trx, organisationId } = scope;
  const taken = await trx
    .selectFrom('round_pair')
    .select(({ fn }) => ['mentor_id', fn.countAll<string>().as('count')])
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', facts.round.id)
    .where('state', '=', 'planned')
    .where('id', '<>', id)
    .groupBy('mentor_id')
    .execute();
  return { ...facts, given: Object.fromEntries(taken.map((row) => [row.mentor_id, Number(row.count)])) };
}

async function lockPair(
  { trx, organisationId }: Scope,
  id: string,
): Promise<{ requestId: string; schemeId: string; mentorId: string | undefined } | undefined> {
  const row = await trx
    .selectFrom('request')
    .innerJoin('round_pair', (join) =>
      join
        .onRef('round_pair.organisation_id', '=', 'request.organisation_id')
        .onRef('round_pair.request_id', '=', 'request.id'),
    )
    .select(['request.id as requestId', 'request.scheme_id as schemeId', 'round_pair.mentor_id as mentorId'])
    .where('round_pair.organisation_id', '=', organisationId)
    .where('round_pair.id', '=', id)
    .forNoKeyUpdate('request')
    .executeTakeFirst();
  return row && { ...row, mentorId: row.mentorId ?? undefined };
}

async function loadPair(
  scope: Scope,
  id: string,
  requestId: string,
  actorId: string | undefined,
  now: Date,
  mentors?: ReturnType<typeof sql>,
): Promise<RoundPairFacts | undefined> {
  const { trx, organisationId } = scope;
  const facts = await loadRequest(scope, requestId, actorId, now, mentors);
  const ours = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql<Record<'rounds' | 'pairs', RowJson[]>>`
    select
      ${rowsOf(sql`select * from round_pair where ${ours} and id = ${id}`)} as pairs,
      ${rowsOf(sql`
        select * from round where ${ours} and id = (select round_id from round_pair where ${ours} and id = ${id})`)} as rounds
  `.execute(trx);
  const [pairRow] = rows[0]?.pairs ?? [];
  const [roundRow] = rows[0]?.rounds ?? [];
  if (facts === undefined || pairRow === undefined || roundRow === undefined) return undefined;
  const reading = beginReading(scope);
  const pair = reading.record('roundPair', pairRow);
  return { ...facts, pair, round: reading.record('round', roundRow) };
}

function statesOf(list: string | undefined): readonly RoundPair['state'][] {
  switch (list) {
    case 'unmatched':
    case 'dropped':
      return [list];
    default:
      return ['planned', 'out'];
  }
}
