/** What a carrier owes about outboxes. */

import { describe, expect, it, vi } from 'vitest';

import { aGate, drainKey, slow } from './scene.ts';
import type { Scene } from './scene.ts';

export function outboxContract(scene: Scene): void {
  describe('outbox', () => {
    it('a nudge has what waits sent', async () => {
      await scene.begin();
      await scene.startQuietly();
      scene.world.outbox.append(drainKey, 'm1');
      await scene.nudgeOutbox();
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
    });

    it('one organisation and platform is drained by one job at a time, however many nudges', async () => {
      let running = 0;
      let most = 0;
      await scene.begin({
        afterTaking: async () => {
          most = Math.max(most, (running += 1));
          await new Promise((resolve) => setTimeout(resolve, 20));
          running -= 1;
        },
      });
      await scene.startQuietly();
      for (let at = 0; at < 30; at += 1) {
        scene.world.outbox.append(drainKey, `m${at}`);
        await scene.nudgeOutbox();
      }
      await vi.waitFor(() => expect(scene.world.sent).toHaveLength(30), slow);
      expect(most).toBe(1);
    });

    it('a nudge while a drain is about to end is not lost', async () => {
      const taking = aGate();
      const ended = aGate();
      await scene.begin({
        afterTaking: async () => {
          taking.open();
          await ended.opened;
        },
      });
      await scene.startQuietly();
      scene.world.outbox.append(drainKey, 'm1');
      await scene.nudgeOutbox();
      await taking.opened;
      // The running drain has looked for the last time; this row comes too late for it.
      scene.world.outbox.append(drainKey, 'm2');
      await Promise.all([scene.nudgeOutbox(), scene.nudgeOutbox(), scene.nudgeOutbox()]);
      ended.open();
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1', 'm2']), slow);
    });

    it('of two hundred rows nudged at any moment none waits for the sweep', async () => {
      await scene.begin();
      await scene.startQuietly();
      const nudges: Promise<void>[] = [];
      for (let at = 0; at < 200; at += 1) {
        scene.world.outbox.append(drainKey, `m${at}`);
        nudges.push(scene.nudgeOutbox());
        if (at % 3 === 0) await Promise.all(nudges.splice(0));
      }
      await Promise.all(nudges);
      await vi.waitFor(() => expect(scene.world.sent).toHaveLength(200), slow);
      expect(new Set(scene.world.sent).size).toBe(200);
    });

    it('what is due later is sent later, and does not hold up what is due now', async () => {
      await scene.begin();
      await scene.startQuietly();
      const due = scene.world.in(1_500);
      scene.world.outbox.append(drainKey, 'later', due);
      scene.world.outbox.append(drainKey, 'm1');
      await scene.nudgeOutbox();
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
      scene.world.outbox.append(drainKey, 'm2');
      await scene.nudgeOutbox();
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1', 'm2']), { ...slow, timeout: 1_000 });
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1', 'm2', 'later']), slow);
      expect(scene.world.clock.now().getTime()).toBeGreaterThanOrEqual(due.getTime());
    });

    it('a drain that fails is logged, and the next sweep starts another', async () => {
      let failures = 1;
      await scene.begin({
        sweepEveryMs: 300,
        afterTaking: (key, rows) => {
          if (failures-- > 0) {
            for (const row of rows) scene.world.outbox.append(key, row);
            throw new Error('the platform is away');
          }
        },
      });
      await scene.world.startWorkers();
      scene.world.outbox.append(drainKey, 'm1');
      await scene.nudgeOutbox();
      await vi.waitFor(() => expect(scene.world.sent).toEqual(['m1']), slow);
      expect(scene.world.logged).toContainEqual(expect.objectContaining({ where: 'drain' }));
    });
  });
}
