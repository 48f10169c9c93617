/**
 * The nouns of the practice, as they are kept. Dates without a time are YYYY-MM-DD, wall times HH:MM, zones IANA
 * names, durations whole minutes or days as the name says. Fields marked *confidential* are encrypted at rest, and
 * given only to those named beside them.
 */

/** A time somebody named in their own zone. The instant is derived (`instantOf`), never stored alone. */
export type WallTime = { readonly date: string; readonly time: string; readonly zone: string };

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
  readonly validMonths?: number;
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
  /** No mentor takes more than so many at once; absent where each decides. */
  readonly mostMentees?: number | undefined;
  /** A coordinator introduces the two to each other in one message. */
  readonly introduces: boolean;
  readonly modules: readonly TrainingModule[];
  /** What those who ask declare of themselves, where the scheme is targeted. */
  readonly eligibility?: string | undefined;
  /** Exactly what is reported back, where mentoring is directed. */
  readonly reportBack?: string | undefined;
};

/** Somebody offers to mentor in a scheme. */
export type Offer = {
  readonly id: string;
  readonly schemeId: string;
  readonly personId: string;
  /** Who they are, in their words: what somebody reads who chooses from the bank. */
  readonly portrait: string;
  readonly areas: readonly string[];
  readonly skills: readonly string[];
  /** Whom they like to help, in their words. Read by the scheme's people when choosing. */
  readonly likesToHelp: string;
  /** How many mentees at once. */
  readonly capacity: number;
  readonly place: MeetingPlace | 'any';
  /** When they are usually free, in their words. */
  readonly usualTimes: string;
  /** Time for mentoring is agreed in the job plan. */
  readonly timeAgreed: boolean;
  readonly trainedOn?: string | undefined;
  readonly state: 'open' | 'paused' | 'closed';
  /** A pause ends by itself on this date. */
  readonly pausedUntil?: string | undefined;
};

export type MeetingPlace = 'video' | 'in-person' | 'phone';

export type LineManager = 'told' | 'not-told' | 'not-said';

export type Request = {
  readonly id: string;
  readonly schemeId: string;
  readonly menteeId: string;
  readonly areas: readonly string[];
  /** *Confidential*: mentee, the scheme's coordinators, and mentors it is put to. */
  readonly words: string;
  readonly way: MatchingWay;
  readonly inMindId?: string | undefined;
  /** Mentors whom the mentee chose from the bank, first choice first; at most three. */
  readonly wishIds: readonly string[];
  /** Those are asked one after the other, rather than at once. */
  readonly oneByOne: boolean;
  /** *Confidential*: what the mentee declared of themselves. The mentee and this scheme's coordinators. */
  readonly eligibility?: string | undefined;
  readonly lineManager: LineManager;
  /** People who manage or assess the mentee, as the mentee names them. */
  readonly conflictIds: readonly string[];
  /** Three, in order of preference. */
  readonly times: readonly WallTime[];
  readonly place: MeetingPlace | 'any';
  /** `waiting` for a coordinator, `proposed` to at least one mentor, `matched`, or `withdrawn` by the mentee. */
  readonly state: 'waiting' | 'proposed' | 'matched' | 'withdrawn';
  readonly askedAt: Date;
};

export type DeclineReason = 'no-time' | 'not-right-experience' | 'role-conflict' | 'other';

/** A request put to one mentor. */
export type Proposal = {
  readonly id: string;
  readonly requestId: string;
  readonly mentorId: string;
  readonly proposedById: string;
  /** `queued` waits until the one before it has been answered. */
  readonly state: 'queued' | 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
  /** Other times that the mentor can make, when none of the mentee's suits; the mentee chooses one. */
  readonly counterTimes?: readonly WallTime[] | undefined;
  readonly reason?: DeclineReason | undefined;
  /** *Confidential*: mentor and the scheme's coordinators; the mentee only where the mentor wrote it to them. */
  readonly message?: string | undefined;
  readonly sentAt: Date;
  readonly answeredAt?: Date | undefined;
  /** The mentor means to answer by this day, and is not reminded before it. */
  readonly answerOn?: string | undefined;
};

/** A declining mentor names somebody else: a colleague, who is asked first, or a contact outside the organisation. */
export type Referral = {
  readonly id: string;
  readonly requestId: string;
  readonly proposalId: string;
  readonly byId: string;
  readonly colleagueId?: string | undefined;
  /** *Confidential*: whom to turn to outside; the mentor and the scheme's coordinators, and the mentee once it is passed on. */
  readonly contact?: string | undefined;
  readonly state: 'asked' | 'agreed' | 'refused' | 'lapsed' | 'outside';
  readonly madeAt: Date;
  readonly answeredAt?: Date | undefined;
};

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

/** Somebody has done one of a scheme's modules. */
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

export type Relationship = {
  readonly id: string;
  readonly schemeId: string;
  readonly requestId: string;
  readonly menteeId: string;
  readonly mentorId: string;
  readonly state: 'active' | 'paused' | 'ended';
  readonly cadenceDays: number;
  readonly startedAt: Date;
  readonly pausedUntil?: string | undefined;
  readonly endedAt?: Date | undefined;
  readonly endedById?: string | undefined;
  readonly ending?: EndingKind | undefined;
  /** Where the scheme has a term. */
  readonly plannedEnd?: string | undefined;
  readonly introducedAt?: Date | undefined;
};

