/** Kills the app as planned while people use it, one life after the other, and starts it again every time. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from '../../../src/engine/ports.ts';
import type { MessageAudit } from './messages.ts';
import type { Death } from './plan.ts';
import type { CrashSite } from './site.ts';

export type Died = {
  readonly life: number;
  /** The step at which it killed itself, or `outside` when the test killed it, in the middle of anything. */
  readonly at: Step | 'outside';
  /** Messages that had arrived and were not yet written down. */
  readonly inTheAir: number;
};

export type Director = {
  readonly deaths: readonly Died[];
  /** How many planned deaths are still to come. */
  readonly left: () => number;
  /** Kills the app, and lets its clock move on meanwhile. Resolves when it has been started again. */
  readonly jump: (ms: number) => Promise<void>;
  /** Plans nothing more; should the app die all the same, it is started again. */
  readonly spare: () => void;
  /** Before the site is stopped: starts nothing any more. */
  readonly end: () => void;
  /** Rejects when something is wrong that is nobody's plan. */
  readonly failed: Promise<never>;
};

/** So much is got done in each life before it is in danger, so that the deaths are spread over everything people do. */
const deedsPerLife = 2;
/** A life in which nothing gets done is in danger after this long; and a step that is not reached in it, waits for later. */
const patienceMs = 2_000;
const lookEveryMs = 20;

/** `told`: how much people have got done so far. */
export function direct(
  site: CrashSite,
  messages: MessageAudit,
  told: () => number,
  plan: readonly Death[],
): Director {
  const waiting = [...plan];
  const deaths: Died[] = [];
  let danger: { readonly death: Death; readonly since: number } | undefined;
  let state: 'killing' | 'sparing' | 'ended' = 'killing';
  let jumpMs = 0;
  let restarts = 0;

  const threaten = (): void => {
    const death = waiting.shift();
    danger = death && { death, since: performance.now() };
    site.dieAt(stepOf(death) ?? null);
  };

  /** Looks again and again after one life. */
  const watch = (): (() => void) => {
    const from = { told: told(), at: performance.now() };
    const look = (): void => {
      const now = performance.now();
      if (danger === undefined) {
        if (waiting.length === 0) return;
        if (told() - from.told >= deedsPerLife || now - from.at > patienceMs) threaten();
      } else if ('afterMs' in danger.death) {
        if (now - danger.since > danger.death.afterMs) site.kill();
      } else if (now - danger.since > patienceMs) {
        waiting.push(danger.death);
        threaten();
      }
    };
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  };

  /** What it died of is done. That need not be what threatened it last: it may have been put off a moment too late. */
  const strikeOff = (step: Step | undefined): void => {
    const isIt = (death: Death): boolean => stepOf(death) === step;
    if (danger !== undefined && !isIt(danger.death)) {
      waiting.unshift(danger.death);
      const done = waiting.findIndex(isIt);
      if (step !== undefined && done >= 0) waiting.splice(done, 1);
    }
    danger = undefined;
  };

  const live = async (): Promise<never> => {
    for (;;) {
      const unwatch = watch();
      const step = await site.buried().finally(unwatch);
      if (state === 'ended') return new Promise<never>(() => {});
      deaths.push({ life: site.life(), at: step ?? 'outside', inTheAir: await messages.atDeath() });
      strikeOff(step);
      const rare = deaths.length % 4 === 0;
      // Now and then it is back so soon that the leases of the dead one still run for a moment.
      site.advance(jumpMs + site.leaseMs + (rare ? -1_500 : 1_000));
      jumpMs = 0;
      // And now and then it is in danger from its first moment on.
      if (rare) threaten();
      await site.begin(stepOf(danger?.death));
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
    left: () => waiting.length + (danger === undefined ? 0 : 1),
    jump: async (ms) => {
      jumpMs = ms;
      const hasJumped = (): boolean => jumpMs === 0;
      // A restart that was under way already came too early for it.
      while (!hasJumped()) await kill();
    },
    spare: () => {
      state = 'sparing';
      waiting.length = 0;
      danger = undefined;
      site.dieAt(null);
    },
    end: () => {
      state = 'ended';
    },
  };
}

function stepOf(death: Death | undefined): Step | undefined {
  return death !== undefined && 'step' in death ? death.step : undefined;
}
