/** Starts drains: jobs that send what waits in one organisation's outbox for one platform. */

import type { Clock, DrainKey } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { CarrierQueue } from './connection.ts';
import { horizonMs } from './loader.ts';
import { paced } from './paced.ts';
import { againJobId, drainDedupeId, drainPayload, kept } from './queues.ts';

export type Drains = {
  /**
   * Starts a drain: at once, or with others that ask this moment. One that waits already will do; while one runs, exactly
   * one further is kept for when it has ended, because the running one may have looked for the last time before this row
   * was written.
   */
  readonly start: (key: DrainKey) => Promise<void>;
  /**
   * Starts a drain at `at`, in place of what was planned before, and no sooner than in a second: rows that are due but
   * cannot be had must not keep a worker spinning. Beyond the horizon it is the sweep that starts it.
   */
  readonly startAt: (key: DrainKey, at: Date) => Promise<void>;
};

const soonestMs = 1_000;

/** In a burst every turn asks for its organisation's drain. */
const restMs = 50;

export function createDrains(parts: {
  readonly queue: CarrierQueue;
  readonly clock: Clock;
  readonly log: Log;
}): Drains {
  const { queue, clock } = parts;
  const add = async (key: DrainKey): Promise<void> => {
    // No job id of our own: the kept successor would be removed together with its predecessor of the same id.
    await queue.add('drain', drainPayload(key), {
      ...kept,
      deduplication: { id: drainDedupeId(key), keepLastIfActive: true },
    });
  };
  const start = paced(drainDedupeId, add, restMs, (error) =>
    parts.log('warn', { type: 'carrier_error', where: 'start drain', error }),
  );
  return {
    start,
    startAt: async (key, at) => {
      const delay = Math.max(soonestMs, at.getTime() - clock.now().getTime());
      // Not removed means that it runs this moment: it starts a drain, and that drain will plan anew.
      await queue.remove(againJobId(key));
      if (delay > horizonMs) return;
      await queue.add('again', drainPayload(key), { ...kept, jobId: againJobId(key), delay });
    },
  };
}
