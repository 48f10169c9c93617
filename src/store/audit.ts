/** Who did what to which object. Rows are only ever added: the database role may do nothing else with them. */

import type { AuditEntry } from '../engine/ports.ts';
import type { Scope } from './scope.ts';
import { storableJson } from './text.ts';

export async function appendAudit({ trx, organisationId }: Scope, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      organisation_id: organisationId,
      at: entry.at,
      actor_id: entry.actorId ?? null,
      dialog: entry.dialog,
      action: entry.action,
      subject: entry.subject,
      subject_id: entry.subjectId,
      counts: entry.counts === undefined ? null : storableJson(entry.counts),
    })
    .execute();
}
