/** The playground's HTTP API as JSON types. The page imports this file, type-only; so may tests. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type PlatformName = 'slack' | 'teams';

export type Role = 'mentee' | 'mentor' | 'coordinator' | 'line manager';

/** `GET /playground/api/people` answers a list of these. */
export type PersonSummary = {
  readonly id: string;
  readonly name: string;
  readonly platform: PlatformName;
  readonly role: Role;
};

/** `GET /playground/api/people/:id/screen`: what this person's real client would show. */
export type Screen = {
  /** Newest last; with messages that only this person can see. */
  readonly messages: readonly ScreenMessage[];
  /** The form that is open: a modal on Slack, the newest card with inputs on Teams. */
  readonly form: ScreenForm | null;
  /** The bot's own page, once the app has published one for this person; always null on Teams. */
  readonly home: ScreenHome | null;
  /** Names of the channels this person may type in, beside the private chat. */
  readonly channels: readonly string[];
};

export type ScreenMessage = {
  readonly id: string;
  /** ISO instant, by the playground's clock. */
  readonly at: string;
  /** `Rapport` for the private chat, else the channel's name. */
  readonly channel: string;
  /** Name of who wrote it; the bot is `Rapport`. */
  readonly from: string;
  /** All that the message says, as plain text. */
  readonly text: string;
  readonly controls: readonly Control[];
  /**
   * The JSON that the platform received. Slack: the arguments `text`, `blocks`, ... Teams: the activity, with its card
   * in `attachments[0].content`.
   */
  readonly payload: Json;
};

/**
 * All are pressed by their label. `link` opens `url` in the browser (Slack tells the app so, Teams does not); `choice` is
 * one option of a menu that stands in a message.
 */
export type Control = {
  readonly label: string;
  readonly kind: 'button' | 'link' | 'choice';
  /** Only with `link`. */
  readonly url?: string;
};

export type ScreenForm = {
  readonly title: string;
  /** What it says beside its fields, as plain text: an introduction, or what is wrong with it as a whole. */
  readonly text: string;
  readonly fields: readonly FormField[];
  /** Label of the button that sends the form. */
  readonly submit: string;
  /** Buttons inside the form besides submit: they are pressed like a message's. */
  readonly controls: readonly Control[];
  /** Slack: the view. Teams: the Adaptive Card. */
  readonly payload: Json;
  /** Teams: id of the message that the form stands in. */
  readonly message?: string;
};

/** `scale`, `yesNo` and `zone` are reported only where the platform's JSON can tell; otherwise `oneOf`. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'oneOf'
  | 'manyOf'
  | 'person'
  | 'people'
  | 'date'
  | 'time'
  | 'zone'
  | 'number'
  | 'scale'
  | 'yesNo';

export type FieldValue = string | number | boolean | readonly string[] | null;

export type FormField = {
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Labels of the options, in order; empty where the value is typed or searched for. */
  readonly options: readonly string[];
  /** What stands in the field: labels for choices, names for people. `null` when empty. */
  readonly value: FieldValue;
  /** What the app said is wrong with it. */
  readonly error: string | null;
};

export type ScreenHome = {
  readonly text: string;
  readonly controls: readonly Control[];
  readonly payload: Json;
};

/** `POST /playground/api/people/:id/act`: one of these. */
export type Act =
  /** Typed as a command; in a channel when `channel` names one. On Teams the same words are sent as a message. */
  | { readonly command: string; readonly channel?: string }
  /** Typed as a message; in a channel the bot is mentioned. */
  | { readonly say: string; readonly channel?: string }
  /**
   * Without `message`: the open form's button, else the newest message's that has one, else Home's. `message` is a
   * message's id, or `home`, or `form`.
   */
  | { readonly press: { readonly label: string; readonly message?: string } }
  /** Field label to value. Fields that are not named keep what stands in them; `null` empties one. */
  | { readonly submit: { readonly [label: string]: FieldValue } }
  | { readonly dismiss: true }
  | { readonly openHome: true }
  /** Files sent as one message; in a channel the bot is mentioned. */
  | { readonly attach: readonly AttachedFile[]; readonly channel?: string };

/** A file from the person's device. */
export type AttachedFile = { readonly name: string; readonly base64: string };

/** The screen after the platform's answer. */
export type ActAnswer = Screen & {
  /** Milliseconds until the app had answered the platform; waiting for further messages is not counted. */
  readonly tookMs: number;
  /** What the client told the person in passing, such as `operation_timeout`; absent when nothing went wrong. */
  readonly notice?: string;
};

/** With every status from 400: what was wrong, in words. */
export type Refusal = { readonly error: string };

/** `POST /playground/api/clock`. `by` is a number and s, m, h, d or w. */
export type ClockMove = { readonly by: string } | { readonly to: string } | { readonly next: true };

/** `GET` (nothing fired) and `POST /playground/api/clock`. */
export type ClockAnswer = { readonly now: string; readonly fired: readonly FiredTimer[] };

export type FiredTimer = { readonly kind: string; readonly dueAt: string };

/** `GET /playground/api/events`: server-sent events, `event: screen` with the first, `event: clock` with the second. */
export type ScreenEvent = { readonly person: string };
export type ClockEvent = { readonly now: string };
