/** Work too long for a turn: done by one worker at a time, outside any transaction; what follows from it is a turn. */

import { randomUUID } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Target } from '../ui/reference.ts';
import { findAction } from './decide.ts';
import type { Registry, TaskAction } from './dialog.ts';
import { idsFrom } from './ids.ts';
import type { Alarm, ChatPort, Clock, HeldTimer, Progress, Store, Tasks, TimerKey } from './ports.ts';
import { runTaskEnd } from './run.ts';
import type { TaskEnd } from './run.ts';
import type { Platform } from './terms.ts';
import { sayBetween, writeRun } from './write.ts';

export type TaskParts = {
  readonly registry: Registry;
  readonly store: Store;
  readonly tasks: Tasks;
  readonly ports: ReadonlyMap<Platform, ChatPort>;
  readonly alarm: Alarm;
  readonly clock: Clock;
  readonly log: Log;
  /** How long what a worker that died held is left to it; half a minute where nothing is said. */
  readonly leaseMs?: number;
  /** How often progress is said at most; every three seconds where nothing is said. */
  readonly progressEveryMs?: number;
};

/**
 * Does what a timer leads to, from the start, and ends soon after the signal is aborted. `nothing`: somebody else does
 * it, or it is not to be done any more. `later`: it has not been done, and the timer waits for the next attempt.
 */
export type DoTask = (key: TimerKey, signal: AbortSignal) => Promise<'done' | 'nothing' | 'later'>;

type Work = {
  readonly key: TimerKey;
  readonly owner: string;
  readonly target: Target;
  readonly action: TaskAction<unknown, unknown>;
  readonly attempt: number;
};

/** A worker that dies in the middle has made an attempt as well: what brings every worker down must end some time. */
const mostAttempts = 3;
const firstWaitMs = 30_000;
const usualLeaseMs = 30_000;
/** An edited message costs as much as a new one: twenty a minute is well within what both platforms allow. */
const usualProgressEveryMs = 3_000;

