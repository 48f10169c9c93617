/** A rule of the year: what users are promised, in their words, and where it was broken. */

import type { YearRecord } from '../record.ts';

export type Rule = {
  readonly says: string;
  /** One sentence for each time it was broken. */
  readonly broken: (record: YearRecord) => readonly string[];
};
