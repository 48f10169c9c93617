/** Somebody of a pair moves to another post, and what is to become of the mentoring. */

/** `later`: they have not decided yet, and are asked again. */
export type RotationChoice = 'carry-on' | 'by-video' | 'pause' | 'end' | 'later';

export type Rotation = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  /** First day in the new post. */
  readonly movesOn: string;
  /** *Confidential*: whoever moves, alone. Absent where they did not say. */
  readonly where?: string | undefined;
  readonly choice: RotationChoice;
  /** The first day after the pause, or the day on which it is to end; absent for every other choice. */
  readonly until?: string | undefined;
  /** They rotate, and want to be asked before each national changeover. */
  readonly again: boolean;
  readonly saidAt: Date;
};
