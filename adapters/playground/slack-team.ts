/** One workspace of the pretend Slack with all that is its own: its people's clients, permissions and uploads. */

import type { Client } from './client.ts';
import type { Roster } from './roster.ts';
import { createResponseUrls } from './slack-chat.ts';
import type { ResponseUrls } from './slack-chat.ts';
import { createSlackClient } from './slack-client.ts';
import type { SlackDelivery } from './slack-delivery.ts';
import { createUploads } from './slack-files.ts';
import type { Uploads } from './slack-files.ts';
import { methodsOf } from './slack-methods.ts';
import type { Methods } from './slack-methods.ts';
import { eventEnvelope, messageEvent } from './slack-payloads.ts';
import { createTriggers, stackOf } from './slack-views.ts';
import { createWorkspace } from './slack-workspace.ts';
import type { SlackWorkspace } from './slack-workspace.ts';

export type TeamOptions = {
  readonly teamId: string;
  /** As its people call it. */
  readonly teamName?: string;
  readonly roster: Roster;
};

export type PretendWorkspace = {
  readonly client: Client;
  readonly uploads: Uploads;
  readonly workspace: SlackWorkspace;
  /** A trigger id as if this user had just pressed something in the view on top of their screen. */
  readonly triggerFor: (userId: string) => string;
  /** A response URL as if this user had just done something in a channel. */
  readonly responseUrlFor: (userId: string, channel: string) => string;
};

export type SlackTeam = PretendWorkspace & {
  readonly methods: Methods;
  readonly responseUrls: ResponseUrls;
};

export function createTeam(
  options: TeamOptions,
  parts: {
    readonly origin: () => string;
    readonly delivery: SlackDelivery;
    readonly now: () => Date;
    readonly changed: (personId: string) => void;
    readonly version: (personId: string) => number;
    readonly commands: readonly string[];
    readonly triggerMs: number | undefined;
    /** Where the app is not installed, it has no commands, and hears nothing. */
    readonly isInstalled: () => boolean;
  },
): SlackTeam {
  const { delivery, isInstalled } = parts;
  const personIds = new Map(options.roster.people.map((person) => [person.userId, person.id]));
  const workspace = createWorkspace({
    ...options,
    now: parts.now,
    changed: (userId) => {
      const personId = personIds.get(userId);
      if (personId !== undefined) parts.changed(personId);
    },
  });
  const triggers = createTriggers(parts.triggerMs);
  const responseUrls = createResponseUrls(workspace, parts.origin);
  const uploads = createUploads(workspace, parts.origin);
  const tellOfOwnMessage = (channelId: string, ts: string): void => {
    const channel = workspace.channels.find((one) => one.id === channelId && one.direct);
    const message = workspace.state.messages.find((one) => one.ts === ts);
    if (channel === undefined || message === undefined) return;
    // An app that listens to private chats hears its own voice there, and must not answer it.
    void delivery.event(eventEnvelope(workspace, messageEvent(workspace, message, channel, 'message')));
  };
  return {
    workspace,
    uploads,
    responseUrls,
    methods: methodsOf({ workspace, triggers, uploads, posted: tellOfOwnMessage }),
    client: createSlackClient({
      workspace,
      delivery,
      triggers,
      responseUrls,
      uploads,
      get commands() {
        return isInstalled() ? parts.commands : [];
      },
      version: parts.version,
    }),
    triggerFor: (userId) => triggers.issue(userId, stackOf(workspace, userId).at(-1)?.id),
    responseUrlFor: (userId, channel) => responseUrls.issue({ userId, channel }),
  };
}
