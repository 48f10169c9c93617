/** A mentor and a mentee in a scheme: how long it has run, and how it ended. */

import type { Band, Watch } from './watch.ts';

export type Relationship = {
  readonly id: string;
  readonly schemeId: string;
  readonly requestId: string;
  readonly menteeId: string;
  readonly mentorId: string;
  readonly state: 'active' | 'paused' | 'ended';
  readonly cadenceDays: number;
  readonly startedAt: Date;
  readonly pausedUntil?: string | undefined;
  readonly endedAt?: Date | undefined;
  readonly endedById?: string | undefined;
  readonly ending?: EndingKind | undefined;
  /** Ended, and one of the two would like to take it up again. Kept when the other would rather not, so that it is asked once. */
  readonly reopenAskedById?: string | undefined;
  readonly reopenAskedAt?: Date | undefined;
  readonly reopenDeclinedAt?: Date | undefined;
  /** Ended, and as agreed what both can read is made unreadable on this day. */
  readonly shredOn?: string | undefined;
  /** When it was. */
  readonly recordsShreddedAt?: Date | undefined;
  /** Where the scheme has a term. */
  readonly plannedEnd?: string | undefined;
  readonly introducedAt?: Date | undefined;
  /** How it goes, as coordinators may see it; absent until there is something to say. Counts only while it is active. */
  readonly band?: Band | undefined;
  readonly watch?: Watch | undefined;
};

/** A pause of a relationship, kept when it is over: no clock ran in it. */
export type Pause = {
  readonly id: string;
  readonly relationshipId: string;
  readonly startedAt: Date;
  /** Absent while it goes on. */
  readonly endedAt?: Date | undefined;
};

/** `faded`: neither of the two answered any more, which nobody chooses. */
export type EndingKind = 'natural' | 'goals-met' | 'circumstances' | 'no-fault' | 'never-started' | 'faded';

/** One of a directed pair has accepted, word for word, what is reported back. */
export type Consent = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly wording: string;
  readonly givenAt: Date;
};
