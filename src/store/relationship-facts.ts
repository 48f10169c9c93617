/** What dialogs about a relationship, or about one meeting of it, are shown. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { mayKnow } from '../mentoring/check-ins.ts';
import type { MeetingFacts, RelationshipFacts, WayBack } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import { hear } from '../mentoring/watch-answers.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import type { Reading, Reveal } from './reading.ts';
import { poolMentor, reportingLine } from './request-facts.ts';
import { linesAbove, poolOf, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** Locks the relationship. */
export async function relationshipFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
): Promise<RelationshipFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('relationship')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return locked && loadRelationship(scope, locked.id, actorId);
}

/** Locks the meeting's relationship. */
export async function meetingFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
): Promise<MeetingFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('relationship')
    .innerJoin('meeting', (join) =>
      join
        .onRef('meeting.organisation_id', '=', 'relationship.organisation_id')
        .onRef('meeting.relationship_id', '=', 'relationship.id'),
    )
    .select('relationship.id')
    .where('meeting.organisation_id', '=', organisationId)
    .where('meeting.id', '=', id)
    .forNoKeyUpdate('relationship')
    .executeTakeFirst();
  const facts = locked && (await loadRelationship(scope, locked.id, actorId));
  const meeting = facts?.meetings.find((one) => one.id === id);
  return facts && meeting && { ...facts, meeting };
}

/** The newest agreement that both agreed to, and a newer one that waits. `rows` are newest first. */
export function agreementsOf(
  reading: Reading,
  rows: readonly RowJson[],
  reveal: Reveal,
): { agreement: Agreement | undefined; proposedAgreement: Agreement | undefined } {
  const agreedRow = rows.find((row) => row['agreed_at'] !== null);
  const [newestRow] = rows;
  const agreement = agreedRow && reading.record('agreement', agreedRow, reveal);
  const proposedAgreement =
    newestRow === undefined || newestRow === agreedRow
      ? undefined
      : reading.record('agreement', newestRow, reveal);
  return { agreement, proposedAgreement };
}

