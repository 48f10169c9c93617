/** Waiting for what others do, with a deadline that says what did not happen. */

import { setTimeout as pause } from 'node:timers/promises';

/** Asks every few milliseconds; rejects after `limitMs` with what was waited for. */
export async function until(
  what: string,
  happened: () => boolean | Promise<boolean>,
  limitMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await happened())) {
    if (performance.now() > deadline) throw new Error(`Waited ${limitMs} ms, and still not: ${what}`);
    await pause(5);
  }
}

/** A gate that opens once, for any number of people who wait at it. */
export type Gate = { readonly opened: Promise<void>; readonly open: () => void };

export function newGate(): Gate {
  let resolveIt: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => {
    resolveIt = resolve;
  });
  return { opened, open: () => resolveIt?.() };
}
