/** What is kept about a person, gathered for themselves in a file that a person or a program can read. */

import { isUnderWay } from './asking.ts';
import type { PersonFacts } from './facts.ts';
import type { WallTime } from './records.ts';

/** JSON throughout: the file is exactly this. */
export type OwnData = {
  readonly about: string;
  readonly notIncluded: string;
  readonly person: {
    readonly name: string;
    readonly timeZone: string;
    readonly grade: string | null;
    readonly specialty: string | null;
    readonly region: string | null;
  };
  readonly offers: readonly {
    readonly scheme: string;
    readonly state: string;
    readonly areas: readonly string[];
    readonly skills: readonly string[];
    readonly likesToHelp: string;
    readonly capacity: number;
    readonly place: string;
    readonly usualTimes: string;
  }[];
  readonly requests: readonly {
    readonly scheme: string;
    readonly state: string;
    readonly askedAt: string;
    readonly areas: readonly string[];
    readonly words: string;
    readonly mentorInMind: string | null;
    readonly peopleWhoManageOrAssessMe: readonly string[];
    readonly lineManager: string;
    readonly times: readonly string[];
  }[];
  readonly peopleIWouldRatherNotBeMatchedWith: readonly string[];
  readonly relationships: readonly {
    readonly scheme: string;
    readonly with: string;
    readonly role: 'mentor' | 'mentee';
    readonly state: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly groundRules: Readonly<Record<string, string | number>> | null;
    readonly meetings: readonly string[];
    readonly openNextSteps: number;
  }[];
};

/**
 * Where a file is fetched through a link, all of it travels sealed in the link; servers on the way cut off at 8 kB.
 * In bytes: a letter of most scripts takes three.
 */
const mostBytes = 5500;

const keptOut =
  'The text of session records, reflections and next steps, because chat programs keep copies of files: read it in Rapport under your meetings. Relationships that ended more than 90 days ago and older requests: ask the data protection contact.';

/** What to leave out, step by step, of somebody about whom so much is kept that it does not fit. */
type Step = {
  readonly meetings: number;
  readonly rules: boolean;
  /** Whose words: of every request, of those that are under way, or no free text at all, of offers either. */
  readonly words: 'all' | 'under-way' | 'none';
  readonly note: string;
};

const steps: readonly Step[] = [
  { meetings: Number.POSITIVE_INFINITY, rules: true, words: 'all', note: keptOut },
  {
    meetings: 5,
    rules: true,
    words: 'all',
    note: `Earlier meetings than the five newest of each relationship. ${keptOut}`,
  },
  {
    meetings: 5,
    rules: false,
    words: 'all',
    note: `Ground rules, which you can read in Rapport; earlier meetings. ${keptOut}`,
  },
  {
    meetings: 0,
    rules: false,
    words: 'under-way',
    note: `Ground rules and meetings, which you can read in Rapport; the words of requests that are closed. ${keptOut}`,
  },
  {
    meetings: 0,
    rules: false,
    words: 'none',
    note: `Ground rules, meetings and offers in full, which you can read in Rapport; the words of requests, for which please ask the data protection contact. ${keptOut}`,
  },
];

export function ownData(facts: PersonFacts, now: Date): OwnData {
  const attempts = steps.map((step) => gather(facts, now, step));
  const last = attempts.length - 1;
  const found = attempts.find((data, index) => index === last || bytesOf(data) <= mostBytes);
  if (found === undefined) throw new Error('There is always a last way to gather the data');
  return found;
}

function gather(facts: PersonFacts, now: Date, step: Step): OwnData {
  const { person, profile = {}, people, schemes } = facts;
  const name = (id: string): string =>
    (Object.hasOwn(people, id) ? people[id]?.name : undefined) ?? 'a colleague';
  const scheme = (id: string): string => schemes.find((one) => one.id === id)?.name ?? 'a scheme';
  const areas = (schemeId: string, values: readonly string[]): string[] => {
    const known = schemes.find((one) => one.id === schemeId)?.areas ?? [];
    return values.map((value) => known.find((one) => one.value === value)?.label ?? value);
  };
  return {
    about: `What Rapport keeps about ${person.name} at ${facts.organisationName}, as of ${now.toISOString()}.`,
    notIncluded: step.note,
    person: {
      name: person.name,
      timeZone: person.zone,
      grade: profile.grade ?? null,
      specialty: profile.specialty ?? null,
      region: profile.region ?? null,
    },
    offers: facts.offers.map((one) => ({
      scheme: scheme(one.schemeId),
      state: one.state,
      areas: areas(one.schemeId, one.areas),
      skills: one.skills,
      likesToHelp: step.words === 'none' ? '' : one.likesToHelp,
      capacity: one.capacity,
      place: one.place,
      usualTimes: step.words === 'none' ? '' : one.usualTimes,
    })),
    requests: facts.requests.map((one) => ({
      scheme: scheme(one.schemeId),
      state: one.state,
      askedAt: one.askedAt.toISOString(),
      areas: areas(one.schemeId, one.areas),
      words: step.words === 'all' || (step.words === 'under-way' && isUnderWay(one)) ? one.words : '',
      mentorInMind: one.inMindId === undefined ? null : name(one.inMindId),
      peopleWhoManageOrAssessMe: one.conflictIds.map(name),
      lineManager: one.lineManager,
      times: one.times.map(sayWall),
    })),
    peopleIWouldRatherNotBeMatchedWith: facts.blocks.map(({ blockedId }) => name(blockedId)),
    relationships: facts.relationships.map(({ relationship, agreement, meetings, recorded, actions }) => {
      const mentors = relationship.mentorId === person.id;
      return {
        scheme: scheme(relationship.schemeId),
        with: name(mentors ? relationship.menteeId : relationship.mentorId),
        role: mentors ? 'mentor' : 'mentee',
        state: relationship.state,
        startedAt: relationship.startedAt.toISOString(),
        endedAt: relationship.endedAt?.toISOString() ?? null,
        groundRules:
          agreement === undefined || !step.rules ? null : { version: agreement.version, ...agreement.terms },
        meetings:
          step.meetings === 0
            ? []
            : meetings.slice(-step.meetings).map((meeting) => {
                const mine = recorded.includes(meeting.id) ? ', with a record of mine' : '';
                return `${sayWall(meeting.start)}, ${meeting.minutes} minutes, ${meeting.place}, ${meeting.state}${mine}`;
              }),
        openNextSteps: actions.filter(({ ownerId, doneAt }) => ownerId === person.id && doneAt === undefined)
          .length,
      };
    }),
  };
}

function bytesOf(data: OwnData): number {
  return new TextEncoder().encode(JSON.stringify(data)).byteLength;
}

function sayWall({ date, time, zone }: WallTime): string {
  return `${date} ${time} ${zone}`;
}
