/**
 * The sweep: every minute it looks in the database for what ought to be under way and starts it. It, not the queue, is
 * why nothing is lost: a wiped queue, a lost nudge, a worker that died are all repaired here.
 */

import type { Clock, OutboxStore } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { Drains } from './drains.ts';
import { contentFree } from './handler.ts';
import type { Handler } from './handler.ts';
import type { Loader } from './loader.ts';

/** Deletes what need not be kept any longer; resolves with how many rows. */
export type Prune = (now: Date) => Promise<number>;

export const sweepEveryMs = 60_000;

/** A timer this late is not just waiting its turn: the sweep looks at what holds it back. */
const overdueMs = 30_000;

/** At most so many drains are started by one sweep; the next one starts the rest. */
const drainLimit = 1_000;

export function onSweep(parts: {
  readonly loader: Pick<Loader, 'armAll'>;
  readonly drains: Pick<Drains, 'start'>;
  readonly outbox: Pick<OutboxStore, 'waiting'>;
  readonly prune: Prune;
  readonly clock: Clock;
  readonly log: Log;
}): Handler {
  const { loader, drains, outbox, prune, clock, log } = parts;

  const startDrains = async (): Promise<number> => {
    const waiting = await outbox.waiting(clock.now(), drainLimit);
    await Promise.all(waiting.map((key) => drains.start(key)));
    return waiting.length;
  };

  return {
    name: 'sweep',
    handle: async () => {
      const failures: unknown[] = [];
      // One part that fails must not keep the others from their work.
      const attempt = async (where: string, part: () => Promise<number>): Promise<number> => {
        try {
          return await part();
        } catch (error) {
          log('error', { type: 'carrier_error', where, error });
          failures.push(error);
          return 0;
        }
      };
      const timers = await attempt('sweep timers', () => loader.armAll(overdueMs));
      const started = await attempt('sweep outboxes', startDrains);
      const pruned = await attempt('sweep prune', () => prune(clock.now()));
      log('info', { type: 'sweep_done', timers, drains: started, pruned });
      if (failures.length > 0) throw contentFree('A part of the sweep failed', failures[0]);
    },
  };
}
