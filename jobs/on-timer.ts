/** A timer's job: runs the turn that the timer stands for. */

import { DelayedError } from 'bullmq';
import type { Job } from 'bullmq';

import type { Clock, TimerKey, TimerStore } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import { contentFree } from './handler.ts';
import type { Handler } from './handler.ts';
import { timerRetry, waitBefore } from './queues.ts';
import type { FirePayload, TaskPayload } from './queues.ts';

/**
 * Runs the turn. `nothing`: the timer was moved, cancelled, or has fired already. `task`: it leads to long work, and is
 * as pending as before.
 */
export type FireTimer = (timer: TimerKey) => Promise<'fired' | 'nothing' | 'task'>;

export function onTimer(parts: {
  readonly fireTimer: FireTimer;
  readonly startTask: (task: TaskPayload) => Promise<void>;
  readonly timers: Pick<TimerStore, 'failed'>;
  readonly clock: Clock;
  readonly log: Log;
}): Handler {
  const { fireTimer, startTask, timers, clock, log } = parts;
  return {
    name: 'fire',
    handle: async (job, token) => {
      const { organisationId, timerId, version, dueMs } = job.data;
      const earlyMs = dueMs - clock.now().getTime();
      if (earlyMs > 0) {
        // Another machine's clock is ahead of ours. The row would refuse, and nobody would ring again before the sweep.
        // The queue counts in the system's time, whatever our own clock says.
        await job.moveToDelayed(Date.now() + earlyMs, token);
        throw new DelayedError();
      }
      try {
        const result = await fireTimer({ organisationId, id: timerId, version });
        if (result === 'task') await startTask({ organisationId, timerId, version });
      } catch (error) {
        await putOff(job, error);
        throw contentFree('The turn of a timer failed', error);
      }
    },
  };

  /** Tells the store when the timer is tried again, so that the row and the queue say the same. */
  async function putOff(job: Job<FirePayload>, error: unknown): Promise<void> {
    const { organisationId, timerId, version } = job.data;
    const attempt = job.attemptsMade + 1;
    const lastAttempt = attempt >= (job.opts.attempts ?? 1);
    log(lastAttempt ? 'error' : 'warn', { type: 'timer_failed', organisationId, timerId, attempt, error });
    const { backoff } = job.opts;
    const firstWaitMs = (typeof backoff === 'object' ? backoff.delay : backoff) ?? timerRetry.firstWaitMs;
    const waitMs = lastAttempt ? 0 : waitBefore({ attempts: attempt, firstWaitMs }, attempt);
    try {
      await timers.failed(
        { organisationId, id: timerId, version },
        new Date(clock.now().getTime() + waitMs),
        lastAttempt,
      );
    } catch (second) {
      // The row stays pending: the queue's own retry comes, and after the last one the sweep begins again.
      log('warn', { type: 'carrier_error', where: 'timers.failed', error: second });
    }
  }
}
