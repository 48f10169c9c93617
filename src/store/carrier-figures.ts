/** How much waits, for how long, and what has gone wrong, over all organisations: read as the carrier, ids and times only. */

import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Each list is short: it has a row for each kind of timer, or for each platform, whatever there is of them. */
export type CarrierFigures = {
  readonly timers: readonly TimerFigures[];
  readonly outbox: readonly OutboxFigures[];
  readonly drains: readonly DrainFigures[];
  readonly organisations: number;
};

export type TimerFigures = {
  /** What they do, as `dialog.action`. */
  readonly kind: string;
  readonly due: number;
  readonly oldestDueAt: Date | null;
  /** Failed before, and tried again. */
  readonly retrying: number;
  /** Set aside after the last attempt. */
  readonly failed: number;
  /** Long work that somebody is at, or was when they died. */
  readonly running: number;
  readonly stuck: number;
};

export type OutboxFigures = {
  readonly platform: string;
  /** May go now and is not being sent. */
  readonly due: number;
  /** Put off after a failure. */
  readonly later: number;
  /** Waits for somebody's morning. */
  readonly held: number;
  readonly leased: number;
  /** Of leases that have run out: whoever was sending it has died. */
  readonly stuck: number;
  /** Of everything but what waits for a morning. */
  readonly oldestWantedAt: Date | null;
};

export type DrainFigures = {
  readonly platform: string;
  readonly sending: number;
  readonly onHold: number;
  /** Nothing got through when it was tried last. */
  readonly troubled: number;
};

/** Costs what is due costs to count; what is far ahead is not looked at. */
export async function carrierFigures(database: Database, now: Date): Promise<CarrierFigures> {
  const timers = await sql<TimerFigures>`
    select dialog || '.' || action as kind,
      count(*) filter (where state = 'pending' and due_at <= ${now})::int as due,
      min(due_at) filter (where state = 'pending' and due_at <= ${now}) as "oldestDueAt",
      count(*) filter (where state = 'pending' and attempts > 0)::int as retrying,
      count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'pending' and held_until > ${now})::int as running,
      count(*) filter (where state = 'pending' and held_until <= ${now})::int as stuck
    from timer where state = 'failed' or (state = 'pending' and due_at <= ${soon(now)})
    group by dialog, action order by 1
  `.execute(database.carrier);
  const outbox = await sql<OutboxFigures>`
    select platform,
      count(*) filter (where due_at <= ${now} and (lease_until is null or lease_until <= ${now}))::int as due,
      count(*) filter (where due_at > ${now} and not held)::int as later,
      count(*) filter (where due_at > ${now} and held)::int as held,
      count(*) filter (where lease_until > ${now})::int as leased,
      count(*) filter (where lease_until <= ${now})::int as stuck,
      min(coalesce(wanted_at, due_at)) filter (where not (held and due_at > ${now})) as "oldestWantedAt"
    from outbox where state = 'pending' group by platform order by platform
  `.execute(database.carrier);
  const drains = await sql<DrainFigures>`
    select platform,
      count(*) filter (where owned_until > ${now})::int as sending,
      count(*) filter (where hold_until > ${now})::int as "onHold",
      count(*) filter (where troubles > 0)::int as troubled
    from drain group by platform order by platform
  `.execute(database.carrier);
  const organisations = await sql<{ n: number }>`
    select count(*)::int as n from organisation
  `.execute(database.carrier);
  return {
    timers: timers.rows,
    outbox: outbox.rows,
    drains: drains.rows,
    organisations: organisations.rows[0]?.n ?? 0,
  };
}

/** One that failed is due again within a quarter of an hour: those are among what is due soon. */
function soon(now: Date): Date {
  return new Date(now.getTime() + 15 * 60_000);
}
