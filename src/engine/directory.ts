/** Reads who is in a workspace, so that people can be found by name before they have ever spoken to the bot. */

import type { Log } from '../log.ts';
import type { ChatPort, Store } from './ports.ts';
import type { WorkspaceKey } from './terms.ts';

/**
 * Keeps the profile of everybody the platform shows. Bots and guests are passed over; the account of somebody who was
 * one of us and has left, or is a guest by now, is closed. Returns how many belong.
 */
export async function readDirectory(
  parts: { store: Pick<Store, 'keepProfile'>; log: Log },
  port: ChatPort,
  organisationId: string,
  workspace: WorkspaceKey,
): Promise<number> {
  let people = 0;
  for await (const page of port.people(workspace)) {
    for (const profile of page) {
      const address = port.addressOf(workspace, profile.externalId);
      const account = { ...workspace, account: profile.externalId };
      const kept = parts.store.keepProfile(organisationId, account, profile, address);
      if (profile.outsider === true) {
        // It throws for an outsider, once their account is closed.
        await kept.catch((error: unknown) => unlessOutsider(error));
        continue;
      }
      await kept;
      people += 1;
    }
  }
  parts.log('info', { type: 'directory_read', organisationId, platform: workspace.platform, people });
  return people;
}

function unlessOutsider(error: unknown): void {
  if (!(error instanceof Error && error.name === 'OutsiderError')) throw error;
}
