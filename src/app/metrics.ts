/** Numbers for an operator's monitoring, in Prometheus' format, counted from the same events that are logged. */

import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log, LogEvent } from '../log.ts';
import { carrierGauges } from './carrier-gauges.ts';
import type { CarrierState } from './carrier-state.ts';

export type Metrics = {
  /** The log, with everything that passes through it counted. */
  readonly counting: (log: Log) => Log;
  /** From now on every answer says what waits as well. */
  readonly watch: (read: () => Promise<CarrierState>) => void;
  /** What `/metrics` answers. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

/** In seconds, up to a day. */
const lateBuckets = [0.1, 0.5, 1, 5, 15, 60, 300, 3600, 86_400];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Histogram({
    name: 'rapport_turn_seconds',
    help: 'Time from a platform’s event to the reply, by what the person did and what was replied.',
    labelNames: ['deed', 'reply'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const turnsFailed = new Counter({
    name: 'rapport_turns_failed_total',
    help: 'Events that could not be handled; the platform was told to try again.',
    registers,
  });
  const turnsRepeated = new Counter({
    name: 'rapport_turns_repeated_total',
    help: 'Redelivered events that were answered again and changed nothing.',
    registers,
  });
  const refused = new Counter({
    name: 'rapport_requests_refused_total',
    help: 'Requests turned away before they became an event, by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const lateness = new Histogram({
    name: 'rapport_timer_late_seconds',
    help: 'How long after its time a timer was acted on, by kind.',
    labelNames: ['kind'],
    buckets: lateBuckets,
    registers,
  });
  const tooLate = new Counter({
    name: 'rapport_timers_too_late_total',
    help: 'Timers that came too late for what they were to say, which was left out, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const timersFailed = new Counter({
    name: 'rapport_timer_failures_total',
    help: 'Attempts at a timer’s turn that failed; ten are made.',
    registers,
  });
  const messagesLate = new Histogram({
    name: 'rapport_message_late_seconds',
    help: 'How long after its time a message was sent, by platform.',
    labelNames: ['platform'],
    buckets: lateBuckets,
    registers,
  });
  const holds = new Counter({
    name: 'rapport_delivery_holds_total',
    help: 'Times that nothing of one organisation got through, and it was left alone for a while, by platform.',
    labelNames: ['platform'],
    registers,
  });
  const deliveries = new Counter({
    name: 'rapport_deliveries_total',
    help: 'Messages by platform and what became of them: sent, retry, given_up, uncertain, answer_failed.',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const warnings = new Counter({
    name: 'rapport_render_warnings_total',
    help: 'Content that did not fit a platform, by platform and kind.',
    labelNames: ['platform', 'code'],
    registers,
  });
  const carrierErrors = new Counter({
    name: 'rapport_carrier_errors_total',
    help: 'Faults of the queue, by place.',
    labelNames: ['where'],
    registers,
  });

  const tasks = new Histogram({
    name: 'rapport_task_seconds',
    help: 'Time that long work took from its beginning to the turn that follows from it, by its name.',
    labelNames: ['task'],
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
    registers,
  });
  const tasksFailed = new Counter({
    name: 'rapport_tasks_failed_total',
    help: 'Attempts at long work that failed, by its name; three are made.',
    labelNames: ['task'],
    registers,
  });

  const show = carrierGauges(registry);
  let readState: (() => Promise<CarrierState>) | undefined;

  function count(event: LogEvent): void {
    switch (event.type) {
      case 'turn_done':
        turns.observe({ deed: event.deed, reply: event.reply }, event.tookMs / 1000);
        break;
      case 'turn_failed':
        turnsFailed.inc();
        break;
      case 'turn_repeated':
        turnsRepeated.inc();
        break;
      case 'request_refused':
        refused.inc({ route: event.route, status: event.status });
        break;
      case 'timer_fired':
        lateness.observe({ kind: event.kind }, event.lateMs / 1000);
        break;
      case 'timer_too_late':
        lateness.observe({ kind: event.kind }, event.lateMs / 1000);
        tooLate.inc({ kind: event.kind });
        break;
      case 'timer_failed':
        timersFailed.inc();
        break;
      case 'delivery_held':
        holds.inc({ platform: event.platform });
        break;
      case 'task_done':
        tasks.observe({ task: event.task }, event.tookMs / 1000);
        break;
      case 'task_failed':
        tasksFailed.inc({ task: event.task });
        break;
      case 'delivered':
        deliveries.inc({ platform: event.platform, outcome: 'sent' });
        messagesLate.observe({ platform: event.platform }, event.lateMs / 1000);
        break;
      case 'delivery_retry':
        deliveries.inc({ platform: event.platform, outcome: 'retry' });
        break;
      case 'delivery_given_up':
        deliveries.inc({ platform: event.platform, outcome: 'given_up' });
        break;
      case 'delivery_uncertain':
        deliveries.inc({ platform: event.platform, outcome: 'uncertain' });
        break;
      case 'render_warning':
        warnings.inc({ platform: event.platform, code: event.code });
        break;
      case 'carrier_error':
        carrierErrors.inc({ where: event.where });
        break;
      case 'answer_failed':
        deliveries.inc({ platform: event.platform, outcome: 'answer_failed' });
        break;
      case 'started':
      case 'stopped':
      case 'workspace_unknown':
      case 'workspace_installed':
      case 'workspace_removed':
      case 'alarm_failed':
      case 'sweep_done':
      case 'directory_read':
        break;
      default:
        event satisfies never;
    }
  }

  return {
    counting: (log) => (level, event) => {
      count(event);
      log(level, event);
    },
    watch: (read) => {
      readState = read;
    },
    text: async () => {
      if (readState !== undefined) show(await readState());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
