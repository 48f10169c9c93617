/** An offer to mentor. */

import type { MeetingPlace } from './meeting.ts';

/** Somebody offers to mentor in a scheme. */
export type Offer = {
  readonly id: string;
  readonly schemeId: string;
  readonly personId: string;
  /** Who they are, in their words: what somebody reads who chooses from the bank. */
  readonly portrait: string;
  readonly areas: readonly string[];
  readonly skills: readonly string[];
  /** Whom they like to help, in their words. Read by the scheme's people when choosing. */
  readonly likesToHelp: string;
  /** How many mentees at once. */
  readonly capacity: number;
  readonly place: MeetingPlace | 'any';
  /** When they are usually free, in their words. */
  readonly usualTimes: string;
  /** Time for mentoring is agreed in the job plan. */
  readonly timeAgreed: boolean;
  readonly trainedOn?: string | undefined;
  readonly state: 'open' | 'paused' | 'closed';
  /** A pause ends by itself on this date. */
  readonly pausedUntil?: string | undefined;
};
