/** A colleague who was named and may not be asked: only the coordinators hear of it. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table referral drop constraint referral_state_check;
    alter table referral
      add constraint referral_state_check
        check (state in ('asked', 'not-asked', 'agreed', 'refused', 'lapsed', 'outside'));
    create index referral_by_author on referral (organisation_id, by_id);
  `.execute(db);
}
