/** The payloads that Slack sends to an app, complete as the real ones are. */

import type { JsonObject } from './json.ts';
import { messageJson } from './slack-chat.ts';
import type { SlackControl } from './slack-controls.ts';
import { inputValues } from './slack-fields.ts';
import { viewJson } from './slack-views.ts';
import { newId, newTs, personOf } from './slack-workspace.ts';
import type { SlackChannel, SlackMessage, SlackView, SlackWorkspace } from './slack-workspace.ts';

/** The old verification token, which apps are told to ignore. */
const TOKEN = 'not-the-signature';

export function commandFields(
  workspace: SlackWorkspace,
  userId: string,
  channel: SlackChannel,
  words: { command: string; text: string },
  permits: { triggerId: string; responseUrl: string },
): Record<string, string> {
  return {
    token: TOKEN,
    team_id: workspace.teamId,
    team_domain: workspace.teamDomain,
    channel_id: channel.id,
    channel_name: channel.direct ? 'directmessage' : channel.name,
    user_id: userId,
    user_name: personOf(workspace, userId)?.id ?? userId,
    command: words.command,
    text: words.text,
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: permits.responseUrl,
    trigger_id: permits.triggerId,
  };
}

/** A control was used: in a message when `place` has one, else in a modal or on Home. */
export function blockActions(
  workspace: SlackWorkspace,
  userId: string,
  place: { message: SlackMessage; channel: SlackChannel } | { view: SlackView },
  control: SlackControl,
  permits: { triggerId: string; responseUrl?: string },
): JsonObject {
  const common = {
    type: 'block_actions',
    ...sender(workspace, userId),
    trigger_id: permits.triggerId,
    actions: [actionOf(workspace, control)],
  };
  if ('view' in place) {
    const values = inputValues(place.view);
    return {
      ...common,
      container: { type: 'view', view_id: place.view.id },
      view: viewJson(workspace, place.view, values),
      state: { values },
    };
  }
  const { message, channel } = place;
  const ephemeral = message.onlyFor !== undefined;
  return {
    ...common,
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    channel: { id: channel.id, name: channel.direct ? 'directmessage' : channel.name },
    // Slack keeps no ephemeral message, so it cannot send one along.
    ...(ephemeral ? {} : { message: messageJson(workspace, message) }),
    state: { values: {} },
    response_url: permits.responseUrl,
  };
}

export function viewSubmission(
  workspace: SlackWorkspace,
  userId: string,
  view: SlackView,
  triggerId: string,
): JsonObject {
  return {
    type: 'view_submission',
    ...sender(workspace, userId),
    trigger_id: triggerId,
    view: viewJson(workspace, view, inputValues(view)),
    response_urls: [],
  };
}

export function viewClosed(workspace: SlackWorkspace, userId: string, view: SlackView): JsonObject {
  return {
    type: 'view_closed',
    ...sender(workspace, userId),
    view: viewJson(workspace, view, inputValues(view)),
    is_cleared: false,
  };
}

export function blockSuggestion(
  workspace: SlackWorkspace,
  userId: string,
  view: SlackView,
  field: { blockId: string; actionId: string },
  typed: string,
): JsonObject {
  return {
    type: 'block_suggestion',
    ...sender(workspace, userId),
    container: { type: 'view', view_id: view.id },
    block_id: field.blockId,
    action_id: field.actionId,
    value: typed,
    view: viewJson(workspace, view, inputValues(view)),
  };
}

/** The envelope around what happened; its `event_id` stays the same however often it is sent. */
export function eventEnvelope(workspace: SlackWorkspace, event: JsonObject): JsonObject {
  return {
    token: TOKEN,
    team_id: workspace.teamId,
    context_team_id: workspace.teamId,
    context_enterprise_id: null,
    api_app_id: workspace.appId,
    event,
    type: 'event_callback',
    event_id: newId(workspace, 'Ev'),
    event_time: Math.floor(workspace.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.teamId,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newId(workspace, '4-'),
  };
}

export function messageEvent(
  workspace: SlackWorkspace,
  message: SlackMessage,
  channel: SlackChannel,
  type: 'message' | 'app_mention',
): JsonObject {
  return {
    ...messageJson(workspace, message),
    type,
    channel: channel.id,
    event_ts: message.ts,
    ...(message.author === workspace.botUserId ? {} : { client_msg_id: `${message.ts}-client` }),
    ...(type === 'message' ? { channel_type: channel.direct ? 'im' : 'channel' } : {}),
    ...(type === 'message' && message.files.length > 0 ? { subtype: 'file_share' } : {}),
  };
}

export function homeOpened(workspace: SlackWorkspace, userId: string, channel: SlackChannel): JsonObject {
  const home = workspace.state.homes[userId];
  return {
    type: 'app_home_opened',
    user: userId,
    channel: channel.id,
    tab: 'home',
    event_ts: newTs(workspace),
    ...(home === undefined ? {} : { view: viewJson(workspace, home, inputValues(home)) }),
  };
}

/** The app was removed from the workspace; Slack tells of its tokens, too. */
export function farewells(workspace: SlackWorkspace): readonly JsonObject[] {
  return [
    { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } },
    { type: 'app_uninstalled' },
  ];
}

function sender(workspace: SlackWorkspace, userId: string): JsonObject {
  const name = personOf(workspace, userId)?.id ?? userId;
  return {
    user: { id: userId, username: name, name, team_id: workspace.teamId },
    api_app_id: workspace.appId,
    token: TOKEN,
    team: { id: workspace.teamId, domain: workspace.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function actionOf(workspace: SlackWorkspace, control: SlackControl): JsonObject {
  const { element, block, option } = control;
  const common = {
    type: element['type'],
    action_id: element['action_id'],
    block_id: block['block_id'],
    action_ts: newTs(workspace),
  };
  if (option === undefined) {
    const { text, value, style, url } = element;
    return { ...common, text, value, style, url };
  }
  const many = element['type'] === 'checkboxes' || element['type'] === 'multi_static_select';
  return { ...common, ...(many ? { selected_options: [option] } : { selected_option: option }) };
}
