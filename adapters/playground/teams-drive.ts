/**
 * The OneDrive of the pretend tenant's people: what they send to a bot is kept there, at an address that is good for a few
 * minutes and for whoever has it. Bytes are kept until the playground stops.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer, Incoming } from './http.ts';

export type KeptFile = { readonly id: string; readonly name: string; readonly downloadUrl: string };

export type Drive = {
  readonly keep: (name: string, bytes: Buffer) => KeptFile;
  /** For paths that begin with `/drive/`. */
  readonly answer: (incoming: Incoming) => Answer;
  /** Every address that was given runs out now; for tests. */
  readonly expire: () => void;
};

/** "The URL is only valid for a few minutes": devblogs.microsoft.com/microsoft365dev/working-with-files-in-your-microsoft-teams-bot */
const validMs = 5 * 60_000;

export function createDrive(origin: () => string): Drive {
  const kept = new Map<string, { bytes: Buffer; ticket: string; until: number }>();
  return {
    keep: (name, bytes) => {
      const id = randomUUID();
      const ticket = randomBytes(24).toString('base64url');
      kept.set(id, { bytes, ticket, until: performance.now() + validMs });
      return { id, name, downloadUrl: `${origin()}/drive/download.aspx?UniqueId=${id}&tempauth=${ticket}` };
    },
    answer: (incoming) => {
      const file = kept.get(incoming.query.get('UniqueId') ?? '');
      if (incoming.method !== 'GET' || file === undefined) return { status: 404, text: 'Not found' };
      // Whoever shows the bot's own token here has shown it to somebody who must not have it.
      if (incoming.headers.authorization !== undefined) return { status: 400, text: 'No token belongs here' };
      if (incoming.query.get('tempauth') !== file.ticket || performance.now() > file.until)
        return { status: 401, text: 'The address has run out' };
      return { status: 200, bytes: file.bytes, headers: { 'content-type': 'application/octet-stream' } };
    },
    expire: () => {
      for (const file of kept.values()) file.until = -1;
    },
  };
}
