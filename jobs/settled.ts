/** Waits until nothing is due and nothing is under way, helping along what the queue has not heard of. */

import { setTimeout as pause } from 'node:timers/promises';

import type { OutboxStore, TimerStore } from '../src/engine/ports.ts';
import type { CarrierConnection } from './connection.ts';
import type { Drains } from './drains.ts';
import type { Loader } from './loader.ts';
import { queueNames } from './queues.ts';

const lookEveryMs = 20;

export async function waitUntilSettled(
  parts: {
    readonly connection: CarrierConnection;
    readonly loader: Loader;
    readonly drains: Drains;
    readonly timers: Pick<TimerStore, 'due'>;
    readonly outbox: Pick<OutboxStore, 'waiting'>;
  },
  until: () => Date,
  limitMs: number,
): Promise<void> {
  // What is due at that very instant counts: a clock that was moved onto a timer's minute rings it.
  const end = (): Date => new Date(until().getTime() + 1);
  const deadline = performance.now() + limitMs;
  for (;;) {
    // The queue is asked before and after the database: a job that ran in between may have made new work.
    const busyBefore = await busy(parts.connection);
    const timers = await parts.timers.due(end(), 1);
    const outboxes = await parts.outbox.waiting(end(), 100);
    if (busyBefore === 0) {
      if (timers.length === 0 && outboxes.length === 0 && (await busy(parts.connection)) === 0) return;
      if (timers.length > 0) await parts.loader.armAll(0);
      await Promise.all(outboxes.map((key) => parts.drains.start(key)));
    }
    if (performance.now() > deadline) {
      throw new Error(
        `Not settled after ${limitMs} ms: ${busyBefore} jobs waiting or running, ` +
          `timers due: ${timers.length > 0 ? 'yes' : 'none'}, outboxes with rows due: ${outboxes.length}.`,
      );
    }
    await pause(lookEveryMs);
  }
}

/** Jobs that run or wait to run, of all queues. Delayed ones do not count: they are for later. */
async function busy(connection: CarrierConnection): Promise<number> {
  const counts = await Promise.all(
    queueNames.map(async (name) => await connection.queue(name).getJobCounts('waiting', 'active')),
  );
  return counts.reduce((sum, count) => sum + (count['waiting'] ?? 0) + (count['active'] ?? 0), 0);
}
