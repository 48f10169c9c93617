/**
 * The watch over a pair: what it does next if nothing more happens, and when; and how coordinators see the pair. Judged
 * by the wind-down rules, from the pair's own rows. It asks, and closes only after silence to what it asked.
 */

import { priorOf } from './own-prior.ts';
import type { Asked, Band, Because, Watch, WatchQuestion } from './records/watch.ts';
import {
  dayOf,
  dayOfDate,
  endOf,
  historyOf,
  instantOfDay,
  lastNews,
  latest,
  pausesOf,
} from './watch-history.ts';
import type { WatchedPair } from './watch-history.ts';
import { weighEvidence } from './wind-down/evidence.ts';
import type { Evidence } from './wind-down/evidence.ts';
import { standOn } from './wind-down/history.ts';
import type { History, Standing } from './wind-down/history.ts';
import { crossingDay, judge, statedLines } from './wind-down/judge.ts';
import type { State } from './wind-down/judgement.ts';
import type { Prior } from './wind-down/prior.ts';
import { weightiestOf } from './wind-down/reason.ts';
import { learnRhythm } from './wind-down/rhythm.ts';
import { cutOut } from './wind-down/running-days.ts';
import type { RunningDays } from './wind-down/running-days.ts';

/**
 * `not-started`: both are asked, and coordinators told. `met-since`: both are asked one thing. `how-is-it`: both are
 * asked, each alone. `last-call`: the same once more, with the day on which silence ends it. `close`: that day.
 */
export type WatchStep = {
  readonly step: 'not-started' | 'met-since' | 'how-is-it' | 'last-call' | 'close';
  /** Not before. */
  readonly at: Date;
};

/** A pair that has not met by then is shown to coordinators. */
const notStartedDays = 14;
/** From the first question to the second at least this part of a cadence, and this many days. */
const partOfCadence = 0.5;
const fewestDays = 7;
/** From one private question to the next a cadence, and this many days. */
const fewestDaysOfSilence = 14;
/** From the last question to the day on which silence ends it. */
const noticeDays = 28;

export type Watched = {
  /** `undefined` where nothing is to be done until something happens. */
  readonly next: WatchStep | undefined;
  /** What is to be kept of how it stands: the band, the rhythm in figures, and the questions that still count. */
  readonly standing: { readonly band: Band | undefined; readonly watch: Watch };
};

/** Costs what the pair's own meetings cost. */
export function watchOver(pair: WatchedPair, now: Date): Watched {
  const seen = look(pair, now);
  return { next: nextStepOf(seen, now), standing: standingOf(seen) };
}

/** As `watchOver` has it, where nothing else is asked for. */
export function nextStep(pair: WatchedPair, now: Date): WatchStep | undefined {
  return pair.relationship.state === 'active' ? watchOver(pair, now).next : undefined;
}

type Seen = {
  readonly pair: WatchedPair;
  readonly history: History;
  readonly prior: Prior;
  readonly today: number;
  readonly state: State;
  readonly standing: Standing;
  readonly usualDays: number;
  /** The day on which they would usually have met again. */
  readonly metAgain: number | undefined;
  readonly asked: readonly Asked[];
};

function look(pair: WatchedPair, now: Date): Seen {
  const history = historyOf(pair);
  const prior = priorOf(pair.scheme);
  const today = dayOf(now);
  const standing = standOn(history, today);
  const { gaps, running, since } = standing;
  const usualDays = learnRhythm(prior, gaps).usual * history.cadenceDays;
  const metAgain = Number.isFinite(since) ? running.after(since, usualDays) : undefined;
  const { state } = judge(history, today, { prior });
  const isSilent = state === 'quiet' || state === 'asking';
  // Whatever a scheme's own pairs have shown, nobody is asked before they would usually have met again.
  const isEarly = isSilent && (metAgain === undefined || metAgain > today);
  return {
    pair,
    history,
    prior,
    today,
    state: isEarly ? 'going well' : state,
    standing,
    usualDays,
    metAgain,
    asked: askedSince(pair),
  };
}

function nextStepOf(seen: Seen, now: Date): WatchStep | undefined {
  const { pair, today } = seen;
  if (pair.relationship.state !== 'active') return undefined;
  const running = cutOut(pausesOf(pair));
  const found = hasMet(pair) ? stepOfMet(seen, running) : stepOfNotMet(seen, running);
  if (found === undefined) return undefined;
  const free = running.after(Math.max(found.day, today, quietUntil(pair)), 0);
  if (free === undefined) return undefined;
  // A day is a fraction, and an instant made of one may be a moment late.
  return { step: found.step, at: free <= today ? now : instantOfDay(free) };
}

function standingOf(seen: Seen): Watched['standing'] {
  const { standing, usualDays, state, asked } = seen;
  const { gaps, lastMet } = standing;
  const because = becauseOf(seen);
  const watch: Watch = {
    asked,
    ...(lastMet !== undefined && { lastMetOn: instantOfDay(lastMet.day).toISOString().slice(0, 10) }),
    // Two gaps are the fewest that make a rhythm of their own.
    ...(gaps.x >= 2 && { usualDays: Math.round(usualDays * 10) / 10 }),
    ...(because !== undefined && { because }),
  };
  const wasAsked = (question: WatchQuestion): boolean => asked.some((one) => one.question === question);
  if (lastMet === undefined) return { band: wasAsked('not-started') ? 'not started' : undefined, watch };
  if (wasAsked('how-is-it')) return { band: 'asking', watch };
  const isQuiet = wasAsked('met-since') || state === 'quiet' || state === 'asking';
  return { band: isQuiet ? 'quiet' : 'going well', watch };
}

