/**
 * Everything that a round is planned from: read once, without locks, and judged again when it is sent. Requests and
 * offers come in pieces, so that whoever shares the process is answered meanwhile.
 */

import { sql } from 'kysely';
import { triagersOf } from '../mentoring/asking.ts';
import type { PoolMentor } from '../mentoring/facts.ts';
import { grouped } from '../mentoring/grouped.ts';
import type { RoundFacts, RoundRequest } from '../mentoring/round-facts.ts';
import { untrainedMentors } from '../mentoring/training.ts';
import type { RowJson } from './codec.ts';
import { idsOfPool, poolFrom, valuesOfPool } from './pool.ts';
import type { PoolValues } from './pool.ts';
import { beginReading } from './reading.ts';
import type { Reading } from './reading.ts';
import { reportingLine } from './request-facts.ts';
import { linesAbove, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';

type Found = Record<'schemes' | 'lines' | 'blocks' | 'trainings' | 'declined', RowJson[]> & {
  /** Ids of the requests that are under way, and of everybody who offers. */
  waiting: string[];
  mentors: string[];
};

/** So many requests, or offers, come at once: a few milliseconds' work. */
const A_PIECE = 250;

/**
 * The pool of a scheme as one of its coordinators may see it: neither they themselves nor anybody whom they manage or
 * assess is in it, as if these had not asked. No text of anybody's is opened. `undefined` where the round is not being planned.
 */
export async function roundPool(scope: Scope, roundId: string, now: Date): Promise<RoundFacts | undefined> {
  const { trx, organisationId } = scope;
  if (!isId(roundId)) return undefined;
  const round = await trx
    .selectFrom('round')
    .select(['scheme_id', 'by_id'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .where('state', '=', 'planning')
    .executeTakeFirst();
  if (round === undefined) return undefined;
  const found = await load(scope, round.scheme_id);
  const [schemeRow] = found.schemes;
  if (schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const { id, coordinatorIds, areas, mostMentees, modules } = reading.record('scheme', schemeRow);
  const reportingLines = found.lines.map(reportingLine);
  const requests = await inPieces(found.waiting, (some) => requestsOf(scope, reading, some));
  const pool = await inPieces(found.mentors, (some) => poolOf(scope, id, some));
  const linesOf = grouped(reportingLines, ({ personId }) => personId);
  const seen = requests.filter(({ request }) => {
    const direct = linesOf(request.menteeId);
    const above = direct.flatMap(({ managerId }) => linesOf(managerId));
    const triagers = triagersOf({ coordinatorIds }, request, [...direct, ...above]);
    return request.menteeId !== round.by_id && triagers.includes(round.by_id);
  });
  const mentorIds = pool.map(({ offer }) => offer.personId);
  const people = await reading.finish(
    seen.map(({ request }) => request.menteeId),
    idsOfPool(organisationId, sql`${id}::uuid`),
  );
  const trainings = found.trainings.map((row) => reading.record('training', row));
  return {
    scheme: { areas, mostMentees },
    people,
    requests: seen,
    pool,
    reportingLines,
    blocks: found.blocks.map((row) => [String(row['blocker_id']), String(row['blocked_id'])] as const),
    untrainedIds: untrainedMentors({ scheme: { id, modules }, people, trainings }, mentorIds, now),
    declined: found.declined.map((row) => [String(row['mentee_id']), String(row['mentor_id'])] as const),
  };
}

async function load({ trx, organisationId }: Scope, schemeId: string): Promise<Found> {
  const ours = sql`organisation_id = ${organisationId}`;
  const waiting = sql`request where ${ours} and scheme_id = ${schemeId} and state in ('waiting', 'proposed')`;
  const mentees = sql`select mentee_id from ${waiting}`;
  const { rows } = await sql<Found>`
    select
      ${schemesWhere(organisationId, sql`id = ${schemeId}`)} as schemes,
      array(select id from ${waiting} order by asked_at, id) as waiting,
      array(select distinct person_id from offer where ${ours} and scheme_id = ${schemeId} order by 1) as mentors,
      ${linesAbove(organisationId, mentees)} as lines,
      ${rowsOf(sql`
        select blocker_id, blocked_id from block
        where ${ours} and (blocker_id in (${mentees}) or blocked_id in (${mentees})) order by id`)} as blocks,
      ${rowsOf(sql`select * from training where ${ours} and scheme_id = ${schemeId} order by id`)} as trainings,
      ${rowsOf(sql`
        select distinct earlier.mentee_id, proposal.mentor_id from proposal
        join request earlier on earlier.organisation_id = proposal.organisation_id and earlier.id = proposal.request_id
        where proposal.organisation_id = ${organisationId} and proposal.state = 'declined'
          and earlier.scheme_id = ${schemeId} and earlier.state not in ('waiting', 'proposed')
          and earlier.mentee_id in (${mentees})`)} as declined
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  return found;
}

async function requestsOf(
  { trx, organisationId }: Scope,
  reading: Reading,
  ids: readonly string[],
): Promise<readonly RoundRequest[]> {
  const ours = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql<Record<'request', RowJson> & Record<'proposals' | 'referrals', RowJson[]>>`
    select to_jsonb(request) as request,
      ${rowsOf(sql`
        select * from proposal where ${ours} and request_id = request.id order by sent_at, ordinal`)} as proposals,
      ${rowsOf(sql`
        select * from referral where ${ours} and request_id = request.id order by made_at, id`)} as referrals
    from request where ${ours} and id = any(${ids}::uuid[]) order by asked_at, id
  `.execute(trx);
  return rows.map(({ request, proposals, referrals }) => ({
    request: reading.record('request', request),
    proposals: proposals.map((one) => reading.record('proposal', one)),
    referrals: referrals.map((one) => reading.record('referral', one)),
  }));
}

async function poolOf(
  { trx, organisationId }: Scope,
  schemeId: string,
  mentorIds: readonly string[],
): Promise<readonly PoolMentor[]> {
  const these = sql`select unnest(${mentorIds}::uuid[])`;
  const { rows } = await sql<{ pool: readonly PoolValues[] }>`
    select ${valuesOfPool(organisationId, sql`${schemeId}::uuid`, these)} as pool
  `.execute(trx);
  return poolFrom(schemeId, rows[0]?.pool ?? []);
}

/** What `read` makes of all these, a piece at a time, in their order. */
async function inPieces<Row>(
  ids: readonly string[],
  read: (some: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let from = 0; from < ids.length; from += A_PIECE)
    all.push(...(await read(ids.slice(from, from + A_PIECE))));
  return all;
}
