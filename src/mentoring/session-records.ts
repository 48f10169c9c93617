/** Who may read a session record, and what a pair has agreed about keeping any. */

import type { Agreement, RecordsPolicy } from './records/agreement.ts';
import type { Meeting } from './records/meeting.ts';
import type { Scheme } from './records/scheme.ts';
import type { SessionRecord } from './records/session-record.ts';

/**
 * A scheme that keeps no records has none, whatever was agreed before it decided so. Until a pair has agreed, whatever
 * one of them writes is theirs alone: sharing later is possible, taking back is not.
 */
export function recordsPolicyOf({
  agreement,
  scheme,
}: {
  readonly agreement: Agreement | undefined;
  readonly scheme: Pick<Scheme, 'recordsPolicy'> | undefined;
}): RecordsPolicy {
  return scheme?.recordsPolicy === 'none' ? 'none' : (agreement?.terms.records ?? 'mine');
}

/** Why nothing is written, as those who write nothing are told it. */
export function sayNoRecords({ scheme }: { readonly scheme: Pick<Scheme, 'recordsPolicy'> }): string {
  return scheme.recordsPolicy === 'none'
    ? 'In this scheme no records are kept'
    : 'You have agreed to keep no records';
}

/** First, second and so on of the meetings that were held; of one that is being noted, the place it will have. */
export function numberOf({
  meeting,
  meetings,
}: {
  readonly meeting: Pick<Meeting, 'id'>;
  readonly meetings: readonly Meeting[];
}): number {
  return (
    meetings
      .filter(({ id, state }) => state === 'met' || id === meeting.id)
      .findIndex(({ id }) => id === meeting.id) + 1
  );
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

/** What a pair may choose from, as its scheme has it: the reason in a word, and the choice where there is only one. */
export function recordsOffered({ recordsPolicy }: Pick<Scheme, 'recordsPolicy'>): {
  readonly choices: typeof recordsChoices;
  readonly only: RecordsPolicy | undefined;
  readonly why: string;
} {
  switch (recordsPolicy) {
    case 'none':
      return {
        choices: recordsChoices.filter(({ value }) => value === 'none'),
        only: 'none',
        why: 'In this scheme no records are kept.',
      };
    case 'expected':
      return {
        choices: recordsChoices.filter(({ value }) => value !== 'none'),
        only: undefined,
        why: 'This scheme expects that you keep some. Those written before stay as they were shared then.',
      };
    case 'pair-decides':
      return {
        choices: recordsChoices,
        only: undefined,
        why: 'Keeping none is a full choice. Records written before stay as they were shared then.',
      };
    default:
      return recordsPolicy satisfies never;
  }
}
