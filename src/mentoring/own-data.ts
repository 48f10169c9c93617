/** What is kept about a person, gathered for themselves in a file that a person or a program can read. */

import { ownSurvey } from './benefits/own-answers.ts';
import type { OwnSurvey } from './benefits/own-answers.ts';
import { areErased, erasedText } from './erased.ts';
import type { PersonFacts, RelationshipFacts, RelationshipGlance } from './facts.ts';
import { minutesHeld } from './hours.ts';
import { sayWall, writtenByOneself } from './own-words.ts';
import type { OwnWords } from './own-words.ts';
import type { Agreement } from './records/agreement.ts';
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
  /** Where this person is told once a mentor can be asked. */
  readonly toldWhenAMentorCanBeAsked: readonly { readonly scheme: string; readonly since: string }[];
  readonly training: readonly {
    readonly scheme: string;
    readonly module: string;
    readonly doneOn: string;
    readonly confirmedBy: string | null;
  }[];
  /** What this person was asked about the benefits of mentoring, and answered. */
  readonly benefits: readonly OwnSurvey[];
  readonly benefitsReportsSentToMe: readonly string[];
  readonly peopleIWouldRatherNotBeMatchedWith: readonly string[];
  readonly reminders: readonly string[];
  readonly relationships: readonly ({
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
  } & OwnWords)[];
};

const keptOut =
  'What the other one of a pair wrote, which is theirs, and the log of who did what and when: for that, ask the data protection contact.';

/**
 * `pairs`: what this person may read of each of their relationships; of one that is not among them, what they wrote is
 * left out.
 */
export function ownData(facts: PersonFacts, pairs: readonly RelationshipFacts[], now: Date): OwnData {
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
  const suggestions = facts.referrals ?? [];
  return {
    about: `What Rapport keeps about ${person.name} at ${facts.organisationName}, as of ${now.toISOString()}.`,
    notIncluded: keptOut,
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
      portrait: one.portrait,
      likesToHelp: one.likesToHelp,
      capacity: one.capacity,
      place: one.place,
      usualTimes: one.usualTimes,
    })),
    requests: facts.requests.map((one) => ({
      scheme: scheme(one.schemeId),
      state: one.state,
      askedAt: one.askedAt.toISOString(),
      areas: areas(one.schemeId, one.areas),
      words: one.words,
      mentorInMind: one.inMindId === undefined ? null : name(one.inMindId),
      mentorsChosen: one.wishIds.map(name),
      declaration: one.eligibility ?? '',
      acceptedToBeReportedBack: one.reportBack ?? '',
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
    training: (facts.trainings ?? []).map((one) => ({
      scheme: scheme(one.schemeId),
      module: module(one.schemeId, one.module),
      doneOn: one.doneOn,
      confirmedBy: one.confirmedById === undefined ? null : name(one.confirmedById),
    })),
    reminders: sayReminders(facts, now),
    questions: (facts.questions ?? []).map((one) => ({
      scheme: scheme(one.schemeId),
      by: name(one.askerId),
      to: name(one.mentorId),
      on: one.askedAt.toISOString(),
      question: one.words,
      answer: one.answer ?? '',
    })),
    toldWhenAMentorCanBeAsked: (facts.lookouts ?? []).map(({ schemeId, since }) => ({
      scheme: scheme(schemeId),
      since: since.toISOString(),
    })),
    benefits: (facts.surveys ?? []).map(ownSurvey),
    benefitsReportsSentToMe: (facts.reportOrders ?? []).map(
      ({ schemeId, every }) =>
        `${schemeId === undefined ? facts.organisationName : scheme(schemeId)}, after every ${every}`,
    ),
    peopleIWouldRatherNotBeMatchedWith: facts.blocks.map(({ blockedId }) => name(blockedId)),
    relationships: facts.relationships.map((glance) => {
      const { relationship, agreement, consents = [] } = glance;
      const mentors = relationship.mentorId === person.id;
      const pair = pairs.find((one) => one.relationship.id === relationship.id);
      return {
        scheme: scheme(relationship.schemeId),
        with: name(mentors ? relationship.menteeId : relationship.mentorId),
        role: mentors ? 'mentor' : 'mentee',
        state: relationship.state,
        startedAt: relationship.startedAt.toISOString(),
        endedAt: relationship.endedAt?.toISOString() ?? null,
        acceptedToBeReportedBack: consents.map(
          ({ wording, givenAt }) => `${givenAt.toISOString()}: ${wording}`,
        ),
        groundRules: agreement === undefined ? null : rulesOf(agreement),
        meetings: meetingsOf(glance),
        ...writtenByOneself(pair, person.id, name),
      };
    }),
  };
}

function meetingsOf({ meetings, recorded }: RelationshipGlance): readonly string[] {
  return meetings.map((meeting) => {
    const mine = recorded.includes(meeting.id) ? ', with a record of mine' : '';
    const why = meeting.notMetReason === undefined ? '' : ` (${meeting.notMetReason})`;
    return `${sayWall(meeting.start)}, ${minutesHeld(meeting)} minutes, ${meeting.heldPlace ?? meeting.place}, ${meeting.state}${why}${mine}`;
  });
}

function sayReminders({ person, people }: PersonFacts, now: Date): readonly string[] {
  const known = Object.hasOwn(people, person.id) ? people[person.id] : undefined;
  const today = inZone(now, person.zone).date;
  return [
    ...sayChoices({ ...known, ...person }, today),
    ...(known?.courtesy?.absences ?? []).map(sayAbsence),
  ];
}

/** What they agreed, and nothing of what they left open. The scheme's own text on confidentiality is about nobody. */
function rulesOf({ version, terms }: Agreement): Readonly<Record<string, string | number | boolean>> {
  if (areErased(terms)) return { version, objectives: erasedText };
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
