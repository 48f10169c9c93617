/** A scheme: its rules, and the training it requires. */

import type { OwnPrior } from './own-prior.ts';

export type Choice = { readonly value: string; readonly label: string };

/** Something that people ask for and offer. What is retired is not offered any more, and keeps its meaning. */
export type Area = Choice & { readonly retired?: true };

/** Where a digest goes; only the adapter that named it reads `address`. */
export type Channel = {
  readonly platform: string;
  readonly workspace: string;
  readonly address: Readonly<Record<string, string>>;
  readonly name: string;
};

/**
 * `formal`: the employer knows and time is set aside. `informal`: colleagues among themselves. `targeted`: for a group
 * that says so itself. `directed`: a regulator has made it a condition of practice.
 */
export type SchemeKind = 'formal' | 'informal' | 'targeted' | 'directed';

/** How somebody who asks comes to a mentor: a coordinator matches, they choose from the bank, or they name somebody. */
export type MatchingWay = 'coordinator' | 'bank' | 'named';

/** Training that a scheme requires before the first meeting. */
export type TrainingModule = {
  readonly value: string;
  readonly label: string;
  /** Where it is done, or a link to it. */
  readonly about: string;
  readonly who: 'mentor' | 'mentee' | 'both';
  /** Whose word counts: that of whoever did it, or a coordinator's. */
  readonly confirmedBy: 'self' | 'coordinator';
  /** Absent where it does not have to be repeated. */
  readonly validMonths?: number | undefined;
  /** Nobody has to do it any more; who has done it stays known. */
  readonly retired?: true;
};

export type Scheme = {
  readonly id: string;
  readonly name: string;
  readonly kind: SchemeKind;
  /** One or two sentences: who it is for. */
  readonly about: string;
  /** Areas of work that people may ask for and offer, and those that they could before. */
  readonly areas: readonly Area[];
  readonly coordinatorIds: readonly string[];
  /** How often a pair is expected to meet, until they agree otherwise. */
  readonly cadenceDays: number;
  readonly meetingMinutes: number;
  /** A mentor who has not answered is reminded after the first, and the proposal expires after the second. */
  readonly replyDays: number;
  readonly expiryDays: number;
  /** The limits of confidentiality, as everybody is told them. */
  readonly confidentiality: string;
  readonly confidentialityVersion: number;
  /** Where and when the weekly digest is posted; absent until a coordinator has chosen. `weekday`: 1 Monday to 7 Sunday. */
  readonly digest?: {
    readonly channel: Channel;
    readonly weekday: number;
    readonly time: string;
    readonly zone: string;
  };
  readonly acceptsRequests: boolean;
  readonly matching: readonly MatchingWay[];
  /** How long a relationship is meant to last; absent where no end is planned. */
  readonly termMonths?: number | undefined;
  /** Whether records are kept: as each pair decides, none at all, or the scheme expects them. */
  readonly recordsPolicy: 'pair-decides' | 'none' | 'expected';
  /** Each of a pair is asked how it goes so many days after they began; absent or 0 where nobody is. */
  readonly checkInFirstDays?: number | undefined;
  /** And from then on every so many days; absent or 0 where they are asked once. */
  readonly checkInEveryDays?: number | undefined;
  /** No mentor takes more than so many at once; absent where each decides. */
  readonly mostMentees?: number | undefined;
  /** A coordinator introduces the two to each other in one message. */
  readonly introduces: boolean;
  readonly modules: readonly TrainingModule[];
  /** What those who ask declare of themselves, where the scheme is targeted. */
  readonly eligibility?: string | undefined;
  /** Exactly what is reported back, where mentoring is directed. */
  readonly reportBack?: string | undefined;
  /** What its own pairs have shown; absent where they are judged by the stated prior. Read by `priorOf`, which checks it. */
  readonly prior?: OwnPrior | undefined;
};

/** Somebody has done one of a scheme's modules. What is taken back was never said: then there is no row. */
export type Training = {
  readonly id: string;
  readonly schemeId: string;
  readonly personId: string;
  /** `TrainingModule.value`. */
  readonly module: string;
  readonly doneOn: string;
  readonly confirmedById?: string | undefined;
  readonly confirmedAt?: Date | undefined;
};
