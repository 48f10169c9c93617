/** Scenes of a request with its proposals, and of a pair with its meetings: every state, filled to the brim. */

import type {
  MeetingFacts,
  ProposalFacts,
  ReferralFacts,
  RelationshipFacts,
  RequestFacts,
} from '../../../src/mentoring/facts.ts';
import { noWords } from '../../../src/mentoring/agreement-terms.ts';
import type { AgreementTerms, RecordsPolicy, RulesDraft } from '../../../src/mentoring/records/agreement.ts';
import type { ContactAttempt, Meeting, Preparation } from '../../../src/mentoring/records/meeting.ts';
import type { Proposal, Referral } from '../../../src/mentoring/records/proposal.ts';
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
  now,
  other,
  pastTimes,
  peopleIn,
  poolIn,
  recordsIn,
  trainingsIn,
  wall,
} from './longest-people.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { nothingHeard } from '../../../src/mentoring/watch-answers.ts';
import { endingDialogs, endingSets, shownEverywhere, withLast } from './ending-sets.ts';
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

/** More than a card shows, the longest last, and every state that there can be. */
function suggestionsIn(script: Script): readonly Referral[] {
  const states = ['agreed', 'refused', 'lapsed', 'not-asked', 'asked', 'outside', 'outside'] as const;
  return states.map((state, index) => ({
    id: idOf(`referral ${index}`),
    requestId: idOf('request 1'),
    proposalId: idOf(`proposal ${index + 10}`),
    byId: idOf(`person ${index + 10}`),
    ...(state === 'outside'
      ? { contact: longestText(script, 200) }
      : { colleagueId: idOf(`person ${index + 40}`) }),
    state,
    madeAt: new Date('2026-11-11T10:00:00Z'),
    ...(index === 5 && { answeredAt: new Date('2026-11-11T10:00:00Z') }),
  }));
}

/** As the colleague is asked, in every state, and a contact before and after it is passed on. */
export function referralScenes(script: Script): readonly Scene[] {
  const before = requestFacts(script);
  const [found] = suggestionsIn(script);
  const mine: Referral = {
    ...found,
    id: idOf('referral mine'),
    colleagueId: other,
    state: 'asked',
  } as Referral;
  const { colleagueId: _nobody, ...named } = mine;
  const outside: Referral = { ...named, contact: longestText(script, 200), state: 'outside' };
  const scene = (referral: Referral, set: Partial<RequestFacts> = {}): ReferralFacts => ({
    ...before,
    request: { ...before.request, state: 'proposed', inMindId: undefined, conflictIds: [] },
    proposals: answersIn(script),
    referrals: [...suggestionsIn(script).filter(({ state }) => state !== 'asked'), referral],
    ...set,
    referral,
  });
  return scenesOf('referral', mine.id, {
    asked: scene(mine),
    'asked, before others too': scene(mine, { proposals: [aProposalIn(script, 22)] }),
    'asked, and then a block': scene(mine, { blocks: [[me, other]] }),
    agreed: scene({ ...mine, state: 'agreed' }),
    refused: scene({ ...mine, state: 'refused' }),
    lapsed: scene({ ...mine, state: 'lapsed' }),
    'the request was withdrawn': scene(mine, { request: { ...before.request, state: 'withdrawn' } }),
    'a contact outside': scene(outside),
    'a contact that was passed on': scene({ ...outside, answeredAt: new Date('2026-11-25T10:00:00Z') }),
  });
}

