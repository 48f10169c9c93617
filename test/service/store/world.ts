/** A store on a database of its own, with readable makers for what tests of it need. */

import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { bundleCard } from '../../../src/engine/bundle.ts';
import type { OutboxEntry } from '../../../src/engine/ports.ts';
import type { Card } from '../../../src/ui/view.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { noClosingWords } from '../../../src/mentoring/closing.ts';
import type { Agreement, AgreementTerms } from '../../../src/mentoring/records/agreement.ts';
import type { Change, Records } from '../../../src/mentoring/records/change.ts';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { Proposal } from '../../../src/mentoring/records/proposal.ts';
import type { Relationship } from '../../../src/mentoring/records/relationship.ts';
import type { Request } from '../../../src/mentoring/records/request.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import type { Action, SessionRecord } from '../../../src/mentoring/records/session-record.ts';
import { schemeReport } from '../../../src/mentoring/benefits/report.ts';
import { completeTerms, noWords } from '../../../src/mentoring/agreement-terms.ts';
import { usualScheme } from '../../../src/mentoring/usual-scheme.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { Database } from '../../../src/store/database.ts';
import { newKey, parseKeys } from '../../../src/store/keys.ts';
import { createStore } from '../../../src/store/store.ts';
import type { RapportStore } from '../../../src/store/store.ts';
import { createTestDatabase } from '../../support/postgres.ts';

export const noon = new Date('2026-11-23T12:00:00Z');

export type World = {
  readonly url: string;
  readonly database: Database;
  readonly store: RapportStore;
  /** As `RAPPORT_KEYS` would have it. */
  readonly keys: string;
  /** A connection that row level security does not bind: what a thief of the database would see. */
  readonly admin: pg.Client;
  readonly close: () => Promise<void>;
};

export async function aWorld(connections?: number): Promise<World> {
  const made = await createTestDatabase();
  const keys = newKey('k1');
  const database = await openDatabase({ url: made.url, ...(connections !== undefined && { connections }) });
  const admin = new pg.Client({ connectionString: made.url });
  await admin.connect();
  return {
    url: made.url,
    database,
    store: createStore({ database, keys: parseKeys(keys) }),
    keys,
    admin,
    close: async () => {
      await database.close();
      await admin.end();
      await made.drop();
    },
  };
}

/** An organisation with a Slack workspace and a Teams tenant of its own. */
export type Organisation = Awaited<ReturnType<typeof anOrganisation>>;

export async function anOrganisation({ store }: World, name = 'Eastmere Hospital') {
  const id = randomUUID().slice(0, 8);
  const slack = { platform: 'slack', externalId: `T-${id}` };
  const teams = { platform: 'teams', externalId: `tenant-${id}` };
  const organisationId = await store.ensureOrganisation({
    name,
    zone: 'Europe/London',
    workspaces: [slack, teams],
  });

  async function person(called: string, on: 'slack' | 'teams' = 'slack', email?: string): Promise<string> {
    const workspace = on === 'slack' ? slack : teams;
    const externalId = `${on}-${called}`;
    const kept = await store.keepProfile(
      organisationId,
      { ...workspace, account: externalId },
      { externalId, name: called, ...(email !== undefined && { email }) },
      { channel: `${on}-of-${called}` },
    );
    return kept.id;
  }

  const apply = (...changes: Change[]): Promise<void> =>
    store.transact(organisationId, (tx) => tx.apply(changes, noon));

  const append = (...entries: OutboxEntry[]): Promise<readonly string[]> =>
    store.transact(organisationId, (tx) => tx.appendOutbox(entries, noon));

  async function scheme(over: Partial<Scheme> = {}): Promise<Scheme> {
    const row = aScheme(over);
    await apply(insert('scheme', row));
    return row;
  }

  return { id: organisationId, slack, teams, person, apply, append, scheme };
}

