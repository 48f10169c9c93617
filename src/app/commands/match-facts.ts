/** The facts of a round, from what the file for `rapport match` says. */

import type { People } from '../../mentoring/facts.ts';
import { compareText } from '../../mentoring/order.ts';
import type { MentorTraits } from '../../mentoring/pairing.ts';
import type { Choice } from '../../mentoring/records/scheme.ts';
import type { RoundFacts, RoundRequest } from '../../mentoring/round-facts.ts';
import type { MatchFile, MatchMentee, MatchMentor } from './match-file.ts';

/** Ids are the file's own, those of requests too: each mentee has one. Who asked when is unsaid has asked just now. */
export function factsOfFile(file: MatchFile, now: Date): RoundFacts {
  const { mentors, mentees, blocked, reportingLines, mostMentees } = file;
  const pairsOf = (field: 'declined' | 'askAgain') =>
    mentees.flatMap((one) => one[field].map((mentorId) => [one.id, mentorId] as const));
  return {
    scheme: { areas: areasOf(file), mostMentees },
    people: peopleOf(file),
    requests: mentees.map((mentee) => requestOf(mentee, now)),
    pool: mentors.map(mentorOf),
    reportingLines: reportingLines.map(({ person, manager, kind }, row) => ({
      id: String(row),
      personId: person,
      managerId: manager,
      kind,
    })),
    blocks: blocked,
    untrainedIds: file.trainingRequired
      ? mentors.filter(({ trainedOn }) => trainedOn === undefined).map(({ id }) => id)
      : [],
    declined: pairsOf('declined'),
    askAgain: pairsOf('askAgain'),
  };
}

function requestOf(mentee: MatchMentee, now: Date): RoundRequest {
  return {
    request: {
      id: mentee.id,
      schemeId: '',
      menteeId: mentee.id,
      areas: mentee.areas,
      words: '',
      way: 'coordinator',
      wishIds: mentee.inMind,
      oneByOne: false,
      lineManager: 'not-said',
      conflictIds: mentee.conflicts,
      times: mentee.times.map((time) => ({ ...time, zone: time.zone ?? mentee.zone })),
      place: mentee.place,
      state: 'waiting',
      askedAt: mentee.askedAt === undefined ? now : new Date(mentee.askedAt),
      skills: mentee.skills,
      prefersSpecialty: mentee.prefersSpecialty,
      groups: mentee.groups,
    },
    proposals: [],
  };
}

function mentorOf(mentor: MatchMentor): MentorTraits {
  return {
    offer: {
      id: mentor.id,
      schemeId: '',
      personId: mentor.id,
      portrait: '',
      areas: mentor.areas,
      skills: mentor.skills,
      likesToHelp: '',
      capacity: mentor.capacity,
      place: mentor.place,
      usualTimes: mentor.usualTimes,
      timeAgreed: mentor.timeAgreed,
      trainedOn: mentor.trainedOn,
      state: mentor.pausedUntil === undefined ? 'open' : 'paused',
      pausedUntil: mentor.pausedUntil,
    },
    mentees: mentor.mentees,
    openProposals: mentor.openProposals,
    specialty: mentor.specialty,
    likesToHelp: mentor.likesToHelp,
  };
}

/** Somebody may be in both lists. */
function peopleOf({ mentors, mentees }: MatchFile): People {
  return Object.fromEntries(
    [...mentees, ...mentors].map(({ id, name, zone }) => [id, { id, name: name ?? id, zone }]),
  );
}

/** Areas that the file gives no name are called what they are written as. */
function areasOf({ areas, mentors, mentees }: MatchFile): readonly Choice[] {
  const named = new Set(areas.map(({ value }) => value));
  const others = new Set([...mentors, ...mentees].flatMap((one) => one.areas));
  return [
    ...areas,
    ...[...others]
      .filter((value) => !named.has(value))
      .toSorted(compareText)
      .map((value) => ({ value, label: value })),
  ];
}
