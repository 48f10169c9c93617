/** Who is in a conversation, as the connector tells it. */

import type { JsonObject } from './json.ts';
import type { RosterPerson } from './roster.ts';
import type { Conversation, TeamsChannel, TeamsTenant } from './teams-tenant.ts';

/** The real service gives at least 50 a page; here a page is small so that paging is used. */
const MOST_PER_PAGE = 4;

/** A channel's members are its team's: a standard channel has no list of its own. */
export function membersOf(tenant: TeamsTenant, conversation: Conversation): readonly RosterPerson[] {
  return conversation.kind === 'personal' ? [conversation.person] : tenant.people;
}

/** By Teams id, directory id, or user principal name. */
export function findMember(
  tenant: TeamsTenant,
  conversation: Conversation,
  id: string,
): RosterPerson | undefined {
  return membersOf(tenant, conversation).find(
    (person) => person.userId === id || person.aadObjectId === id || person.email === id,
  );
}

export function pageOfMembers(
  tenant: TeamsTenant,
  conversation: Conversation,
  query: URLSearchParams,
): JsonObject {
  const all = membersOf(tenant, conversation);
  const start = Number(query.get('continuationToken')?.replace('from-', '') ?? 0);
  const asked = Number(query.get('pageSize') ?? MOST_PER_PAGE);
  const next = start + Math.min(Math.max(1, asked), MOST_PER_PAGE);
  return {
    members: all.slice(start, next).map((person) => memberJson(tenant, person)),
    ...(next < all.length ? { continuationToken: `from-${next}` } : {}),
  };
}

export function memberJson(tenant: TeamsTenant, person: RosterPerson): JsonObject {
  return {
    id: person.userId,
    name: person.name,
    objectId: person.aadObjectId,
    aadObjectId: person.aadObjectId,
    givenName: person.givenName,
    surname: person.familyName,
    email: person.email,
    userPrincipalName: person.email,
    tenantId: tenant.tenantId,
    userRole: 'user',
  };
}

export function channelJson(channel: TeamsChannel): JsonObject {
  return { id: channel.id, name: channel.name };
}
