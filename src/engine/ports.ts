/** The only interfaces that others implement: the chat platforms, the store, the alarm, the clock, the documents. */

import type { PersonChoice } from '../ui/form.ts';
import type { Reference, Target } from '../ui/reference.ts';
import type { Card } from '../ui/view.ts';
import type { Bundle } from './bundle.ts';
import type { FileSpec, Recipient, TimerChange } from './effect.ts';
import type { ChatEvent } from './event.ts';
import type { Reply } from './reply.ts';
import type {
  Address,
  ChannelKey,
  MessageAddress,
  Person,
  Platform,
  Profile,
  WorkspaceKey,
} from './terms.ts';

/** The time. Nothing else in the engine, the dialogs or the jobs asks what time it is. */
export type Clock = { readonly now: () => Date };

/** Told of every step that a crash could fall after; tests use it to crash there. Absent in production. */
export type Probe = (step: Step) => void;
export type Step =
  | 'turn:taken'
  | 'turn:decided'
  | 'turn:written'
  | 'turn:committed'
  | 'turn:nudged'
  | 'timer:claimed'
  | 'timer:written'
  | 'timer:committed'
  | 'delivery:leased'
  | 'delivery:sending'
  | 'delivery:sent'
  | 'delivery:recorded';

// ---- towards the platforms ------------------------------------------------------------------------------------------

/** How a platform differs, as data. The engine reads these and never the platform's name. */
export type Capabilities = {
  /** Files go with the message; otherwise a link to our own signed route stands in for each. */
  readonly files: 'upload' | 'link';
  /** The bot has a page of its own, per person. */
  readonly home: boolean;
};

export type OutgoingFile = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

export type OutgoingMessage = {
  readonly card: Card<Reference>;
  /** With `files: 'upload'`: sent along. Otherwise empty: the card has link buttons already. */
  readonly files: readonly OutgoingFile[];
};

/** How one adapter is driven. Every method throws `DeliveryError` and nothing else when the platform says no. */
export type ChatPort = {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  /**
   * Sends once: no retries of its own, and gives up after its own time limit. Resolves with where the message is, and
   * with a fuller address where sending first had to open a conversation.
   */
  readonly send: (
    to: Address,
    message: OutgoingMessage,
  ) => Promise<{ message: MessageAddress; address?: Address }>;
  /** Replaces a message the bot sent. */
  readonly update: (to: Address, message: MessageAddress, card: Card<Reference>) => Promise<void>;
  /** Draws the person's own page; only where `capabilities.home`. */
  readonly showHome: (to: Address, card: Card<Reference>) => Promise<void>;
  /** Where an account can be reached that has not spoken yet. */
  readonly addressOf: (workspace: WorkspaceKey, externalId: string) => Address;
  /**
   * The content of a file that somebody sent, piece by piece. Throws `DeliveryError`: `gone` where the key has run out,
   * and the code `file_too_large` as soon as there are more than `most` bytes.
   */
  readonly fetchFile: (workspace: WorkspaceKey, key: string, most: number) => AsyncIterable<Uint8Array>;
  /** What the platform tells about one account. */
  readonly profile: (workspace: WorkspaceKey, externalId: string) => Promise<Profile>;
  /** Everybody the platform lets the bot see in a workspace, page by page. */
  readonly people: (workspace: WorkspaceKey) => AsyncIterable<readonly Profile[]>;
};

/** What adapters push events into. */
export type Ingress = {
  /** One turn. Resolves after its commit; rejects when nothing has happened and the platform should try again. */
  readonly handle: (event: ChatEvent) => Promise<Reply>;
  /** People of the asker's organisation whose names match, best first, at most `limit`. Empty for strangers. */
  readonly findPeople: (
    asker: { workspace: WorkspaceKey; externalId: string },
    typed: string,
    limit: number,
  ) => Promise<readonly PersonChoice[]>;
};

// ---- towards the database -------------------------------------------------------------------------------------------

