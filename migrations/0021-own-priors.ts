/** What a scheme's own pairs have shown of how they meet and end; and proposals whose pair never came to a meeting. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table scheme
      add prior jsonb,
      add constraint scheme_prior_check check (prior is null or jsonb_typeof(prior) = 'object');
    alter table proposal drop constraint proposal_state_check;
    alter table proposal
      add constraint proposal_state_check
        check (state in ('queued', 'open', 'accepted', 'declined', 'withdrawn', 'expired', 'not-started'));
  `.execute(db);
}
