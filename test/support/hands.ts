/**
 * Anybody's hands on any control: signed requests and tokened activities exactly as the platforms send them, for a
 * reference that was never on that person's screen.
 */

import { randomUUID } from 'node:crypto';
import type { Json } from '../../adapters/playground/api-types.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import { textActivity } from '../../adapters/playground/teams-activities.ts';
import { personalChat } from '../../adapters/playground/teams-tenant.ts';
import { directWith } from '../../adapters/playground/slack-workspace.ts';

/** Answers as they travel: field id to text, or to a list where several may be chosen. */
export type SentValues = Readonly<Record<string, string | readonly string[]>>;

export type Sent = {
  /** Status of the HTTP answer; 0 where none came. */
  readonly status: number;
  /** Everything that the person was shown in answer, as text of JSON. */
  readonly shown: string;
};

export type Hands = {
  readonly press: (person: RosterPerson, reference: string) => Promise<Sent>;
  readonly submit: (
    person: RosterPerson,
    reference: string,
    values: SentValues,
    instance?: string,
  ) => Promise<Sent>;
};

/** `slackTeam`: presses come from another workspace than the playground's own. */
export function handsOn(playground: Playground, slackTeam?: string): Hands {
  return {
    press: (person, reference) =>
      person.platform === 'slack'
        ? pressOnSlack(playground, person, reference, slackTeam)
        : executeOnTeams(playground, person, { rapport: { ref: reference } }),
    submit: (person, reference, values, instance = randomUUID()) =>
      person.platform === 'slack'
        ? submitOnSlack(playground, person, reference, values, instance, slackTeam)
        : executeOnTeams(playground, person, {
            rapport: { ref: reference, form: true, instance },
            ...teamsValues(values),
          }),
  };
}

async function pressOnSlack(
  { slack }: Playground,
  person: RosterPerson,
  reference: string,
  team: string | undefined,
): Promise<Sent> {
  const channel = directWith(slack.workspace, person.userId).id;
  const before = shownOnSlack(slack, person.userId);
  const sent = await slack.delivery.interaction({
    type: 'block_actions',
    ...slackSender(slack, person, team),
    trigger_id: slack.triggerFor(person.userId),
    response_url: slack.responseUrlFor(person.userId, channel),
    container: { type: 'message', message_ts: '1.000001', channel_id: channel, is_ephemeral: true },
    channel: { id: channel, name: 'directmessage' },
    actions: [
      {
        type: 'button',
        action_id: `press:${randomUUID()}`,
        block_id: 'b',
        value: reference,
        action_ts: '1.1',
      },
    ],
    state: { values: {} },
  });
  // Slack is answered first; what the person sees follows through another door.
  const shown = await newOnSlack(slack, person.userId, before);
  return { ...answerOf(sent.result), shown };
}

async function submitOnSlack(
  { slack }: Playground,
  person: RosterPerson,
  reference: string,
  values: SentValues,
  instance: string,
  team: string | undefined,
): Promise<Sent> {
  const before = shownOnSlack(slack, person.userId);
  const typed = Object.entries(values).map(([id, value]) => [
    id,
    { [`any:${id}`]: typeof value === 'string' ? { type: 'plain_text_input', value } : chosen(value) },
  ]);
  const sent = await slack.delivery.interaction({
    type: 'view_submission',
    ...slackSender(slack, person, team),
    trigger_id: slack.triggerFor(person.userId),
    view: {
      id: `V${randomUUID()}`,
      type: 'modal',
      callback_id: 'form',
      private_metadata: JSON.stringify({ r: reference, i: instance }),
      blocks: typed.map(([id]) => ({ type: 'input', block_id: id, element: { type: 'plain_text_input' } })),
      state: { values: Object.fromEntries(typed) as Json },
    },
    response_urls: [],
  });
  const { status, shown } = answerOf(sent.result);
  if (/"response_action":"(update|errors)"/.test(shown)) return { status, shown };
  return { status, shown: `${shown}\n${await newOnSlack(slack, person.userId, before)}` };
}

async function executeOnTeams(
  { teams }: Playground,
  person: RosterPerson,
  data: Readonly<Record<string, Json>>,
): Promise<Sent> {
  const before = teams.tenant.state.messages.length;
  const typed = textActivity(teams.tenant, teams.serviceUrl, person, {}, '-');
  const sent = await teams.delivery.invoke({
    ...typed,
    type: 'invoke',
    text: '',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'rapport', data }, trigger: 'manual' },
    replyToId: `${Date.now()}`,
  });
  const posted = teams.tenant.state.messages
    .slice(before)
    .filter(({ conversation }) => conversation === personalChat(person));
  const { status, shown } = answerOf(sent.result);
  return { status, shown: [shown, ...posted.map((one) => JSON.stringify(one.activity))].join('\n') };
}

function teamsValues(values: SentValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) =>
      typeof value === 'string'
        ? [`one_${id}`, value]
        : [`many_${id}`, value.map((one) => encodeURIComponent(one)).join(',')],
    ),
  );
}

function slackSender(slack: Playground['slack'], person: RosterPerson, team: string | undefined) {
  const { appId } = slack.workspace;
  const teamId = team ?? slack.workspace.teamId;
  return {
    user: { id: person.userId, username: person.id, name: person.id, team_id: teamId },
    api_app_id: appId,
    token: 'not-the-signature',
    team: { id: teamId, domain: 'meadowbank' },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function chosen(values: readonly string[]) {
  return {
    type: 'multi_static_select',
    selected_options: values.map((value) => ({ text: { type: 'plain_text', text: value }, value })),
  };
}

function shownOnSlack(slack: Playground['slack'], userId: string): ReadonlySet<string> {
  const direct = directWith(slack.workspace, userId).id;
  const { messages, modals } = slack.workspace.state;
  return new Set([
    ...messages
      .filter((one) => one.onlyFor === userId || (one.channel === direct && one.onlyFor === undefined))
      .map((one) => JSON.stringify(one)),
    ...(modals[userId] ?? []).map((one) => JSON.stringify(one)),
  ]);
}

async function newOnSlack(
  slack: Playground['slack'],
  userId: string,
  before: ReadonlySet<string>,
): Promise<string> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const fresh = [...shownOnSlack(slack, userId)].filter((one) => !before.has(one));
    if (fresh.length > 0 || Date.now() > deadline) return fresh.join('\n');
    await new Promise((done) => setTimeout(done, 5));
  }
}

function answerOf(
  result: Awaited<ReturnType<Playground['slack']['delivery']['interaction']>>['result'],
): Sent {
  return result.outcome === 'answered'
    ? { status: result.status, shown: result.body }
    : { status: 0, shown: '' };
}