export function createTasks(parts: TaskParts): { doTask: DoTask } {
  const { registry, store, clock, log } = parts;
  const { leaseMs = usualLeaseMs, progressEveryMs = usualProgressEveryMs } = parts;

  async function doTask(key: TimerKey, signal: AbortSignal): Promise<'done' | 'nothing' | 'later'> {
    const owner = randomUUID();
    const held = await store.timers.hold(key, owner, later(leaseMs), clock.now());
    if (held === undefined) return 'nothing';
    const work = workOf(key, owner, held);
    if (work === undefined) {
      // A newer version set it, and its worker will know what to do.
      await store.timers.letGo(key, owner, later(firstWaitMs));
      return 'later';
    }
    const { task } = work.action;
    if (work.attempt > mostAttempts) return (await conclude(work, 'failed')) ? 'done' : 'nothing';
    const began = performance.now();
    try {
      const result = await carryOut(work, signal);
      if (!(await conclude(work, { result }))) return 'nothing';
      const tookMs = Math.round(performance.now() - began);
      log('info', { type: 'task_done', organisationId: key.organisationId, timerId: key.id, task, tookMs });
      return 'done';
    } catch (error) {
      if (!signal.aborted) return await failed(work, error);
      await store.timers.letGo(key, owner, undefined);
      return 'later';
    }
  }

  function workOf(key: TimerKey, owner: string, { target, attempt }: HeldTimer): Work | undefined {
    const action = findAction(registry, target)?.action;
    return action?.type === 'task' ? { key, owner, target, action, attempt } : undefined;
  }

  /** Does the work while it is ours, and rejects when it is not any more. */
  async function carryOut(
    { key, owner, target, action, attempt }: Work,
    signal: AbortSignal,
  ): Promise<unknown> {
    const run = parts.tasks[action.task];
    if (run === undefined) throw new Error(`Nothing here does the task "${action.task}"`);
    const lost = new AbortController();
    const keep = async (): Promise<void> => {
      if (!(await store.timers.keepHolding(key, owner, later(leaseMs))))
        lost.abort(new Error('The task was cancelled, or another worker has taken it over'));
    };
    const heartbeat = setInterval(() => {
      // The next beat comes before the lease ends.
      keep().catch((error: unknown) => log('warn', { type: 'carrier_error', where: 'keep task', error }));
    }, leaseMs / 3);
    const { organisationId } = key;
    const eventId = `task-${key.id}-v${key.version}-a${attempt}`;
    const telling = tellNowAndThen(progressEveryMs, async (progress, count) => {
      const context = { ...contextOf(`${eventId}/${count}`, target), subject: target.subject };
      const effects = action.underWay?.(progress, context) ?? [];
      const outbox = await store.transact(organisationId, (tx) =>
        sayBetween(tx, effects, { eventId: `${eventId}/${count}`, now: context.now }),
      );
      if (outbox.length > 0) await parts.alarm.nudge(organisationId, { outbox, timers: false });
    });
    try {
      const order = { organisationId, subject: target.subject, args: target.args ?? {}, now: clock.now() };
      const both = AbortSignal.any([signal, lost.signal]);
      return await run(order, { report: telling.report, signal: both });
    } finally {
      clearInterval(heartbeat);
      await telling.ended();
    }
  }

  /** The turn that follows; `false` when the timer was not ours to claim any more. */
  async function conclude({ key, owner, target }: Work, end: TaskEnd): Promise<boolean> {
    const { organisationId, id, version } = key;
    const eventId = `timer-${id}-v${version}`;
    const written = await store.transact(organisationId, async (tx) => {
      const { now, newId } = contextOf(eventId, target);
      if ((await tx.claimHeldTimer({ id, version }, owner, now)) === undefined) return undefined;
      const run = await runTaskEnd(tx, registry, target, end, { now, newId });
      const anyHome = [...parts.ports.values()].some((port) => port.capabilities.home);
      const none = { reply: { reply: 'ack' }, outbox: [], timers: false } as const;
      if (run === undefined) return none;
      const context = { eventId, actor: undefined, now, origin: undefined, anyHome };
      return writeRun(tx, run, context);
    });
    if (written === undefined) return false;
    const { outbox, timers } = written;
    if (outbox.length > 0 || timers) await parts.alarm.nudge(organisationId, { outbox, timers });
    return true;
  }

  async function failed(work: Work, error: unknown): Promise<'done' | 'nothing' | 'later'> {
    const { key, owner, attempt, action } = work;
    const last = attempt >= mostAttempts;
    log(last ? 'error' : 'warn', {
      type: 'task_failed',
      organisationId: key.organisationId,
      timerId: key.id,
      task: action.task,
      attempt,
      error,
    });
    if (last) return (await conclude(work, 'failed')) ? 'done' : 'nothing';
    await store.timers.letGo(key, owner, later(firstWaitMs * 4 ** (attempt - 1)));
    return 'later';
  }

  function contextOf(seed: string, { args }: Target) {
    return { now: clock.now(), newId: idsFrom(seed), args: args ?? {}, words: '' };
  }

  function later(ms: number): Date {
    return new Date(clock.now().getTime() + ms);
  }

  /** Hears of every step and says one of them now and then, never two at once. That it could not be said is no harm. */
  function tellNowAndThen(
    everyMs: number,
    say: (progress: Progress, count: number) => Promise<void>,
  ): { report: (progress: Progress) => void; ended: () => Promise<void> } {
    let saying: Promise<void> | undefined;
    let said = 0;
    let nextAt = performance.now() + everyMs / 3;
    return {
      report: (progress) => {
        if (saying !== undefined || performance.now() < nextAt) return;
        said += 1;
        saying = say(progress, said)
          .catch((error: unknown) => log('warn', { type: 'carrier_error', where: 'task progress', error }))
          .finally(() => {
            saying = undefined;
            nextAt = performance.now() + everyMs;
          });
      },
      ended: async () => {
        await saying;
      },
    };
  }

  return { doTask };
}
