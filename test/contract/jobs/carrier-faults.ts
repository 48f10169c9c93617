/** What a carrier owes when things go wrong, stop, or jump. */

import { describe, expect, it, vi } from 'vitest';

import { aGate, drainKey, org, slow } from './scene.ts';
import type { Scene } from './scene.ts';

export function faultsContract(scene: Scene): void {
  describe('faults', () => {
    it('what waited while no worker ran is done when one starts', async () => {
      await scene.begin();
      scene.world.timers.set(org, 't1', scene.world.in(-5_000));
      scene.world.outbox.append(drainKey, 'm1');
      await scene.world.startWorkers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
    });

    it('a queue wiped while timers and rows wait loses none and repeats none', async () => {
      await scene.begin({ sweepEveryMs: 400 });
      await scene.world.startWorkers();
      const ids = Array.from({ length: 60 }, (_, at) => `t${at}`).toSorted();
      for (const [at, id] of ids.entries()) scene.world.timers.set(org, id, scene.world.in(100 + at * 10));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds().length).toBeGreaterThan(5), slow);
      await scene.site.wipe();
      scene.world.outbox.append(drainKey, 'm1');
      await vi.waitFor(() => expect(scene.firedIds().length).toBeGreaterThan(30), slow);
      await scene.site.wipe();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(ids), slow);
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
    });

    it.each(['cut', 'silence'] as const)(
      'a nudge on a carrier that is down (%s) gives up soon, throws nothing, and is made good by a sweep',
      async (fault) => {
        await scene.begin({ sweepEveryMs: 500 });
        await scene.world.startWorkers();
        scene.site.line[fault]();
        scene.world.timers.set(org, 't1', scene.world.in(0));
        scene.world.outbox.append(drainKey, 'm1');
        const began = performance.now();
        await scene.world.alarm.nudge(org, { outbox: ['chat'], timers: true });
        expect(performance.now() - began).toBeLessThan(1_500);
        expect(scene.world.logged).toContainEqual(
          expect.objectContaining({ type: 'alarm_failed', organisationId: org }),
        );
        expect(scene.firedIds()).toEqual([]);
        scene.site.line.mend();
        const patient = { timeout: 40_000, interval: 50 };
        await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), patient);
        await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), patient);
      },
      60_000,
    );

    it('a sweep does its other parts when one fails', async () => {
      await scene.begin({ prune: async () => await Promise.reject(new Error('no disk')) });
      scene.world.timers.set(org, 't1', scene.world.in(0));
      scene.world.outbox.append(drainKey, 'm1');
      await scene.world.startWorkers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
      expect(scene.world.logged).toContainEqual(expect.objectContaining({ where: 'sweep prune' }));
    });

    it('nothing but ids and times is ever in the queue, not even what an error says', async () => {
      await scene.begin({
        retry: { attempts: 1, firstWaitMs: 10 },
        beforeFire: () => {
          throw new Error('Dr Fictional wrote: I am worried', { cause: new Error('worried') });
        },
        afterTaking: () => {
          throw new TypeError('Dr Fictional wrote: I am worried');
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(10));
      scene.world.outbox.append(drainKey, 'I am worried');
      await scene.world.alarm.nudge(org, { outbox: ['chat'], timers: true });
      await vi.waitFor(async () => {
        for (const queue of ['timers', 'deliveries'] as const) {
          expect(
            (await scene.world.connection.queue(queue).getJobCounts('failed'))['failed'],
          ).toBeGreaterThan(0);
        }
      }, slow);
      const kept = await scene.site.dump();
      expect(kept).toContain('TypeError'); // the dump does show what was kept
      expect(kept).not.toMatch(/worried|Fictional|remind/);
    });
  });

  describe('stopping', () => {
    it('a stop waits for the job that runs', async () => {
      const firing = aGate();
      const ended = aGate();
      await scene.begin({
        beforeFire: async () => {
          firing.open();
          await ended.opened;
        },
      });
      const workers = await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(10));
      await scene.nudgeTimers();
      await firing.opened;
      scene.world.timers.set(org, 't2', scene.world.in(0));
      const stopped = workers.stop(10_000);
      await scene.nudgeTimers();
      ended.open();
      expect(await stopped).toBe(true);
      expect(scene.firedIds()).toEqual(['t1']); // and none was begun after that
    });

    it('a stop gives up waiting at its deadline', async () => {
      const firing = aGate();
      const ended = aGate();
      await scene.begin({
        beforeFire: async () => {
          firing.open();
          await ended.opened;
        },
      });
      const workers = await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(10));
      await scene.nudgeTimers();
      await firing.opened;
      const started = performance.now();
      expect(await workers.stop(200)).toBe(false);
      expect(performance.now() - started).toBeLessThan(1_500);
      await scene.world.connection.close();
      ended.open();
    });
  });

  describe('a clock that is moved', () => {
    it('everything that has become due is done, and what follows from it', async () => {
      await scene.begin({
        turn: ({ organisationId, id }, outbox) => {
          outbox.append({ organisationId, platform: 'chat' }, `about ${id}`);
        },
      });
      const workers = await scene.world.startWorkers();
      scene.world.timers.set(org, 'near', scene.world.in(300_000));
      scene.world.timers.set(org, 'days', scene.world.in(3 * 24 * 3600_000));
      scene.world.timers.set(org, 'years', scene.world.in(2 * 365 * 24 * 3600_000));
      await scene.nudgeTimers();
      scene.world.clock.moveTo(scene.world.in(4 * 24 * 3600_000));
      await workers.armDue(scene.world.clock.now());
      expect(scene.firedIds()).toEqual(['days', 'near']);
      expect(scene.world.sent.toSorted()).toEqual(['about days', 'about near']);
      expect(scene.world.timers.statusOf('years')).toBe('pending');
    });

    it('settling rejects, and says so, when something never ends', async () => {
      await scene.begin({
        beforeFire: async () => await new Promise((resolve) => setTimeout(resolve, 1_500)),
      });
      const workers = await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(0));
      await expect(workers.settled(200)).rejects.toThrow(/^Not settled after 200 ms/);
      await workers.settled();
      expect(scene.firedIds()).toEqual(['t1']);
    });
  });

  it('says whether it can be reached', async () => {
    await scene.begin();
    await expect(scene.world.connection.ping()).resolves.toBeUndefined();
    scene.site.line.cut();
    await expect(scene.world.connection.ping()).rejects.toThrow();
  });
}
