/**
 * How well a mentor and a mentee fit: points for parts that a person can read, and the reasons in words, both ways.
 * docs/matching.md has the table for people, and why each part weighs what it does.
 */

import { sharedAreas } from './pairing.ts';
import type { Asking, Offering } from './pairing.ts';
import type { MeetingPlace } from './records/meeting.ts';
import type { Choice } from './records/scheme.ts';
import { fittingTime } from './usual-times.ts';
import { capitalise, joinWords, labelsOf, sayCount, sayHow, sayNumberOf, withinSentence } from './wording.ts';

/** Whole sentences, in the order of their weight. */
export type Reasons = {
  /** Why this mentor for this mentee: sentences about the mentor. They tell of the mentor's load: for coordinators. */
  readonly mentor: readonly string[];
  /** Why this mentee for this mentor: sentences about the mentee. */
  readonly mentee: readonly string[];
};

/** The reason that stands first for whoever the mentee has in mind. */
export const IN_MIND = 'The mentee has them in mind';

/**
 * A pair that may be is always worth more than none. From `skill` on, the parts add at most 54 and take away at most
 * 16: two mentors who share as many areas are never further apart than 70, and one area of thirty, the most that a
 * scheme has, is worth 80. So one more area in common outweighs all of them together.
 */
export const POINTS = {
  /** Having a mentor at all: two thirds of a perfect fit. */
  mentor: 1600,
  /** Every area asked for is covered; a part of them is worth that part. */
  areas: 2400,
  /** Named by the mentee: half a perfect fit. */
  chosen: 1200,
  laterChoice: -50,
  dayWaited: 10,
  daysCounted: 90,
  skill: 4,
  skillsCounted: 3,
  place: 6,
  time: 6,
  specialty: 8,
  likesToHelp: 8,
  trained: 5,
  timeAgreed: 3,
  freePlace: 2,
  freePlacesCounted: 3,
  openProposal: -3,
  openProposalsCounted: 2,
  didNotAnswer: -10,
} as const;

/** More than three are nobody's choice; the later ones are in mind all the same. */
const CHOICES: readonly (string | undefined)[] = ['first', 'second', 'third'];

/** A reason is read at a glance; where two share more areas than this, the rest are counted. */
const AREAS_SAID = 4;

/** Whole points, more is better, never below one. */
export function scoreOf(asking: Asking, offering: Offering): number {
  let score = POINTS.mentor;
  for (const part of PARTS) score += part.points(asking, offering);
  return score;
}

/** The sentences behind the score. `areas`: what the scheme calls them. */
export function reasonsOf(asking: Asking, offering: Offering, areas: readonly Choice[]): Reasons {
  const said = PARTS.map((part) => part.say(asking, offering, areas));
  return {
    mentor: said.flatMap(({ mentor }) => mentor ?? []),
    mentee: said.flatMap(({ mentee }) => mentee ?? []),
  };
}

/**
 * Why a request is put to this mentor, said to them in one sentence; `undefined` where there is nothing to say. Only of
 * what they offer themselves, and of what every mentor is shown of the request: not whom the mentee named, nor how long
 * they have waited.
 */
export function whyYou(asking: Asking, offering: Offering, areas: readonly Choice[]): string | undefined {
  const clauses = PARTS.flatMap((part) => part.say(asking, offering, areas).you ?? []);
  const last = clauses.at(-1);
  if (last === undefined) return undefined;
  return `${capitalise([...clauses.slice(0, -1), clauses.length > 1 ? `and ${last}` : last].join(', '))}.`;
}

type Part = {
  readonly points: (asking: Asking, offering: Offering) => number;
  readonly say: (
    asking: Asking,
    offering: Offering,
    areas: readonly Choice[],
  ) => {
    readonly mentor?: string;
    readonly mentee?: string;
    /** To the mentor: a clause that can stand beside others in one sentence. */
    readonly you?: string;
  };
};

const NOTHING = {};

