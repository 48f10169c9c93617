/** Where people, channels and messages of Teams are. Nobody else makes or splits these. */

import {
  asMessageAddress,
  type Address,
  type ChannelKey,
  type MessageAddress,
} from '../../src/engine/terms.ts';

export const PLATFORM = 'teams';

/** Where somebody is reached whom the bot has not heard from: the global service answers for every region. */
export const GLOBAL_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

/** An address as this adapter writes it. */
export type TeamsAddress = {
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The chat with the person, or the channel. Absent until a first message has opened it. */
  readonly conversationId?: string;
  /** The person as this bot knows them (29:...). Absent for channels and for people who have not spoken. */
  readonly userId?: string;
  /** The person as the tenant knows them. */
  readonly aadObjectId?: string;
  /** The bot as Teams knows it (28:...). */
  readonly botId?: string;
  /** For channels: the team they belong to. */
  readonly teamId?: string;
};

const keys = [
  'serviceUrl',
  'tenantId',
  'conversationId',
  'userId',
  'aadObjectId',
  'botId',
  'teamId',
] as const satisfies readonly (keyof TeamsAddress)[];

export function writeAddress(address: TeamsAddress): Address {
  return Object.fromEntries(keys.flatMap((key) => (address[key] ? [[key, address[key]]] : [])));
}

/** `undefined` for an address that this adapter did not write. */
export function readAddress(address: Address): TeamsAddress | undefined {
  const { serviceUrl, tenantId } = address;
  if (!serviceUrl || !tenantId) return undefined;
  return { ...writeAddress({ serviceUrl, tenantId }), ...pick(address), serviceUrl, tenantId };
}

function pick(address: Address): Partial<TeamsAddress> {
  return Object.fromEntries(keys.flatMap((key) => (address[key] ? [[key, address[key]]] : [])));
}

/** A channel, with the same key for everything that happens in any of its threads. */
export function channelKey(address: TeamsAddress, name: string): ChannelKey {
  return { platform: PLATFORM, workspace: address.tenantId, address: writeAddress(address), name };
}

/** The channel itself: a message in a thread names the thread after a semicolon. */
export function channelOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

export function messageAddress(conversationId: string, activityId: string): MessageAddress {
  return asMessageAddress(`${activityId} ${conversationId}`);
}

export function readMessageAddress(
  message: MessageAddress,
): { conversationId: string; activityId: string } | undefined {
  const space = message.indexOf(' ');
  if (space < 1 || space === message.length - 1) return undefined;
  return { activityId: message.slice(0, space), conversationId: message.slice(space + 1) };
}
