/** Scenes of a request with its proposals, and of a pair with its meetings: every state, filled to the brim. */

import type {
  MeetingFacts,
  ProposalFacts,
  RelationshipFacts,
  RequestFacts,
} from '../../../src/mentoring/facts.ts';
import type { ContactAttempt, Meeting, Proposal, RecordsPolicy } from '../../../src/mentoring/records.ts';
import {
  aProposalIn,
  aRelationship,
  aRequestIn,
  aSchemeIn,
  actionsIn,
  anAgreementIn,
  idOf,
  me,
  meetingsOf,
  other,
  pastTimes,
  peopleIn,
  poolIn,
  recordsIn,
  wall,
} from './longest-people.ts';
import { longestLine } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

/** Every answer that there can be, and more of them than a card shows. */
function answersIn(script: Script): readonly Proposal[] {
  const states = [
    'declined',
    'expired',
    'withdrawn',
    'declined',
    'declined',
    'declined',
    'declined',
  ] as const;
  return states.map((state, index) => aProposalIn(script, index + 10, { state }));
}

function requestFacts(script: Script): RequestFacts {
  return {
    request: aRequestIn(script),
    scheme: aSchemeIn(script, 1),
    people: peopleIn(script),
    proposals: [],
    pool: poolIn(script),
    reportingLines: [],
    blocks: [[me, idOf('person 21')]],
  };
}

export function requestScenes(script: Script): readonly Scene[] {
  const waiting = requestFacts(script);
  const { request, pool } = waiting;
  const open = [20, 22, 23].map((number) => aProposalIn(script, number));
  const some = [...answersIn(script), aProposalIn(script, 20, { counterTimes: [wall(3)] })];
  const declined = pool.map(({ offer }, index) =>
    aProposalIn(script, index + 10, { mentorId: offer.personId, state: 'declined' }),
  );
  const accepted = aProposalIn(script, 20, { state: 'accepted' });
  return scenesOf('request', request.id, {
    'new, nobody in mind': { ...waiting, request: { ...request, inMindId: undefined } },
    'new, with somebody in mind': waiting,
    'somebody in mind who does not offer': { ...waiting, request: { ...request, inMindId: other } },
    'somebody in mind who is full': { ...waiting, request: { ...request, inMindId: idOf('person 29') } },
    'the same person twice in the pool': {
      ...waiting,
      people: Object.fromEntries(
        Object.values(waiting.people).map((one) => [
          one.id,
          { ...one, name: waiting.people[me]?.name ?? '' },
        ]),
      ),
    },
    'before some, with answers': { ...waiting, request: { ...request, state: 'proposed' }, proposals: some },
    'before three': { ...waiting, request: { ...request, state: 'proposed' }, proposals: open },
    'after many answers': { ...waiting, proposals: answersIn(script) },
    'everybody has declined': { ...waiting, proposals: declined },
    'nobody offers': { ...waiting, pool: [] },
    'areas that the scheme has dropped': { ...waiting, request: { ...request, areas: ['gone'] } },
    matched: { ...waiting, request: { ...request, state: 'matched' }, proposals: [...some, accepted] },
    withdrawn: { ...waiting, request: { ...request, state: 'withdrawn' } },
  });
}

export function proposalScenes(script: Script): readonly Scene[] {
  const before = requestFacts(script);
  const mine = aProposalIn(script, 10, { mentorId: other });
  const countered = { ...mine, counterTimes: [wall(3), wall(4), wall(5)] };
  const scene = (proposal: Proposal, set: Partial<RequestFacts> = {}): ProposalFacts => ({
    ...before,
    request: { ...before.request, state: 'proposed', inMindId: other, conflictIds: [] },
    pool: before.pool.map((one, index) =>
      index === 0 ? { ...one, offer: { ...one.offer, personId: other } } : one,
    ),
    proposals: [...answersIn(script), proposal, aProposalIn(script, 22)],
    ...set,
    proposal,
  });
  const offer = (set: object, mentees = 0): Partial<RequestFacts> => ({
    pool: scene(mine)
      .pool.slice(0, 1)
      .map((one) => ({ ...one, mentees, offer: { ...one.offer, ...set } })),
  });
  return scenesOf('proposal', mine.id, {
    open: scene(mine),
    'open, the only one': scene(mine, { proposals: [mine] }),
    'open, the times have passed': scene(mine, {
      request: { ...scene(mine).request, times: pastTimes },
    }),
    'other times suggested': scene(countered),
    'other times that have passed': scene({ ...mine, counterTimes: pastTimes }),
    'open, but the mentor is full': scene(mine, offer({}, 10)),
    'open, but the offer is paused': scene(mine, offer({ state: 'paused', pausedUntil: '2027-09-22' })),
    'other times, and then a block': scene(countered, { blocks: [[me, other]] }),
    'open, and then a block': scene(mine, { blocks: [[me, other]] }),
    accepted: scene({ ...mine, state: 'accepted', answeredAt: new Date('2026-11-25T10:00:00Z') }),
    declined: scene({ ...mine, state: 'declined', answeredAt: new Date('2026-11-25T10:00:00Z') }),
    expired: scene({ ...mine, state: 'expired' }),
    withdrawn: scene({ ...mine, state: 'withdrawn' }),
    'the request was withdrawn': scene(mine, { request: { ...scene(mine).request, state: 'withdrawn' } }),
  });
}

