/** Who may read a session record, and what a pair has agreed about keeping any. */

import type { Agreement, RecordsPolicy, SessionRecord } from './records.ts';

/** Until a pair has agreed, whatever one of them writes is theirs alone: sharing later is possible, taking back is not. */
export function recordsPolicyOf(agreement: Agreement | undefined): RecordsPolicy {
  return agreement?.terms.records ?? 'mine';
}

/** The author always; the other one where it was written to be shared. */
export function mayRead(record: Pick<SessionRecord, 'authorId' | 'sharing'>, personId: string): boolean {
  return record.authorId === personId || record.sharing === 'pair';
}

export const recordsChoices: readonly {
  readonly value: RecordsPolicy;
  readonly label: string;
  readonly hint: string;
}[] = [
  { value: 'none', label: 'No records', hint: 'Nothing is written down, and you are not asked to.' },
  { value: 'mine', label: 'Each keeps their own', hint: 'Only the one who writes a record can read it.' },
  {
    value: 'shared',
    label: 'Shared by both',
    hint: 'Both of you can read every record. Reflections stay private.',
  },
];

export function sayRecords(policy: RecordsPolicy): string {
  return recordsChoices.find(({ value }) => value === policy)?.label ?? policy;
}
