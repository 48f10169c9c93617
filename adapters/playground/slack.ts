/** A strict pretend Slack: its Web API on loopback, its requests to the app, and everybody's client. */

import { createFaults } from './fault.ts';
import type { Faults } from './fault.ts';
import { serve } from './http.ts';
import type { Incoming } from './http.ts';
import { isObject } from './json.ts';
import { createLimiter } from './rate.ts';
import type { Roster } from './roster.ts';
import { createSlackApi } from './slack-api.ts';
import type { SlackCall } from './slack-api.ts';
import { createResponseUrls } from './slack-chat.ts';
import { createSlackClient } from './slack-client.ts';
import type { Client } from './client.ts';
import { createSlackDelivery, SLACK_TIMING } from './slack-delivery.ts';
import type { SlackDelivery, SlackTiming } from './slack-delivery.ts';
import { createUploads } from './slack-files.ts';
import type { Uploads } from './slack-files.ts';
import { eventEnvelope, messageEvent } from './slack-payloads.ts';
import { createTriggers, stackOf } from './slack-views.ts';
import { createWorkspace } from './slack-workspace.ts';
import type { SlackState, SlackWorkspace } from './slack-workspace.ts';

export type SlackOptions = {
  readonly appUrl: () => string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly teamId: string;
  readonly roster: Roster;
  /** The playground's clock. */
  readonly now: () => Date;
  /** Told with a person's id whenever their screen may have changed. */
  readonly changed: (personId: string) => void;
  readonly version: (personId: string) => number;
  readonly commands?: readonly string[];
  readonly timing?: Partial<SlackTiming>;
  /** How long a trigger id is good for. Slack: 3 s. */
  readonly triggerMs?: number;
  readonly port?: number;
};

export type PretendSlack = {
  /** For `slackApiUrl`; ends with a slash. */
  readonly apiUrl: string;
  readonly port: number;
  readonly client: Client;
  readonly faults: Faults;
  readonly calls: readonly SlackCall[];
  readonly delivery: SlackDelivery;
  readonly uploads: Uploads;
  readonly workspace: SlackWorkspace;
  /** A trigger id as if this user had just pressed something in the view on top of their screen. */
  readonly triggerFor: (userId: string) => string;
  /** A response URL as if this user had just done something in a channel. */
  readonly responseUrlFor: (userId: string, channel: string) => string;
  /** Answer 429 where Slack would; off unless switched on. */
  readonly enforceRates: (on: boolean) => void;
  /** Milliseconds since the app last asked for anything. */
  readonly quietFor: () => number;
  readonly restore: (state: unknown) => void;
  readonly stop: () => Promise<void>;
};

export async function createSlack(options: SlackOptions): Promise<PretendSlack> {
  const personIds = new Map(options.roster.people.map((person) => [person.userId, person.id]));
  const workspace = createWorkspace({
    teamId: options.teamId,
    roster: options.roster,
    now: options.now,
    changed: (userId) => {
      const personId = personIds.get(userId);
      if (personId !== undefined) options.changed(personId);
    },
  });
  let enforcing = false;
  let origin = '';
  const triggers = createTriggers(options.triggerMs);
  const responseUrls = createResponseUrls(workspace, () => origin);
  const uploads = createUploads(workspace, () => origin);
  const faults = createFaults();
  const delivery = createSlackDelivery({
    url: () => new URL('/slack/events', options.appUrl()).href,
    signingSecret: options.signingSecret,
    timing: { ...SLACK_TIMING, ...options.timing },
  });
  const tellOfOwnMessage = (channelId: string, ts: string): void => {
    const channel = workspace.channels.find((one) => one.id === channelId && one.direct);
    const message = workspace.state.messages.find((one) => one.ts === ts);
    if (channel === undefined || message === undefined) return;
    // An app that listens to private chats hears its own voice there, and must not answer it.
    void delivery.event(eventEnvelope(workspace, messageEvent(workspace, message, channel, 'message')));
  };
  const api = createSlackApi({
    workspace,
    botToken: options.botToken,
    triggers,
    responseUrls,
    uploads,
    faults,
    limiter: createLimiter(),
    enforceRates: () => enforcing,
    posted: tellOfOwnMessage,
  });
  const served = await serve((incoming: Incoming) => api.handle(incoming), options.port);
  origin = served.origin;

  return {
    apiUrl: `${origin}/api/`,
    port: served.port,
    client: createSlackClient({
      workspace,
      delivery,
      triggers,
      responseUrls,
      commands: options.commands ?? ['/mentor'],
      version: options.version,
    }),
    faults,
    calls: api.calls,
    delivery,
    uploads,
    workspace,
    triggerFor: (userId) => triggers.issue(userId, stackOf(workspace, userId).at(-1)?.id),
    responseUrlFor: (userId, channel) => responseUrls.issue({ userId, channel }),
    enforceRates: (on) => {
      enforcing = on;
    },
    quietFor: served.quietFor,
    restore: (state) => {
      workspace.state = readState(state);
      for (const person of workspace.people) options.changed(person.id);
    },
    stop: async () => {
      delivery.stop();
      await served.stop();
    },
  };
}

/** A snapshot is only ever this program's own; a foreign or older one is refused rather than half read. */
function readState(state: unknown): SlackState {
  const whole =
    isObject(state) &&
    typeof state['lastTs'] === 'number' &&
    typeof state['lastId'] === 'number' &&
    Array.isArray(state['messages']) &&
    isObject(state['modals']) &&
    isObject(state['homes']);
  if (!whole)
    throw new Error('This is not a snapshot of the pretend Slack. Delete the file to start afresh.');
  return structuredClone(state) as unknown as SlackState; // its shape was just checked; its parts were written by us
}