type Set = {
  readonly state?: 'active' | 'paused' | 'ended';
  readonly policy?: RecordsPolicy;
  readonly proposedBy?: string;
  readonly past?: number;
  readonly coming?: number;
};

function pairFacts(script: Script, asker: string, set: Set): RelationshipFacts {
  const { state = 'active', policy, proposedBy, past = 30, coming = 6 } = set;
  const relationship = aRelationship(2, {
    state,
    ...(state === 'paused' && { pausedUntil: '2027-09-22' }),
    ...(state === 'ended' && { endedAt: new Date('2026-11-25T10:00:00Z'), endedById: other }),
  });
  const { id } = relationship;
  const agreed = anAgreementIn(script, id);
  const meetings = meetingsOf(id, { past, coming });
  const records = policy === undefined || policy === 'none' ? [] : recordsIn(script, meetings);
  return {
    relationship,
    scheme: aSchemeIn(script, 1),
    people: peopleIn(script),
    agreement: policy === undefined ? undefined : { ...agreed, terms: { ...agreed.terms, records: policy } },
    proposedAgreement:
      proposedBy === undefined
        ? undefined
        : anAgreementIn(script, id, { version: 2, proposedById: proposedBy, agreedAt: undefined }),
    meetings,
    // As the store gives them: one's own, and the other's shared ones without the reflection.
    records: records
      .filter(({ authorId }) => authorId === asker || policy === 'shared')
      .map((one) => (one.authorId === asker ? one : { ...one, reflection: '', useful: undefined })),
    recordedBy: records.map(({ meetingId, authorId }) => ({ meetingId, authorId })),
    actions: actionsIn(script, records),
    reportingLines: [],
    conflictIds: [],
    contactAttempts: attemptsIn(script, id, relationship.mentorId),
  };
}

function attemptsIn(script: Script, relationshipId: string, authorId: string): readonly ContactAttempt[] {
  return Array.from({ length: 30 }, (_, index) => ({
    id: idOf(`attempt ${index}`),
    relationshipId,
    authorId,
    triedOn: '2026-09-23',
    how: 'in-person' as const,
    note: longestLine(script, 300),
  }));
}

const sets: Readonly<Record<string, Set>> = {
  'just begun': { past: 0, coming: 0 },
  'just begun, one booked': { past: 0, coming: 1 },
  // Once a week for two years, and as far ahead as a diary goes.
  'under way, records shared': { policy: 'shared', past: 104, coming: 52 },
  'under way, each their own': { policy: 'mine' },
  'under way, no records': { policy: 'none' },
  'rules proposed by the one': { proposedBy: me },
  'rules proposed by the other': { proposedBy: other, policy: 'shared' },
  'nothing booked': { policy: 'shared', coming: 0 },
  paused: { state: 'paused', policy: 'shared' },
  ended: { state: 'ended', policy: 'shared', coming: 0 },
};

export function relationshipScenes(script: Script): readonly Scene[] {
  return [me, other].flatMap((asker) => {
    const states = Object.entries(sets).map(([name, set]) => [name, pairFacts(script, asker, set)] as const);
    return scenesOf('relationship', aRelationship(2).id, Object.fromEntries(states));
  });
}

export function meetingScenes(script: Script): readonly Scene[] {
  return [me, other].flatMap((asker) =>
    Object.entries(sets).flatMap(([name, set]) => {
      const facts = pairFacts(script, asker, { ...set, past: Math.min(10, set.past ?? 10), coming: 2 });
      return oneOfEach(facts).flatMap(([which, meeting]) =>
        scenesOf('meeting', meeting.id, {
          [`${name}: ${which}`]: { ...facts, meeting } satisfies MeetingFacts,
        }),
      );
    }),
  );
}

/** A meeting of each state, with and without a record, and one that is under way or about to begin. */
function oneOfEach({ meetings, recordedBy }: RelationshipFacts): readonly (readonly [string, Meeting])[] {
  const [ahead] = meetings.filter(({ start }) => start.date > '2026-12-31');
  const soon = { date: '2026-11-29', time: '08:00', zone: 'America/Argentina/ComodRivadavia' };
  const found = new Map<string, Meeting>();
  for (const meeting of meetings) {
    const recorded = recordedBy.some(({ meetingId }) => meetingId === meeting.id);
    const when = meeting.start.date > '2026-12-31' ? 'ahead' : 'over';
    found.set(`${meeting.state}, ${when}${recorded ? ', recorded' : ''}`, meeting);
    if (meeting.state === 'met') found.set('met, not recorded', { ...meeting, id: idOf('another meeting') });
  }
  if (ahead !== undefined) {
    found.set('about to begin', { ...ahead, start: soon });
    found.set('about to begin, late', { ...ahead, start: soon, lateIds: [me] });
    found.set('has begun', { ...ahead, start: { ...soon, time: '06:00' } });
  }
  return [...found];
}
