/** What is kept about a person, gathered for themselves in a file that a person or a program can read. */

import { isUnderWay } from './asking.ts';
import type { PersonFacts } from './facts.ts';
import { minutesHeld } from './hours.ts';
import { isOpenQuestion } from './questions.ts';
import type { Agreement } from './records/agreement.ts';
import type { WallTime } from './records/wall-time.ts';
import { sayAbsence, sayChoices } from './reminder-words.ts';
import { inZone } from './time.ts';

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
    readonly portrait: string;
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
    readonly mentorsChosen: readonly string[];
    readonly declaration: string;
    readonly acceptedToBeReportedBack: string;
    readonly peopleWhoManageOrAssessMe: readonly string[];
    readonly lineManager: string;
    readonly times: readonly string[];
  }[];
  /** What this person suggested when they declined; what came of it is not theirs to know. */
  readonly suggestedByMe: readonly { readonly on: string; readonly whom: string }[];
  readonly suggestedToMe: readonly { readonly on: string; readonly by: string; readonly state: string }[];
  /** Asked before any request, by this person or of them. */
  readonly questions: readonly {
    readonly scheme: string;
    readonly by: string;
    readonly to: string;
    readonly on: string;
    readonly question: string;
    readonly answer: string;
  }[];
  readonly training: readonly {
    readonly scheme: string;
    readonly module: string;
    readonly doneOn: string;
    readonly confirmedBy: string | null;
  }[];
  readonly peopleIWouldRatherNotBeMatchedWith: readonly string[];
  readonly reminders: readonly string[];
  readonly relationships: readonly {
    readonly scheme: string;
    readonly with: string;
    readonly role: 'mentor' | 'mentee';
    readonly state: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
    /** Each wording to which this person said yes, and when. */
    readonly acceptedToBeReportedBack: readonly string[];
    readonly groundRules: Readonly<Record<string, string | number | boolean>> | null;
    readonly meetings: readonly string[];
    readonly openNextSteps: number;
  }[];
};

/**
 * Where a file is fetched through a link, all of it travels packed and sealed in the link; servers on the way cut off at
 * 8 kB. In bytes before packing, which takes at least a sixth off any text: a letter of most scripts takes three.
 */
const mostBytes = 6500;

const keptOut =
  'The text of session records, reflections, topics named before meetings and next steps, because chat programs keep copies of files: read it in Rapport under your meetings. Relationships that ended more than 90 days ago and older requests: ask the data protection contact.';

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
    note: `Ground rules and meetings, which you can read in Rapport; the words of requests that are closed, and questions that were answered. ${keptOut}`,
  },
  {
    meetings: 0,
    rules: false,
    words: 'none',
    note: `What you accepted to be reported back; training, and what you suggested to others and they to you; ground rules, meetings and offers in full, which you can read in Rapport; the words of requests, and questions, for which please ask the data protection contact. ${keptOut}`,
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
  const module = (schemeId: string, value: string): string =>
    schemes.find((one) => one.id === schemeId)?.modules.find((one) => one.value === value)?.label ?? value;
  const suggestions = step.words === 'none' ? [] : (facts.referrals ?? []);
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
      portrait: step.words === 'none' ? '' : one.portrait,
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
      mentorsChosen: one.wishIds.map(name),
      declaration: step.words === 'none' ? '' : (one.eligibility ?? ''),
      acceptedToBeReportedBack: step.words === 'none' ? '' : (one.reportBack ?? ''),
      peopleWhoManageOrAssessMe: one.conflictIds.map(name),
      lineManager: one.lineManager,
      times: one.times.map(sayWall),
    })),
    suggestedByMe: suggestions
      .filter(({ byId }) => byId === person.id)
      .map(({ madeAt, colleagueId, contact = '' }) => ({
        on: madeAt.toISOString(),
        whom: colleagueId === undefined ? contact : name(colleagueId),
      })),
    suggestedToMe: suggestions
      .filter(({ colleagueId }) => colleagueId === person.id)
      .map(({ madeAt, byId, state }) => ({ on: madeAt.toISOString(), by: name(byId), state })),
    training: (step.words === 'none' ? [] : (facts.trainings ?? [])).map((one) => ({
      scheme: scheme(one.schemeId),
      module: module(one.schemeId, one.module),
      doneOn: one.doneOn,
      confirmedBy: one.confirmedById === undefined ? null : name(one.confirmedById),
    })),
    reminders: sayReminders(facts, now),
    questions: (facts.questions ?? [])
      .filter((one) => step.words === 'all' || (step.words === 'under-way' && isOpenQuestion(one)))
      .map((one) => ({
        scheme: scheme(one.schemeId),
        by: name(one.askerId),
        to: name(one.mentorId),
        on: one.askedAt.toISOString(),
        question: one.words,
        answer: one.answer ?? '',
      })),
    peopleIWouldRatherNotBeMatchedWith: facts.blocks.map(({ blockedId }) => name(blockedId)),
    relationships: facts.relationships.map((glance) => {
      const { relationship, agreement, meetings, recorded, actions, consents = [] } = glance;
      const mentors = relationship.mentorId === person.id;
      return {
        scheme: scheme(relationship.schemeId),
        with: name(mentors ? relationship.menteeId : relationship.mentorId),
        role: mentors ? 'mentor' : 'mentee',
        state: relationship.state,
        startedAt: relationship.startedAt.toISOString(),
        endedAt: relationship.endedAt?.toISOString() ?? null,
        acceptedToBeReportedBack: (step.words === 'none' ? [] : consents).map(
          ({ wording, givenAt }) => `${givenAt.toISOString()}: ${wording}`,
        ),
        groundRules: agreement === undefined || !step.rules ? null : rulesOf(agreement),
        meetings:
          step.meetings === 0
            ? []
            : meetings.slice(-step.meetings).map((meeting) => {
                const mine = recorded.includes(meeting.id) ? ', with a record of mine' : '';
                const why = meeting.notMetReason === undefined ? '' : ` (${meeting.notMetReason})`;
                return `${sayWall(meeting.start)}, ${minutesHeld(meeting)} minutes, ${meeting.heldPlace ?? meeting.place}, ${meeting.state}${why}${mine}`;
              }),
        openNextSteps: actions.filter(({ ownerId, doneAt }) => ownerId === person.id && doneAt === undefined)
          .length,
      };
    }),
  };
}

function sayReminders({ person, people }: PersonFacts, now: Date): readonly string[] {
  const known = Object.hasOwn(people, person.id) ? people[person.id] : undefined;
  const today = inZone(now, person.zone).date;
  return [
    ...sayChoices({ ...known, ...person }, today),
    // What is long past says nothing of today any more, and the file has to fit into a link.
    ...(known?.courtesy?.absences ?? []).slice(-5).map(sayAbsence),
  ];
}

/** What they agreed, and nothing of what they left open. The scheme's own text on confidentiality is about nobody. */
function rulesOf({ version, terms }: Agreement): Readonly<Record<string, string | number | boolean>> {
  const { confidentiality, reportBack: _schemes, replyDays, plannedEnd, ...rest } = terms;
  const agreed = {
    version,
    confidentialityVersion: confidentiality?.version,
    ...rest,
    replyDays,
    plannedEnd,
  };
  return Object.fromEntries(
    Object.entries(agreed).flatMap(([field, value]) =>
      value === undefined || value === '' ? [] : [[field, value] as const],
    ),
  );
}

function bytesOf(data: OwnData): number {
  return new TextEncoder().encode(JSON.stringify(data)).byteLength;
}

function sayWall({ date, time, zone }: WallTime): string {
  return `${date} ${time} ${zone}`;
}
