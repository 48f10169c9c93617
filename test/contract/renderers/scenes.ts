/** States in which our dialogs may find things, each filled to the brim: what every action is tried upon. */

import type { FactsOf, PersonFacts, RelationshipGlance, SchemeFacts } from '../../../src/mentoring/facts.ts';
import type { Offer, Request, Scheme } from '../../../src/mentoring/records.ts';
import {
  aProposalIn,
  aRelationship,
  aRequestIn,
  aSchemeIn,
  actionsIn,
  anAgreementIn,
  anOfferIn,
  coordinator,
  idOf,
  me,
  meetingsOf,
  now,
  peopleIn,
  poolIn,
  recordsIn,
} from './longest-people.ts';
import { longestName } from './longest-words.ts';
import type { Script } from './longest-words.ts';

export type Scene = {
  readonly [S in keyof FactsOf]: {
    readonly name: string;
    readonly subject: S;
    readonly id: string;
    readonly facts: FactsOf[S];
  };
}[keyof FactsOf];

const many = 20;

export function personScenes(script: Script): readonly Scene[] {
  const people = peopleIn(script);
  const mine = { coordinatorIds: [me, coordinator] };
  const nobody: PersonFacts = {
    person: people[me] ?? { id: me, name: longestName(script, 1), zone: 'Europe/London' },
    people,
    organisationName: longestName(script, 0),
    administrator: false,
    blocks: [],
    schemes: [],
    offers: [],
    requests: [],
    proposals: [],
    relationships: [],
    reportingLines: [],
  };
  const one = [aSchemeIn(script, 1)];
  const offer = anOfferIn(script, 1, { personId: me });
  const proposed = (number: number) => ({
    proposal: { ...aProposalIn(script, number, number % 3 === 0 ? { counterTimes: [] } : {}), mentorId: me },
    request: aRequestIn(script, { id: idOf(`request ${number}`), menteeId: idOf(`person ${number}`) }),
  });
  const pairs = Array.from({ length: 14 }, (_, index) => glanceIn(script, index + 2));
  const offered = (state: Offer['state'], set: Partial<Offer> = {}): PersonFacts => ({
    ...nobody,
    schemes: one,
    offers: [{ ...offer, state, ...set }],
    proposals: [proposed(20), proposed(21)],
  });
  const asked = (state: Request['state']): PersonFacts => ({
    ...nobody,
    schemes: one,
    requests: [aRequestIn(script, { state })],
  });
  const full: PersonFacts = {
    ...nobody,
    schemes: Array.from({ length: many }, (_, index) => aSchemeIn(script, index + 1, mine)),
    offers: Array.from({ length: many }, (_, index) =>
      anOfferIn(script, 1, {
        schemeId: idOf(`scheme ${index + 1}`),
        personId: me,
        ...(index % 2 === 0 ? {} : { state: 'paused', pausedUntil: '2027-09-22' }),
      }),
    ),
    requests: [1, 2, 3].map((number) =>
      aRequestIn(script, {
        id: idOf(`request ${number}`),
        schemeId: idOf(`scheme ${number}`),
        state: number === 2 ? 'proposed' : 'waiting',
      }),
    ),
    proposals: [20, 21, 22, 23, 24, 25, 26, 27].map(proposed),
    relationships: pairs,
    blocks: Array.from({ length: 15 }, (_, index) => ({
      id: idOf(`block ${index}`),
      blockerId: me,
      blockedId: idOf(`person ${index + 30}`),
    })),
  };
  const states: Readonly<Record<string, PersonFacts>> = {
    'nobody yet': nobody,
    'an administrator of nothing': { ...nobody, administrator: true },
    'one scheme': { ...nobody, schemes: one },
    'one scheme, full up': { ...nobody, schemes: [aSchemeIn(script, 1, { acceptsRequests: false })] },
    'the only coordinator': { ...nobody, schemes: [aSchemeIn(script, 1, mine)] },
    'an open offer': offered('open'),
    'a paused offer': offered('paused', { pausedUntil: '2027-09-22' }),
    'a closed offer': offered('closed'),
    'a waiting request': asked('waiting'),
    'a proposed request': asked('proposed'),
    'a matched request': asked('matched'),
    'many schemes, none asked': { ...full, requests: [], offers: [], proposals: [], relationships: [] },
    'one pair': { ...nobody, schemes: one, relationships: pairs.slice(0, 1) },
    everything: full,
  };
  return scenesOf('person', me, states);
}

