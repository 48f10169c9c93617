/** Long work on the real store: by one worker at a time, done again when a worker dies, and nothing twice. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tasksOf } from '../../../src/app/tasks.ts';
import { movableClock } from '../../../src/clock.ts';
import type { MovableClock } from '../../../src/clock.ts';
import { registry as ours } from '../../../src/dialogs/registry.ts';
import type { Registry, TaskAction } from '../../../src/engine/dialog.ts';
import type { Task, TimerKey } from '../../../src/engine/ports.ts';
import { createTasks } from '../../../src/engine/task.ts';
import { createTurns } from '../../../src/engine/turn.ts';
import type { LogEvent } from '../../../src/log.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { card, text } from '../../../src/ui/view.ts';
import { aDoor, anOffer, anOrganisation, aRequest, aWorld, insert } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
let mina: string;
let clock: MovableClock;
let log: LogEvent[];
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  organisation = await anOrganisation(world);
  mina = await organisation.person('Mina Hart');
  clock = movableClock(0);
  log = [];
});
afterAll(() => world.close());

const reckon: TaskAction<unknown, unknown> = {
  type: 'task',
  task: 'reckon',
  underWay: ({ done, total }, { subject }) => [say(subject, `${done} of ${total}`)],
  done: (_facts, result, { args }) => ({
    effects: [say(args['for'] ?? '', `The answer is ${String(result)}`)],
  }),
  failed: (_facts, { args }) => ({ effects: [say(args['for'] ?? '', 'No answer was found')] }),
};

function say(person: string, words: string) {
  return { effect: 'send', to: { person }, card: card('Reckoning', text(words)) } as const;
}

const nowhere = { dialog: 'sums', action: 'none' };
const registry: Registry = {
  dialogs: [{ name: 'sums', subject: 'person', actions: { reckon } }],
  entry: { commands: {}, otherwise: nowhere, hello: nowhere, home: nowhere, files: nowhere },
};

/** Everything that a worker has but its work. */
const outside = { ports: new Map(), alarm: { nudge: () => Promise.resolve() } };
const noteInLog = (_: string, event: LogEvent): void => void log.push(event);

/** A worker of a process of its own. */
function aWorker(task: Task) {
  const parts = { registry, store: world.store, ...outside, clock, log: noteInLog };
  const { doTask } = createTasks({ ...parts, tasks: { reckon: task }, progressEveryMs: 30 });
  const stopping = new AbortController();
  return {
    fire: createTurns(parts).fireTimer,
    run: (key: TimerKey) => doTask(key, stopping.signal),
    stop: () => stopping.abort(new Error('The worker stops')),
  };
}

function aTask(): Promise<TimerKey> {
  return theTimer({ key: 'sum', to: { ...nowhere, action: 'reckon', subject: mina, args: { for: mina } } });
}

async function theTimer(set: { readonly key: string; readonly to: Target }): Promise<TimerKey> {
  await world.store.transact(organisation.id, (tx) =>
    tx.changeTimers([{ timer: 'set', ...set, at: clock.now() }], clock.now()),
  );
  const [timer] = await world.store.timers.due(after(1), 10, { organisationId: organisation.id });
  if (timer === undefined) throw new Error('A timer is due');
  return { organisationId: organisation.id, id: timer.id, version: timer.version };
}

function after(ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}

/** What she has been told, oldest first: the words themselves are sealed, so that the keys have to do. */
async function told(): Promise<readonly string[]> {
  const { rows } = await world.admin.query<{ dedupe_key: string }>(
    'select dedupe_key from outbox where organisation_id = $1 order by sequence',
    [organisation.id],
  );
  return rows.map((row) => row.dedupe_key.split('-')[0] ?? '');
}

const state = async ({ id }: TimerKey): Promise<string> => {
  const { rows } = await world.admin.query<{ state: string }>('select state from timer where id = $1', [id]);
  return rows[0]?.state ?? '';
};

