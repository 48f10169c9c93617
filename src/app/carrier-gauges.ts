/**
 * What waits, as figures for monitoring: set at every scrape from one reading of the database and the queues. Every
 * process shows the same, so that whoever adds up takes the greatest of them and not the sum.
 */

import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { jobStates } from '../../jobs/state.ts';
import type { QueueState } from '../../jobs/state.ts';
import type { CarrierFigures } from '../store/carrier-figures.ts';
import type { CarrierState } from './carrier-state.ts';

/** Names what is shown; nothing is, before there has been a reading. */
export function carrierGauges(registry: Registry): (state: CarrierState) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  const read = gauge(
    'rapport_figures_up',
    'Whether what waits could be read: 1, or 0. Without it the gauges below are missing.',
    'of',
  );
  const timers = gauge(
    'rapport_timers',
    'Timers by kind and state: due, retrying, failed (set aside), running and stuck (long work).',
    'kind',
    'state',
  );
  const oldestTimer = gauge(
    'rapport_timer_oldest_seconds',
    'How long the timer has been due that has been due for longest, by kind.',
    'kind',
  );
  const outbox = gauge(
    'rapport_outbox_messages',
    'Messages that wait, by platform and state: due, later (put off), held (for a morning), leased, stuck.',
    'platform',
    'state',
  );
  const oldestMessage = gauge(
    'rapport_outbox_oldest_seconds',
    'How long the oldest message has waited that waits for anything but a morning, by platform.',
    'platform',
  );
  const drains = gauge(
    'rapport_drains',
    'Organisations by platform and state: sending, on_hold, troubled (nothing got through last).',
    'platform',
    'state',
  );
  const jobs = gauge(
    'rapport_queue_jobs',
    'Jobs by queue and state: waiting, active, delayed, failed.',
    'queue',
    'state',
  );
  const workers = gauge('rapport_workers', 'Processes that take jobs.');
  const sweep = gauge('rapport_sweep_age_seconds', 'How long ago the last sweep began; one a minute is due.');
  const organisations = gauge('rapport_organisations', 'Organisations there are.');
  const all = [timers, oldestTimer, outbox, oldestMessage, drains, jobs, workers, sweep, organisations];

  function showFigures(figures: CarrierFigures, at: Date): void {
    const age = (since: Date): number => Math.max(0, (at.getTime() - since.getTime()) / 1000);
    for (const { kind, oldestDueAt, ...states } of figures.timers) {
      for (const [state, count] of Object.entries(states)) if (count > 0) timers.set({ kind, state }, count);
      if (oldestDueAt !== null) oldestTimer.set({ kind }, age(oldestDueAt));
    }
    for (const { platform, oldestWantedAt, ...states } of figures.outbox) {
      for (const [state, count] of Object.entries(states)) outbox.set({ platform, state }, count);
      if (oldestWantedAt !== null) oldestMessage.set({ platform }, age(oldestWantedAt));
    }
    for (const { platform, sending, onHold, troubled } of figures.drains)
      for (const [state, count] of Object.entries({ sending, on_hold: onHold, troubled }))
        drains.set({ platform, state }, count);
    organisations.set(figures.organisations);
  }

  function showQueues(queues: QueueState): void {
    for (const [queue, counts] of Object.entries(queues.jobs))
      for (const state of jobStates) jobs.set({ queue, state }, counts[state]);
    if (queues.workers !== undefined) workers.set(queues.workers);
    // The queue plans by the system's time, whatever our own clock says.
    if (queues.sweptAt !== undefined) sweep.set(Math.max(0, (Date.now() - queues.sweptAt.getTime()) / 1000));
  }

  return ({ at, figures, queues }) => {
    // What there was at the last scrape and is not any more must not be shown for ever.
    for (const one of all) one.reset();
    // Without labels that would leave a nought, which is not the same as not knowing.
    for (const one of [workers, sweep, organisations]) one.remove();
    read.set({ of: 'database' }, figures === undefined ? 0 : 1);
    read.set({ of: 'queues' }, queues === undefined ? 0 : 1);
    if (figures !== undefined) showFigures(figures, at);
    if (queues !== undefined) showQueues(queues);
  };
}
