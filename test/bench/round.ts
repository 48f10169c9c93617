/** A round for a whole pool as a worker plans it: how long everybody else in that process waits for their turn. */

import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { onTask } from '../../jobs/on-task.ts';
import type { TaskPayload } from '../../jobs/queues.ts';
import { tasksOf } from '../../src/app/tasks.ts';
import type { AllTasks } from '../../src/app/tasks.ts';
import { systemClock } from '../../src/clock.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { createTasks } from '../../src/engine/task.ts';
import type { Log } from '../../src/log.ts';
import { connectPlainly } from '../../src/store/database.ts';
import { numbersFrom } from '../support/assignments.ts';
import { anOffer, aRequest, aScheme, insert, openPopulation } from './population.ts';
import type { Population } from './population.ts';
import { ms, say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import type { BenchServer } from './server.ts';

const mentees = 2_000;
const mentors = 1_500;
const mostPlaces = 3;
const chunk = 500;
/** How long the bare process is watched, which has nothing to do at all. */
const bareMs = 5_000;

export async function benchRound(server: BenchServer): Promise<void> {
  const population = await openPopulation(await server.migrated());
  const watch = startWatch();
  await pause(bareMs);
  const bare = watch.next();
  watch.stop();
  // The first is the one after the start of a worker: its code has not been compiled yet.
  const rows: Cell[][] = [row('nothing to do (bare)', bare)];
  const said: string[] = [];
  for (const nth of ['first', 'second']) {
    const round = await plan(population, await aWholePool(population, nth));
    for (const [part, watched] of Object.entries(round.parts)) rows.push(row(`${nth}: ${part}`, watched));
    said.push(
      `${nth}: ${round.matched} matched in ${seconds(round.tookMs)} s, progress messages: ${round.said}`,
    );
  }
  say(
    'A whole round in a worker',
    `${mentees} mentees and ${mentors} mentors, from the task’s job until the plan is written. Pauses: how long a timer of`,
    'one millisecond came late, in the whole process. CPU: the most processor time between two of its turns, all threads',
    'included: what the longest pause takes of an idle machine at most.',
  );
  table(['Part', 's', 'CPU s', 'pause p99 ms', 'longest ms', 'longest CPU ms'], rows);
  for (const line of said) sayLine(`\n${line}.`);
  await population.close();
}

type Ordered = { readonly organisationId: string; readonly timerId: string; readonly version: number };

type Watched = {
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly p99: number;
  readonly max: number;
  readonly longestCpuMs: number;
};

/** Plans a round as a worker does that has taken the job; resolves with what each part of it kept waiting. */
async function plan({ store, databaseUrl }: Population, ordered: Ordered) {
  const parts: Record<string, Watched> = {};
  const watch = startWatch();
  const tasks = tasksOf(store, new Map());
  const watched: AllTasks = {
    ...tasks,
    'plan-round': async (order, { report, signal }) => {
      let planning = false;
      const result = await tasks['plan-round'](order, {
        signal,
        report: (progress) => {
          if (!planning) parts['reading the pool'] = watch.next();
          planning = true;
          report(progress);
        },
      });
      parts['planning'] = watch.next();
      return result;
    },
  };
  const { doTask } = createTasks({
    registry,
    store,
    tasks: watched,
    ports: new Map(),
    alarm: { nudge: () => Promise.resolve() },
    clock: systemClock,
    log,
  });
  const { handle } = onTask({ doTask, stopping: new AbortController().signal, log });
  const began = performance.now();
  // Of a job this handler reads nothing but the data.
  await (handle as (job: Job<TaskPayload>, token: undefined) => Promise<void>)(
    { data: ordered } as unknown as Job<TaskPayload>,
    undefined,
  );
  const tookMs = performance.now() - began;
  parts['writing the plan'] = watch.next();
  watch.stop();
  const admin = await connectPlainly(databaseUrl);
  const { rows } = await admin.query<{ said: number; matched: number }>(
    `select (select count(*)::int from outbox where organisation_id = $1 and dedupe_key like 'task-%') as said,
      (select count(*)::int from round_pair where organisation_id = $1 and state = 'planned') as matched`,
    [ordered.organisationId],
  );
  await admin.end();
  return { parts, tookMs, said: rows[0]?.said ?? 0, matched: rows[0]?.matched ?? 0 };
}

/** Watches this process; `next` says what it saw since the last time. */
function startWatch(): { readonly next: () => Watched; readonly stop: () => void } {
  const resolution = 1;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  let longestCpuMs = 0;
  let turn = process.cpuUsage();
  const ticking = setInterval(() => {
    longestCpuMs = Math.max(longestCpuMs, cpuMsOf(process.cpuUsage(turn)));
    turn = process.cpuUsage();
  }, resolution);
  let since = performance.now();
  let cpu = process.cpuUsage();
  return {
    next: () => {
      longestCpuMs = Math.max(longestCpuMs, cpuMsOf(process.cpuUsage(turn)));
      const seen: Watched = {
        tookMs: performance.now() - since,
        cpuMs: cpuMsOf(process.cpuUsage(cpu)),
        p99: histogram.percentile(99) / 1e6,
        max: histogram.max / 1e6,
        longestCpuMs,
      };
      histogram.reset();
      longestCpuMs = 0;
      since = performance.now();
      cpu = process.cpuUsage();
      turn = process.cpuUsage();
      return seen;
    },
    stop: () => {
      clearInterval(ticking);
      histogram.disable();
    },
  };
}

/** An organisation with everybody who waits and offers, and a round that its coordinator has just asked for. */
async function aWholePool({ store, databaseUrl }: Population, name: string): Promise<Ordered> {
  const organisationId = await store.ensureOrganisation({
    name: `The ${name} large one`,
    zone: 'Europe/London',
    workspaces: [{ platform: 'slack', externalId: `T${name}` }],
  });
  const next = numbersFrom(mostPlaces);
  const people = Array.from({ length: 1 + mentees + mentors }, () => randomUUID());
  const [coordinatorId = ''] = people;
  const mentorIds = people.slice(1 + mentees);
  const admin = await connectPlainly(databaseUrl);
  await admin.query(
    `insert into person (organisation_id, id, name, search_name, zone)
     select $1, id, 'Dr Sam Example ' || place, 'dr sam example ' || place, 'Europe/London'
     from unnest($2::uuid[]) with ordinality as one (id, place)`,
    [organisationId, people],
  );
  const scheme = aScheme({ coordinatorIds: [coordinatorId] });
  const areas = scheme.areas.map(({ value }) => value);
  const some = () => areas.filter(() => next() < 0.3);
  const round = {
    id: randomUUID(),
    schemeId: scheme.id,
    byId: coordinatorId,
    state: 'planning' as const,
    startedAt: new Date(),
  };
  const rows = [
    ...people.slice(1, 1 + mentees).map((id) =>
      insert(
        'request',
        aRequest(scheme.id, id, {
          areas: some(),
          conflictIds: mentorIds.filter(() => next() < 0.002),
          askedAt: new Date(Date.now() - next() * 60 * 86_400_000),
        }),
      ),
    ),
    ...mentorIds.map((id, number) =>
      insert('offer', {
        ...anOffer(scheme.id, id, number),
        areas: some(),
        capacity: 1 + Math.floor(next() * mostPlaces),
      }),
    ),
  ];
  const to = { dialog: 'round', action: 'plan', subject: round.id, args: { by: coordinatorId } };
  await store.transact(organisationId, async (tx) => {
    await tx.apply([insert('scheme', scheme), insert('round', round)], new Date());
    for (let at = 0; at < rows.length; at += chunk) await tx.apply(rows.slice(at, at + chunk), new Date());
    await tx.changeTimers([{ timer: 'set', key: `round:${round.id}:plan`, to, at: new Date() }], new Date());
  });
  await admin.query('analyze');
  await admin.end();
  const [timer] = await store.timers.due(new Date(), 1, { organisationId });
  if (timer === undefined) throw new Error('The round is to be planned now');
  return { organisationId, timerId: timer.id, version: timer.version };
}

function row(part: string, { tookMs, cpuMs, p99, max, longestCpuMs }: Watched): Cell[] {
  return [part, seconds(tookMs), seconds(cpuMs), p99, max, longestCpuMs];
}

function cpuMsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function seconds(value: number): string {
  return ms(value / 1000);
}

/** What goes wrong here would make the figures those of something else. */
const log: Log = (level, event) => {
  if ('error' in event && level !== 'info')
    throw new Error(`The benchmark met ${event.type}`, { cause: event.error });
};