test('a timer that leads to long work is not fired by a turn: it waits for a worker', async () => {
  const key = await aTask();
  const worker = aWorker(async () => 42);
  expect(await worker.fire(key)).toBe('task');
  expect(await told()).toEqual([]);
  expect(await state(key)).toBe('pending');
  expect(await worker.run(key)).toBe('done');
  expect(await told()).toEqual(['timer']);
  expect(await worker.fire(key)).toBe('nothing');
  expect(log).toContainEqual(expect.objectContaining({ type: 'task_done', task: 'reckon' }));
});

test('the work is told what it is about, and no more', async () => {
  const key = await aTask();
  const orders: unknown[] = [];
  await aWorker(async (order) => void orders.push(order)).run(key);
  expect(orders).toEqual([
    { organisationId: organisation.id, subject: mina, args: { for: mina }, now: expect.any(Date) },
  ]);
});

describe('of two workers', () => {
  test('the second leaves what the first is at', async () => {
    const key = await aTask();
    const begun = aDoor();
    const go = aDoor();
    const first = aWorker(async () => {
      begun.open();
      await go.opened;
      return 42;
    }).run(key);
    await begun.opened;
    expect(await aWorker(async () => 43).run(key)).toBe('nothing');
    go.open();
    expect(await first).toBe('done');
    expect(await told()).toEqual(['timer']);
  });

  test('the second does it again when the first has died, and what the first comes to is thrown away', async () => {
    const key = await aTask();
    const begun = aDoor();
    const go = aDoor();
    const dying = aWorker(async () => {
      begun.open();
      await go.opened;
      return 42;
    }).run(key);
    await begun.opened;
    clock.moveTo(after(31_000)); // it has not been heard of for longer than its lease
    expect(await aWorker(async () => 43).run(key)).toBe('done');
    go.open();
    expect(await dying).toBe('nothing');
    expect(await told()).toEqual(['timer']);
  });

  test('the second begins at once when the first was stopped in good order', async () => {
    const key = await aTask();
    const begun = aDoor();
    const stopped = aWorker(
      async (_order, { signal }) =>
        await new Promise((_resolve, reject) => {
          begun.open();
          signal.addEventListener('abort', () => reject(new Error('broken off')));
        }),
    );
    const first = stopped.run(key);
    await begun.opened;
    stopped.stop();
    expect(await first).toBe('later');
    expect(log.map(({ type }) => type)).not.toContain('task_failed');
    expect(await aWorker(async () => 43).run(key)).toBe('done');
  });
});

test('work that was cancelled meanwhile comes to nothing', async () => {
  const key = await aTask();
  const worker = aWorker(async () => {
    await world.store.transact(organisation.id, (tx) =>
      tx.changeTimers([{ timer: 'cancel', key: 'sum' }], clock.now()),
    );
  });
  expect(await worker.run(key)).toBe('nothing');
  expect(await told()).toEqual([]);
});

test('work that fails is tried three times, later and later; then whoever waits is told', async () => {
  const key = await aTask();
  const failing = aWorker(() => Promise.reject(new Error('It is about “PLANTED”')));
  expect(await failing.run(key)).toBe('later');
  expect(await failing.run(key)).toBe('nothing'); // not yet
  clock.moveTo(after(30_000));
  expect(await failing.run(key)).toBe('later');
  clock.moveTo(after(119_000));
  expect(await failing.run(key)).toBe('nothing');
  clock.moveTo(after(1_000));
  expect(await told()).toEqual([]);
  expect(await failing.run(key)).toBe('done');
  expect(await told()).toEqual(['timer']);
  expect(await state(key)).toBe('fired');
  const attempts = log.flatMap((event) => (event.type === 'task_failed' ? [event.attempt] : []));
  expect(attempts).toEqual([1, 2, 3]);
});

