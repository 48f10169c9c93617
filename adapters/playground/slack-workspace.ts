/** What a Slack workspace remembers: who is there, what was said, which views stand open. */

import { slackError } from './slack-error.ts';
import type { JsonObject } from './json.ts';
import type { Roster, RosterPerson } from './roster.ts';

export type SlackMessage = {
  readonly ts: string;
  readonly channel: string;
  /** A user id; the bot's own for the app. */
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly files: readonly SlackFile[];
  /** Ephemeral: the only user who sees it. */
  readonly onlyFor?: string;
  /** The arguments as the app sent them, JSON strings parsed. */
  readonly payload: JsonObject;
};

export type SlackFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly mime: string;
  /** Where an app fetches what a person has sent. */
  readonly url?: string;
};

/** A view as Slack keeps it: with the ids it was given and what the person has put into it. */
export type SlackView = {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId?: string;
  readonly definition: JsonObject;
  /** Block id to action id to the element's state, for what the person changed. */
  readonly typed: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  /** Block id to what the app said is wrong with it. */
  readonly errors: Readonly<Record<string, string>>;
};

export type SlackState = {
  lastTs: number;
  lastId: number;
  messages: SlackMessage[];
  /** User id to the stack of modals, the visible one last. */
  modals: Record<string, readonly SlackView[]>;
  homes: Record<string, SlackView>;
};

export type SlackChannel = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly direct: boolean;
};

export type SlackWorkspace = {
  readonly teamId: string;
  readonly teamName: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly people: readonly RosterPerson[];
  readonly channels: readonly SlackChannel[];
  /** Channels the bot is in; tests change it. */
  readonly botChannels: Set<string>;
  /** Users whose accounts were deactivated; tests change it. */
  readonly deactivated: Set<string>;
  state: SlackState;
  /** The playground's clock: what people see. Deadlines go by real time. */
  readonly now: () => Date;
  /** Told whenever a user's screen may have changed. */
  readonly changed: (userId: string) => void;
};

export function createWorkspace(options: {
  teamId: string;
  teamName?: string;
  roster: Roster;
  now: () => Date;
  changed: (userId: string) => void;
}): SlackWorkspace {
  const onSlack = options.roster.people.filter((person) => person.platform === 'slack');
  const userIdOf = new Map(onSlack.map((person) => [person.id, person.userId]));
  const channels = options.roster.channels.filter((channel) => channel.platform === 'slack');
  const teamName = options.teamName ?? 'Meadowbank';
  return {
    teamId: options.teamId,
    teamName,
    teamDomain: teamName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    appId: 'A0RAPPORT',
    botId: 'B0RAPPORT',
    botUserId: 'U0RAPPORT',
    people: onSlack,
    channels: [
      ...onSlack.map((person) => directChannel(person)),
      ...channels.map((channel) => ({
        id: channel.id,
        name: channel.name,
        members: channel.members.flatMap((id) => userIdOf.get(id) ?? []),
        direct: false,
      })),
    ],
    botChannels: new Set(channels.filter((channel) => channel.botIsMember).map((channel) => channel.id)),
    deactivated: new Set(),
    state: emptySlackState(),
    now: options.now,
    changed: options.changed,
  };
}

export function emptySlackState(): SlackState {
  return { lastTs: 0, lastId: 0, messages: [], modals: {}, homes: {} };
}

/** A conversation the bot may write to: by its id, or a user's id for the private chat with them. */
export function channelToWriteTo(workspace: SlackWorkspace, id: string): SlackChannel {
  const channel = workspace.channels.find((one) => one.id === id || (one.direct && one.members[0] === id));
  if (channel === undefined) throw slackError('channel_not_found');
  if (!channel.direct && !workspace.botChannels.has(channel.id)) throw slackError('not_in_channel');
  if (channel.direct && channel.members.some((user) => workspace.deactivated.has(user))) {
    throw slackError('account_inactive');
  }
  return channel;
}

