/** Directed mentoring: what each of two accepts is reported back, kept from when they say so until the pair begins. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table request
      add report_back text,
      add report_back_at timestamptz,
      add constraint request_report_back_check check ((report_back is null) = (report_back_at is null));
    alter table proposal
      add report_back text,
      add report_back_at timestamptz,
      add constraint proposal_report_back_check check ((report_back is null) = (report_back_at is null));
  `.execute(db);
}