test('work that brings every worker down ends after three attempts', async () => {
  const key = await aTask();
  const { timers } = world.store;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    expect((await timers.hold(key, dead, after(1_000), clock.now()))?.attempt).toBe(attempt);
    clock.moveTo(after(1_001));
  }
  const worker = aWorker(() => Promise.reject(new Error('Nobody begins a fourth time')));
  expect(await worker.run(key)).toBe('done');
  expect(await told()).toEqual(['timer']);
  expect(log).toEqual([]);
});

const dead = '00000000-0000-4000-8000-00000000dead';

test('progress is said now and then, however often it is reported, and before the result', async () => {
  const key = await aTask();
  const worker = aWorker(async (_order, { report }) => {
    for (let done = 0; done < 10; done += 1) {
      for (let often = 0; often < 1_000; often += 1) report({ doing: 'adding', done, total: 10 });
      await new Promise((goOn) => {
        setTimeout(goOn, 20);
      });
    }
  });
  expect(await worker.run(key)).toBe('done');
  const said = await told();
  expect(said.filter((one) => one === 'task').length).toBeGreaterThan(1);
  expect(said.filter((one) => one === 'task').length).toBeLessThan(8);
  expect(said.at(-1)).toBe('timer');
});

test('a round for hundreds says how far it is, and lets everybody else have their turn meanwhile', async () => {
  const waiting = 300;
  const key = await aRound({ waiting, offering: 260 });
  /** How many turns others had had, at each step. */
  const turnsAt: number[] = [];
  let turns = 0;
  const tasks = tasksOf(world.store, new Map());
  const { doTask } = createTasks({
    ...outside,
    store: world.store,
    clock,
    log: noteInLog,
    registry: ours,
    tasks: {
      ...tasks,
      'plan-round': (order, { report, signal }) =>
        tasks['plan-round'](order, {
          signal,
          report: (progress) => {
            turnsAt.push(turns);
            report(progress);
          },
        }),
    },
    progressEveryMs: 1,
  });
  let over = false;
  const another = (): void => {
    if (over) return;
    turns += 1;
    setImmediate(another);
  };
  another();
  expect(await doTask(key, new AbortController().signal)).toBe('done');
  over = true;
  expect(turnsAt.length).toBeGreaterThan(waiting);
  expect(new Set(turnsAt).size).toBe(turnsAt.length);
  const said = await told();
  expect(said[0]).toBe('task');
  expect(said.at(-1)).toBe('timer');
  const { rows } = await world.admin.query(
    'select state, count(*)::int, count(distinct request_id)::int as requests from round_pair where organisation_id = $1 group by state order by state',
    [organisation.id],
  );
  expect(rows).toEqual([
    { state: 'planned', count: 260, requests: 260 },
    { state: 'unmatched', count: waiting - 260, requests: waiting - 260 },
  ]);
});

/** The task of a round that a coordinator has just asked for; each mentor has one place. */
async function aRound({ waiting, offering }: { waiting: number; offering: number }): Promise<TimerKey> {
  const { rows } = await world.admin.query<{ id: string }>(
    `insert into person (organisation_id, id, name, search_name, zone)
     select $1, gen_random_uuid(), 'Dr Example ' || n, 'dr example ' || n, 'Europe/London'
     from generate_series(1, $2::int) n returning id`,
    [organisation.id, waiting + offering],
  );
  const people = rows.map(({ id }) => id);
  const { id: schemeId } = await organisation.scheme({ coordinatorIds: [mina] });
  const round = {
    id: randomUUID(),
    schemeId,
    byId: mina,
    state: 'planning' as const,
    startedAt: clock.now(),
  };
  await organisation.apply(
    insert('round', round),
    ...people.slice(0, waiting).map((id) => insert('request', aRequest(schemeId, id))),
    ...people.slice(waiting).map((id) => insert('offer', anOffer(schemeId, id))),
  );
  const to = { dialog: 'round', action: 'plan', subject: round.id, args: { by: mina } };
  return theTimer({ key: `round:${round.id}:plan`, to });
}
