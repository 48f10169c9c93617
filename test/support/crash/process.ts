/** The app as a process that can be killed: loaded ahead of time, so that a restart costs what it costs in production. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Patience } from '../../../src/app/rapport.ts';
import type { Step } from '../../../src/engine/ports.ts';

export type Setup = {
  readonly env: Readonly<Record<string, string>>;
  /** How far ahead of the system's time its clock is. */
  readonly aheadMs: number;
  readonly patience: Patience;
  readonly queuePrefix?: string;
  /** Reaching this step is the last thing the process does. */
  readonly dieAt?: Step;
};

/** `null`: live on, whatever was named before. */
type ToApp = { readonly start: Setup } | { readonly dieAt: Step | null } | { readonly aheadMs: number };
type FromApp = { readonly started: true } | { readonly failed: string } | { readonly logged: object };

export type AppProcess = {
  /**
   * `died`: it reached its step before it listened. Otherwise what it says when it cannot start; then it is dead, too, as
   * a process is that ends with an error.
   */
  readonly start: (setup: Setup) => Promise<'started' | 'died' | { readonly failed: string }>;
  readonly dieAt: (step: Step | null) => void;
  /** Puts its clock, while it runs. */
  readonly putClock: (aheadMs: number) => void;
  readonly kill: () => void;
  /**
   * Resolves when it is gone, with the step at which it killed itself; `undefined` when it was killed from outside.
   * Rejects when it ended in any other way.
   */
  readonly died: Promise<Step | undefined>;
};

const entry = fileURLToPath(new URL('app.mjs', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Begins to load the app's code; `start` need not wait for it. */
export function loadApp(onLog: (event: object) => void): AppProcess {
  if (!existsSync(`${root}/dist/src/app/rapport.js`))
    throw new Error('Run "npm run build" first: these tests start what it makes.');
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
  });
  // Also when the test run is broken off.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  const complaint = listen(child.stdio[2] as Readable); // both are pipes, see above
  const lastWord = listen(child.stdio[4] as Readable);
  const died = new Promise<Step | undefined>((resolve, reject) => {
    child.once('close', (code, signal) => {
      process.removeListener('exit', kill);
      if (signal === 'SIGKILL') resolve((lastWord() || undefined) as Step | undefined); // app.mjs wrote it, or nothing
      else reject(new Error(`The app ended by itself (${code ?? signal}):\n${complaint()}`));
    });
  });
  died.catch(() => {}); // whoever waits for it hears of it
  const tell = (message: ToApp): void => {
    if (child.connected) child.send(message, () => {}); // it may die this moment
  };

  return {
    start: (setup) => {
      const answered = new Promise<'started' | { failed: string }>((resolve) => {
        child.on('message', (message: FromApp) => {
          if ('logged' in message) return onLog(message.logged);
          if ('failed' in message) kill();
          resolve('started' in message ? 'started' : message);
        });
      });
      tell({ start: setup });
      return Promise.race([answered, died.then((): 'died' => 'died')]);
    },
    dieAt: (step) => tell({ dieAt: step }),
    putClock: (aheadMs) => tell({ aheadMs }),
    kill,
    died,
  };
}

/** The newest of what is written to a stream. */
function listen(stream: Readable): () => string {
  let heard = '';
  stream.on('data', (bytes: Buffer) => {
    heard = (heard + bytes.toString()).slice(-4_000);
  });
  return () => heard;
}
