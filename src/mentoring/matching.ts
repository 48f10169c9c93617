/** Ranks the mentors who may be asked, from parts that a person can read, with the reasons in words. */

import { exclusionOf, freePlaces } from './eligibility.ts';
import type { Exclusion } from './eligibility.ts';
import type { People, PoolMentor, RequestFacts } from './facts.ts';
import type { Choice, MeetingPlace, WallTime } from './records.ts';
import { fittingTime } from './usual-times.ts';
import {
  capitalise,
  joinWords,
  labelsOf,
  nameOf,
  sayCount,
  sayHow,
  sayNumberOf,
  withinSentence,
  zoneOf,
} from './wording.ts';

/** What somebody hopes for in a mentor. Every request is one. */
export type Wish = {
  readonly areas: readonly string[];
  /** Skills asked for; where nobody asks, skills weigh nothing. */
  readonly skills?: readonly string[];
  readonly place: MeetingPlace | 'any';
  readonly times: readonly WallTime[];
  readonly inMindId?: string | undefined;
};

/** Somebody who may be asked. `reasons` are whole sentences, what speaks for them first, in the order of their weight. */
export type Candidate = {
  readonly mentorId: string;
  readonly name: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly inMind: boolean;
};

export type Ranking = {
  /** The short list: at most three, best first. Whoever the mentee has in mind stands first. */
  readonly top: readonly Candidate[];
  /** Everybody else who may be asked, best first. */
  readonly rest: readonly Candidate[];
  /** Declined this request, and may be asked again if a coordinator means to. */
  readonly again: readonly Candidate[];
  readonly excluded: readonly {
    readonly mentorId: string;
    readonly name: string;
    readonly exclusion: Exclusion;
  }[];
};

/** A reason is read at a glance; where two share more areas than this, the rest are counted. */
const AREAS_SAID = 4;

/** The reason that stands first for whoever the mentee has in mind. */
export const IN_MIND = 'The mentee has them in mind';

/** A choice matters to people; more than three is a list to wade through. */
const SHORT_LIST = 3;

/**
 * One more area in common outweighs everything else together: the other parts add at most 38 and take away at most 16,
 * so that two mentors with the same areas are never further apart than 54.
 */
const POINTS = {
  area: 60,
  skill: 4,
  skillsAtMost: 12,
  place: 6,
  time: 6,
  trained: 5,
  timeAgreed: 3,
  freePlace: 2,
  freePlacesCounted: 3,
  openProposal: -3,
  openProposalsCounted: 2,
  didNotAnswer: -10,
} as const;

/** Everybody of the pool, sorted into who may be asked, best first, and who may not, with the reason. */
export function rankCandidates(facts: RequestFacts, now: Date): Ranking {
  const allowed: Candidate[] = [];
  const again: Candidate[] = [];
  const excluded: Ranking['excluded'][number][] = [];
  for (const mentor of facts.pool) {
    const exclusion = exclusionOf(facts, mentor, 'propose', now);
    if (exclusion === undefined) allowed.push(candidateOf(facts, mentor));
    else if (exclusion.rule === 'declined' && exclusionOf(facts, mentor, 'ask-again', now) === undefined)
      again.push(candidateOf(facts, mentor));
    else
      excluded.push({
        mentorId: mentor.offer.personId,
        name: nameOf(facts.people, mentor.offer.personId),
        exclusion,
      });
  }
  const ranked = allowed.toSorted(compareCandidates);
  return {
    top: ranked.slice(0, SHORT_LIST),
    rest: ranked.slice(SHORT_LIST),
    again: again.toSorted(compareCandidates),
    excluded: excluded.toSorted(byNameThenId),
  };
}

/** How well one mentor fits, as points and as the sentences behind them. */
export function scoreOf(
  wish: Wish,
  mentor: PoolMentor,
  say: { readonly areas: readonly Choice[]; readonly people: People },
  hadNotAnswered = false,
): { readonly score: number; readonly reasons: readonly string[] } {
  const { offer } = mentor;
  const parts = [
    areasPart(wish, mentor, say.areas),
    skillsPart(wish, mentor),
    placePart(wish, mentor),
    timesPart(wish, mentor, say.people),
    offer.trainedOn === undefined
      ? undefined
      : { points: POINTS.trained, reason: 'Has done mentor training' },
    offer.timeAgreed
      ? { points: POINTS.timeAgreed, reason: 'Has time for mentoring agreed in the job plan' }
      : undefined,
    loadPart(mentor),
    hadNotAnswered
      ? { points: POINTS.didNotAnswer, reason: 'Did not answer when this was put to them before' }
      : undefined,
  ].filter((part) => part !== undefined);
  return {
    score: parts.reduce((total, part) => total + part.points, 0),
    reasons: parts.map((part) => part.reason),
  };
}

