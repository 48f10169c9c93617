/** Runs Rapport as an operator would, as a process of its own, and looks at what it leaves behind. */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../dist/src/main.js');

export type Running = {
  readonly child: ChildProcess;
  /** Everything it has printed so far, both streams. */
  readonly output: () => string;
  /** Resolves when what it prints matches; rejects when it ends first, or after 30 seconds. */
  readonly prints: (text: RegExp) => Promise<RegExpMatchArray>;
  /** Resolves with its exit code once it has ended. */
  readonly ended: Promise<number | null>;
};

/** `npm start` without npm. `npm test` has built it. */
export function runRapport(
  env: Readonly<Record<string, string>>,
  as?: { uid: number; gid: number },
  how: 'directly' | 'within a shell, as npm does' = 'directly',
): Running {
  if (!existsSync(main)) throw new Error('Run "npm run build" first: these tests start what it makes.');
  const [program, args]: [string, string[]] =
    how === 'directly'
      ? [process.execPath, [main]]
      : ['/bin/sh', ['-c', `${process.execPath} ${main}; true`]];
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const heard of listeners) heard();
    });
  }
  const ended = new Promise<number | null>((done) => {
    child.once('close', done);
  });
  return {
    child,
    ended,
    output: () => printed,
    prints: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const match = printed.match(text);
          if (match === null) return;
          finish();
          done(match);
        };
        const giveUp = (why: string): void => {
          finish();
          fail(new Error(`${why} before printing ${String(text)}:\n${printed}`));
        };
        const late = setTimeout(() => giveUp('30 seconds passed'), 30_000);
        const finish = (): void => {
          clearTimeout(late);
          listeners.delete(look);
        };
        void ended.then(() => giveUp('It ended'));
        listeners.add(look);
        look();
      }),
  };
}

/** Command lines of living processes that mention `text`. Linux only: elsewhere always empty. */
export function processesMentioning(text: string): readonly string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ');
        return line.includes(text) ? [line] : [];
      } catch {
        return []; // it ended while we looked
      }
    });
}
