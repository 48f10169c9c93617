/** What came out of a meeting: the record, and the next steps. */

/** What one of the pair wrote about a meeting. */
export type SessionRecord = {
  readonly id: string;
  readonly meetingId: string;
  readonly relationshipId: string;
  readonly authorId: string;
  readonly writtenAt: Date;
  /** When the author last corrected it. */
  readonly changedAt?: Date | undefined;
  /** *Confidential*: the pair, or the author alone where the pair keeps its own records. */
  readonly discussed: string;
  /** *Confidential*: as above. What it was about, in a word or two each. */
  readonly topics?: readonly string[] | undefined;
  /** *Confidential*: the author alone, always. */
  readonly reflection: string;
  /** 1 to 5. Counted, never shown with a name. */
  readonly useful?: number | undefined;
  /** Time the author gave to preparing; counted in a mentor's hours. */
  readonly preparationMinutes?: number | undefined;
  readonly sharing: 'pair' | 'author';
};

/** An agreed next step. */
export type Action = {
  readonly id: string;
  readonly relationshipId: string;
  /** Absent once its author has deleted the record: what was agreed stays agreed. */
  readonly recordId?: string | undefined;
  readonly ownerId: string;
  /** *Confidential*: the pair. */
  readonly what: string;
  readonly dueOn?: string | undefined;
  readonly doneAt?: Date | undefined;
};
