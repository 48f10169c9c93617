/** Long work between two turns, and rounds: plans for a whole pool that a coordinator reviews before anybody is asked. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table timer
      add held_by uuid,
      add held_until timestamptz,
      add constraint timer_held_until_a_time check ((held_by is null) = (held_until is null));

    create table round (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      by_id uuid not null,
      state text not null check (state in ('planning', 'ready', 'sending', 'sent', 'discarded', 'failed')),
      started_at timestamptz not null,
      sent_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, by_id) references person
    );
    create unique index round_one_at_a_time on round (organisation_id, scheme_id)
      where state in ('planning', 'ready', 'sending');

    create table round_pair (
      organisation_id uuid not null,
      id uuid not null,
      round_id uuid not null,
      request_id uuid not null,
      mentor_id uuid,
      state text not null check (state in ('planned', 'out', 'sent', 'dropped', 'unmatched')),
      place integer not null,
      nothing_in_common boolean not null,
      why text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, round_id) references round on delete cascade,
      foreign key (organisation_id, request_id) references request,
      foreign key (organisation_id, mentor_id) references person,
      constraint round_pair_has_a_mentor check ((mentor_id is null) = (state = 'unmatched')),
      constraint round_pair_once unique (organisation_id, round_id, request_id)
    );
    create index round_pair_in_order on round_pair (organisation_id, round_id, state, place);
  `.execute(db);
  await protect(db, 'round');
  await protect(db, 'round_pair');
}
