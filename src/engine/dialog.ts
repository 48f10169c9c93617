/** The shape of a dialog: pure rules for one kind of subject. */

import type { Fields, Form, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import type { Effect, TimerChange } from './effect.ts';
import type { SentFile } from './event.ts';
import type { Progress } from './ports.ts';
import type { DialogReply } from './reply.ts';
import type { ChannelKey, Person, WorkspaceKey } from './terms.ts';

/** What one turn hands to a dialog besides the facts. Everything a rule may depend on is here; there is no other clock. */
export type Context = {
  readonly now: Date;
  /** A new id (UUID). The same event yields the same ids again, so that a turn can be replayed. */
  readonly newId: () => string;
  /** Facts fixed when the control was drawn. */
  readonly args: Readonly<Record<string, string>>;
  /** Words that followed a command; empty where there were none. */
  readonly words: string;
  /** Of a timer: when it was to come. It is later than that where nothing ran for a while. */
  readonly due?: Date;
};

export type PersonContext = Context & {
  readonly actor: Person;
  /** People chosen in the form that was sent, by id. */
  readonly picked: Readonly<Record<string, Person>>;
  /** What was sent, and where it can be fetched; absent for any other deed. */
  readonly sent?: { readonly workspace: WorkspaceKey; readonly files: readonly SentFile[] };
  /** The channel where the words were typed, where others read along; absent in private. */
  readonly channel: ChannelKey | undefined;
};

/** What a dialog decided. `Change` is the practice's own vocabulary; the engine passes it to the store unread. */
export type Outcome<Change> = {
  readonly changes?: readonly Change[];
  readonly effects?: readonly Effect[];
  readonly timers?: readonly TimerChange[];
  /** Of a timer: it has said nothing yet, and wakes up again then. */
  readonly again?: Date;
  /** Of a timer: it came too late for what it was to say, and left it out. Operators see how often. */
  readonly tooLate?: true;
  /** Absent means `ack`. A timer's outcome has no use for one. */
  readonly reply?: DialogReply;
  /** The reply shows text that only some may read: the audit notes that it was read, and no message is made of it. */
  readonly confidential?: boolean;
};

/** `true`, or the sentence that tells this person kindly why not. Asked again at every press, with the facts of now. */
export type May<Facts> = (facts: Facts, actor: Person) => true | string;

/** A control that acts at once. */
export type PressAction<Facts, Change> = {
  readonly type: 'press';
  readonly may: May<Facts>;
  readonly press: (facts: Facts, context: PersonContext) => Outcome<Change>;
};

/** A control that opens a form first. The form is built again from the facts of the moment when it is sent. */
export type FormAction<Facts, Change, F extends Fields = Fields> = {
  readonly type: 'form';
  readonly may: May<Facts>;
  /** The form, or a card where there is nothing left to fill in ("this was answered yesterday"). */
  readonly form: (facts: Facts, context: PersonContext) => Form<F> | Card;
  readonly submit: (facts: Facts, values: FormValues<F>, context: PersonContext) => Outcome<Change>;
};

/** Something that happens by itself when its time comes. */
export type TimerAction<Facts, Change> = {
  readonly type: 'timer';
  readonly fire: (facts: Facts, context: Context) => Outcome<Change>;
};

/**
 * Something too long for a turn that begins by itself when its time comes: the work is done outside any transaction, by
 * one worker at a time, and a turn decides what follows from it. A worker that dies in the middle leaves nothing behind;
 * another begins again.
 */
export type TaskAction<Facts, Change> = {
  readonly type: 'task';
  /** Which of the `Tasks` it is. */
  readonly task: string;
  /** What goes out while it is under way, every few seconds at most. Absent: nothing does. */
  readonly underWay?: (
    progress: Progress,
    context: Context & { readonly subject: string },
  ) => readonly Effect[];
  /** What follows from its result, with the facts of the moment in which it has ended. */
  readonly done: (facts: Facts, result: unknown, context: Context) => Outcome<Change>;
  /** What follows when it has failed for the last time. */
  readonly failed: (facts: Facts, context: Context) => Outcome<Change>;
};

export type Action<Facts, Change> =
  | PressAction<Facts, Change>
  | FormAction<Facts, Change>
  | TimerAction<Facts, Change>
  | TaskAction<Facts, Change>;

export type Dialog<Facts = unknown, Change = unknown> = {
  readonly name: string;
  /** Which facts it is shown, and which row is locked while it decides. The store knows how to load each kind. */
  readonly subject: string;
  readonly actions: Readonly<Record<string, Action<Facts, Change>>>;
};

/** Everything the engine can do, and where plain words lead. */
export type Registry = {
  readonly dialogs: readonly Dialog[];
  /** Where a deed without a reference leads; each acts upon the person who did it. */
  readonly entry: {
    /** First word typed to dialog and action, such as `ask`. */
    readonly commands: Readonly<Record<string, { dialog: string; action: string }>>;
    /** Words that are no command, and none at all. */
    readonly otherwise: { dialog: string; action: string };
    readonly hello: { dialog: string; action: string };
    readonly home: { dialog: string; action: string };
    readonly files: { dialog: string; action: string };
  };
};
