/**
 * The nouns of the practice, as they are kept. Dates without a time are YYYY-MM-DD, wall times HH:MM, zones IANA
 * names, durations whole minutes or days as the name says. Fields marked *confidential* are encrypted at rest, and
 * given only to those named beside them.
 */

/** A time somebody named in their own zone. The instant is derived (`instantOf`), never stored alone. */
export type WallTime = { readonly date: string; readonly time: string; readonly zone: string };

export type Choice = { readonly value: string; readonly label: string };

/** Where a digest goes; only the adapter that named it reads `address`. */
export type Channel = {
  readonly platform: string;
  readonly workspace: string;
  readonly address: Readonly<Record<string, string>>;
  readonly name: string;
};

export type Scheme = {
  readonly id: string;
  readonly name: string;
  /** One or two sentences: who it is for. */
  readonly about: string;
  /** Areas of work that people may ask for and offer. */
  readonly areas: readonly Choice[];
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
};

/** Somebody offers to mentor in a scheme. */
export type Offer = {
  readonly id: string;
  readonly schemeId: string;
  readonly personId: string;
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
  readonly inMindId?: string | undefined;
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
  readonly state: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
  /** Other times that the mentor can make, when none of the mentee's suits; the mentee chooses one. */
  readonly counterTimes?: readonly WallTime[] | undefined;
  readonly reason?: DeclineReason | undefined;
  /** *Confidential*: mentor and the scheme's coordinators; the mentee only where the mentor wrote it to them. */
  readonly message?: string | undefined;
  readonly sentAt: Date;
  readonly answeredAt?: Date | undefined;
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

/** Every noun that dialogs insert and update, by name. */
export type Records = {
  scheme: Scheme;
  offer: Offer;
  request: Request;
  proposal: Proposal;
  relationship: Relationship;
  agreement: Agreement;
  meeting: Meeting;
  sessionRecord: SessionRecord;
  action: Action;
  reportingLine: ReportingLine;
  person: { readonly id: string; readonly zone: string };
};

/** What a dialog alters. Fields of an update that are present are written; `undefined` clears an optional one. */
export type Change = {
  [Noun in keyof Records]:
    | { readonly change: 'insert'; readonly noun: Noun; readonly row: Records[Noun] }
    | {
        readonly change: 'update';
        readonly noun: Noun;
        readonly id: string;
        readonly set: Partial<Omit<Records[Noun], 'id'>>;
      };
}[keyof Records];
