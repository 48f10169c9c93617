/** How far judgements can be believed: what was said of pairs, beside whether they met again. */

import { weighEvidence } from './evidence.ts';
import { standOn } from './history.ts';
import type { History } from './history.ts';
import { chanceFrom, logOddsOver } from './judge.ts';
import type { Prior } from './prior.ts';
import { learnRhythm } from './rhythm.ts';

/** A judgement, and whether it came true. */
export type Checked = { readonly said: number; readonly metAgain: boolean };

export type Band = {
  readonly from: number;
  readonly to: number;
  readonly judgements: number;
  /** The mean of what was said. `NaN` where nothing was. */
  readonly said: number;
  /** The share of those that met again. */
  readonly metAgain: number;
};

const BANDS = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1] as const;

/** Silences after a meeting, in agreed cadences, at which a judgement is checked. */
const CHECKED_AT = [0.5, 1, 1.5, 2, 3, 4] as const;

/** Long histories would drown the others, and cost the most: only these many of their last meetings are looked at. */
const LAST_MEETINGS = 24;

/** So long, in agreed cadences, must a pair have been followed after a judgement: by then it has met again, or will not. */
const FOLLOWED = 6;

/**
 * Judges a pair as it stood at several silences after each of its meetings, from what was known then, and looks whether
 * another meeting followed. Only judgements that could be followed for long enough count, whatever came of them: to
 * count those whose outcome happens to be known would make endings, or meetings, look commoner than they are. Bookings
 * and contacts are left out: they override the model instead of being judged by it.
 *
 * `followedTo`: the last day of which anything is known; a finished pair is known for ever.
 */
export function checkJudgements(history: History, followedTo: number, prior: Prior): readonly Checked[] {
  const { booked: _, contacts: __, ...bare } = history;
  const { running } = standOn(bare, followedTo);
  const days = [...new Set(history.meetings.map(({ day }) => day))]
    .filter((day) => day <= followedTo)
    .toSorted((one, other) => one - other);
  const from = Math.max(0, days.length - LAST_MEETINGS);
  return days.slice(from).flatMap((day, index) => {
    const next = days[from + index + 1];
    const standing = standOn(bare, day);
    const rhythm = learnRhythm(prior, standing.gaps);
    const evidence = weighEvidence(standing, day, prior);
    return CHECKED_AT.filter((silence) => {
      const at = running.after(day, silence * history.cadenceDays);
      if (at === undefined || (next !== undefined && at >= next)) return false;
      return running.between(at, followedTo) >= FOLLOWED * history.cadenceDays;
    }).map((silence) => ({
      said: chanceFrom(logOddsOver(prior, rhythm, standing.gaps.x, silence, evidence)),
      metAgain: next !== undefined,
    }));
  });
}

/** From the lowest to the highest, empty ones included. */
export function inBands(checked: readonly Checked[]): readonly Band[] {
  return BANDS.slice(0, -1).map((from, index) => {
    const to = BANDS[index + 1] ?? 1;
    const within = checked.filter(({ said }) => said >= from && (said < to || to === 1));
    const mean = (of: (one: Checked) => number): number =>
      within.reduce((sum, one) => sum + of(one), 0) / within.length;
    return {
      from,
      to,
      judgements: within.length,
      said: mean(({ said }) => said),
      metAgain: mean(({ metAgain }) => Number(metAgain)),
    };
  });
}

/**
 * The mean square of what was said beside what came (Brier 1950): 0 where every judgement is certain and right, 0.25
 * where all are an even chance. `NaN` where there is none.
 */
export function brierScore(checked: readonly Checked[]): number {
  const sum = checked.reduce((all, { said, metAgain }) => all + (said - Number(metAgain)) ** 2, 0);
  return sum / checked.length;
}
