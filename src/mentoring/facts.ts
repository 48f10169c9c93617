/** What each kind of dialog is shown: loaded by the store, under the subject's lock, before the dialog decides. */

import type {
  Action,
  Agreement,
  Block,
  ContactAttempt,
  Meeting,
  Offer,
  OutsideSchemeEntry,
  Proposal,
  Relationship,
  ReportingLine,
  Request,
  Scheme,
  SessionRecord,
} from './records.ts';

export type Someone = { readonly id: string; readonly name: string; readonly zone: string };

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
  /** Relationships that are not ended, and those ended within the last 90 days. */
  readonly relationships: readonly RelationshipGlance[];
  /** Who manages or assesses this person, and who manages those; absent where that is not loaded. */
  readonly reportingLines?: readonly ReportingLine[];
  /** Whom this person would rather not be matched with. Empty for everybody but themselves. */
  readonly blocks: readonly Block[];
  /** What the organisation made of the directory of outside schemes; absent where that is nothing. */
  readonly outsideSchemes?: readonly OutsideSchemeEntry[];
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
};

/** Subject `request`: triage. Locked: the request. */
export type RequestFacts = {
  readonly request: Request;
  readonly scheme: Scheme;
  readonly people: People;
  readonly proposals: readonly Proposal[];
  /** Everybody who offers in this scheme, whatever their state. */
  readonly pool: readonly PoolMentor[];
  readonly reportingLines: readonly ReportingLine[];
  /** Pairs that either side blocked, each as [one, other]. */
  readonly blocks: readonly (readonly [string, string])[];
  /** What the organisation made of the directory of outside schemes; absent where that is nothing. */
  readonly outsideSchemes?: readonly OutsideSchemeEntry[];
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

/** Subject `relationship`. Locked: the relationship. */
export type RelationshipFacts = {
  readonly relationship: Relationship;
  readonly scheme: Scheme;
  readonly people: People;
  /** The newest that both agreed to. */
  readonly agreement: Agreement | undefined;
  /** A newer one that waits for the other's assent. */
  readonly proposedAgreement: Agreement | undefined;
  /** Oldest first. */
  readonly meetings: readonly Meeting[];
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
};

/** Subject `meeting`. Locked: the relationship. */
export type MeetingFacts = RelationshipFacts & { readonly meeting: Meeting };

/** Subject `scheme`: the coordinators' desk. Locked: the scheme. */
export type SchemeFacts = {
  readonly scheme: Scheme;
  readonly people: People;
  readonly requests: readonly { readonly request: Request; readonly proposals: readonly Proposal[] }[];
  readonly pool: readonly PoolMentor[];
  /** Who manages or assesses those who ask, and who manages those. */
  readonly reportingLines: readonly ReportingLine[];
  /** Everything of this scheme in counts, without content: what the digest is made from. */
  readonly counts: SchemeCounts;
};

export type SchemeCounts = {
  readonly since: Date;
  readonly waiting: readonly { readonly requestId: string; readonly askedAt: Date }[];
  readonly askedSince: number;
  readonly startedSince: number;
  readonly metSince: number;
  readonly active: number;
  /** Active, with neither a meeting booked nor one held within twice the agreed cadence. */
  readonly quiet: number;
  readonly endedSince: Readonly<Record<string, number>>;
  /** Answers to "how useful", since then: how many and their sum. */
  readonly useful: { readonly count: number; readonly sum: number };
  readonly mentors: number;
  readonly places: number;
};

/** Subject `outsideScheme`: an entry of the directory, shipped or our own. Locked: the entry. */
export type OutsideSchemeFacts = {
  readonly id: string;
  /** Of the whole directory, so that no two entries get one name. */
  readonly outsideSchemes: readonly OutsideSchemeEntry[];
  /** Coordinators of any scheme of the organisation. */
  readonly coordinatorIds: readonly string[];
};

export type FactsOf = {
  person: PersonFacts;
  request: RequestFacts;
  proposal: ProposalFacts;
  relationship: RelationshipFacts;
  meeting: MeetingFacts;
  scheme: SchemeFacts;
  outsideScheme: OutsideSchemeFacts;
};
