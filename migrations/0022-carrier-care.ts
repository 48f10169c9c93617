/** What the carrier needs to be fair and to be looked after: an order to read, outages in a row, and figures to count. */

import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Times and states, so that what waits can be counted over all organisations; never whom it is for, or what it says. */
const carrierSees: Readonly<Record<string, readonly string[]>> = {
  timer: ['attempts', 'held_until'],
  outbox: ['attempts', 'held', 'wanted_at', 'why'],
  drain: ['owned_until', 'troubles'],
};

// oxlint-disable-next-line typescript/no-explicit-any -- a migration knows the tables of its own moment only
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    -- The oldest rows first, without looking at all of them.
    create index outbox_in_order on outbox (organisation_id, platform, sequence) where state = 'pending';

    -- How often in a row nothing got through: each time it is waited for longer.
    alter table drain add troubles integer not null default 0;

    -- When it was to go out, whatever kept it since: how late it is.
    alter table outbox add wanted_at timestamptz;

    -- What was set aside is counted by kind, and there is little of it.
    create index timer_failed on timer (dialog, action) where state = 'failed';
  `.execute(db);
  for (const [name, columns] of Object.entries(carrierSees)) {
    const seen = sql.join(columns.map((column) => sql.ref(column)));
    await sql`grant select (${seen}) on ${sql.table(name)} to rapport_carrier`.execute(db);
  }
}
