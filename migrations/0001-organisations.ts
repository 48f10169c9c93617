/** Organisations, their workspaces, and the people in them with their accounts. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table organisation (
      organisation_id uuid primary key,
      name text not null,
      zone text not null,
      created_at timestamptz not null default now()
    );

    create table workspace (
      organisation_id uuid not null references organisation,
      platform text not null,
      external_id text not null,
      token bytea,
      created_at timestamptz not null default now(),
      primary key (organisation_id, platform, external_id),
      constraint workspace_has_one_organisation unique (platform, external_id)
    );

    create table person (
      organisation_id uuid not null references organisation,
      id uuid not null,
      name text not null,
      search_name text not null,
      zone text not null,
      zone_chosen boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (organisation_id, id)
    );

    create table account (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      platform text not null,
      workspace text not null,
      external_id text not null,
      address jsonb not null,
      email text,
      administrator boolean not null default false,
      outsider boolean not null default false,
      reachable boolean not null default true,
      last_seen_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (organisation_id, id),
      constraint account_is_of_one_person unique (organisation_id, platform, workspace, external_id),
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, platform, workspace) references workspace
    );
    create index account_of_person on account (organisation_id, person_id);
    create index account_by_email on account (organisation_id, email);
  `.execute(db);
}
