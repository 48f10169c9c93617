/** Readable builders for the carrying half: a plainly fictional pair, what they agreed, and when they meet. */

import { completeTerms } from '../../src/mentoring/agreement-terms.ts';
import type { PersonFacts, RelationshipFacts, Someone, WayBack } from '../../src/mentoring/facts.ts';
import type { Agreement, AgreementTerms, RulesDraft } from '../../src/mentoring/records/agreement.ts';
import type { Closing } from '../../src/mentoring/records/closing.ts';
import type { CheckIn } from '../../src/mentoring/records/check-in.ts';
import type { BenefitSurvey } from '../../src/mentoring/records/benefits.ts';
import type { ContactAttempt, Meeting, Preparation } from '../../src/mentoring/records/meeting.ts';
import type { ReportingLine } from '../../src/mentoring/records/person.ts';
import type { Consent, Pause, Relationship } from '../../src/mentoring/records/relationship.ts';
import type { Rotation } from '../../src/mentoring/records/rotation.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import type { Action, SessionRecord } from '../../src/mentoring/records/session-record.ts';
import type { WatchAnswer } from '../../src/mentoring/records/watch.ts';
import { mayKnow } from '../../src/mentoring/check-ins.ts';
import { hear } from '../../src/mentoring/watch-answers.ts';
import { aLine, aMentor, aScheme, coordinator, idOf, now, someone } from './asking-facts.ts';

export { coordinator, idOf, now };

export const mentee = 'Asha Testwell';
export const mentor = 'Miles Sampleford';
export const stranger = 'Una Strangeway';
export const relationshipId = idOf('relationship: one');

/** Everything that is kept about one pair. */
export type PairRows = {
  readonly scheme: Scheme;
  readonly people: Readonly<Record<string, Someone>>;
  readonly relationship: Relationship;
  readonly agreements: readonly Agreement[];
  readonly meetings: readonly Meeting[];
  readonly records: readonly SessionRecord[];
  readonly actions: readonly Action[];
  readonly lines: readonly ReportingLine[];
  readonly conflictIds: readonly string[];
  readonly contactAttempts: readonly ContactAttempt[];
  readonly rulesDrafts: readonly RulesDraft[];
  readonly preparations: readonly Preparation[];
  readonly pauses: readonly Pause[];
  readonly watchAnswers: readonly WatchAnswer[];
  readonly checkIns: readonly CheckIn[];
  readonly consents: readonly Consent[];
  readonly surveys: readonly BenefitSurvey[];
  readonly closings: readonly Closing[];
  readonly rotations: readonly Rotation[];
};

export type Pair = {
  readonly rows: PairRows;
  readonly inZones: (zones: { mentee?: string; mentor?: string }) => Pair;
  /** Other names than the builders' own, which they are still found by. */
  readonly called: (names: { mentee: string; mentor: string }) => Pair;
  readonly with: (set: Partial<Relationship>) => Pair;
  readonly inScheme: (set: Partial<Scheme>) => Pair;
  /** Agreed by both, on top of ordinary terms. */
  readonly agreed: (set?: Partial<AgreementTerms>) => Pair;
  /** Proposed by one, not answered yet. */
  readonly proposed: (by: string, set?: Partial<AgreementTerms>) => Pair;
  /** `at`: "2026-12-03 17:30" on the mentee's clock. */
  readonly meeting: (at: string, set?: Partial<Meeting>) => Pair;
  /** A record of the newest meeting. */
  readonly recorded: (by: string, set?: Partial<SessionRecord>) => Pair;
  readonly action: (owner: string, what: string, set?: Partial<Action>) => Pair;
  /** "`person` is managed (or assessed) by `superior`", as the directory has it. */
  readonly line: (person: string, superior: string, kind?: string) => Pair;
  /** Has accepted, word for word, what is reported back. */
  readonly consented: (by: string, wording: string) => Pair;
  /** Whom the mentee named as managing or assessing them. */
  readonly conflict: (name: string) => Pair;
};

