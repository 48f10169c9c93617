/** What is in the queues: their names, what each job carries, what it is called there, and how long it is kept. */

import type { JobsOptions } from 'bullmq';

import type { DrainKey, DueTimer } from '../src/engine/ports.ts';

export type QueueName = 'timers' | 'tasks' | 'deliveries' | 'sweep';

export const queueNames = ['timers', 'tasks', 'deliveries', 'sweep'] as const satisfies readonly QueueName[];

/** Every kind of job and what it carries: ids and times. Anybody who can read the queue learns nothing else. */
export type Payloads = {
  readonly fire: FirePayload;
  /** Does what a timer leads to when that is too long for a turn. */
  readonly task: TaskPayload;
  readonly drain: DrainPayload;
  /** Starts a drain when its time comes. A job of its own, so that waiting for a later row never holds up new ones. */
  readonly again: DrainPayload;
  readonly sweep: Readonly<Record<string, never>>;
};

export type FirePayload = {
  readonly organisationId: string;
  readonly timerId: string;
  readonly version: number;
  /** When it is due, in milliseconds since 1970. */
  readonly dueMs: number;
};

export type TaskPayload = Omit<FirePayload, 'dueMs'>;

export type DrainPayload = { readonly organisationId: string; readonly platform: string };

export type JobName = keyof Payloads;

export const queueOf = {
  fire: 'timers',
  task: 'tasks',
  drain: 'deliveries',
  again: 'deliveries',
  sweep: 'sweep',
} as const satisfies Record<JobName, QueueName>;

export const jobNames = Object.keys(queueOf) as readonly JobName[]; // the keys of a constant are what they are

/**
 * A finished job is forgotten at once: a kept one would swallow the next job of the same id without a word. Failed ones
 * are kept for whoever looks into the fault, within bounds.
 */
export const kept = {
  removeOnComplete: true,
  removeOnFail: { count: 500, age: 7 * 24 * 3600 },
} as const satisfies JobsOptions;

/** How often a timer is tried and how long is waited in between: the wait doubles every time. */
export type Retry = { readonly attempts: number; readonly firstWaitMs: number };

/** Nine waits from 3 seconds to 13 minutes: 25 minutes in all, longer than a database needs to come back. */
export const timerRetry: Retry = { attempts: 10, firstWaitMs: 3_000 };

export function waitBefore(retry: Retry, failedAttempts: number): number {
  return retry.firstWaitMs * 2 ** (failedAttempts - 1);
}

/** The version is part of the id, so that a timer that was moved is armed anew beside its old job, which finds nothing. */
export function fireJobId(timer: { readonly id: string; readonly version: number }): string {
  return `timer-${timer.id}-v${timer.version}`;
}

export function taskJobId(task: TaskPayload): string {
  return `task-${task.timerId}-v${task.version}`;
}

export function againJobId(key: DrainKey): string {
  return `again-${key.organisationId}-${key.platform}`;
}

export function drainDedupeId(key: DrainKey): string {
  return `drain-${key.organisationId}-${key.platform}`;
}

/** Named field by field: whatever else a store hands over with a timer stays out of the queue. */
export function firePayload(timer: DueTimer): FirePayload {
  return {
    organisationId: timer.organisationId,
    timerId: timer.id,
    version: timer.version,
    dueMs: timer.dueAt.getTime(),
  };
}

export function drainPayload(key: DrainKey): DrainPayload {
  return { organisationId: key.organisationId, platform: key.platform };
}
