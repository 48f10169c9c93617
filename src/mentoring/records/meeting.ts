/** A meeting, and what surrounds it: preparing it, and trying to reach the other. */

import type { WallTime } from './wall-time.ts';

export type MeetingPlace = 'video' | 'in-person' | 'phone';

/** Why a meeting did not take place: a class, never a reason in words. */
export type NotMetReason = 'work' | 'leave' | 'illness' | 'forgotten' | 'other';

export type Meeting = {
  readonly id: string;
  readonly relationshipId: string;
  readonly start: WallTime;
  readonly minutes: number;
  readonly place: MeetingPlace;
  readonly bookedById: string;
  /** `booked`; then `met`, `missed` or `cancelled`. */
  readonly state: 'booked' | 'met' | 'missed' | 'cancelled';
  /** iCalendar SEQUENCE: rises with every change that calendars must notice. */
  readonly sequence: number;
  readonly answeredById?: string | undefined;
  /** How long it really took, and by what means, where that was not as booked. */
  readonly heldMinutes?: number | undefined;
  readonly heldPlace?: MeetingPlace | undefined;
  /** Of one that was missed or cancelled, where somebody said so. */
  readonly notMetReason?: NotMetReason | undefined;
  /** Who has said that they are running late, so that it is passed on once. Forgotten when the meeting moves. */
  readonly lateIds?: readonly string[] | undefined;
  /** Meetings that were booked in one go. */
  readonly seriesId?: string | undefined;
  /** Absent where nobody knows: booked before this was kept, or told of only afterwards. */
  readonly bookedAt?: Date | undefined;
  /** When it last moved to another time. */
  readonly movedAt?: Date | undefined;
  /** The two mean it to be their last. */
  readonly last?: boolean | undefined;
  /** When somebody said what became of it, or called it off. */
  readonly settledAt?: Date | undefined;
};

/** What one of the pair would like to talk about, sent to the other before a meeting. */
export type Preparation = {
  readonly id: string;
  readonly meetingId: string;
  readonly relationshipId: string;
  readonly authorId: string;
  /** *Confidential*: the pair. */
  readonly words: string;
  readonly writtenAt: Date;
};

/** A mentor tried to reach the mentee. */
export type ContactAttempt = {
  readonly id: string;
  readonly relationshipId: string;
  readonly authorId: string;
  readonly triedOn: string;
  readonly how: 'message' | 'email' | 'phone' | 'in-person' | 'other';
  /** *Confidential*: the author alone. */
  readonly note?: string | undefined;
};