/** A scheme with a coordinator, a mentee whose request was put to a mentor, and another mentor. */
export async function aProposedRequest(world: World, words: { request?: string; message?: string } = {}) {
  const organisation = await anOrganisation(world);
  const [coordinator, mentee, mentor, otherMentor] = await Promise.all(
    ['Cora Vale', 'Mina Hart', 'Otto Lund', 'Vera Quill'].map((name) => organisation.person(name)),
  );
  if (!coordinator || !mentee || !mentor || !otherMentor) throw new Error('Everybody was made');
  const scheme = await organisation.scheme({ coordinatorIds: [coordinator] });
  const request = aRequest(scheme.id, mentee, { words: words.request ?? 'Finding my feet' });
  const proposal = aProposal(request.id, mentor, coordinator, {
    message: words.message ?? 'Gladly',
  });
  const offer = anOffer(scheme.id, mentor);
  await organisation.apply(
    insert('offer', offer),
    insert('offer', anOffer(scheme.id, otherMentor)),
    insert('request', request),
    insert('proposal', proposal),
  );
  return { organisation, coordinator, mentee, mentor, otherMentor, scheme, request, proposal, offer };
}

/** The same, further on: the two are a pair, with ground rules, a meeting, each one's record of it, and an action. */
export async function aPair(world: World, words: Partial<Record<PairText, string>> = {}) {
  const proposed = await aProposedRequest(world);
  const { organisation, scheme, request, mentee, mentor } = proposed;
  const relationship = aRelationship(scheme.id, request.id, mentee, mentor);
  const meeting = aMeeting(relationship.id, mentor);
  const shared = aRecord(meeting, mentee, {
    discussed: words.shared ?? 'Rotas',
    reflection: words.reflection ?? 'I felt heard',
    sharing: 'pair',
    useful: 4,
  });
  const kept = aRecord(meeting, mentor, {
    discussed: words.kept ?? 'They did well',
    reflection: words.mentorReflection ?? 'Ask more',
    sharing: 'author',
  });
  const agreement = anAgreement(relationship.id, mentor, {
    objectives: words.terms ?? 'Confidence on nights',
  });
  const action = anAction(relationship.id, shared.id, mentee, { what: words.action ?? 'Book a course' });
  await organisation.apply(
    insert('relationship', relationship),
    insert('agreement', agreement),
    insert('meeting', meeting),
    insert('sessionRecord', shared),
    insert('sessionRecord', kept),
    insert('action', action),
  );
  return { ...proposed, relationship, meeting, shared, kept, agreement, action };
}

