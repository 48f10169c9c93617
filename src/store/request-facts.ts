/** What dialogs about a request, or about one proposal of it, are shown. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { TAKE_BACK_MINUTES, triagersOf } from '../mentoring/asking.ts';
import type { PoolMentor, ProposalFacts, ReferralFacts, RequestFacts } from '../mentoring/facts.ts';
import type { ReportingLine } from '../mentoring/records/person.ts';
import type { Proposal, Referral } from '../mentoring/records/proposal.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { RowJson } from './codec.ts';
import { idsOfPool, poolFrom, valuesOfPool } from './pool.ts';
import type { PoolValues } from './pool.ts';
import { beginReading } from './reading.ts';
import type { Reading, Reveal } from './reading.ts';
import { linesAbove, outsideSchemesOf, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** Locks the request. */
export async function requestFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<RequestFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('request')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return locked && loadRequest(scope, id, actorId, now);
}

/** Locks the request. */
export async function referralFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<ReferralFacts | undefined> {
  const { trx, organisationId } = scope;
  // A referral never changes its request.
  const of = await trx
    .selectFrom('referral')
    .select('request_id as requestId')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  const facts = of && (await requestFacts(scope, of.requestId, actorId, now));
  const referral = facts?.referrals.find((one) => one.id === id);
  return facts && referral && { ...facts, referral };
}

/** Locks the request, then the mentor's offer. */
export async function proposalFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<ProposalFacts | undefined> {
  const { trx, organisationId } = scope;
  // A proposal never changes its request or its mentor, so that both may be read while the request is being locked.
  const of = await trx
    .selectFrom('request')
    .innerJoin('proposal', (join) =>
      join
        .onRef('proposal.organisation_id', '=', 'request.organisation_id')
        .onRef('proposal.request_id', '=', 'request.id'),
    )
    .select(['request.id as requestId', 'request.scheme_id as schemeId', 'proposal.mentor_id as mentorId'])
    .where('proposal.organisation_id', '=', organisationId)
    .where('proposal.id', '=', id)
    .forNoKeyUpdate('request')
    .executeTakeFirst();
  if (of === undefined) return undefined;
  await lockOffer(scope, of);
  const facts = await loadRequest(scope, of.requestId, actorId, now);
  const proposal = facts?.proposals.find((one) => one.id === id);
  return facts && proposal && { ...facts, proposal };
}

