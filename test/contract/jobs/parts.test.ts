/** The rules of the carrier that need no queue to be seen. */

import { describe, expect, it } from 'vitest';

import { handleJob, handlersByName } from '../../../jobs/handler.ts';
import type { Handler } from '../../../jobs/handler.ts';
import { interleave } from '../../../jobs/loader.ts';
import { paced } from '../../../jobs/paced.ts';
import { againJobId, fireJobId, timerRetry, waitBefore } from '../../../jobs/queues.ts';
import type { DueTimer } from '../../../src/engine/ports.ts';

const nothing = async (): Promise<void> => {};
const every: readonly Handler[] = [
  { name: 'fire', handle: nothing },
  { name: 'task', handle: nothing },
  { name: 'drain', handle: nothing },
  { name: 'again', handle: nothing },
  { name: 'sweep', handle: nothing },
];

describe('handlers', () => {
  it('workers do not start with a kind of job that nobody does, or that two do', () => {
    expect([...handlersByName(every).keys()].toSorted()).toEqual(['again', 'drain', 'fire', 'sweep', 'task']);
    expect(() => handlersByName(every.slice(1))).toThrow('No handler for "fire" jobs');
    expect(() => handlersByName([...every, ...every.slice(1, 2)])).toThrow('Two handlers for "task" jobs');
    expect(() => handlersByName([])).toThrow(/"fire".*\n.*"task".*\n.*"drain".*\n.*"again".*\n.*"sweep"/);
  });

  it('a job that a newer version has queued fails, and is not taken for done', async () => {
    const job = { name: 'tidy', data: {} } as Parameters<typeof handleJob>[1]; // nothing else of it is read
    await expect(handleJob(handlersByName(every), job, undefined)).rejects.toThrow('does not know "tidy"');
  });
});

describe('fairness', () => {
  it('everybody’s first timer comes before anybody’s second, each in order', () => {
    const timers = ['a1', 'a2', 'a3', 'b1', 'c1', 'c2'].map((id): DueTimer => ({
      id,
      organisationId: id.slice(0, 1),
      version: 1,
      dueAt: new Date(0),
      kind: 'x.y',
    }));
    expect(interleave(timers).map((timer) => timer.id)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });
});

describe('retries', () => {
  it('a timer is tried for longer than a database needs to come back', () => {
    const waits = Array.from({ length: timerRetry.attempts - 1 }, (_, at) => waitBefore(timerRetry, at + 1));
    expect(waits[0]).toBe(3_000);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(20 * 60_000);
  });
});

describe('job ids', () => {
  it('hold no colon and are no mere number, which the queue would refuse', () => {
    const key = { organisationId: '5b0c2d1e-0000-4000-8000-000000000001', platform: 'chat' };
    expect(againJobId(key)).toMatch(/^again-[^:]+$/);
    expect(fireJobId({ id: key.organisationId, version: 3 })).toBe(`timer-${key.organisationId}-v3`);
  });
});

describe('pacing', () => {
  it('calls during a run share one further run, which begins after all of them', async () => {
    const runs: { readonly seen: number; readonly end: () => void }[] = [];
    let written = 0;
    const call = paced(
      () => 'key',
      async () => await new Promise<void>((resolve) => runs.push({ seen: written, end: resolve })),
      1,
      () => {},
    );
    const first = call(undefined);
    for (written = 1; written <= 5; written += 1) await call(undefined);
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await first;
    await expect.poll(() => runs.length).toBe(2);
    expect(runs[1]?.seen).toBe(6);
    runs[1]?.end();
  });

  it('one key does not wait for another, and a failed run does not end it', async () => {
    const ran: string[] = [];
    const call = paced(
      (key: string) => key,
      async (key) => {
        ran.push(key);
        await Promise.reject(new Error('the queue is down'));
      },
      1,
      () => {},
    );
    await expect(Promise.all([call('a'), call('b')])).rejects.toThrow('the queue is down');
    expect(ran).toEqual(['a', 'b']);
    await call('a');
    await expect.poll(() => ran).toEqual(['a', 'b', 'a']);
  });
});
