/**
 * The nouns of the practice, as they are kept. Dates without a time are YYYY-MM-DD, wall times HH:MM, zones IANA
 * names, durations whole minutes or days as the name says. Fields marked *confidential* are encrypted at rest, and
 * given only to those named beside them.
 */

import type { Summary } from './csv/summary.ts';
import type { UploadKind } from './upload.ts';
import type { State } from './wind-down/judgement.ts';

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
  /** Where mentoring is directed: what is reported back, word for word as the mentee accepted it, and when. */
  readonly reportBack?: string | undefined;
  readonly reportBackAt?: Date | undefined;
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
  /** As of a request: what the mentor accepted together with other times. */
  readonly reportBack?: string | undefined;
  readonly reportBackAt?: Date | undefined;
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
  /** `not-asked`: a colleague who may not be asked, or was asked before. `outside`: a contact; that is asked by nobody here. */
  readonly state: 'asked' | 'not-asked' | 'agreed' | 'refused' | 'lapsed' | 'outside';
  readonly madeAt: Date;
  /** When the colleague answered, or the contact was passed on to the mentee. */
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
  /** How it goes, as coordinators may see it; absent until there is something to say. Counts only while it is active. */
  readonly band?: Band | undefined;
  readonly watch?: Watch | undefined;
};

/** In a coordinator's words, as the wind-down rules use them; a meeting to come counts as going well. */
export type Band = Extract<State, 'not started' | 'going well' | 'quiet' | 'asking'>;

/** What the watch over a pair has asked, and what it says of them. Never what they answered. */
export type Watch = {
  /** Oldest first, of those that still count. */
  readonly asked: readonly Asked[];
  /** YYYY-MM-DD of the last meeting; absent where they have not met. */
  readonly lastMetOn?: string;
  /** How often they usually meet; absent where they have shown no rhythm of their own yet. */
  readonly usualDays?: number;
};

/** A question to both of a pair; instants in ISO form. */
export type Asked = {
  readonly question: WatchQuestion;
  /** When it came to be asked. */
  readonly at: string;
  /** When each of the two was, by id: at an hour that suits them, or never where they have switched it off. */
  readonly told: Readonly<Record<string, string>>;
};

/**
 * `not-started`: is it to be? `met-since`: have you met? `how-is-it`: going on, at its end, not working, or not now?
 * `nudge`: a coordinator had a pair asked that has not started.
 */
export type WatchQuestion = 'not-started' | 'nudge' | 'met-since' | 'how-is-it';

/** A pause of a relationship, kept when it is over: no clock ran in it. */
export type Pause = {
  readonly id: string;
  readonly relationshipId: string;
  readonly startedAt: Date;
  /** Absent while it goes on. */
  readonly endedAt?: Date | undefined;
};

export type WatchAnswerKind = 'not-lately' | 'fine' | 'busy' | 'natural' | 'not-working' | 'not-now' | 'keep';

/** What one of the two answered when the watch asked. */
export type WatchAnswer = {
  readonly id: string;
  readonly relationshipId: string;
  readonly personId: string;
  readonly givenAt: Date;
  /** *Confidential*: whoever gave it, alone. Absent for others, and once it was erased. */
  readonly answer?: WatchAnswerKind | undefined;
  /** Neither of the two is asked anything before this day. */
  readonly notBefore?: string | undefined;
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

/** `faded`: neither of the two answered any more, which nobody chooses. */
export type EndingKind = 'natural' | 'goals-met' | 'circumstances' | 'no-fault' | 'never-started' | 'faded';

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

/** Why a meeting did not take place: a class, never a reason in words. */
export type NotMetReason = 'work' | 'leave' | 'illness' | 'forgotten' | 'other';

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
  /** How long it really took, and by what means, where that was not as booked. */
  readonly heldMinutes?: number | undefined;
  readonly heldPlace?: MeetingPlace | undefined;
  /** Of one that was missed or cancelled, where somebody said so. */
  readonly notMetReason?: NotMetReason | undefined;
  /** Who has said that they are running late, so that it is passed on once. Forgotten when the meeting moves. */
  readonly lateIds?: readonly string[] | undefined;
  /** Meetings that were booked in one go. */
  readonly seriesId?: string | undefined;
  /** Absent where nobody knows: booked before this was kept, or told of only afterwards. */
  readonly bookedAt?: Date | undefined;
  /** When it last moved to another time. */
  readonly movedAt?: Date | undefined;
  /** When somebody said what became of it, or called it off. */
  readonly settledAt?: Date | undefined;
};

