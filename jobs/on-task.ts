/** A task's job: the long work that a timer leads to, in a queue of its own, where it is in no timer's way. */

import type { TimerKey } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { CarrierQueue } from './connection.ts';
import { contentFree } from './handler.ts';
import type { Handler } from './handler.ts';
import { taskJobId } from './queues.ts';
import type { TaskPayload } from './queues.ts';

/**
 * Does the work, one caller at a time, and ends soon after the signal is aborted. Whatever it does not resolve with
 * `done`, its timer still stands: the sweep brings it back, so that the queue needs no attempts of its own.
 */
export type DoTask = (timer: TimerKey, signal: AbortSignal) => Promise<'done' | 'nothing' | 'later'>;

export function onTask(parts: {
  readonly doTask: DoTask;
  /** Aborted when this worker stops. */
  readonly stopping: AbortSignal;
  readonly log: Log;
}): Handler {
  const { doTask, stopping, log } = parts;
  return {
    name: 'task',
    handle: async (job) => {
      const { organisationId, timerId, version } = job.data;
      try {
        await doTask({ organisationId, id: timerId, version }, stopping);
      } catch (error) {
        log('error', { type: 'carrier_error', where: 'task', error });
        throw contentFree('A task failed', error);
      }
    },
  };
}

/** Has a task done as soon as a worker is free. One that waits or runs already is not started again. */
export function createTaskStarter(queue: Pick<CarrierQueue, 'add'>): (task: TaskPayload) => Promise<void> {
  return async (task) => {
    const { organisationId, timerId, version } = task;
    // Failed jobs are forgotten as well: a kept one would swallow the next attempt without a word.
    await queue.add(
      'task',
      { organisationId, timerId, version },
      { jobId: taskJobId(task), removeOnComplete: true, removeOnFail: true },
    );
  };
}
