/** Removes what nobody will ask for again, in small batches, so that no turn waits for it. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from './database.ts';
import type { InOrganisation } from './scope.ts';

export type Pruned = {
  readonly inbox: number;
  readonly outbox: number;
  readonly timers: number;
  readonly messages: number;
  readonly bundles: number;
  readonly references: number;
};

type Kind = {
  readonly kind: keyof Pruned;
  readonly table: string;
  readonly keepDays: number;
  readonly old: (before: Date) => RawBuilder<boolean>;
};

/** No platform repeats an event after hours, and files are fetched from their messages within days. */
const kinds: readonly Kind[] = [
  { kind: 'inbox', table: 'inbox', keepDays: 30, old: (before) => sql`taken_at < ${before}` },
  {
    kind: 'outbox',
    table: 'outbox',
    keepDays: 30,
    old: (before) => sql`state <> 'pending' and done_at < ${before}`,
  },
  {
    kind: 'timers',
    table: 'timer',
    keepDays: 30,
    old: (before) => sql`state in ('fired', 'cancelled') and updated_at < ${before}`,
  },
  { kind: 'messages', table: 'message', keepDays: 365, old: (before) => sql`sent_at < ${before}` },
  // As long as the messages that they stand for.
  { kind: 'bundles', table: 'bundle', keepDays: 365, old: (before) => sql`made_at < ${before}` },
  { kind: 'references', table: 'reference', keepDays: 365, old: (before) => sql`last_used_at < ${before}` },
];

const batch = 500;

/** Prunes every organisation as of `now`; returns how many rows of each kind are gone. */
export async function prune(
  parts: { database: Database; inOrganisation: InOrganisation },
  now: Date,
): Promise<Pruned> {
  const gone = { inbox: 0, outbox: 0, timers: 0, messages: 0, bundles: 0, references: 0 };
  const organisations = await parts.database.carrier
    .selectFrom('organisation')
    .select('organisation_id')
    .execute();
  for (const { organisation_id: organisationId } of organisations) {
    for (const one of kinds)
      gone[one.kind] += await pruneKind(parts.inOrganisation, organisationId, one, now);
  }
  return gone;
}

async function pruneKind(
  inOrganisation: InOrganisation,
  organisationId: string,
  { table, keepDays, old }: Kind,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - keepDays * 86_400_000);
  const name = sql.table(table);
  let gone = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await inOrganisation(organisationId, ({ trx }) =>
      sql`
        delete from ${name} where organisation_id = ${organisationId} and ctid = any(array(
          select ctid from ${name} where organisation_id = ${organisationId} and ${old(before)}
          limit ${batch} for update skip locked))
      `.execute(trx),
    );
    gone += Number(numAffectedRows);
    if (numAffectedRows < BigInt(batch)) return gone;
  }
}
