/** What follows when it changes how somebody stands with a module: news to those who wait for it, and when it lapses. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { Scheme, Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { addDays, inZone, instantOf } from '../mentoring/time.ts';
import { noticeOn, standingOf } from '../mentoring/training.ts';
import type { Card } from '../ui/view.ts';
import { target } from './define.ts';
import { reviseFor } from './living-card.ts';

/** The coordinators' card for one module that somebody has recorded. */
export function confirmSlot(trainingId: string): string {
  return `training:${trainingId}`;
}

/** Whoever else was asked to confirm it finds the answer where the question stood. */
export function reviseForOthers(
  scheme: Pick<Scheme, 'coordinatorIds'>,
  trainingId: string,
  current: Card,
): readonly Effect[] {
  return scheme.coordinatorIds.map((id) => reviseFor(id, confirmSlot(trainingId), current));
}

/** Tells somebody a month before a module lapses, and when it has; nothing where it does not count or never lapses. */
export function lapseTimer(
  module: TrainingModule,
  of: { readonly schemeId: string; readonly personId: string; readonly zone: string },
  training: Training | undefined,
  now: Date,
): TimerChange {
  const { schemeId, personId, zone } = of;
  const key = `training:${personId}:${schemeId}:${module.value}`;
  const standing = standingOf(module, training, inZone(now, zone).date);
  const morning = (date: string) => instantOf({ date, time: '09:00', zone });
  const validUntil = standing.state === 'done' ? standing.validUntil : undefined;
  const at =
    validUntil === undefined
      ? undefined
      : [noticeOn(validUntil), addDays(validUntil, 1)].map(morning).find((one) => one > now);
  if (at === undefined) return { timer: 'cancel', key };
  const args = { scheme: schemeId, module: module.value };
  return { timer: 'set', key, to: target('training', 'lapses', personId, args), at };
}

/** What waited for somebody's training goes on: a turn of the request's own, which holds its mentors. */
export function goOnWith(requests: readonly Pick<Request, 'id'>[], now: Date): readonly TimerChange[] {
  return requests.map(({ id }) => ({
    timer: 'set',
    key: `request:${id}:trained`,
    to: target('triage', 'trained', id),
    at: now,
  }));
}
