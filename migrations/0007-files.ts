/**
 * People whom a coordinator's file names before their account shows up, what such files say of people, and counts in the
 * audit. An address that is expected stands for nobody else: it is gone as soon as the account that has it is there.
 */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table person
      add expected_email text,
      add grade text,
      add specialty text,
      add region text;
    create unique index person_expected on person (organisation_id, expected_email) where expected_email is not null;

    alter table audit add counts jsonb;
  `.execute(db);
}