export function requestFacts(script: Script): RequestFacts {
  return {
    request: aRequestIn(script),
    scheme: { ...aSchemeIn(script, 1), modules: [] },
    people: peopleIn(script),
    proposals: [],
    referrals: [],
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
    'their choice, asked at once': {
      ...waiting,
      request: { ...request, state: 'proposed', oneByOne: false },
      proposals: open.map((proposal) => ({ ...proposal, proposedById: me })),
    },
    'their choice, one asked and others next': {
      ...waiting,
      request: { ...request, state: 'proposed' },
      proposals: open.map((proposal, index) => ({
        ...proposal,
        proposedById: me,
        state: index === 0 ? ('open' as const) : ('queued' as const),
      })),
    },
    'one wish, and room for more': {
      ...waiting,
      request: { ...request, inMindId: undefined, wishIds: [idOf('person 20')], state: 'proposed' },
      proposals: open.slice(0, 1),
    },
    'before three': { ...waiting, request: { ...request, state: 'proposed' }, proposals: open },
    'after many answers': { ...waiting, proposals: answersIn(script) },
    'after many answers and suggestions': {
      ...waiting,
      proposals: answersIn(script),
      referrals: suggestionsIn(script),
    },
    'before colleagues who were suggested': {
      ...waiting,
      request: { ...request, state: 'proposed' },
      proposals: answersIn(script).slice(0, 1),
      referrals: suggestionsIn(script).slice(1),
    },
    'everybody has declined': { ...waiting, proposals: declined },
    'training to do, by both': {
      ...waiting,
      scheme: aSchemeIn(script, 1),
      request: { ...request, inMindId: undefined, wishIds: [], way: 'coordinator' },
      proposals: open,
      trainings: trainingsIn(script, me),
    },
    'directed, before three, the words as accepted': {
      ...directed(waiting, request.reportBack),
      proposals: open.map((proposal) => ({ ...proposal, reportBack: request.reportBack })),
    },
    'directed, before three, new words': {
      ...directed(waiting, longestText(script, 499)),
      proposals: [{ ...(open[0] ?? accepted), counterTimes: [wall(3)] }, ...open.slice(1)],
    },
    'nobody offers': { ...waiting, pool: [] },
    'areas that the scheme has dropped': { ...waiting, request: { ...request, areas: ['gone'] } },
    'back, as it did not come to a meeting': {
      ...waiting,
      request: { ...request, times: [{ date: '2025-01-06', time: '17:30', zone: 'Europe/London' }] },
      proposals: [...some, { ...accepted, state: 'not-started' }],
    },
    matched: { ...waiting, request: { ...request, state: 'matched' }, proposals: [...some, accepted] },
    withdrawn: { ...waiting, request: { ...request, state: 'withdrawn' } },
  });
}

/** In a directed scheme with this wording, where nobody chooses. */
function directed(facts: RequestFacts, reportBack: string | undefined): RequestFacts {
  const request = { ...facts.request, state: 'proposed' as const, inMindId: undefined, wishIds: [] };
  const scheme = {
    ...facts.scheme,
    kind: 'directed' as const,
    matching: ['coordinator' as const],
    reportBack,
  };
  return { ...facts, request, scheme };
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
    'open, chosen by the mentee': scene({ ...mine, proposedById: me }),
    'open, the only one': scene(mine, { proposals: [mine] }),
    'open, the times have passed': scene(mine, {
      request: { ...scene(mine).request, times: pastTimes },
    }),
    'open, to be answered on a day': scene({ ...mine, answerOn: '2026-12-02' }),
    'open, another waits to be asked': scene(mine, {
      proposals: [mine, aProposalIn(script, 20, { state: 'queued' })],
    }),
    'other times suggested': scene(countered),
    'other times that have passed': scene({ ...mine, counterTimes: pastTimes }),
    'open, but the mentor is full': scene(mine, offer({}, 10)),
    'open, but the offer is paused': scene(mine, offer({ state: 'paused', pausedUntil: '2027-09-22' })),
    'open, the mentor has training to do': scene(mine, {
      scheme: aSchemeIn(script, 1),
      trainings: trainingsIn(script, other),
    }),
    'open, the mentee has training to do': scene(mine, {
      scheme: {
        ...aSchemeIn(script, 1),
        modules: aSchemeIn(script, 1).modules.map((module) => ({ ...module, who: 'mentee' as const })),
      },
    }),
    'other times, the mentee has training to do': scene(countered, { scheme: aSchemeIn(script, 1) }),
    'directed, the words as accepted': scene(mine, directed(before, before.request.reportBack)),
    'directed, new words': scene(mine, directed(before, longestText(script, 499))),
    'directed, other times': scene(
      { ...countered, reportBack: before.request.reportBack },
      directed(before, before.request.reportBack),
    ),
    'directed, other times, new words for the mentee': scene(
      { ...countered, reportBack: longestText(script, 499) },
      directed(before, longestText(script, 499)),
    ),
    'other times, and then a block': scene(countered, { blocks: [[me, other]] }),
    'open, and then a block': scene(mine, { blocks: [[me, other]] }),
    accepted: scene({ ...mine, state: 'accepted', answeredAt: new Date('2026-11-25T10:00:00Z') }),
    declined: scene({ ...mine, state: 'declined', answeredAt: new Date('2026-11-25T10:00:00Z') }),
    'declined just now': scene(
      { ...mine, state: 'declined', answeredAt: now },
      { proposals: [{ ...mine, state: 'declined', answeredAt: now }] },
    ),
    expired: scene({ ...mine, state: 'expired' }),
    withdrawn: scene({ ...mine, state: 'withdrawn' }),
    'the request was withdrawn': scene(mine, { request: { ...scene(mine).request, state: 'withdrawn' } }),
  });
}

