/** Relationships and what happens in them. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table relationship (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      request_id uuid not null,
      mentee_id uuid not null,
      mentor_id uuid not null,
      state text not null check (state in ('active', 'paused', 'ended')),
      cadence_days integer not null check (cadence_days > 0),
      started_at timestamptz not null,
      paused_until date,
      ended_at timestamptz,
      ended_by_id uuid,
      ending text check (ending in ('natural', 'goals-met', 'circumstances', 'no-fault', 'never-started')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, request_id) references request,
      foreign key (organisation_id, mentee_id) references person,
      foreign key (organisation_id, mentor_id) references person,
      foreign key (organisation_id, ended_by_id) references person,
      constraint relationship_is_between_two check (mentee_id <> mentor_id)
    );
    create unique index relationship_lives_once on relationship (organisation_id, request_id)
      where state in ('active', 'paused');
    create index relationship_by_mentee on relationship (organisation_id, mentee_id);
    create index relationship_by_mentor on relationship (organisation_id, mentor_id, scheme_id);
    create index relationship_by_scheme on relationship (organisation_id, scheme_id, state);

    create table agreement (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      version integer not null check (version > 0),
      proposed_by_id uuid not null,
      proposed_at timestamptz not null,
      agreed_at timestamptz,
      terms bytea not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint agreement_version unique (organisation_id, relationship_id, version),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, proposed_by_id) references person
    );

    create table meeting (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      start_date date not null,
      start_time text not null check (start_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
      start_zone text not null,
      minutes integer not null check (minutes > 0),
      place text not null check (place in ('video', 'in-person', 'phone')),
      booked_by_id uuid not null,
      state text not null check (state in ('booked', 'met', 'missed', 'cancelled')),
      sequence integer not null check (sequence >= 0),
      answered_by_id uuid,
      late_ids uuid[],
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, booked_by_id) references person,
      foreign key (organisation_id, answered_by_id) references person
    );
    create index meeting_by_relationship on meeting (organisation_id, relationship_id, start_date);

    create table session_record (
      organisation_id uuid not null,
      id uuid not null,
      meeting_id uuid not null,
      relationship_id uuid not null,
      author_id uuid not null,
      written_at timestamptz not null,
      discussed bytea not null,
      reflection bytea not null,
      useful integer check (useful between 1 and 5),
      sharing text not null check (sharing in ('pair', 'author')),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint session_record_once unique (organisation_id, meeting_id, author_id),
      foreign key (organisation_id, meeting_id) references meeting,
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, author_id) references person
    );
    create index session_record_by_relationship on session_record (organisation_id, relationship_id);

    create table action (
      organisation_id uuid not null,
      id uuid not null,
      ordinal bigint generated always as identity,
      relationship_id uuid not null,
      record_id uuid not null,
      owner_id uuid not null,
      what bytea not null,
      due_on date,
      done_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, record_id) references session_record,
      foreign key (organisation_id, owner_id) references person
    );
    create index action_by_relationship on action (organisation_id, relationship_id);
  `.execute(db);
}
