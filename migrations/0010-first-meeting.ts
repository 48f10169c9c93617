/** Ground rules filled in over several steps, what became of a meeting, and records with topics that can be deleted. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table rules_draft (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      author_id uuid not null,
      words bytea not null,
      written_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint rules_draft_once unique (organisation_id, relationship_id, author_id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, author_id) references person
    );

    alter table meeting
      add held_minutes integer check (held_minutes between 1 and 600),
      add held_place text check (held_place in ('video', 'in-person', 'phone')),
      add not_met_reason text check (not_met_reason in ('work', 'leave', 'illness', 'forgotten', 'other'));

    alter table session_record
      add topics bytea,
      add changed_at timestamptz;

    alter table action alter record_id drop not null;
    alter table action drop constraint action_organisation_id_record_id_fkey;
    alter table action add constraint action_record_id_fkey
      foreign key (organisation_id, record_id) references session_record on delete set null (record_id);
    create index action_by_record on action (organisation_id, record_id);
  `.execute(db);
  await protect(db, 'rules_draft');
}
