/** People found: by account, by id, by what somebody typed. */

import { sql } from 'kysely';
import type { AccountKey } from '../engine/ports.ts';
import type { Person } from '../engine/terms.ts';
import type { PersonChoice } from '../ui/form.ts';
import type { Scope } from './scope.ts';
import { isId, isStorable, likeLiteral, storable } from './text.ts';

type PersonRow = { id: string; name: string; zone: string; email: string | null };

/** See `Store.findPerson`. Whoever has left, or never belonged, is nobody. */
export async function findPerson(
  { trx, organisationId }: Scope,
  account: AccountKey,
): Promise<Person | undefined> {
  if (!isStorable(account.account)) return undefined;
  const row = await trx
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'account.organisation_id')
        .onRef('person.id', '=', 'account.person_id'),
    )
    .select(['person.id', 'person.name', 'person.zone', 'account.email'])
    .where('account.organisation_id', '=', organisationId)
    .where('account.platform', '=', account.platform)
    .where('account.workspace', '=', account.externalId)
    .where('account.external_id', '=', account.account)
    .where('account.outsider', '=', false)
    .executeTakeFirst();
  return row && personFrom(row);
}

/** See `TurnTransaction.people`. */
export async function peopleWith(
  { trx, organisationId }: Scope,
  ids: readonly string[],
): Promise<readonly Person[]> {
  const rows = await trx
    .selectFrom('person')
    .select(['id', 'name', 'zone', emailOf.as('email')])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', sql<string>`any(${ids.filter(isId)}::uuid[])`)
    .orderBy('id')
    .execute();
  return rows.map(personFrom);
}

/**
 * See `Store.findPeople`. Every word that was typed must occur in the name, accents and case aside; names that begin
 * so come first, then names with words that begin so. An address finds its owner.
 */
export async function findPeople(
  { trx, organisationId }: Scope,
  typed: string,
  limit: number,
): Promise<readonly PersonChoice[]> {
  const words = searchable(typed).split(' ').filter(Boolean).slice(0, 8);
  const begin = `${likeLiteral(words.join(' '))}%`;
  const containAll = words.map((word) => sql<boolean>`search_name like ${`%${likeLiteral(word)}%`}`);
  const wordsBegin = words.map((word) => sql<boolean>`' ' || search_name like ${`% ${likeLiteral(word)}%`}`);
  const address = `${likeLiteral(storable(typed).trim().toLowerCase())}%`;
  const { rows } = await sql<PersonRow>`
    select id, name, zone, ${emailOf} as email from person
    where organisation_id = ${organisationId}
      and (${words.length === 0 ? sql`true` : sql.join(containAll, sql` and `)}
        or ${typed.includes('@')} and exists (select from account
          where account.organisation_id = person.organisation_id and person_id = person.id and email like ${address}))
      and exists (select from account
        where account.organisation_id = person.organisation_id and person_id = person.id and not outsider)
    order by ${words.length === 0 ? sql`` : sql`search_name like ${begin} desc, ${sql.join(wordsBegin, sql` and `)} desc,`}
      search_name, id
    limit ${Math.max(0, Math.min(limit, 100))}
  `.execute(trx);
  return rows.map(({ id, name, email }) => (email === null ? { id, name } : { id, name, detail: email }));
}

/** A name as it is searched: lower case, accents and other marks taken off, one space between words. */
export function searchable(name: string): string {
  return name
    .replaceAll('\0', '')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[łøđßæœþıð]/g, (letter) => unmarked[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export function personFrom({ id, name, zone, email }: PersonRow): Person {
  return email === null ? { id, name, zone } : { id, name, zone, email };
}

/** Letters with marks that Unicode does not take apart. */
const unmarked: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ð: 'd',
};

/** The address of the account that was seen last, of those that have one. */
export const emailOf = sql<string | null>`(
  select email from account
  where account.organisation_id = person.organisation_id and account.person_id = person.id
    and email is not null and not outsider
  order by last_seen_at desc nulls last, id limit 1)`;
