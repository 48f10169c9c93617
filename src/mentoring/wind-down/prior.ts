/** What is believed of a pair before it has shown anything: how often pairs meet, how regularly, and how soon they end. */

/**
 * Pairs whose gaps between meetings are Erlang-`k`: the larger `k`, the more regular. A pair's rate is a draw from a
 * gamma distribution of shape `r` and rate `alpha`, in stages for each agreed cadence, of which `k` make a meeting.
 */
export type Regularity = {
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  /** Its share among pairs. The weights of a prior need not add up to one. */
  readonly weight: number;
};

export type Prior = {
  readonly regularities: readonly Regularity[];
  /** After each meeting, the first one too, a pair is over with a chance drawn from Beta(`a`, `b`). */
  readonly a: number;
  readonly b: number;
  /** The share of meetings, from 0 to below 1, that nobody tells us of. */
  readonly unlogged: number;
  readonly booking: {
    /** Of a pair that goes on, how often the next meeting is booked before parting: Beta(`ahead`, `not`). */
    readonly ahead: number;
    readonly not: number;
    /** A pair that is over had booked this many times as often as one that goes on: endings are also decided later. */
    readonly whenOver: number;
    /** How many times likelier a booking comes to nothing, with no new one, in a pair that is over. */
    readonly cameToNothing: number;
  };
};

/** The five parameters of the plain closed form, in agreed cadences. */
export type PlainParameters = {
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

/**
 * Stated on 22 November 2026, from no data: reasoned guesses, to be replaced by `rapport assess --fit` where a scheme has
 * more than a hundred finished pairs. The agreed cadence is kept within about a third (r 8, as much as one to eight
 * meetings teach); every kind of regularity from chance to clockwork is as likely as another; about one pair in six
 * ends after each meeting; one meeting in ten goes unlogged; of the pairs that go on, one in three books ahead, and pairs differ widely.
 */
export const statedPrior: Prior = {
  regularities: [1, 2, 3, 5, 8].map((k) => ({ k, r: 8, alpha: 8 / k, weight: 1 })),
  a: 1,
  b: 5,
  unlogged: 0.1,
  booking: { ahead: 1, not: 2, whenOver: 0.4, cameToNothing: 2 },
};

/** Used where only some of the five are given; `alpha` is then `r / k`, so that the agreed cadence is what is expected. */
export const plainDefaults = { k: 4, r: 8, a: 1, b: 5 } as const;

/** The plain closed form: one regularity for everybody, every meeting logged. */
export function plainPrior({ k, r, alpha, a, b }: PlainParameters): Prior {
  return { ...statedPrior, regularities: [{ k, r, alpha, weight: 1 }], a, b, unlogged: 0 };
}