/** One row of every other noun, about this pair. */
export function theRestOf(pair: Awaited<ReturnType<typeof aPair>>): Change[] {
  const { request, proposal, scheme, mentee, mentor, otherMentor, coordinator, relationship, meeting } = pair;
  const ofPair = { relationshipId: relationship.id };
  const roundId = randomUUID();
  return [
    insert('referral', {
      id: randomUUID(),
      requestId: request.id,
      proposalId: proposal.id,
      byId: mentor,
      contact: 'The education centre at Westmere',
      state: 'outside',
      madeAt: noon,
    }),
    insert('upload', {
      id: randomUUID(),
      personId: coordinator,
      platform: 'slack',
      workspace: 'T0SAMPLE',
      name: 'people.csv',
      key: 'https://files.example/people.csv',
      state: 'checked',
      kind: 'mentors',
      schemeId: scheme.id,
      replace: false,
      summary: {
        outcome: 'dry-run',
        rows: 1,
        counts: { new: 1, changed: 0, unchanged: 0, removed: 0 },
        problems: [],
        errors: 0,
        unused: [],
        remarks: [],
      },
      sentAt: noon,
    }),
    insert('lookout', { id: randomUUID(), schemeId: scheme.id, personId: mentee, since: noon }),
    insert('question', {
      id: randomUUID(),
      schemeId: scheme.id,
      askerId: mentee,
      mentorId: otherMentor,
      words: 'Do you know rotas?',
      answer: 'A little',
      askedAt: noon,
      answeredAt: noon,
    }),
    insert('round', {
      id: roundId,
      schemeId: scheme.id,
      byId: coordinator,
      state: 'sent',
      startedAt: noon,
      sentAt: noon,
    }),
    insert('roundPair', {
      id: randomUUID(),
      roundId,
      requestId: request.id,
      mentorId: otherMentor,
      state: 'dropped',
      place: 0,
      nothingInCommon: true,
      why: 'The mentor is not available at the moment.',
    }),
    insert('training', {
      id: randomUUID(),
      schemeId: scheme.id,
      personId: mentor,
      module: 'mentoring-skills',
      doneOn: '2026-10-01',
      confirmedById: coordinator,
      confirmedAt: noon,
    }),
    insert('consent', {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      wording: 'The dates on which we met.',
      givenAt: noon,
    }),
    insert('rulesDraft', {
      id: randomUUID(),
      ...ofPair,
      authorId: mentee,
      words: { ...noWords, objectives: 'Nights without dread' },
      writtenAt: noon,
    }),
    insert('contactAttempt', {
      id: randomUUID(),
      ...ofPair,
      authorId: mentor,
      triedOn: '2026-11-01',
      how: 'phone',
      note: 'Left word',
    }),
    insert('pause', { id: randomUUID(), ...ofPair, startedAt: noon, endedAt: noon }),
    insert('watchAnswer', {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      givenAt: noon,
      answer: 'not-working',
      notBefore: '2027-01-05',
    }),
    insert('checkIn', {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      askedAt: noon,
      answer: 'so-so',
      answeredAt: noon,
      words: 'We talk past each other',
    }),
    insert('reminderChoices', {
      id: randomUUID(),
      personId: mentee,
      quietFrom: '21:00',
      quietTo: '07:00',
      quietDays: [7],
      meetingMinutes: [1440, 120],
      off: ['next-step'],
      snoozedUntil: '2026-12-01',
      holidays: 'scotland',
    }),
    insert('absence', {
      id: randomUUID(),
      personId: mentee,
      firstDay: '2026-12-20',
      lastDay: '2027-01-03',
      why: 'leave',
    }),
    insert('benefitSurvey', {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      stage: 'start',
      askedAt: noon,
      answeredAt: noon,
      answers: { culture: 2, confidence: 'cannot-say' },
    }),
    insert('benefitsReport', {
      id: randomUUID(),
      schemeId: scheme.id,
      period: '2026-10',
      figures: schemeReport({ months: [{}], followed: [] }),
      madeAt: noon,
    }),
    insert('benefitsOrder', { id: randomUUID(), personId: coordinator, schemeId: scheme.id, every: 'year' }),
    insert('closure', { id: randomUUID(), firstDay: '2026-12-24', lastDay: '2026-12-24', name: 'Closed' }),
    insert('closing', {
      id: randomUUID(),
      ...ofPair,
      authorId: mentee,
      words: { ...noClosingWords, reflection: 'To ask sooner', next: 'informal' },
      writtenAt: noon,
    }),
    insert('rotation', {
      id: randomUUID(),
      ...ofPair,
      personId: mentee,
      movesOn: '2027-02-03',
      where: 'Seaview',
      choice: 'pause',
      until: '2027-04-07',
      again: true,
      saidAt: noon,
    }),
    insert('preparation', {
      id: randomUUID(),
      ...ofPair,
      meetingId: meeting.id,
      authorId: mentee,
      words: 'The interview',
      writtenAt: noon,
    }),
  ];
}

export type PairText = 'shared' | 'reflection' | 'kept' | 'mentorReflection' | 'terms' | 'action';

export function insert<N extends keyof Records>(noun: N, row: Records[N]): Change {
  return { change: 'insert', noun, row } as Change; // the union's members are exactly these pairs
}

export function update<N extends keyof Records>(
  noun: N,
  id: string,
  set: Partial<Omit<Records[N], 'id'>>,
): Change {
  return { change: 'update', noun, id, set } as Change; // as above
}

export function aScheme(over: Partial<Scheme> = {}): Scheme {
  return {
    ...usualScheme,
    id: randomUUID(),
    name: 'Peer mentoring',
    about: 'For every doctor here.',
    areas: [{ value: 'leadership', label: 'Leadership' }],
    coordinatorIds: [],
    replyDays: 3,
    expiryDays: 7,
    confidentiality: 'What is said stays here, unless somebody is at risk.',
    ...over,
  };
}

export function anOffer(schemeId: string, personId: string, over: Partial<Offer> = {}): Offer {
  return {
    id: randomUUID(),
    schemeId,
    personId,
    portrait: 'A consultant.',
    areas: ['leadership'],
    skills: ['listening'],
    likesToHelp: 'New consultants',
    capacity: 1,
    place: 'any',
    usualTimes: 'Thursdays',
    timeAgreed: true,
    state: 'open',
    ...over,
  };
}

