/** Events that were taken, and what was answered, so that a repeated event gets the same answer and changes nothing. */

import { createHash } from 'node:crypto';
import type { Reply } from '../engine/reply.ts';
import type { Scope } from './scope.ts';
import { isStorable } from './text.ts';
import type { Owner } from './vault.ts';

/** See `TurnTransaction.takeEvent`. The unique key makes the second of two callers wait for the first. */
export async function takeEvent(
  { trx, organisationId, vault }: Scope,
  givenId: string,
): Promise<{ taken: true } | { taken: false; reply: Reply | undefined }> {
  const eventId = keyOf(givenId);
  const inserted = await trx
    .insertInto('inbox')
    .values({ organisation_id: organisationId, event_id: eventId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst();
  if (inserted !== undefined) return { taken: true };

  const earlier = await trx
    .selectFrom('inbox')
    .select('reply')
    .where('organisation_id', '=', organisationId)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  if (earlier === undefined || earlier.reply === null) return { taken: false, reply: undefined };
  await vault.load([earlier.reply]);
  const text = vault.open(earlier.reply, placeOfReply(eventId));
  // Sealed by `keepReply`, so it is a Reply; erased since, there is none.
  return { taken: false, reply: text === undefined ? undefined : (JSON.parse(text) as Reply) };
}

/** Keeps the reply under the key of the person it was for, or the organisation's where nobody is known. */
export async function keepReply(
  { trx, organisationId, vault }: Scope,
  givenId: string,
  reply: Reply,
  personId: string | undefined,
): Promise<void> {
  const eventId = keyOf(givenId);
  const owner: Owner =
    personId === undefined ? { kind: 'organisation', id: organisationId } : { kind: 'person', id: personId };
  await vault.prepare([owner]);
  await trx
    .updateTable('inbox')
    .set({
      person_id: personId ?? null,
      reply: vault.seal(owner, JSON.stringify(reply), placeOfReply(eventId)),
    })
    .where('organisation_id', '=', organisationId)
    .where('event_id', '=', eventId)
    .execute();
}

/** Whatever a client put into an id, it fits the index, and no two ids become one. */
function keyOf(eventId: string): string {
  if (eventId.length <= 200 && isStorable(eventId)) return eventId;
  return `odd:${createHash('sha256').update(eventId).digest('hex')}`;
}

function placeOfReply(eventId: string) {
  return { table: 'inbox', column: 'reply', rowId: eventId };
}
