/** One app, life after life: the next one is loaded while this one lives, and takes over when it is dead. */

import type { Step } from '../../../src/engine/ports.ts';
import { loadApp } from './process.ts';
import type { AppProcess, Setup } from './process.ts';
import { newGate } from './wait.ts';

export type Lives = {
  /** Starts the app, with the step at which it is to die. Resolves when it listens, or is dead already. */
  readonly begin: (dieAt?: Step) => Promise<void>;
  readonly dieAt: (step: Step | null) => void;
  /** Puts the clock of the app that lives now. */
  readonly putClock: (aheadMs: number) => void;
  readonly kill: () => void;
  /** Resolves when the process is gone, with the step at which it killed itself, if it was the one who did. */
  readonly died: () => Promise<Step | undefined>;
  /** Resolves when the app listens. */
  readonly isUp: () => Promise<void>;
  /** Which of its lives the app is in, from 1. */
  readonly life: () => number;
  /** What the app has logged that is worse than `info`. */
  readonly logged: readonly { readonly life: number; readonly event: object }[];
  /** Ends the app for good. */
  readonly end: () => Promise<void>;
};

/** Whoever looks after processes starts one again that could not start, because the database was away; not for ever. */
const mostFailures = 20;

export function createLives(setup: () => Omit<Setup, 'dieAt'>): Lives {
  let life = 0;
  const logged: { life: number; event: object }[] = [];
  let spare: AppProcess | undefined;
  let app: AppProcess | undefined;
  let up = newGate();
  let isOpen = false;
  let failures = 0;
  const load = (): AppProcess => loadApp((event) => logged.push({ life, event }));

  return {
    begin: async (dieAt) => {
      life += 1;
      app = spare ?? load();
      const began = await app.start({ ...setup(), ...(dieAt !== undefined && { dieAt }) });
      spare = load();
      isOpen = began === 'started';
      if (isOpen) up.open();
      failures = typeof began === 'string' ? 0 : failures + 1;
      if (typeof began !== 'string' && failures > mostFailures)
        throw new Error(`The app cannot start: ${began.failed}`);
    },
    dieAt: (step) => app?.dieAt(step),
    putClock: (aheadMs) => app?.putClock(aheadMs),
    kill: () => app?.kill(),
    died: async () => {
      const step = await app?.died;
      // Whoever waits already goes on waiting at the same gate.
      if (isOpen) up = newGate();
      isOpen = false;
      return step;
    },
    isUp: () => up.opened,
    life: () => life,
    logged,
    end: async () => {
      for (const one of [app, spare]) {
        one?.kill();
        await one?.died.catch(() => {}); // one that had ended by itself has been reported
      }
    },
  };
}