/** Of what weighed against them besides silence, the weightiest that is a matter of dates, and never of answers. */
function becauseOf({ standing, today, prior }: Seen): Because | undefined {
  const evidence = weighEvidence(standing, today, prior).filter(({ evidence: kind }) => isOfDates(kind));
  const kind = weightiestOf(evidence, false)?.evidence;
  return kind !== undefined && isOfDates(kind) ? kind : undefined;
}

const ofDates: readonly Because[] = ['nothing-booked', 'came-to-nothing', 'cancelled-twice', 'planned-end'];

function isOfDates(kind: Evidence): kind is Because {
  return ofDates.some((one) => one === kind);
}

/** After the last question: the day on which silence ends it. */
export function closingAt(pair: WatchedPair, lastCallAt: Date): Date {
  const day = cutOut(pausesOf(pair)).after(dayOf(lastCallAt), noticeDays);
  return day === undefined ? lastCallAt : instantOfDay(day);
}

/** From here the silence of the pair is counted. */
export function newsOf(pair: WatchedPair): Date {
  return hasMet(pair) ? lastNews(pair) : notMetSince(pair);
}

/** What both were asked since the last news of them. */
export function askedSince(pair: WatchedPair): readonly Asked[] {
  const news = newsOf(pair);
  return (pair.relationship.watch?.asked ?? []).filter(({ at }) => new Date(at) > news);
}

type Found = { readonly step: WatchStep['step']; readonly day: number };

function stepOfNotMet({ pair, asked }: Seen, running: RunningDays): Found | undefined {
  if (asked.some(({ question }) => question === 'not-started')) return undefined;
  const day = running.after(dayOf(notMetSince(pair)), notStartedDays);
  return day === undefined ? undefined : { step: 'not-started', day };
}

function stepOfMet(seen: Seen, running: RunningDays): Found | undefined {
  const { pair, asked } = seen;
  const { cadenceDays } = pair.relationship;
  const [first] = asked.filter(({ question }) => question === 'met-since');
  const [how, lastCall] = asked.filter(({ question }) => question === 'how-is-it');
  if (how === undefined) {
    const crossing = crossingOf(seen, first === undefined ? 'first' : 'second');
    if (first === undefined) return found('met-since', crossing);
    const apart = running.after(dayOf(new Date(first.at)), Math.max(fewestDays, cadenceDays * partOfCadence));
    return found('how-is-it', crossing, apart);
  }
  // Whoever answered has not been silent: what happens now is theirs to say.
  if (pair.heard.answers.some(({ givenAt }) => givenAt > new Date(how.at))) return undefined;
  const silentSince = bothTold(pair, lastCall ?? how);
  if (silentSince === undefined) return undefined;
  return lastCall === undefined
    ? found('last-call', running.after(silentSince, Math.max(fewestDaysOfSilence, cadenceDays)))
    : found('close', running.after(silentSince, noticeDays));
}

/** Nobody is silent who has not been asked: the day on which the second of the two was, where both have been. */
function bothTold({ relationship }: WatchedPair, { told }: Asked): number | undefined {
  const days = [relationship.menteeId, relationship.mentorId].map((id) => told[id]);
  return days.some((at) => at === undefined)
    ? undefined
    : Math.max(...days.map((at) => dayOf(new Date(at ?? 0))));
}

/** The latest of the days; nothing where one of them does not come. */
function found(step: WatchStep['step'], ...days: readonly (number | undefined)[]): Found | undefined {
  const known = days.filter((day) => day !== undefined);
  return known.length < days.length ? undefined : { step, day: Math.max(...known) };
}

/** The day on which a line is crossed, or now where it has been. */
function crossingOf(
  { history, prior, today, state, metAgain }: Seen,
  line: 'first' | 'second',
): number | undefined {
  const isPast = state === 'asking' || (line === 'first' && state === 'quiet');
  if (isPast) return today;
  const day = crossingDay(history, today, statedLines[line], prior);
  return day === undefined || metAgain === undefined ? undefined : Math.max(day, metAgain);
}

function hasMet({ meetings }: WatchedPair): boolean {
  return meetings.some(({ state }) => state === 'met');
}

/** From here the days to a first meeting are counted: what was booked has passed, was called off, or is to come. */
function notMetSince(pair: WatchedPair): Date {
  return latest([
    lastNews(pair),
    ...pair.meetings.map((one) => (one.state === 'booked' ? endOf(one) : one.settledAt)),
  ]);
}

/** One of them asked for quiet until then. */
function quietUntil({ heard }: WatchedPair): number {
  const days = heard.answers.flatMap(({ notBefore }) =>
    notBefore === undefined ? [] : [dayOfDate(notBefore)],
  );
  return Math.max(Number.NEGATIVE_INFINITY, ...days);
}
