/** Bare BullMQ: delayed jobs, due all at once, that write one row each; says how late each of them began. */

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openConnection } from '../../../jobs/connection.ts';
import type { RunJob } from '../../../jobs/connection.ts';
import { noLog } from '../../../src/log.ts';

type Settings = { readonly databaseUrl: string; readonly redisUrl?: string };
type Work = { readonly count: number; readonly inMs: number; readonly atOnce: number };

const { databaseUrl, redisUrl } = JSON.parse(process.argv[2] ?? '{}') as Settings; // written by the benchmark that starts us
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query('create table if not exists fired (id bigint generated always as identity, at timestamptz)');
// The connection is ours, the jobs are plain.
const connection = await openConnection({ redisUrl, databaseUrl, log: noLog, prefix: 'bare' });
process.on('message', (message) => {
  void fire(message as Work).then((inOrder) =>
    process.send?.({ inOrder, late: inOrder.map(({ late }) => late) }),
  );
});
process.on('SIGTERM', () => process.exit(0));
process.send?.({});

/** `n`: which of the jobs, in the order in which they were added. */
type Fired = { readonly n: number; readonly late: number };

async function fire({ count, inMs, atOnce }: Work): Promise<readonly Fired[]> {
  const fired: Fired[] = [];
  const dueAt = Date.now() + inMs;
  const queue = connection.queue('timers');
  const run: RunJob = async ({ data }) => {
    fired.push({ n: (data as { n: number }).n, late: Date.now() - dueAt }); // added below
    await pool.query('insert into fired (at) values (now())');
  };
  const worker = await connection.worker('timers', run, atOnce);
  const kept = { removeOnComplete: true };
  for (let added = 0; added < count; added += 250) {
    const jobs = Array.from({ length: Math.min(250, count - added) }, (_, at) => ({
      name: 'bare',
      data: { n: added + at },
      opts: { ...kept, delay: Math.max(0, dueAt - Date.now()) },
    }));
    await queue.addBulk(jobs);
  }
  while (fired.length < count) await pause(20);
  await worker.close();
  return fired;
}
