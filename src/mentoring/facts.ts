/** What each kind of dialog is shown: loaded by the store, under the subject's lock, before the dialog decides. */

import type { Agreement, RulesDraft } from './records/agreement.ts';
import type { Closing } from './records/closing.ts';
import type { CheckIn } from './records/check-in.ts';
import type { BenefitsOrder, BenefitSurvey } from './records/benefits.ts';
import type { ContactAttempt, Meeting, Preparation } from './records/meeting.ts';
import type { Lookout } from './records/lookout.ts';
import type { Offer } from './records/offer.ts';
import type { Closure, OutsideSchemeEntry } from './records/organisation.ts';
import type { Absence, Block, ReminderChoices, ReportingLine } from './records/person.ts';
import type { Proposal, Referral } from './records/proposal.ts';
import type { Question } from './records/question.ts';
import type { Consent, Pause, Relationship } from './records/relationship.ts';
import type { Request } from './records/request.ts';
import type { Rotation } from './records/rotation.ts';
import type { Round, RoundPair } from './records/round.ts';
import type { Scheme, Training } from './records/scheme.ts';
import type { Action, SessionRecord } from './records/session-record.ts';
import type { Upload } from './records/upload.ts';
import type { Heard } from './watch-answers.ts';

export type Someone = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** What decides when they may be told something unasked; absent where nothing does but what is usual. Never shown to others. */
  readonly courtesy?: Courtesy;
};

export type Courtesy = {
  readonly choices?: ReminderChoices;
  readonly absences: readonly Absence[];
  /** Of the whole organisation. */
  readonly closures: readonly Closure[];
};

/** People by id, for every id that appears in the facts beside it. */
export type People = Readonly<Record<string, Someone>>;

/** Subject `person`: everything that concerns one person. Locked: the person. */
export type PersonFacts = {
  readonly person: Someone;
  /** What a coordinator's file says of them; a field is absent where it says nothing. */
  readonly profile?: { readonly grade?: string; readonly specialty?: string; readonly region?: string };
  readonly people: People;
  readonly organisationName: string;
  /** May set up the first scheme. */
  readonly administrator: boolean;
  readonly schemes: readonly Scheme[];
  readonly offers: readonly Offer[];
  /** Requests of this person that are waiting or proposed, and the newest matched or withdrawn one. */
  readonly requests: readonly Request[];
  /** Proposals open to this person as mentor. */
  readonly proposals: readonly { readonly proposal: Proposal; readonly request: Request }[];
  /** What this person suggested when they declined, and what others suggested to them; absent where that is not loaded. */
  readonly referrals?: readonly Referral[];
  /** Relationships that are not ended, and those ended within the last 90 days. */
  readonly relationships: readonly RelationshipGlance[];
  /** Who manages or assesses this person, and who manages those; absent where that is not loaded. */
  readonly reportingLines?: readonly ReportingLine[];
  /** Whom this person would rather not be matched with. Empty for everybody but themselves. */
  readonly blocks: readonly Block[];
  /** What the organisation made of the directory of outside schemes; absent where that is nothing. */
  readonly outsideSchemes?: readonly OutsideSchemeEntry[];
  /** What this person has done of the training that schemes ask for; absent where that is nothing. */
  readonly trainings?: readonly Training[];
  /** What this person has asked mentors of the bank, and was asked by others, oldest first; absent where that is not loaded. */
  readonly questions?: readonly Question[];
  /** Where this person is told once a mentor can be asked; absent where that is nothing. */
  readonly lookouts?: readonly Lookout[];
  /** What this person was asked about the benefits of mentoring, and answered, oldest first; absent where that is nothing. */
  readonly surveys?: readonly BenefitSurvey[];
  /** Reports that they are sent as a coordinator; absent where there are none. */
  readonly reportOrders?: readonly BenefitsOrder[];
};

