/** The app as a process that can be killed: loaded ahead of time, so that a restart costs what it costs in production. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Step } from '../../src/engine/ports.ts';
import type { DieAt, FromApp, Setup, ToApp } from './crash-app.ts';
import { lastWords } from './crash-words.ts';

export type AppProcess = {
  /**
   * `died`: it reached its step before it listened. Otherwise what it says when it cannot start; then it is dead, too, as
   * a process is that ends with an error.
   */
  readonly start: (setup: Setup) => Promise<'started' | 'died' | { readonly failed: string }>;
  readonly dieAt: (at: DieAt | null) => void;
  readonly kill: () => void;
  /**
   * Resolves when it is gone, with the step at which it killed itself; `undefined` when it was killed from outside.
   * Rejects when it ended in any other way.
   */
  readonly died: Promise<Step | undefined>;
};

const entry = fileURLToPath(new URL('crash-app.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Begins to load the app's code; `start` need not wait for it. */
export function loadApp(onLog: (event: object) => void): AppProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Also when the test run is broken off.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString()).slice(-4_000);
  });
  const died = new Promise<Step | undefined>((resolve, reject) => {
    child.once('close', (code, signal) => {
      process.removeListener('exit', kill);
      const [, step] = new RegExp(`${lastWords}(\\S+)\\n$`).exec(complaint) ?? [];
      if (signal === 'SIGKILL') resolve(step as Step | undefined); // written by crash-app.ts
      else reject(new Error(`The app ended by itself (${code ?? signal}):\n${complaint}`));
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
    dieAt: (at) => tell({ dieAt: at }),
    kill,
    died,
  };
}
