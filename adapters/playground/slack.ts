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
import { createSlackDelivery, SLACK_TIMING } from './slack-delivery.ts';
import type { SlackDelivery, SlackTiming } from './slack-delivery.ts';
import { createGrants } from './slack-grants.ts';
import { createSlackOAuth } from './slack-oauth.ts';
import type { SlackApp } from './slack-oauth.ts';
import { eventEnvelope, farewells } from './slack-payloads.ts';
import { EVERY_SCOPE } from './slack-scopes.ts';
import { createTeam } from './slack-team.ts';
import type { PretendWorkspace, SlackTeam, TeamOptions } from './slack-team.ts';
import type { SlackState } from './slack-workspace.ts';

export type SlackOptions = {
  readonly appUrl: () => string;
  readonly signingSecret: string;
  /** Of the first workspace. Left out, the app is installed nowhere until somebody does so on the consent page. */
  readonly botToken?: string;
  /** What that token may do; everything, unless a test says otherwise. */
  readonly scopes?: readonly string[];
  /** What makes an app that others install. */
  readonly app?: SlackApp;
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

/** The first workspace, and what all of them share. */
export type PretendSlack = PretendWorkspace & {
  /** For `slackApiUrl`; ends with a slash. */
  readonly apiUrl: string;
  readonly port: number;
  readonly faults: Faults;
  readonly calls: readonly SlackCall[];
  readonly delivery: SlackDelivery;
  /** Another workspace, of other people, in which nobody has installed the app yet. */
  readonly addWorkspace: (options: TeamOptions) => PretendWorkspace;
  /** Somebody removes the app from a workspace: its token dies, and the app is told. */
  readonly removeApp: (teamId: string) => Promise<void>;
  /** Answer 429 where Slack would; off unless switched on. */
  readonly enforceRates: (on: boolean) => void;
  /** Milliseconds since the app last asked for anything. */
  readonly quietFor: () => number;
  readonly restore: (state: unknown) => void;
  readonly stop: () => Promise<void>;
};

export async function createSlack(options: SlackOptions): Promise<PretendSlack> {
  let enforcing = false;
  let origin = '';
  const faults = createFaults();
  const grants = createGrants();
  const delivery = createSlackDelivery({
    url: () => new URL('/slack/events', options.appUrl()).href,
    signingSecret: options.signingSecret,
    timing: { ...SLACK_TIMING, ...options.timing },
  });
  const teams: SlackTeam[] = [];
  const addTeam = (team: TeamOptions): SlackTeam => {
    const made = createTeam(team, {
      origin: () => origin,
      delivery,
      now: options.now,
      changed: options.changed,
      version: options.version,
      commands: options.commands ?? ['/mentor'],
      triggerMs: options.triggerMs,
      isInstalled: () => grants.isInstalled(team.teamId),
    });
    teams.push(made);
    return made;
  };
  const { teamId, roster, botToken, scopes = EVERY_SCOPE } = options;
  const first = addTeam({ teamId, roster });
  if (botToken !== undefined) grants.give({ teamId, scopes }, botToken);
  const workspaces = (): SlackTeam['workspace'][] => teams.map((team) => team.workspace);
  const api = createSlackApi({
    teams: () => teams,
    grants,
    oauth: createSlackOAuth({ app: options.app, grants, workspaces }),
    faults,
    limiter: createLimiter(),
    enforceRates: () => enforcing,
  });
  const served = await serve((incoming: Incoming) => api.handle(incoming), options.port);
  origin = served.origin;

  return {
    ...first,
    apiUrl: `${origin}/api/`,
    port: served.port,
    faults,
    calls: api.calls,
    delivery,
    addWorkspace: addTeam,
    removeApp: async (of) => {
      const workspace = workspaces().find((one) => one.teamId === of);
      if (workspace === undefined) throw new Error(`There is no workspace ${of}.`);
      grants.remove(of);
      for (const event of farewells(workspace)) await delivery.event(eventEnvelope(workspace, event));
    },
    enforceRates: (on) => {
      enforcing = on;
    },
    quietFor: served.quietFor,
    restore: (state) => {
      first.workspace.state = readState(state);
      for (const person of first.workspace.people) options.changed(person.id);
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