export type Set = {
  readonly state?: 'active' | 'paused' | 'ended';
  readonly policy?: RecordsPolicy;
  readonly proposedBy?: string;
  readonly past?: number;
  readonly coming?: number;
  /** What follows an ending, what is meant to be the last, and who moves. */
  readonly more?: (facts: RelationshipFacts, asker: string, script: Script) => RelationshipFacts;
};

export function pairFacts(script: Script, asker: string, set: Set): RelationshipFacts {
  const { state = 'active', policy, proposedBy, past = 30, coming = 6, more } = set;
  const relationship = aRelationship(2, {
    state,
    ...(state === 'paused' && { pausedUntil: '2027-09-22' }),
    ...(state === 'ended' && { endedAt: new Date('2026-11-25T10:00:00Z'), endedById: other }),
  });
  const { id } = relationship;
  const agreed = anAgreementIn(script, id);
  const meetings = meetingsOf(id, { past, coming });
  const records = policy === undefined || policy === 'none' ? [] : recordsIn(script, meetings);
  const facts: RelationshipFacts = {
    relationship,
    scheme: aSchemeIn(script, 1),
    people: peopleIn(script),
    agreement:
      policy === undefined
        ? undefined
        : { ...agreed, version: 21, terms: { ...agreed.terms, records: policy } },
    proposedAgreement:
      proposedBy === undefined
        ? undefined
        : anAgreementIn(script, id, {
            version: 22,
            proposedById: proposedBy,
            agreedAt: undefined,
            terms: { ...agreed.terms, ...otherTerms },
          }),
    earlierAgreements:
      policy === undefined
        ? []
        : Array.from({ length: 20 }, (_, index) => anAgreementIn(script, id, { version: 20 - index })),
    // One of the two has begun to fill in rules, the other has not.
    rulesDraft: asker === me ? aDraftIn(script, id) : undefined,
    meetings,
    preparations: preparationsIn(script, meetings),
    // As the store gives them: one's own, and the other's shared ones without the reflection.
    records: records
      .filter(({ authorId }) => authorId === asker || policy === 'shared')
      .map((one) => (one.authorId === asker ? one : { ...one, reflection: '', useful: undefined })),
    recordedBy: records.map(({ meetingId, authorId }) => ({ meetingId, authorId })),
    actions: actionsIn(script, records),
    reportingLines: [],
    conflictIds: [],
    contactAttempts: attemptsIn(script, id, relationship.mentorId),
    pauses: [],
    heard: nothingHeard,
  };
  return more === undefined ? facts : more(facts, asker, script);
}

