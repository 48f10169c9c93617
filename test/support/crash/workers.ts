/** Workers inside the test, beside the app: they do what a worker does, at a time of their own, and speak to nobody. */

import { registry } from '../../../src/dialogs/registry.ts';
import { createDeliveries } from '../../../src/engine/deliver.ts';
import type { Drained } from '../../../src/engine/deliver.ts';
import type { ChatPort, DrainKey } from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import type { Platform } from '../../../src/engine/terms.ts';
import { createTurns } from '../../../src/engine/turn.ts';
import type { Turns } from '../../../src/engine/turn.ts';
import type { CrashSite } from './site.ts';

export type Worker = {
  readonly fireTimer: Turns['fireTimer'];
  readonly drain: (key: DrainKey) => Promise<Drained>;
  /** How many messages it has sent. */
  readonly sent: () => number;
};

export const platforms: readonly Platform[] = ['slack', 'teams'];

/** `beforeSending`: whoever is about to send something waits for it. */
export function createWorker(
  { store }: Pick<CrashSite, 'store'>,
  now: () => Date,
  beforeSending: () => Promise<void>,
): Worker {
  let sent = 0;
  const portOf = (platform: Platform): ChatPort => ({
    platform,
    capabilities: { files: 'link', home: platform === 'slack' },
    send: async () => {
      await beforeSending();
      sent += 1;
      return { message: asMessageAddress(`${platform} ${sent}`) };
    },
    update: beforeSending,
    showHome: beforeSending,
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
  });
  const parts = {
    registry,
    store,
    ports: new Map(platforms.map((platform) => [platform, portOf(platform)])),
    clock: { now },
    log: () => {},
  };
  const { fireTimer } = createTurns({ ...parts, alarm: { nudge: () => Promise.resolve() } });
  const documents = {
    make: () => Promise.reject(new Error('Files go as links')),
    nameOf: () => 'file',
    linkTo: () => 'https://files.example.org/',
  };
  const { drain } = createDeliveries({ ...parts, documents });
  return { fireTimer, drain, sent: () => sent };
}