/** Of two who would take a mentor's last place at once, the second waits here, and counts again. */
export async function lockOffer(
  { trx, organisationId }: Scope,
  { schemeId, mentorId }: { readonly schemeId: string; readonly mentorId: string },
): Promise<void> {
  await trx
    .selectFrom('offer')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('scheme_id', '=', schemeId)
    .where('person_id', '=', mentorId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** A mentor's place in the pool, from a row of `poolOf`. */
export function poolMentor(reading: Reading, row: RowJson): PoolMentor {
  return {
    offer: reading.record('offer', row['offer'] as RowJson), // `poolOf` puts the offer's row there
    mentees: Number(row['mentees']),
    openProposals: Number(row['open_proposals']),
  };
}

export function reportingLine(row: RowJson): ReportingLine {
  return {
    id: String(row['id']),
    personId: String(row['person_id']),
    managerId: String(row['manager_id']),
    kind: String(row['kind']),
  };
}

/** Everybody whom a request, its proposals and its referrals name. */
export function namedIn(
  request: Pick<Request, 'menteeId' | 'inMindId' | 'wishIds' | 'conflictIds'>,
  proposals: readonly Pick<Proposal, 'mentorId' | 'proposedById'>[],
  referrals: readonly Referral[] = [],
): (string | undefined)[] {
  return [
    request.menteeId,
    request.inMindId,
    ...request.wishIds,
    ...request.conflictIds,
    ...proposals.flatMap((one) => [one.mentorId, one.proposedById]),
    ...referrals.flatMap((one) => [one.byId, one.colleagueId]),
  ];
}

/** `mentors`: the ids of those of the pool who matter, where not everybody does. */
export async function loadRequest(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
  mentors?: RawBuilder<unknown>,
): Promise<RequestFacts | undefined> {
  const { trx, organisationId } = scope;
  const ours = sql`organisation_id = ${organisationId}`;
  const schemeId = sql`(select scheme_id from request where ${ours} and id = ${id})`;
  const menteeId = sql`(select mentee_id from request where ${ours} and id = ${id})`;
  const { rows } = await sql<
    Record<
      'requests' | 'schemes' | 'proposals' | 'referrals' | 'lines' | 'blocks' | 'outside' | 'trainings',
      RowJson[]
    > & { declined_before: string[]; pool: PoolValues[] }
  >`
    select
      ${rowsOf(sql`select * from request where ${ours} and id = ${id}`)} as requests,
      ${schemesWhere(organisationId, sql`id = ${schemeId}`)} as schemes,
      ${rowsOf(sql`select * from proposal where ${ours} and request_id = ${id} order by sent_at, ordinal`)} as proposals,
      ${rowsOf(sql`select * from referral where ${ours} and request_id = ${id} order by made_at, id`)} as referrals,
      array(
        select distinct mentor_id from proposal
        join request earlier on earlier.organisation_id = proposal.organisation_id and earlier.id = proposal.request_id
        where proposal.organisation_id = ${organisationId} and proposal.state = 'declined'
          and earlier.id <> ${id} and earlier.mentee_id = ${menteeId} and earlier.scheme_id = ${schemeId}
      ) as declined_before,
      ${valuesOfPool(organisationId, schemeId, mentors)} as pool,
      ${linesAbove(organisationId, menteeId)} as lines,
      ${rowsOf(sql`
        select blocker_id, blocked_id from block
        where ${ours} and (blocker_id = ${menteeId} or blocked_id = ${menteeId}) order by id`)} as blocks,
      ${outsideSchemesOf(organisationId)} as outside,
      ${rowsOf(sql`select * from training where ${ours} and scheme_id = ${schemeId} order by person_id, module`)} as trainings
  `.execute(trx);
  const [found] = rows;
  const [requestRow] = found?.requests ?? [];
  const [schemeRow] = found?.schemes ?? [];
  if (found === undefined || requestRow === undefined || schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  const asked =
    found.proposals.some((row) => row['mentor_id'] === actorId && mayReadWords(row, now)) ||
    // What their answer leads to needs the words: a yes puts the request to them, and a no goes on to the coordinators.
    found.referrals.some((row) => row['colleague_id'] === actorId && row['state'] === 'asked');
  const reportingLines = found.lines.map(reportingLine);
  const coordinator = looksAfter(scheme, requestRow, reportingLines, actorId);
  const request = reading.record(
    'request',
    requestRow,
    wordsFor(requestRow, actorId, { asked, coordinator }),
  );
  const proposals = found.proposals.map((row) =>
    reading.record('proposal', row, messageFor(request, row, actorId, coordinator)),
  );
  const referrals = found.referrals.map((row) =>
    reading.record('referral', row, contactFor(request, row, actorId, coordinator)),
  );
  const pool = poolFrom(scheme.id, found.pool);
  const blocks = found.blocks.map((row) => [String(row['blocker_id']), String(row['blocked_id'])] as const);
  const people = await reading.finish(
    [
      ...namedIn(request, proposals, referrals),
      ...scheme.coordinatorIds,
      ...reportingLines.flatMap((line) => [line.personId, line.managerId]),
      ...blocks.flat(),
    ],
    mentors ?? idsOfPool(organisationId, schemeId),
  );
  const outsideSchemes = found.outside.map((row) => reading.record('outsideScheme', row));
  const trainings = found.trainings.map((row) => reading.record('training', row));
  return {
    trainings,
    request,
    scheme,
    people,
    proposals,
    referrals,
    declinedBeforeIds: found.declined_before,
    pool,
    reportingLines,
    blocks,
    outsideSchemes,
  };
}

/** A mentor who has the request, or who declined it so lately that they can take that back. */
function mayReadWords({ state, answered_at: answeredAt }: RowJson, now: Date): boolean {
  if (state === 'open' || state === 'accepted') return true;
  const since = now.getTime() - TAKE_BACK_MINUTES * 60_000;
  return state === 'declined' && new Date(String(answeredAt)).getTime() >= since;
}

/** Whether somebody is among the coordinators who look after the request of this row. */
export function looksAfter(
  scheme: Scheme,
  row: RowJson,
  lines: readonly ReportingLine[],
  actorId: string | undefined,
): boolean {
  return actorId !== undefined && triagersOfRow(scheme, row, lines).includes(actorId);
}

/** The coordinators who look after the request of this row, of which its mentee and conflicts are enough. */
export function triagersOfRow(
  scheme: Scheme,
  row: RowJson,
  lines: readonly ReportingLine[],
): readonly string[] {
  const menteeId = String(row['mentee_id']);
  const conflictIds = row['conflict_ids'] as string[]; // an array of ids in the table, and in its JSON
  return triagersOf(scheme, { menteeId, conflictIds }, lines);
}

/**
 * The mentee's words: for the mentee, the coordinators who look after the request, and mentors to whom it is put; what the
 * mentee declared of themselves is not for those mentors. Nobody asks when a timer fires; what it then says to those same
 * people needs the words.
 */
function wordsFor(
  row: RowJson,
  actorId: string | undefined,
  { asked, coordinator }: { readonly asked: boolean; readonly coordinator: boolean },
): Reveal {
  const all = actorId === undefined || row['mentee_id'] === actorId || coordinator;
  return (field) => all || (asked && field !== 'eligibility');
}

/** A mentor's message: for the mentor and the coordinators who look after it, but not for one who is the mentee. */
function messageFor(
  request: Request,
  row: RowJson,
  actorId: string | undefined,
  coordinator: boolean,
): Reveal {
  const may =
    actorId === undefined || row['mentor_id'] === actorId || (coordinator && request.menteeId !== actorId);
  return () => may;
}

/** Whom to turn to outside: for the mentor who named them and the coordinators, and the mentee once it was passed on. */
function contactFor(
  request: Request,
  row: RowJson,
  actorId: string | undefined,
  coordinator: boolean,
): Reveal {
  const mentee = request.menteeId === actorId;
  const may =
    actorId === undefined || row['by_id'] === actorId || (mentee ? row['answered_at'] !== null : coordinator);
  return () => may;
}
