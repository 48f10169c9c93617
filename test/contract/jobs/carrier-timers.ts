/** What a carrier owes about timers. */

import { describe, expect, it, vi } from 'vitest';

import { horizonMs, perOrganisation } from '../../../jobs/loader.ts';
import { org, otherOrg, slow } from './scene.ts';
import type { Scene } from './scene.ts';

export function timersContract(scene: Scene): void {
  describe('timers', () => {
    it('a timer fires once, when it is due and not before', async () => {
      await scene.begin();
      await scene.world.startWorkers();
      const due = scene.world.in(400);
      scene.world.timers.set(org, 't1', due);
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      const late = (scene.world.timers.fired[0]?.at.getTime() ?? 0) - due.getTime();
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(2_000);
    });

    it('a timer moved to an earlier time fires at that time', async () => {
      await scene.begin();
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(600_000));
      await scene.nudgeTimers();
      scene.world.timers.set(org, 't1', scene.world.in(200));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
    });

    it('a timer moved to a later time does not fire at its old time', async () => {
      await scene.begin();
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(300));
      await scene.nudgeTimers();
      scene.world.timers.set(org, 't1', scene.world.in(600_000));
      await scene.nudgeTimers();
      await vi.waitFor(
        () => expect(scene.world.fireCalls).toEqual([{ organisationId: org, id: 't1', version: 1 }]),
        slow,
      );
      expect(scene.firedIds()).toEqual([]);
      expect(scene.world.timers.statusOf('t1')).toBe('pending');
    });

    it('a cancelled timer does not fire', async () => {
      await scene.begin();
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(200));
      scene.world.timers.set(org, 't2', scene.world.in(400));
      await scene.nudgeTimers();
      scene.world.timers.cancel('t1');
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t2']), slow);
      expect(scene.world.fireCalls).toHaveLength(2);
    });

    it('many nudges arm a timer once', async () => {
      await scene.begin();
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(300));
      await Promise.all(Array.from({ length: 30 }, scene.nudgeTimers));
      expect(await scene.jobsOf('timers')).toBe(1);
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      expect(scene.world.fireCalls).toHaveLength(1);
    });

    it('a timer armed by a machine whose clock is ahead still fires when it is due here', async () => {
      await scene.begin({ armingAheadMs: 1_000 });
      await scene.world.startWorkers();
      const due = scene.world.in(1_300);
      scene.world.timers.set(org, 't1', due);
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      expect(scene.world.timers.fired[0]?.at.getTime()).toBeGreaterThanOrEqual(due.getTime());
      // It was not left to the sweep, and not called in vain.
      expect(scene.world.fireCalls).toHaveLength(1);
    });

    it('two workers never fire one timer twice', async () => {
      await scene.begin({ sweepEveryMs: 200 });
      await scene.world.startWorkers();
      await scene.world.startWorkers();
      const ids = Array.from({ length: 40 }, (_, at) => `t${at}`).toSorted();
      for (const id of ids) scene.world.timers.set(org, id, scene.world.in(300));
      await scene.nudgeTimers();
      // Armed twice: the queue forgets, and the sweep arms again.
      await scene.site.wipe();
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(ids), slow);
    });

    it('a timer whose turn fails is tried again, and set aside after the last attempt', async () => {
      await scene.begin({
        retry: { attempts: 3, firstWaitMs: 50 },
        beforeFire: ({ id }) => {
          if (id === 'bad') throw new Error('the turn failed');
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 'bad', scene.world.in(50));
      scene.world.timers.set(org, 'good', scene.world.in(60));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.world.timers.statusOf('bad')).toBe('failed'), slow);
      expect(scene.world.fireCalls.filter(({ id }) => id === 'bad')).toHaveLength(3);
      expect(scene.firedIds()).toEqual(['good']);
      const failures = scene.world.logged.filter((event) => event.type === 'timer_failed');
      expect(failures.map((event) => event.attempt)).toEqual([1, 2, 3]);
    });

    it('a timer whose turn fails once fires at the second attempt', async () => {
      let failures = 1;
      await scene.begin({
        retry: { attempts: 3, firstWaitMs: 50 },
        beforeFire: () => {
          if (failures-- > 0) throw new Error('the turn failed');
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(50));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
      expect(scene.world.fireCalls).toHaveLength(2);
    });

    it('a timer that used up its attempts while nobody could record it is armed anew', async () => {
      let down = true;
      await scene.begin({
        retry: { attempts: 1, firstWaitMs: 50 },
        beforeFire: () => {
          if (down) throw new Error('the database is away');
        },
        recordFailure: () => {
          if (down) throw new Error('the database is away');
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 't1', scene.world.in(50));
      await scene.nudgeTimers();
      await vi.waitFor(async () => {
        const counts = await scene.world.connection.queue('timers').getJobCounts('failed');
        expect(counts['failed']).toBe(1);
      }, slow);
      down = false;
      scene.world.clock.moveTo(scene.world.in(60_000)); // long enough ago for the sweep to look into it
      await scene.world.connection.queue('sweep').add('sweep', {}, { removeOnComplete: true });
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['t1']), slow);
    });

    it('a burst of one organisation does not hold up another', async () => {
      await scene.begin({ beforeFire: async () => await new Promise((resolve) => setTimeout(resolve, 2)) });
      const due = scene.world.in(0);
      for (let at = 0; at < 1_000; at += 1) scene.world.timers.set(org, `a${at}`, due);
      await scene.world.startWorkers();
      await vi.waitFor(() => expect(scene.world.timers.fired.length).toBeGreaterThan(50), slow);
      scene.world.timers.set(otherOrg, 'other', scene.world.in(0));
      await scene.world.alarm.nudge(otherOrg, { outbox: [], timers: true });
      await vi.waitFor(() => expect(scene.world.timers.fired).toHaveLength(1_001), slow);
      const place = scene.world.timers.fired.findIndex((timer) => timer.id === 'other');
      expect(place).toBeLessThan(500);
    });

    it('the queue holds few of many timers, and nothing that is done', async () => {
      await scene.begin();
      for (let at = 0; at < 1_000; at += 1)
        scene.world.timers.set(org, `t${at}`, scene.world.in(300_000 + at));
      scene.world.timers.set(org, 'far', scene.world.in(horizonMs + 60_000));
      await scene.nudgeTimers();
      expect(await scene.jobsOf('timers')).toBe(perOrganisation);
      const workers = await scene.world.startWorkers();
      scene.world.clock.moveTo(scene.world.in(400_000));
      await workers.armDue(scene.world.clock.now());
      expect(scene.world.timers.fired).toHaveLength(1_000);
      expect(await scene.jobsOf('timers')).toBeLessThanOrEqual(perOrganisation);
      expect(await scene.jobsOf('timers')).toBe(1); // the far one, which the moved clock has brought near
    });
  });
}
