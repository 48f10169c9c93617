/**
 * Everybody who offers in a scheme, as they are ranked. There may be thousands, so each comes as a short list of values
 * rather than as a row with names, and without the portrait, which only those read who look for a mentor themselves.
 */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PoolMentor } from '../mentoring/facts.ts';
import type { Offer } from '../mentoring/records/offer.ts';

/** In the order of `columns`, then how many they mentor and how many proposals are open to them. */
export type PoolValues = readonly [
  id: string,
  personId: string,
  areas: Offer['areas'],
  skills: Offer['skills'],
  likesToHelp: string,
  capacity: number,
  place: Offer['place'],
  usualTimes: string,
  timeAgreed: boolean,
  trainedOn: string | null,
  state: Offer['state'],
  pausedUntil: string | null,
  mentees: number,
  openProposals: number,
];

const columns = sql.raw(
  [
    'id',
    'person_id',
    'areas',
    'skills',
    'likes_to_help',
    'capacity',
    'place',
    'usual_times',
    'time_agreed',
    'trained_on',
    'state',
    'paused_until',
  ]
    .map((column) => `offer.${column}`)
    .join(', '),
);

/**
 * Once each: with the offer that stands, or their newest closed one. Counted after the locks were taken, so that a place
 * that was just filled is seen. `mentors`: a query for the ids of some of them, where not everybody matters.
 */
export function valuesOfPool(
  organisationId: string,
  schemeId: RawBuilder<unknown>,
  mentors?: RawBuilder<unknown>,
): RawBuilder<readonly PoolValues[]> {
  const ours = sql`organisation_id = ${organisationId}`;
  const ofThese = (column: string): RawBuilder<unknown> =>
    mentors === undefined ? sql`` : sql`and ${sql.ref(column)} in (${mentors})`;
  return sql`(
    select coalesce(json_agg(
      json_build_array(${columns}, coalesce(pairs.count, 0), coalesce(open.count, 0))
      order by offer.created_at, offer.id), '[]')
    from (
      select distinct on (person_id) id from offer
      where ${ours} and scheme_id = ${schemeId} ${ofThese('person_id')}
        -- From a file, of somebody whose account has not shown up: nobody could ask them.
        and person_id not in (select id from person where ${ours} and expected_email is not null)
      order by person_id, state = 'closed', created_at desc, id
    ) standing
    join offer on offer.organisation_id = ${organisationId} and offer.id = standing.id
    left join (
      select mentor_id, count(*)::int from relationship
      where ${ours} and scheme_id = ${schemeId} and state in ('active', 'paused') ${ofThese('mentor_id')}
      group by mentor_id
    ) pairs on pairs.mentor_id = offer.person_id
    left join (
      select mentor_id, count(*)::int from proposal where ${ours} and state = 'open' ${ofThese('mentor_id')}
      group by mentor_id
    ) open on open.mentor_id = offer.person_id)`;
}

/** The ids of everybody in the pool, as a query. */
export function idsOfPool(organisationId: string, schemeId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select person_id from offer where organisation_id = ${organisationId} and scheme_id = ${schemeId}`;
}

/** The pool that these values are of. */
export function poolFrom(schemeId: string, all: readonly PoolValues[]): readonly PoolMentor[] {
  return all.map((values) => {
    const [id, personId, areas, skills, likesToHelp, capacity, place, usualTimes, timeAgreed] = values;
    const [, , , , , , , , , trainedOn, state, pausedUntil, mentees, openProposals] = values;
    return {
      offer: {
        id,
        schemeId,
        personId,
        portrait: '',
        areas,
        skills,
        likesToHelp,
        capacity,
        place,
        usualTimes,
        timeAgreed,
        trainedOn: trainedOn ?? undefined,
        state,
        pausedUntil: pausedUntil ?? undefined,
      },
      mentees,
      openProposals,
    };
  });
}
