/** Messages that wait for the morning are kept as true as if they had been sent: changed, or overtaken, where they wait. */

import { sql } from 'kysely';
import type { OutboxEntry } from '../engine/ports.ts';
import type { OutboxContent } from './outbox-content.ts';
import { contentPlace } from './outbox-content.ts';
import type { Scope } from './scope.ts';

/** A message of a slot that waits. */
export type HeldMessage = {
  readonly id: string;
  readonly recipient: string;
  readonly slot: string;
  readonly person_id: string;
};

/**
 * What is left to append once the waiting messages have been seen to: a revision changes the words of the one that
 * waits, and a newer message of its slot comes in its place.
 */
export async function seeToHeld(
  scope: Scope,
  entries: readonly OutboxEntry[],
  held: readonly HeldMessage[],
  now: Date,
): Promise<readonly OutboxEntry[]> {
  if (held.length === 0) return entries;
  const left: OutboxEntry[] = [];
  const overtaken = new Set<string>();
  for (const entry of entries) {
    const waiting = held.find((one) => !overtaken.has(one.id) && isOf(entry, one));
    if (waiting !== undefined && 'revise' in entry.content)
      await changeWords(scope, waiting, { card: entry.content.revise, files: [] });
    else left.push(entry);
    if (waiting !== undefined && 'send' in entry.content) {
      overtaken.add(waiting.id);
      await overtake(scope, waiting, now);
    }
  }
  return left;
}

function isOf({ to, content }: OutboxEntry, { recipient, slot }: HeldMessage): boolean {
  return 'person' in to && recipient === `person:${to.person}` && 'slot' in content && content.slot === slot;
}

async function changeWords(
  { trx, organisationId, vault }: Scope,
  { id, person_id: personId }: HeldMessage,
  words: OutboxContent,
): Promise<void> {
  const content = vault.seal({ kind: 'person', id: personId }, JSON.stringify(words), contentPlace(id));
  await trx
    .updateTable('outbox')
    .set({ content })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('lease_until', 'is', null)
    .execute();
}

async function overtake({ trx, organisationId }: Scope, { id }: HeldMessage, now: Date): Promise<void> {
  await sql`
    update outbox set state = 'given-up', content = null, why = 'overtaken', done_at = ${now}
    where organisation_id = ${organisationId} and id = ${id} and state = 'pending' and lease_until is null
  `.execute(trx);
}