async function loadRelationship(
  scope: Scope,
  id: string,
  actorId: string | undefined,
): Promise<RelationshipFacts | undefined> {
  const { trx, organisationId } = scope;
  const ofThis = sql`organisation_id = ${organisationId} and relationship_id = ${id}`;
  const { rows } = await sql<
    Record<
      | 'relationships'
      | 'schemes'
      | 'agreements'
      | 'drafts'
      | 'meetings'
      | 'preparations'
      | 'records'
      | 'actions'
      | 'lines'
      | 'attempts'
      | 'pauses'
      | 'answers'
      | 'checkIns'
      | 'consents'
      | 'surveys'
      | 'closings'
      | 'rotations'
      | 'ways',
      RowJson[]
    > & { conflicts: string[] }
  >`
    select
      ${rowsOf(sql`select * from relationship where organisation_id = ${organisationId} and id = ${id}`)} as relationships,
      ${schemesWhere(
        organisationId,
        sql`id = (select scheme_id from relationship where organisation_id = ${organisationId} and id = ${id})`,
      )} as schemes,
      ${rowsOf(sql`select * from agreement where ${ofThis} order by version desc`)} as agreements,
      ${rowsOf(sql`select * from rules_draft where ${ofThis} and author_id = ${actorId ?? null}`)} as drafts,
      ${rowsOf(sql`select * from meeting where ${ofThis} order by start_date, start_time, id`)} as meetings,
      ${rowsOf(sql`select * from preparation where ${ofThis} order by written_at, id`)} as preparations,
      ${rowsOf(sql`select * from session_record where ${ofThis} order by written_at desc, id`)} as records,
      ${rowsOf(sql`select * from action where ${ofThis} order by ordinal`)} as actions,
      ${rowsOf(sql`
        select * from contact_attempt where ${ofThis} and author_id = ${actorId ?? null}
        order by tried_on, created_at, id`)} as attempts,
      ${rowsOf(sql`select * from pause where ${ofThis} order by started_at, id`)} as pauses,
      ${rowsOf(sql`select * from watch_answer where ${ofThis} order by given_at, id`)} as answers,
      ${rowsOf(sql`select * from check_in where ${ofThis} order by asked_at, id`)} as "checkIns",
      ${rowsOf(sql`select * from consent where ${ofThis} order by given_at, id`)} as consents,
      ${rowsOf(sql`select * from closing where ${ofThis} and author_id = ${actorId ?? null}`)} as closings,
      ${rowsOf(sql`
        select * from rotation where ${ofThis} and person_id = coalesce(${actorId ?? null}::uuid, person_id)
        order by said_at, id`)} as rotations,
      ${rowsOf(sql`select * from benefit_survey where ${ofThis} order by asked_at, id`)} as surveys,
      ${wayBackOf(organisationId, id)} as ways,
      ${linesAbove(
        organisationId,
        sql`select unnest(array[mentee_id, mentor_id]) from relationship where organisation_id = ${organisationId} and id = ${id}`,
      )} as lines,
      (select conflict_ids from request where organisation_id = ${organisationId} and id = (
        select request_id from relationship where organisation_id = ${organisationId} and id = ${id})) as conflicts
  `.execute(trx);
  const [found] = rows;
  const [relationshipRow] = found?.relationships ?? [];
  const [schemeRow] = found?.schemes ?? [];
  if (found === undefined || relationshipRow === undefined || schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const relationship = reading.record('relationship', relationshipRow);
  const scheme = reading.record('scheme', schemeRow);
  const pair = forThePair(relationship, actorId);
  const { agreement, proposedAgreement } = agreementsOf(reading, found.agreements, pair);
  const earlierAgreements = found.agreements
    .filter((row) => row['agreed_at'] !== null && row['id'] !== agreement?.id)
    .map((row) => reading.record('agreement', row, pair));
  const [draftRow] = found.drafts;
  const rulesDraft = draftRow && reading.record('rulesDraft', draftRow, () => true);
  const preparations = found.preparations.map((row) => reading.record('preparation', row, pair));
  const meetings = found.meetings.map((row) => reading.record('meeting', row));
  const records = readableRecords(reading, found.records, relationship, actorId);
  const actions = found.actions.map((row) => reading.record('action', row, pair));
  const contactAttempts = found.attempts.map((row) => reading.record('contactAttempt', row, () => true));
  const pauses = found.pauses.map((row) => reading.record('pause', row));
  // Rules need what both have said; `hear` keeps back what is the other's.
  const answers = found.answers.map((row) => reading.record('watchAnswer', row, () => true));
  const [closingRow] = found.closings;
  const closing = closingRow && reading.record('closing', closingRow, () => true);
  const rotations = found.rotations.map((row) =>
    reading.record('rotation', row, () => row['person_id'] === actorId),
  );
  const checkIns = found.checkIns.map((row) =>
    reading.record('checkIn', row, () => row['person_id'] === actorId),
  );
  const [wayRow] = found.ways;
  const wayBack = wayRow && wayBackFrom(reading, wayRow);
  const recordedBy = found.records.map((row) => ({
    meetingId: String(row['meeting_id']),
    authorId: String(row['author_id']),
  }));
  const people = await reading.finish([
    relationship.menteeId,
    relationship.mentorId,
    relationship.endedById,
    relationship.reopenAskedById,
    ...scheme.coordinatorIds,
    ...meetings.flatMap((meeting) => [meeting.bookedById, meeting.answeredById]),
    ...recordedBy.map(({ authorId }) => authorId),
  ]);
  return {
    relationship,
    scheme,
    people,
    agreement,
    proposedAgreement,
    earlierAgreements,
    rulesDraft,
    meetings,
    preparations,
    records,
    recordedBy,
    actions,
    reportingLines: found.lines.map(reportingLine),
    conflictIds: found.conflicts,
    contactAttempts,
    pauses,
    heard: hear(answers, actorId, checkIns),
    checkIns: mayKnow(checkIns, actorId),
    consents: found.consents.map((row) => reading.record('consent', row)),
    closing,
    rotations,
    surveys: found.surveys.map((row) => reading.record('benefitSurvey', row)),
    wayBack,
  };
}

/** Of one that has ended: what taking it up again depends on. No row while it goes on. */
function wayBackOf(organisationId: string, id: string): RawBuilder<RowJson[]> {
  return rowsOf(sql`
    select
      ${poolOf(organisationId, sql`relationship.scheme_id`, sql`relationship.mentor_id`)} as mentors,
      exists (
        select from block where organisation_id = ${organisationId}
          and blocker_id in (mentee_id, mentor_id) and blocked_id in (mentee_id, mentor_id)
      ) as blocked,
      exists (
        select from relationship other where other.organisation_id = ${organisationId}
          and other.request_id = relationship.request_id and other.state <> 'ended'
      ) or exists (
        select from request where request.organisation_id = ${organisationId}
          and request.id = relationship.request_id and request.state in ('waiting', 'proposed')
      ) as taken
    from relationship where organisation_id = ${organisationId} and id = ${id} and state = 'ended'`);
}

function wayBackFrom(reading: Reading, row: RowJson): WayBack {
  const [mentor] = row['mentors'] as RowJson[]; // `wayBackOf` puts the list there
  return {
    mentor: mentor && poolMentor(reading, mentor),
    blocked: row['blocked'] === true,
    taken: row['taken'] === true,
  };
}

/** What the two of a pair may read, and nobody else. */
export function forThePair(relationship: Relationship, actorId: string | undefined): Reveal {
  const may = isOneOfThem(relationship, actorId);
  return () => may;
}

/** Somebody's own records, and what the other one shares: never the other's reflection, never how useful they found it. */
function readableRecords(
  reading: Reading,
  rows: readonly RowJson[],
  relationship: Relationship,
  actorId: string | undefined,
): SessionRecord[] {
  if (!isOneOfThem(relationship, actorId)) return [];
  return rows.flatMap((row) => {
    if (row['author_id'] === actorId) return [reading.record('sessionRecord', row, () => true)];
    if (row['sharing'] !== 'pair') return [];
    return [
      reading.record(
        'sessionRecord',
        { ...row, useful: null, preparation_minutes: null },
        (field) => field !== 'reflection',
      ),
    ];
  });
}

function isOneOfThem(relationship: Relationship, actorId: string | undefined): boolean {
  return actorId !== undefined && (relationship.menteeId === actorId || relationship.mentorId === actorId);
}
