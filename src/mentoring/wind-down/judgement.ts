/** What is said of a pair on one day. */

import type { Weighed } from './evidence.ts';

/** In a coordinator's words. */
export type State =
  /** They have not met: a deadline decides, not this model. */
  | 'not started'
  /** A meeting is to come, which overrides the model. */
  | 'booked'
  /** On leave, in a rotation, or paused. */
  | 'paused'
  | 'going well'
  /** Below the first line: one question, "have you met since?". */
  | 'quiet'
  /** Below the second line: both are asked, separately and privately. */
  | 'asking'
  /** One of them has said so. Never a score. */
  | 'ended';

export type Judgement = {
  /** From 0 to 1; `null` for a pair that has not met, of which the model says nothing. */
  readonly pAlive: number | null;
  readonly state: State;
  /**
   * The line that is crossed next if nothing more happens, and the day. `null` where none is left, or where a pause
   * without an end comes first. Days since 1 January 1970, UTC, with a fraction.
   */
  readonly nextCrossing: { readonly line: number; readonly day: number } | null;
  /** One to three sentences, without names or content. What weighed most stands first. */
  readonly reason: string;
};

/** What is decided before it is put into words. */
export type Decided = Omit<Judgement, 'reason'> & {
  /** The pair's usual gap in days. */
  readonly usualDays: number;
  /** By how much silence alone has raised the odds of "over", as a logarithm. */
  readonly silenceLogOdds: number;
  readonly evidence: readonly Weighed[];
};
