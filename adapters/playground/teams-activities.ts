/** The activities that Teams sends to a bot, complete as the real ones are. */

import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import type { KeptFile } from './teams-drive.ts';
import { newActivityId, personalChat } from './teams-tenant.ts';
import type { TeamsChannel, TeamsMessage, TeamsTenant } from './teams-tenant.ts';

/** Where something happens: the private chat with the bot, or a thread of a channel. */
export type Place = { readonly channel?: TeamsChannel; readonly thread?: string };

export function textActivity(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  place: Place,
  text: string,
): JsonObject {
  const mention = '<at>Rapport</at>';
  const words = place.channel === undefined ? text : `${mention} ${text}`;
  const entity = { type: 'mention', mentioned: { id: tenant.botId, name: 'Rapport' }, text: mention };
  const common = base(tenant, serviceUrl, person, place, 'message');
  return {
    ...common,
    textFormat: 'plain',
    text: words,
    attachments: [{ contentType: 'text/html', content: `<p>${escapeHtml(words)}</p>` }],
    entities: [...(place.channel === undefined ? [] : [entity]), clientInfo(person)],
  };
}

/**
 * Files that a person sends, which Teams has put into their OneDrive first:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 (2026-11). In a channel a bot is told of
 * them in the words' second form alone.
 */
export function fileActivity(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  place: Place,
  files: readonly KeptFile[],
): JsonObject {
  if (place.channel !== undefined) {
    const activity = textActivity(tenant, serviceUrl, person, place, '');
    const marks = files.map(({ id }) => `<attachment id="${id}"></attachment>`).join('');
    return { ...activity, attachments: [{ contentType: 'text/html', content: `<p>${marks}</p>` }] };
  }
  return {
    ...base(tenant, serviceUrl, person, place, 'message'),
    attachments: [
      ...files.map(({ id, name, downloadUrl }) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: `https://meadowbank-my.sharepoint.com/personal/${person.id}/Documents/Microsoft Teams Chat Files/${name}`,
        name,
        content: {
          downloadUrl,
          uniqueId: id,
          fileType: name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '',
        },
      })),
      {
        contentType: 'text/html',
        content: files.map(({ id }) => `<attachment id="${id}"></attachment>`).join(''),
      },
    ],
    entities: [clientInfo(person)],
  };
}

/** An `Action.Submit`: a message with a value and no text. */
export function submitActivity(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  message: TeamsMessage,
  place: Place,
  value: JsonObject,
): JsonObject {
  const common = base(tenant, serviceUrl, person, place, 'message');
  return {
    ...common,
    value,
    replyToId: message.id,
    channelData: {
      ...channelDataOf(tenant, place),
      source: { name: 'message' },
      legacy: { replyToId: message.id },
    },
    entities: [clientInfo(person)],
  };
}

/** An `Action.Execute`: an invoke that waits for its answer. */
export function executeActivity(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  message: TeamsMessage,
  place: Place,
  action: JsonObject,
): JsonObject {
  return {
    ...base(tenant, serviceUrl, person, place, 'invoke'),
    name: 'adaptiveCard/action',
    value: { action, trigger: 'manual' },
    replyToId: message.id,
    channelData: { ...channelDataOf(tenant, place), source: { name: 'message' } },
    entities: [clientInfo(person)],
  };
}

/** Somebody types into a field whose choices the bot looks up. */
export function searchActivity(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  place: Place,
  query: { dataset: string; text: string; top: number },
): JsonObject {
  return {
    ...base(tenant, serviceUrl, person, place, 'invoke'),
    name: 'application/search',
    value: { queryText: query.text, queryOptions: { skip: 0, top: query.top }, dataset: query.dataset },
    entities: [clientInfo(person)],
  };
}

/** The app came to a person, or went. */
export function installationActivities(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  action: 'add' | 'remove',
): readonly JsonObject[] {
  const installation = { ...base(tenant, serviceUrl, person, {}, 'installationUpdate'), action };
  if (action === 'remove') return [installation];
  const update = base(tenant, serviceUrl, person, {}, 'conversationUpdate');
  return [{ ...update, membersAdded: [{ id: tenant.botId }] }, installation];
}

/** The app came to the team, through which it may see who is there. */
export function teamInstallationActivities(
  tenant: TeamsTenant,
  serviceUrl: string,
  by: RosterPerson,
): readonly JsonObject[] {
  const team = {
    id: tenant.teamId,
    aadGroupId: '00000000-0000-4000-b000-000000000001',
    name: tenant.teamName,
  };
  const common = {
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date().toISOString(),
    from: { id: by.userId, aadObjectId: by.aadObjectId },
    recipient: { id: tenant.botId, name: 'Rapport' },
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: tenant.tenantId,
      id: tenant.teamId,
    },
  };
  const channelData = { team, tenant: { id: tenant.tenantId } };
  return [
    {
      ...common,
      type: 'conversationUpdate',
      id: newActivityId(tenant),
      membersAdded: [{ id: tenant.botId }],
      channelData: { ...channelData, eventType: 'teamMemberAdded' },
    },
    {
      ...common,
      type: 'installationUpdate',
      id: newActivityId(tenant),
      action: 'add',
      channelData: {
        ...channelData,
        settings: { selectedChannel: { id: tenant.teamId } },
        source: { name: 'message' },
      },
    },
  ];
}

/** The place that a message stands in, for answers to it. */
export function placeOf(tenant: TeamsTenant, message: TeamsMessage): Place {
  const [base, thread] = message.conversation.split(';messageid=');
  const channel = tenant.channels.find((one) => one.id === base);
  return channel === undefined ? {} : { channel, thread: thread ?? message.id };
}

export function conversationOf(person: RosterPerson, place: Place): string {
  if (place.channel === undefined) return personalChat(person);
  return place.thread === undefined ? place.channel.id : `${place.channel.id};messageid=${place.thread}`;
}

function base(
  tenant: TeamsTenant,
  serviceUrl: string,
  person: RosterPerson,
  place: Place,
  type: string,
): JsonObject & { id: string } {
  const id = newActivityId(tenant);
  // A message that begins a thread is its root: the conversation is named after it.
  const where = place.channel !== undefined && place.thread === undefined ? { ...place, thread: id } : place;
  const personal = {
    conversationType: 'personal',
    tenantId: tenant.tenantId,
    id: conversationOf(person, where),
  };
  const at = tenant.now();
  return {
    type,
    id,
    timestamp: at.toISOString(),
    localTimestamp: at.toISOString(),
    localTimezone: person.zone,
    channelId: 'msteams',
    serviceUrl,
    from: { id: person.userId, name: person.name, aadObjectId: person.aadObjectId },
    conversation:
      place.channel === undefined ? personal : { ...personal, isGroup: true, conversationType: 'channel' },
    recipient: { id: tenant.botId, name: 'Rapport' },
    channelData: channelDataOf(tenant, where),
    locale: 'en-GB',
  };
}

function channelDataOf(tenant: TeamsTenant, place: Place): JsonObject {
  const inTenant = { tenant: { id: tenant.tenantId } };
  if (place.channel === undefined) return inTenant;
  return {
    ...inTenant,
    teamsChannelId: place.channel.id,
    teamsTeamId: tenant.teamId,
    channel: { id: place.channel.id },
    team: { id: tenant.teamId },
  };
}

function clientInfo(person: RosterPerson): JsonObject {
  return { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: person.zone };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
