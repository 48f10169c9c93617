/** Scenes of check-ins and reviews: somebody who is asked, has answered and written, and pairs at every date there is. */

import type { RelationshipFacts } from '../../../src/mentoring/facts.ts';
import type { CheckIn, CheckInAnswer } from '../../../src/mentoring/records/check-in.ts';
import { checkInAnswers } from '../../../src/mentoring/check-ins.ts';
import { idOf, me, now } from './longest-people.ts';
import { longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { pairFacts } from './pair-scenes.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

const DAY = 86_400_000;
const answers = Object.keys(checkInAnswers) as readonly CheckInAnswer[]; // its keys are exactly the answers

/** So many days ago. */
function ago(days: number): Date {
  return new Date(now.getTime() - days * DAY);
}

export function checkInScenes(script: Script): readonly Scene[] {
  const begun = pairFacts(script, me, { policy: 'shared', past: 3, coming: 1 });
  const { id } = begun.relationship;
  const long: RelationshipFacts = {
    ...begun,
    relationship: { ...begun.relationship, startedAt: ago(400) },
    scheme: { ...begun.scheme, checkInFirstDays: 30, checkInEveryDays: 60 },
  };
  const asked = (index: number, set: Partial<CheckIn> = {}): CheckIn => ({
    id: idOf(`check-in ${index}`),
    relationshipId: id,
    personId: me,
    askedAt: ago(400 - index * 45),
    ...set,
  });
  const told = (index: number, set: Partial<CheckIn> = {}): CheckIn =>
    asked(index, {
      answer: answers[index % answers.length],
      answeredAt: ago(400 - index * 45),
      words: longestText(script, 1000),
      ...set,
    });
  const all = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => told(index));
  const withCheckIns = (checkIns: readonly CheckIn[]): RelationshipFacts => ({ ...long, checkIns });
  const directed = { kind: 'directed', matching: ['coordinator'] } as const;
  return scenesOf('relationship', id, {
    'never asked how it goes': withCheckIns([]),
    'asked how it goes, not answered': withCheckIns([...all, asked(9, { askedAt: now })]),
    'asked before without an answer': withCheckIns([asked(1)]),
    'answered a moment ago': withCheckIns([told(1, { answeredAt: now, words: undefined })]),
    'answered and written a moment ago': withCheckIns([...all, told(9, { answeredAt: now })]),
    'answered long ago': withCheckIns(all),
    'answered, and erased': withCheckIns([
      told(1, { answer: undefined, words: 'This text has been erased.' }),
    ]),
    'directed, answered a moment ago': {
      ...withCheckIns([told(1, { answeredAt: now, words: undefined })]),
      scheme: { ...long.scheme, ...directed },
    },
    'directed, asked': {
      ...withCheckIns([asked(1, { askedAt: now })]),
      scheme: { ...long.scheme, ...directed },
    },
  }).map((scene) => ({ ...scene, only: ['check-in'], asker: me }));
}

function planned(
  facts: RelationshipFacts,
  set: Partial<RelationshipFacts['relationship']>,
): RelationshipFacts {
  return { ...facts, relationship: { ...facts.relationship, startedAt: ago(200), ...set } };
}

export function reviewScenes(script: Script): readonly Scene[] {
  const rules = pairFacts(script, me, { policy: 'shared', past: 30, coming: 0 });
  const noRules = pairFacts(script, me, { past: 1, coming: 0 });
  return scenesOf('relationship', rules.relationship.id, {
    'a review to come': planned(rules, { plannedEnd: undefined }),
    'a planned end': planned(rules, { plannedEnd: '2029-11-29' }),
    'a planned end without ground rules': planned(noRules, { plannedEnd: '2029-11-29' }),
    'no dates at all': planned(noRules, { plannedEnd: undefined }),
    'ended before its review': pairFacts(script, me, { state: 'ended', policy: 'shared', coming: 0 }),
    'paused before its review': pairFacts(script, me, { state: 'paused', policy: 'shared', coming: 0 }),
    'changes wait for an answer': pairFacts(script, me, {
      policy: 'shared',
      proposedBy: me,
      past: 2,
      coming: 0,
    }),
  }).map((scene) => ({ ...scene, only: ['review'] }));
}
