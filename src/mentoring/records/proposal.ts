/** A request put to a mentor, and the colleague whom a declining mentor names. */

import type { WallTime } from './wall-time.ts';

export type DeclineReason = 'no-time' | 'not-right-experience' | 'role-conflict' | 'other';

/** A request put to one mentor. */
export type Proposal = {
  readonly id: string;
  readonly requestId: string;
  readonly mentorId: string;
  readonly proposedById: string;
  /** `queued` waits until the one before it has been answered. `not-started`: accepted, and it did not come to a meeting. */
  readonly state: 'queued' | 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'not-started';
  /** Other times that the mentor can make, when none of the mentee's suits; the mentee chooses one. */
  readonly counterTimes?: readonly WallTime[] | undefined;
  readonly reason?: DeclineReason | undefined;
  /** *Confidential*: mentor and the scheme's coordinators; the mentee only where the mentor wrote it to them. */
  readonly message?: string | undefined;
  readonly sentAt: Date;
  readonly answeredAt?: Date | undefined;
  /** The mentor means to answer by this day, and is not reminded before it. */
  readonly answerOn?: string | undefined;
  /** As of a request: what the mentor accepted together with other times. */
  readonly reportBack?: string | undefined;
  readonly reportBackAt?: Date | undefined;
};

/** A declining mentor names somebody else: a colleague, who is asked first, or a contact outside the organisation. */
export type Referral = {
  readonly id: string;
  readonly requestId: string;
  readonly proposalId: string;
  readonly byId: string;
  readonly colleagueId?: string | undefined;
  /** *Confidential*: whom to turn to outside; the mentor and the scheme's coordinators, and the mentee once it is passed on. */
  readonly contact?: string | undefined;
  /** `not-asked`: a colleague who may not be asked, or was asked before. `outside`: a contact; that is asked by nobody here. */
  readonly state: 'asked' | 'not-asked' | 'agreed' | 'refused' | 'lapsed' | 'outside';
  readonly madeAt: Date;
  /** When the colleague answered, or the contact was passed on to the mentee. */
  readonly answeredAt?: Date | undefined;
};