/** One of a directed pair has accepted, word for word, what is reported back. */
export type Consent = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly wording: string;
  readonly givenAt: Date;
};

/** A mentor tried to reach the mentee. */
export type ContactAttempt = {
  readonly id: string;
  readonly relationshipId: string;
  readonly authorId: string;
  readonly triedOn: string;
  readonly how: 'message' | 'email' | 'phone' | 'in-person' | 'other';
  /** *Confidential*: the author alone. */
  readonly note?: string | undefined;
};

/** What one of the pair would like to talk about, sent to the other before a meeting. */
export type Preparation = {
  readonly id: string;
  readonly meetingId: string;
  readonly relationshipId: string;
  readonly authorId: string;
  /** *Confidential*: the pair. */
  readonly words: string;
  readonly writtenAt: Date;
};

export type EndingKind = 'natural' | 'goals-met' | 'circumstances' | 'no-fault' | 'never-started';

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

export type AgreementTerms = {
  readonly objectives: string;
  readonly boundaries: string;
  readonly contactBetween: string;
  readonly cadenceDays: number;
  readonly minutes: number;
  readonly place: MeetingPlace | 'any';
  readonly cancellationHours: number;
  readonly records: RecordsPolicy;
  readonly reviewOn: string;
};

export type Meeting = {
  readonly id: string;
  readonly relationshipId: string;
  readonly start: WallTime;
  readonly minutes: number;
  readonly place: MeetingPlace;
  readonly bookedById: string;
  /** `booked`; then `met`, `missed` or `cancelled`. */
  readonly state: 'booked' | 'met' | 'missed' | 'cancelled';
  /** iCalendar SEQUENCE: rises with every change that calendars must notice. */
  readonly sequence: number;
  readonly answeredById?: string | undefined;
  /** Who has said that they are running late, so that it is passed on once. Forgotten when the meeting moves. */
  readonly lateIds?: readonly string[] | undefined;
  /** Meetings that were booked in one go. */
  readonly seriesId?: string | undefined;
};

/** What one of the pair wrote about a meeting. */
export type SessionRecord = {
  readonly id: string;
  readonly meetingId: string;
  readonly relationshipId: string;
  readonly authorId: string;
  readonly writtenAt: Date;
  /** *Confidential*: the pair, or the author alone where the pair keeps its own records. */
  readonly discussed: string;
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
  readonly recordId: string;
  readonly ownerId: string;
  /** *Confidential*: the pair. */
  readonly what: string;
  readonly dueOn?: string | undefined;
  readonly doneAt?: Date | undefined;
};

/** Someone who must not mentor someone: who manages or assesses whom, from the directory. */
export type ReportingLine = {
  readonly id: string;
  readonly personId: string;
  readonly managerId: string;
  readonly kind: string;
};

/** Somebody does not want to be brought together with somebody; the other one never learns of it. */
export type Block = {
  readonly id: string;
  readonly blockerId: string;
  readonly blockedId: string;
};

/** What the directory says of a mentoring scheme outside the organisation. Everybody in the organisation may read it. */
export type OutsideSchemeWords = {
  readonly name: string;
  readonly whoFor: string;
  readonly offers: string;
  /** Which department or role to ask; never a private person. */
  readonly howToReach: string;
  /** Starts with https:. */
  readonly link?: string | undefined;
  /** Values of `outsideNeeds`, `grades` and `regions`. No grade means every grade, no region anywhere in the UK. */
  readonly needs: readonly string[];
  readonly grades: readonly string[];
  readonly regions: readonly string[];
};

/** What an organisation made of an entry of the directory: one of its own, or a shipped one corrected, checked or retired. */
export type OutsideSchemeEntry = {
  readonly id: string;
  /** Absent where the shipped words stand. */
  readonly words?: OutsideSchemeWords | undefined;
  /** When a coordinator last found it right; absent where only the shipped date is known. */
  readonly checkedOn?: string | undefined;
  readonly retired: boolean;
};

/** Every noun that dialogs insert and update, by name. */
export type Records = {
  scheme: Scheme;
  offer: Offer;
  request: Request;
  proposal: Proposal;
  referral: Referral;
  question: Question;
  training: Training;
  relationship: Relationship;
  consent: Consent;
  agreement: Agreement;
  meeting: Meeting;
  sessionRecord: SessionRecord;
  action: Action;
  contactAttempt: ContactAttempt;
  preparation: Preparation;
  reportingLine: ReportingLine;
  outsideScheme: OutsideSchemeEntry;
  block: Block;
  person: { readonly id: string; readonly zone: string };
};

/**
 * What a dialog alters. Fields of an update that are present are written; `undefined` clears an optional one. Only what
 * leaves no trace on purpose is removed; everything else changes its state.
 */
export type Change = {
  [Noun in keyof Records]:
    | { readonly change: 'insert'; readonly noun: Noun; readonly row: Records[Noun] }
    | {
        readonly change: 'update';
        readonly noun: Noun;
        readonly id: string;
        readonly set: Partial<Omit<Records[Noun], 'id'>>;
      }
    | (Noun extends Removable
        ? { readonly change: 'remove'; readonly noun: Noun; readonly id: string }
        : never);
}[keyof Records];

type Removable = 'block';
