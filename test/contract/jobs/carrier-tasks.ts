/** What a carrier owes about long work. */

import { describe, expect, it, vi } from 'vitest';

import { aGate, org, slow } from './scene.ts';
import type { Scene } from './scene.ts';

export function tasksContract(scene: Scene): void {
  describe('long work', () => {
    it('is started when its timer is due, and does not keep timers waiting', async () => {
      const gate = aGate();
      await scene.begin({ isTask, doTask: () => gate.opened });
      await scene.startQuietly();
      // More of them than any worker does at once.
      for (let at = 0; at < 10; at += 1) scene.world.timers.set(org, `long ${at}`, scene.world.in(0));
      await scene.nudgeTimers();
      await vi.waitFor(async () => expect(await scene.jobsOf('tasks')).toBe(10), slow);
      scene.world.timers.set(org, 'short', scene.world.in(0));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['short']), slow);
      gate.open();
      await vi.waitFor(() => expect(scene.world.timers.fired).toHaveLength(11), slow);
      await vi.waitFor(async () => expect(await scene.jobsOf('tasks')).toBe(0), slow);
    });

    it('is not started again while it runs, however often its timer comes up', async () => {
      const gate = aGate();
      let begun = 0;
      await scene.begin({
        sweepEveryMs: 100,
        isTask,
        doTask: () => {
          begun += 1;
          return gate.opened;
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 'long', scene.world.in(0));
      await scene.nudgeTimers();
      const calls = scene.world.fireCalls.length;
      await vi.waitFor(() => expect(scene.world.fireCalls.length).toBeGreaterThan(calls + 3), slow);
      expect(begun).toBe(1);
      gate.open();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['long']), slow);
    });

    it('that failed is brought back by the sweep, as long as its timer stands', async () => {
      let failures = 1;
      await scene.begin({
        sweepEveryMs: 200,
        isTask,
        doTask: async () => {
          if (failures-- > 0) throw new Error('the database is away');
        },
      });
      await scene.world.startWorkers();
      scene.world.timers.set(org, 'long', scene.world.in(0));
      await scene.nudgeTimers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['long']), slow);
      expect(scene.world.logged).toContainEqual(expect.objectContaining({ where: 'task' }));
    });

    it('is broken off when its worker stops, and another worker begins again', async () => {
      const begun = aGate();
      let begins = 0;
      await scene.begin({
        sweepEveryMs: 200,
        isTask,
        doTask: async (_timer, signal) => {
          begins += 1;
          begun.open();
          if (begins > 1) return;
          await new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('broken off')));
          });
        },
      });
      const first = await scene.world.startWorkers();
      scene.world.timers.set(org, 'long', scene.world.in(0));
      await scene.nudgeTimers();
      await begun.opened;
      expect(await first.stop(5_000)).toBe(true);
      expect(scene.firedIds()).toEqual([]);
      await scene.world.startWorkers();
      await vi.waitFor(() => expect(scene.firedIds()).toEqual(['long']), slow);
      expect(begins).toBe(2);
    });
  });
}

function isTask({ id }: { readonly id: string }): boolean {
  return id.startsWith('long');
}
