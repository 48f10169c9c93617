/** Pairs that meet, book, go on leave, forget to log, and end: none of it drawn from the model that judges them. */

import { cutOut } from '../../../src/mentoring/wind-down/running-days.ts';
import type { Pause } from '../../../src/mentoring/wind-down/running-days.ts';
import type { Random } from './random.ts';

export type Population = {
  readonly name: string;
  /** What pairs agree to, in days; each draws one. */
  readonly cadences: readonly number[];
  /** How far a pair's own rhythm lies from what it agreed: the standard deviation of its logarithm. */
  readonly ownRhythm: number;
  /** Shape of the gaps: 1 is chance. */
  readonly regularity: number;
  /** How often a round is skipped. */
  readonly skips: number;
  /** How often pairs book the next meeting before parting: Beta(a, b), one draw for each pair. */
  readonly booksAhead: readonly [number, number];
  /** Of the meetings that were not booked with us, how many nobody tells us of. */
  readonly unlogged: number;
  /** Absences of two to six weeks, this many days apart on average; 0 for none. */
  readonly leaveEvery: number;
};

const ANY = [7, 14, 28, 42, 91] as const;
const usual = {
  cadences: ANY,
  ownRhythm: 0.2,
  regularity: 8,
  skips: 0.05,
  booksAhead: [1.6, 1.6],
  unlogged: 0.05,
  leaveEvery: 0,
} as const;

/** Of absences, the share that is declared. */
const DECLARED = 0.8;

export const populations: readonly Population[] = [
  { ...usual, name: 'weekly, regular', cadences: [7] },
  { ...usual, name: 'fortnightly, regular', cadences: [14] },
  { ...usual, name: 'four-weekly, regular', cadences: [28] },
  { ...usual, name: 'six-weekly, irregular', cadences: [42], ownRhythm: 0.3, regularity: 2 },
  { ...usual, name: 'quarterly, regular', cadences: [91] },
  { ...usual, name: 'a rhythm of their own', ownRhythm: 0.5, regularity: 6 },
  { ...usual, name: 'leave and rotations', regularity: 6, leaveEvery: 120 },
  { ...usual, name: 'two in five unlogged', regularity: 6, unlogged: 0.4 },
  { ...usual, name: 'seldom book ahead', regularity: 6, booksAhead: [1, 19] },
  {
    ...usual,
    name: 'Poisson, four-weekly',
    cadences: [28],
    ownRhythm: 0,
    regularity: 1,
    skips: 0,
    booksAhead: [1, 99],
    unlogged: 0,
  },
];

export type Meeting = {
  readonly day: number;
  readonly isLogged: boolean;
  readonly bookedAhead: boolean;
};

/** A stretch in which the pair has nothing booked, so that every rule looks at it. */
export type Silence = {
  /** The logged meeting, or the contact, that it began with. */
  readonly since: number;
  /** A booking that passed without a meeting: nobody asks before. */
  readonly fellThroughOn: number | undefined;
  /** When they book or meet again. Infinite where they never do. */
  readonly until: number;
};

export type Pair = {
  readonly population: number;
  readonly cadenceDays: number;
  readonly meetings: readonly Meeting[];
  readonly silences: readonly Silence[];
  /** The true end; infinite where it was not reached in the time simulated. */
  readonly end: number;
  /** Declared absences. */
  readonly pauses: readonly Pause[];
};

/** Days that are simulated. Whoever still goes on then is alive, and is not followed further. */
export const HORIZON = 2 * 365;

/** How soon pairs end: after each meeting with a chance from this Beta distribution, and half as often between two. */
const ENDING = [1.5, 14] as const;
const DECIDED_BETWEEN = 0.4;

/** Of bookings, how many are moved or called off; of these, half find a new day only later. */
const CALLED_OFF = 0.15;

/** A pair that knows it is over books out of habit now and then. */
const BOOKS_THOUGH_OVER = 0.15;

/** A meeting that was not booked at parting is booked at most so many days ahead. */
const LEAD = 14;

export function drawPair(population: Population, index: number, random: Random): Pair {
  const cadenceDays = random.oneOf(population.cadences);
  const spread = population.ownRhythm;
  const rhythm = cadenceDays * Math.exp(spread * random.normal() - spread ** 2 / 2);
  const habit = random.beta(...population.booksAhead);
  const ending = random.beta(...ENDING);
  const absences = drawAbsences(population.leaveEvery, random);
  const running = cutOut(absences.map(({ pause }) => pause));
  const later = (day: number, days: number): number =>
    Math.max(day + 1, Math.round(running.after(day, days) ?? day + days));
  const gap = (): number => {
    let days = rhythm * random.gap(population.regularity);
    while (random.uniform() < population.skips) days += rhythm;
    return days;
  };
  /** When what is to come is booked, counted from when the silence began. */
  const bookedOn = (since: number, meeting: number): number =>
    meeting - Math.min(random.uniform() * LEAD, (random.uniform() * (meeting - since)) / 2);

  const meetings: Meeting[] = [];
  const silences: Silence[] = [];
  let day = 0;
  let since = 0;
  let wasBookedAhead = true;
  for (;;) {
    const isLogged: boolean = wasBookedAhead || random.uniform() >= population.unlogged;
    if (isLogged) {
      if (!wasBookedAhead) silences.push({ since, fellThroughOn: undefined, until: bookedOn(since, day) });
      since = day;
    }
    const isOverNow = random.uniform() < ending * (1 - DECIDED_BETWEEN);
    const next = later(day, gap());
    const isOverLater = !isOverNow && random.uniform() < ending * DECIDED_BETWEEN;
    const bookedAhead: boolean =
      isLogged && random.uniform() < (isOverNow ? BOOKS_THOUGH_OVER * habit : habit);
    meetings.push({ day, isLogged, bookedAhead });
    const end = isOverNow
      ? day
      : isOverLater
        ? day + random.uniform() * (next - day)
        : Number.POSITIVE_INFINITY;
    if (end < HORIZON) {
      silences.push({
        since,
        fellThroughOn: bookedAhead ? next : undefined,
        until: Number.POSITIVE_INFINITY,
      });
      return pairOf(end);
    }
    if (next > HORIZON) {
      if (!bookedAhead) silences.push({ since, fellThroughOn: undefined, until: HORIZON });
      return pairOf(Number.POSITIVE_INFINITY);
    }
    wasBookedAhead = bookedAhead;
    day = next;
    if (bookedAhead && random.uniform() < CALLED_OFF) {
      day = later(next, gap() * (0.3 + 0.7 * random.uniform()));
      if (random.uniform() < 0.5)
        silences.push({ since, fellThroughOn: next, until: Math.max(next, bookedOn(next, day)) });
    }
  }

  function pairOf(end: number): Pair {
    const pauses = absences.filter(({ isDeclared }) => isDeclared).map(({ pause }) => pause);
    return { population: index, cadenceDays, meetings, silences, end, pauses };
  }
}

function drawAbsences(
  every: number,
  random: Random,
): readonly { readonly pause: Pause; readonly isDeclared: boolean }[] {
  if (every === 0) return [];
  const absences = [];
  let from = every * (0.25 + random.uniform());
  while (from < 2 * HORIZON) {
    const to = from + 14 + 28 * random.uniform();
    absences.push({ pause: { from, to }, isDeclared: random.uniform() < DECLARED });
    from = to + every * (0.7 + 0.6 * random.uniform());
  }
  return absences;
}
