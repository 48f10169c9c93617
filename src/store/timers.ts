/** Timers: what must happen later, kept beside what it is about. The carrier only learns ids and when. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { TimerChange } from '../engine/effect.ts';
import type { ClaimedTimer, DueTimer, TimerKey } from '../engine/ports.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';
import type { Scope } from './scope.ts';
import { isId, storableJson } from './text.ts';

type SetTimer = Extract<TimerChange, { timer: 'set' }>;
type BringForward = Extract<TimerChange, { timer: 'bring-forward' }>;

/** See `TurnTransaction.changeTimers`. One round trip for each kind of change: the last word about each key is what counts. */
export async function changeTimers(
  { trx, organisationId }: Scope,
  changes: readonly TimerChange[],
  now: Date,
): Promise<void> {
  const { sets, cancelled, prefixes, reconsidered, forward } = lastWords(changes);
  if (reconsidered.length > 0)
    await sql`
      update timer set due_at = asked_at, version = version + 1, updated_at = ${now}
      where organisation_id = ${organisationId} and state = 'pending' and person_id = any(${reconsidered}::uuid[])
        and asked_at < due_at
    `.execute(trx);
  if (cancelled.length + prefixes.length > 0)
    await trx
      .updateTable('timer')
      .set({ state: 'cancelled', version: sql`version + 1`, updated_at: now })
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'pending')
      .where((eb) =>
        eb.or([
          ...(cancelled.length > 0 ? [eb('key', 'in', cancelled)] : []),
          ...prefixes.map((prefix) => sql<boolean>`key ^@ ${prefix}`),
        ]),
      )
      .execute();
  if (forward.length > 0)
    await sql`
      update timer set due_at = sooner.at, version = version + 1, updated_at = ${now},
        asked_at = case when asked_at > sooner.at then sooner.at else asked_at end
      from unnest(${forward.map(({ key }) => key)}::text[], ${forward.map(({ at }) => at)}::timestamptz[]) sooner (key, at)
      where organisation_id = ${organisationId} and state = 'pending' and timer.key = sooner.key and due_at > sooner.at
    `.execute(trx);
  if (sets.length === 0) return;
  await trx
    .insertInto('timer')
    .values(
      sets.map((change) => ({
        organisation_id: organisationId,
        id: randomUUID(),
        key: change.key,
        dialog: change.to.dialog,
        action: change.to.action,
        subject: change.to.subject,
        args: change.to.args === undefined ? null : storableJson(change.to.args),
        due_at: change.at,
        person_id: change.nudge?.person ?? null,
        asked_at: change.nudge?.asked ?? null,
        state: 'pending' as const,
        updated_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'key']).doUpdateSet((eb) => ({
        dialog: eb.ref('excluded.dialog'),
        action: eb.ref('excluded.action'),
        subject: eb.ref('excluded.subject'),
        args: eb.ref('excluded.args'),
        due_at: eb.ref('excluded.due_at'),
        person_id: eb.ref('excluded.person_id'),
        asked_at: eb.ref('excluded.asked_at'),
        updated_at: eb.ref('excluded.updated_at'),
        state: 'pending' as const,
        attempts: 0,
        held_by: null,
        held_until: null,
        // A job that was armed for the time before finds another version, and does nothing.
        version: sql`timer.version + 1`,
      })),
    )
    .execute();
}

/**
 * See `TurnTransaction.claimTimer`. The rows are locked in one order, so that the second of two callers waits, and then
 * finds them fired. One that failed before goes alone: it must not keep the others from being said.
 */
export async function claimTimer(
  { trx, organisationId }: Scope,
  timerId: string,
  version: number,
  now: Date,
): Promise<readonly ClaimedTimer[]> {
  if (!isId(timerId)) return [];
  const due = sql`organisation_id = ${organisationId} and state = 'pending' and due_at <= ${now}`;
  const { rows } = await sql<ClaimedRow>`
    with rung as (
      select person_id from timer
      where ${due} and id = ${timerId} and version = ${version} and attempts = 0 and person_id is not null
    ), claimed as materialized (
      select id from timer
      where ${due} and (id = ${timerId} and version = ${version}
        or attempts = 0 and person_id = (select person_id from rung))
      order by id for update
    )
    update timer set state = 'fired', updated_at = ${now} from claimed
    where timer.organisation_id = ${organisationId} and timer.id = claimed.id
    returning timer.id, key, dialog, action, subject, args, person_id, asked_at, timer.due_at
  `.execute(trx);
  // As they were to come; where they are about the same time, in the order of their names.
  const inOrder = rows.toSorted(
    (one, other) =>
      (one.asked_at ?? one.due_at).getTime() - (other.asked_at ?? other.due_at).getTime() ||
      (one.key < other.key ? -1 : 1),
  );
  return inOrder.map(claimedFrom);
}

