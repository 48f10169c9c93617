/** Numbers for an operator's monitoring, in Prometheus' format, counted from the same events that are logged. */

import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log, LogEvent } from '../log.ts';

export type Metrics = {
  /** The log, with everything that passes through it counted. */
  readonly counting: (log: Log) => Log;
  /** What `/metrics` answers. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

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
    help: 'How long after its time a timer fired.',
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 3600, 86_400],
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
        lateness.observe(event.lateMs / 1000);
        break;
      case 'task_done':
        tasks.observe({ task: event.task }, event.tookMs / 1000);
        break;
      case 'task_failed':
        tasksFailed.inc({ task: event.task });
        break;
      case 'delivered':
        deliveries.inc({ platform: event.platform, outcome: 'sent' });
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
      case 'timer_failed':
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
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