/** A relationship as one of its two sees it in a list. */
export type RelationshipGlance = {
  readonly relationship: Relationship;
  /** The newest that both agreed to. */
  readonly agreement: Agreement | undefined;
  /** A newer one that waits for the other's assent. */
  readonly proposedAgreement: Agreement | undefined;
  /** All meetings, oldest first. */
  readonly meetings: readonly Meeting[];
  /** Ids of meetings for which the asker has written a record. */
  readonly recorded: readonly string[];
  /** Not done yet, the asker's and the other's. */
  readonly actions: readonly Action[];
  /** What the asker has accepted is reported back; absent where that is nothing. */
  readonly consents?: readonly Consent[];
  /** How often the asker was asked how it goes; absent where that is not at all. */
  readonly checkIns?: number;
  /** When the asker wrote closing words, without a word of them; absent where they did not. */
  readonly closedAt?: Date | undefined;
  /** What the person said of moving to another post; absent where that is nothing. */
  readonly rotation?: Rotation | undefined;
};

/** Subject `request`: triage. Locked: the request. */
export type RequestFacts = {
  readonly request: Request;
  readonly scheme: Scheme;
  readonly people: People;
  readonly proposals: readonly Proposal[];
  /** Colleagues and contacts whom declining mentors have named, oldest first. */
  readonly referrals: readonly Referral[];
  /** Mentors who have declined an earlier request of this mentee in this scheme; absent where that is nobody. */
  readonly declinedBeforeIds?: readonly string[];
  /** Everybody who offers in this scheme, whatever their state. */
  readonly pool: readonly PoolMentor[];
  readonly reportingLines: readonly ReportingLine[];
  /** Pairs that either side blocked, each as [one, other]. */
  readonly blocks: readonly (readonly [string, string])[];
  /** What the organisation made of the directory of outside schemes; absent where that is nothing. */
  readonly outsideSchemes?: readonly OutsideSchemeEntry[];
  /** What people have done of the training that the scheme asks for; absent where that is nothing. */
  readonly trainings?: readonly Training[];
};

export type PoolMentor = {
  readonly offer: Offer;
  /** Relationships they mentor now in this scheme that are active or paused. */
  readonly mentees: number;
  /** Proposals open to them now. */
  readonly openProposals: number;
};

/** Subject `proposal`: one mentor's answer. Locked: the request, then the mentor's offer. */
export type ProposalFacts = RequestFacts & {
  readonly proposal: Proposal;
};

/** Subject `referral`: what comes of a colleague, or a contact, whom a declining mentor named. Locked: the request. */
export type ReferralFacts = RequestFacts & { readonly referral: Referral };

/** Subject `relationship`. Locked: the relationship. */
export type RelationshipFacts = {
  readonly relationship: Relationship;
  readonly scheme: Scheme;
  readonly people: People;
  /** The newest that both agreed to. */
  readonly agreement: Agreement | undefined;
  /** A newer one that waits for the other's assent. */
  readonly proposedAgreement: Agreement | undefined;
  /** Versions that both agreed to before the one that holds, newest first. */
  readonly earlierAgreements: readonly Agreement[];
  /** What the asker has begun to fill in. */
  readonly rulesDraft: RulesDraft | undefined;
  /** Oldest first. */
  readonly meetings: readonly Meeting[];
  /** What either of the two wrote before a meeting, for the two of them. */
  readonly preparations: readonly Preparation[];
  /** What the asker may read: their own, and the other's shared ones. Newest first. Empty without an asker. */
  readonly records: readonly SessionRecord[];
  /** For whom records exist, without content: meeting id and author. */
  readonly recordedBy: readonly { readonly meetingId: string; readonly authorId: string }[];
  readonly actions: readonly Action[];
  /** Who manages or assesses either of the two, and who manages those: coordinators among them are told nothing. */
  readonly reportingLines: readonly ReportingLine[];
  /** Who manages or assesses the mentee by their own word when they asked. */
  readonly conflictIds: readonly string[];
  /** What the asker has noted as the mentor, oldest first; empty for everybody else. */
  readonly contactAttempts: readonly ContactAttempt[];
  /** Oldest first. */
  readonly pauses: readonly Pause[];
  /** What the two told the watch. */
  readonly heard: Heard;
  /**
   * What the asker was asked about how it goes, oldest first; where nobody asks what both were, without what anybody
   * said. Absent where that is nothing.
   */
  readonly checkIns?: readonly CheckIn[];
  /** What either of the two has accepted is reported back, oldest first; absent where that is nothing. */
  readonly consents?: readonly Consent[];
  /** What the asker wrote when it had ended; absent where that is nothing. */
  readonly closing?: Closing | undefined;
  /** What the asker said of moving to another post, or, where nobody asks, what either of the two did; absent where that is nothing. */
  readonly rotations?: readonly Rotation[];
  /** What either of the two was asked about the benefits, without their answers; absent where that is nothing. */
  readonly surveys?: readonly BenefitSurvey[];
  /** Of one that has ended: what taking it up again depends on. */
  readonly wayBack?: WayBack | undefined;
};

