/** What an organisation makes of the directory of outside schemes: entries of its own, and shipped ones that it changed. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { protect } from './0006-protection.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    create table outside_scheme (
      organisation_id uuid not null references organisation,
      id uuid not null,
      words jsonb,
      checked_on date,
      retired boolean not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (organisation_id, id)
    );
  `.execute(db);
  await protect(db, 'outside_scheme');
}
