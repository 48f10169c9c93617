/** The keys under which confidential text is kept, and the record of who did what. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table data_key (
      organisation_id uuid not null references organisation,
      id uuid not null,
      owner_kind text not null check (owner_kind in ('person', 'relationship', 'organisation')),
      owner_id uuid not null,
      wrapping_key text not null,
      wrapped bytea,
      created_at timestamptz not null default now(),
      destroyed_at timestamptz,
      primary key (organisation_id, id),
      constraint data_key_is_destroyed_or_kept check ((wrapped is null) = (destroyed_at is not null))
    );
    create unique index data_key_in_use on data_key (organisation_id, owner_kind, owner_id)
      where destroyed_at is null;
    create index data_key_by_wrapping_key on data_key (organisation_id, wrapping_key) where destroyed_at is null;

    create table audit (
      organisation_id uuid not null references organisation,
      id bigint generated always as identity,
      at timestamptz not null,
      actor_id uuid,
      dialog text not null,
      action text not null,
      subject text not null,
      subject_id text not null,
      primary key (organisation_id, id)
    );
    create index audit_by_subject on audit (organisation_id, subject, subject_id);
    create index audit_by_actor on audit (organisation_id, actor_id);
  `.execute(db);
}
