/** Files that coordinators send in chat: kept sealed, in pieces, until they are imported or an hour has passed. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table upload (
      organisation_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      platform text not null,
      workspace text not null,
      name bytea not null,
      key bytea,
      state text not null check (state in ('checking', 'unclear', 'checked', 'importing', 'imported')),
      kind text check (kind in ('people', 'mentors', 'reporting-lines')),
      scheme_id uuid,
      replace boolean not null,
      summary bytea,
      digest text,
      sent_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, person_id) references person,
      foreign key (organisation_id, scheme_id) references scheme
    );
    create index upload_by_person on upload (organisation_id, person_id);

    create table upload_part (
      organisation_id uuid not null,
      upload_id uuid not null,
      content text not null check (content in ('file', 'problems')),
      part integer not null,
      sealed bytea not null,
      primary key (organisation_id, upload_id, content, part),
      foreign key (organisation_id, upload_id) references upload on delete cascade
    );
  `.execute(db);
  for (const name of ['upload', 'upload_part']) await protect(db, name);
}
