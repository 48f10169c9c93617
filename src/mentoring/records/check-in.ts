/** What each of a pair was asked, alone, about how their mentoring goes, and what they answered. */

/** One tap. `over`: it has come to its end, which is for the ending to say. */
export type CheckInAnswer = 'very-well' | 'well' | 'so-so' | 'not-so-well' | 'not-working' | 'over';

export type CheckIn = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly askedAt: Date;
  /** Whoever gave it, alone; counted, never with a name. Absent until then, for everybody else, and once it was erased. */
  readonly answer?: CheckInAnswer | undefined;
  readonly answeredAt?: Date | undefined;
  /** *Confidential*: whoever wrote them, alone. */
  readonly words?: string | undefined;
};
