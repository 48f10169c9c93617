/** `auth.*`, `users.*` and `conversations.*`: who is there, and where to write to them. */

import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { slackError } from './slack-error.ts';
import { directWith, personOf } from './slack-workspace.ts';
import type { SlackChannel, SlackWorkspace } from './slack-workspace.ts';
import type { RosterPerson } from './roster.ts';

/** Slack may give fewer than asked for although there are more; here it always does, so that paging is used. */
const MOST_PER_PAGE = 5;

export function authTest(workspace: SlackWorkspace): JsonObject {
  return {
    url: `https://${workspace.teamDomain}.slack.test/`,
    team: workspace.teamName,
    user: 'rapport',
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    app_id: workspace.appId,
    is_enterprise_install: false,
  };
}

export function usersList(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const members = [
    ...workspace.people.map((person) => userJson(workspace, person)),
    botJson(workspace, workspace.botUserId, 'rapport', 'Rapport'),
    botJson(workspace, 'USLACKBOT', 'slackbot', 'Slackbot'),
  ];
  const { page, cursor } = pageOf(members, args);
  return {
    members: page,
    cache_ts: Math.floor(Date.now() / 1000),
    response_metadata: { next_cursor: cursor },
  };
}

export function usersInfo(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const id = textOf(args['user']);
  if (id === workspace.botUserId) return { user: botJson(workspace, id, 'rapport', 'Rapport') };
  const person = personOf(workspace, id);
  if (person === undefined) throw slackError('user_not_found');
  return { user: userJson(workspace, person) };
}

export function usersLookupByEmail(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const email = textOf(args['email']).toLowerCase();
  const person = workspace.people.find((one) => one.email === email);
  if (person === undefined || workspace.deactivated.has(person.userId)) throw slackError('users_not_found');
  return { user: userJson(workspace, person) };
}

export function conversationsOpen(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const given = textOf(args['channel']);
  if (given !== '') return { channel: channelJson(workspace, findChannel(workspace, given)) };
  const users = textOf(args['users']).split(',').filter(Boolean);
  const [user] = users;
  if (user === undefined) throw slackError('users_list_not_supplied');
  if (users.length > 1) throw slackError('invalid_user_combination');
  if (user === workspace.botUserId) throw slackError('cannot_dm_bot');
  if (workspace.deactivated.has(user)) throw slackError('user_disabled');
  const channel = directWith(workspace, user);
  return { channel: args['return_im'] === 'true' ? channelJson(workspace, channel) : { id: channel.id } };
}

export function conversationsInfo(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  return { channel: channelJson(workspace, findChannel(workspace, textOf(args['channel']))) };
}

export function conversationsMembers(workspace: SlackWorkspace, args: JsonObject): JsonObject {
  const channel = findChannel(workspace, textOf(args['channel']));
  const members = [
    ...channel.members,
    ...(channel.direct || workspace.botChannels.has(channel.id) ? [workspace.botUserId] : []),
  ];
  const { page, cursor } = pageOf(members, args);
  return { members: page, response_metadata: { next_cursor: cursor } };
}

/** A user as `users.info` shows one. */
export function userJson(workspace: SlackWorkspace, person: RosterPerson): JsonObject {
  const runsIt = person.role === 'coordinator';
  return {
    id: person.userId,
    team_id: workspace.teamId,
    name: person.id,
    deleted: workspace.deactivated.has(person.userId),
    real_name: person.name,
    tz: person.zone,
    tz_label: person.zone,
    tz_offset: offsetSeconds(person.zone, workspace.now()),
    profile: {
      real_name: person.name,
      display_name: person.name,
      first_name: person.givenName,
      last_name: person.familyName,
      email: person.email,
      team: workspace.teamId,
    },
    is_admin: runsIt,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: 1_767_225_600,
  };
}

function botJson(workspace: SlackWorkspace, id: string, name: string, realName: string): JsonObject {
  return {
    id,
    team_id: workspace.teamId,
    name,
    deleted: false,
    real_name: realName,
    // Slackbot is marked as no bot at all in Slack's own answers; only its id gives it away.
    is_bot: id !== 'USLACKBOT',
    is_restricted: false,
    is_ultra_restricted: false,
    profile: { real_name: realName, display_name: realName, team: workspace.teamId },
  };
}

function findChannel(workspace: SlackWorkspace, id: string): SlackChannel {
  const channel = workspace.channels.find((one) => one.id === id);
  if (channel === undefined) throw slackError('channel_not_found');
  return channel;
}

function channelJson(workspace: SlackWorkspace, channel: SlackChannel): JsonObject {
  const common = { id: channel.id, is_im: channel.direct, is_channel: !channel.direct, is_archived: false };
  if (channel.direct) return { ...common, user: channel.members[0], is_open: true };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_private: false,
    is_member: workspace.botChannels.has(channel.id),
    is_general: channel.name === 'general',
    context_team_id: workspace.teamId,
  };
}

/** Cursors are opaque and made to look so. */
function pageOf<T>(all: readonly T[], args: JsonObject): { page: readonly T[]; cursor: string } {
  const cursor = textOf(args['cursor']);
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('from:', ''));
  if (!Number.isInteger(start) || start < 0 || start > all.length) throw slackError('invalid_cursor');
  const asked = Number(args['limit'] ?? 100);
  const count = Math.min(Number.isInteger(asked) && asked > 0 ? asked : 100, MOST_PER_PAGE);
  const next = start + count;
  return {
    page: all.slice(start, next),
    cursor: next < all.length ? Buffer.from(`from:${next}`).toString('base64') : '',
  };
}

function offsetSeconds(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
