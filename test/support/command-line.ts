/** Runs the compiled `rapport` as an operator does: a process of its own, its two streams and its exit code. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const cli = resolve(import.meta.dirname, '../../dist/src/cli.js');

export type Ran = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Stdout as it came. */
  readonly bytes: Buffer;
  /** Lines of stdout. */
  readonly lines: readonly string[];
};

export type Settings = Readonly<Record<string, string>>;

/** Only these variables are set, besides PATH. `input` is what stands on stdin. `npm test` has built what is run. */
export function rapport(
  typed: readonly string[],
  env: Settings = {},
  { input, ...options }: { readonly cwd?: string; readonly input?: string } = {},
): Promise<Ran> {
  if (!existsSync(cli)) throw new Error('Run "npm run build" first: these tests run what it makes.');
  const child = spawn(process.execPath, [cli, ...typed], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
    stdio: 'pipe',
    timeout: 50_000,
    ...options,
  });
  child.stdin.end(input);
  const out: Buffer[] = [];
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      const bytes = Buffer.concat(out);
      const text = bytes.toString('utf8');
      done({ code, bytes, out: text, err, lines: text.trimEnd().split('\n') });
    });
  });
}
