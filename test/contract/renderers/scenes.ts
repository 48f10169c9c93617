/** States in which our dialogs may find things, each filled to the brim: what every action is tried upon. */

import type {
  FactsOf,
  People,
  PersonFacts,
  RelationshipGlance,
  SchemeFacts,
} from '../../../src/mentoring/facts.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { Request } from '../../../src/mentoring/records/request.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
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
  trainingsIn,
} from './longest-people.ts';
import { longestName } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { KINDS } from '../../../src/mentoring/reminder-words.ts';

export type Scene = {
  readonly [S in keyof FactsOf]: {
    readonly name: string;
    readonly subject: S;
    readonly id: string;
    readonly facts: FactsOf[S];
    /** Dialogs that are tried upon this scene alone, and it upon no other. */
    readonly only?: readonly string[];
    /** For whom the facts were loaded, where they differ for each of the two: the other one does not press upon them. */
    readonly asker?: string;
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
    reportOrders: [
      { id: idOf('order 1'), personId: me, schemeId: idOf('scheme 1'), every: 'month' },
      { id: idOf('order 2'), personId: me, schemeId: idOf('scheme 1'), every: 'year' },
    ],
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
  const mySelf = nobody.people[me];
  const choices = mySelf?.courtesy?.choices;
  const leftAlone: PersonFacts = {
    ...nobody,
    people: {
      ...people,
      ...(mySelf?.courtesy &&
        choices && {
          [me]: {
            ...mySelf,
            courtesy: {
              ...mySelf.courtesy,
              absences: mySelf.courtesy.absences.slice(1),
              choices: {
                ...choices,
                off: KINDS.map(({ value }) => value),
                quietDays: [1, 2, 3, 4, 5, 6],
                holidays: 'northern-ireland',
                snoozedUntil: '2027-09-22',
              },
            },
          },
        }),
    },
  };
  const states: Readonly<Record<string, PersonFacts>> = {
    'every reminder switched off and put off, room for another absence': leftAlone,
    'nobody yet': nobody,
    'an administrator of nothing': { ...nobody, administrator: true },
    'one scheme': { ...nobody, schemes: one },
    'one scheme without a bank': {
      ...nobody,
      schemes: [aSchemeIn(script, 1, { matching: ['coordinator', 'named'] })],
    },
    'one directed scheme': { ...nobody, schemes: [aSchemeIn(script, 1, { kind: 'directed' })] },
    'one scheme, full up': { ...nobody, schemes: [aSchemeIn(script, 1, { acceptsRequests: false })] },
    'the only coordinator': { ...nobody, schemes: [aSchemeIn(script, 1, mine)] },
    'an open offer, some of the training done': {
      ...offered('open'),
      trainings: trainingsIn(script, me),
    },
    'a paused offer, all of the training done': {
      ...offered('paused', { pausedUntil: '2027-09-22' }),
      schemes: one.map((scheme) => ({
        ...scheme,
        modules: scheme.modules.map((module) => ({ ...module, confirmedBy: 'self' as const })),
      })),
      trainings: aSchemeIn(script, 1).modules.map(({ value }) => ({
        id: idOf(`training ${value}`),
        schemeId: idOf('scheme 1'),
        personId: me,
        module: value,
        doneOn: '2026-09-23',
      })),
    },
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
    slow: Array.from({ length: 40 }, (_, index) => ({
      relationship: aRelationship(index + 1, {
        menteeId: idOf(`person ${index + 1}`),
        mentorId: idOf(`person ${((index + 1) % 40) + 1}`),
        band: index % 2 === 0 ? 'not started' : 'quiet',
      }),
      conflictIds: [],
    })),
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
      before: { asked: 123_457, started: 123_457, met: 123_457, ended: 123_457 },
      metByWeek: Array.from({ length: 12 }, (_, week) => (week === 5 ? 3 : 123_456)),
      useful: { count: 123_456, sum: 543_210 },
      mentors: 123_456,
      places: 123_456,
    },
  };
  const { digest: _none, ...withoutDigest } = scheme;
  return scenesOf('scheme', scheme.id, {
    busy,
    'busy, without a digest, training of many to confirm': {
      ...busy,
      scheme: withoutDigest,
      trainings: [10, 11, 12, 13, 14].flatMap((number) => trainingsIn(script, idOf(`person ${number}`))),
    },
    'new and paused, all training retired': {
      ...busy,
      scheme: {
        ...withoutDigest,
        acceptsRequests: false,
        modules: scheme.modules.map((module) => ({ ...module, retired: true as const })),
      },
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
    'directed, nearly every area retired, one coordinator': {
      ...busy,
      scheme: {
        ...scheme,
        coordinatorIds: [coordinator],
        kind: 'directed',
        matching: ['coordinator'],
        eligibility: undefined,
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
    'a few of everything, room for another closure': {
      ...busy,
      people: withRoomForClosure(busy.people),
      counts: { ...busy.counts, askedSince: 2, active: 4, quiet: 1, endedSince: { natural: 2 } },
    },
  });
}

/** As the coordinator's own facts hold the closures of the organisation. */
function withRoomForClosure(people: People): People {
  return Object.fromEntries(
    Object.values(people).map((one) => [
      one.id,
      {
        ...one,
        ...(one.courtesy && { courtesy: { ...one.courtesy, closures: one.courtesy.closures.slice(1) } }),
      },
    ]),
  );
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
