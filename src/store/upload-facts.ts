/** What a coordinator's file on its way in is about: the dialog is shown it, and the tasks that look at it read it. */

import { sql } from 'kysely';
import type { UploadFacts } from '../mentoring/facts.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** Locks the upload. Its sender reads all of it, and so does what goes on by itself in their name. */
export async function uploadFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
): Promise<UploadFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('upload')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (locked === undefined) return undefined;
  const { rows } = await sql<Record<'uploads' | 'schemes', RowJson[]> & { coordinators: string[] }>`
    select
      ${rowsOf(sql`select * from upload where organisation_id = ${organisationId} and id = ${id}`)} as uploads,
      ${schemesWhere(
        organisationId,
        sql`exists (select from coordinator where organisation_id = scheme.organisation_id
          and scheme_id = scheme.id and person_id = ${locked.person_id})`,
      )} as schemes,
      array(select distinct person_id::text from coordinator where organisation_id = ${organisationId}
        order by 1) as coordinators
  `.execute(trx);
  const [found] = rows;
  const [row] = found?.uploads ?? [];
  if (found === undefined || row === undefined) return undefined;

  const reading = beginReading(scope);
  const upload = reading.record('upload', row, () => actorId === undefined || actorId === locked.person_id);
  const schemes = found.schemes.map((scheme) => reading.record('scheme', scheme));
  const people = await reading.finish([upload.personId]);
  const sender = people[upload.personId];
  return sender && { upload, sender, schemes, coordinatorIds: found.coordinators };
}
