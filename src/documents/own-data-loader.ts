/** Gathers what is kept about a person for themselves, at every making anew: neither a message nor a link carries any of it. */

import type { Clock, Reader } from '../engine/ports.ts';
import type { PersonFacts, RelationshipFacts } from '../mentoring/facts.ts';
import { ownData } from '../mentoring/own-data.ts';
import type { OwnData } from '../mentoring/own-data.ts';

export type OwnDataFacts = {
  /** All of it, also what dialogs no longer show because it is long over. */
  readonly everything: (reader: Reader) => Promise<PersonFacts | undefined>;
  readonly relationship: (reader: Reader, id: string) => Promise<RelationshipFacts | undefined>;
};

/** `undefined`: nobody of this organisation is the reader any more. */
export type LoadOwnData = (reader: Reader) => Promise<OwnData | undefined>;

export function ownDataLoader(facts: OwnDataFacts, clock: Clock): LoadOwnData {
  return async (reader) => {
    const me = await facts.everything(reader);
    if (me === undefined) return undefined;
    const pairs: RelationshipFacts[] = [];
    // One after the other: a copy must not take all connections to the database at once.
    for (const { relationship } of me.relationships) {
      const pair = await facts.relationship(reader, relationship.id);
      if (pair !== undefined) pairs.push(pair);
    }
    return ownData(me, pairs, clock.now());
  };
}
