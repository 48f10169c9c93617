/**
 * Rapport in a process of its own that ends itself, as SIGKILL ends it, at the step that a test has named.
 *
 * Plain JavaScript upon what `npm run build` made: through a loader for TypeScript, every restart would take twice as
 * long. What it is told and what it tells is typed in process.ts.
 */

import { writeSync } from 'node:fs';
import { startRapport } from '../../../dist/src/app/rapport.js';
import { readConfig } from '../../../dist/src/config.js';
import { describeError } from '../../../dist/src/log.js';

/** The file that process.ts reads the last word from. */
const lastWord = 4;

/** Reaching this step is the last thing the process does. */
let dieAt;
/** How far ahead of the system's time its clock is; may be put while it runs. */
let aheadMs = 0;

function probe(step) {
  if (step !== dieAt) return;
  writeSync(lastWord, step);
  // The signal is delivered before `kill` returns: nothing after this line runs.
  process.kill(process.pid, 'SIGKILL');
}

function log(level, event) {
  if (level === 'info' || level === 'debug') return;
  const error = 'error' in event ? { error: describeError(event.error) } : {};
  tell({ logged: { level, ...event, ...error } });
}

function tell(message) {
  process.send?.(message);
}

process.on('message', (message) => {
  if ('dieAt' in message) {
    dieAt = message.dieAt;
    return;
  }
  if ('aheadMs' in message) {
    aheadMs = message.aheadMs;
    return;
  }
  const { env, aheadMs: aheadAtFirst, dieAt: firstDanger, ...options } = message.start;
  dieAt = firstDanger;
  aheadMs = aheadAtFirst;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  startRapport(readConfig(env), { ...options, log, probe, clock }).then(
    () => tell({ started: true }),
    (error) => tell({ failed: error instanceof Error ? String(error.stack) : String(error) }),
  );
});

// The test is gone, and with it whoever would end this process.
process.on('disconnect', () => process.exit(1));
