/**
 * The best assignment of mentees to mentors who have several places: of all that are allowed, one with the highest total
 * score. Exact, and the same whenever it is asked the same.
 *
 * Mentees join one after the other, each along the path that costs the total least: to a free place, or by moving others
 * on from theirs. Such paths are found with Dijkstra's algorithm over what a pair loses against the prices of the day:
 * J. Edmonds and R. M. Karp, "Theoretical improvements in algorithmic efficiency for network flow problems", J. ACM 19
 * (1972) 248; for assignment R. Jonker and A. Volgenant, Computing 38 (1987) 325; the bookkeeping of prices after
 * D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE Trans. AES 52 (2016) 1679, widened here from
 * one place of each column to several, and with "nobody" as a mentor who has room for everybody.
 */

import type { Steps } from './in-steps.ts';

/** The score of a pair that must not be. */
export const NOT_ALLOWED = -(2 ** 31);

/** A mentee who stays without a mentor. */
export const NOBODY = -1;

export type AssignmentProblem = {
  readonly mentees: number;
  /** By mentor: how many mentees they can take; whole, none below 0. */
  readonly places: ArrayLike<number>;
  /**
   * A mentee's scores, by mentor: whole numbers or NOT_ALLOWED. It is asked for again and again: keep them. A score
   * below 0 is worse than nobody.
   */
  readonly scoresOf: (mentee: number) => Int32Array;
};

export type Assignment = {
  /** By mentee: the mentor, or NOBODY. */
  readonly mentorOf: Int32Array;
  readonly total: number;
  /**
   * The proof that no assignment has a higher total, for whoever wants to check. No price and no gain is below 0; for
   * every pair that is allowed, the mentee's gain and the price of the mentor's place are together at least its score
   * (mentors without places aside); and all gains, with the price of every place, add up to the total.
   */
  readonly gains: Float64Array;
  readonly prices: Float64Array;
};

/** So many pairs are looked at in one step, which takes a few milliseconds. */
const PAIRS_A_STEP = 250_000;

const AHEAD = 0;
const PASSED = 1;
const CLOSED = 2;

/** `done` is how many mentees have joined. No step looks at more than a quarter of a million pairs, and one row more. */
export function* assignOptimally({ mentees, places, scoresOf }: AssignmentProblem): Steps<Assignment> {
  const mentors = places.length;
  const gains = new Float64Array(mentees);
  const prices = new Float64Array(mentors);
  const seating = emptySeats(mentees, places);
  const search = emptySearch(places);
  let looked = 0;

  for (let joining = 0; joining < mentees; joining += 1) {
    beginSearch(search);
    reachFrom(search, joining, scoresOf(joining), gains[joining] ?? 0, prices);
    let end = nearest(search, seating);
    looked += 2 * mentors;
    while (end !== NOBODY && isFull(seating, end)) {
      const lost = search.loss[end] ?? 0;
      search.state[end] = PASSED;
      for (let seat = seating.first[end] ?? 0; seat < (seating.first[end + 1] ?? 0); seat += 1) {
        const mentee = seating.sitter[seat] ?? 0;
        reachFrom(search, mentee, scoresOf(mentee), lost + (gains[mentee] ?? 0), prices);
        looked += mentors;
        if (looked >= PAIRS_A_STEP) {
          looked = 0;
          yield { doing: 'matching', done: joining, total: mentees };
        }
      }
      end = nearest(search, seating);
      looked += mentors;
    }
    const lost = end === NOBODY ? search.nobody.loss : (search.loss[end] ?? 0);
    reprice(search, seating, { gains, prices }, joining, lost);
    moveAlong(search, seating, joining, end);
    if (looked >= PAIRS_A_STEP) {
      looked = 0;
      yield { doing: 'matching', done: joining + 1, total: mentees };
    }
  }
  return { mentorOf: seating.mentorOf, total: totalOf(seating.mentorOf, scoresOf), gains, prices };
}

/** Who sits where. The seats of a mentor are those from `first[mentor]` to before `first[mentor + 1]`. */
type Seating = {
  readonly mentorOf: Int32Array;
  readonly seatOf: Int32Array;
  readonly first: Int32Array;
  readonly sitter: Int32Array;
  /** By mentor, how many seats are taken: always the first ones. */
  readonly taken: Int32Array;
};

/** What it would cost the total, at least, that somebody more comes to each mentor; and who that would be. */
type Search = {
  readonly loss: Float64Array;
  readonly comer: Int32Array;
  /** By mentor: whether the search is AHEAD of them, has PASSED by moving one of theirs on, or never goes there. */
  readonly state: Uint8Array;
  /** The states that each search begins with. */
  readonly atFirst: Uint8Array;
  /** The same of going without a mentor. */
  readonly nobody: { loss: number; comer: number };
};

