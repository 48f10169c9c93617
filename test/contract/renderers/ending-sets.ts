/** A pair around its ending: just ended, asked to go on, to be made unreadable, with closing words, and one who moves. */

import type { RelationshipFacts } from '../../../src/mentoring/facts.ts';
import type { Relationship } from '../../../src/mentoring/records/relationship.ts';
import type { Rotation, RotationChoice } from '../../../src/mentoring/records/rotation.ts';
import { idOf, me, now, other, poolIn } from './longest-people.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import type { Set } from './pair-scenes.ts';

type More = NonNullable<Set['more']>;

const ended = { state: 'ended', policy: 'shared', past: 20, coming: 0 } as const;

/** Somebody whom nothing keeps from going on has ended it, or the coordinators have. */
function after(set: Partial<Relationship>, words = false): More {
  return (facts, asker, script) => {
    const [mentor] = poolIn(script);
    return {
      ...facts,
      relationship: { ...facts.relationship, ...set },
      wayBack: { mentor, blocked: false, taken: false },
      ...(words && { closing: closingOf(facts, asker, script) }),
    };
  };
}

function closingOf({ relationship }: RelationshipFacts, authorId: string, script: Script) {
  const long = longestText(script, 1500);
  return {
    id: idOf(`closing of ${authorId}`),
    relationshipId: relationship.id,
    authorId,
    words: {
      achieved: long,
      learned: long,
      reflection: long,
      successor: longestLine(script, 150),
      next: 'become-mentor' as const,
    },
    writtenAt: now,
  };
}

function moving(choice: RotationChoice): More {
  return (facts, asker, script) => {
    const rotation = (personId: string): Rotation => ({
      id: idOf(`rotation of ${personId}`),
      relationshipId: facts.relationship.id,
      personId,
      movesOn: '2027-09-22',
      where: longestLine(script, 200),
      choice,
      ...((choice === 'pause' || choice === 'end') && { until: '2027-12-22' }),
      again: true,
      saidAt: now,
    });
    return { ...facts, rotations: [rotation(asker)] };
  };
}

/** One meeting that was held and one to come are meant to be the last. */
export const withLast: More = (facts) => {
  const held = facts.meetings.findLast(({ state }) => state === 'met')?.id;
  const coming = facts.meetings.findLast(({ state }) => state === 'booked')?.id;
  const meetings = facts.meetings.map((one) =>
    one.id === held || one.id === coming ? { ...one, last: true } : one,
  );
  return { ...facts, meetings };
};

/** What these scenes are for; other dialogs have no need of each of them. */
export const endingDialogs = ['closing', 'last-meeting', 'rotation'] as const;

/** Those that look different wherever the pair is shown. */
export const shownEverywhere = [
  'ended by me just now, to be made unreadable',
  'ended, with closing words',
  'moving, and ending',
] as const;

export const endingSets: Readonly<Record<string, Set>> = {
  'ended by me just now, to be made unreadable': {
    ...ended,
    more: after({ endedAt: now, endedById: me, ending: 'goals-met', shredOn: '2027-09-22' }),
  },
  'ended, with closing words': { ...ended, more: after({ ending: 'natural' }, true) },
  'ended, the other asks to go on': {
    ...ended,
    more: after({ ending: 'no-fault', reopenAskedById: other, reopenAskedAt: now }),
  },
  'ended, I asked to go on and was declined': {
    ...ended,
    more: after({
      ending: 'no-fault',
      reopenAskedById: me,
      reopenAskedAt: now,
      reopenDeclinedAt: now,
    }),
  },
  'ended long ago, made unreadable': {
    ...ended,
    more: after({
      ending: 'circumstances',
      endedAt: new Date('2026-01-25T10:00:00Z'),
      recordsShreddedAt: now,
    }),
  },
  'ended, its day has come': {
    ...ended,
    more: after({ ending: 'natural', shredOn: '2026-11-01' }),
  },
  'ended without records': { state: 'ended', policy: 'none', coming: 0, more: after({ ending: 'natural' }) },
  'never met, ended': { state: 'ended', past: 0, coming: 0, more: after({ ending: 'never-started' }) },
  'a last meeting': { policy: 'shared', past: 12, coming: 3, more: withLast },
  'nothing booked': { policy: 'shared', past: 5, coming: 0 },
  'moving, and carrying on': { policy: 'shared', past: 5, coming: 3, more: moving('carry-on') },
  'moving, by video from then': { policy: 'shared', past: 5, coming: 3, more: moving('by-video') },
  'moving, and pausing': { policy: 'shared', past: 5, coming: 3, more: moving('pause') },
  'moving, and ending': { policy: 'shared', past: 5, coming: 3, more: moving('end') },
  'moving, to be decided': { policy: 'shared', past: 5, coming: 3, more: moving('later') },
};
