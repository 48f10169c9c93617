/** What follows an ending: closing words, taking up again, shredding as agreed, last meetings, and who moves when. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table relationship
      add reopen_asked_by_id uuid,
      add reopen_asked_at timestamptz,
      add reopen_declined_at timestamptz,
      add shred_on date,
      add records_shredded_at timestamptz,
      add foreign key (organisation_id, reopen_asked_by_id) references person,
      add constraint relationship_reopen_asked check ((reopen_asked_by_id is null) = (reopen_asked_at is null));

    alter table meeting add last boolean;

    create table closing (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      author_id uuid not null,
      words bytea not null,
      written_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, author_id) references person,
      constraint closing_one_each unique (organisation_id, relationship_id, author_id)
    );
    create index closing_by_author on closing (organisation_id, author_id);

    create table rotation (
      organisation_id uuid not null,
      id uuid not null,
      relationship_id uuid not null,
      person_id uuid not null,
      moves_on date not null,
      "where" bytea,
      choice text not null check (choice in ('carry-on', 'by-video', 'pause', 'end', 'later')),
      until date,
      again boolean not null,
      said_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      foreign key (organisation_id, relationship_id) references relationship,
      foreign key (organisation_id, person_id) references person,
      constraint rotation_one_each unique (organisation_id, relationship_id, person_id),
      constraint rotation_until_when check ((until is not null) = (choice in ('pause', 'end')))
    );
    create index rotation_by_person on rotation (organisation_id, person_id);
  `.execute(db);
  for (const name of ['closing', 'rotation']) await protect(db, name);
  await askWhoRotates(db);
}

/** Whoever has told of a rotation within a year is asked before the next changeover: the dialog sets the day. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
async function askWhoRotates(db: Kysely<any>): Promise<void> {
  // The carrier may know which organisations there are; the owner of the tables sees one at a time.
  await sql`set local role rapport_carrier`.execute(db);
  const { rows } = await sql<{ id: string }>`select organisation_id as id from organisation`.execute(db);
  await sql`reset role`.execute(db);
  for (const { id } of rows) {
    await sql`select set_config('rapport.organisation_id', ${id}, true)`.execute(db);
    await sql`
      insert into timer (organisation_id, id, key, dialog, action, subject, due_at, state, updated_at)
      select distinct on (person_id) organisation_id, gen_random_uuid(), 'changeover:' || person_id, 'changeovers',
        'coming', person_id, now() + interval '1 day', 'pending', now()
      from absence where why = 'rotation' and last_day > now() - interval '1 year'`.execute(db);
  }
  await sql`select set_config('rapport.organisation_id', '', true)`.execute(db);
}
