/** What the watch over a pair has asked, what it was answered, and how coordinators see it. */

import type { Evidence } from '../wind-down/evidence.ts';
import type { State } from '../wind-down/judgement.ts';

/** In a coordinator's words, as the wind-down rules use them; a meeting to come counts as going well. */
export type Band = Extract<State, 'not started' | 'going well' | 'quiet' | 'asking'>;

/** What the watch over a pair has asked, and what it says of them. Never what they answered. */
export type Watch = {
  /** Oldest first, of those that still count. */
  readonly asked: readonly Asked[];
  /** YYYY-MM-DD of the last meeting; absent where they have not met. */
  readonly lastMetOn?: string;
  /** How often they usually meet; absent where they have shown no rhythm of their own yet. */
  readonly usualDays?: number;
  /** What weighed most against them besides their silence; absent where nothing did. */
  readonly because?: Because;
};

/** What coordinators may be told beside the silence: a matter of dates and bookings, and never of what anybody answered. */
export type Because = Extract<
  Evidence,
  'nothing-booked' | 'came-to-nothing' | 'cancelled-twice' | 'planned-end'
>;

/** A question to both of a pair; instants in ISO form. */
export type Asked = {
  readonly question: WatchQuestion;
  /** When it came to be asked. */
  readonly at: string;
  /** When each of the two was, by id: at an hour that suits them, or never where they have switched it off. */
  readonly told: Readonly<Record<string, string>>;
};

/**
 * `not-started`: is it to be? `met-since`: have you met? `how-is-it`: going on, at its end, not working, or not now?
 * `nudge`: a coordinator had a pair asked that has not started.
 */
export type WatchQuestion = 'not-started' | 'nudge' | 'met-since' | 'how-is-it';

export type WatchAnswerKind = 'not-lately' | 'fine' | 'busy' | 'natural' | 'not-working' | 'not-now' | 'keep';

/** What one of the two answered when the watch asked. */
export type WatchAnswer = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly givenAt: Date;
  /** *Confidential*: whoever gave it, alone. Absent for others, and once it was erased. */
  readonly answer?: WatchAnswerKind | undefined;
  /** Neither of the two is asked anything before this day. */
  readonly notBefore?: string | undefined;
};
