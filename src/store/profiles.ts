/** What the platforms tell about accounts: who they belong to, whether and where they can be reached. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AccountKey } from '../engine/ports.ts';
import type { Address, Person, Profile } from '../engine/terms.ts';
import { appendAudit } from './audit.ts';
import { claimExpected, foldExpected } from './expected.ts';
import type { Arrived } from './expected.ts';
import { findPerson, searchable } from './people.ts';
import type { InOrganisation, Scope } from './scope.ts';
import { storable, storableJson } from './text.ts';
import type { DataKeyJson } from './vault.ts';

/** A bot, a guest of another organisation, or somebody who has left: never a person of ours. */
export class OutsiderError extends Error {
  override readonly name = 'OutsiderError';
}

/**
 * See `Store.keepProfile`. An account that is new joins the person of the organisation who has the same e-mail address
 * on another platform or in another workspace. Two accounts of one workspace are two people, whatever their address
 * says: shared mailboxes exist, and one of the two would read what the other wrote. People who are known already are
 * never merged. Where a file of a coordinator expects somebody at the address, the account is theirs: there is nothing
 * yet that anybody wrote. Throws an OutsiderError for an outsider, whose account is closed from then on.
 */
export async function keepProfile(
  inOrganisation: InOrganisation,
  organisationId: string,
  account: AccountKey,
  profile: Profile,
  address: Address,
): Promise<Person> {
  const kept = await inOrganisation(organisationId, async (scope) => {
    if (profile.outsider === true) return closeAccount(scope, account);
    if (!(await refreshAccount(scope, account, profile, address))) {
      // One at a time in an organisation, or two accounts of one person, seen at once, would become two people.
      await sql`select pg_advisory_xact_lock(hashtextextended('rapport people ' || ${organisationId}, 0))`.execute(
        scope.trx,
      );
      // The one before us may have been about this very account.
      if (!(await refreshAccount(scope, account, profile, address)))
        await addAccount(scope, account, profile, address);
    }
    return findPerson(scope, account);
  });
  if (kept === undefined)
    throw new OutsiderError(`Account ${account.account} does not belong to the organisation`);
  return kept;
}

/** See `TurnTransaction.touchAccount`. Returns whose account it is. */
export async function touchAccount(
  { trx, organisationId, vault }: Scope,
  account: AccountKey,
  seen: { address?: Address; zone?: string; at: Date },
): Promise<string | undefined> {
  const zone = seen.zone !== undefined && isZone(seen.zone) ? seen.zone : null;
  const address = seen.address === undefined ? null : storableJson(seen.address);
  const { rows } = await sql<{ person_id: string; key: DataKeyJson | null }>`
    with seen as (
      update account set reachable = true, last_seen_at = greatest(last_seen_at, ${seen.at}),
        -- An event that comes again late must not bring back an address that has changed since.
        address = case when last_seen_at > ${seen.at} then address else coalesce(${address}::jsonb, address) end,
        updated_at = now()
      where organisation_id = ${organisationId} and platform = ${account.platform}
        and workspace = ${account.externalId} and external_id = ${account.account}
      returning person_id
    ), moved as (
      update person set zone = ${zone}, updated_at = now()
      where organisation_id = ${organisationId} and id = (select person_id from seen)
        and ${zone}::text is not null and zone <> ${zone} and not zone_chosen
    )
    select person_id, (
      select json_build_object('id', id, 'owner_kind', owner_kind, 'owner_id', owner_id,
        'wrapping_key', wrapping_key, 'wrapped', wrapped)
      from data_key
      where organisation_id = ${organisationId} and owner_kind = 'person' and owner_id = seen.person_id
        and destroyed_at is null
    ) as key
    from seen
  `.execute(trx);
  const [found] = rows;
  // Their key seals the reply: brought along, it costs no round trip of its own.
  if (found?.key) vault.add([found.key]);
  return found?.person_id;
}

/** See `TurnTransaction.markUnreachable`. */
export async function markUnreachable({ trx, organisationId }: Scope, account: AccountKey): Promise<void> {
  await trx
    .updateTable('account')
    .set({ reachable: false, updated_at: sql`now()` })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', account.platform)
    .where('workspace', '=', account.externalId)
    .where('external_id', '=', account.account)
    .execute();
}

