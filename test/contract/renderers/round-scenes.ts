/** Scenes of a round: in every state, its pages at their fullest, and one pair of it. */

import type {
  RequestFacts,
  RoundPairFacts,
  RoundReviewFacts,
  RoundRow,
} from '../../../src/mentoring/facts.ts';
import type { Round, RoundPair } from '../../../src/mentoring/records/round.ts';
import { ROUND_PAGE } from '../../../src/mentoring/round-page.ts';
import {
  aProposalIn,
  aRequestIn,
  aSchemeIn,
  coordinator,
  idOf,
  now,
  peopleIn,
  poolIn,
} from './longest-people.ts';
import { longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

export function roundScenes(script: Script): readonly Scene[] {
  const round: Round = {
    id: idOf('round 1'),
    schemeId: idOf('scheme 1'),
    byId: coordinator,
    state: 'ready',
    startedAt: new Date('2026-11-28T10:00:00Z'),
  };
  const page = (set: (index: number) => Partial<RoundPair>): readonly RoundRow[] =>
    Array.from({ length: ROUND_PAGE }, (_, index) => rowIn(script, round, index, set(index)));
  const many = { planned: 123_456, out: 23_456, sent: 123_456, dropped: 23_456, unmatched: 23_456 };
  const ready: RoundReviewFacts = {
    round,
    scheme: aSchemeIn(script, 1),
    people: peopleIn(script),
    counts: many,
    plannedIds: [idOf('pair 0')],
    shown: page((index) => ({
      state: index % 2 === 0 ? 'planned' : 'out',
      nothingInCommon: index === 0,
    })),
  };
  const inState = (state: Round['state']): RoundReviewFacts => ({
    ...ready,
    round: { ...round, state, sentAt: new Date(now.getTime() - 2 * 60 * 60_000) },
  });
  const none = { planned: 0, out: 0, sent: 0, dropped: 0, unmatched: 0 };
  return scenesOf('round', round.id, {
    ready,
    'ready, with those who are left': {
      ...ready,
      shown: page(() => ({ state: 'unmatched', mentorId: undefined, why: longestText(script, 250) })),
    },
    'ready, with one pair': { ...ready, counts: { ...none, planned: 1 }, shown: ready.shown.slice(0, 1) },
    'ready, with nobody': { ...ready, counts: { ...none, unmatched: 3 }, plannedIds: [], shown: [] },
    planning: inState('planning'),
    sending: inState('sending'),
    'sending, just begun': { ...inState('sending'), round: { ...round, state: 'sending', sentAt: now } },
    sent: { ...inState('sent'), shown: page(() => ({ state: 'dropped', why: longestText(script, 250) })) },
    'sent to nobody': { ...inState('sent'), counts: { ...none, dropped: 1 }, shown: [] },
    'planned by another': { ...ready, round: { ...round, byId: idOf('person 5') } },
    discarded: inState('discarded'),
    failed: inState('failed'),
  });
}

export function roundPairScenes(script: Script, request: RequestFacts): readonly Scene[] {
  const [first] = poolIn(script);
  const scene = (round: Round['state'], pair: RoundPair['state']): RoundPairFacts => ({
    ...request,
    scheme: { ...request.scheme, modules: [] },
    request: { ...request.request, conflictIds: [], inMindId: undefined, wishIds: [] },
    proposals: [],
    referrals: [],
    round: {
      id: idOf('round 1'),
      schemeId: idOf('scheme 1'),
      byId: coordinator,
      state: round,
      startedAt: new Date('2026-11-28T10:00:00Z'),
    },
    pair: {
      id: idOf('pair 1'),
      roundId: idOf('round 1'),
      requestId: request.request.id,
      ...(pair !== 'unmatched' && first && { mentorId: first.offer.personId }),
      state: pair,
      place: 0,
      nothingInCommon: false,
    },
  });
  const states: Readonly<Record<string, RoundPairFacts>> = {
    planned: scene('ready', 'planned'),
    out: scene('ready', 'out'),
    'without a mentor': scene('ready', 'unmatched'),
    'being sent': scene('sending', 'planned'),
    'the round is sent': scene('sent', 'sent'),
  };
  return [
    ...scenesOf('roundPair', idOf('pair 1'), states),
    ...scenesOf('roundChoice', idOf('pair 1'), {
      ...Object.fromEntries(
        Object.entries(states).map(([name, facts]) => [name, { ...facts, given: {} }] as const),
      ),
      'nobody has a place': { ...scene('ready', 'planned'), pool: [], given: {} },
    }),
  ];
}

function rowIn(script: Script, { id: roundId }: Round, index: number, set: Partial<RoundPair>): RoundRow {
  const pool = poolIn(script);
  const mentor = pool[index % pool.length];
  const request = aRequestIn(script, {
    id: idOf(`request ${index + 1}`),
    menteeId: idOf(`person ${index + 40}`),
  });
  return {
    pair: {
      id: idOf(`pair ${index}`),
      roundId,
      requestId: request.id,
      mentorId: mentor?.offer.personId,
      state: 'planned',
      place: index,
      nothingInCommon: false,
      ...set,
    },
    request,
    proposals: [aProposalIn(script, 30, { state: 'expired' })],
    mentor,
  };
}