type Part = { readonly points: number; readonly reason: string };

function candidateOf(facts: RequestFacts, mentor: PoolMentor): Candidate {
  const mentorId = mentor.offer.personId;
  const inMind = facts.request.inMindId === mentorId;
  const hadNotAnswered = facts.proposals.some(
    (proposal) => proposal.mentorId === mentorId && proposal.state === 'expired',
  );
  const { score, reasons } = scoreOf(
    facts.request,
    mentor,
    { areas: facts.scheme.areas, people: facts.people },
    hadNotAnswered,
  );
  return {
    mentorId,
    name: nameOf(facts.people, mentorId),
    score,
    reasons: inMind ? [IN_MIND, ...reasons] : reasons,
    inMind,
  };
}

function areasPart(wish: Wish, { offer }: PoolMentor, areas: readonly Choice[]): Part {
  const shared = wish.areas.filter((area) => offer.areas.includes(area));
  if (shared.length === 0)
    return { points: 0, reason: 'Has named none of the areas, which need not be a hindrance' };
  const labels = labelsOf(areas, shared).map(withinSentence);
  const more = labels.length - AREAS_SAID;
  const named = more > 1 ? [...labels.slice(0, AREAS_SAID), `${sayCount(more)} more`] : labels;
  // A scheme may have taken an area off its list since it was asked for.
  const said = named.length > 0 ? named : [sayNumberOf(shared.length, 'area', 'areas')];
  return { points: new Set(shared).size * POINTS.area, reason: `Both name ${joinWords(said)}` };
}

function skillsPart(wish: Wish, { offer }: PoolMentor): Part | undefined {
  const shared = [...new Set(wish.skills)].filter((skill) => offer.skills.includes(skill));
  if (shared.length === 0) return undefined;
  return {
    points: Math.min(shared.length * POINTS.skill, POINTS.skillsAtMost),
    reason: `Brings ${joinWords(shared.map((skill) => skill.replaceAll('-', ' ')))}, as asked`,
  };
}

function placePart(wish: Wish, { offer }: PoolMentor): Part {
  if (wish.place === 'any' || offer.place === 'any' || wish.place === offer.place) {
    const place = wish.place === 'any' ? offer.place : wish.place;
    return { points: POINTS.place, reason: `Both can meet ${sayHow(place)}` };
  }
  return {
    points: 0,
    reason: `Would meet ${sayHow(offer.place)}; the mentee asks to meet ${sayHow(wish.place)}`,
  };
}

function timesPart(wish: Wish, { offer }: PoolMentor, people: People): Part | undefined {
  const fit = fittingTime(offer.usualTimes, wish.times, zoneOf(people, offer.personId));
  if (fit === undefined) return undefined;
  return {
    points: POINTS.time,
    reason: `One of the times asked for, ${fit.weekday} at ${fit.time}, is among their usual ones`,
  };
}

function loadPart(mentor: PoolMentor): Part {
  const free = freePlaces(mentor);
  const waiting =
    mentor.openProposals === 0
      ? ''
      : `; ${mentor.openProposals === 1 ? 'one other request waits' : `${sayCount(mentor.openProposals)} other requests wait`} for their answer`;
  return {
    points:
      Math.min(free, POINTS.freePlacesCounted) * POINTS.freePlace +
      Math.min(mentor.openProposals, POINTS.openProposalsCounted) * POINTS.openProposal,
    reason: capitalise(
      `has ${sayCount(free)} free ${free === 1 ? 'place' : 'places'} of ${sayCount(mentor.offer.capacity)}${waiting}`,
    ),
  };
}

/** Whoever is in mind, then the better score, then name and id: the same pool in any order gives the same list. */
function compareCandidates(one: Candidate, other: Candidate): number {
  return Number(other.inMind) - Number(one.inMind) || other.score - one.score || byNameThenId(one, other);
}

function byNameThenId(
  one: { readonly name: string; readonly mentorId: string },
  other: { readonly name: string; readonly mentorId: string },
): number {
  return compareText(one.name, other.name) || compareText(one.mentorId, other.mentorId);
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
