/** Starts and stops the workers: the one place that knows every kind of job. */

import type { Clock, OutboxStore, TimerStore } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { CarrierConnection, CarrierQueue, CarrierWorker } from './connection.ts';
import type { Drains } from './drains.ts';
import { handleJob, handlersByName } from './handler.ts';
import type { Handler } from './handler.ts';
import type { Loader } from './loader.ts';
import { onDelivery } from './on-delivery.ts';
import type { Drain } from './on-delivery.ts';
import { onSweep, sweepEveryMs } from './on-sweep.ts';
import type { Prune } from './on-sweep.ts';
import { createTaskStarter, onTask } from './on-task.ts';
import type { DoTask } from './on-task.ts';
import { onTimer } from './on-timer.ts';
import type { FireTimer } from './on-timer.ts';
import { kept } from './queues.ts';
import type { QueueName } from './queues.ts';
import { waitUntilSettled } from './settled.ts';

export type WorkerParts = {
  readonly connection: CarrierConnection;
  readonly loader: Loader;
  readonly drains: Drains;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers: TimerStore;
  readonly outbox: Pick<OutboxStore, 'waiting'>;
  readonly fireTimer: FireTimer;
  readonly doTask: DoTask;
  readonly drain: Drain;
  readonly prune: Prune;
  /** How many jobs of one queue this process does at once. Each may hold a database connection. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
  /** How often the sweep runs; a minute where nothing is said. */
  readonly sweepEveryMs?: number;
};

export type Workers = {
  /**
   * For a host that has moved its clock: has everything done that is due by `until`, through the queue, and resolves
   * when that and all that followed from it is done. Rejects after `limitMs`, and says what is still under way.
   */
  readonly armDue: (until: Date, limitMs?: number) => Promise<void>;
  /** Resolves when nothing is due and nothing is under way. Rejects after `limitMs`. */
  readonly settled: (limitMs?: number) => Promise<void>;
  /**
   * Takes no more jobs, breaks off long work, waits for what else runs, at most `deadlineMs`, and lets go of the queues.
   * Resolves with whether all finished; those that did not are done again by another worker, half a minute later.
   */
  readonly stop: (deadlineMs: number) => Promise<boolean>;
};

/** What the sweep's schedule is called in the queue. */
export const sweepSchedule = 'every-minute';

/** Tasks take the processor for seconds: with two at once a long one does not keep a short one waiting. */
const defaultConcurrency: Record<QueueName, number> = { timers: 8, tasks: 2, deliveries: 8, sweep: 1 };

export async function startWorkers(parts: WorkerParts): Promise<Workers> {
  const { connection, loader, log } = parts;
  const stopping = new AbortController();
  const handlers = handlersByName(allHandlers(parts, stopping.signal));
  const sweepQueue = connection.queue('sweep');
  const report = (where: string) => (error: unknown) => log('warn', { type: 'carrier_error', where, error });

  let firedSinceTopUp = 0;
  const topUp = (): void => {
    firedSinceTopUp = 0;
    loader.topUp().catch(report('top up'));
  };

  const start = async (name: QueueName): Promise<CarrierWorker> =>
    await connection.worker(
      name,
      async (job, token) => await handleJob(handlers, job, token),
      parts.concurrency?.[name] ?? defaultConcurrency[name],
    );
  const timerWorker = await start('timers');
  const workers = [timerWorker, await start('tasks'), await start('deliveries'), await start('sweep')];
  timerWorker.on('completed', () => {
    firedSinceTopUp += 1;
    if (firedSinceTopUp >= loader.enoughFired()) topUp();
  });
  // The queue has run dry, perhaps because the rest of a burst is still in the database.
  timerWorker.on('drained', () => {
    if (firedSinceTopUp > 0) topUp();
  });

  const every = parts.sweepEveryMs ?? sweepEveryMs;
  // Not awaited: while Redis is away a worker waits for it, and a host that is more than a worker must not.
  Promise.all([schedule(sweepQueue, every), sweepQueue.add('sweep', {}, kept)]).catch(report('first sweep'));
  // Whoever wipes the queue wipes the sweep's schedule with it: every worker puts it back.
  const keeper = setInterval(() => void schedule(sweepQueue, every).catch(report('sweep schedule')), every);
  keeper.unref();

  const settled = async (limitMs = 30_000): Promise<void> => {
    await waitUntilSettled(parts, parts.clock.now, limitMs);
  };
  return {
    settled,
    armDue: async (until, limitMs = 30_000) => {
      await waitUntilSettled(parts, () => until, limitMs);
    },
    stop: async (deadlineMs) => {
      clearInterval(keeper);
      stopping.abort(new Error('The worker stops'));
      return await stopWorkers(workers, deadlineMs, report('stop'));
    },
  };
}

function allHandlers(parts: WorkerParts, stopping: AbortSignal): readonly Handler[] {
  const startTask = createTaskStarter(parts.connection.queue('tasks'));
  return [
    onTimer({ ...parts, startTask }),
    onTask({ ...parts, stopping }),
    ...onDelivery(parts),
    onSweep(parts),
  ];
}

async function schedule(queue: CarrierQueue, every: number): Promise<void> {
  await queue.upsertJobScheduler(sweepSchedule, { every }, { name: 'sweep', data: {}, opts: kept });
}

async function stopWorkers(
  workers: readonly CarrierWorker[],
  deadlineMs: number,
  report: (error: unknown) => void,
): Promise<boolean> {
  let timeout: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timeout = setTimeout(() => resolve(false), deadlineMs);
  });
  const closed = Promise.allSettled(workers.map((worker) => worker.close())).then((): true => true);
  const finished = await Promise.race([closed, deadline]);
  clearTimeout(timeout);
  if (!finished) {
    // Their locks are no longer extended: others may take these jobs over.
    await Promise.all(workers.map((worker) => worker.disconnect().catch(report)));
  }
  return finished;
}
