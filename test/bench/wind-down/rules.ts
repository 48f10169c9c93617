/** The rules that are compared: when each asks a silent pair for the first time. */

import { crossingDay, logOddsOver } from '../../../src/mentoring/wind-down/judge.ts';
import { weighEvidence } from '../../../src/mentoring/wind-down/evidence.ts';
import { standOn } from '../../../src/mentoring/wind-down/history.ts';
import type { History } from '../../../src/mentoring/wind-down/history.ts';
import { plainPrior, statedPrior } from '../../../src/mentoring/wind-down/prior.ts';
import type { Prior } from '../../../src/mentoring/wind-down/prior.ts';
import { learnRhythm } from '../../../src/mentoring/wind-down/rhythm.ts';
import { cutOut } from '../../../src/mentoring/wind-down/running-days.ts';

/** A silence, as it is known while it lasts. */
export type Known = {
  readonly history: History;
  readonly since: number;
  /** A booking stood until then, which every rule respects. */
  readonly notBefore: number;
  /** When it is over; no rule may use it but to save work. */
  readonly until: number;
};

export type Rule = {
  readonly name: string;
  /** Its own line, as it is used, and those of the sweep: from eager to patient. */
  readonly line: number;
  readonly sweep: readonly number[];
  /** The day of the question for any line; infinite where there is none before `until`. */
  readonly ask: (known: Known) => (line: number) => number;
};

const CHANCES = [
  0.85, 0.75, 0.65, 0.57, 0.5, 0.42, 0.35, 0.28, 0.2, 0.14, 0.09, 0.05, 0.025, 0.012, 0.005, 0.002, 0.0005,
];

/** The product's own watch. */
export function watch(name = 'the watch', prior: Prior = statedPrior): Rule {
  return {
    name,
    line: 0.5,
    sweep: CHANCES,
    ask: ({ history, since, until }) => {
      const worst = oddsOn(history, Number.isFinite(until) ? until : since + 100_000, prior);
      return (line) => {
        if (worst < Math.log((1 - line) / line)) return Number.POSITIVE_INFINITY;
        return crossingDay(history, since, line, prior) ?? Number.POSITIVE_INFINITY;
      };
    },
  };
}

/** BG/NBD (Fader, Hardie and Lee 2005): k is 1, and a pair that met once is alive for ever. No other evidence. */
export const bgNbd: Rule = {
  name: 'plain BG/NBD',
  line: 0.5,
  sweep: CHANCES,
  ask: ({ history, since, notBefore, until }) => {
    const prior = plainPrior({ k: 1, r: 8, alpha: 8, a: 1, b: 5 });
    const { gaps } = standOn({ ...history, pauses: [] }, since);
    if (gaps.x === 0) return () => Number.POSITIVE_INFINITY;
    const rhythm = learnRhythm(prior, gaps);
    const oddsAfter = (days: number): number => bgOdds(prior, rhythm, gaps.x, days / history.cadenceDays);
    return (line) => {
      const target = Math.log((1 - line) / line);
      let most = Math.min(until - since, 100_000);
      if (oddsAfter(most) < target) return Number.POSITIVE_INFINITY;
      let least = 0;
      for (let step = 0; step < 30; step += 1) {
        const middle = (least + most) / 2;
        if (oddsAfter(middle) < target) least = middle;
        else most = middle;
      }
      return Math.max(notBefore, since + most);
    };
  },
};

/** The odds of "over" as a logarithm: those of the modified model, but for the coin after the first meeting. */
export function bgOdds(
  prior: Prior,
  rhythm: ReturnType<typeof learnRhythm>,
  repeats: number,
  silence: number,
): number {
  if (repeats === 0) return Number.NEGATIVE_INFINITY;
  return logOddsOver(prior, rhythm, repeats - 1, silence);
}

/** So many days without a meeting held or booked. Guider: 90, then seven days' notice, which is the first question. */
export function fixedDays(isToldOfLeave: boolean): Rule {
  return {
    name: isToldOfLeave ? '90+7 days, told of leave' : '90+7 days',
    line: 90,
    sweep: [14, 18, 23, 28, 35, 44, 55, 70, 90, 110, 135, 165, 200, 250, 320, 420],
    ask: (known) => (days) => silentFor(known, days, isToldOfLeave),
  };
}

/** So many agreed cadences without a meeting held or booked. Donut: three rounds. */
export function missedRounds(isToldOfLeave: boolean): Rule {
  return {
    name: isToldOfLeave ? 'three missed rounds, told of leave' : 'three missed rounds',
    line: 3,
    sweep: [0.7, 0.9, 1.1, 1.3, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 5, 6.5, 8],
    ask: (known) => (rounds) => silentFor(known, rounds * known.history.cadenceDays, isToldOfLeave),
  };
}

export const rules: readonly Rule[] = [
  watch(),
  fixedDays(false),
  fixedDays(true),
  missedRounds(false),
  missedRounds(true),
  bgNbd,
];

const plainFour = plainPrior({ k: 4, r: 8, alpha: 2, a: 1, b: 5 });

/** The watch with a part taken out, so that one sees what the part is worth. */
export const lesserWatches: readonly Rule[] = [
  watch('without booking as evidence', withoutBooking(statedPrior)),
  watch('with one regularity, k 4', { ...statedPrior, regularities: plainFour.regularities }),
  watch('every meeting taken as logged', { ...statedPrior, unlogged: 0 }),
  watch('the plain closed form, k 4', withoutBooking(plainFour)),
];

function withoutBooking(prior: Prior): Prior {
  return { ...prior, booking: { ...prior.booking, ahead: 1e-9, not: 1, whenOver: 1, cameToNothing: 1 } };
}

function oddsOn(history: History, day: number, prior: Prior): number {
  const standing = standOn(history, day);
  const silence = standing.running.between(standing.since, day) / history.cadenceDays;
  const rhythm = learnRhythm(prior, standing.gaps);
  return logOddsOver(prior, rhythm, standing.gaps.x, silence, weighEvidence(standing, day, prior));
}

function silentFor(
  { history, since, notBefore, until }: Known,
  days: number,
  isToldOfLeave: boolean,
): number {
  const running = cutOut(isToldOfLeave ? (history.pauses ?? []) : []);
  const day = Math.max(notBefore, running.after(since, days) ?? Number.POSITIVE_INFINITY);
  return day < until ? day : Number.POSITIVE_INFINITY;
}
