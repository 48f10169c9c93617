/** Where Slack people, channels and messages are. The only place that puts such ids into strings and takes them out. */

import { asMessageAddress } from '../../src/engine/terms.ts';
import type { Address, ChannelKey, MessageAddress, WorkspaceKey } from '../../src/engine/terms.ts';

export const slack = 'slack';

/** An account or a channel. An account's `channel` is its direct message with the bot, known once it was opened. */
export type SlackAddress = {
  readonly workspace: string;
  readonly user?: string;
  readonly channel?: string;
};

export type SlackMessage = { readonly channel: string; readonly ts: string };

export function workspaceKey(externalId: string): WorkspaceKey {
  return { platform: slack, externalId };
}

/** An account that has not been written to yet; sending opens the conversation. */
export function accountAddress(workspace: string, user: string, channel?: string): Address {
  return channel === undefined ? { workspace, user } : { workspace, user, channel };
}

export function channelKey(workspace: string, channel: string, name: string): ChannelKey {
  return { platform: slack, workspace, address: { workspace, channel }, name };
}

/** `undefined` for an address that this adapter cannot have made. */
export function readAddress(address: Address): SlackAddress | undefined {
  const { workspace, user, channel } = address;
  if (workspace === undefined || (user === undefined && channel === undefined)) return undefined;
  return { workspace, ...(user !== undefined && { user }), ...(channel !== undefined && { channel }) };
}

export function messageAddress(message: SlackMessage): MessageAddress {
  return asMessageAddress(`${message.channel}/${message.ts}`);
}

/** `undefined` for text that this adapter cannot have made. */
export function readMessageAddress(address: MessageAddress): SlackMessage | undefined {
  const match = /^([^/]+)\/([^/]+)$/.exec(address);
  const [, channel, ts] = match ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
