/** Ranks the mentors who may be asked, from parts that a person can read, with the reasons in words. */

import { exclusionsFor } from './eligibility.ts';
import type { Exclusion } from './eligibility.ts';
import type { RequestFacts } from './facts.ts';
import { compareText } from './order.ts';
import { readMentors, readRequest } from './pairing.ts';
import { reasonsOf, scoreOf } from './score.ts';
import { nameOf } from './wording.ts';

/** Somebody who may be asked. `reasons` are whole sentences, what speaks for them first, in the order of their weight. */
export type Candidate = {
  readonly mentorId: string;
  readonly name: string;
  readonly score: number;
  readonly reasons: readonly string[];
  /** Named by the mentee. */
  readonly inMind: boolean;
};

export type Ranking = {
  /** The short list: at most three, best first. Whomever the mentee has named stand first, in the order of their choice. */
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

/** A choice matters to people; more than three is a list to wade through. */
const SHORT_LIST = 3;

/** Everybody of the pool, sorted into who may be asked, best first, and who may not, with the reason. */
export function rankCandidates(facts: RequestFacts, now: Date): Ranking {
  const { people, scheme } = facts;
  const allowed: Candidate[] = [];
  const again: Candidate[] = [];
  const excluded: Ranking['excluded'][number][] = [];
  const judge = exclusionsFor(facts, now);
  const asking = readRequest(facts, now);
  for (const offering of readMentors(facts.pool, people, scheme.mostMentees)) {
    const { mentor, mentorId } = offering;
    const name = nameOf(people, mentorId);
    const exclusion = judge(mentor, 'propose');
    const mayAgain = exclusion?.rule === 'declined' && judge(mentor, 'ask-again') === undefined;
    if (exclusion !== undefined && !mayAgain) {
      excluded.push({ mentorId, name, exclusion });
      continue;
    }
    (mayAgain ? again : allowed).push({
      mentorId,
      name,
      score: scoreOf(asking, offering),
      inMind: asking.choices.includes(mentorId),
      // Put into words when they are read: of a large pool only a few ever are.
      get reasons() {
        return reasonsOf(asking, offering, scheme.areas).mentor;
      },
    });
  }
  const compare = comparing(asking.choices);
  const ranked = allowed.toSorted(compare);
  return {
    top: ranked.slice(0, SHORT_LIST),
    rest: ranked.slice(SHORT_LIST),
    again: again.toSorted(compare),
    excluded: excluded.toSorted(byNameThenId),
  };
}

/** The mentee's choices, then the better score, then name and id: the same pool in any order gives the same list. */
function comparing(choices: readonly string[]): (one: Candidate, other: Candidate) => number {
  const place = ({ inMind, mentorId }: Candidate) => (inMind ? choices.indexOf(mentorId) : choices.length);
  return (one, other) => place(one) - place(other) || other.score - one.score || byNameThenId(one, other);
}

function byNameThenId(
  one: { readonly name: string; readonly mentorId: string },
  other: { readonly name: string; readonly mentorId: string },
): number {
  return compareText(one.name, other.name) || compareText(one.mentorId, other.mentorId);
}
