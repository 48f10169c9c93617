/** What each kind of dialog is shown, by the kind of its subject. */

import type { FactsOf } from '../mentoring/facts.ts';
import { outsideSchemeFacts } from './outside-scheme-facts.ts';
import { personFacts } from './person-facts.ts';
import { meetingFacts, relationshipFacts } from './relationship-facts.ts';
import { proposalFacts, requestFacts } from './request-facts.ts';
import { schemeFacts } from './scheme-facts.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';

type Loaders = {
  readonly [Subject in keyof FactsOf]: (
    scope: Scope,
    id: string,
    actorId: string | undefined,
    now: Date,
  ) => Promise<FactsOf[Subject] | undefined>;
};

const loaders: Loaders = {
  person: personFacts,
  request: requestFacts,
  proposal: proposalFacts,
  relationship: relationshipFacts,
  meeting: meetingFacts,
  scheme: schemeFacts,
  outsideScheme: outsideSchemeFacts,
};

/** See `TurnTransaction.loadFacts`. */
export async function loadFacts(
  scope: Scope,
  subject: string,
  id: string,
  actorId: string | undefined,
  now: Date,
): Promise<unknown> {
  if (!Object.hasOwn(loaders, subject)) throw new Error(`There are no facts about a ${subject}`);
  if (!isId(id)) return undefined;
  return loaders[subject as keyof FactsOf](scope, id, actorId, now); // it is one of the keys: asked just above
}
