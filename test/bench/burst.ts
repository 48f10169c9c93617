/**
 * A hundred thousand reminders due in the same minute over two hundred organisations, half of them one organisation's:
 * how late the messages of the others arrive, how many of that one's go before theirs, and how it is in a plain queue.
 */

import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Client } from 'pg';
import { connectPlainly } from '../../src/store/database.ts';
import { populateBurst, setReminders } from '../support/burst/population.ts';
import type { BurstOrganisation } from '../support/burst/population.ts';
import { startBurstSlack } from '../support/burst/slack.ts';
import type { BurstSlack } from '../support/burst/slack.ts';
import { findRedis } from '../support/redis.ts';
import { startPeer } from './child.ts';
import { figuresOf } from './figures.ts';
import { openPopulation } from './population.ts';
import type { Population } from './population.ts';
import { say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import { startRapport } from './rapport.ts';
import type { RapportProcess } from './rapport.ts';
import type { BenchServer } from './server.ts';

export type BurstSize = {
  readonly reminders: number;
  readonly organisations: number;
  /** Only these, where there are both. */
  readonly carriers: readonly ('postgres' | 'redis')[];
};

export const wholeBurst: BurstSize = {
  reminders: 100_000,
  organisations: 200,
  carriers: ['postgres', 'redis'],
};

/** Time enough to start and to arm what comes first. */
const aheadMs = 6_000;
const lookEveryMs = 500;
/** Of jobs in one worker process: see worker.ts. */
const atOnce = 8;

type Run = {
  /** How late each message arrived, in milliseconds; the first organisation's, and everybody else's. */
  readonly large: readonly number[];
  readonly small: readonly number[];
  /** How many of the first organisation's had arrived when the last of everybody else's did: what it cost them. */
  readonly largeBefore: number;
  readonly tookMs: number;
  readonly memoryMb: number;
  readonly connections: number;
  readonly inQueue: number;
};

export async function benchBurst(server: BenchServer, size: BurstSize = wholeBurst): Promise<void> {
  const redis = findRedis({ PATH: process.env['PATH'] });
  const rows: Cell[][] = [];
  const kept: Cell[][] = [];
  for (const carrier of size.carriers) {
    if (carrier === 'redis' && 'skip' in redis) {
      sayLine(`\nRedis: ${redis.skip}.`);
      continue;
    }
    const started = carrier === 'redis' && 'start' in redis ? await redis.start() : undefined;
    const name = carrier === 'redis' ? 'Redis' : 'PostgreSQL';
    const population = await openPopulation(await server.migrated());
    const admin = await connectPlainly(population.databaseUrl);
    const organisations = await populateBurst(population.store, admin, size);
    const ours = await burst(population, admin, organisations, started?.url);
    const bare = await bareQueue(organisations, await server.empty(), started?.url);
    rows.push(
      row(name, 'the others', ours.small),
      row(name, 'the large one', ours.large),
      row(name, 'plain queue: the others', bare.small),
      row(name, 'plain queue: the large one', bare.large),
    );
    kept.push([
      name,
      ours.largeBefore.toLocaleString('en-GB'),
      ((ours.large.length + ours.small.length) / (ours.tookMs / 1000)).toFixed(0),
      ours.memoryMb.toFixed(0),
      ours.connections.toFixed(0),
      ours.inQueue.toFixed(0),
    ]);
    sayLine(`(${name} is done.)`);
    await admin.end();
    await population.close();
    await started?.stop();
  }
  const { reminders, organisations } = size;
  say(
    'Burst',
    `${reminders.toLocaleString('en-GB')} reminders of meetings due in the same minute in ${organisations} organisations, half of them in one; one worker process.`,
    'Late: from the due time until the message has arrived at a far side that says yes to everything.',
    'Plain queue: as many delayed BullMQ jobs in the same place, the large organisation’s first, each writing one row.',
  );
  table(['Queue in', 'whose', 'messages', 'late p50 s', 'late p95 s', 'latest s'], rows);
  sayLine('');
  table(
    [
      'Queue in',
      'of the large one’s before the last of the others’',
      'a second',
      'most memory MB',
      'most connections',
      'most in the queue',
    ],
    kept,
  );
}

async function burst(
  population: Population,
  admin: Client,
  organisations: readonly BurstOrganisation[],
  redisUrl: string | undefined,
): Promise<Run> {
  const slack = await startBurstSlack();
  const dueAt = new Date(Date.now() + aheadMs + organisations.reduce((sum, { pairs }) => sum + pairs, 0));
  const set = await setReminders(admin, organisations, dueAt);
  const rapport = await startRapport({
    ...population,
    role: 'worker',
    farSide: slack,
    ...(redisUrl !== undefined && { redisUrl }),
  });
  if (Date.now() > dueAt.getTime()) sayLine('(The reminders were due before all were set: a slow machine.)');
  const redis = redisUrl === undefined ? undefined : new Redis(redisUrl);
  const queued = async (): Promise<number> =>
    redis === undefined ? countOf(admin, 'bullmq.job') : redis.dbsize();
  const most = await watch({ admin, rapport, slack, queued }, set);
  redis?.disconnect();
  const tookMs = (slack.arrived.at(-1)?.at ?? 0) - dueAt.getTime();
  await rapport.stop();
  await slack.stop();
  const lateOf = (isLarge: boolean): readonly number[] =>
    slack.arrived
      .filter(({ organisation }) => (organisation === 0) === isLarge)
      .map(({ at }) => at - dueAt.getTime());
  const channels = new Set(slack.arrived.map(({ channel }) => channel));
  if (channels.size !== set || slack.arrived.length !== set)
    throw new Error(`${set} reminders were due; ${slack.arrived.length} came, to ${channels.size} people`);
  const lastOfOthers = slack.arrived.findLastIndex(({ organisation }) => organisation !== 0);
  const largeBefore = slack.arrived
    .slice(0, lastOfOthers)
    .filter(({ organisation }) => organisation === 0).length;
  return { large: lateOf(true), small: lateOf(false), largeBefore, tookMs, ...most };
}

/** Waits until everything has arrived, and notes the most that it took of everything that ought to stay flat. */
async function watch(
  about: {
    readonly admin: Client;
    readonly rapport: RapportProcess;
    readonly slack: BurstSlack;
    readonly queued: () => Promise<number>;
  },
  wanted: number,
): Promise<Pick<Run, 'memoryMb' | 'connections' | 'inQueue'>> {
  const { arrived } = about.slack;
  let memoryMb = 0;
  let connections = 0;
  let inQueue = 0;
  for (let before = 0, quietMs = 0; arrived.length < wanted; quietMs += lookEveryMs) {
    await pause(lookEveryMs);
    if (arrived.length > before) quietMs = 0;
    before = arrived.length;
    if (quietMs > 180_000) throw new Error(`Only ${arrived.length} of ${wanted} messages have come`);
    memoryMb = Math.max(memoryMb, await memoryOf(about.rapport.pid));
    const all = `pg_stat_activity where datname = current_database() and application_name like 'rapport%'`;
    connections = Math.max(connections, await countOf(about.admin, all));
    inQueue = Math.max(inQueue, await about.queued());
  }
  return { memoryMb, connections, inQueue };
}

async function countOf(admin: Client, what: string): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(`select count(*)::int as n from ${what}`);
  return rows[0]?.n ?? 0;
}

/** Resident, in megabytes; 0 where the system does not say. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** What a queue does by itself: whoever comes first is served first. */
async function bareQueue(
  organisations: readonly BurstOrganisation[],
  databaseUrl: string,
  redisUrl: string | undefined,
): Promise<{ readonly large: readonly number[]; readonly small: readonly number[] }> {
  const sizes = organisations.map(({ pairs }) => pairs * 2);
  const count = sizes.reduce((sum, one) => sum + one, 0);
  const peer = await startPeer('bullmq', { databaseUrl, redisUrl });
  const { inOrder } = (await peer.ask({ count, inMs: aheadMs + count / 4, atOnce })) as {
    inOrder: { n: number; late: number }[];
  };
  await peer.stop();
  const ofTheLarge = sizes[0] ?? 0;
  return {
    large: inOrder.filter(({ n }) => n < ofTheLarge).map(({ late }) => late),
    small: inOrder.filter(({ n }) => n >= ofTheLarge).map(({ late }) => late),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function row(carrier: string, whose: string, late: readonly number[]): Cell[] {
  const { p50, p95, max } = figuresOf(late);
  return [carrier, whose, late.length.toLocaleString('en-GB'), seconds(p50), seconds(p95), seconds(max)];
}
