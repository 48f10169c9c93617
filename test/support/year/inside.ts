/**
 * The whole of Rapport in this process with the people of the year, a clock that stands still between instants, and a
 * carrier that does what is due at once, in order, in the place of the queue: which of two things came first is then the
 * same each time, and nobody waits for a queue to be looked at. The queue itself has suites of its own.
 */

import { vi } from 'vitest';
import type * as SlackAdapter from '../../../adapters/slack/adapter.ts';
import type * as TeamsAdapter from '../../../adapters/teams/adapter.ts';
import type * as Connection from '../../../jobs/connection.ts';
import type * as Demo from '../../../src/app/demo.ts';
import type { MovableClock } from '../../../src/clock.ts';
import type { WorkerParts, Workers } from '../../../jobs/worker.ts';
import type { Alarm } from '../../../src/engine/ports.ts';
import type { Platform } from '../../../src/engine/terms.ts';
import { startInside } from '../inside-playground.ts';
import type { InsideApp } from '../inside-playground.ts';

/** A Tuesday, some weeks before the clocks go forward. */
export const firstDay = new Date('2026-01-06T09:00:00Z');

type Made = {
  parts: WorkerParts | undefined;
  /** Platforms that have something to send, by the word of the turns. */
  readonly waiting: Set<Platform>;
  readonly idle: (() => Promise<void>)[];
};

const made = vi.hoisted((): Made => ({ parts: undefined, waiting: new Set(), idle: [] }));

vi.mock('../../../adapters/playground/roster.ts', async () => {
  const { yearRoster } = await import('./people.ts');
  return {
    COORDINATORS: 'mentoring-coordinators',
    roster: yearRoster,
    findPerson: (id: string) => yearRoster.people.find((person) => person.id === id),
  };
});

vi.mock('../../../src/app/demo.ts', async (original) => {
  const { yearOffers } = await import('./organisation.ts');
  return { ...(await original<typeof Demo>()), demoOffers: yearOffers };
});

/** Rates are of real seconds, and here a whole day is none. */
vi.mock('../../../adapters/playground/rate.ts', () => ({ createLimiter: () => ({ take: () => 0 }) }));

vi.mock('../../../src/clock.ts', () => ({
  systemClock: { now: () => new Date() },
  movableClock: (): MovableClock => {
    let now = firstDay;
    return {
      now: () => now,
      aheadMs: () => 0,
      moveTo: (to) => {
        if (to < now) throw new RangeError('The clock cannot go back');
        now = to;
      },
    };
  },
}));

vi.mock('../../../jobs/alarm.ts', () => ({
  createAlarm: (): Alarm => ({
    nudge: async (_, { outbox }) => {
      for (const platform of outbox) made.waiting.add(platform);
    },
  }),
}));

vi.mock('../../../jobs/connection.ts', () => ({
  openConnection: async (): Promise<Pick<typeof Connection, never> & object> => ({
    kind: 'postgres',
    queue: () => ({}),
    ping: async () => {},
    close: async () => {},
  }),
}));

vi.mock('../../../jobs/worker.ts', () => ({
  startWorkers: async (parts: WorkerParts): Promise<Workers> => {
    made.parts = parts;
    return { armDue: async () => {}, settled: async () => {}, stop: async () => true };
  },
}));

vi.mock('../../../adapters/slack/adapter.ts', async (original) => {
  const real = await original<typeof SlackAdapter>();
  return {
    ...real,
    createSlackAdapter: (options: Parameters<typeof real.createSlackAdapter>[0]) => {
      const adapter = real.createSlackAdapter(options);
      made.idle.push(adapter.stop);
      return adapter;
    },
  };
});

vi.mock('../../../adapters/teams/adapter.ts', async (original) => {
  const real = await original<typeof TeamsAdapter>();
  return {
    ...real,
    createTeamsAdapter: (options: Parameters<typeof real.createTeamsAdapter>[0]) => {
      const adapter = real.createTeamsAdapter(options);
      made.idle.push(adapter.stop);
      return adapter;
    },
  };
});

export type YearInside = {
  readonly app: InsideApp;
  readonly clock: MovableClock;
  readonly parts: WorkerParts;
  /** Takes the platforms that have something to send. */
  readonly takeWaiting: () => readonly Platform[];
  /** Resolves when all that was let in has been dealt with, also after its answer. */
  readonly idle: () => Promise<void>;
};

export async function startYearInside(): Promise<YearInside> {
  const app = await startInside();
  const { parts } = made;
  if (parts === undefined) throw new Error('No worker was started');
  return {
    app,
    parts,
    clock: parts.clock as MovableClock, // the playground's own, made above
    takeWaiting: () => {
      const waiting = [...made.waiting];
      made.waiting.clear();
      return waiting;
    },
    idle: async () => {
      await Promise.all(made.idle.map((settled) => settled()));
    },
  };
}
