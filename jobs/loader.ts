/**
 * Arms timers: turns rows that are due soon into delayed jobs.
 *
 * Only the next quarter of an hour is in the queue, and of one organisation at most so many at once. So the queue stays
 * small, losing it costs little, and a burst of one organisation waits in the database, where it is in nobody's way.
 */

import type { Job } from 'bullmq';

import type { Clock, DueTimer, TimerStore } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { CarrierQueue } from './connection.ts';
import { paced } from './paced.ts';
import { fireJobId, firePayload, kept, timerRetry } from './queues.ts';
import type { Retry } from './queues.ts';

export type Loader = {
  /** Arms one organisation's near timers: at once, or with others that ask this moment. */
  readonly armOrganisation: (organisationId: string) => Promise<void>;
  /** Arms everybody's near timers, after some have fired: at once, or with others that ask this moment. */
  readonly topUp: () => Promise<void>;
  /** After so many have fired it is worth looking for more: half of what was found when it was looked last. */
  readonly enoughFired: () => number;
  /**
   * Arms everybody's near timers whatever was armed before, and frees those that should have fired `overdueMs` ago but
   * that the queue holds back. Resolves with how many rows it found.
   */
  readonly armAll: (overdueMs: number) => Promise<number>;
};

/** How far ahead timers are armed. */
export const horizonMs = 15 * 60_000;

/** At most so many timers of one organisation are in the queue, so that another's wait behind no more than these. */
export const perOrganisation = 200;

/** At most so many timers in one load; what is left comes with the next. */
const batchLimit = 5_000;

/** Small enough for a producer's patience on a busy database. */
const addAtOnce = 250;

/** Timers due within this are looked for first: when `batchLimit` cuts, it cuts those that can wait for the next sweep. */
const soonMs = 2 * 60_000;

/** Looked for more often than this, timers would cost more to find than to fire. */
const fewestFired = 100;

/** In a burst every turn asks for its timers to be armed: they are, so often and no more. */
const restMs = 50;

/** For so long a timer that this process armed is taken to be in the queue still. A sweep does not rely on it. */
const trustMs = 60_000;
const rememberAtMost = 20_000;

export function createLoader(parts: {
  readonly queue: CarrierQueue;
  readonly timers: Pick<TimerStore, 'due'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly retry?: Retry;
}): Loader {
  const { queue, timers, clock } = parts;
  const retry = parts.retry ?? timerRetry;
  const armedAt = new Map<string, number>();
  let foundLast = 0;

  const add = async (due: readonly DueTimer[]): Promise<void> => {
    const now = clock.now().getTime();
    const jobs = interleave(due).map((timer) => ({
      name: 'fire',
      data: firePayload(timer),
      opts: {
        ...kept,
        jobId: fireJobId(timer),
        delay: Math.max(0, timer.dueAt.getTime() - now),
        attempts: retry.attempts,
        backoff: { type: 'exponential', delay: retry.firstWaitMs },
      },
    }));
    for (let at = 0; at < jobs.length; at += addAtOnce) {
      await queue.addBulk(jobs.slice(at, at + addAtOnce));
    }
    if (armedAt.size > rememberAtMost) armedAt.clear();
    for (const timer of due) armedAt.set(fireJobId(timer), now);
  };

  const notArmedLately = (due: readonly DueTimer[]): readonly DueTimer[] => {
    const now = clock.now().getTime();
    return due.filter((timer) => now - (armedAt.get(fireJobId(timer)) ?? -Infinity) > trustMs);
  };

  const before = (ms: number): Date => new Date(clock.now().getTime() + ms);

  const arm = async (organisationId: string | undefined): Promise<void> => {
    const due = await timers.due(before(horizonMs), batchLimit, {
      perOrganisation,
      ...(organisationId === undefined ? {} : { organisationId }),
    });
    if (organisationId === undefined) foundLast = due.length;
    await add(notArmedLately(due));
  };
  const armSoon = paced(
    (organisationId: string | undefined) => organisationId ?? 'everybody',
    arm,
    restMs,
    (error) => parts.log('warn', { type: 'carrier_error', where: 'arm timers', error }),
  );

  return {
    armOrganisation: armSoon,
    topUp: async () => await armSoon(undefined),
    enoughFired: () => Math.max(fewestFired, Math.floor(foundLast / 2)),
    armAll: async (overdueMs) => {
      const soon = await timers.due(before(soonMs), batchLimit, { perOrganisation });
      const later = await timers.due(before(horizonMs), batchLimit, { perOrganisation });
      const all = [...new Map([...soon, ...later].map((timer) => [fireJobId(timer), timer])).values()];
      foundLast = all.length;
      await add(all);
      const overdue = before(-overdueMs).getTime();
      await free(
        queue,
        all.filter((timer) => timer.dueAt.getTime() <= overdue),
        add,
      );
      return all.length;
    },
  };
}

/** Everybody's first, then everybody's second: jobs are taken in the order in which they were added. */
export function interleave(timers: readonly DueTimer[]): readonly DueTimer[] {
  const seen = new Map<string, number>();
  return timers
    .map((timer) => {
      const turn = seen.get(timer.organisationId) ?? 0;
      seen.set(timer.organisationId, turn + 1);
      return { timer, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ timer }) => timer);
}

/**
 * Makes sure that timers which should have fired are about to. A job that waits its turn or runs is left alone; one that
 * is delayed (the clock was moved, or its retry is later than the row says) is promoted; one that failed for good while
 * its row still waits, or that is in no list any more, makes way for a new one.
 */
async function free(
  queue: CarrierQueue,
  overdue: readonly DueTimer[],
  add: (timers: readonly DueTimer[]) => Promise<void>,
): Promise<void> {
  const lost: DueTimer[] = [];
  for (let at = 0; at < overdue.length; at += 50) {
    await Promise.all(
      overdue.slice(at, at + 50).map(async (timer) => {
        const job: Job | undefined = await queue.getJob(fireJobId(timer));
        const state = await job?.getState();
        if (job === undefined || state === 'active' || state === 'waiting') return;
        // A job that moved on since it was looked at is on its way: then there is nothing to do.
        if (state === 'delayed') await job.promote().catch(() => {});
        else if ((await queue.remove(fireJobId(timer))) === 1) lost.push(timer);
      }),
    );
  }
  await add(lost);
}
