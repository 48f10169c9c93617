/** Meetings that somebody held as a mentor, however long ago: a statement of hours goes further back than what is in sight. */

import { sql } from 'kysely';
import { inZone, instantOf } from '../mentoring/time.ts';
import type { Scope } from './scope.ts';

export type Held = {
  /** YYYY-MM-DD, in the mentor's own zone. */
  readonly on: string;
  readonly meetingMinutes: number;
  /** What the mentor gave to preparing it, by their own record; 0 where they noted nothing. */
  readonly preparationMinutes: number;
};

type Row = {
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly minutes: number;
  readonly preparation: number;
  readonly mentor_zone: string;
};

/** Held from one date to another, both YYYY-MM-DD and both included, oldest first. */
export async function heldAsMentor(
  { trx, organisationId }: Scope,
  mentorId: string,
  from: string,
  until: string,
): Promise<readonly Held[]> {
  // A day more at either end: the date where the meeting was booked may be another than the mentor's.
  const { rows } = await sql<Row>`
    select meeting.start_date::text as date, meeting.start_time as time,
      meeting.start_zone as zone, coalesce(meeting.held_minutes, meeting.minutes) as minutes, coalesce(own.preparation_minutes, 0) as preparation,
      person.zone as mentor_zone
    from relationship
    join meeting on meeting.organisation_id = relationship.organisation_id
      and meeting.relationship_id = relationship.id
    join person on person.organisation_id = relationship.organisation_id and person.id = relationship.mentor_id
    left join session_record own on own.organisation_id = meeting.organisation_id
      and own.meeting_id = meeting.id and own.author_id = relationship.mentor_id
    where relationship.organisation_id = ${organisationId} and relationship.mentor_id = ${mentorId}
      and meeting.state = 'met'
      and meeting.start_date between ${from}::date - 1 and ${until}::date + 1
    order by meeting.start_date, meeting.start_time, meeting.id
  `.execute(trx);
  return rows
    .map(({ minutes, preparation, mentor_zone, ...wall }) => ({
      on: inZone(instantOf(wall), mentor_zone).date,
      meetingMinutes: minutes,
      preparationMinutes: preparation,
    }))
    .filter(({ on }) => on >= from && on <= until);
}
