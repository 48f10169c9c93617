/** What a Teams tenant remembers: who is there, the conversations with the bot, what was said in them. */

import type { JsonObject } from './json.ts';
import type { Roster, RosterPerson } from './roster.ts';

export type TeamsMessage = {
  readonly id: string;
  /** A personal chat, or a channel's thread: `19:...@thread.tacv2;messageid=...`. */
  readonly conversation: string;
  /** A user's id; the bot's own for the app. */
  readonly author: string;
  readonly at: string;
  /** As the app sent it, or as the person wrote it. */
  readonly activity: JsonObject;
  /** User id to the card that an invoke's answer put in the place of the stored one, for that person only. */
  readonly shown: Readonly<Record<string, JsonObject>>;
};

export type TeamsState = {
  lastId: number;
  messages: TeamsMessage[];
  /** Users to whom the app was told to be installed. */
  installed: string[];
  /** The team was told. */
  teamInstalled: boolean;
};

export type TeamsChannel = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
};

export type TeamsTenant = {
  readonly tenantId: string;
  readonly appId: string;
  readonly botId: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly people: readonly RosterPerson[];
  readonly channels: readonly TeamsChannel[];
  /** Users who blocked the bot. */
  readonly blocked: Set<string>;
  /** Users for whom the app was taken away. */
  readonly removed: Set<string>;
  /** Message id to ids of elements whose visibility a person has switched, by user. Only the client knows. */
  readonly switched: Map<string, Map<string, boolean>>;
  /** Form messages that a person has put aside, as `message user`. Only the client knows. */
  readonly putAside: Set<string>;
  state: TeamsState;
  readonly now: () => Date;
  readonly changed: (userId: string) => void;
};

export function createTenant(options: {
  tenantId: string;
  appId: string;
  roster: Roster;
  now: () => Date;
  changed: (userId: string) => void;
}): TeamsTenant {
  const people = options.roster.people.filter((person) => person.platform === 'teams');
  const userIdOf = new Map(people.map((person) => [person.id, person.userId]));
  return {
    tenantId: options.tenantId,
    appId: options.appId,
    botId: `28:${options.appId}`,
    teamId: '19:meadowbankmeadowbank@thread.tacv2',
    teamName: 'Meadowbank doctors',
    people,
    channels: options.roster.channels
      .filter((channel) => channel.platform === 'teams')
      .map((channel) => ({
        id: channel.id,
        name: channel.name,
        members: channel.members.flatMap((id) => userIdOf.get(id) ?? []),
      })),
    blocked: new Set(),
    removed: new Set(),
    switched: new Map(),
    putAside: new Set(),
    state: emptyTeamsState(),
    now: options.now,
    changed: options.changed,
  };
}

export function emptyTeamsState(): TeamsState {
  return { lastId: 0, messages: [], installed: [], teamInstalled: false };
}

/** Id of the private chat between one person and the bot. */
export function personalChat(person: RosterPerson): string {
  return `a:1${person.id}-${person.userId.slice(4)}`;
}

/** Where a conversation id leads; `undefined` when there is no such conversation. */
export type Conversation =
  | { readonly kind: 'personal'; readonly person: RosterPerson }
  /** `thread` is the root message's id. */
  | { readonly kind: 'channel'; readonly channel: TeamsChannel; readonly thread: string | undefined }
  /** The team as a whole: only asked for its members. */
  | { readonly kind: 'team' };

export function findConversation(tenant: TeamsTenant, id: string): Conversation | undefined {
  const person = tenant.people.find((one) => personalChat(one) === id);
  if (person !== undefined) return { kind: 'personal', person };
  const [base = '', thread] = id.split(';messageid=');
  const channel = tenant.channels.find((one) => one.id === base);
  if (channel !== undefined) return { kind: 'channel', channel, thread };
  return base === tenant.teamId ? { kind: 'team' } : undefined;
}

/** Everybody whose screen shows the conversation. */
export function readersOf(tenant: TeamsTenant, conversationId: string): readonly string[] {
  const conversation = findConversation(tenant, conversationId);
  if (conversation?.kind === 'personal') return [conversation.person.userId];
  return conversation?.kind === 'channel' ? conversation.channel.members : [];
}

export function addTeamsMessage(
  tenant: TeamsTenant,
  conversation: string,
  author: string,
  activity: JsonObject,
  id = newActivityId(tenant),
): TeamsMessage {
  const message = { id, conversation, author, at: tenant.now().toISOString(), activity, shown: {} };
  tenant.state.messages.push(message);
  tellReaders(tenant, conversation);
  return message;
}

/** Puts another message in the place of one, or takes it away. */
export function replaceTeamsMessage(
  tenant: TeamsTenant,
  id: string,
  change: (old: TeamsMessage) => TeamsMessage | undefined,
): void {
  const old = tenant.state.messages.find((message) => message.id === id);
  if (old === undefined) return;
  const next = change(old);
  tenant.state.messages = tenant.state.messages.flatMap((message) =>
    message !== old ? [message] : next === undefined ? [] : [next],
  );
  for (const user of readersOf(tenant, old.conversation)) {
    tenant.switched.delete(`${id} ${user}`);
    tenant.putAside.delete(`${id} ${user}`);
  }
  tellReaders(tenant, old.conversation);
}

/** What one person sees, oldest first. */
export function teamsMessagesFor(tenant: TeamsTenant, userId: string): readonly TeamsMessage[] {
  return tenant.state.messages.filter((message) => readersOf(tenant, message.conversation).includes(userId));
}

/** Milliseconds by the playground's clock; never the same twice, never going back. */
export function newActivityId(tenant: TeamsTenant): string {
  tenant.state.lastId = Math.max(tenant.now().getTime(), tenant.state.lastId + 1);
  return String(tenant.state.lastId);
}

export function userNamed(tenant: TeamsTenant, userId: string): string {
  if (userId === tenant.botId) return 'Rapport';
  return tenant.people.find((person) => person.userId === userId)?.name ?? userId;
}

function tellReaders(tenant: TeamsTenant, conversation: string): void {
  for (const user of readersOf(tenant, conversation)) tenant.changed(user);
}
