/**
 * The engine's words.
 *
 * - *organisation*: the tenant. Everything belongs to exactly one.
 * - *workspace*: one organisation's home on one platform. An organisation may have several.
 * - *account*: who someone is on one platform. *person*: who they are; a person may have several accounts.
 * - *address*: where an account or a channel can be reached. Only the adapter that made it can read it.
 * - *event*: something that came in. *turn*: one handling of one event, in one transaction.
 * - *dialog*: rules for one kind of subject. *facts*: what a dialog is shown.
 * - *change*: what a dialog alters. *effect*: what goes out later. *reply*: what goes out now, while the platform waits.
 * - *timer*: what wakes a dialog. *reference*: what a control carries. *slot*: a name for a message that may be replaced.
 */

/** An adapter's name. Nothing outside that adapter compares it with anything but another platform name. */
export type Platform = string;

export type WorkspaceKey = { readonly platform: Platform; readonly externalId: string };

/** What an adapter needs to reach an account or a channel: JSON that only that adapter writes and reads. */
export type Address = { readonly [key: string]: string };

/** Where a sent message is, so that it can be replaced: text that only the adapter that sent it reads. */
export type MessageAddress = string & { readonly [messageAddressBrand]: 'MessageAddress' };
declare const messageAddressBrand: unique symbol;

export function asMessageAddress(value: string): MessageAddress {
  return value as MessageAddress; // only adapters make these; the brand keeps other strings out by type
}

/** What a platform tells about an account. `zone` is an IANA name; absent where the platform does not say. */
export type Profile = {
  readonly externalId: string;
  readonly name: string;
  readonly email?: string;
  readonly zone?: string;
  /** May set the bot up for the whole workspace. */
  readonly administrator?: boolean;
  /** A bot, a guest of another organisation, or somebody who has left: never a person of ours. */
  readonly outsider?: boolean;
};

/** A channel that several people read. Stored with a scheme; `name` is for people, the rest for the adapter. */
export type ChannelKey = {
  readonly platform: Platform;
  /** External id of the workspace. */
  readonly workspace: string;
  readonly address: Address;
  readonly name: string;
};

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly email?: string;
};

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