export function aPair(): Pair {
  return build({
    scheme: aScheme(),
    people: Object.fromEntries(
      [mentee, mentor, coordinator, stranger].map((name) => [idOf(name), someone(name)] as const),
    ),
    relationship: {
      id: relationshipId,
      schemeId: aScheme().id,
      requestId: idOf('request: one'),
      menteeId: idOf(mentee),
      mentorId: idOf(mentor),
      state: 'active',
      cadenceDays: 28,
      startedAt: new Date('2026-11-01T09:00:00Z'),
    },
    agreements: [],
    meetings: [],
    records: [],
    actions: [],
    lines: [],
    conflictIds: [],
    contactAttempts: [],
    rulesDrafts: [],
    preparations: [],
    pauses: [],
    watchAnswers: [],
    checkIns: [],
    consents: [],
    surveys: [],
    closings: [],
    rotations: [],
  });
}

export const ordinaryTerms: AgreementTerms = completeTerms({
  objectives: 'To pass the exam without losing heart.',
  boundaries: 'Not my family.',
  contactBetween: 'A message now and then.',
  cadenceDays: 28,
  minutes: 60,
  place: 'video',
  cancellationHours: 24,
  records: 'shared',
  reviewOn: '2027-03-01',
});

/** What the store would show `asker`: their own records, and the other's shared ones without the reflection. */
export function relationshipFacts(rows: PairRows, asker?: string): RelationshipFacts {
  const askerId = asker === undefined ? undefined : idOf(asker);
  const agreements = rows.agreements.toSorted((a, b) => b.version - a.version);
  const [newest] = agreements;
  return {
    relationship: rows.relationship,
    scheme: rows.scheme,
    people: rows.people,
    agreement: agreements.find(({ agreedAt }) => agreedAt !== undefined),
    proposedAgreement: newest?.agreedAt === undefined ? newest : undefined,
    earlierAgreements: agreements.filter(({ agreedAt }) => agreedAt !== undefined).slice(1),
    rulesDraft: rows.rulesDrafts.find(({ authorId }) => authorId === askerId),
    meetings: rows.meetings,
    preparations:
      askerId === undefined ? rows.preparations.map((one) => ({ ...one, words: '' })) : rows.preparations,
    records: rows.records.flatMap((one) => {
      if (one.authorId === askerId) return [one];
      return askerId !== undefined && one.sharing === 'pair'
        ? [{ ...one, reflection: '', useful: undefined, preparationMinutes: undefined }]
        : [];
    }),
    recordedBy: rows.records.map(({ meetingId, authorId }) => ({ meetingId, authorId })),
    actions: rows.actions,
    reportingLines: rows.lines,
    conflictIds: rows.conflictIds,
    contactAttempts: rows.contactAttempts.filter(({ authorId }) => authorId === askerId),
    pauses: rows.pauses,
    heard: hear(rows.watchAnswers, askerId, rows.checkIns),
    checkIns: mayKnow(rows.checkIns, askerId),
    consents: rows.consents,
    surveys: rows.surveys.map((one) => ({ ...one, answers: undefined })),
    closing: rows.closings.find(({ authorId }) => authorId === askerId),
    rotations: rows.rotations.filter(({ personId }) => askerId === undefined || personId === askerId),
    ...(rows.relationship.state === 'ended' && { wayBack: wayBackNow }),
  };
}

/** The mentor offers as before, and has a place. */
const wayBackNow: WayBack = { mentor: aMentor(mentor), blocked: false, taken: false };

