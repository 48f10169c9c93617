/** A file in which, from some place on, no rows can be told apart. */

export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  /** The row in which it happens, where that is known. */
  readonly row: number | undefined;

  /** The message says what is wrong and what to do. */
  constructor(message: string, facts: { row?: number | undefined; cause?: unknown } = {}) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.row = facts.row;
  }
}
