/** What can come in. Adapters make the first kind from their platform's payloads; the carrier makes the second. */

import type { RawValues } from '../ui/form.ts';
import type { Address, ChannelKey, MessageAddress, WorkspaceKey } from './terms.ts';

/** Something a person did. */
export type ChatEvent = {
  /**
   * The same in every redelivery of the same deed and different for different deeds. Taken from the platform, never
   * made up. At most 200 characters.
   */
  readonly id: string;
  readonly workspace: WorkspaceKey;
  readonly account: {
    readonly externalId: string;
    /** Where to reach this account from now on, where the payload says so. */
    readonly address?: Address;
    /** IANA name, where the payload says so. */
    readonly zone?: string;
    /** As the platform shows it, where the payload says so. */
    readonly name?: string;
  };
  /** The channel in which it happened, where others read along; absent in private. */
  readonly channel?: ChannelKey;
  /** The message whose control was used, or from which the form was opened. */
  readonly origin?: Origin;
  readonly deed: Deed;
};

export type Origin = {
  readonly message: MessageAddress;
  /** Only the person who asked sees it, and only the adapter's own immediate answer can replace it. */
  readonly ephemeral: boolean;
};

export type Deed =
  /** Words after the command, or typed to the bot in private; the adapter has removed its own name from them. */
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'press'; readonly reference: string }
  | {
      readonly type: 'submit';
      readonly reference: string;
      readonly instance: string;
      readonly values: RawValues;
    }
  /** Files sent to the bot; words beside them are their label. */
  | { readonly type: 'files'; readonly files: readonly SentFile[] }
  /** A form was closed without sending it. */
  | { readonly type: 'dismiss'; readonly reference: string }
  /** The person opened the bot's own page in the platform. */
  | { readonly type: 'home' }
  /** The person can now be reached: the bot was installed for them. */
  | { readonly type: 'hello' }
  /** The bot can no longer reach them. */
  | { readonly type: 'goodbye' };

/** A file that somebody sent, of which nothing is certain but that they sent it. */
export type SentFile = {
  /** As their device calls it. */
  readonly name: string;
  /** In bytes, where the platform says. */
  readonly size?: number;
  /**
   * What the adapter fetches the content by, for some minutes at least; absent where it cannot be had. At most 4,000
   * characters, and a secret: on some platforms whoever has it has the file.
   */
  readonly key?: string;
};

/** A timer came due. Its id and version are the event's identity. */
export type TimerEvent = {
  readonly organisationId: string;
  readonly timerId: string;
  readonly version: number;
};