type ClaimedRow = Pick<
  Selectable<Tables['timer']>,
  'id' | 'key' | 'dialog' | 'action' | 'subject' | 'args' | 'person_id' | 'asked_at' | 'due_at'
>;

function claimedFrom({ id, key, dialog, action, subject, args, ...row }: ClaimedRow): ClaimedTimer {
  const target = args === null ? { dialog, action, subject } : { dialog, action, subject, args };
  const claimed = { id, key, target, dueAt: row.due_at };
  if (row.person_id === null) return claimed;
  return { ...claimed, nudge: { person: row.person_id, asked: row.asked_at ?? row.due_at } };
}

/** See `TimerStore.failed`. The version stays: what was armed for it may try again. */
export async function timerFailed(
  { trx, organisationId }: Scope,
  timer: TimerKey,
  at: Date,
  lastAttempt: boolean,
): Promise<void> {
  await trx
    .updateTable('timer')
    .set({
      attempts: sql`attempts + 1`,
      updated_at: sql`now()`,
      ...(lastAttempt ? { state: 'failed' as const } : { due_at: at }),
    })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', timer.id)
    .where('version', '=', timer.version)
    .where('state', '=', 'pending')
    .execute();
}

/** See `TimerStore.due`. Reads as the carrier, over all organisations. */
export async function dueTimers(
  database: Database,
  before: Date,
  limit: number,
  narrow: { readonly organisationId?: string; readonly perOrganisation?: number } = {},
): Promise<readonly DueTimer[]> {
  const ofOne =
    narrow.organisationId === undefined ? sql`` : sql`and organisation_id = ${narrow.organisationId}`;
  const pending = sql`state = 'pending' and due_at < ${before}`;
  const columns = sql`id, dialog || '.' || action as kind, organisation_id as "organisationId", version, due_at as "dueAt"`;
  // Organisation by organisation through the index, so that one with a million due timers costs no more than others.
  const query =
    narrow.perOrganisation === undefined
      ? sql<DueTimer>`
          select ${columns} from timer where ${pending} ${ofOne} order by due_at, id limit ${limit}`
      : sql<DueTimer>`
          select soonest.* from (select organisation_id from organisation where true ${ofOne}) one
          cross join lateral (
            select ${columns}, row_number() over (order by due_at, id) as place from timer
            where organisation_id = one.organisation_id and ${pending}
            order by due_at, id limit ${narrow.perOrganisation}
          ) soonest
          order by place, "dueAt", id limit ${limit}`;
  const { rows } = await query.execute(database.carrier);
  return rows.map(({ id, kind, organisationId, version, dueAt }) => ({
    id,
    kind,
    organisationId,
    version,
    dueAt,
  }));
}

/** What a list of changes comes to: later ones win, and each key is set at most once. */
function lastWords(changes: readonly TimerChange[]): {
  sets: readonly SetTimer[];
  cancelled: readonly string[];
  prefixes: readonly string[];
  reconsidered: readonly string[];
  forward: readonly BringForward[];
} {
  const sets = new Map<string, SetTimer>();
  const cancelled = new Set<string>();
  const prefixes = new Set<string>();
  const reconsidered = new Set<string>();
  const forward = new Map<string, BringForward>();
  for (const change of changes) {
    switch (change.timer) {
      case 'set':
        sets.set(change.key, change);
        break;
      case 'cancel':
        sets.delete(change.key);
        cancelled.add(change.key);
        break;
      case 'cancel-all':
        if (!change.prefix.endsWith(':'))
          throw new Error(`The prefix "${change.prefix}" of timers to cancel must end with a colon`);
        for (const key of sets.keys()) if (key.startsWith(change.prefix)) sets.delete(key);
        prefixes.add(change.prefix);
        break;
      case 'reconsider':
        reconsidered.add(change.person);
        break;
      case 'bring-forward':
        forward.set(change.key, change);
        break;
      default:
        change satisfies never;
    }
  }
  return {
    // In one order, so that two turns that set the same timers never wait for each other crosswise.
    sets: [...sets.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    cancelled: [...cancelled],
    prefixes: [...prefixes],
    reconsidered: [...reconsidered],
    forward: [...forward.values()],
  };
}
