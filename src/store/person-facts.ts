/** What dialogs about one person are shown: everything that concerns them. */

import { sql } from 'kysely';
import type { PersonFacts, RelationshipGlance } from '../mentoring/facts.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import type { Reading } from './reading.ts';
import { agreementsOf, forThePair } from './relationship-facts.ts';
import { namedIn, reportingLine } from './request-facts.ts';
import { linesAbove, outsideSchemesOf, rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** How long an ended relationship stays in sight. */
const sightDays = 90;

type Found = Record<
  | 'schemes'
  | 'offers'
  | 'requests'
  | 'proposals'
  | 'relationships'
  | 'lines'
  | 'outside'
  | 'blocks'
  | 'trainings'
  | 'questions'
  | 'lookouts'
  | 'referrals'
  | 'surveys'
  | 'orders',
  RowJson[]
> & { organisation_name: string; administrator: boolean };

/** Locks the person. `args.all`: also what is long over, for a copy of everything that is kept about them. */
export async function personFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
  now: Date,
  args: Readonly<Record<string, string>> = {},
): Promise<PersonFacts | undefined> {
  const { trx, organisationId } = scope;
  const row = await trx
    .selectFrom('person')
    .select(['id', 'name', 'zone', 'grade', 'specialty', 'region'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { grade, specialty, region, ...person } = row;
  const since = new Date(now.getTime() - sightDays * 86_400_000);
  const found = await load(scope, id, args['all'] === 'yes' ? everything : { since, closedRequests: 1 });

  const reading = beginReading(scope);
  const themselves = (): boolean => actorId === id;
  const schemes = found.schemes.map((row) => reading.record('scheme', row));
  const offers = found.offers.map((row) => reading.record('offer', row));
  const requests = found.requests.map((row) => reading.record('request', row, themselves));
  const proposals = found.proposals.map((row) => ({
    proposal: reading.record('proposal', row, themselves),
    // The request was put to this person, who may therefore read the mentee's words, and no more than those.
    request: reading.record(
      'request',
      row['request'] as RowJson,
      (field) => themselves() && field === 'words',
    ),
  }));
  const relationships = found.relationships.map((row) => glance(reading, row, actorId));
  const reportingLines = found.lines.map(reportingLine);
  // A private choice: nobody else who looks at this person's matters is given it.
  const blocks = themselves() ? found.blocks.map((row) => reading.record('block', row)) : [];
  // Between the two of them: nobody else who looks at either's matters is given one.
  const questions = themselves()
    ? found.questions.map((row) => reading.record('question', row, themselves))
    : [];
  // What somebody else suggested to this person shows who did; what came of this person's own suggestions shows nothing.
  const referrals = themselves()
    ? found.referrals.map((row) => reading.record('referral', row, () => row['by_id'] === id))
    : [];
  const surveys = themselves()
    ? found.surveys.map((row) => reading.record('benefitSurvey', row, themselves))
    : [];
  const trainings = found.trainings.map((row) => reading.record('training', row));
  const people = await reading.finish([
    id,
    ...trainings.map(({ confirmedById }) => confirmedById),
    ...referrals.flatMap(({ byId, colleagueId }) => [byId, colleagueId]),
    ...questions.flatMap(({ askerId, mentorId }) => [askerId, mentorId]),
    ...blocks.map(({ blockedId }) => blockedId),
    ...schemes.flatMap((scheme) => scheme.coordinatorIds),
    ...requests.flatMap((request) => namedIn(request, [])),
    ...proposals.flatMap(({ proposal, request }) => namedIn(request, [proposal])),
    ...relationships.flatMap(({ relationship }) => [
      relationship.menteeId,
      relationship.mentorId,
      relationship.endedById,
    ]),
    ...reportingLines.flatMap((line) => [line.personId, line.managerId]),
  ]);
  return {
    person,
    profile: {
      ...(grade !== null && { grade }),
      ...(specialty !== null && { specialty }),
      ...(region !== null && { region }),
    },
    people,
    organisationName: found.organisation_name,
    administrator: found.administrator,
    schemes,
    offers,
    requests,
    proposals,
    referrals,
    relationships,
    reportingLines,
    blocks,
    questions,
    lookouts: themselves() ? found.lookouts.map((row) => reading.record('lookout', row)) : [],
    outsideSchemes: found.outside.map((row) => reading.record('outsideScheme', row)),
    trainings,
    surveys,
    reportOrders: found.orders.map((row) => reading.record('benefitsOrder', row)),
  };
}

/** What is over stays in sight: relationships that ended since then, and so many of the requests that are closed. */
type Sight = { readonly since: Date; readonly closedRequests: number | null };
const everything: Sight = { since: new Date(0), closedRequests: null };

async function load({ trx, organisationId }: Scope, id: string, sight: Sight): Promise<Found> {
  const ours = sql`organisation_id = ${organisationId}`;
  const ofThis = sql`organisation_id = ${organisationId} and relationship_id = relationship.id`;
  const { rows } = await sql<Found>`
    select
      (select name from organisation where ${ours}) as organisation_name,
      exists (select from account where ${ours} and person_id = ${id} and administrator and not outsider)
        as administrator,
      ${schemesWhere(organisationId, sql`true`)} as schemes,
      ${rowsOf(sql`select * from offer where ${ours} and person_id = ${id} order by created_at, id`)} as offers,
      ${rowsOf(sql`
        select * from (
          select * from request where ${ours} and mentee_id = ${id} and state in ('waiting', 'proposed')
          union all
          (select * from request where ${ours} and mentee_id = ${id} and state in ('matched', 'withdrawn')
            order by asked_at desc, id limit ${sight.closedRequests})
        ) theirs order by asked_at, id`)} as requests,
      ${rowsOf(sql`
        select proposal.*, to_jsonb(request) as request from proposal
        join request on request.organisation_id = proposal.organisation_id and request.id = proposal.request_id
        where proposal.organisation_id = ${organisationId} and mentor_id = ${id} and proposal.state = 'open'
        order by sent_at, ordinal`)} as proposals,
      ${rowsOf(sql`
        select to_jsonb(relationship) as relationship,
          ${rowsOf(sql`select * from agreement where ${ofThis} order by version desc`)} as agreements,
          ${rowsOf(sql`select * from meeting where ${ofThis} order by start_date, start_time, id`)} as meetings,
          ${rowsOf(sql`select * from consent where ${ofThis} and person_id = ${id} order by given_at, id`)} as consents,
          (select count(*)::int from check_in where ${ofThis} and person_id = ${id}) as check_ins,
          ${rowsOf(sql`select * from action where ${ofThis} and done_at is null order by ordinal`)} as actions,
          array(select meeting_id from session_record where ${ofThis} and author_id = ${id} order by meeting_id) as recorded,
          (select written_at from closing where ${ofThis} and author_id = ${id}) as closed_at,
          ${rowsOf(sql`select * from rotation where ${ofThis} and person_id = ${id}`)} as rotations
        from relationship
        where ${ours} and (mentee_id = ${id} or mentor_id = ${id})
          and (state <> 'ended' or ended_at > ${sight.since})
        order by started_at, id`)} as relationships,
      ${linesAbove(organisationId, sql`${id}`)} as lines,
      ${outsideSchemesOf(organisationId)} as outside,
      ${rowsOf(sql`select * from training where ${ours} and person_id = ${id} order by module, id`)} as trainings,
      ${rowsOf(sql`
        select * from benefit_survey where ${ours} and person_id = ${id} order by asked_at, id`)} as surveys,
      ${rowsOf(sql`
        select * from benefits_order where ${ours} and person_id = ${id} order by created_at, id`)} as orders,
      ${rowsOf(sql`select * from block where ${ours} and blocker_id = ${id} order by created_at, id`)} as blocks,
      ${rowsOf(sql`
        select * from question where ${ours} and (asker_id = ${id} or mentor_id = ${id})
        order by asked_at, id`)} as questions,
      ${rowsOf(sql`select * from lookout where ${ours} and person_id = ${id} order by since, id`)} as lookouts,
      ${rowsOf(sql`
        select * from referral where ${ours} and (by_id = ${id} or (colleague_id = ${id} and state <> 'not-asked'))
        order by made_at, id`)} as referrals
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  return found;
}

function glance(reading: Reading, row: RowJson, actorId: string | undefined): RelationshipGlance {
  // `load` puts a relationship's row here, and beside it lists of rows and of ids.
  const found = row as Record<'agreements' | 'meetings' | 'actions' | 'consents' | 'rotations', RowJson[]> & {
    relationship: RowJson;
    recorded: string[];
    closed_at: string | null;
    check_ins: number;
  };
  const [moves] = found.rotations;
  const relationship = reading.record('relationship', found.relationship);
  const pair = forThePair(relationship, actorId);
  return {
    relationship,
    ...agreementsOf(reading, found.agreements, pair),
    meetings: found.meetings.map((one) => reading.record('meeting', one)),
    recorded: found.recorded,
    actions: found.actions.map((one) => reading.record('action', one, pair)),
    consents: found.consents.map((one) => reading.record('consent', one)),
    checkIns: found.check_ins,
    ...(found.closed_at !== null && { closedAt: new Date(found.closed_at) }),
    rotation: moves && reading.record('rotation', moves, () => moves['person_id'] === actorId),
  };
}
