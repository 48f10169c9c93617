/** What the jobs are made of: one handler for each kind, checked when the workers start. */

import type { Job } from 'bullmq';

import { jobNames } from './queues.ts';
import type { JobName, Payloads } from './queues.ts';

/** Does one kind of job. What it throws is kept in the queue: only `contentFree` errors may leave it. */
export type Handler = {
  [N in JobName]: {
    readonly name: N;
    readonly handle: (job: Job<Payloads[N]>, token: string | undefined) => Promise<void>;
  };
}[JobName];

/** The handlers by name. Throws when a kind of job has none, or two: a job that nobody does would be found too late. */
export function handlersByName(handlers: readonly Handler[]): ReadonlyMap<string, Handler> {
  const byName = new Map<string, Handler>();
  const faults: string[] = [];
  for (const handler of handlers) {
    if (byName.has(handler.name)) faults.push(`Two handlers for "${handler.name}" jobs: keep one.`);
    byName.set(handler.name, handler);
  }
  for (const name of jobNames) {
    if (!byName.has(name)) faults.push(`No handler for "${name}" jobs: pass one to startWorkers.`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return byName;
}

/** Hands a job to its handler. A job of a name that this version does not know fails, and stays to be looked at. */
export async function handleJob(
  handlers: ReadonlyMap<string, Handler>,
  job: Job,
  token: string | undefined,
): Promise<void> {
  const handler = handlers.get(job.name);
  if (handler === undefined) throw new Error(`This version does not know "${job.name}" jobs.`);
  await (handler.handle as (job: Job, token: string | undefined) => Promise<void>)(job, token); // found by its name
}

/** What the queue may keep of an error: its kind and code. Its message may quote what people wrote. */
export function contentFree(what: string, error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  return new Error(`${what}: ${name}${code}. The log has the place.`);
}
