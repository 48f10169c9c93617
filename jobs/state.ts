/** How the queues stand, wherever they are: for whoever watches, not for whoever works. */

import type { CarrierConnection } from './connection.ts';
import { queueNames } from './queues.ts';
import type { QueueName } from './queues.ts';
import { sweepSchedule } from './worker.ts';

export type QueueState = {
  readonly jobs: Readonly<Record<QueueName, Readonly<Record<JobState, number>>>>;
  /** Processes that take jobs now; `undefined` where the queue's server does not say. */
  readonly workers: number | undefined;
  /** When the last sweep began; `undefined` before the first, and in a queue that was emptied. */
  readonly sweptAt: Date | undefined;
};

export type JobState = (typeof jobStates)[number];

export const jobStates = ['waiting', 'active', 'delayed', 'failed'] as const;

/** Rejects when the queues cannot be reached. */
export async function queueState(connection: Pick<CarrierConnection, 'queue'>): Promise<QueueState> {
  const sweep = connection.queue('sweep');
  const [counts, workers, schedule] = await Promise.all([
    Promise.all(queueNames.map(async (name) => [name, await countsOf(connection, name)] as const)),
    // Some servers do not tell who is connected: then nobody knows, and everything else is known all the same.
    sweep.getWorkersCount().catch(() => undefined),
    sweep.getJobScheduler(sweepSchedule),
  ]);
  const { next, every } = schedule ?? {};
  return {
    jobs: Object.fromEntries(counts) as QueueState['jobs'], // one for each name
    workers,
    // The next one is planned as one begins.
    sweptAt: next === undefined || every === undefined ? undefined : new Date(next - every),
  };
}

async function countsOf(
  connection: Pick<CarrierConnection, 'queue'>,
  name: QueueName,
): Promise<Readonly<Record<JobState, number>>> {
  const counts = await connection.queue(name).getJobCounts(...jobStates);
  return Object.fromEntries(jobStates.map((state) => [state, counts[state] ?? 0])) as Record<
    JobState,
    number
  >; // likewise
}
