/** Thousands of timers due in the same second, half of them one organisation's: how late, and for whom. */

import { setTimeout as pause } from 'node:timers/promises';
import type { TimerChange } from '../../src/engine/effect.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { findRedis } from '../support/redis.ts';
import { startPeer } from './child.ts';
import { openEngine } from './engine.ts';
import { startFarSide } from './far-side.ts';
import { figuresOf } from './figures.ts';
import { aRequest, aScheme, insert, openPopulation } from './population.ts';
import type { Population } from './population.ts';
import { ms, say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import { startRapport } from './rapport.ts';
import type { BenchServer } from './server.ts';

const organisations = 50;
const ofTheBigOne = 2_500;
const ofEachOther = 51;
const all = ofTheBigOne + (organisations - 1) * ofEachOther;
/** Time enough to set and arm them. */
const aheadMs = 4_000;
/** Of jobs in one worker process: see worker.ts. */
const atOnce = 8;

type Owner = { readonly id: string; readonly requestIds: readonly string[] };

export async function benchTimers(server: BenchServer): Promise<void> {
  const farSide = await startFarSide(1);
  const population = await openPopulation(await server.migrated());
  const owners: Owner[] = [];
  for (let number = 0; number < organisations; number += 1)
    owners.push(await anOwner(population, number, number === 0 ? ofTheBigOne : ofEachOther));
  const redis = findRedis({ PATH: process.env['PATH'] });
  const rows: Cell[][] = [];
  rows.push(...(await compare('PostgreSQL', population, owners, farSide, await server.empty(), undefined)));
  if ('start' in redis) {
    const started = await redis.start();
    rows.push(...(await compare('Redis', population, owners, farSide, await server.empty(), started.url)));
    await started.stop();
  }
  say(
    'Timers',
    `${all.toLocaleString('en-GB')} timers due in the same second in ${organisations} organisations, ${ofTheBigOne.toLocaleString('en-GB')} of them in one; one worker process, ${atOnce} turns at once.`,
    'Late: from the due time until the turn has claimed the timer. A turn here loads its request, finds nothing to say and is recorded.',
    'Bare: as many delayed BullMQ jobs in the same place, each writing one row.',
  );
  table(['Queue in', 'whose', 'late p50 s', 'late p95 s', 'latest s', 'a second'], rows);
  if ('skip' in redis) sayLine(`\nRedis: ${redis.skip}.`);
  await population.close();
  await farSide.stop();
}

async function compare(
  backend: string,
  population: Population,
  owners: readonly Owner[],
  farSide: Awaited<ReturnType<typeof startFarSide>>,
  bareDatabaseUrl: string,
  redisUrl: string | undefined,
): Promise<Cell[][]> {
  const late = await ours(population, owners, farSide, redisUrl);
  const [big = [], ...small] = owners.map(({ id }) => late.get(id) ?? []);
  const peer = await startPeer('bullmq', { databaseUrl: bareDatabaseUrl, redisUrl });
  // Whoever asks for jobs of all at once must give it as long to put them there.
  const bare = (await peer.ask({ count: all, inMs: aheadMs, atOnce })) as { late: number[] };
  await peer.stop();
  return [
    row(backend, 'the big one', big),
    row(backend, 'the 49 others', small.flat()),
    row(backend, 'all', [big, ...small].flat()),
    row(backend, 'bare BullMQ', bare.late),
  ];
}

/** How late each timer was claimed, in milliseconds, by organisation. */
async function ours(
  population: Population,
  owners: readonly Owner[],
  farSide: Awaited<ReturnType<typeof startFarSide>>,
  redisUrl: string | undefined,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const admin = await connectPlainly(population.databaseUrl);
  const engine = await openEngine(population, farSide, redisUrl);
  const rapport = await startRapport({
    ...population,
    role: 'worker',
    farSide,
    ...(redisUrl !== undefined && { redisUrl }),
  });
  const dueAt = new Date(Date.now() + aheadMs);
  for (const owner of owners) await setTimers(population, owner, dueAt);
  await admin.query('analyze timer');
  await engine.loader.armAll(0);
  if (Date.now() > dueAt.getTime())
    sayLine('(The timers were due before all were armed: this machine is slow.)');
  for (const deadline = Date.now() + 120_000; ; await pause(50)) {
    const { rowCount } = await admin.query(`select from timer where state = 'pending' limit 1`);
    if (rowCount === 0) break;
    if (Date.now() > deadline) throw new Error('Not every timer fired within two minutes');
  }
  const { rows } = await admin.query<{ id: string; late: number }>(
    `select organisation_id as id, (extract(epoch from updated_at - due_at) * 1000)::float8 as late from timer where state = 'fired'`,
  );
  const late = new Map<string, number[]>();
  for (const one of rows) late.set(one.id, [...(late.get(one.id) ?? []), one.late]);
  if (rows.length !== all) throw new Error(`${rows.length} of ${all} timers fired`);
  await admin.query('delete from timer');
  await rapport.stop();
  await engine.close();
  await admin.end();
  return late;
}

async function anOwner({ store }: Population, number: number, timers: number): Promise<Owner> {
  const key = { platform: 'slack', externalId: `TTIMERS${number}` };
  const id = await store.ensureOrganisation({
    name: `Number ${number}`,
    zone: 'Europe/London',
    workspaces: [key],
  });
  const mentee = await store.keepProfile(
    id,
    { ...key, account: 'U1' },
    { externalId: 'U1', name: 'Dr Sam Example' },
    { workspace: key.externalId, user: 'U1' },
  );
  const scheme = aScheme();
  // Withdrawn, so that there is nothing to say and nobody to send it to: what is measured is the way there.
  const requests = Array.from({ length: timers }, () =>
    aRequest(scheme.id, mentee.id, { state: 'withdrawn' }),
  );
  await store.transact(id, async (tx) => {
    await tx.apply([insert('scheme', scheme)], new Date());
    for (let at = 0; at < requests.length; at += 500)
      await tx.apply(
        requests.slice(at, at + 500).map((request) => insert('request', request)),
        new Date(),
      );
  });
  return { id, requestIds: requests.map((request) => request.id) };
}

async function setTimers({ store }: Population, { id, requestIds }: Owner, at: Date): Promise<void> {
  const changes = requestIds.map((subject): TimerChange => ({
    timer: 'set',
    key: `request:${subject}:announce`,
    to: { dialog: 'triage', action: 'announce', subject },
    at,
  }));
  await store.transact(id, async (tx) => {
    for (let from = 0; from < changes.length; from += 500)
      await tx.changeTimers(changes.slice(from, from + 500), new Date());
  });
}

function row(backend: string, whose: string, late: readonly number[]): Cell[] {
  const { p50, p95, max } = figuresOf(late);
  return [
    backend,
    whose,
    seconds(p50),
    seconds(p95),
    seconds(max),
    Math.round((late.length * 1000) / max).toString(),
  ];
}

function seconds(value: number): string {
  return ms(value / 1000);
}
