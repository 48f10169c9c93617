/** The database's side of the carrier, in memory: timers that are claimed once, and outboxes that are drained. */

import type { DrainKey, DueTimer, OutboxStore, TimerKey, TimerStore } from '../../src/engine/ports.ts';

type Row = {
  readonly id: string;
  readonly organisationId: string;
  version: number;
  dueAt: Date;
  status: 'pending' | 'fired' | 'cancelled' | 'failed';
};

export type Fired = { readonly id: string; readonly organisationId: string; readonly at: Date };

export type FakeTimersStore = {
  readonly store: TimerStore;
  /** Sets a timer, or moves it: then it is a new version. */
  readonly set: (organisationId: string, id: string, dueAt: Date) => void;
  readonly cancel: (id: string) => void;
  /** What the turn's transaction does: takes the timer if it is this version, pending and due. */
  readonly claim: (timer: TimerKey, now: Date) => boolean;
  readonly fired: readonly Fired[];
  readonly statusOf: (id: string) => Row['status'] | undefined;
};

export function fakeTimersStore(): FakeTimersStore {
  const rows = new Map<string, Row>();
  const fired: Fired[] = [];
  const current = (timer: TimerKey): Row | undefined => {
    const row = rows.get(timer.id);
    return row?.status === 'pending' && row.version === timer.version ? row : undefined;
  };
  return {
    fired,
    statusOf: (id) => rows.get(id)?.status,
    set: (organisationId, id, dueAt) => {
      const version = (rows.get(id)?.version ?? 0) + 1;
      rows.set(id, { id, organisationId, version, dueAt, status: 'pending' });
    },
    cancel: (id) => {
      const row = rows.get(id);
      if (row !== undefined) row.status = 'cancelled';
    },
    claim: (timer, now) => {
      const row = current(timer);
      if (row === undefined || row.dueAt > now) return false;
      row.status = 'fired';
      fired.push({ id: row.id, organisationId: row.organisationId, at: now });
      return true;
    },
    store: {
      due: async (before, limit, narrow) => {
        const pending = [...rows.values()]
          .filter((row) => row.status === 'pending' && row.dueAt < before)
          .filter((row) => [undefined, row.organisationId].includes(narrow?.organisationId))
          .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
        const fair =
          narrow?.perOrganisation === undefined ? pending : inTurns(pending, narrow.perOrganisation);
        return fair.slice(0, limit).map(({ id, organisationId, version, dueAt }): DueTimer => ({
          id,
          organisationId,
          version,
          dueAt,
          kind: 'meeting.remind',
        }));
      },
      failed: async (timer, at, lastAttempt) => {
        const row = current(timer);
        if (row === undefined) return;
        row.dueAt = at;
        if (lastAttempt) row.status = 'failed';
      },
      hold: nobodyHolds,
      keepHolding: nobodyHolds,
      letGo: nobodyHolds,
    },
  };
}

/** Long work is not done on this store: a task's own tests are on the real one. */
async function nobodyHolds(): Promise<never> {
  throw new Error('Nothing here is held');
}

export type FakeOutbox = {
  readonly store: Pick<OutboxStore, 'waiting'>;
  readonly append: (key: DrainKey, row: string, dueAt?: Date) => void;
  /** Takes the rows that are due; tells when the next is. */
  readonly take: (key: DrainKey, now: Date) => { rows: readonly string[]; next: Date | undefined };
};

export function fakeOutbox(): FakeOutbox {
  let rows: { key: DrainKey; row: string; dueAt: Date }[] = [];
  return {
    append: (key, row, dueAt = new Date(0)) => rows.push({ key, row, dueAt }),
    take: (key, now) => {
      const due = rows.filter((entry) => same(entry.key, key) && entry.dueAt <= now);
      rows = rows.filter((entry) => !due.includes(entry));
      const later = rows.filter((entry) => same(entry.key, key)).map((entry) => entry.dueAt.getTime());
      return {
        rows: due.map((entry) => entry.row),
        next: later.length === 0 ? undefined : new Date(Math.min(...later)),
      };
    },
    store: {
      waiting: async (now, limit) => {
        const keys = new Map(
          rows
            .filter((entry) => entry.dueAt <= now)
            .map(({ key }) => [`${key.organisationId} ${key.platform}`, key]),
        );
        return [...keys.values()].slice(0, limit);
      },
    },
  };
}

function same(a: DrainKey, b: DrainKey): boolean {
  return a.organisationId === b.organisationId && a.platform === b.platform;
}

/** At most so many of each organisation, everybody's first before anybody's second. */
function inTurns(rows: readonly Row[], perOrganisation: number): readonly Row[] {
  const seen = new Map<string, number>();
  return rows
    .map((row) => {
      const turn = seen.get(row.organisationId) ?? 0;
      seen.set(row.organisationId, turn + 1);
      return { row, turn };
    })
    .filter(({ turn }) => turn < perOrganisation)
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ row }) => row);
}
