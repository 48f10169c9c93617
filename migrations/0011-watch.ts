/** What the watch over a pair needs: when meetings were booked and settled, pauses that are kept, what was asked and answered. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table meeting
      add booked_at timestamptz,
      add moved_at timestamptz,
      add settled_at timestamptz;

    alter table relationship
      add band text check (band in ('not started', 'going well', 'quiet', 'asking')),
      add watch jsonb,
      drop constraint relationship_ending_check,
      add constraint relationship_ending_check
        check (ending in ('natural', 'goals-met', 'circumstances', 'no-fault', 'never-started', 'faded'));

    create table pause (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      started_at timestamptz not null,
      ended_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship
    );
    create index pause_by_relationship on pause (organisation_id, relationship_id, started_at);
    create unique index pause_lasts_once on pause (organisation_id, relationship_id) where ended_at is null;

    create table watch_answer (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      person_id uuid not null,
      given_at timestamptz not null,
      answer bytea not null,
      not_before date,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, person_id) references person
    );
    create index watch_answer_by_relationship on watch_answer (organisation_id, relationship_id, given_at);
  `.execute(db);
  for (const name of ['pause', 'watch_answer']) await protect(db, name);
  await beginToWatch(db);
}

/**
 * Pairs that are there already: a pause that goes on is kept from now, and each pair is looked at once, soon. From then
 * on their own events set the time.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function beginToWatch(db: Kysely<any>): Promise<void> {
  // The carrier may know which organisations there are; the owner of the tables sees one at a time.
  await sql`set local role rapport_carrier`.execute(db);
  const { rows } = await sql<{ id: string }>`select organisation_id as id from organisation`.execute(db);
  await sql`reset role`.execute(db);
  for (const { id } of rows) {
    await sql`select set_config('rapport.organisation_id', ${id}, true)`.execute(db);
    await sql`
      insert into pause (organisation_id, id, relationship_id, started_at, created_at, updated_at)
      select organisation_id, gen_random_uuid(), id, updated_at, now(), now() from relationship
      where state = 'paused'`.execute(db);
    await sql`
      insert into timer (organisation_id, id, key, dialog, action, subject, due_at, state, updated_at)
      select organisation_id, gen_random_uuid(), 'relationship:' || id || ':watch', 'watch', 'look', id,
        now() + interval '1 day', 'pending', now()
      from relationship where state = 'active'`.execute(db);
  }
  await sql`select set_config('rapport.organisation_id', '', true)`.execute(db);
}
