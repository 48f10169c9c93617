/** The jobs that send: a drain empties what is due of one organisation's outbox for one platform. */

import type { DrainKey } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { Drains } from './drains.ts';
import { contentFree } from './handler.ts';
import type { Handler } from './handler.ts';

/**
 * Sends what is due. `again`: when there is more to do; a time that has passed means that it gave way to others and
 * wants another turn.
 */
export type Drain = (key: DrainKey) => Promise<{ again: Date | undefined }>;

export function onDelivery(parts: {
  readonly drain: Drain;
  readonly drains: Drains;
  readonly log: Log;
}): readonly Handler[] {
  const { drain, drains, log } = parts;
  return [
    {
      name: 'drain',
      handle: async (job) => {
        const { organisationId, platform } = job.data;
        try {
          const { again } = await drain({ organisationId, platform });
          if (again !== undefined) await drains.startAt({ organisationId, platform }, again);
        } catch (error) {
          // Its rows are still due: the sweep starts the next one.
          log('error', { type: 'carrier_error', where: 'drain', error });
          throw contentFree('A drain failed', error);
        }
      },
    },
    {
      name: 'again',
      handle: async (job) => {
        const { organisationId, platform } = job.data;
        await drains.start({ organisationId, platform });
      },
    },
  ];
}
