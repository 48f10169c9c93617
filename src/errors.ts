/** The errors that a caller acts on. Everything else is a plain `Error` whose message says what to do. */

/**
 * What a platform said when something could not be delivered:
 * - `retry-at`: later, after `retryAfterMs`; nothing was delivered.
 * - `unreachable`: no answer, or a broken one. It may have been delivered.
 * - `gone`: this recipient or message no longer exists, or has shut the bot out. Never again.
 * - `forbidden`: the bot may not do this here: an operator has to act.
 * - `our-fault`: the platform refused what we made. Trying again would fail again.
 */
export type DeliveryFailure = 'retry-at' | 'unreachable' | 'gone' | 'forbidden' | 'our-fault';

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;
  /** Milliseconds to wait; only for `retry-at`. */
  readonly retryAfterMs: number | undefined;
  /** The platform's own short word for it, such as `channel_not_found`. Never content. */
  readonly code: string;

  constructor(
    failure: DeliveryFailure,
    facts: { code: string; retryAfterMs?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(`${failure}: ${facts.code}`, options);
    this.failure = failure;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Configuration that cannot work. The message names every bad variable, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Rapport cannot start. The message is one line for the operator: what is wrong, and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