export type WayBack = {
  /** How the mentor offers in this scheme now; absent where they do not. */
  readonly mentor: PoolMentor | undefined;
  /** Either of them would rather not be brought together with the other. Never said to anybody. */
  readonly blocked: boolean;
  /** Something else has come of the request since. */
  readonly taken: boolean;
};

/** Subject `meeting`. Locked: the relationship. */
export type MeetingFacts = RelationshipFacts & { readonly meeting: Meeting };

/** Subject `scheme`: the coordinators' desk. Locked: the scheme. */
export type SchemeFacts = {
  readonly scheme: Scheme;
  readonly people: People;
  readonly requests: readonly RequestAtDesk[];
  readonly pool: readonly PoolMentor[];
  /** Who manages or assesses those who ask, and who manages those. */
  readonly reportingLines: readonly ReportingLine[];
  /** The round that is planned, reviewed or sent at the moment. */
  readonly round?: Round | undefined;
  /** Relationships that have not ended; absent where there are none. */
  readonly pairs?: number;
  /** Of these the ones that may need somebody: not started, gone quiet, or being asked how it goes. Only where nobody asks. */
  readonly slow?: PairsFacts['pairs'];
  /**
   * What people have done of the training that the scheme asks for, of those of whom the asker may hear; of everybody
   * where nobody asks. Absent where that is nothing.
   */
  readonly trainings?: readonly Training[];
  /** Everything of this scheme in counts, without content: what the digest is made from. */
  readonly counts: SchemeCounts;
};

/** A request under way without what anybody wrote, which is opened with the request itself. */
export type RequestAtDesk = {
  readonly request: Omit<Request, 'words' | 'eligibility'>;
  readonly proposals: readonly Omit<Proposal, 'message'>[];
};

/** Subject `pairs`: the pairs of a scheme as its coordinators may see them. Locked: nothing. */
export type PairsFacts = {
  readonly scheme: Scheme;
  readonly people: People;
  /** Under way or paused, and those that ended within the last 90 days; newest first. */
  readonly pairs: readonly { readonly relationship: Relationship; readonly conflictIds: readonly string[] }[];
  /** Who manages or assesses any of them, and who manages those. */
  readonly reportingLines: readonly ReportingLine[];
  /** What any of them has accepted is reported back; absent where that is nothing. */
  readonly consents?: readonly Consent[];
};

export type SchemeCounts = {
  readonly since: Date;
  readonly waiting: readonly { readonly requestId: string; readonly askedAt: Date }[];
  readonly askedSince: number;
  readonly startedSince: number;
  readonly metSince: number;
  readonly active: number;
  /** Active, and silent for longer than is usual for the pair: the watch is about to ask them, or has. */
  readonly quiet: number;
  readonly endedSince: Readonly<Record<string, number>>;
  /** The same of the week before. */
  readonly before: {
    readonly asked: number;
    readonly started: number;
    readonly met: number;
    readonly ended: number;
  };
  /** Meetings noted as held in each of the last twelve weeks, oldest first; the last of them is `metSince`. */
  readonly metByWeek: readonly number[];
  /**
   * Answers to "how does it go" in the last four whole weeks, and how many of them are that it goes well; absent where
   * mentoring is directed. By whole weeks, so that no two looks at it are one answer apart.
   */
  readonly checkIns?: { readonly count: number; readonly well: number };
  /** Answers to "how useful", since then: how many and their sum. */
  readonly useful: { readonly count: number; readonly sum: number };
  readonly mentors: number;
  readonly places: number;
};

/**
 * Subject `bank`: the mentors of a scheme, for whoever looks for one. Locked: the person who looks. Only mentors whom
 * they can ask now are in here, so that nothing can be told from who is not.
 */
