/** What the controls on cards stand for. The same target always has the same reference, so that cards stay alike. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asReference } from '../ui/reference.ts';
import type { Reference, Target } from '../ui/reference.ts';
import type { Scope } from './scope.ts';
import { isId, storable, storableJson } from './text.ts';

/**
 * The reference of a target: the first 16 bytes of a SHA-256 in the shape of a UUID (version 8, RFC 9562). It is no
 * secret and need not be: who may use it is asked at every press.
 */
export function referenceTo(organisationId: string, target: Target): Reference {
  const args = Object.entries(target.args ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify([organisationId, target.dialog, target.action, target.subject, args]);
  const hash = createHash('sha256').update(text).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return asReference(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  );
}

/** See `TurnTransaction.mintReferences`. One round trip, however many. */
export async function mintReferences(
  { trx, organisationId }: Scope,
  targets: readonly Target[],
): Promise<readonly Reference[]> {
  const references = targets.map((target) => referenceTo(organisationId, target));
  const rows = new Map(targets.map((target, index) => [references[index] ?? '', target]));
  if (rows.size === 0) return [];
  await trx
    .insertInto('reference')
    .values(
      // In one order, so that two turns that mint the same ones never wait for each other crosswise.
      [...rows]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, target]) => ({
          organisation_id: organisationId,
          id,
          dialog: target.dialog,
          action: target.action,
          subject: storable(target.subject),
          args: target.args === undefined ? null : storableJson(target.args),
        })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'id'])
        .doUpdateSet({ last_used_at: sql`now()` })
        .where(grownOld),
    )
    .execute();
  return references;
}

/** See `TurnTransaction.findReference`. `undefined` for whatever is none, as for one of another organisation. */
export async function findReference(
  { trx, organisationId }: Scope,
  reference: string,
): Promise<Target | undefined> {
  if (!isId(reference)) return undefined;
  const row = await trx
    .with('used', (db) =>
      db
        .updateTable('reference')
        .set({ last_used_at: sql`now()` })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', reference)
        .where(grownOld),
    )
    .selectFrom('reference')
    .select(['dialog', 'action', 'subject', 'args'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', reference)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { dialog, action, subject, args } = row;
  return args === null ? { dialog, action, subject } : { dialog, action, subject, args };
}

/** Noting every use would write at every press; once a month is enough to know what has fallen out of use. */
const grownOld = sql<boolean>`reference.last_used_at < now() - interval '30 days'`;
