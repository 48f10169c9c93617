/** Readable builders for the asking half: plainly fictional people, a scheme, requests, mentors, proposals. */

import { createHash } from 'node:crypto';
import type { PoolMentor, RequestFacts, Someone } from '../../src/mentoring/facts.ts';
import { usualScheme } from '../../src/mentoring/usual-scheme.ts';
import type { Offer } from '../../src/mentoring/records/offer.ts';
import type { ReportingLine } from '../../src/mentoring/records/person.ts';
import type { Proposal, Referral } from '../../src/mentoring/records/proposal.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';

/** Sunday 29 November 2026, ten in the morning in London. */
export const now = new Date('2026-11-29T10:00:00Z');

export const mentee = 'Asha Testwell';
export const coordinator = 'Cora Sampleton';

/** The same name always has the same id. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

export function someone(name: string, zone = 'Europe/London'): Someone {
  return { id: idOf(name), name, zone };
}

export function aScheme(set: Partial<Scheme> = {}): Scheme {
  return {
    ...usualScheme,
    id: idOf('scheme: Northvale mentoring'),
    name: 'Northvale mentoring',
    about: 'For doctors in training at Northvale.',
    areas: [
      { value: 'exams', label: 'Exam preparation' },
      { value: 'confidence', label: 'Confidence' },
      { value: 'arcp', label: 'ARCP and portfolio' },
      { value: 'return', label: 'Returning to work' },
    ],
    coordinatorIds: [idOf(coordinator)],
    confidentiality: 'What you say stays between you, unless somebody is at risk of harm.',
    ...set,
  };
}

export function aRequest(set: Partial<Request> = {}): Request {
  return {
    id: idOf('request: one'),
    schemeId: aScheme().id,
    menteeId: idOf(mentee),
    areas: ['exams', 'confidence'],
    words: 'I keep putting off my exam.',
    way: 'coordinator',
    wishIds: [],
    oneByOne: false,
    lineManager: 'told',
    conflictIds: [],
    times: [
      { date: '2026-12-08', time: '17:30', zone: 'Europe/London' },
      { date: '2026-12-10', time: '12:30', zone: 'Europe/London' },
    ],
    place: 'video',
    state: 'waiting',
    askedAt: now,
    ...set,
  };
}

/** Somebody in the pool; `mentees` and `openProposals` are what they carry already. */
export function aMentor(
  name: string,
  set: Partial<Offer> & { readonly mentees?: number; readonly openProposals?: number } = {},
): PoolMentor {
  const { mentees = 0, openProposals = 0, ...offer } = set;
  return {
    offer: {
      id: idOf(`offer: ${name}`),
      schemeId: aScheme().id,
      personId: idOf(name),
      portrait: '',
      areas: ['exams'],
      skills: [],
      likesToHelp: '',
      capacity: 2,
      place: 'any',
      usualTimes: '',
      timeAgreed: false,
      state: 'open',
      ...offer,
    },
    mentees,
    openProposals,
  };
}

export function aProposal(mentorName: string, set: Partial<Proposal> = {}): Proposal {
  return {
    id: idOf(`proposal: ${mentorName}`),
    requestId: aRequest().id,
    mentorId: idOf(mentorName),
    proposedById: idOf(coordinator),
    state: 'open',
    sentAt: now,
    ...set,
  };
}

/** "`person` is managed (or assessed) by `superior`." */
export function aLine(person: string, superior: string, kind = 'manager'): ReportingLine {
  return {
    id: idOf(`line: ${person} ${superior} ${kind}`),
    personId: idOf(person),
    managerId: idOf(superior),
    kind,
  };
}

/** What a request's dialogs are shown. `names` adds people beyond the mentee, the coordinator and `mentors`. */
export function theFacts(set: {
  readonly request?: Request;
  readonly scheme?: Scheme;
  readonly mentors?: Readonly<Record<string, PoolMentor>>;
  readonly proposals?: readonly Proposal[];
  readonly referrals?: readonly Referral[];
  /** Names of mentors. */
  readonly declinedBefore?: readonly string[];
  readonly lines?: readonly ReportingLine[];
  readonly blocks?: readonly (readonly [string, string])[];
  readonly names?: readonly string[];
}): RequestFacts {
  const names = [mentee, coordinator, ...Object.keys(set.mentors ?? {}), ...(set.names ?? [])];
  return {
    request: set.request ?? aRequest(),
    scheme: set.scheme ?? aScheme(),
    people: Object.fromEntries(names.map((name) => [idOf(name), someone(name)])),
    proposals: set.proposals ?? [],
    referrals: set.referrals ?? [],
    ...(set.declinedBefore && { declinedBeforeIds: set.declinedBefore.map(idOf) }),
    pool: Object.values(set.mentors ?? {}),
    reportingLines: set.lines ?? [],
    blocks: (set.blocks ?? []).map(([one, other]) => [idOf(one), idOf(other)] as const),
  };
}

/** Mentors by name, for `theFacts`. */
export function mentors(...all: readonly (readonly [string, PoolMentor])[]): Record<string, PoolMentor> {
  return Object.fromEntries(all);
}
