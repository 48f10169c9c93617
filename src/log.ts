/** What may be logged: a closed union of events with ids and numbers, never anybody's words. */

import { pino } from 'pino';

export type LogEvent =
  | { type: 'started'; role: string; port: number; platforms: readonly string[] }
  | { type: 'stopped'; reason: string }
  | {
      type: 'turn_done';
      organisationId: string;
      deed: string;
      dialog?: string;
      action?: string;
      reply: string;
      tookMs: number;
    }
  | { type: 'turn_repeated'; organisationId: string; eventId: string }
  | { type: 'turn_failed'; organisationId: string | undefined; deed: string; error: unknown }
  | { type: 'workspace_unknown'; platform: string }
  | { type: 'workspace_installed'; organisationId: string; platform: string }
  | { type: 'workspace_removed'; organisationId: string; platform: string }
  | { type: 'request_refused'; route: string; status: number; why: string }
  | { type: 'render_warning'; platform: string; code: string; where: string; detail: string }
  | { type: 'timer_fired'; organisationId: string; timerId: string; kind: string; lateMs: number }
  /** What it was to say was of no use any more, and was left out. */
  | { type: 'timer_too_late'; organisationId: string; timerId: string; kind: string; lateMs: number }
  | { type: 'timer_failed'; organisationId: string; timerId: string; attempt: number; error: unknown }
  | { type: 'task_done'; organisationId: string; timerId: string; task: string; tookMs: number }
  | {
      type: 'task_failed';
      organisationId: string;
      timerId: string;
      task: string;
      attempt: number;
      error: unknown;
    }
  | {
      type: 'delivered';
      organisationId: string;
      outboxId: string;
      platform: string;
      tookMs: number;
      lateMs: number;
    }
  | {
      type: 'delivery_retry';
      organisationId: string;
      outboxId: string;
      platform: string;
      code: string;
      attempt: number;
      waitMs: number;
    }
  /** Nothing of this organisation gets through, and nothing is tried for so long. */
  | { type: 'delivery_held'; organisationId: string; platform: string; code: string; waitMs: number }
  | { type: 'delivery_given_up'; organisationId: string; outboxId: string; platform: string; code: string }
  | { type: 'delivery_uncertain'; organisationId: string; outboxId: string; platform: string; code: string }
  /** What was decided stands; the person could not be shown it there and then. */
  | { type: 'answer_failed'; platform: string; what: string; code: string }
  | { type: 'alarm_failed'; organisationId: string; error: unknown }
  | { type: 'carrier_error'; where: string; error: unknown }
  | { type: 'sweep_done'; timers: number; drains: number; pruned: number }
  | { type: 'directory_read'; organisationId: string; platform: string; people: number };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export type Log = (level: Exclude<LogLevel, 'silent'>, event: LogEvent) => void;

/** One JSON object a line on stdout. An error is logged by name, code and place; its message may quote what people wrote. */
export function jsonLog(level: LogLevel): Log {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return (at, event) => out[at](describe(event));
}

/** For tests and tools that say what they do by other means. */
export const noLog: Log = () => {};

function describe(event: LogEvent): object {
  if (!('error' in event)) return event;
  return { ...event, error: describeError(event.error) };
}

/** Name, code and first stack frames: enough to find the fault, nothing that anybody typed. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? error.code
      : undefined;
  // The stack begins with the message, which may hold anything, lines that look like frames among it.
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  const frames = (message < 0 ? '' : stack.slice(message + error.message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code,
    at: frames.slice(0, 4).map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
