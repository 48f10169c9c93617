/** A request for a mentor. */

import type { MeetingPlace } from './meeting.ts';
import type { MatchingWay } from './scheme.ts';
import type { WallTime } from './wall-time.ts';

export type LineManager = 'told' | 'not-told' | 'not-said';

export type Request = {
  readonly id: string;
  readonly schemeId: string;
  readonly menteeId: string;
  readonly areas: readonly string[];
  /** *Confidential*: mentee, the scheme's coordinators, and mentors it is put to. */
  readonly words: string;
  readonly way: MatchingWay;
  readonly inMindId?: string | undefined;
  /** Mentors whom the mentee chose from the bank, first choice first; at most three. */
  readonly wishIds: readonly string[];
  /** Those are asked one after the other, rather than at once. */
  readonly oneByOne: boolean;
  /** *Confidential*: what the mentee declared of themselves. The mentee and this scheme's coordinators. */
  readonly eligibility?: string | undefined;
  readonly lineManager: LineManager;
  /** People who manage or assess the mentee, as the mentee names them. */
  readonly conflictIds: readonly string[];
  /** Three, in order of preference. */
  readonly times: readonly WallTime[];
  readonly place: MeetingPlace | 'any';
  /** `waiting` for a coordinator, `proposed` to at least one mentor, `matched`, or `withdrawn` by the mentee. */
  readonly state: 'waiting' | 'proposed' | 'matched' | 'withdrawn';
  readonly askedAt: Date;
  /** Where mentoring is directed: what is reported back, word for word as the mentee accepted it, and when. */
  readonly reportBack?: string | undefined;
  readonly reportBackAt?: Date | undefined;
  /** Training without which a coordinator lets them begin; absent where that is none. */
  readonly waivedModules?: readonly string[] | undefined;
};
