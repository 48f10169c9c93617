/** The two people of a relationship: who may act for it, who the other one is, and what they are called. */

import type { May } from '../engine/dialog.ts';
import type { People, RelationshipFacts, Someone } from '../mentoring/facts.ts';
import type { Relationship } from '../mentoring/records/relationship.ts';

/** Mentee first. */
export function idsOf(relationship: Relationship): readonly [string, string] {
  return [relationship.menteeId, relationship.mentorId];
}

/** The other one's id. */
export function otherId(relationship: Relationship, personId: string): string {
  return relationship.menteeId === personId ? relationship.mentorId : relationship.menteeId;
}

/** Somebody from the facts; a person who was erased is still spoken of kindly. */
export function someone(people: People, id: string): Someone {
  const known = Object.hasOwn(people, id) ? people[id] : undefined;
  return known ?? { id, name: 'your colleague', zone: 'Europe/London' };
}

/** The other one, as they are called. */
export function otherName(relationship: Relationship, people: People, personId: string): string {
  return someone(people, otherId(relationship, personId)).name;
}

/** Only the two of them, asked again at every press. */
export const ofThePair: May<Pick<RelationshipFacts, 'relationship'>> = ({ relationship }, actor) =>
  idsOf(relationship).includes(actor.id)
    ? true
    : 'This belongs to the two people of a mentoring relationship, and you are not one of them.';
