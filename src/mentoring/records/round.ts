/** A round of matching for a whole pool. */

/** A round for a scheme's whole pool: planned in one go, reviewed by the coordinator who asked for it, then sent. */
export type Round = {
  readonly id: string;
  readonly schemeId: string;
  readonly byId: string;
  /** `discarded` by a coordinator, or because nobody has sent it for days; `failed` when it could not be planned. */
  readonly state: 'planning' | 'ready' | 'sending' | 'sent' | 'discarded' | 'failed';
  readonly startedAt: Date;
  /** When its coordinator had it sent. */
  readonly sentAt?: Date | undefined;
};

/** One request in a round, and the mentor who is to be asked. */
export type RoundPair = {
  readonly id: string;
  readonly roundId: string;
  readonly requestId: string;
  /** Absent where the plan has nobody. */
  readonly mentorId?: string | undefined;
  /** `out`: taken out by the coordinator. `dropped`: no longer possible in the moment of sending. */
  readonly state: 'planned' | 'out' | 'sent' | 'dropped' | 'unmatched';
  /** In which order they are reviewed. */
  readonly place: number;
  /** They share none of the areas asked for: worth a second look. */
  readonly nothingInCommon: boolean;
  /** Why nobody was found, or why it was dropped: whole sentences. Absent where that is not for the coordinator to know. */
  readonly why?: string | undefined;
};
