/** The pairs of a scheme, for the prior that is fitted to them, and where it is kept. Opens no text of anybody. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { grouped } from '../mentoring/grouped.ts';
import type { OwnPrior } from '../mentoring/records/own-prior.ts';
import { nothingHeard } from '../mentoring/watch-answers.ts';
import type { WatchedPair } from '../mentoring/watch-history.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';
import { storableJson } from './text.ts';

export type CountedPairs = {
  readonly finished: number;
  readonly met: number;
  readonly neverMet: number;
};

/** How many pairs of a scheme have met, and how many of these have ended. */
export async function countPairs({ trx, organisationId }: Scope, schemeId: string): Promise<CountedPairs> {
  const { rows } = await sql<CountedPairs>`
    select
      count(*) filter (where met and state = 'ended')::int as finished,
      count(*) filter (where met)::int as met,
      count(*) filter (where not met)::int as "neverMet"
    from (
      select state, ${hasMet} as met from relationship
      where organisation_id = ${organisationId} and scheme_id = ${schemeId}
    ) pair
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A count always has one row');
  return found;
}

/** The pairs that have met and began last, newest first. */
export async function newestPairs(
  { trx, organisationId }: Scope,
  schemeId: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from relationship
    where organisation_id = ${organisationId} and scheme_id = ${schemeId} and ${hasMet}
    order by started_at desc, id limit ${most}
  `.execute(trx);
  return rows.map(({ id }) => id);
}

/** As the watch sees them, but for what the two have answered: that is theirs, and no prior is fitted to it. */
export async function watchedPairs(scope: Scope, ids: readonly string[]): Promise<readonly WatchedPair[]> {
  const { trx, organisationId } = scope;
  const ofThese = sql`organisation_id = ${organisationId} and relationship_id = any(${ids}::uuid[])`;
  const pairs = sql`organisation_id = ${organisationId} and id = any(${ids}::uuid[])`;
  const { rows } = await sql<Record<'schemes' | 'relationships' | 'meetings' | 'pauses', RowJson[]>>`
    select
      ${schemesWhere(organisationId, sql`id in (select scheme_id from relationship where ${pairs})`)} as schemes,
      ${rowsOf(sql`select * from relationship where ${pairs}`)} as relationships,
      ${rowsOf(sql`select * from meeting where ${ofThese} order by start_date, start_time, id`)} as meetings,
      ${rowsOf(sql`select * from pause where ${ofThese} order by started_at, id`)} as pauses
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  const reading = beginReading(scope);
  const schemes = found.schemes.map((row) => reading.record('scheme', row));
  const relationships = found.relationships.map((row) => reading.record('relationship', row));
  const meetings = grouped(
    found.meetings.map((row) => reading.record('meeting', row)),
    ({ relationshipId }) => relationshipId,
  );
  const pauses = grouped(
    found.pauses.map((row) => reading.record('pause', row)),
    ({ relationshipId }) => relationshipId,
  );
  const people = await reading.finish(
    relationships.flatMap(({ menteeId, mentorId }) => [menteeId, mentorId]),
  );
  return relationships.flatMap((relationship) => {
    const scheme = schemes.find(({ id }) => id === relationship.schemeId);
    if (scheme === undefined) return [];
    return [
      {
        relationship,
        scheme,
        people,
        meetings: meetings(relationship.id),
        pauses: pauses(relationship.id),
        heard: nothingHeard,
      },
    ];
  });
}

/** Ids of pairs that the watch looks at, in order, after this one. */
export async function livingPairs(
  { trx, organisationId }: Scope,
  schemeId: string,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('relationship')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('scheme_id', '=', schemeId)
    .where('state', '=', 'active')
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** By what a scheme's pairs are judged from now on; `undefined`: by the stated prior again. */
export async function keepPrior(
  { trx, organisationId }: Scope,
  schemeId: string,
  prior: OwnPrior | undefined,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('scheme')
    .set({ prior: prior === undefined ? null : storableJson(prior), updated_at: now })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', schemeId)
    .executeTakeFirstOrThrow();
}

export async function priorKept(
  { trx, organisationId }: Scope,
  schemeId: string,
): Promise<OwnPrior | undefined> {
  const { prior } = await trx
    .selectFrom('scheme')
    .select('prior')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', schemeId)
    .executeTakeFirstOrThrow();
  return prior ?? undefined;
}

const hasMet: RawBuilder<boolean> = sql`exists (
  select from meeting
  where meeting.organisation_id = relationship.organisation_id and meeting.relationship_id = relationship.id
    and meeting.state = 'met')`;