function emptySeats(mentees: number, places: ArrayLike<number>): Seating {
  const first = new Int32Array(places.length + 1);
  // More seats than mentees are never taken.
  for (let mentor = 0; mentor < places.length; mentor += 1)
    first[mentor + 1] = (first[mentor] ?? 0) + Math.min(places[mentor] ?? 0, mentees);
  return {
    mentorOf: new Int32Array(mentees).fill(NOBODY),
    seatOf: new Int32Array(mentees),
    first,
    sitter: new Int32Array(first[places.length] ?? 0),
    taken: new Int32Array(places.length),
  };
}

function isFull({ first, taken }: Seating, mentor: number): boolean {
  return (first[mentor] ?? 0) + (taken[mentor] ?? 0) === (first[mentor + 1] ?? 0);
}

function emptySearch(places: ArrayLike<number>): Search {
  return {
    loss: new Float64Array(places.length),
    comer: new Int32Array(places.length),
    state: new Uint8Array(places.length),
    atFirst: Uint8Array.from(places, (count) => (count > 0 ? AHEAD : CLOSED)),
    nobody: { loss: 0, comer: 0 },
  };
}

function beginSearch({ loss, state, atFirst, nobody }: Search): void {
  loss.fill(Infinity);
  state.set(atFirst);
  nobody.loss = Infinity;
}

/** A mentee could go on to any mentor they may have, or to nobody. `lost` is what the way here costs, and their gain. */
function reachFrom(
  { loss, comer, state, nobody }: Search,
  mentee: number,
  scores: Int32Array,
  lost: number,
  prices: Float64Array,
): void {
  for (let mentor = 0; mentor < loss.length; mentor += 1) {
    const score = scores[mentor] ?? NOT_ALLOWED;
    if (score === NOT_ALLOWED || state[mentor] !== AHEAD) continue;
    const here = lost + (prices[mentor] ?? 0) - score;
    if (here < (loss[mentor] ?? 0)) {
      loss[mentor] = here;
      comer[mentor] = mentee;
    }
  }
  if (lost < nobody.loss) {
    nobody.loss = lost;
    nobody.comer = mentee;
  }
}

/** Where the total loses least: of equals somebody with a free place, then the first; nobody only where that is better. */
function nearest({ loss, state, nobody }: Search, seating: Seating): number {
  let best = NOBODY;
  let least = nobody.loss;
  let full = false;
  for (let mentor = 0; mentor < loss.length; mentor += 1) {
    const here = loss[mentor] ?? Infinity;
    if (here > least || here === Infinity || state[mentor] !== AHEAD) continue;
    if (here < least || best === NOBODY || (full && !isFull(seating, mentor))) {
      best = mentor;
      least = here;
      full = isFull(seating, mentor);
    }
  }
  return best;
}

/** Raises the prices of what the search has gone through, so that no pair is better than its prices again. */
function reprice(
  { loss, state }: Search,
  { first, sitter }: Seating,
  { gains, prices }: Pick<Assignment, 'gains' | 'prices'>,
  joining: number,
  lost: number,
): void {
  gains[joining] = (gains[joining] ?? 0) - lost;
  for (let mentor = 0; mentor < loss.length; mentor += 1) {
    if (state[mentor] !== PASSED) continue;
    const less = lost - (loss[mentor] ?? 0);
    prices[mentor] = (prices[mentor] ?? 0) + less;
    for (let seat = first[mentor] ?? 0; seat < (first[mentor + 1] ?? 0); seat += 1) {
      const mentee = sitter[seat] ?? 0;
      gains[mentee] = (gains[mentee] ?? 0) - less;
    }
  }
}

/** From the end of the path back: each takes the seat that is free, and leaves theirs to the one before. */
function moveAlong({ comer, nobody }: Search, seating: Seating, joining: number, end: number): void {
  const { mentorOf, seatOf, first, sitter, taken } = seating;
  let mentor = end;
  let seat = 0;
  if (end !== NOBODY) {
    seat = (first[end] ?? 0) + (taken[end] ?? 0);
    taken[end] = (taken[end] ?? 0) + 1;
  }
  for (;;) {
    const mentee = mentor === NOBODY ? nobody.comer : (comer[mentor] ?? 0);
    const leaves = { mentor: mentorOf[mentee] ?? NOBODY, seat: seatOf[mentee] ?? 0 };
    mentorOf[mentee] = mentor;
    if (mentor !== NOBODY) {
      seatOf[mentee] = seat;
      sitter[seat] = mentee;
    }
    if (mentee === joining) return;
    ({ mentor, seat } = leaves);
  }
}

function totalOf(mentorOf: Int32Array, scoresOf: (mentee: number) => Int32Array): number {
  return mentorOf.reduce(
    (total, mentor, mentee) => (mentor === NOBODY ? total : total + (scoresOf(mentee)[mentor] ?? 0)),
    0,
  );
}
