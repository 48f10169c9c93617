/**
 * People whom a coordinator's file has named, and whose account has not shown up. Nothing that anybody wrote is theirs:
 * nobody can pick them, ask them or be paired with them. So an account that has their address may become theirs.
 */

import { sql } from 'kysely';
import type { Scope } from './scope.ts';

export type Expected = { readonly id: string; readonly name: string };

/** Who is expected at this address, as it was typed, unless somebody with an account has it. */
export async function findExpected(
  { trx, organisationId }: Scope,
  typed: string,
): Promise<Expected | undefined> {
  const email = typed.trim().normalize('NFC').toLowerCase();
  return trx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('expected_email', '=', email)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account')
            .select('account.id')
            .where('account.organisation_id', '=', organisationId)
            .where('account.email', '=', email),
        ),
      ),
    )
    .executeTakeFirst();
}

/** Removes somebody who is expected, with all that files say of them. Does nothing to anybody else. */
export async function removeExpected({ trx, organisationId }: Scope, id: string): Promise<void> {
  const them = await trx
    .selectFrom('person')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('expected_email', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (them === undefined) return;
  const ours = sql`organisation_id = ${organisationId}`;
  await sql`delete from offer where ${ours} and person_id = ${id}`.execute(trx);
  await sql`delete from reporting_line where ${ours} and (person_id = ${id} or manager_id = ${id})`.execute(
    trx,
  );
  await sql`delete from person where ${ours} and id = ${id}`.execute(trx);
}

/**
 * Forgets what a file said of somebody that no account tells, when they are away or would be reminded, and which reports
 * they are sent.
 */
export async function forgetDetails({ trx, organisationId }: Scope, personId: string): Promise<void> {
  await trx
    .updateTable('person')
    .set({ grade: null, specialty: null, region: null, updated_at: sql`now()` })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', personId)
    .execute();
  const theirs = sql`organisation_id = ${organisationId} and person_id = ${personId}`;
  await sql`delete from reminder_choices where ${theirs}`.execute(trx);
  await sql`delete from absence where ${theirs}`.execute(trx);
  await sql`delete from lookout where ${theirs}`.execute(trx);
  await sql`delete from bundle where ${theirs}`.execute(trx);
  await sql`delete from benefits_order where ${theirs}`.execute(trx);
  // Whoever has had what they wrote erased is not asked for more of it.
  await sql`
    update timer set state = 'cancelled' where ${theirs} and dialog = 'benefit-survey' and state = 'pending'
  `.execute(trx);
  await sql`update check_in set answer = null where ${theirs}`.execute(trx);
}

/** What the platform tells of them, which counts from now on. */
export type Arrived = { readonly name?: string; readonly search_name?: string; readonly zone?: string };

/** The person expected at this address, who is expected no more; `undefined` when nobody is. */
export async function claimExpected(
  { trx, organisationId }: Scope,
  email: string,
  arrived: Arrived,
): Promise<string | undefined> {
  const row = await trx
    .updateTable('person')
    .set({ ...arrived, expected_email: null, updated_at: sql`now()` })
    .where('organisation_id', '=', organisationId)
    .where('expected_email', '=', email)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/**
 * The address of somebody who is known already turns out to be one that somebody was expected at: what the file said
 * becomes theirs. Not where several people share the address: then nobody can tell whom the file meant.
 */
export async function foldExpected(
  { trx, organisationId }: Scope,
  email: string,
  personId: string,
): Promise<void> {
  const expected = await trx
    .selectFrom('person')
    .select(['id', 'grade', 'specialty', 'region'])
    .where('organisation_id', '=', organisationId)
    .where('expected_email', '=', email)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account')
            .select('account.id')
            .where('account.organisation_id', '=', organisationId)
            .where('account.email', '=', email)
            .where('account.person_id', '<>', personId)
            .where('account.outsider', '=', false),
        ),
      ),
    )
    .forUpdate()
    .executeTakeFirst();
  if (expected === undefined) return;
  const { id, grade, specialty, region } = expected;
  const ours = sql`organisation_id = ${organisationId}`;
  await sql`
    update person set updated_at = now(), grade = coalesce(grade, ${grade}),
      specialty = coalesce(specialty, ${specialty}), region = coalesce(region, ${region})
    where ${ours} and id = ${personId}
  `.execute(trx);
  await sql`
    update offer set person_id = ${personId}, updated_at = now()
    where ${ours} and person_id = ${id} and scheme_id not in (
      select scheme_id from offer where ${ours} and person_id = ${personId})
  `.execute(trx);
  await sql`delete from offer where ${ours} and person_id = ${id}`.execute(trx);
  await sql`
    with gone as (
      delete from reporting_line where ${ours} and (person_id = ${id} or manager_id = ${id}) returning *
    ), theirs as (
      select organisation_id, id, kind, created_at,
        case person_id when ${id}::uuid then ${personId}::uuid else person_id end as person_id,
        case manager_id when ${id}::uuid then ${personId}::uuid else manager_id end as manager_id
      from gone
    )
    insert into reporting_line (organisation_id, id, person_id, manager_id, kind, created_at, updated_at)
    select organisation_id, gen_random_uuid(), person_id, manager_id, kind, created_at, now() from theirs
    where person_id <> manager_id
    on conflict (organisation_id, person_id, manager_id, kind) do nothing
  `.execute(trx);
  await trx.deleteFrom('person').where('organisation_id', '=', organisationId).where('id', '=', id).execute();
}
