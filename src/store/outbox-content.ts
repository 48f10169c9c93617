/** What is sealed in an outbox row. Recipient, slot and kind are columns; the words are here. */

import type { FileSpec } from '../engine/effect.ts';
import type { Reference } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';

export type OutboxContent = { readonly card: Card<Reference>; readonly files: readonly FileSpec[] };

export function contentPlace(id: string): { table: string; column: string; rowId: string } {
  return { table: 'outbox', column: 'content', rowId: id };
}
