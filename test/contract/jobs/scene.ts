/** What the carrier's tests share: the world of the test that runs, and short ways to act on it. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';

import type { QueueName } from '../../../jobs/queues.ts';
import type { Workers } from '../../../jobs/worker.ts';
import type { Site } from './site.ts';
import { aWorld } from './world.ts';
import type { World, WorldOptions } from './world.ts';

export const org = '5b0c2d1e-0000-4000-8000-000000000001';
export const otherOrg = '5b0c2d1e-0000-4000-8000-000000000002';
export const drainKey = { organisationId: org, platform: 'chat' };
export const slow = { timeout: 15_000, interval: 10 };

export type Scene = {
  readonly site: Site;
  readonly world: World;
  readonly begin: (options?: WorldOptions) => Promise<World>;
  /** Starts workers, with the sweep of the start behind them: from then on only nudges bring anything about. */
  readonly startQuietly: () => Promise<Workers>;
  readonly nudgeTimers: () => Promise<void>;
  readonly nudgeOutbox: () => Promise<void>;
  readonly firedIds: () => readonly string[];
  /** How many jobs a queue holds, of every state. */
  readonly jobsOf: (queue: QueueName) => Promise<number>;
};

/** A scene for the tests of the `describe` in which it is called: an empty queue and a whole line for each. */
export function aScene(openSite: () => Promise<Site>): Scene {
  let site: Site | undefined;
  let world: World | undefined;
  const scene: Scene = {
    get site() {
      return current(site);
    },
    get world() {
      return current(world);
    },
    begin: async (options) => (world = await aWorld(scene.site, options)),
    startQuietly: async () => {
      const workers = await scene.world.startWorkers();
      const swept = expect.objectContaining({ type: 'sweep_done' });
      await vi.waitFor(() => expect(scene.world.logged).toContainEqual(swept), slow);
      await workers.settled();
      return workers;
    },
    nudgeTimers: async () => await scene.world.alarm.nudge(org, { outbox: [], timers: true }),
    nudgeOutbox: async () => await scene.world.alarm.nudge(org, { outbox: ['chat'], timers: false }),
    firedIds: () => scene.world.timers.fired.map((timer) => timer.id).toSorted(),
    jobsOf: async (queue) => {
      const counts = await scene.world.connection.queue(queue).getJobCounts();
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
  };
  beforeAll(async () => {
    site = await openSite();
  }, 30_000);
  beforeEach(async () => {
    scene.site.line.mend();
    await scene.site.wipe();
  });
  afterEach(async () => {
    site?.line.mend();
    await world?.close();
    world = undefined;
  }, 30_000);
  afterAll(async () => {
    await site?.close();
  }, 30_000);
  return scene;
}

export type Gate = { readonly opened: Promise<void>; readonly open: () => void };

/** Closed until somebody opens it. */
export function aGate(): Gate {
  let open: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open?.() };
}

function current<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The scene has not begun.');
  return value;
}
