/** Where the app was installed by its users: each workspace's token, sealed under its organisation's key. */

import type { WorkspaceKey } from '../engine/terms.ts';
import type { Database } from './database.ts';
import { releaseDrain } from './drains.ts';
import { ensureOrganisation, findOrganisation } from './organisations.ts';
import type { InOrganisation, Scope } from './scope.ts';
import { storable } from './text.ts';
import type { Owner } from './vault.ts';

type Parts = { readonly database: Database; readonly inOrganisation: InOrganisation };

export type NewInstallation = {
  readonly workspace: WorkspaceKey;
  /** What the platform calls the workspace: the name of the organisation, where this makes one. */
  readonly name: string;
  readonly zone: string;
  readonly token: string;
};

/**
 * Keeps the token of a workspace, in place of an earlier one, and returns whose workspace it is: that of the organisation
 * which has it already, otherwise of a new one. What waited for the token in the outbox is due at once.
 */
export async function keepInstallation(parts: Parts, wanted: NewInstallation, now: Date): Promise<string> {
  const { workspace, zone, token } = wanted;
  const name = storable(wanted.name).trim().slice(0, 200) || 'your organisation';
  const organisationId = await ensureOrganisation(parts, { name, zone, workspaces: [workspace] });
  await parts.inOrganisation(organisationId, async (scope) => {
    const owner: Owner = { kind: 'organisation', id: organisationId };
    await scope.vault.prepare([owner]);
    await writeToken(scope, workspace, scope.vault.seal(owner, token, tokenPlace(workspace)));
    await releaseDrain(scope, workspace.platform, now);
  });
  return organisationId;
}

/** The token of a workspace; `undefined` where the app was never installed, or was removed. */
export async function findToken(
  { database, inOrganisation }: Parts,
  workspace: WorkspaceKey,
): Promise<string | undefined> {
  const organisationId = await findOrganisation(database, workspace);
  if (organisationId === undefined) return undefined;
  return inOrganisation(organisationId, async ({ trx, vault }) => {
    const row = await trx
      .selectFrom('workspace')
      .select('token')
      .where('organisation_id', '=', organisationId)
      .where('platform', '=', workspace.platform)
      .where('external_id', '=', workspace.externalId)
      .executeTakeFirst();
    const token = row?.token ?? undefined;
    if (token === undefined) return undefined;
    await vault.load([token]);
    return vault.open(token, tokenPlace(workspace));
  });
}

/**
 * Forgets the token of a workspace, and nothing else: people and what they wrote stay, for the day when the app is
 * installed again. Returns whose workspace it is, `undefined` for one that nobody knows.
 */
export async function forgetToken(
  { database, inOrganisation }: Parts,
  workspace: WorkspaceKey,
): Promise<string | undefined> {
  const organisationId = await findOrganisation(database, workspace);
  if (organisationId === undefined) return undefined;
  await inOrganisation(organisationId, (scope) => writeToken(scope, workspace, null));
  return organisationId;
}

async function writeToken(
  { trx, organisationId }: Scope,
  { platform, externalId }: WorkspaceKey,
  token: Buffer | null,
): Promise<void> {
  await trx
    .updateTable('workspace')
    .set({ token })
    .where('organisation_id', '=', organisationId)
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .execute();
}

function tokenPlace({ platform, externalId }: WorkspaceKey) {
  return { table: 'workspace', column: 'token', rowId: JSON.stringify([platform, externalId]) };
}
