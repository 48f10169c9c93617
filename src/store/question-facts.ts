/** What dialogs about a question to a mentor are shown. */

import { sql } from 'kysely';
import type { QuestionFacts } from '../mentoring/facts.ts';
import type { RowJson } from './codec.ts';
import { beginReading } from './reading.ts';
import { rowsOf, schemesWhere } from './rows-as-json.ts';
import type { Scope } from './scope.ts';

/** Locks the question. */
export async function questionFacts(
  scope: Scope,
  id: string,
  actorId: string | undefined,
): Promise<QuestionFacts | undefined> {
  const { trx, organisationId } = scope;
  const locked = await trx
    .selectFrom('question')
    .select(['id', 'scheme_id'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (locked === undefined) return undefined;
  const { rows } = await sql<Record<'questions' | 'schemes', RowJson[]>>`
    select
      ${rowsOf(sql`select * from question where organisation_id = ${organisationId} and id = ${id}`)} as questions,
      ${schemesWhere(organisationId, sql`id = ${locked.scheme_id}`)} as schemes
  `.execute(trx);
  const [row] = rows[0]?.questions ?? [];
  const [schemeRow] = rows[0]?.schemes ?? [];
  if (row === undefined || schemeRow === undefined) return undefined;

  const reading = beginReading(scope);
  const scheme = reading.record('scheme', schemeRow);
  // Nobody asks when a timer fires; what it then says to the two of them needs the words.
  const may = actorId === undefined || row['asker_id'] === actorId || row['mentor_id'] === actorId;
  const question = reading.record('question', row, () => may);
  const people = await reading.finish([question.askerId, question.mentorId]);
  return { question, scheme, people };
}