/** A later choice is worth a little less, so that the order weighs where little else does. */
const chosen: Part = {
  points: ({ choices }, { mentorId }) => {
    const choice = choices.indexOf(mentorId);
    return choice < 0 ? 0 : POINTS.chosen + Math.min(choice, CHOICES.length) * POINTS.laterChoice;
  },
  say: ({ choices }, { mentorId }) => {
    const choice = choices.indexOf(mentorId);
    if (choice < 0) return NOTHING;
    const nth = choices.length === 1 ? undefined : CHOICES[choice];
    if (nth === undefined) return { mentor: IN_MIND, mentee: 'Has this mentor in mind' };
    return { mentor: `Is the mentee’s ${nth} choice`, mentee: `Has this mentor as their ${nth} choice` };
  },
};

/**
 * By the share of what was asked, so that nobody gets ahead in a round by ticking every box. Whoever names no area is
 * as well off with one mentor as with another: half.
 */
const areas: Part = {
  points: (asking, { mentor }) => {
    if (asking.areas.length === 0) return POINTS.areas / 2;
    let shared = 0;
    for (const area of asking.areas) if (mentor.offer.areas.includes(area)) shared += 1;
    return Math.round((POINTS.areas * shared) / asking.areas.length);
  },
  say: (asking, offering, choices) => {
    if (asking.areas.length === 0) return NOTHING;
    const shared = sharedAreas(asking, offering);
    if (shared.length === 0)
      return {
        mentor: 'Has named none of the areas, which need not be a hindrance',
        mentee: 'Asks for help with none of the areas this mentor names',
      };
    const said = sayAreas(shared, choices);
    return {
      mentor: `Both name ${said}`,
      mentee: `Asks for help with ${said}, which this mentor names`,
      ...(labelsOf(choices, shared).length > 0 && { you: `you offer ${said}` }),
    };
  },
};

const waiting: Part = {
  points: ({ waitedDays }) => Math.min(waitedDays, POINTS.daysCounted) * POINTS.dayWaited,
  say: ({ waitedDays }) =>
    waitedDays === 0 ? NOTHING : { mentee: `Has waited for ${sayNumberOf(waitedDays, 'day', 'days')}` },
};

const skills: Part = {
  points: (asking, { mentor }) => {
    let shared = 0;
    for (const skill of asking.skills) if (mentor.offer.skills.includes(skill)) shared += 1;
    return Math.min(shared, POINTS.skillsCounted) * POINTS.skill;
  },
  say: (asking, { mentor }) => {
    const shared = asking.skills.filter((skill) => mentor.offer.skills.includes(skill));
    if (shared.length === 0) return NOTHING;
    const said = joinWords(shared.map((skill) => skill.replaceAll('-', ' ')));
    return { mentor: `Brings ${said}, as asked`, mentee: `Asks for ${said}, which this mentor brings` };
  },
};

const place: Part = {
  points: ({ wish }, { mentor }) =>
    placeOf(wish.place, mentor.offer.place) === undefined ? 0 : POINTS.place,
  say: ({ wish }, { mentor }) => {
    const both = placeOf(wish.place, mentor.offer.place);
    if (both !== undefined) {
      const reason = `Both can meet ${sayHow(both)}`;
      const prefer = wish.place === mentor.offer.place && both !== 'any';
      return {
        mentor: reason,
        mentee: reason,
        ...(prefer && { you: `both of you prefer to meet ${sayHow(both)}` }),
      };
    }
    return {
      mentor: `Would meet ${sayHow(mentor.offer.place)}; the mentee asks to meet ${sayHow(wish.place)}`,
      mentee: `Asks to meet ${sayHow(wish.place)}; this mentor would meet ${sayHow(mentor.offer.place)}`,
    };
  },
};

const time: Part = {
  points: ({ timesIn }, { usual, zone }) =>
    usual !== undefined && fittingTime(usual, timesIn(zone)) !== undefined ? POINTS.time : 0,
  say: ({ timesIn }, { usual, zone }) => {
    const fit = fittingTime(usual, timesIn(zone));
    if (fit === undefined) return NOTHING;
    const when = `${fit.weekday} at ${fit.time}`;
    return {
      mentor: `One of the times asked for, ${when}, is among their usual ones`,
      mentee: `Could meet on ${when}, one of this mentor’s usual times`,
      you: `${when} is one of your usual times`,
    };
  },
};

