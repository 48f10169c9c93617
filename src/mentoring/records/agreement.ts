/** The ground rules of a pair. */

import type { MeetingPlace } from './meeting.ts';

/** The ground rules of a pair. Every change is a new version that both agree to. */
export type Agreement = {
  readonly id: string;
  readonly relationshipId: string;
  readonly version: number;
  readonly proposedById: string;
  readonly proposedAt: Date;
  /** When the other one agreed; absent until then. */
  readonly agreedAt?: Date | undefined;
  /** *Confidential*: the pair. */
  readonly terms: AgreementTerms;
};

export type RecordsPolicy = 'none' | 'mine' | 'shared';

/** The part of the ground rules that a pair puts in its own words about what the mentoring is for. */
export type RulesWords = {
  /** What it is for, and what they hope to achieve. */
  readonly objectives: string;
  readonly notThis: string;
  /** Also roles that could conflict. */
  readonly boundaries: string;
  readonly goalsShort: string;
  readonly goalsMedium: string;
  readonly goalsLong: string;
};

export type AgreementTerms = RulesWords & {
  /** The scheme's text as it stood when these terms were proposed; absent where that was not noted yet. */
  readonly confidentiality?: { readonly text: string; readonly version: number } | undefined;
  /** Where mentoring is directed: what is reported back, as the scheme put it when these terms were proposed. */
  readonly reportBack?: string | undefined;
  readonly contactBetween: string;
  /** Within how many days a message between meetings is answered; absent where nothing is agreed. */
  readonly replyDays?: number | undefined;
  readonly cadenceDays: number;
  readonly minutes: number;
  readonly place: MeetingPlace | 'any';
  readonly booksMeetings: 'mentee' | 'mentor' | 'either';
  /** So many days before a meeting the mentee says what they would like to talk about; 0 for not at all. */
  readonly preparationDays: number;
  readonly cancellationHours: number;
  readonly records: RecordsPolicy;
  /** Whether either of the two may tell the scheme's coordinators on which dates they met. */
  readonly datesToScheme: boolean;
  readonly reviewOn: string;
  readonly plannedEnd?: string | undefined;
  /** So many days after the mentoring has ended, what both can read is made unreadable; absent where each keeps it. */
  readonly shredAfterDays?: number | undefined;
};

/** Ground rules that somebody has begun to fill in and not proposed yet. */
export type RulesDraft = {
  readonly id: string;
  readonly relationshipId: string;
  readonly authorId: string;
  /** *Confidential*: the author alone. */
  readonly words: RulesWords;
  readonly writtenAt: Date;
};
