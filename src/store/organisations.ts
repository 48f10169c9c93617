/** Organisations, their workspaces and schemes, as start-up and the command line set them up. All may be asked again. */

import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WorkspaceKey } from '../engine/terms.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { applyChanges } from './changes.ts';
import type { Database } from './database.ts';
import type { InOrganisation, Scope } from './scope.ts';
import { isStorable } from './text.ts';

export type Workspace = WorkspaceKey & { readonly organisationId: string };

/** A scheme as it begins; its id is made up where none is given, and coordinators may come later. */
export type NewScheme = Omit<Scheme, 'id' | 'coordinatorIds'> &
  Partial<Pick<Scheme, 'id' | 'coordinatorIds'>>;

/** See `Store.findOrganisation`. Nobody's organisation is known yet, so the carrier looks. */
export async function findOrganisation(
  database: Database,
  { platform, externalId }: WorkspaceKey,
): Promise<string | undefined> {
  if (!isStorable(externalId)) return undefined;
  const row = await database.carrier
    .selectFrom('workspace')
    .select('organisation_id')
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.organisation_id;
}

/** Every workspace of every organisation. */
export async function listWorkspaces(database: Database): Promise<readonly Workspace[]> {
  return database.carrier
    .selectFrom('workspace')
    .select(['organisation_id as organisationId', 'platform', 'external_id as externalId'])
    .orderBy('organisation_id')
    .orderBy('platform')
    .orderBy('external_id')
    .execute();
}

/**
 * The organisation that owns these workspaces, made where none owns any of them yet; one that exists keeps its name and
 * zone, and workspaces it did not have are added. Throws when there is no workspace, or when two organisations own some.
 */
export async function ensureOrganisation(
  parts: { database: Database; inOrganisation: InOrganisation },
  wanted: { name: string; zone: string; workspaces: readonly WorkspaceKey[] },
): Promise<string> {
  const [first] = wanted.workspaces;
  if (first === undefined) throw new Error(`Organisation "${wanted.name}" needs at least one workspace`);
  const owners = await Promise.all(wanted.workspaces.map((one) => findOrganisation(parts.database, one)));
  const known = [...new Set(owners.filter((owner) => owner !== undefined))];
  if (known.length > 1)
    throw new Error(`The workspaces of "${wanted.name}" belong to ${known.length} organisations already`);
  // Two processes that start at once come to the same id, and the second finds what the first has made.
  const organisationId = known[0] ?? idFrom(first);
  await parts.inOrganisation(organisationId, (scope) => writeOrganisation(scope, wanted));
  return organisationId;
}

/** The scheme of this name, made where there is none. An existing one is left as its coordinators have set it. */
export async function ensureScheme(scope: Scope, wanted: NewScheme, now: Date): Promise<string> {
  const { trx, organisationId } = scope;
  await sql`select pg_advisory_xact_lock(hashtextextended('rapport schemes ' || ${organisationId}, 0))`.execute(
    trx,
  );
  const existing = await trx
    .selectFrom('scheme')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where((eb) => eb.or([eb('name', '=', wanted.name), eb('id', '=', wanted.id ?? null)]))
    .executeTakeFirst();
  if (existing !== undefined) return existing.id;
  const id = wanted.id ?? randomUUID();
  const row: Scheme = { ...wanted, id, coordinatorIds: wanted.coordinatorIds ?? [] };
  await applyChanges(scope, [{ change: 'insert', noun: 'scheme', row }], now);
  return id;
}

export async function ensureCoordinator(
  { trx, organisationId }: Scope,
  schemeId: string,
  personId: string,
): Promise<void> {
  await trx
    .insertInto('coordinator')
    .values({ organisation_id: organisationId, scheme_id: schemeId, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function writeOrganisation(
  { trx, organisationId }: Scope,
  { name, zone, workspaces }: { name: string; zone: string; workspaces: readonly WorkspaceKey[] },
): Promise<void> {
  await trx
    .insertInto('organisation')
    .values({ organisation_id: organisationId, name, zone })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .insertInto('workspace')
    .values(
      workspaces.map(({ platform, externalId }) => ({
        organisation_id: organisationId,
        platform,
        external_id: externalId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'platform', 'external_id']).doNothing())
    .execute();
}

function idFrom({ platform, externalId }: WorkspaceKey): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['organisation', platform, externalId]))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