export type BankFacts = {
  readonly person: Someone;
  readonly scheme: Scheme;
  readonly people: People;
  /** How many fit what is looked for, beside those suggested. */
  readonly found: number;
  /** Those of them on the page that is looked at. */
  readonly shown: readonly PoolMentor[];
  /** Those who fit best, best first; on every page the same. */
  readonly suggested: readonly PoolMentor[];
  /** Of the control's own mentors, chosen or looked at, those who can be asked now. */
  readonly named: readonly PoolMentor[];
  /** Theirs in this scheme that is waiting or proposed. */
  readonly request: Request | undefined;
  /** What they have asked mentors first, oldest first. */
  readonly questions: readonly Question[];
  /** Who manages or assesses them, and who manages those. */
  readonly reportingLines: readonly ReportingLine[];
  /** They are told once somebody can be asked; absent where that is nothing. */
  readonly lookout?: Lookout | undefined;
  /** What the organisation made of the directory of outside schemes; absent where that is nothing. */
  readonly outsideSchemes?: readonly OutsideSchemeEntry[];
};

/** Subject `lookout`: the bank as it is for somebody who waits until they can ask somebody. Locked: the person. */
export type LookoutFacts = BankFacts & { readonly lookout: Lookout };

/** Subject `question`: something that was asked first. Locked: the question. */
export type QuestionFacts = {
  readonly question: Question;
  readonly scheme: Scheme;
  readonly people: People;
};

/** Subject `outsideScheme`: an entry of the directory, shipped or our own. Locked: the entry. */
export type OutsideSchemeFacts = {
  readonly id: string;
  /** Of the whole directory, so that no two entries get one name. */
  readonly outsideSchemes: readonly OutsideSchemeEntry[];
  /** Coordinators of any scheme of the organisation. */
  readonly coordinatorIds: readonly string[];
};

/** Subject `upload`: a coordinator's file on its way in. Locked: the upload. */
export type UploadFacts = {
  readonly upload: Upload;
  readonly sender: Someone;
  /** Schemes that the sender coordinates now. */
  readonly schemes: readonly Scheme[];
  /** Coordinators of any scheme of the organisation. */
  readonly coordinatorIds: readonly string[];
};

/** Subject `round`: a plan for a whole pool, as the coordinator who asked for it reviews it. Locked: the round. */
export type RoundReviewFacts = {
  readonly round: Round;
  readonly scheme: Scheme;
  readonly people: People;
  /** How many requests of each state, of those that its coordinator may hear of. */
  readonly counts: Readonly<Record<RoundPair['state'], number>>;
  /** Ids of the pairs that are to be sent. */
  readonly plannedIds: readonly string[];
  /** Of the state that is looked at, the page that is looked at, with what reasons are made of. */
  readonly shown: readonly RoundRow[];
};

/** One request of a round on a page. `mentor`: as they offer now; absent where there is none, or not any more. */
export type RoundRow = {
  readonly pair: RoundPair;
  readonly request: Request;
  readonly proposals: readonly Proposal[];
  readonly mentor: PoolMentor | undefined;
};

/** Subject `roundPair`: one pair of a round. Locked: the request, then the mentor's offer. The pool: that mentor. */
export type RoundPairFacts = RequestFacts & { readonly round: Round; readonly pair: RoundPair };

/** Subject `roundChoice`: another mentor for a pair of a round. Locked: the request. The pool: everybody. */
export type RoundChoiceFacts = RoundPairFacts & {
  /** Places that the round gives to each mentor, but for this pair. */
  readonly given: Readonly<Record<string, number>>;
};

export type FactsOf = {
  round: RoundReviewFacts;
  roundPair: RoundPairFacts;
  roundChoice: RoundChoiceFacts;
  person: PersonFacts;
  request: RequestFacts;
  proposal: ProposalFacts;
  referral: ReferralFacts;
  relationship: RelationshipFacts;
  meeting: MeetingFacts;
  scheme: SchemeFacts;
  pairs: PairsFacts;
  outsideScheme: OutsideSchemeFacts;
  bank: BankFacts;
  lookout: LookoutFacts;
  question: QuestionFacts;
  upload: UploadFacts;
};
