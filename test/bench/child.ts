/** Processes that are measured: each side has one of its own, so that neither the other nor the load runs in it. */

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

export type Child = {
  readonly process: ChildProcess;
  /** What it told us when it was ready. */
  readonly ready: unknown;
  /** Hands it something to do; resolves with what it says of it. */
  readonly ask: (what: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

/** A file of `test/bench/peers`, run with `settings` as its only argument. It says `{ ready }` when it is. */
export async function startPeer(name: string, settings: unknown): Promise<Child> {
  const child = fork(resolve(import.meta.dirname, 'peers', `${name}.ts`), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill); // also when the benchmark fails
  const ready = await nextMessage(child, name);
  return {
    process: child,
    ready,
    ask: async (what) => {
      child.send(what as object);
      return nextMessage(child, name);
    },
    stop: async () => {
      await stopChild(child);
      process.removeListener('exit', kill);
    },
  };
}

export function stopChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('exit', () => {
      clearTimeout(late);
      done();
    });
    child.kill(signal);
  });
}

function nextMessage(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const ended = (): void => fail(new Error(`The peer ${name} ended before it answered`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.removeListener('exit', ended);
      done(message);
    });
  });
}
