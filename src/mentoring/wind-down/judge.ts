/** Has it wound down? How likely a pair still goes on, in which band it is, and when that will change by itself. */

import { silenceReaching } from './crossing.ts';
import { weighEvidence } from './evidence.ts';
import type { Weighed } from './evidence.ts';
import { standOn } from './history.ts';
import type { History, Standing } from './history.ts';
import type { Decided, Judgement } from './judgement.ts';
import { statedPrior } from './prior.ts';
import type { Prior } from './prior.ts';
import { reasonFor } from './reason.ts';
import { learnRhythm } from './rhythm.ts';
import type { Rhythm } from './rhythm.ts';

/** Chances of still going on, both above 0 and below 1, the first not below the second. */
export type Lines = { readonly first: number; readonly second: number };

export const statedLines: Lines = { first: 0.5, second: 0.2 };

/** Its cost grows with the pair's own meetings only. `asOf` in days since 1 January 1970, UTC. */
export function judge(
  history: History,
  asOf: number,
  { prior = statedPrior, lines = statedLines }: { readonly prior?: Prior; readonly lines?: Lines } = {},
): Judgement {
  const standing = standOn(history, asOf);
  const decided = decide(history, standing, asOf, prior, lines);
  const { pAlive, state, nextCrossing } = decided;
  return { pAlive, state, nextCrossing, reason: reasonFor(standing, asOf, decided) };
}

/** The day on which the chance that they go on falls to `line` if nothing more happens: what a timer is set to. */
export function crossingDay(
  history: History,
  asOf: number,
  line: number,
  prior: Prior = statedPrior,
): number | undefined {
  const standing = standOn(history, asOf);
  if (standing.lastMet === undefined || hasEnded(history, asOf)) return undefined;
  return crossing(standing, asOf, line, prior, learnRhythm(prior, standing.gaps));
}

/** The odds of "over" as a logarithm, after so many cadences of silence: the closed form times the evidence. */
export function logOddsOver(
  { a, b }: Pick<Prior, 'a' | 'b'>,
  rhythm: Rhythm,
  meetingsAfterFirst: number,
  silence: number,
  weighed: readonly Weighed[] = [],
): number {
  const evidence = weighed.reduce((sum, { logOdds }) => sum + logOdds, 0);
  return Math.log(a) - Math.log(b + meetingsAfterFirst) - rhythm.logSilence(silence) + evidence;
}

/** From 0 to 1, whatever the odds. */
export function chanceFrom(logOdds: number): number {
  return 1 / (1 + Math.exp(logOdds));
}

function decide(history: History, standing: Standing, asOf: number, prior: Prior, lines: Lines): Decided {
  const { running, lastMet } = standing;
  const rhythm = learnRhythm(prior, standing.gaps);
  const usualDays = rhythm.usual * standing.cadenceDays;
  const evidence = weighEvidence(standing, asOf, prior);
  const silence = lastMet === undefined ? 0 : running.between(standing.since, asOf) / standing.cadenceDays;
  const decided = {
    usualDays,
    silenceLogOdds: -rhythm.logSilence(silence),
    evidence,
    nextCrossing: null,
  };
  if (hasEnded(history, asOf)) return { ...decided, pAlive: 0, state: 'ended' };
  const isPaused = running.pauseOn(asOf) !== undefined;
  const isBooked = asOf <= standsUntil(standing);
  const overridden = isPaused ? 'paused' : isBooked ? 'booked' : undefined;
  if (lastMet === undefined)
    return { ...decided, pAlive: isBooked ? 1 : null, state: overridden ?? 'not started' };

  const logOdds = logOddsOver(prior, rhythm, standing.gaps.x, silence, evidence);
  // Nothing holds a question back any more, so that the odds alone tell whether a line is past.
  const isFree = silence >= rhythm.usual && asOf >= heldUntil(standing);
  const at = (line: number): Crossing => {
    if (isFree && logOdds >= logOddsAt(line)) return { line, day: undefined, isPast: true };
    const day = crossing(standing, asOf, line, prior, rhythm);
    return { line, day, isPast: day !== undefined && day <= asOf };
  };
  const first = at(lines.first);
  // Until the first is past nobody asks when the second will be.
  const second = first.isPast ? at(lines.second) : { line: lines.second, day: undefined, isPast: false };
  const band = second.isPast ? 'asking' : first.isPast ? 'quiet' : 'going well';
  const next = [first, second].find(({ isPast }) => !isPast);
  return {
    ...decided,
    pAlive: isBooked ? 1 : chanceFrom(logOdds),
    state: overridden ?? band,
    nextCrossing: next?.day === undefined ? null : { line: next.line, day: next.day },
  };
}

type Crossing = { readonly line: number; readonly day: number | undefined; readonly isPast: boolean };

function hasEnded({ endedOn }: History, asOf: number): boolean {
  return endedOn !== undefined && endedOn <= asOf;
}

/** Whoever has a booking may need some days to say that they met: this part of a cadence. */
const GRACE = 0.25;

function crossing(
  standing: Standing,
  asOf: number,
  line: number,
  prior: Prior,
  rhythm: Rhythm,
): number | undefined {
  const { cadenceDays, gaps, running, since } = standing;
  const held = heldUntil(standing);
  // Once a booking has passed it is evidence, and what it came to is known only then.
  const evidence = weighEvidence(standing, Math.max(asOf, held), prior);
  const reach = (weighed: readonly Weighed[]): number | undefined =>
    silenceReaching(
      (silence) => logOddsOver(prior, rhythm, gaps.x, silence, weighed),
      logOddsAt(line),
      rhythm.usual,
    );
  const speaks = evidence.reduce((sum, { logOdds }) => sum + logOdds, 0);
  let silence = reach(evidence);
  // Evidence may bring a question forward, but nobody is asked before they would usually have met again.
  if (speaks > 0 && silence !== undefined && silence < rhythm.usual)
    silence = Math.min(rhythm.usual, reach([]) ?? rhythm.usual);
  const day = silence === undefined ? undefined : running.after(since, silence * cadenceDays);
  return day === undefined || day >= held ? day : running.after(held, 0);
}

function logOddsAt(line: number): number {
  return Math.log1p(-line) - Math.log(line);
}

/** No question before: after a booking there is time to say that they met. */
function heldUntil(standing: Standing): number {
  return standsUntil(standing) + GRACE * standing.cadenceDays;
}

/**
 * The day up to which bookings override the model. A second booked day in a row of which nobody says anything is the
 * last: a series in a calendar goes on by itself, long after the pair has stopped.
 */
function standsUntil({ booked }: Standing): number {
  return booked[Math.min(booked.length, 2) - 1] ?? Number.NEGATIVE_INFINITY;
}
