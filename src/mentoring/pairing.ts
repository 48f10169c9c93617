/** A request and a mentor as matching reads them: once, to be compared with many of the other side. */

import { freePlaces, placesOf } from './eligibility.ts';
import type { People, PoolMentor } from './facts.ts';
import type { MeetingPlace } from './records/meeting.ts';
import type { Proposal } from './records/proposal.ts';
import type { WallTime } from './records/wall-time.ts';
import { remember } from './remember.ts';
import { readUsualTimes, timesThere } from './usual-times.ts';
import type { TimeThere, UsualTimes } from './usual-times.ts';
import { zoneOf } from './wording.ts';

const DAY = 86_400_000;

/** What somebody hopes for in a mentor. Every request is one; what it leaves out weighs nothing. */
export type Wish = {
  readonly areas: readonly string[];
  readonly place: MeetingPlace | 'any';
  readonly times: readonly WallTime[];
  /** Whom the mentee has in mind. */
  readonly inMindId?: string | undefined;
  /** Mentors whom they have chosen themselves, first choice first. */
  readonly wishIds?: readonly string[] | undefined;
  /** Skills of a mentor that they ask for. */
  readonly skills?: readonly string[] | undefined;
  /** The specialty they would like a mentor to work in: hoped for, never required. */
  readonly prefersSpecialty?: string | undefined;
  /** What the mentee is, where mentors may say whom they like to help: "foundation doctors". */
  readonly groups?: readonly string[] | undefined;
  readonly askedAt?: Date | undefined;
};

/** Somebody of the pool, with what some schemes also ask of mentors. */
export type MentorTraits = PoolMentor & {
  readonly specialty?: string | undefined;
  /** Groups whom they like to help. */
  readonly likesToHelp?: readonly string[] | undefined;
};

/** A request, read once to be compared with many mentors. */
export type Asking = {
  readonly wish: Wish;
  readonly areas: readonly string[];
  readonly skills: readonly string[];
  /** Whom the mentee has named, first choice first. */
  readonly choices: readonly string[];
  readonly specialty: string | undefined;
  readonly groups: readonly string[];
  readonly waitedDays: number;
  /** Mentors who had this request before and let it pass unanswered. */
  readonly unansweredBy: ReadonlySet<string>;
  readonly timesIn: (zone: string) => readonly TimeThere[];
};

/** A mentor, read once to be compared with many requests. */
export type Offering = {
  readonly mentor: PoolMentor;
  readonly mentorId: string;
  readonly zone: string;
  /** How many they could mentor at once, and how many more than now. */
  readonly places: number;
  readonly free: number;
  readonly usual: UsualTimes | undefined;
  readonly specialty: string | undefined;
  readonly likesToHelp: readonly string[];
};

/** The areas that one asks for and the other offers, in the order asked for. */
export function sharedAreas(asking: Asking, { mentor }: Offering): readonly string[] {
  return asking.areas.filter((area) => mentor.offer.areas.includes(area));
}

/** A request, with the mentors who had it before. */
export function readRequest(
  { request, proposals }: { readonly request: Wish; readonly proposals: readonly Proposal[] },
  now: Date,
): Asking {
  const expired = proposals.filter(({ state }) => state === 'expired');
  return readWish(
    request,
    now,
    expired.map(({ mentorId }) => mentorId),
  );
}

export function readWish(wish: Wish, now: Date, unansweredBy: Iterable<string> = []): Asking {
  const waited = wish.askedAt === undefined ? 0 : now.getTime() - wish.askedAt.getTime();
  return {
    wish,
    areas: [...new Set(wish.areas)],
    skills: [...new Set(wish.skills)],
    choices: [...new Set([wish.inMindId, ...(wish.wishIds ?? [])].filter((id) => id !== undefined))],
    specialty: wish.prefersSpecialty?.toLowerCase(),
    groups: [...new Set(wish.groups?.map((group) => group.toLowerCase()))],
    waitedDays: Math.max(0, Math.floor(waited / DAY)),
    unansweredBy: new Set(unansweredBy),
    timesIn: remember((zone) => timesThere(wish.times, zone)),
  };
}

/** In the pool's order. `mostMentees`: the most that the scheme lets one mentor take. */
export function readMentors(
  pool: readonly MentorTraits[],
  people: People,
  mostMentees?: number,
): readonly Offering[] {
  const read = remember(readUsualTimes);
  return pool.map((mentor) => {
    const mentorId = mentor.offer.personId;
    return {
      mentor,
      mentorId,
      zone: zoneOf(people, mentorId),
      places: placesOf(mentor, mostMentees),
      free: freePlaces(mentor, mostMentees),
      usual: read(mentor.offer.usualTimes),
      specialty: mentor.specialty?.toLowerCase(),
      likesToHelp: mentor.likesToHelp?.map((group) => group.toLowerCase()) ?? [],
    };
  });
}
