/** What dialogs about one entry of the directory of outside schemes are shown. */

import { sql } from 'kysely';
import type { OutsideSchemeFacts } from '../mentoring/facts.ts';
import { directoryOf } from '../mentoring/outside-schemes.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { outsideSchemesOf } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/**
 * Locks the entry. A shipped one that nobody here has changed has no row to lock; then the organisation's is: of two
 * coordinators who change it first at once, the second waits, and sees what the first one did.
 */
export async function outsideSchemeFacts(scope: Scope, id: string): Promise<OutsideSchemeFacts | undefined> {
  const { trx, organisationId } = scope;
  const row = await trx
    .selectFrom('outside_scheme')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined)
    await trx
      .selectFrom('organisation')
      .select('organisation_id')
      .where('organisation_id', '=', organisationId)
      .forNoKeyUpdate()
      .executeTakeFirst();

  const { rows } = await sql<{ outside: RowJson[]; coordinators: string[] }>`
    select
      ${outsideSchemesOf(organisationId)} as outside,
      array(select distinct person_id from coordinator where organisation_id = ${organisationId} order by person_id)
        as coordinators
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  const reading = beginReading(scope);
  const outsideSchemes = found.outside.map((one) => reading.record('outsideScheme', one));
  if (!directoryOf(outsideSchemes).some((entry) => entry.id === id)) return undefined;
  return { id, outsideSchemes, coordinatorIds: found.coordinators };
}
