/** People who wait: training that a request is let go without, and who is told once somebody can be asked. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table request add waived_modules text[];

    create table lookout (
      organisation_id uuid not null,
      id uuid not null,
      scheme_id uuid not null,
      person_id uuid not null,
      since timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id),
      constraint lookout_once unique (organisation_id, scheme_id, person_id),
      foreign key (organisation_id, scheme_id) references scheme,
      foreign key (organisation_id, person_id) references person
    );
    create index lookout_by_person on lookout (organisation_id, person_id);
  `.execute(db);
  await protect(db, 'lookout');
}
