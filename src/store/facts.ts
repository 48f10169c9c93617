/** What each kind of dialog is shown, by the kind of its subject. */

import type { FactsOf } from '../mentoring/facts.ts';
import { bankFacts } from './bank-facts.ts';
import { lookoutFacts } from './lookout-facts.ts';
import { outsideSchemeFacts } from './outside-scheme-facts.ts';
import { pairsFacts } from './pairs-facts.ts';
import { personFacts } from './person-facts.ts';
import { questionFacts } from './question-facts.ts';
import { meetingFacts, relationshipFacts } from './relationship-facts.ts';
import { proposalFacts, referralFacts, requestFacts } from './request-facts.ts';
import { roundChoiceFacts, roundFacts, roundPairFacts } from './round-facts.ts';
import { schemeFacts } from './scheme-facts.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';
import { uploadFacts } from './upload-facts.ts';

type Loaders = {
  readonly [Subject in keyof FactsOf]: (
    scope: Scope,
    id: string,
    actorId: string | undefined,
    now: Date,
    args: Readonly<Record<string, string>>,
  ) => Promise<FactsOf[Subject] | undefined>;
};

const loaders: Loaders = {
  round: roundFacts,
  roundPair: roundPairFacts,
  roundChoice: roundChoiceFacts,
  person: personFacts,
  request: requestFacts,
  proposal: proposalFacts,
  referral: referralFacts,
  relationship: relationshipFacts,
  meeting: meetingFacts,
  scheme: schemeFacts,
  pairs: pairsFacts,
  outsideScheme: outsideSchemeFacts,
  bank: bankFacts,
  lookout: lookoutFacts,
  question: questionFacts,
  upload: uploadFacts,
};

/** See `TurnTransaction.loadFacts`. */
export async function loadFacts(
  scope: Scope,
  subject: string,
  id: string,
  actorId: string | undefined,
  now: Date,
  args: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  if (!Object.hasOwn(loaders, subject)) throw new Error(`There are no facts about a ${subject}`);
  if (!isId(id)) return undefined;
  return loaders[subject as keyof FactsOf](scope, id, actorId, now, args); // it is one of the keys: asked just above
}
