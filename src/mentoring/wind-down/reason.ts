/** Why a pair was judged so, in words that a coordinator may read: rhythm and dates, never content. */

import { sayDate } from '../time.ts';
import { capitalise, sayCount } from '../wording.ts';
import type { Evidence, Weighed } from './evidence.ts';
import type { Standing } from './history.ts';
import type { Decided } from './judgement.ts';

/** Weaker evidence is not mentioned. */
const WORTH_SAYING = Math.log(1.3);

/** From here on it is the pair's own habit that speaks, and not what pairs do on average. */
const A_HABIT = Math.log(2);

export const evidenceSaid: Readonly<Record<Evidence, string>> = {
  'nothing-booked': 'Nothing was booked when they last parted.',
  'booked-ahead': 'The next meeting was booked when they last parted.',
  'came-to-nothing': 'A booked day has passed, and nobody said that they met.',
  'cancelled-twice': 'Two meetings were cancelled, and none booked since.',
  'not-met': 'They said that a meeting did not happen.',
  'goals-met': 'They said that the goals are met.',
  'planned-end': 'The end that they planned is near, or has passed.',
};

export function reasonFor(standing: Standing, asOf: number, decided: Decided): string {
  const { booked, lastMet, running, since } = standing;
  const coming = booked.find((day) => day >= asOf);
  switch (decided.state) {
    case 'not started':
      return 'They have not met yet, and nothing is booked.';
    case 'ended':
      return 'One of them has ended it.';
    case 'paused': {
      const until = running.pauseOn(asOf)?.to;
      return until === undefined ? 'Paused, until they say otherwise.' : `Paused until ${sayDay(until)}.`;
    }
    case 'booked':
      return coming === undefined ? 'A meeting is booked.' : `A meeting is booked for ${sayDay(coming)}.`;
    case 'going well':
    case 'quiet':
    case 'asking': {
      // Two gaps are the fewest that make a rhythm of their own.
      const isOwn = standing.gaps.x >= 2;
      const rhythm = sayRhythm({
        days: asOf - (lastMet?.day ?? asOf),
        everyDays: isOwn ? decided.usualDays : standing.cadenceDays,
        isOwn,
        isGoingWell: decided.state === 'going well',
      });
      const moved = lastMet !== undefined && since > lastMet.day;
      const contact = moved ? [`They were last in touch on ${sayDay(since)}.`] : [];
      const leave = sayLeave(standing, asOf);
      const isGoingWell = decided.state === 'going well';
      const weightiest = weightiestOf(decided.evidence, isGoingWell);
      const silence = [rhythm, ...contact, ...leave];
      if (weightiest === undefined) return silence.join(' ');
      const said = sayEvidence(weightiest);
      const isFirst = !isGoingWell && weightiest.logOdds > decided.silenceLogOdds;
      return (isFirst ? [said, ...silence] : [...silence, said]).join(' ');
    }
    default:
      return decided.state satisfies never;
  }
}

/** What besides silence weighed most; `undefined` where nothing did that is worth saying. */
export function weightiestOf(evidence: readonly Weighed[], isGoingWell: boolean): Weighed | undefined {
  return (
    evidence
      // What weighed for them explains no question, and what weighed against them no lack of one.
      .filter(({ logOdds }) => logOdds > 0 !== isGoingWell)
      .filter(({ logOdds }) => Math.abs(logOdds) > WORTH_SAYING)
      .toSorted((one, other) => Math.abs(other.logOdds) - Math.abs(one.logOdds))[0]
  );
}

function sayEvidence({ evidence, logOdds }: Weighed): string {
  if (evidence === 'nothing-booked' && logOdds > A_HABIT)
    return `${evidenceSaid[evidence].slice(0, -1)}, and they usually book ahead.`;
  return evidenceSaid[evidence];
}

/** "No meeting for nine weeks; they usually meet every three." */
export function sayRhythm({
  days,
  everyDays,
  isOwn,
  isGoingWell,
}: {
  /** Since the last meeting. */
  readonly days: number;
  readonly everyDays: number;
  /** A rhythm that they have shown, rather than what they agreed. */
  readonly isOwn: boolean;
  readonly isGoingWell: boolean;
}): string {
  const silent = inUnits(days);
  const every = sayEvery(inUnits(everyDays), silent.unit);
  const usually = `they ${isOwn ? 'usually' : 'agreed to'} meet every ${every}`;
  if (isGoingWell) return `${days < 1 ? 'They met today' : `Last met ${sayUnits(silent)} ago`}; ${usually}.`;
  return `No meeting for ${sayUnits(silent)}; ${usually}.`;
}

function sayLeave({ cadenceDays, lastMet, running }: Standing, asOf: number): readonly string[] {
  if (lastMet === undefined) return [];
  const days = asOf - lastMet.day - running.between(lastMet.day, asOf);
  if (days < cadenceDays / 4) return [];
  return [`${capitalise(sayUnits(inUnits(days)))} of leave or pause are not counted.`];
}

type Span = { readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'year' };

const DAYS_IN_MONTH = 365.25 / 12;

/** To the nearest unit that people would use for it. */
function inUnits(days: number): Span {
  if (days < 14 && (days < 6.5 || Math.round(days) % 7 !== 0))
    return { count: Math.max(1, Math.round(days)), unit: 'day' };
  if (days < 12 * 7) return { count: Math.round(days / 7), unit: 'week' };
  if (days < 24 * DAYS_IN_MONTH) return { count: Math.round(days / DAYS_IN_MONTH), unit: 'month' };
  return { count: Math.round(days / 365.25), unit: 'year' };
}

/** "nine weeks". */
function sayUnits({ count, unit }: Span): string {
  return `${sayCount(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** "three", where the unit was just named; "week"; "six weeks". */
function sayEvery({ count, unit }: Span, named: Span['unit']): string {
  if (count === 1) return unit;
  return unit === named ? sayCount(count) : sayUnits({ count, unit });
}

function sayDay(day: number): string {
  return sayDate(new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10));
}