/** Where an organisation's events are kept. Every method sees one organisation only, enforced by row level security. */
export type Store = {
  /** The organisation that owns a workspace, or `undefined` for a workspace nobody installed. */
  readonly findOrganisation: (workspace: WorkspaceKey) => Promise<string | undefined>;
  /** The person behind an account, or `undefined` when it was never seen. */
  readonly findPerson: (organisationId: string, account: AccountKey) => Promise<Person | undefined>;
  /**
   * Makes or refreshes a person from what the platform tells; joins accounts of one organisation by e-mail address.
   * Closes the account of an outsider, if there is one, and rejects with an error named OutsiderError.
   */
  readonly keepProfile: (
    organisationId: string,
    account: AccountKey,
    profile: Profile,
    address: Address,
  ) => Promise<Person>;
  readonly findPeople: (
    organisationId: string,
    typed: string,
    limit: number,
  ) => Promise<readonly PersonChoice[]>;
  /**
   * Runs `work` in one transaction with the organisation set. Commits when it resolves, rolls back when it rejects.
   * Runs it again from the start when the database asks for that (deadlock, serialisation); `work` must bear it.
   */
  readonly transact: <T>(organisationId: string, work: (tx: TurnTransaction) => Promise<T>) => Promise<T>;
  readonly outbox: OutboxStore;
  readonly timers: TimerStore;
};

export type AccountKey = WorkspaceKey & { readonly account: string };

/** What a turn does inside its transaction. */
export type TurnTransaction = {
  /** The person behind an account, or `undefined` when it was never seen or belongs to an outsider. */
  readonly findPerson: (account: AccountKey) => Promise<Person | undefined>;
  /**
   * Takes an event id. `taken`: it is ours. Otherwise it was taken before, by a turn that has committed, and the reply
   * of that turn is given (`undefined` for timers). Of two callers at once the second waits for the first to finish.
   */
  readonly takeEvent: (
    eventId: string,
  ) => Promise<{ taken: true } | { taken: false; reply: Reply | undefined }>;
  /** Keeps the reply for repeats of the event, encrypted. */
  readonly keepReply: (eventId: string, reply: Reply) => Promise<void>;
  /** Records that this account was just seen, and where. */
  readonly touchAccount: (
    account: AccountKey,
    seen: { address?: Address; zone?: string; at: Date },
  ) => Promise<void>;
  readonly markUnreachable: (account: AccountKey) => Promise<void>;

  readonly findReference: (reference: string) => Promise<Target | undefined>;
  /** One reference for each target, in order; the same target always has the same reference. */
  readonly mintReferences: (targets: readonly Target[]) => Promise<readonly Reference[]>;

  /**
   * Locks the subject and loads what a dialog about it is shown; `undefined` when there is no such subject.
   * `actorId` is who asks: text that is theirs alone to read is given only to them. `args`: of the target, for subjects
   * that are too large to be loaded whole.
   */
  readonly loadFacts: (
    subject: string,
    id: string,
    actorId: string | undefined,
    now: Date,
    args?: Readonly<Record<string, string>>,
  ) => Promise<unknown>;
  /** The people with these ids; ids that are nobody of this organisation are left out. */
  readonly people: (ids: readonly string[]) => Promise<readonly Person[]>;
  /** Writes the changes of an outcome, in order. */
  readonly apply: (changes: readonly unknown[], now: Date) => Promise<void>;

  /** Resolves with the platforms that have something to send now. */
  readonly appendOutbox: (entries: readonly OutboxEntry[], now: Date) => Promise<readonly Platform[]>;
  readonly changeTimers: (changes: readonly TimerChange[], now: Date) => Promise<void>;
  /**
   * Claims a timer for this transaction, and of a nudge everything else that is due to be said to that person now: it
   * becomes one message. Empty when it is not this version any more, not pending, or not due: then there is nothing to
   * do. Of two callers at once one gets it.
   */
  readonly claimTimer: (timerId: string, version: number, now: Date) => Promise<readonly ClaimedTimer[]>;
  /** A timer that this transaction has claimed stays pending after all: what it leads to is too long for a turn. */
  readonly putBackTimer: (timerId: string) => Promise<void>;
  /** Claims a timer for this transaction that `owner` holds; `undefined` when somebody else does, or it has changed. */
  readonly claimHeldTimer: (timer: TimerVersion, owner: string, now: Date) => Promise<Target | undefined>;
  /**
   * Puts another card in the place of a part of somebody's bundle, or none; resolves with the whole as it is then.
   * `undefined` where it is nobody's, somebody else's, or forgotten.
   */
  readonly changeBundle: (
    part: { readonly id: string; readonly index: number },
    personId: string,
    changed: Card<Reference> | undefined,
  ) => Promise<Card<Reference> | undefined>;
  /** Appends who did what to which object; no content. */
  readonly audit: (entry: AuditEntry) => Promise<void>;
};