const specialty: Part = {
  points: (asking, offering) =>
    asking.specialty !== undefined && asking.specialty === offering.specialty ? POINTS.specialty : 0,
  say: (asking, offering) =>
    asking.specialty === undefined || asking.specialty !== offering.specialty
      ? NOTHING
      : {
          mentor: `Works in ${asking.wish.prefersSpecialty ?? ''}, as hoped for`,
          mentee: `Hopes for somebody who works in ${asking.wish.prefersSpecialty ?? ''}`,
        },
};

const likesToHelp: Part = {
  points: ({ groups }, offering) =>
    groups.some((group) => offering.likesToHelp.includes(group)) ? POINTS.likesToHelp : 0,
  say: ({ groups, wish }, offering) => {
    const shared = groups.filter((group) => offering.likesToHelp.includes(group));
    if (shared.length === 0) return NOTHING;
    const said = joinWords(wish.groups?.filter((group) => shared.includes(group.toLowerCase())) ?? []);
    return {
      mentor: `Likes to help ${said}`,
      mentee: `Is among those whom this mentor likes to help: ${said}`,
    };
  },
};

const trained: Part = {
  points: (_, { mentor }) => (mentor.offer.trainedOn === undefined ? 0 : POINTS.trained),
  say: (_, { mentor }) =>
    mentor.offer.trainedOn === undefined ? NOTHING : { mentor: 'Has done mentor training' },
};

const timeAgreed: Part = {
  points: (_, { mentor }) => (mentor.offer.timeAgreed ? POINTS.timeAgreed : 0),
  say: (_, { mentor }) =>
    mentor.offer.timeAgreed ? { mentor: 'Has time for mentoring agreed in the job plan' } : NOTHING,
};

const load: Part = {
  points: (_, { free, mentor }) =>
    Math.min(free, POINTS.freePlacesCounted) * POINTS.freePlace +
    Math.min(mentor.openProposals, POINTS.openProposalsCounted) * POINTS.openProposal,
  say: (_, { free, places, mentor }) => {
    const said = `has ${sayNumberOf(free, 'free place', 'free places')} of ${sayCount(places)}`;
    if (mentor.openProposals === 0) return { mentor: capitalise(said) };
    const waiting = sayNumberOf(mentor.openProposals, 'other request waits', 'other requests wait');
    return { mentor: `${capitalise(said)}; ${waiting} for their answer` };
  },
};

const unanswered: Part = {
  points: ({ unansweredBy }, { mentorId }) => (unansweredBy.has(mentorId) ? POINTS.didNotAnswer : 0),
  say: ({ unansweredBy }, { mentorId }) =>
    unansweredBy.has(mentorId) ? { mentor: 'Did not answer when this was put to them before' } : NOTHING,
};

/** In the order in which people read them. */
const PARTS: readonly Part[] = [
  chosen,
  areas,
  waiting,
  skills,
  place,
  time,
  specialty,
  likesToHelp,
  trained,
  timeAgreed,
  load,
  unanswered,
];

function sayAreas(shared: readonly string[], choices: readonly Choice[]): string {
  const labels = labelsOf(choices, shared).map(withinSentence);
  const more = labels.length - AREAS_SAID;
  const named = more > 1 ? [...labels.slice(0, AREAS_SAID), `${sayCount(more)} more`] : labels;
  // A scheme may have taken an area off its list since it was asked for.
  return joinWords(named.length > 0 ? named : [sayNumberOf(shared.length, 'area', 'areas')]);
}

/** Where both can meet; `undefined` where each asks for something else. */
function placeOf(one: MeetingPlace | 'any', other: MeetingPlace | 'any'): MeetingPlace | 'any' | undefined {
  if (one === 'any') return other;
  return other === 'any' || one === other ? one : undefined;
}
