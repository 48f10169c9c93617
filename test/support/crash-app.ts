/** Rapport in a process of its own that ends itself, as SIGKILL ends it, at the step that a test has named. */

import { writeSync } from 'node:fs';
import { startRapport } from '../../src/app/rapport.ts';
import type { Patience } from '../../src/app/rapport.ts';
import { readConfig } from '../../src/config.ts';
import type { Step } from '../../src/engine/ports.ts';
import { describeError } from '../../src/log.ts';
import type { Log } from '../../src/log.ts';
import { lastWords } from './crash-words.ts';

/** The `hit`-th time that this step is reached is the last thing the process does. */
export type DieAt = { readonly step: Step; readonly hit: number };

export type ToApp =
  | { readonly start: Setup }
  /** In place of what was named before; `null`: live on. */
  | { readonly dieAt: DieAt | null };

export type Setup = {
  readonly env: Readonly<Record<string, string>>;
  /** How far ahead of the system's time its clock is. */
  readonly aheadMs: number;
  readonly patience: Patience;
  readonly queuePrefix?: string;
  readonly dieAt?: DieAt;
};

export type FromApp = { readonly started: true } | { readonly failed: string } | { readonly logged: object };

let dying: { step: Step; left: number } | undefined;

function dieAt(at: DieAt | null | undefined): void {
  dying = at === null || at === undefined ? undefined : { step: at.step, left: at.hit };
}

function probe(step: Step): void {
  if (dying?.step !== step) return;
  dying.left -= 1;
  if (dying.left > 0) return;
  writeSync(2, `${lastWords}${step}\n`);
  // The signal is delivered before `kill` returns: nothing after this line runs.
  process.kill(process.pid, 'SIGKILL');
}

const log: Log = (level, event) => {
  if (level === 'info' || level === 'debug') return;
  const error = 'error' in event ? { error: describeError(event.error) } : {};
  tell({ logged: { level, ...event, ...error } });
};

function tell(message: FromApp): void {
  process.send?.(message);
}

process.on('message', (message: ToApp) => {
  if ('dieAt' in message) return dieAt(message.dieAt);
  const { env, aheadMs, patience, queuePrefix, dieAt: at } = message.start;
  dieAt(at);
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  startRapport(readConfig(env), {
    log,
    probe,
    clock,
    patience,
    ...(queuePrefix !== undefined && { queuePrefix }),
  }).then(
    () => tell({ started: true }),
    (error: unknown) => tell({ failed: error instanceof Error ? String(error.stack) : String(error) }),
  );
});

// The test is gone, and with it whoever would end this process.
process.on('disconnect', () => process.exit(1));