/** What the store would show one of the two about themselves. */
export function personFacts(rows: PairRows, name: string, set: Partial<PersonFacts> = {}): PersonFacts {
  const facts = relationshipFacts(rows, name);
  const id = idOf(name);
  const person = rows.people[id];
  if (person === undefined) throw new Error(`Nobody here is called ${name}`);
  const isOne = [rows.relationship.menteeId, rows.relationship.mentorId].includes(id);
  return {
    person,
    people: rows.people,
    organisationName: 'Northvale Hospital',
    administrator: false,
    blocks: [],
    schemes: [rows.scheme],
    offers: [],
    requests: [],
    proposals: [],
    surveys: rows.surveys.filter(({ personId }) => personId === id),
    relationships: isOne
      ? [
          {
            relationship: rows.relationship,
            agreement: facts.agreement,
            proposedAgreement: facts.proposedAgreement,
            meetings: rows.meetings,
            recorded: rows.records
              .filter(({ authorId }) => authorId === id)
              .map(({ meetingId }) => meetingId),
            actions: rows.actions.filter(({ doneAt }) => doneAt === undefined),
            consents: rows.consents.filter(({ personId }) => personId === id),
            closedAt: rows.closings.find(({ authorId }) => authorId === id)?.writtenAt,
            rotation: rows.rotations.find(({ personId }) => personId === id),
          },
        ]
      : [],
    ...set,
  };
}

function build(rows: PairRows): Pair {
  const more = (set: Partial<PairRows>): Pair => build({ ...rows, ...set });
  const agreement = (by: string, agreedAt: Date | undefined, set: Partial<AgreementTerms>): Pair => {
    const version = rows.agreements.length + 1;
    const row: Agreement = {
      id: idOf(`agreement: ${version}`),
      relationshipId,
      version,
      proposedById: idOf(by),
      proposedAt: now,
      agreedAt,
      terms: { ...ordinaryTerms, ...set },
    };
    return more({ agreements: [...rows.agreements, row] });
  };
  return {
    rows,
    inZones: (zones) =>
      more({
        people: {
          ...rows.people,
          [idOf(mentee)]: someone(mentee, zones.mentee),
          [idOf(mentor)]: someone(mentor, zones.mentor),
        },
      }),
    called: (names) =>
      more({
        people: {
          ...rows.people,
          [idOf(mentee)]: { ...someone(mentee), name: names.mentee },
          [idOf(mentor)]: { ...someone(mentor), name: names.mentor },
        },
      }),
    with: (set) => more({ relationship: { ...rows.relationship, ...set } }),
    inScheme: (set) => more({ scheme: { ...rows.scheme, ...set } }),
    agreed: (set = {}) => agreement(mentee, now, set),
    proposed: (by, set = {}) => agreement(by, undefined, set),
    meeting: (at, set = {}) => {
      const [date = '', time = ''] = at.split(' ');
      const row: Meeting = {
        id: idOf(`meeting: ${rows.meetings.length + 1}`),
        relationshipId,
        start: { date, time, zone: rows.people[idOf(mentee)]?.zone ?? 'Europe/London' },
        minutes: 60,
        place: 'video',
        bookedById: idOf(mentee),
        state: 'booked',
        sequence: 0,
        ...set,
      };
      return more({ meetings: [...rows.meetings, row] });
    },
    recorded: (by, set = {}) => {
      const meeting = rows.meetings.at(-1);
      if (meeting === undefined) throw new Error('A record needs a meeting before it');
      const row: SessionRecord = {
        id: idOf(`record: ${rows.records.length + 1}`),
        meetingId: meeting.id,
        relationshipId,
        authorId: idOf(by),
        writtenAt: now,
        discussed: `What ${by} wrote`,
        reflection: `What ${by} thought`,
        useful: 4,
        sharing: 'pair',
        ...set,
      };
      return more({ records: [...rows.records, row] });
    },
    action: (owner, what, set = {}) => {
      const row: Action = {
        id: idOf(`action: ${rows.actions.length + 1}`),
        relationshipId,
        recordId: rows.records.at(-1)?.id ?? idOf('record: 1'),
        ownerId: idOf(owner),
        what,
        ...set,
      };
      return more({ actions: [...rows.actions, row] });
    },
    line: (person, superior, kind) => more({ lines: [...rows.lines, aLine(person, superior, kind)] }),
    consented: (by, wording) => {
      const row: Consent = {
        id: idOf(`consent: ${by} ${wording}`),
        relationshipId,
        personId: idOf(by),
        wording,
        givenAt: now,
      };
      return more({ consents: [...rows.consents, row] });
    },
    conflict: (name) => more({ conflictIds: [...rows.conflictIds, idOf(name)] }),
  };
}
