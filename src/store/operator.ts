/** What an operator's commands ask of the database: people by e-mail address, coordinators, and whose texts are sealed. */

import { sql } from 'kysely';
import type { Choice } from '../mentoring/records/scheme.ts';
import type { Scope } from './scope.ts';

export type Known = {
  readonly id: string;
  readonly name: string;
  /** `false` for somebody who has left: the platforms show none of their accounts as a member's. */
  readonly belongs: boolean;
};

export type CoordinatorRow = {
  readonly scheme: string;
  /** `null` for a scheme that has no coordinator. */
  readonly name: string | null;
  readonly email: string | null;
};

/** How many texts are sealed under a person's own key, and which relationships they have or had. */
export type SealedTexts = {
  readonly requests: number;
  readonly messages: number;
  readonly contacts: number;
  readonly questions: number;
  readonly answers: number;
  readonly ownRecords: number;
  readonly reflections: number;
  readonly checkIns: number;
  readonly closings: number;
  readonly moves: number;
  readonly surveys: number;
  readonly relationshipIds: readonly string[];
};

/** Everybody with this address, also who has left; two where a mailbox is shared. */
export async function peopleWithEmail(
  { trx, organisationId }: Scope,
  email: string,
): Promise<readonly Known[]> {
  const { rows } = await sql<Known>`
    select person.id, person.name, exists (
      select from account
      where account.organisation_id = person.organisation_id and account.person_id = person.id and not outsider
    ) as belongs
    from person
    where organisation_id = ${organisationId} and exists (
      select from account
      where account.organisation_id = person.organisation_id and account.person_id = person.id
        and email = ${normalised(email)})
    order by person.name, person.id
  `.execute(trx);
  return rows;
}

/** Every scheme with its coordinators, a row each. */
export async function coordinatorRows({ trx, organisationId }: Scope): Promise<readonly CoordinatorRow[]> {
  const { rows } = await sql<CoordinatorRow>`
    select scheme.name as scheme, person.name, (
      select email from account
      where account.organisation_id = person.organisation_id and account.person_id = person.id and email is not null
      order by outsider, last_seen_at desc nulls last, id limit 1) as email
    from scheme
    left join coordinator on coordinator.organisation_id = scheme.organisation_id and coordinator.scheme_id = scheme.id
    left join person on person.organisation_id = coordinator.organisation_id and person.id = coordinator.person_id
    where scheme.organisation_id = ${organisationId}
    order by scheme.name, scheme.id, person.name, person.id
  `.execute(trx);
  return rows;
}

export async function organisationName({ trx, organisationId }: Scope): Promise<string> {
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return name;
}

/** Every scheme, with what its mentors choose from. */
export async function schemesOf({
  trx,
  organisationId,
}: Scope): Promise<readonly { id: string; name: string; areas: readonly Choice[] }[]> {
  return trx
    .selectFrom('scheme')
    .select(['id', 'name', 'areas'])
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Counts what destroying a person's key would make unreadable. */
export async function sealedTextsOf({ trx, organisationId }: Scope, personId: string): Promise<SealedTexts> {
  const ours = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql<SealedTexts>`
    select
      (select count(*)::int from request where ${ours} and mentee_id = ${personId}) as requests,
      (select count(*)::int from proposal where ${ours} and mentor_id = ${personId} and message is not null) as messages,
      (select count(*)::int from referral where ${ours} and by_id = ${personId} and contact is not null) as contacts,
      (select count(*)::int from question where ${ours} and asker_id = ${personId}) as questions,
      (select count(*)::int from question where ${ours} and mentor_id = ${personId} and answer is not null) as answers,
      (select count(*)::int from session_record where ${ours} and author_id = ${personId} and sharing = 'author')
        as "ownRecords",
      (select count(*)::int from session_record where ${ours} and author_id = ${personId}) as reflections,
      (select count(*)::int from check_in where ${ours} and person_id = ${personId} and words is not null) as "checkIns",
      (select count(*)::int from closing where ${ours} and author_id = ${personId}) as closings,
      (select count(*)::int from rotation where ${ours} and person_id = ${personId} and "where" is not null) as moves,
      (select count(*)::int from benefit_survey where ${ours} and person_id = ${personId} and answers is not null) as surveys,
      array(select id from relationship where ${ours} and (mentee_id = ${personId} or mentor_id = ${personId})
        order by id) as "relationshipIds"
  `.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error('A select without a from clause has one row');
  return found;
}

/** As addresses are kept. */
function normalised(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
