/** An organisation with people, a scheme, mentors and pairs, put into the database that Rapport is started on. */

import { randomUUID } from 'node:crypto';
import { accountAddress, workspaceKey } from '../../adapters/slack/address.ts';
import { writeAddress } from '../../adapters/teams/address.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { WorkspaceKey } from '../../src/engine/terms.ts';
import type { Change, Records } from '../../src/mentoring/records/change.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import { demoScheme } from '../../src/app/demo.ts';
import { completeTerms } from '../../src/mentoring/agreement-terms.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import { newKey, parseKeys } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import type { RapportStore } from '../../src/store/store.ts';
import type { FarSide } from './far-side.ts';

export type Population = {
  readonly databaseUrl: string;
  /** As `RAPPORT_KEYS` would have it. */
  readonly keys: string;
  readonly store: RapportStore;
  readonly database: Database;
  readonly close: () => Promise<void>;
};

export async function openPopulation(databaseUrl: string): Promise<Population> {
  const keys = newKey('bench');
  const database = await openDatabase({ url: databaseUrl });
  const store = createStore({ database, keys: parseKeys(keys) });
  return { databaseUrl, keys, store, database, close: database.close };
}

export type Organisation = {
  readonly id: string;
  readonly schemeId: string;
  readonly apply: (...changes: Change[]) => Promise<void>;
  /** Our id of a person of the pretend platforms. */
  readonly idOf: (person: RosterPerson) => string;
};

/** Everybody of both pretend platforms, a scheme whose coordinators are the first of each, and three mentors. */
export async function populate({ store }: Population, farSide: FarSide): Promise<Organisation> {
  const teamsKey = { platform: 'teams', externalId: farSide.tenantId };
  const slackKey = workspaceKey(farSide.teamId);
  const id = await store.ensureOrganisation({
    name: 'This organisation',
    zone: 'Europe/London',
    workspaces: [slackKey, teamsKey],
  });
  const ids = new Map<string, string>();
  for (const person of [...farSide.people.slack, ...farSide.people.teams]) {
    const { workspace, account, address } = whereIs(farSide, person, slackKey, teamsKey);
    const { name, email, zone } = person;
    const key = { ...workspace, account };
    const kept = await store.keepProfile(id, key, { externalId: account, name, email, zone }, address);
    ids.set(person.id, kept.id);
  }
  const idOf = (person: RosterPerson): string => ids.get(person.id) ?? '';
  const coordinators = [farSide.people.slack[0], farSide.people.teams[0]].flatMap((one) => one ?? []);
  const schemeId = await store.ensureScheme(id, { ...demoScheme, coordinatorIds: coordinators.map(idOf) });
  const apply = (...changes: Change[]): Promise<void> =>
    store.transact(id, (tx) => tx.apply(changes, new Date()));
  const mentors = farSide.people.slack.slice(1, 4);
  await apply(...mentors.map((mentor) => insert('offer', anOffer(schemeId, idOf(mentor)))));
  return { id, schemeId, apply, idOf };
}

/** Two people who have met three times, have ground rules, two agreed next steps, and a meeting ahead of them. */
export function aPair(organisation: Organisation, mentee: RosterPerson, mentor: RosterPerson): Change[] {
  const { schemeId, idOf } = organisation;
  const menteeId = idOf(mentee);
  const mentorId = idOf(mentor);
  const request = aRequest(schemeId, menteeId, { state: 'matched', askedAt: ago(100) });
  const relationshipId = randomUUID();
  const meetings = [-60, -30, -2, 20].map((days) => ({
    id: randomUUID(),
    relationshipId,
    start: { date: ago(-days).toISOString().slice(0, 10), time: '17:30', zone: 'Europe/London' },
    minutes: 60,
    place: 'video' as const,
    bookedById: mentorId,
    state: days < 0 ? ('met' as const) : ('booked' as const),
    sequence: 0,
  }));
  const recordId = randomUUID();
  return [
    insert('request', request),
    insert('relationship', {
      id: relationshipId,
      schemeId,
      requestId: request.id,
      menteeId,
      mentorId,
      state: 'active',
      cadenceDays: 28,
      startedAt: ago(90),
    }),
    insert('agreement', {
      id: randomUUID(),
      relationshipId,
      version: 1,
      proposedById: mentorId,
      proposedAt: ago(89),
      agreedAt: ago(88),
      terms: completeTerms({
        objectives: 'Confidence on nights',
        boundaries: 'No calls at home',
        contactBetween: 'Messages are fine',
        cadenceDays: 28,
        minutes: 60,
        place: 'any',
        cancellationHours: 24,
        records: 'shared',
        reviewOn: '2030-02-01',
      }),
    }),
    ...meetings.map((meeting) => insert('meeting', meeting)),
    insert('sessionRecord', {
      id: recordId,
      meetingId: meetings[0]?.id ?? '',
      relationshipId,
      authorId: menteeId,
      writtenAt: ago(60),
      discussed: 'Rotas and rest',
      reflection: 'I felt heard',
      sharing: 'pair',
      useful: 4,
    }),
    ...['Book a course', 'Write to the tutor'].map((what) =>
      insert('action', { id: randomUUID(), relationshipId, recordId, ownerId: menteeId, what }),
    ),
  ];
}

export function aRequest(
  schemeId: string,
  menteeId: string,
  over: Partial<Records['request']> = {},
): Records['request'] {
  return {
    id: randomUUID(),
    schemeId,
    menteeId,
    areas: ['exams-arcp', 'balance'],
    words: 'I would like to plan my next two years.',
    way: 'coordinator',
    wishIds: [],
    oneByOne: false,
    lineManager: 'not-said',
    conflictIds: [],
    times: [{ date: '2030-01-09', time: '17:30', zone: 'Europe/London' }],
    place: 'video',
    state: 'waiting',
    askedAt: new Date(),
    ...over,
  };
}

export function anOffer(schemeId: string, personId: string, number = 0): Records['offer'] {
  const areas = demoScheme.areas.map(({ value }) => value);
  return {
    id: randomUUID(),
    schemeId,
    personId,
    portrait: 'Consultant anaesthetist, eleven years here.',
    areas: areas.filter((_, index) => (index + number) % 3 === 0),
    skills: ['active-listening', 'questioning'],
    likesToHelp: 'Trainees before exams, and anybody who doubts whether they belong.',
    capacity: 1 + (number % 3),
    place: number % 2 === 0 ? 'any' : 'video',
    usualTimes: 'Thursday evenings, some lunchtimes',
    timeAgreed: number % 2 === 0,
    trainedOn: '2026-03-12',
    state: 'open',
  };
}

export function aScheme(over: Partial<Scheme> = {}): Scheme {
  return { ...demoScheme, id: randomUUID(), coordinatorIds: [], ...over };
}

export function insert<N extends keyof Records>(noun: N, row: Records[N]): Change {
  return { change: 'insert', noun, row } as Change; // the union's members are exactly these pairs
}

function whereIs(farSide: FarSide, person: RosterPerson, slackKey: WorkspaceKey, teamsKey: WorkspaceKey) {
  if (person.platform === 'slack') {
    const channel = person.userId.replace(/^U/, 'D');
    const address = accountAddress(farSide.teamId, person.userId, channel);
    return { workspace: slackKey, account: person.userId, address };
  }
  const aadObjectId = person.aadObjectId ?? '';
  const { serviceUrl } = farSide.teams;
  const address = writeAddress({
    serviceUrl,
    tenantId: farSide.tenantId,
    aadObjectId,
    userId: person.userId,
  });
  return { workspace: teamsKey, account: aadObjectId, address };
}

function ago(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}
