/**
 * The bank: the mentors of a scheme, for somebody who looks for one. In it is whoever has written a pen portrait and can
 * be asked by this person now. Nobody else is shown, whatever the reason: full, paused and privately blocked look the
 * same, which is not at all.
 */

import type { BankFacts, PoolMentor } from './facts.ts';
import { compareText } from './order.ts';
import { readMentors, readWish } from './pairing.ts';
import { asPlace } from './place.ts';
import type { MeetingPlace } from './records/meeting.ts';
import type { Scheme } from './records/scheme.ts';
import { scoreOf } from './score.ts';

/** Somebody may ask so many of their own choice. */
export const MOST_WISHES = 3;

/** So many have room on one card with every word that helps to choose. */
export const MENTORS_ON_A_PAGE = 5;

/** So many fit best, and stand on top. */
export const MOST_SUGGESTED = 3;

/** What is looked for in a mentor; what is absent, or empty, may be anything. */
export type BankSearch = {
  /** At least one of these. */
  readonly areas: readonly string[];
  readonly skill?: string | undefined;
  readonly place?: MeetingPlace | undefined;
  /** Each of them somewhere in what they say of themselves. */
  readonly words?: string | undefined;
};

/** Where somebody is in the bank; the whole of it travels with its buttons, but for the words. */
export type BankLook = {
  readonly search: BankSearch;
  /** Counts from 0. */
  readonly page: number;
  /** Whom they have chosen to ask so far, first choice first. */
  readonly chosenIds: readonly string[];
  /** Whom they look at. */
  readonly mentorId?: string | undefined;
};

type Args = Readonly<Record<string, string>>;

/** What the arguments of a control say. Whatever is not among what can be looked for is left out. */
export function readLook(args: Args, { areas }: Pick<Scheme, 'areas'>): BankLook {
  const place = args['place'];
  const asked = Math.trunc(Number(args['page'] ?? 0));
  return {
    search: {
      areas: listed(args['areas']).filter((value) => areas.some((area) => area.value === value)),
      skill: args['skill'],
      place: place === undefined ? undefined : asPlace(place),
      words: args['words'],
    },
    page: asked > 0 ? asked : 0,
    chosenIds: listed(args['chosen']).slice(0, MOST_WISHES),
    mentorId: args['mentor'],
  };
}

/** For a control. Never the words: a control's arguments are kept, and what somebody looks for is theirs. */
export function writeLook({ search, page, chosenIds, mentorId }: BankLook): Args {
  const { areas, skill, place } = search;
  return {
    ...(areas.length > 0 && { areas: areas.join(',') }),
    ...(skill !== undefined && { skill }),
    ...(place !== undefined && { place }),
    ...(page > 0 && { page: `${page}` }),
    ...(chosenIds.length > 0 && { chosen: chosenIds.join(',') }),
    ...(mentorId !== undefined && { mentor: mentorId }),
  };
}

export function isAnything({ areas, skill, place, words }: BankSearch): boolean {
  return areas.length === 0 && skill === undefined && place === undefined && (words ?? '') === '';
}

/** Whether people choose for themselves here. Mentoring that a regulator has directed is matched by coordinators alone. */
export function hasBank({ kind, matching }: Pick<Scheme, 'kind' | 'matching'>): boolean {
  return kind !== 'directed' && matching.includes('bank');
}

/** Those of the likely ones who fit best what is looked for, best first; nobody where no area is named. */
export function suggested(
  likely: readonly PoolMentor[],
  { areas, skill, place }: BankSearch,
  { mostMentees, now }: { readonly mostMentees: number | undefined; readonly now: Date },
): readonly PoolMentor[] {
  if (areas.length === 0) return [];
  const skills = skill === undefined ? [] : [skill];
  const asking = readWish({ areas, skills, place: place ?? 'any', times: [] }, now);
  // Nobody has named a time yet, so that no zone is asked for.
  return readMentors(likely, {}, mostMentees)
    .map((offering) => ({ offering, score: scoreOf(asking, offering) }))
    .toSorted(
      (one, other) => other.score - one.score || compareText(one.offering.mentorId, other.offering.mentorId),
    )
    .slice(0, MOST_SUGGESTED)
    .map(({ offering }) => offering.mentor);
}

/** Of several people those who can be asked now, in the order given. */
export function amongThose(
  { named }: Pick<BankFacts, 'named'>,
  ids: readonly string[],
): readonly PoolMentor[] {
  return ids.flatMap((id) => named.find(({ offer }) => offer.personId === id) ?? []);
}

function listed(value: string | undefined): readonly string[] {
  return [...new Set((value ?? '').split(',').filter((one) => one !== ''))];
}