/** A pair of mine; in every second I am the mentor, and every fifth is paused, every seventh has ended. */
function glanceIn(script: Script, number: number): RelationshipGlance {
  const relationship = aRelationship(number, {
    ...(number % 2 === 0 ? {} : { menteeId: idOf(`person ${number}`), mentorId: me }),
    ...(number % 5 === 0 && { state: 'paused', pausedUntil: '2027-09-22' }),
    ...(number % 7 === 0 && { state: 'ended', endedAt: now }),
  });
  const meetings = meetingsOf(relationship.id, { past: 30, coming: 20 });
  const records = recordsIn(script, meetings).slice(0, 6);
  return {
    relationship,
    agreement: anAgreementIn(script, relationship.id),
    // Proposed by the other one of every second pair.
    proposedAgreement: {
      ...anAgreementIn(script, relationship.id),
      version: 2,
      agreedAt: undefined,
      proposedById: number % 4 < 2 ? me : idOf(`person ${number}`),
    },
    meetings,
    recorded: records.filter(({ authorId }) => authorId === me).map(({ meetingId }) => meetingId),
    actions: actionsIn(script, records),
  };
}

export function schemeScenes(script: Script): readonly Scene[] {
  const scheme: Scheme = aSchemeIn(script, 1);
  const states: readonly Request['state'][] = ['waiting', 'proposed', 'matched', 'withdrawn'];
  const busy: SchemeFacts = {
    scheme,
    people: peopleIn(script),
    requests: Array.from({ length: 40 }, (_, index) => ({
      request: aRequestIn(script, {
        id: idOf(`request ${index + 1}`),
        menteeId: idOf(`person ${index + 1}`),
        conflictIds: [],
        state: states[index % (index < 24 ? 2 : 4)] ?? 'waiting',
      }),
      proposals: [20, 21, 22].map((number) => aProposalIn(script, number)),
    })),
    pool: poolIn(script),
    reportingLines: [],
    counts: {
      since: new Date('2026-11-22T10:00:00Z'),
      waiting: Array.from({ length: 60 }, (_, index) => ({
        requestId: idOf(`request ${index + 1}`),
        askedAt: new Date(now.getTime() - index * 86_400_000),
      })),
      askedSince: 123_456,
      startedSince: 123_456,
      metSince: 123_456,
      active: 123_456,
      quiet: 23_456,
      endedSince: {
        natural: 23_456,
        'goals-met': 23_456,
        circumstances: 23_456,
        'no-fault': 23_456,
        'never-started': 23_456,
      },
      useful: { count: 123_456, sum: 543_210 },
      mentors: 123_456,
      places: 123_456,
    },
  };
  const { digest: _none, ...withoutDigest } = scheme;
  return scenesOf('scheme', scheme.id, {
    busy,
    'busy, without a digest': { ...busy, scheme: withoutDigest },
    'new and paused': {
      ...busy,
      scheme: { ...withoutDigest, acceptsRequests: false },
      requests: [],
      pool: [],
      counts: {
        ...busy.counts,
        waiting: [],
        askedSince: 0,
        startedSince: 0,
        metSince: 0,
        active: 0,
        quiet: 0,
        endedSince: {},
        useful: { count: 0, sum: 0 },
      },
    },
    'nearly every area retired, one coordinator': {
      ...busy,
      scheme: {
        ...scheme,
        coordinatorIds: [coordinator],
        areas: scheme.areas.map((area, index) => (index === 0 ? area : { ...area, retired: true })),
      },
    },
    'as many coordinators as there can be': {
      ...busy,
      scheme: {
        ...scheme,
        coordinatorIds: [
          coordinator,
          ...Array.from({ length: 11 }, (_, index) => idOf(`person ${index + 5}`)),
        ],
      },
    },
    'a few of everything': {
      ...busy,
      counts: { ...busy.counts, askedSince: 2, active: 4, quiet: 1, endedSince: { natural: 2 } },
    },
  });
}

export function scenesOf<S extends keyof FactsOf>(
  subject: S,
  id: string,
  states: Readonly<Record<string, FactsOf[S]>>,
): readonly Scene[] {
  return Object.entries(states).map(
    ([name, facts]) => ({ name, subject, id, facts }) as Scene, // subject and facts belong together by this type
  );
}
