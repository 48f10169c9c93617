/** From nothing to the first page: the very first start and the next one, against what no program of this kind can spare. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../src/app/embedded-postgres.ts';
import { stopChild } from './child.ts';
import { median, ratios, sayRounds } from './figures.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';

const rounds = 2;
const root = resolve(import.meta.dirname, '../..');

export async function benchStart(): Promise<void> {
  await build();
  const ours = { first: [] as number[], second: [] as number[] };
  const postgres = { first: [] as number[], second: [] as number[] };
  const libraries = { first: [] as number[], second: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-bench-start-'));
    for (const which of ['first', 'second'] as const) {
      ours[which].push(await startRapport(join(folder, 'ours')));
      postgres[which].push(await startPostgres(join(folder, 'theirs')));
      libraries[which].push(await loadLibraries());
    }
    await rm(folder, { recursive: true, force: true });
  }
  say(
    'Start',
    'From `node dist/src/main.js` with nothing configured to the page answered: embedded PostgreSQL, tables, queues, both pretend platforms, demo.',
    'Against PostgreSQL alone, its data made (first) or found (second), and then a Node process that loads the same libraries and does nothing.',
  );
  table(
    ['Start', 's', 'PostgreSQL alone s', 'libraries alone s', 'ratio to both (of rounds)'],
    (['first', 'second'] as const).map((which): Cell[] => {
      const bare = postgres[which].map((took, round) => took + (libraries[which][round] ?? 0));
      return [
        which,
        seconds(median(ours[which])),
        seconds(median(postgres[which])),
        seconds(median(libraries[which])),
        sayRounds(ratios(ours[which], bare), 1),
      ];
    }),
  );
}

async function startRapport(folder: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', PORT: '0', RAPPORT_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill); // also when the benchmark fails
  const url = await new Promise<string>((done, fail) => {
    let printed = '';
    child.once('exit', () => fail(new Error(`Rapport did not start:\n${printed}`)));
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      printed += said;
      const found = /Open\s+(http:\S+)/.exec(printed)?.[1];
      if (found !== undefined) done(found);
    });
  });
  const page = await fetch(url);
  if (!page.ok) throw new Error(`The page was answered with ${page.status}`);
  await page.text();
  const took = performance.now() - began;
  child.removeAllListeners('exit');
  await stopChild(child, 'SIGINT');
  process.removeListener('exit', kill);
  return took;
}

async function startPostgres(folder: string): Promise<number> {
  const began = performance.now();
  const server = await startEmbeddedPostgres(folder);
  const took = performance.now() - began;
  await server.stop();
  return took;
}

/** The largest that Rapport is made of, on whichever machine and with whatever in its caches. */
async function loadLibraries(): Promise<number> {
  const names = ['@slack/bolt', 'botbuilder', 'bullmq', 'kysely', 'pg', 'zod', 'pino', 'prom-client'];
  const program = `await Promise.all(${JSON.stringify(names)}.map((name) => import(name))); process.exit(0)`;
  const began = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    stdio: 'ignore',
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error('The libraries could not be loaded');
  return performance.now() - began;
}

function seconds(took: number): string {
  return (took / 1000).toFixed(1);
}

/** What is started is what `npm start` starts. */
async function build(): Promise<void> {
  const child = spawn('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) throw new Error('The build failed: see above.');
}