export function aRequest(schemeId: string, menteeId: string, over: Partial<Request> = {}): Request {
  return {
    id: randomUUID(),
    schemeId,
    menteeId,
    areas: ['leadership'],
    words: 'Finding my feet',
    way: 'coordinator',
    wishIds: [],
    oneByOne: false,
    lineManager: 'not-said',
    conflictIds: [],
    times: [{ date: '2026-12-03', time: '17:30', zone: 'Europe/London' }],
    place: 'video',
    state: 'proposed',
    askedAt: noon,
    ...over,
  };
}

export function aProposal(
  requestId: string,
  mentorId: string,
  proposedById: string,
  over: Partial<Proposal> = {},
): Proposal {
  return { id: randomUUID(), requestId, mentorId, proposedById, state: 'open', sentAt: noon, ...over };
}

export function aRelationship(
  schemeId: string,
  requestId: string,
  menteeId: string,
  mentorId: string,
  over: Partial<Relationship> = {},
): Relationship {
  return {
    id: randomUUID(),
    schemeId,
    requestId,
    menteeId,
    mentorId,
    state: 'active',
    cadenceDays: 28,
    startedAt: noon,
    ...over,
  };
}

export function anAgreement(
  relationshipId: string,
  proposedById: string,
  terms: Partial<AgreementTerms> = {},
  over: Partial<Agreement> = {},
): Agreement {
  return {
    id: randomUUID(),
    relationshipId,
    version: 1,
    proposedById,
    proposedAt: noon,
    agreedAt: noon,
    terms: completeTerms({
      objectives: 'Confidence on nights',
      boundaries: 'No calls at home',
      contactBetween: 'Messages are fine',
      cadenceDays: 28,
      minutes: 60,
      place: 'any',
      cancellationHours: 24,
      records: 'shared',
      reviewOn: '2027-02-01',
      ...terms,
    }),
    ...over,
  };
}

export function aMeeting(relationshipId: string, bookedById: string, over: Partial<Meeting> = {}): Meeting {
  return {
    id: randomUUID(),
    relationshipId,
    start: { date: '2026-12-03', time: '17:30', zone: 'Europe/London' },
    minutes: 60,
    place: 'video',
    bookedById,
    state: 'booked',
    sequence: 0,
    ...over,
  };
}

export function aRecord(
  meeting: Meeting,
  authorId: string,
  over: Partial<SessionRecord> = {},
): SessionRecord {
  return {
    id: randomUUID(),
    meetingId: meeting.id,
    relationshipId: meeting.relationshipId,
    authorId,
    writtenAt: noon,
    discussed: 'Rotas',
    reflection: 'I felt heard',
    sharing: 'pair',
    ...over,
  };
}

export function anAction(
  relationshipId: string,
  recordId: string,
  ownerId: string,
  over: Partial<Action> = {},
): Action {
  return { id: randomUUID(), relationshipId, recordId, ownerId, what: 'Book a course', ...over };
}

export function aCard(title: string): Card<Reference> {
  return { view: 'card', title, body: [] };
}

/** A message to somebody, under a new key each time. */
export function aMessage(personId: string, title: string, slot?: string): OutboxEntry {
  return {
    dedupeKey: randomUUID(),
    to: { person: personId },
    content: { send: aCard(title), files: [], ...(slot !== undefined && { slot }) },
  };
}

/** Two nudges in one message. */
export function aBundle(personId: string, slots: readonly [string, string] = ['one', 'two']): OutboxEntry {
  const bundle = { parts: slots.map((slot) => ({ slot, card: aCard(`About ${slot}`) })), more: 0 };
  return {
    dedupeKey: randomUUID(),
    to: { person: personId },
    content: { send: bundleCard(bundle), files: [], bundle: { id: randomUUID(), bundle } },
  };
}

export function after(minutes: number, from = noon): Date {
  return new Date(from.getTime() + minutes * 60_000);
}

/** A door that one turn waits at until another opens it. */
export function aDoor(): { readonly open: () => void; readonly opened: Promise<void> } {
  const door = new EventEmitter();
  return {
    open: () => door.emit('open'),
    opened: once(door, 'open').then(() => undefined),
  };
}