export type AuditEntry = {
  readonly actorId: string | undefined;
  readonly dialog: string;
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly at: Date;
  /** Of what was done to many at once. */
  readonly counts?: Readonly<Record<string, number>>;
};

/** One thing to send. `dedupeKey` is unique in the organisation: appending it again changes nothing. */
export type OutboxEntry = {
  readonly dedupeKey: string;
  readonly to: Recipient;
  readonly content:
    | {
        readonly send: Card<Reference>;
        readonly slot?: string;
        readonly files: readonly FileSpec[];
        readonly notBefore?: Date;
        /** What it is made of, where it is a bundle; `send` is the whole. */
        readonly bundle?: { readonly id: string; readonly bundle: Bundle<Reference> };
      }
    | { readonly revise: Card<Reference>; readonly slot: string }
    /** Replace a message by its address: the one whose control was just used. */
    | { readonly replace: Card<Reference>; readonly message: MessageAddress; readonly platform: Platform }
    | { readonly home: true };
};

/** An outbox row that a drain holds for a while. */
export type LeasedEntry = {
  readonly id: string;
  readonly organisationId: string;
  readonly attempts: number;
  /** When it was to go out, before anything kept it. */
  readonly wantedAt: Date;
  readonly workspace: WorkspaceKey;
  /** Whom it goes to: rows of one recipient are leased one at a time, oldest first. */
  readonly recipient:
    | { readonly accountId: string; readonly personId: string }
    | { readonly channel: ChannelKey };
  readonly address: Address;
  readonly content:
    | Exclude<OutboxEntry['content'], { revise: unknown } | { replace: unknown }>
    /** The slot's newest message, found at the time of leasing; `undefined` where it was never sent. */
    | { readonly update: Card<Reference>; readonly message: MessageAddress | undefined };
};

export type DrainKey = { readonly organisationId: string; readonly platform: Platform };

/** Sending, row by row, with leases in place of open transactions. */
export type OutboxStore = {
  /**
   * Makes the caller the only drain of this organisation and platform until `until`, and leases for as long the oldest
   * due row of each recipient, at most `limit`. `undefined`: another one is the drain. Calling it again with the same
   * `owner` extends it. A recipient with a row that is leased or waiting for a later attempt gives none, so that nobody
   * is ever told things out of order.
   */
  readonly lease: (
    key: DrainKey,
    owner: string,
    limit: number,
    until: Date,
    now: Date,
  ) => Promise<readonly LeasedEntry[] | undefined>;
  /** No longer the drain. Resolves with when the next row is due, judged once nobody is turned away any more. */
  readonly disown: (key: DrainKey, owner: string, now: Date) => Promise<Date | undefined>;
  /** Sent: keeps where the message is, forgets the content. */
  readonly sent: (
    entry: LeasedEntry,
    result: { message?: MessageAddress; address?: Address; at: Date },
  ) => Promise<void>;
  readonly retryAt: (entry: LeasedEntry, at: Date, why: string) => Promise<void>;
  /** Leased, and not tried after all: as if it had never been leased. */
  readonly putBack: (entries: readonly LeasedEntry[]) => Promise<void>;
  /** Will never be sent; forgets the content. `unreachable`: nothing will reach this recipient until they are seen again. */
  readonly giveUp: (entry: LeasedEntry, why: string, unreachable: boolean, at: Date) => Promise<void>;
  /** Nothing of this organisation goes out on this platform before then. */
  readonly holdUntil: (key: DrainKey, at: Date) => Promise<void>;
  /**
   * Nothing gets through: as `holdUntil`, for `firstMs`, and each time in a row twice as long, up to `longestMs`.
   * Resolves with for how long. A row that is sent ends the row of times.
   */
  readonly holdLonger: (
    key: DrainKey,
    wait: { readonly firstMs: number; readonly longestMs: number },
    now: Date,
  ) => Promise<number>;
  /** When the next row is due, `undefined` when none waits. */
  readonly nextDue: (key: DrainKey, now: Date) => Promise<Date | undefined>;
  /** Organisations and platforms with rows that are due, over all organisations; ids only. */
  readonly waiting: (now: Date, limit: number) => Promise<readonly DrainKey[]>;
};

