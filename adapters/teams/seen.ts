/**
 * What this process has lately heard from Teams: where people are and which teams the bot is in. A convenience, not a
 * record: it is bounded, it dies with the process, and everything works without it, only with one call more.
 */

import { channelOf, type TeamsAddress } from './address.ts';

type Place = TeamsAddress & { readonly conversationId: string };

export type Seen = {
  readonly keep: (person: TeamsAddress, place: Place) => void;
  readonly person: (tenantId: string, aadObjectId: string) => TeamsAddress | undefined;
  /** A conversation whose roster has this person. */
  readonly heardIn: (tenantId: string, aadObjectId: string) => Place | undefined;
  /** A channel of each team. */
  readonly teams: (tenantId: string) => readonly TeamsAddress[];
};

export function createSeen(limit = 10_000): Seen {
  const people = new Map<string, { address: TeamsAddress; heardIn: Place }>();
  const teams = new Map<string, TeamsAddress>();
  return {
    keep: (person, place) => {
      const { tenantId, teamId } = place;
      if (teamId !== undefined) put(teams, `${tenantId} ${teamId}`, place, limit);
      const key = `${tenantId} ${person.aadObjectId ?? ''}`;
      // What happens in a channel tells nothing about the person's own chat, which may be known already.
      const address = { ...people.get(key)?.address, ...person };
      const heardIn = { ...place, conversationId: teamId ?? channelOf(place.conversationId) };
      put(people, key, { address, heardIn }, limit);
    },
    person: (tenantId, aadObjectId) => people.get(`${tenantId} ${aadObjectId}`)?.address,
    heardIn: (tenantId, aadObjectId) => people.get(`${tenantId} ${aadObjectId}`)?.heardIn,
    teams: (tenantId) => [...teams.values()].filter((team) => team.tenantId === tenantId),
  };
}

/** The newest stand last; the oldest goes first. */
function put<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= limit) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
