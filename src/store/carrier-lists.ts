/** What an operator looks through when something is late: by organisation, and row by row, as ids and times. */

import { sql } from 'kysely';
import type { Database } from './database.ts';

export type CarrierLists = {
  /** Those with something due, on hold, or in trouble; who waits longest first. */
  readonly organisations: readonly OrganisationInCare[];
  /** Messages that wait longest for something other than a morning. */
  readonly messages: readonly WaitingMessage[];
  /** Timers that are due for longest, and those that were set aside. */
  readonly timers: readonly WaitingTimer[];
};

export type OrganisationInCare = {
  readonly organisationId: string;
  readonly platform: string;
  readonly due: number;
  readonly later: number;
  readonly held: number;
  readonly oldestWantedAt: Date | null;
  readonly holdUntil: Date | null;
  readonly troubles: number;
};

export type WaitingMessage = {
  readonly id: string;
  readonly organisationId: string;
  readonly platform: string;
  readonly wantedAt: Date;
  readonly dueAt: Date;
  readonly leaseUntil: Date | null;
  readonly attempts: number;
  /** The platform's own short word for why the last attempt failed. */
  readonly why: string | null;
};

export type WaitingTimer = {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: string;
  readonly state: 'pending' | 'failed';
  readonly dueAt: Date;
  readonly attempts: number;
  readonly heldUntil: Date | null;
};

/** At most `most` of each. */
export async function carrierLists(database: Database, now: Date, most: number): Promise<CarrierLists> {
  const organisations = await sql<OrganisationInCare>`
    with waiting as (
      select organisation_id, platform,
        count(*) filter (where due_at <= ${now})::int as due,
        count(*) filter (where due_at > ${now} and not held)::int as later,
        count(*) filter (where due_at > ${now} and held)::int as held,
        min(coalesce(wanted_at, due_at)) filter (where not (held and due_at > ${now})) as oldest
      from outbox where state = 'pending' group by organisation_id, platform
    ), troubled as (
      select organisation_id, platform, hold_until, troubles from drain where hold_until > ${now} or troubles > 0
    )
    select coalesce(waiting.organisation_id, troubled.organisation_id) as "organisationId",
      coalesce(waiting.platform, troubled.platform) as platform,
      coalesce(due, 0) as due, coalesce(later, 0) as later, coalesce(held, 0) as held,
      oldest as "oldestWantedAt",
      case when hold_until > ${now} then hold_until end as "holdUntil", coalesce(troubles, 0) as troubles
    from waiting full join troubled
      on troubled.organisation_id = waiting.organisation_id and troubled.platform = waiting.platform
    order by oldest nulls last, 1, 2 limit ${most}
  `.execute(database.carrier);
  const messages = await sql<WaitingMessage>`
    select id, organisation_id as "organisationId", platform, coalesce(wanted_at, due_at) as "wantedAt", due_at as "dueAt",
      lease_until as "leaseUntil", attempts, why
    from outbox where state = 'pending' and not (held and due_at > ${now})
    order by coalesce(wanted_at, due_at), id limit ${most}
  `.execute(database.carrier);
  const timers = await sql<WaitingTimer>`
    select id, organisation_id as "organisationId", dialog || '.' || action as kind, state, due_at as "dueAt", attempts,
      held_until as "heldUntil"
    from timer where state = 'failed' or (state = 'pending' and due_at <= ${now})
    order by state, due_at, id limit ${most}
  `.execute(database.carrier);
  return { organisations: organisations.rows, messages: messages.rows, timers: timers.rows };
}
