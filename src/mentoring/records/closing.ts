/** What one of a pair wrote for themselves when the mentoring had ended. */

/** Where somebody goes on from here. */
export type NextAfter = 'informal' | 'another-mentor' | 'become-mentor' | 'nothing';

export type ClosingWords = {
  readonly achieved: string;
  readonly learned: string;
  /** What they take with them. */
  readonly reflection: string;
  /** Who takes the other's place, as a name or a place to look. */
  readonly successor: string;
  readonly next?: NextAfter | undefined;
};

export type Closing = {
  readonly id: string;
  readonly relationshipId: string;
  readonly authorId: string;
  /** *Confidential*: the author alone, always. */
  readonly words: ClosingWords;
  readonly writtenAt: Date;
};
