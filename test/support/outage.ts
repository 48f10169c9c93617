/**
 * What happens when everything was off for a while and then comes back: the real turns and drains on the app's own
 * database, at a time that is set by hand, so that nothing rang in between.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roster } from '../../adapters/playground/roster.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { createDeliveries } from '../../src/engine/deliver.ts';
import type { ChatPort } from '../../src/engine/ports.ts';
import { asMessageAddress } from '../../src/engine/terms.ts';
import type { Address } from '../../src/engine/terms.ts';
import { createTurns } from '../../src/engine/turn.ts';
import type { LogEvent } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import { plainCard } from '../../src/ui/plain.ts';
import type { InsideApp } from './inside-playground.ts';

export type Letter = {
  /** Somebody of the roster, or `channel`. */
  readonly to: string;
  readonly title: string;
  readonly text: string;
};

export type Waking = {
  /** What was acted on, in order; `true` where it came too late for what it was to say. */
  readonly rang: readonly { readonly kind: string; readonly tooLate: boolean; readonly lateMs: number }[];
  readonly said: readonly Letter[];
};

export type Outage = {
  /** Everything comes back at this moment: all that is due by then, and all that follows from it at once. */
  readonly endsAt: (now: Date) => Promise<Waking>;
  readonly close: () => Promise<void>;
};

const platforms = ['slack', 'teams'] as const;
/** A dialog that sets a timer for now, again and again, would never end. */
const mostRounds = 20;

export async function outageOf(app: InsideApp): Promise<Outage> {
  const database = await openDatabase({ url: app.databaseUrl });
  const keys = parseKeys(readFileSync(join(app.dataDir, 'keys'), 'utf8').trim());
  const store = createStore({ database, keys });
  let now = new Date();
  let log: LogEvent[] = [];
  let said: Letter[] = [];
  let sent = 0;
  const portOf = (platform: (typeof platforms)[number]): ChatPort => ({
    platform,
    capabilities: { files: 'link', home: platform === 'slack' },
    send: async (to, { card }) => {
      said.push({ to: whoIs(to), title: card.title, text: plainCard(card) });
      sent += 1;
      return { message: asMessageAddress(`outage ${sent}`) };
    },
    update: async () => {},
    showHome: async () => {},
    ...notAsked,
  });
  const parts = {
    registry,
    store,
    ports: new Map(platforms.map((platform) => [platform, portOf(platform)])),
    clock: { now: () => now },
    log: (_: string, event: LogEvent) => void log.push(event),
  };
  const { fireTimer } = createTurns({ ...parts, alarm: { nudge: async () => {} } });
  const { drain } = createDeliveries({
    ...parts,
    documents: { make: notAsked.profile, nameOf: () => 'file', linkTo: () => 'https://files.example.org/' },
  });
  return {
    endsAt: async (at) => {
      now = at;
      log = [];
      said = [];
      for (let round = 0; ; round += 1) {
        const due = await store.timers.due(new Date(at.getTime() + 1), 1_000);
        if (due.length === 0) break;
        if (round > mostRounds) throw new Error(`Still due: ${due.map(({ kind }) => kind).join(', ')}`);
        for (const timer of due) await fireTimer(timer);
      }
      for (const key of await store.outbox.waiting(at, 100)) await drain(key);
      const rang = log.flatMap((event) =>
        event.type === 'timer_fired' || event.type === 'timer_too_late'
          ? [{ kind: event.kind, lateMs: event.lateMs, tooLate: event.type === 'timer_too_late' }]
          : [],
      );
      return { rang, said };
    },
    close: database.close,
  };
}

/** Everybody is known already, and files go as links. */
const notAsked = {
  fetchFile: () => {
    throw new Error('Nobody sends a file');
  },
  addressOf: () => {
    throw new Error('Everybody is known already');
  },
  profile: () => Promise.reject(new Error('Everybody is known already')),
  people: () => {
    throw new Error('Everybody is known already');
  },
};

function whoIs(address: Address): string {
  const ids = Object.values(address);
  const someone = roster.people.find(
    ({ userId, aadObjectId }) =>
      ids.includes(userId) || (aadObjectId !== undefined && ids.includes(aadObjectId)),
  );
  return someone?.id ?? 'channel';
}