/** What one of the pair wrote about a meeting. */
export type SessionRecord = {
  readonly id: string;
  readonly meetingId: string;
  readonly relationshipId: string;
  readonly authorId: string;
  readonly writtenAt: Date;
  /** When the author last corrected it. */
  readonly changedAt?: Date | undefined;
  /** *Confidential*: the pair, or the author alone where the pair keeps its own records. */
  readonly discussed: string;
  /** *Confidential*: as above. What it was about, in a word or two each. */
  readonly topics?: readonly string[] | undefined;
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
  /** Absent once its author has deleted the record: what was agreed stays agreed. */
  readonly recordId?: string | undefined;
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

/** What can be said to somebody unasked. `news`: what somebody else has just sent or done. */
export type NudgeKind =
  | 'meeting'
  | 'did-you-meet'
  | 'next-step'
  | 'check-in'
  | 'watch'
  | 'answer'
  | 'request'
  | 'coordinator'
  | 'news';

/** How somebody wants to be reminded; who has chosen nothing has none of these. Their own alone. */
export type ReminderChoices = {
  readonly id: string;
  readonly personId: string;
  /** HH:MM on their own clock. Nobody is reminded from the first to the second; the same time twice means always. */
  readonly quietFrom: string;
  readonly quietTo: string;
  /** 1 Monday to 7 Sunday: days on which only meetings are reminded of. */
  readonly quietDays: readonly number[];
  /** How long before a meeting they are reminded of it; each is a reminder of its own. */
  readonly meetingMinutes: readonly number[];
  /** Kinds that are switched off. */
  readonly off: readonly NudgeKind[];
  /** Nothing reminds them before this day. */
  readonly snoozedUntil?: string | undefined;
  readonly holidays: 'england-and-wales' | 'scotland' | 'northern-ireland' | 'none';
};

/** Somebody is away, both days included. Their own alone; for everybody else the clocks stop, and no reason is given. */
export type Absence = {
  readonly id: string;
  readonly personId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly why: 'leave' | 'nights' | 'rotation';
};

/** Days on which the whole organisation is closed, both included. */
export type Closure = {
  readonly id: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly name: string;
};

/** Every noun that dialogs insert and update, by name. */
/** A round for a scheme's whole pool: planned in one go, reviewed by the coordinator who asked for it, then sent. */
export type Round = {
  readonly id: string;
  readonly schemeId: string;
  readonly byId: string;
  /** `discarded` by a coordinator, or because nobody has sent it for days; `failed` when it could not be planned. */
  readonly state: 'planning' | 'ready' | 'sending' | 'sent' | 'discarded' | 'failed';
  readonly startedAt: Date;
  /** When its coordinator had it sent. */
  readonly sentAt?: Date | undefined;
};

/** One request in a round, and the mentor who is to be asked. */
export type RoundPair = {
  readonly id: string;
  readonly roundId: string;
  readonly requestId: string;
  /** Absent where the plan has nobody. */
  readonly mentorId?: string | undefined;
  /** `out`: taken out by the coordinator. `dropped`: no longer possible in the moment of sending. */
  readonly state: 'planned' | 'out' | 'sent' | 'dropped' | 'unmatched';
  /** In which order they are reviewed. */
  readonly place: number;
  /** They share none of the areas asked for: worth a second look. */
  readonly nothingInCommon: boolean;
  /** Why nobody was found, or why it was dropped: whole sentences. Absent where that is not for the coordinator to know. */
  readonly why?: string | undefined;
};

export type Records = {
  round: Round;
  roundPair: RoundPair;
  scheme: Scheme;
  offer: Offer;
  request: Request;
  proposal: Proposal;
  referral: Referral;
  question: Question;
  training: Training;
  relationship: Relationship;
  consent: Consent;
  pause: Pause;
  watchAnswer: WatchAnswer;
  agreement: Agreement;
  rulesDraft: RulesDraft;
  meeting: Meeting;
  sessionRecord: SessionRecord;
  action: Action;
  contactAttempt: ContactAttempt;
  preparation: Preparation;
  reportingLine: ReportingLine;
  outsideScheme: OutsideSchemeEntry;
  block: Block;
  reminderChoices: ReminderChoices;
  absence: Absence;
  closure: Closure;
  upload: Upload;
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

/** A coordinator's file on its way in. It goes after an hour, whatever became of it. */
export type Upload = {
  readonly id: string;
  /** Who sent it, and alone may decide about it. */
  readonly personId: string;
  /** Where it was sent: a platform, and a workspace there. */
  readonly platform: string;
  readonly workspace: string;
  /** As their device calls it. */
  readonly name: string;
  /** What its content is fetched by; absent once that is kept. */
  readonly key?: string;
  /** `unclear`: its sender has to say of what kind it is, or which scheme it is about. */
  readonly state: 'checking' | 'unclear' | 'checked' | 'importing' | 'imported';
  readonly kind?: UploadKind;
  /** Of mentors only. */
  readonly schemeId?: string;
  /** Of reporting lines only: others of the people in its first column are removed. */
  readonly replace: boolean;
  /** What the last check or the import found, with the first few problems. */
  readonly summary?: Summary;
  readonly sentAt: Date;
};

type Removable = 'absence' | 'block' | 'closure' | 'rulesDraft' | 'sessionRecord' | 'training' | 'upload';
