/** Everybody and everything that one organisation could hold at its largest: the rows from which scenes are made. */

import type { Courtesy, People, PoolMentor, Someone } from '../../../src/mentoring/facts.ts';
import type { Agreement } from '../../../src/mentoring/records/agreement.ts';
import type { Meeting } from '../../../src/mentoring/records/meeting.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { Proposal } from '../../../src/mentoring/records/proposal.ts';
import type { Relationship } from '../../../src/mentoring/records/relationship.ts';
import type { Request } from '../../../src/mentoring/records/request.ts';
import type { Scheme, Training } from '../../../src/mentoring/records/scheme.ts';
import type { Action, SessionRecord } from '../../../src/mentoring/records/session-record.ts';
import type { WallTime } from '../../../src/mentoring/records/wall-time.ts';
import { addDays } from '../../../src/mentoring/time.ts';
import { idOf, now } from '../../support/asking-facts.ts';
import { longestLine, longestName, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';

export { idOf, now };

/** A zone whose name takes much room. */
export const zone = 'America/Argentina/ComodRivadavia';

export const me = idOf('person 1');
export const other = idOf('person 2');
export const coordinator = idOf('person 3');
export const stranger = idOf('person 4');

const howMany = 70;

/** People whose names differ only at their end. The same ones each time: every scene has them. */
export function peopleIn(script: Script): People {
  const known = everybody.get(script) ?? makePeople(script);
  everybody.set(script, known);
  return known;
}

const everybody = new Map<Script, People>();

function makePeople(script: Script): People {
  const all = Array.from({ length: howMany }, (_, index): Someone => {
    const number = index + 1;
    const id = idOf(`person ${number}`);
    return { id, name: longestName(script, number), zone, courtesy: courtesyIn(script, id) };
  });
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

const period = (index: number) => ({
  firstDay: addDays(aWednesday, 14 * index),
  lastDay: addDays(aWednesday, 14 * index + 7),
});

/** As many absences and closure days as there may be, and reminders at any hour of any day. */
function courtesyIn(script: Script, personId: string): Courtesy {
  return {
    choices: {
      id: idOf(`choices of ${personId}`),
      personId,
      quietFrom: '00:00',
      quietTo: '00:00',
      quietDays: [],
      meetingMinutes: [10_080, 2_880, 1_440, 120, 60, 15],
      off: [],
      holidays: 'none',
    },
    absences: Array.from({ length: 12 }, (_, index) => ({
      id: idOf(`absence ${index}`),
      personId,
      why: index === 11 ? 'rotation' : 'nights',
      ...period(index),
    })),
    closures: Array.from({ length: 15 }, (_, index) => ({
      id: idOf(`closure ${index}`),
      name: longestLine(script, 60),
      ...period(index),
    })),
  };
}

/** A day in the month with the longest name, on the weekday with the longest name. */
const aWednesday = '2027-09-22';

export function wall(weeks: number, time = '20:20'): WallTime {
  return { date: addDays(aWednesday, 7 * weeks), time, zone };
}

const past: WallTime = { date: '2026-09-23', time: '20:20', zone };

/** As large as the founding form and the settings form allow. */
export function aSchemeIn(script: Script, number: number, set: Partial<Scheme> = {}): Scheme {
  const mark = ` ${number}`;
  return {
    id: idOf(`scheme ${number}`),
    name: longestLine(script, 60 - mark.length) + mark,
    about: longestText(script, 500),
    areas: Array.from({ length: 30 }, (_, index) => {
      const label = longestLine(script, 62);
      return { value: `${'v'.repeat(50)}-${index + 1}`, label: `${label} ${index + 1}` };
    }),
    coordinatorIds: [coordinator, idOf('person 5')],
    cadenceDays: 180,
    meetingMinutes: 240,
    replyDays: 30,
    expiryDays: 60,
    confidentiality:
      'What you say to each other stays between the two of you. There are limits: if somebody is at serious risk of harm, ' +
      'if patient safety or probity is at stake, or if the law requires it, it has to be passed on. ' +
      'Wherever possible, you are told first. Please never write anything that could identify a patient.',
    confidentialityVersion: 1,
    digest: {
      channel: {
        platform: 'one',
        workspace: 'workspace',
        address: { channel: 'channel' },
        name: longestLine(script, 80),
      },
      weekday: 3,
      time: '20:20',
      zone,
    },
    acceptsRequests: true,
    kind: 'targeted',
    matching: ['coordinator', 'bank', 'named'],
    termMonths: 60,
    recordsPolicy: 'expected',
    mostMentees: 10,
    introduces: true,
    modules: Array.from({ length: 10 }, (_, index) => ({
      value: `module-${index + 1}`,
      label: `${longestLine(script, 66)} ${index + 1}`,
      about: longestText(script, 300),
      who: 'both' as const,
      confirmedBy: 'coordinator' as const,
      validMonths: 36,
    })),
    eligibility: longestText(script, 500),
    reportBack: longestText(script, 500),
    ...set,
  };
}

export function aRequestIn(script: Script, set: Partial<Request> = {}): Request {
  return {
    id: idOf('request 1'),
    schemeId: idOf('scheme 1'),
    menteeId: me,
    areas: aSchemeIn(script, 1).areas.map(({ value }) => value),
    words: longestText(script, 1500),
    way: 'bank',
    wishIds: [1, 2, 3].map((number) => idOf(`person ${number}`)),
    oneByOne: true,
    eligibility: longestText(script, 500),
    inMindId: idOf('person 20'),
    lineManager: 'not-told',
    conflictIds: Array.from({ length: 10 }, (_, index) => idOf(`person ${index + 50}`)),
    // Within the half year for which the form asks.
    times: [wall(-30), wall(-29), wall(-28)],
    place: 'any',
    state: 'waiting',
    askedAt: new Date('2026-09-02T10:00:00Z'),
    reportBack: longestText(script, 500),
    reportBackAt: new Date('2026-09-02T10:00:00Z'),
    ...set,
  };
}

export const pastTimes = [past, { ...past, time: '20:40' }];

export function aProposalIn(script: Script, number: number, set: Partial<Proposal> = {}): Proposal {
  return {
    id: idOf(`proposal ${number}`),
    requestId: idOf('request 1'),
    mentorId: idOf(`person ${number}`),
    proposedById: coordinator,
    state: 'open',
    sentAt: new Date('2026-11-04T10:00:00Z'),
    ...(set.state === 'declined' && { reason: 'not-right-experience', message: longestText(script, 400) }),
    ...(set.state !== undefined && { answeredAt: new Date('2026-11-11T10:00:00Z') }),
    ...set,
  };
}

export function anOfferIn(script: Script, number: number, set: Partial<Offer> = {}): Offer {
  return {
    id: idOf(`offer of ${number} in ${set.schemeId ?? ''}`),
    schemeId: idOf('scheme 1'),
    personId: idOf(`person ${number}`),
    portrait: longestText(script, 1000),
    areas: aSchemeIn(script, 1).areas.map(({ value }) => value),
    skills: ['questioning', 'active-listening', 'challenging', 'probing', 'clarifying', 'coaching'],
    likesToHelp: longestText(script, 500),
    capacity: 10,
    place: 'in-person',
    usualTimes: `Wednesday evenings ${longestLine(script, 180)}`,
    timeAgreed: true,
    trainedOn: '2025-09-24',
    state: 'open',
    ...set,
  };
}

/** Every module of the scheme, done by this person in a way of its own: missing, waiting, lapsed, or counting. */
export function trainingsIn(
  script: Script,
  personId: string,
  schemeId = idOf('scheme 1'),
): readonly Training[] {
  return aSchemeIn(script, 1)
    .modules.slice(0, 9)
    .map(({ value }, index): Training => ({
      id: idOf(`training ${value} of ${personId} in ${schemeId}`),
      schemeId,
      personId,
      module: value,
      doneOn: index % 3 === 0 ? '2021-09-22' : '2026-09-23',
      ...(index % 3 === 2 && { confirmedById: coordinator, confirmedAt: now }),
    }));
}

/** Sixty mentors: more than a form offers, some full, some paused, most of them free. */
export function poolIn(script: Script): readonly PoolMentor[] {
  return Array.from({ length: 60 }, (_, index) => ({
    offer: anOfferIn(script, index + 10, {
      ...(index % 10 === 8 && { state: 'paused', pausedUntil: '2027-09-22' }),
    }),
    mentees: index % 10 === 9 ? 10 : 0,
    openProposals: 3,
  }));
}

export function aRelationship(number: number, set: Partial<Relationship> = {}): Relationship {
  return {
    id: idOf(`relationship ${number}`),
    schemeId: idOf('scheme 1'),
    requestId: idOf('request 1'),
    menteeId: me,
    mentorId: idOf(`person ${number}`),
    state: 'active',
    // So that as many meetings as one form books fit into the year ahead.
    cadenceDays: 14,
    startedAt: new Date('2026-09-02T10:00:00Z'),
    ...set,
  };
}

export function anAgreementIn(
  script: Script,
  relationshipId: string,
  set: Partial<Agreement> = {},
): Agreement {
  return {
    id: idOf(`agreement ${set.version ?? 1} of ${relationshipId}`),
    relationshipId,
    version: 1,
    proposedById: me,
    proposedAt: now,
    agreedAt: now,
    terms: {
      objectives: longestText(script, 2000),
      notThis: longestText(script, 500),
      boundaries: longestText(script, 2000),
      goalsShort: longestText(script, 500),
      goalsMedium: longestText(script, 500),
      goalsLong: longestText(script, 500),
      confidentiality: { text: longestText(script, 1500), version: 12 },
      contactBetween: longestText(script, 2000),
      replyDays: 30,
      cadenceDays: 84,
      minutes: 240,
      place: 'any',
      booksMeetings: 'mentee',
      preparationDays: 7,
      cancellationHours: 168,
      records: 'shared',
      datesToScheme: true,
      reviewOn: '2027-09-22',
      plannedEnd: '2028-09-20',
    },
    ...set,
  };
}

/** Weekly meetings; those before the first of the coming ones are over. `of`: the relationship's number. */
export function meetingsOf(relationshipId: string, counts: { past: number; coming: number }): Meeting[] {
  const meeting = (name: string, start: WallTime, state: Meeting['state'], by?: string): Meeting => ({
    id: idOf(`meeting ${name} of ${relationshipId}`),
    relationshipId,
    start,
    minutes: 240,
    place: 'in-person',
    bookedById: me,
    state,
    sequence: 0,
    ...(by !== undefined && { answeredById: by }),
  });
  const states = ['met', 'missed', 'cancelled', 'met', 'booked'] as const;
  const over = Array.from({ length: counts.past }, (_, index) => {
    const start = { date: addDays('2026-11-25', -7 * (counts.past - 1 - index)), time: '20:20', zone };
    const state = states[index % states.length] ?? 'met';
    return meeting(`past ${index}`, start, state, state === 'booked' ? undefined : other);
  });
  const coming = Array.from({ length: counts.coming }, (_, index) => ({
    ...meeting(`coming ${index}`, wall(index), 'booked'),
    seriesId: idOf(`series of ${relationshipId}`),
  }));
  return [...over, ...coming];
}

/** Of every meeting that was held, one record by each of the two. */
export function recordsIn(script: Script, meetings: readonly Meeting[]): readonly SessionRecord[] {
  return meetings
    .filter(({ state }) => state === 'met')
    .flatMap((meeting) =>
      [me, other].map((authorId) => ({
        id: idOf(`record of ${meeting.id} by ${authorId}`),
        meetingId: meeting.id,
        relationshipId: meeting.relationshipId,
        authorId,
        writtenAt: now,
        changedAt: now,
        topics: [
          ...aSchemeIn(script, 1)
            .areas.slice(0, 10)
            .map(({ label }) => label),
          ...longestLine(script, 200).split(','),
        ],
        discussed: longestText(script, 3000),
        reflection: authorId === me ? longestText(script, 3000) : '',
        useful: 5,
        sharing: 'pair' as const,
      })),
    );
}

/** Six open next steps from each meeting that was recorded, half of them each one's. */
export function actionsIn(script: Script, records: readonly SessionRecord[]): readonly Action[] {
  return records.flatMap((record) =>
    [1, 2, 3, 4, 5, 6].map((number) => ({
      id: idOf(`action ${number} of ${record.id}`),
      relationshipId: record.relationshipId,
      recordId: record.id,
      ownerId: number % 2 === 0 ? me : other,
      what: longestLine(script, 300),
      dueOn: number === 3 ? '2026-09-23' : '2027-09-22',
    })),
  );
}
