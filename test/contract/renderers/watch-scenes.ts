/** Scenes of the watch: a pair at every question, one that has come to rest, and a scheme with hundreds of pairs. */

import type { PairsFacts, RelationshipFacts } from '../../../src/mentoring/facts.ts';
import type { OwnPrior } from '../../../src/mentoring/records/own-prior.ts';
import type { Relationship } from '../../../src/mentoring/records/relationship.ts';
import type { Asked, Band, WatchQuestion } from '../../../src/mentoring/records/watch.ts';
import { aRelationship, aSchemeIn, idOf, me, now, other, peopleIn, poolIn } from './longest-people.ts';
import type { Script } from './longest-words.ts';
import { pairFacts } from './pair-scenes.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

const questions: Readonly<Record<string, readonly WatchQuestion[]>> = {
  'asked whether they met': ['met-since'],
  'asked how it goes': ['met-since', 'how-is-it'],
  'asked for the last time': ['met-since', 'how-is-it', 'how-is-it'],
};

/** On the days before, one after the other. */
function askedIn(all: readonly WatchQuestion[]): readonly Asked[] {
  return all.map((question, index) => ({
    question,
    at: new Date(now.getTime() - (all.length - index) * 86_400_000).toISOString(),
    told: {},
  }));
}

function withWatch(
  facts: RelationshipFacts,
  all: readonly WatchQuestion[],
  told: Asked['told'] = {},
): RelationshipFacts {
  return {
    ...facts,
    relationship: {
      ...facts.relationship,
      startedAt: new Date('2025-01-02T10:00:00Z'),
      watch: {
        asked: askedIn(all).map((one) => ({ ...one, told })),
        lastMetOn: '2025-03-15',
        usualDays: 14.5,
      },
    },
  };
}

export function watchScenes(script: Script): readonly Scene[] {
  // Whoever presses, the facts are the same: nobody is shown an answer.
  const met = pairFacts(script, me, { policy: 'shared', past: 3, coming: 0 });
  // All of them long ago, so that nothing newer answers what was asked.
  const quiet: RelationshipFacts = {
    ...met,
    meetings: met.meetings.map((one, index) => ({
      ...one,
      state: 'met',
      start: { ...one.start, date: `2025-0${index + 1}-15` },
    })),
  };
  const begun = pairFacts(script, me, { past: 0, coming: 0 });
  const ended = pairFacts(script, me, { state: 'ended', policy: 'shared', coming: 0 });
  const [mentor] = poolIn(script);
  const faded: RelationshipFacts = {
    ...ended,
    relationship: { ...ended.relationship, ending: 'faded', endedById: undefined },
  };
  const scenes = scenesOf('relationship', met.relationship.id, {
    ...Object.fromEntries(
      Object.entries(questions).map(([name, all]) => [name, withWatch(quiet, all)] as const),
    ),
    'asked, and the other has said that it is at its end': {
      ...withWatch(quiet, ['how-is-it']),
      heard: { answers: [], naturalSaid: { [other]: now } },
    },
    'two weeks without a meeting': withWatch(begun, []),
    'silence of both to the last question': withWatch(quiet, ['how-is-it', 'how-is-it'], {
      [me]: '2025-12-01T09:00:00.000Z',
      [other]: '2025-12-01T09:00:00.000Z',
    }),
    'not started': withWatch(begun, ['not-started']),
    'not started, asked by a coordinator': withWatch(begun, ['not-started', 'nudge']),
    'no coordinator is impartial': {
      ...quiet,
      conflictIds: quiet.scheme.coordinatorIds,
    },
    'come to rest, with a way back': { ...faded, wayBack: { mentor, blocked: false, taken: false } },
    'come to rest, and no way back': { ...faded, wayBack: { mentor, blocked: true, taken: false } },
    paused: pairFacts(script, me, { state: 'paused', past: 0, coming: 0 }),
    'under way since': met,
  });
  return scenes.map((scene) => ({ ...scene, only: ['watch', 'not-started'] }));
}

const bands: readonly (Band | undefined)[] = ['not started', 'asking', 'quiet', 'going well', undefined];

function pairOf(number: number): Relationship {
  return aRelationship(number, {
    menteeId: idOf(`person ${number % 40}`),
    mentorId: idOf(`person ${(number % 40) + 1}`),
    band: bands[number % bands.length],
    watch: { asked: [], lastMetOn: '2025-01-15', usualDays: 14.5, because: 'came-to-nothing' },
    ...(number % 7 === 0 && { state: 'paused', pausedUntil: '2027-09-22' }),
    ...(number % 11 === 0 && { state: 'ended', endedAt: now }),
  });
}

const ownFigures: OwnPrior = {
  version: 1,
  fittedOn: '2025-11-20',
  pairs: 2000,
  finished: 1999,
  r: 20,
  alpha: 22,
  a: 1.5,
  b: 12,
  shares: [{ k: 3, share: 1 }],
};

export function pairsScenes(script: Script): readonly Scene[] {
  const scheme = aSchemeIn(script, 1);
  const many: PairsFacts = {
    scheme,
    people: peopleIn(script),
    pairs: Array.from({ length: 300 }, (_, index) => ({ relationship: pairOf(index + 1), conflictIds: [] })),
    reportingLines: [],
  };
  return scenesOf('pairs', scheme.id, {
    many,
    few: { ...many, pairs: many.pairs.slice(0, 3) },
    none: { ...many, pairs: [] },
    'judged by its own figures': { ...many, scheme: { ...scheme, prior: ownFigures } },
    directed: { ...many, scheme: { ...scheme, kind: 'directed', matching: ['coordinator'] } },
  });
}