export type DueTimer = {
  readonly id: string;
  /** What it will do, as `dialog.action`. */
  readonly kind: string;
  readonly organisationId: string;
  readonly version: number;
  readonly dueAt: Date;
};

export type TimerStore = {
  /**
   * Pending timers due before `before`, over all organisations, soonest first; ids only. With `organisationId`: of that
   * one. With `perOrganisation`: at most so many of each, and everybody's soonest before anybody's second, so that a
   * burst of one organisation never hides another's.
   */
  readonly due: (
    before: Date,
    limit: number,
    narrow?: { readonly organisationId?: string; readonly perOrganisation?: number },
  ) => Promise<readonly DueTimer[]>;
  /** A timer whose turn failed: tried again no earlier than `at`. After the last attempt it is set aside as failed. */
  readonly failed: (timer: TimerKey, at: Date, lastAttempt: boolean) => Promise<void>;
  /**
   * Makes the caller the only one who does what a timer leads to, until `until`, and counts the attempt. `undefined`
   * when another one is at it, or when it is not this version any more, not pending, or not due.
   */
  readonly hold: (timer: TimerKey, owner: string, until: Date, now: Date) => Promise<HeldTimer | undefined>;
  /** Holds it for longer; `false` when it was moved, cancelled, or taken over by another. */
  readonly keepHolding: (timer: TimerKey, owner: string, until: Date) => Promise<boolean>;
  /** Lets go of it without having done it: not before `retryAt`, or at any time, and then the attempt does not count. */
  readonly letGo: (timer: TimerKey, owner: string, retryAt: Date | undefined) => Promise<void>;
};

/** `nudge`: whom it is going to say something to unasked. */
export type ClaimedTimer = {
  readonly id: string;
  readonly key: string;
  readonly dueAt: Date;
  readonly target: Target;
  readonly nudge?: { readonly person: string; readonly asked: Date };
};

export type TimerVersion = { readonly id: string; readonly version: number };

export type TimerKey = TimerVersion & { readonly organisationId: string };

export type HeldTimer = { readonly target: Target; readonly attempt: number };

// ---- towards the carrier ----------------------------------------------------------------------------------------------

/** Wakes workers. Losing a call makes things late by at most one sweep, never lost. Never throws. */
export type Alarm = {
  /** After a commit: something of this organisation waits in the outbox, or timers moved. */
  readonly nudge: (
    organisationId: string,
    what: { outbox: readonly Platform[]; timers: boolean },
  ) => Promise<void>;
};

// ---- long work ---------------------------------------------------------------------------------------------------------

/** How far long work has come: so many of so many. */
export type Progress = { readonly doing: string; readonly done: number; readonly total: number };

/** What a task is told: ids and what its action was given, nothing else. */
export type TaskOrder = {
  readonly organisationId: string;
  readonly subject: string;
  readonly args: Readonly<Record<string, string>>;
  readonly now: Date;
};

/**
 * Work too long for a turn. It lets others have their turn every few milliseconds, stops with the signal's reason soon
 * after that is aborted, and bears being done again from the start. What it throws is tried again; what a person has to
 * put right is part of its result. `report` costs nothing: most of what it is told is not said.
 */
export type Task<Result = unknown> = (
  order: TaskOrder,
  told: { readonly report: (progress: Progress) => void; readonly signal: AbortSignal },
) => Promise<Result>;

/** Every task by its name. */
export type Tasks = Readonly<Record<string, Task>>;

// ---- documents ----------------------------------------------------------------------------------------------------------

/** For whom a document is made: what is in it depends on what they may read. */
export type Reader = { readonly organisationId: string; readonly personId: string };

export type Documents = {
  /**
   * Makes the file that a spec describes, for a reader, or for a channel where there is none. Throws for a spec it does
   * not know, and an error named GoneError where the reader may not have it, or not any more.
   */
  readonly make: (spec: FileSpec, reader?: Reader) => Promise<OutgoingFile>;
  /** The name that the file will have. */
  readonly nameOf: (spec: FileSpec) => string;
  /** A sealed, expiring link through which whoever holds it gets the reader's file; what it is travels inside, unreadable. */
  readonly linkTo: (spec: FileSpec, expiresAt: Date, reader?: Reader) => string;
};
