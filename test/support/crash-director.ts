/** Kills the app at one planned step after the other while people use it, and starts it again every time. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from '../../src/engine/ports.ts';
import type { DieAt } from './crash-app.ts';
import type { MessageAudit } from './crash-messages.ts';
import type { CrashSite } from './crash-site.ts';

export type Death = {
  readonly life: number;
  /** The step at which it killed itself, or `outside` when the test killed it, in the middle of anything. */
  readonly at: Step | 'outside';
  /** Messages that had arrived and were not yet written down. */
  readonly inTheAir: number;
};

export type Director = {
  readonly deaths: readonly Death[];
  /** How many planned deaths are still to come. */
  readonly left: () => number;
  /** Kills the app from outside. Resolves when it has been started again. */
  readonly kill: () => Promise<void>;
  /** The same, and meanwhile the app's clock has moved. */
  readonly jump: (ms: number) => Promise<void>;
  /** Plans nothing more; should the app die all the same, it is started again. */
  readonly spare: () => void;
  /** Before the site is stopped: starts nothing any more. */
  readonly end: () => void;
  /** Rejects when something is wrong that is nobody's plan. */
  readonly failed: Promise<never>;
};

/** A step that is not reached within this time waits for a better moment. */
const patienceMs = 2_500;

/** Longer than a drain's lease: a restart may find what its predecessor held free again, or still held. */
const pastLeaseMs = 3_500;

export function direct(site: CrashSite, messages: MessageAudit, plan: readonly DieAt[]): Director {
  const waiting = [...plan];
  const deaths: Death[] = [];
  let planned: DieAt | undefined;
  let state: 'killing' | 'sparing' | 'ended' = 'killing';
  let jumpMs = 0;
  let restarts = 0;

  const putOff = (): void => {
    if (planned !== undefined) waiting.push(planned);
    planned = waiting.shift();
    site.dieAt(planned ?? null);
  };

  /** What it died of is done. That need not be what was planned last: a plan may be put off a moment too late. */
  const strikeOff = (step: Step | undefined): void => {
    if (planned?.step === step) return;
    if (planned !== undefined) waiting.unshift(planned);
    const done = waiting.findIndex((one) => one.step === step);
    if (done >= 0) waiting.splice(done, 1);
  };

  const live = async (): Promise<never> => {
    putOff();
    for (;;) {
      const watch = setInterval(putOff, patienceMs);
      const step = await site.buried().finally(() => clearInterval(watch));
      if (state === 'ended') return new Promise<never>(() => {});
      const inTheAir = await messages.atDeath();
      deaths.push({ life: site.life(), at: step ?? 'outside', inTheAir });
      strikeOff(step);
      // Every fourth time it is back so soon that the dead one's leases still run.
      site.advance(jumpMs + (deaths.length % 4 === 0 ? 0 : pastLeaseMs));
      jumpMs = 0;
      planned = waiting.shift();
      await site.begin(planned);
      restarts += 1;
    }
  };
  const failed = live();
  failed.catch(() => {}); // whoever waits for it hears of it

  const kill = async (): Promise<void> => {
    const before = restarts;
    const isRestarted = (): boolean => restarts > before;
    // It may be dead this very moment, of something that was planned: then the next one is killed.
    while (!isRestarted()) {
      await Promise.race([site.isUp(), failed]);
      if (!isRestarted()) site.kill();
      await Promise.race([pause(100), failed]);
    }
  };

  return {
    deaths,
    failed,
    left: () => waiting.length + (planned === undefined ? 0 : 1),
    kill,
    jump: async (ms) => {
      jumpMs = ms;
      const hasJumped = (): boolean => jumpMs === 0;
      // A restart that was under way already came too early for it.
      while (!hasJumped()) await kill();
    },
    spare: () => {
      state = 'sparing';
      waiting.length = 0;
      planned = undefined;
      site.dieAt(null);
    },
    end: () => {
      state = 'ended';
    },
  };
}