/** So that everything which can be said to change does. */
const otherTerms: Partial<AgreementTerms> = {
  ...noWords,
  confidentiality: { text: 'Between the two of you.', version: 13 },
  contactBetween: '',
  replyDays: undefined,
  cadenceDays: 7,
  minutes: 15,
  place: 'in-person',
  booksMeetings: 'either',
  preparationDays: 0,
  cancellationHours: 0,
  records: 'none',
  datesToScheme: false,
  reviewOn: '2027-09-29',
  plannedEnd: undefined,
};

function aDraftIn(script: Script, relationshipId: string): RulesDraft {
  const { terms } = anAgreementIn(script, relationshipId);
  return {
    id: idOf(`draft of ${relationshipId}`),
    relationshipId,
    authorId: me,
    words: terms,
    writtenAt: new Date('2027-01-01T10:00:00Z'),
  };
}

/** Of every second meeting, by both. */
function preparationsIn(script: Script, meetings: readonly Meeting[]): readonly Preparation[] {
  return meetings
    .filter((_, index) => index % 2 === 0)
    .flatMap(({ id: meetingId, relationshipId }) =>
      [me, other].map((authorId) => ({
        id: idOf(`preparation of ${meetingId} by ${authorId}`),
        meetingId,
        relationshipId,
        authorId,
        words: longestText(script, 1500),
        writtenAt: now,
      })),
    );
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
  'a last meeting': { policy: 'shared', past: 12, coming: 3, more: withLast },
};

export function relationshipScenes(script: Script): readonly Scene[] {
  return [me, other].flatMap((asker) => {
    const states = Object.entries(sets).map(([name, set]) => [name, pairFacts(script, asker, set)] as const);
    const ofDirected = [[], [asker], [asker === me ? other : me], [me, other]].map(
      (acceptedBy) =>
        [
          `directed, accepted by ${acceptedBy.length} of which ${acceptedBy.includes(asker) ? 'I' : 'not I'}`,
          directedPair(script, pairFacts(script, asker, { policy: 'shared' }), acceptedBy),
        ] as const,
    );
    const { id } = aRelationship(2);
    const ending = (names: readonly string[]) =>
      names.flatMap((name) => {
        const set = endingSets[name];
        return set === undefined ? [] : [[name, pairFacts(script, asker, set)] as const];
      });
    return askedBy(asker, [
      ...scenesOf(
        'relationship',
        id,
        Object.fromEntries([...states, ...ending(shownEverywhere), ...ofDirected]),
      ),
      ...scenesOf('relationship', id, Object.fromEntries(ending(Object.keys(endingSets)))).map((scene) => ({
        ...scene,
        only: endingDialogs,
      })),
    ]);
  });
}

function askedBy(asker: string, scenes: readonly Scene[]): readonly Scene[] {
  return scenes.map((scene) => ({ ...scene, asker }));
}

/** With ground rules of words that are older than the scheme's. */
function directedPair(
  script: Script,
  facts: RelationshipFacts,
  acceptedBy: readonly string[],
): RelationshipFacts {
  const { agreement, relationship, scheme } = facts;
  const wording = scheme.reportBack ?? '';
  return {
    ...facts,
    scheme: { ...scheme, kind: 'directed', matching: ['coordinator'] },
    agreement: agreement && {
      ...agreement,
      terms: { ...agreement.terms, reportBack: longestText(script, 499) },
    },
    consents: acceptedBy.map((personId) => ({
      id: idOf(`consent of ${personId}`),
      relationshipId: relationship.id,
      personId,
      wording,
      givenAt: now,
    })),
  };
}

export function meetingScenes(script: Script): readonly Scene[] {
  return [me, other].flatMap((asker) =>
    Object.entries(sets).flatMap(([name, set]) => {
      const facts = pairFacts(script, asker, { ...set, past: Math.min(10, set.past ?? 10), coming: 2 });
      return oneOfEach(facts).flatMap(([which, meeting]) =>
        askedBy(
          asker,
          scenesOf('meeting', meeting.id, {
            [`${name}: ${which}`]: { ...facts, meeting } satisfies MeetingFacts,
          }),
        ),
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
