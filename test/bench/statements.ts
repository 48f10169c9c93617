/**
 * How often a turn asks the database: every question is a round trip, and what a turn costs is mostly these. They are
 * counted, not timed, so that the same code always gives the same numbers and a change shows.
 */

import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { Reply } from '../../src/engine/reply.ts';
import { openEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { startFarSide } from './far-side.ts';
import { aPair, openPopulation, populate } from './population.ts';
import { say, sayLine, table } from './print.ts';
import type { Cell } from './print.ts';
import type { BenchServer } from './server.ts';

type Asked = { readonly by: string; readonly text: string };

export type Count = {
  /** What the person waits for, or the timer or drain does before it is done: round trips, `begin` and `commit` included. */
  readonly roundTrips: number;
  readonly transactions: number;
  /** To the queue, beside or after the reply. */
  readonly queue: number;
};

/** As they were when this was last looked at. More is a regression, or a decision: then these change with it. */
const known: Readonly<Record<string, Count>> = {
  '/mentor help': { roundTrips: 11, transactions: 1, queue: 0 },
  '/mentor meetings': { roundTrips: 11, transactions: 1, queue: 0 },
  '/mentor ask (opens the form)': { roundTrips: 11, transactions: 1, queue: 0 },
  'the form, with something wrong': { roundTrips: 12, transactions: 1, queue: 0 },
  'the form, put right': { roundTrips: 17, transactions: 1, queue: 3 },
  'a timer: the coordinators hear of it': { roundTrips: 13, transactions: 1, queue: 2 },
  'a drain that sends one message': { roundTrips: 12, transactions: 3, queue: 0 },
  'a drain that sends ten, to ten people': { roundTrips: 42, transactions: 12, queue: 0 },
  'a drain that finds nothing': { roundTrips: 8, transactions: 2, queue: 0 },
};

export async function benchStatements(server: BenchServer): Promise<void> {
  const farSide = await startFarSide(40);
  const population = await openPopulation(await server.migrated());
  const organisation = await populate(population, farSide);
  const people = farSide.people.slack;
  const [first, second] = [people[4] as RosterPerson, people[5] as RosterPerson];
  for (const at of [4, 6, 8, 10])
    await organisation.apply(
      ...aPair(organisation, people[at] as RosterPerson, people[at + 1] as RosterPerson),
    );
  const engine = await openEngine(population, farSide);
  const key = { organisationId: organisation.id, platform: 'slack' };

  const rows: Cell[][] = [];
  const more: string[] = [];
  const count = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const asked = await listen(work);
    const ours = asked.filter(({ by }) => by.startsWith('rapport_'));
    const { roundTrips, transactions, queue }: Count = {
      roundTrips: ours.filter(({ text }) => !isArming(text)).length,
      transactions: ours.filter(({ text }) => text.startsWith('begin')).length,
      queue: asked.length - ours.length + ours.filter(({ text }) => isArming(text)).length,
    };
    const before = known[name];
    if (before !== undefined && (roundTrips > before.roundTrips || queue > before.queue)) more.push(name);
    rows.push([
      name,
      String(roundTrips),
      String(transactions),
      String(queue),
      before === undefined ? '' : String(before.roundTrips),
    ]);
  };
  const types = (person: RosterPerson, text: string) => () => engine.does(person, { type: 'words', text });

  // Once, so that everybody has a key and every statement is as it will be.
  for (const person of [first, second])
    for (const words of ['help', 'meetings']) await types(person, words)();
  await count('/mentor help', types(first, 'help'));
  await count('/mentor meetings', types(first, 'meetings'));
  const asker = people[20] as RosterPerson;
  await types(asker, 'help')();
  await count('/mentor ask (opens the form)', types(asker, 'ask'));
  const form = await types(asker, 'ask')();
  await count('the form, with something wrong', () => submits(engine, asker, form, { date1: '2020-01-01' }));
  await count('the form, put right', () => submits(engine, asker, form, {}));
  const [announce] = await population.store.timers.due(new Date(Date.now() + 1_000), 1);
  if (announce === undefined) throw new Error('The request set no timer');
  // The coordinators get their keys with their first message.
  await count('a timer: the coordinators hear of it', () => engine.turns.fireTimer(announce));
  await engine.drain(key);
  await sends(population.store, organisation, [first]);
  await count('a drain that sends one message', () => engine.drain(key));
  await sends(population.store, organisation, people.slice(4, 14));
  await count('a drain that sends ten, to ten people', () => engine.drain(key));
  await count('a drain that finds nothing', () => engine.drain(key));

  say(
    'Statements',
    'Round trips to PostgreSQL, `begin` and `commit` included; those to the queue happen beside the reply, which does not wait.',
  );
  table(['Deed', 'round trips', 'transactions', 'queue', 'known round trips'], rows);
  if (more.length > 0) {
    sayLine(`\nMore than known: ${more.join('; ')}.`);
    process.exitCode = 1;
  }
  await engine.close();
  await population.close();
  await farSide.stop();
}

/** What is asked of the database while this runs, and shortly after, when what goes on beside the reply is done. */
async function listen(work: () => Promise<unknown>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const { query } = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  // Every overload of `query` begins with the text, or with what holds it.
  function heard(
    this: { connectionParameters?: { application_name?: string } },
    ...args: unknown[]
  ): unknown {
    asked.push({ by: this.connectionParameters?.application_name ?? '', text: textOf(args[0]) });
    return query.apply(this, args);
  }
  Object.assign(pg.Client.prototype, { query: heard });
  try {
    await work();
    for (let quiet = -1; quiet !== asked.length; await pause(120)) quiet = asked.length;
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return asked;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query.trim();
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text).trim() : '';
}

/** Looking for timers to arm belongs to the queue. */
function isArming(text: string): boolean {
  return text.startsWith('select soonest');
}

function submits(
  engine: Engine,
  person: RosterPerson,
  form: Reply,
  values: Readonly<Record<string, string>>,
): Promise<Reply> {
  if (form.reply !== 'open') throw new Error(`Typing ask opened no form but ${form.reply}`);
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  return engine.does(person, {
    type: 'submit',
    reference: form.open.to,
    instance: form.open.instance,
    values: {
      areas: ['balance'],
      words: 'Finding my feet',
      date1: day,
      time1: '17:30',
      date2: day,
      time2: '12:30',
      place: 'video',
      lineManager: 'told',
      conflicts: [],
      ...values,
    },
  });
}

async function sends(
  store: Awaited<ReturnType<typeof openPopulation>>['store'],
  organisation: Awaited<ReturnType<typeof populate>>,
  people: readonly RosterPerson[],
): Promise<void> {
  const entries = people.map((person, at) => ({
    dedupeKey: `bench-${Date.now()}-${at}`,
    to: { person: organisation.idOf(person) },
    content: { send: { view: 'card' as const, title: 'A message', body: [] }, files: [] },
  }));
  await store.transact(organisation.id, (tx) => tx.appendOutbox(entries, new Date()));
}
