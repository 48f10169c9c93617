/** Timers that lead to long work: held by whoever does it, and claimed in the turn that follows from it. */

import { sql } from 'kysely';
import type { HeldTimer, TimerVersion } from '../engine/ports.ts';
import type { Target } from '../ui/reference.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';

/** See `TurnTransaction.putBackTimer`. */
export async function putBackTimer({ trx, organisationId }: Scope, timerId: string): Promise<void> {
  await trx
    .updateTable('timer')
    .set({ state: 'pending' })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', timerId)
    .where('state', '=', 'fired')
    .execute();
}

/** See `TimerStore.hold`. The update takes the row's lock, so the second of two callers sees the first. */
export async function holdTimer(
  scope: Scope,
  timer: TimerVersion,
  owner: string,
  until: Date,
  now: Date,
): Promise<HeldTimer | undefined> {
  if (!isId(timer.id)) return undefined;
  const row = await ofVersion(scope, timer)
    .set({ held_by: owner, held_until: until, attempts: sql`attempts + 1` })
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .returning(['dialog', 'action', 'subject', 'args', 'attempts'])
    .executeTakeFirst();
  return row === undefined ? undefined : { target: targetOf(row), attempt: row.attempts };
}

/** See `TimerStore.keepHolding`. */
export async function keepHoldingTimer(
  scope: Scope,
  timer: TimerVersion,
  owner: string,
  until: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await ofVersion(scope, timer)
    .set({ held_until: until })
    .where('held_by', '=', owner)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** See `TimerStore.letGo`. The version stays: what was armed for it may try again. */
export async function letGoOfTimer(
  scope: Scope,
  timer: TimerVersion,
  owner: string,
  retryAt: Date | undefined,
): Promise<void> {
  await ofVersion(scope, timer)
    .set({
      held_by: null,
      held_until: null,
      ...(retryAt === undefined ? { attempts: sql`attempts - 1` } : { due_at: retryAt }),
    })
    .where('held_by', '=', owner)
    .execute();
}

/** See `TurnTransaction.claimHeldTimer`. Whose lease has run out may still claim it, as long as nobody else took it. */
export async function claimHeldTimer(
  scope: Scope,
  timer: TimerVersion,
  owner: string,
  now: Date,
): Promise<Target | undefined> {
  const row = await ofVersion(scope, timer)
    .set({ state: 'fired', held_by: null, held_until: null, updated_at: now })
    .where('held_by', '=', owner)
    .returning(['dialog', 'action', 'subject', 'args'])
    .executeTakeFirst();
  return row === undefined ? undefined : targetOf(row);
}

function ofVersion({ trx, organisationId }: Scope, { id, version }: TimerVersion) {
  return trx
    .updateTable('timer')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'pending');
}

function targetOf({
  dialog,
  action,
  subject,
  args,
}: Omit<Target, 'args'> & { args: Target['args'] | null }): Target {
  return args === null || args === undefined
    ? { dialog, action, subject }
    : { dialog, action, subject, args };
}
