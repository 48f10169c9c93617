/** A question to a mentor of the bank, before any request. */

/** Somebody who looks for a mentor asks one of the bank something first, before any request. */
export type Question = {
  readonly id: string;
  readonly schemeId: string;
  readonly askerId: string;
  readonly mentorId: string;
  /** *Confidential*: the two of them. */
  readonly words: string;
  /** *Confidential*: the two of them. */
  readonly answer?: string | undefined;
  readonly askedAt: Date;
  readonly answeredAt?: Date | undefined;
};
