/** Scenes of the benefit survey: asked as it begins, at its end and later, answered, and too late. */

import type { RelationshipFacts } from '../../../src/mentoring/facts.ts';
import type { SurveyStage } from '../../../src/mentoring/records/benefits.ts';
import { idOf, me, now, other } from './longest-people.ts';
import type { Script } from './longest-words.ts';
import { pairFacts } from './pair-scenes.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

export function benefitsScenes(script: Script): readonly Scene[] {
  const begun = pairFacts(script, me, { past: 0, coming: 1 });
  const over = pairFacts(script, me, { state: 'ended', policy: 'shared', past: 3, coming: 0 });
  const ended: RelationshipFacts = {
    ...over,
    relationship: { ...over.relationship, ending: 'natural' },
    meetings: over.meetings.map((one) => ({ ...one, state: 'met' })),
  };
  const scenes = scenesOf('relationship', begun.relationship.id, {
    'a pair that has just begun, not asked yet': begun,
    'asked as it begins': asked(begun, ['start']),
    'asked as it begins, as the mentor': asked(turned(begun), ['start']),
    'over, not asked yet': ended,
    'asked at the end and later': asked(ended, ['end', 'later']),
    'asked at the end, as the mentor': asked(turned(ended), ['end', 'later']),
    'asked long ago': asked(ended, ['end'], 60),
  });
  return scenes.map((scene) => ({ ...scene, only: ['benefit-survey'] }));
}

function asked(facts: RelationshipFacts, stages: readonly SurveyStage[], daysAgo = 2): RelationshipFacts {
  const { id, menteeId, mentorId } = facts.relationship;
  return {
    ...facts,
    surveys: stages.flatMap((stage) =>
      [menteeId, mentorId].map((personId) => ({
        id: idOf(`survey ${stage} ${personId}`),
        relationshipId: id,
        personId,
        stage,
        askedAt: new Date(now.getTime() - daysAgo * 86_400_000),
      })),
    ),
  };
}

function turned(facts: RelationshipFacts): RelationshipFacts {
  return { ...facts, relationship: { ...facts.relationship, menteeId: other, mentorId: me } };
}