/** `false` when the account is not known. */
async function refreshAccount(
  scope: Scope,
  account: AccountKey,
  profile: Profile,
  address: Address,
): Promise<boolean> {
  const { trx, organisationId } = scope;
  const email = normalised(profile.email);
  const row = await trx
    .updateTable('account')
    .set({
      // Where they were last seen is worth more than where a directory thinks they are.
      address: sql`case when last_seen_at is null then ${storableJson(address)}::jsonb else address end`,
      email: sql`coalesce(${email}, email)`,
      administrator: profile.administrator ?? false,
      outsider: false,
      updated_at: sql`now()`,
    })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', account.platform)
    .where('workspace', '=', account.externalId)
    .where('external_id', '=', account.account)
    .returning((eb) => [
      'person_id',
      eb
        .exists(
          eb
            .selectFrom('person')
            .select('person.id')
            .where('person.organisation_id', '=', organisationId)
            .where('person.expected_email', '=', email),
        )
        .as('expected'),
    ])
    .executeTakeFirst();
  if (row === undefined) return false;
  if (email !== null && row.expected === true) await foldExpected(scope, email, row.person_id);
  const zone = zoneOf(profile);
  await trx
    .updateTable('person')
    .set({
      ...nameColumns(profile),
      ...(zone === undefined ? {} : { zone: sql<string>`case when zone_chosen then zone else ${zone} end` }),
      updated_at: sql`now()`,
    })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', row.person_id)
    .execute();
  return true;
}

async function addAccount(
  scope: Scope,
  account: AccountKey,
  profile: Profile,
  address: Address,
): Promise<void> {
  const { trx, organisationId } = scope;
  const email = normalised(profile.email);
  const sameEmail = email === null ? undefined : await findByEmail(scope, email, account);
  const expected =
    email === null || sameEmail !== undefined
      ? undefined
      : await claimExpected(scope, email, arrivedAs(profile));
  const personId = sameEmail ?? expected ?? (await addPerson(scope, profile));
  await trx
    .insertInto('account')
    .values({
      organisation_id: organisationId,
      id: randomUUID(),
      person_id: personId,
      platform: account.platform,
      workspace: account.externalId,
      external_id: account.account,
      address: storableJson(address),
      email,
      administrator: profile.administrator ?? false,
    })
    .execute();
  if (sameEmail === undefined && expected === undefined) return;
  if (email !== null) await foldExpected(scope, email, personId);
  await appendAudit(scope, {
    actorId: undefined,
    dialog: 'accounts',
    action: 'join',
    subject: 'person',
    subjectId: personId,
    at: new Date(),
  });
}

async function findByEmail(
  { trx, organisationId }: Scope,
  email: string,
  account: AccountKey,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('account')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .where('outsider', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account as other')
            .select('other.id')
            .whereRef('other.organisation_id', '=', 'account.organisation_id')
            .whereRef('other.person_id', '=', 'account.person_id')
            .where('other.platform', '=', account.platform)
            .where('other.workspace', '=', account.externalId)
            .where('other.outsider', '=', false),
        ),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  return row?.person_id;
}

async function addPerson({ trx, organisationId }: Scope, profile: Profile): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('person')
    .values({
      organisation_id: organisationId,
      id,
      ...nameColumns(profile),
      zone: zoneOf(profile) ?? sql`(select zone from organisation where organisation_id = ${organisationId})`,
    })
    .execute();
  return id;
}

async function closeAccount({ trx, organisationId }: Scope, account: AccountKey): Promise<undefined> {
  await trx
    .updateTable('account')
    .set({ outsider: true, reachable: false, administrator: false, updated_at: sql`now()` })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', account.platform)
    .where('workspace', '=', account.externalId)
    .where('external_id', '=', account.account)
    .execute();
  return undefined;
}

/** What the platform knows counts; what it does not know stays as the file had it. */
function arrivedAs(profile: Profile): Arrived {
  const zone = zoneOf(profile);
  return {
    ...(profile.name.trim() === '' ? {} : nameColumns(profile)),
    ...(zone === undefined ? {} : { zone }),
  };
}

function nameColumns(profile: Profile): { name: string; search_name: string } {
  const name = storable(profile.name.trim().slice(0, 200)).trim() || 'Somebody without a name';
  return { name, search_name: searchable(name) };
}

function normalised(email: string | undefined): string | null {
  return email === undefined ? null : storable(email).trim().normalize('NFC').toLowerCase() || null;
}

function zoneOf(profile: Profile): string | undefined {
  return profile.zone !== undefined && isZone(profile.zone) ? profile.zone : undefined;
}

/** A payload can say anything; a zone that nobody knows would break every time that is shown to this person. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(zone)) return false; // Intl takes bare offsets too, which know no summer time
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
