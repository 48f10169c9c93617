/** What a carrier owes the rest, whichever backend it runs on. */

import { describe } from 'vitest';

import { faultsContract } from './carrier-faults.ts';
import { outboxContract } from './carrier-outbox.ts';
import { tasksContract } from './carrier-tasks.ts';
import { timersContract } from './carrier-timers.ts';
import { aScene } from './scene.ts';
import type { Site } from './site.ts';

export function carrierContract(name: string, openSite: () => Promise<Site>): void {
  describe(`carrier on ${name}`, () => {
    const scene = aScene(openSite);
    timersContract(scene);
    tasksContract(scene);
    outboxContract(scene);
    faultsContract(scene);
  });
}
