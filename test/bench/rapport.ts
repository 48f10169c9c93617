/** Rapport as an operator runs it: its own process, configured through the environment, with pretend platforms beyond. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stopChild } from './child.ts';
import type { FarSide } from './far-side.ts';

export type RapportProcess = {
  readonly pid: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const main = resolve(import.meta.dirname, '../../src/main.ts');

export async function startRapport(settings: {
  readonly databaseUrl: string;
  readonly keys: string;
  readonly role: 'web' | 'worker' | 'all';
  readonly farSide: Pick<FarSide, 'env'>;
  readonly redisUrl?: string;
}): Promise<RapportProcess> {
  const { farSide } = settings;
  const folder = await mkdtemp(join(tmpdir(), 'rapport-bench-data-'));
  const profiling = process.env['BENCH_PROFILE'];
  const child = spawn(
    process.execPath,
    [
      ...(profiling === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiling}`]),
      '--import',
      'tsx',
      main,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        RAPPORT_DATA_DIR: folder,
        RAPPORT_ROLE: settings.role,
        RAPPORT_KEYS: settings.keys,
        DATABASE_URL: settings.databaseUrl,
        ...(settings.redisUrl !== undefined && { REDIS_URL: settings.redisUrl }),
        ...farSide.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill); // also when the benchmark fails
  let printed = '';
  const url = await new Promise<string>((done, fail) => {
    child.once('exit', () => fail(new Error(`Rapport ended before it had started:\n${printed}`)));
    const read = (text: string): void => {
      // What it logs afterwards is read and dropped: nobody must make it wait.
      if (printed.length < 20_000) printed += text;
      const port = /"type":"started"[^\n]*"port":(\d+)/.exec(printed)?.[1];
      if (port !== undefined) done(`http://127.0.0.1:${port}`);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
  });
  return {
    pid: child.pid ?? 0,
    url,
    stop: async () => {
      await stopChild(child);
      process.removeListener('exit', kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
