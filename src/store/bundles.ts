/** The parts of messages that hold several nudges: kept sealed, so that one can be changed and the others stay. */

import { bundleCard, withPart } from '../engine/bundle.ts';
import type { Bundle } from '../engine/bundle.ts';
import type { Reference } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';
import type { RowPlace } from './vault.ts';

/** Keeps what a message is about to be made of. The key of the person has been prepared. */
export async function keepBundle(
  { trx, organisationId, vault }: Scope,
  { id, bundle }: { readonly id: string; readonly bundle: Bundle<Reference> },
  personId: string,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('bundle')
    .values({
      organisation_id: organisationId,
      id,
      person_id: personId,
      slots: bundle.parts.flatMap(({ slot }) => slot ?? []),
      parts: vault.seal({ kind: 'person', id: personId }, JSON.stringify(bundle), placeOf(id)),
      made_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .execute();
}

/** See `TurnTransaction.changeBundle`. */
export async function changeBundle(
  scope: Scope,
  { id, index }: { readonly id: string; readonly index: number },
  personId: string,
  changed: Card<Reference> | undefined,
): Promise<Card<Reference> | undefined> {
  const found = await lockBundle(scope, id);
  if (found === undefined || found.personId !== personId) return undefined;
  if (changed === undefined) return bundleCard(found.bundle);
  return keepChanged(scope, id, personId, withPart(found.bundle, { index }, changed));
}

/** The whole message once the part that stands for a slot has changed; `undefined` where it is forgotten. */
export async function reviseBundle(
  scope: Scope,
  id: string,
  slot: string,
  changed: Card<Reference>,
): Promise<Card<Reference> | undefined> {
  const found = await lockBundle(scope, id);
  return found && keepChanged(scope, id, found.personId, withPart(found.bundle, { slot }, changed));
}

async function lockBundle(
  { trx, organisationId, vault }: Scope,
  id: string,
): Promise<{ personId: string; bundle: Bundle<Reference> } | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('bundle')
    .select(['person_id as personId', 'parts'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await vault.load([row.parts]);
  const text = vault.open(row.parts, placeOf(id));
  // Sealed by `keepBundle` or `keepChanged`, and by nothing else.
  return text === undefined
    ? undefined
    : { personId: row.personId, bundle: JSON.parse(text) as Bundle<Reference> };
}

async function keepChanged(
  { trx, organisationId, vault }: Scope,
  id: string,
  personId: string,
  bundle: Bundle<Reference>,
): Promise<Card<Reference>> {
  const owner = { kind: 'person', id: personId } as const;
  await vault.prepare([owner]);
  await trx
    .updateTable('bundle')
    .set({ parts: vault.seal(owner, JSON.stringify(bundle), placeOf(id)) })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
  return bundleCard(bundle);
}

function placeOf(id: string): RowPlace {
  return { table: 'bundle', column: 'parts', rowId: id };
}
