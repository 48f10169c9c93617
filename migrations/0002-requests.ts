/** Schemes, who offers and who asks in them, and what keeps two people from being brought together. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table scheme (
      organisation_id uuid not null references organisation,
      id uuid not null,
      name text not null,
      about text not null,
      areas jsonb not null,
      cadence_days integer not null check (cadence_days > 0),
      meeting_minutes integer not null check (meeting_minutes > 0),
      reply_days integer not null check (reply_days > 0),
      expiry_days integer not null check (expiry_days > 0),
      confidentiality text not null,
      confidentiality_version integer not null,
      digest jsonb,
      accepts_requests boolean not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id)
    );

    create table coordinator (
      organisation_id uuid not null,
      scheme_id uuid not null,
      person_id uuid not null,
      primary key (organisation_id, scheme_id, person_id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, person_id) references person
    );
    create index coordinator_by_person on coordinator (organisation_id, person_id);

    create table offer (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      person_id uuid not null,
      areas text[] not null,
      skills text[] not null,
      likes_to_help text not null,
      capacity integer not null check (capacity >= 0),
      place text not null check (place in ('video', 'in-person', 'phone', 'any')),
      usual_times text not null,
      time_agreed boolean not null,
      trained_on date,
      state text not null check (state in ('open', 'paused', 'closed')),
      paused_until date,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, person_id) references person
    );
    create unique index offer_stands_once on offer (organisation_id, scheme_id, person_id) where state <> 'closed';
    create index offer_by_scheme on offer (organisation_id, scheme_id, person_id);
    create index offer_by_person on offer (organisation_id, person_id);

    create table request (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      mentee_id uuid not null,
      areas text[] not null,
      words bytea not null,
      in_mind_id uuid,
      line_manager text not null check (line_manager in ('told', 'not-told', 'not-said')),
      conflict_ids uuid[] not null,
      times jsonb not null,
      place text not null check (place in ('video', 'in-person', 'phone', 'any')),
      state text not null check (state in ('waiting', 'proposed', 'matched', 'withdrawn')),
      asked_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, mentee_id) references person,
      foreign key (organisation_id, in_mind_id) references person
    );
    create index request_by_mentee on request (organisation_id, mentee_id, asked_at);
    create index request_open_by_scheme on request (organisation_id, scheme_id, asked_at)
      where state in ('waiting', 'proposed');
    create index request_by_scheme on request (organisation_id, scheme_id, asked_at);

    create table proposal (
      organisation_id uuid not null,
      id uuid not null,
      ordinal bigint generated always as identity,
      request_id uuid not null,
      mentor_id uuid not null,
      proposed_by_id uuid not null,
      state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
      counter_times jsonb,
      reason text check (reason in ('no-time', 'not-right-experience', 'role-conflict', 'other')),
      message bytea,
      sent_at timestamptz not null,
      answered_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, request_id) references request,
      foreign key (organisation_id, mentor_id) references person,
      foreign key (organisation_id, proposed_by_id) references person
    );
    create unique index proposal_accepted_once on proposal (organisation_id, request_id) where state = 'accepted';
    create unique index proposal_open_once on proposal (organisation_id, request_id, mentor_id) where state = 'open';
    create index proposal_by_request on proposal (organisation_id, request_id);
    create index proposal_by_mentor on proposal (organisation_id, mentor_id) where state = 'open';

    create table reporting_line (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      manager_id uuid not null,
      kind text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint reporting_line_once unique (organisation_id, person_id, manager_id, kind),
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, manager_id) references person
    );
    create index reporting_line_by_manager on reporting_line (organisation_id, manager_id);

    create table block (
      organisation_id uuid not null,
      id uuid not null,
      blocker_id uuid not null,
      blocked_id uuid not null,
      created_at timestamptz not null,
      primary key (organisation_id, id),
      constraint block_once unique (organisation_id, blocker_id, blocked_id),
      foreign key (organisation_id, blocker_id) references person,
      foreign key (organisation_id, blocked_id) references person
    );
    create index block_by_blocked on block (organisation_id, blocked_id);
  `.execute(db);
}
