/** A carrier with workers and with stand-ins for the engine, as the contract's tests use it. */

import type { CarrierConnection } from '../../../jobs/connection.ts';
import { createAlarm } from '../../../jobs/alarm.ts';
import { createDrains } from '../../../jobs/drains.ts';
import { createLoader } from '../../../jobs/loader.ts';
import type { Retry } from '../../../jobs/queues.ts';
import { startWorkers } from '../../../jobs/worker.ts';
import type { Workers } from '../../../jobs/worker.ts';
import { movableClock } from '../../../src/clock.ts';
import type { MovableClock } from '../../../src/clock.ts';
import type { Alarm, DrainKey, TimerKey } from '../../../src/engine/ports.ts';
import type { Log, LogEvent } from '../../../src/log.ts';
import { fakeOutbox, fakeTimersStore } from '../../support/fake-timers-store.ts';
import type { FakeOutbox, FakeTimersStore } from '../../support/fake-timers-store.ts';
import type { Site } from './site.ts';

export type World = {
  readonly connection: CarrierConnection;
  readonly clock: MovableClock;
  readonly timers: FakeTimersStore;
  readonly outbox: FakeOutbox;
  readonly alarm: Alarm;
  readonly logged: readonly LogEvent[];
  /** Rows that drains have taken, in order. */
  readonly sent: string[];
  readonly fireCalls: readonly TimerKey[];
  /** A further process's workers, on the same store. */
  readonly startWorkers: () => Promise<Workers>;
  /** So many milliseconds from now. */
  readonly in: (ms: number) => Date;
  readonly close: () => Promise<void>;
};

export type WorldOptions = {
  readonly retry?: Retry;
  readonly sweepEveryMs?: number;
  /** Runs before the timer's row is claimed. */
  readonly beforeFire?: (timer: TimerKey) => Promise<void> | void;
  /** Runs as part of the turn of a timer that was claimed. */
  readonly turn?: (timer: TimerKey, outbox: FakeOutbox) => void;
  /** These timers lead to long work, and this does it. */
  readonly doTask?: (timer: TimerKey, signal: AbortSignal, timers: FakeTimersStore) => Promise<void>;
  readonly isTask?: (timer: TimerKey) => boolean;
  /** Runs after a drain has taken its rows. */
  readonly afterTaking?: (key: DrainKey, rows: readonly string[]) => Promise<void> | void;
  /** How far the clock of whoever arms is ahead of the workers'. */
  readonly armingAheadMs?: number;
  readonly recordFailure?: () => void;
  readonly prune?: () => Promise<number>;
};

export async function aWorld(site: Site, options: WorldOptions = {}): Promise<World> {
  const logged: LogEvent[] = [];
  const log: Log = (_level, event) => void logged.push(event);
  const connection = await site.connect(log);
  const clock = movableClock(0);
  const timers = fakeTimersStore();
  const outbox = fakeOutbox();
  const sent: string[] = [];
  const fireCalls: TimerKey[] = [];
  const started: Workers[] = [];
  const store = {
    ...timers.store,
    failed: async (...failure: Parameters<typeof timers.store.failed>) => {
      options.recordFailure?.();
      await timers.store.failed(...failure);
    },
  };
  const loader = createLoader({
    queue: connection.queue('timers'),
    timers: store,
    clock: movableClock(options.armingAheadMs ?? 0),
    log,
    ...(options.retry && { retry: options.retry }),
  });
  const loaderOfWorkers = createLoader({
    queue: connection.queue('timers'),
    timers: store,
    clock,
    log,
    ...(options.retry && { retry: options.retry }),
  });
  const drains = createDrains({ queue: connection.queue('deliveries'), clock, log });
  return {
    connection,
    clock,
    timers,
    outbox,
    logged,
    sent,
    fireCalls,
    alarm: createAlarm({ loader, drains, log }),
    in: (ms) => new Date(clock.now().getTime() + ms),
    startWorkers: async () => {
      const workers = await startWorkers({
        connection,
        loader: loaderOfWorkers,
        drains,
        clock,
        log,
        timers: store,
        outbox: outbox.store,
        fireTimer: async (timer) => {
          fireCalls.push(timer);
          await options.beforeFire?.(timer);
          if (options.isTask?.(timer) === true)
            return timers.statusOf(timer.id) === 'pending' ? 'task' : 'nothing';
          if (!timers.claim(timer, clock.now())) return 'nothing';
          options.turn?.(timer, outbox);
          return 'fired';
        },
        doTask: async (timer, signal) => {
          await options.doTask?.(timer, signal, timers);
          return timers.claim(timer, clock.now()) ? 'done' : 'nothing';
        },
        drain: async (key) => {
          const { rows, next } = outbox.take(key, clock.now());
          await options.afterTaking?.(key, rows);
          sent.push(...rows);
          return { again: next };
        },
        prune: options.prune ?? (async () => 0),
        ...(options.sweepEveryMs !== undefined && { sweepEveryMs: options.sweepEveryMs }),
      });
      started.push(workers);
      return workers;
    },
    close: async () => {
      await Promise.all(started.map((workers) => workers.stop(1_000)));
      await connection.close();
    },
  };
}