/** The private chat between a user and the bot. */
export function directWith(workspace: SlackWorkspace, userId: string): SlackChannel {
  const channel = workspace.channels.find((one) => one.direct && one.members[0] === userId);
  if (channel === undefined) throw slackError('user_not_found');
  return channel;
}

export function personOf(workspace: SlackWorkspace, userId: string): RosterPerson | undefined {
  return workspace.people.find((person) => person.userId === userId);
}

export function nameOf(workspace: SlackWorkspace, userId: string): string {
  if (userId === workspace.botUserId) return 'Rapport';
  if (userId === 'USLACKBOT') return 'Slackbot';
  return personOf(workspace, userId)?.name ?? userId;
}

export function addMessage(
  workspace: SlackWorkspace,
  channel: string,
  author: string,
  content: Pick<SlackMessage, 'text' | 'blocks' | 'payload'> &
    Partial<Pick<SlackMessage, 'files' | 'onlyFor'>>,
): SlackMessage {
  const message: SlackMessage = {
    ts: newTs(workspace),
    channel,
    author,
    at: workspace.now().toISOString(),
    files: [],
    ...content,
  };
  workspace.state.messages.push(message);
  tellReaders(workspace, message);
  return message;
}

/** Puts another message in the place of one, or takes it away. */
export function replaceMessage(
  workspace: SlackWorkspace,
  old: SlackMessage,
  next: SlackMessage | undefined,
): void {
  workspace.state.messages = workspace.state.messages.flatMap((message) =>
    message !== old ? [message] : next === undefined ? [] : [next],
  );
  tellReaders(workspace, old);
}

/** What one user sees, oldest first. */
export function messagesFor(workspace: SlackWorkspace, userId: string): readonly SlackMessage[] {
  const mine = new Set(
    workspace.channels.filter((channel) => channel.members.includes(userId)).map((channel) => channel.id),
  );
  return workspace.state.messages.filter(
    (message) => mine.has(message.channel) && (message.onlyFor === undefined || message.onlyFor === userId),
  );
}

export function newId(workspace: SlackWorkspace, prefix: string): string {
  workspace.state.lastId += 1;
  return prefix + workspace.state.lastId.toString(36).toUpperCase().padStart(8, '0');
}

/** Seconds and microseconds by the playground's clock; never the same twice, never going back. */
export function newTs(workspace: SlackWorkspace): string {
  const micros = Math.max(workspace.now().getTime() * 1000, workspace.state.lastTs + 1);
  workspace.state.lastTs = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Gives every block and element that has none an id, as Slack does before anybody sees them. */
export function withIds(workspace: SlackWorkspace, blocks: readonly JsonObject[]): readonly JsonObject[] {
  const identify = (element: unknown): unknown =>
    isInteractive(element) && element['action_id'] === undefined
      ? { ...element, action_id: newId(workspace, '') }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block['block_id'] ?? newId(workspace, ''),
    ...(block['accessory'] === undefined ? {} : { accessory: identify(block['accessory']) }),
    ...(block['element'] === undefined ? {} : { element: identify(block['element']) }),
    ...(block['type'] === 'actions' && Array.isArray(block['elements'])
      ? { elements: block['elements'].map(identify) }
      : {}),
  }));
}

function isInteractive(element: unknown): element is JsonObject {
  return typeof element === 'object' && element !== null && 'type' in element && element.type !== 'image';
}

function tellReaders(workspace: SlackWorkspace, message: SlackMessage): void {
  const channel = workspace.channels.find((one) => one.id === message.channel);
  for (const user of channel?.members ?? []) {
    if (message.onlyFor === undefined || message.onlyFor === user) workspace.changed(user);
  }
}

function directChannel(person: RosterPerson): SlackChannel {
  return { id: person.userId.replace(/^U/, 'D'), name: 'Rapport', members: [person.userId], direct: true };
}
