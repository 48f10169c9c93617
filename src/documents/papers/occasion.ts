/** Where and when a paper is made: what all of them say at their head and foot. */

import { inZone, sayDate, sayWhen } from '../../mentoring/time.ts';
import type { Paper } from '../paper.ts';
import { isolate } from '../type/clusters.ts';

export type Occasion = {
  /** Name of the scheme. */
  readonly scheme: string;
  readonly madeAt: Date;
  /** IANA zone of the reader: times and dates are said as their clock and calendar have them. */
  readonly zone: string;
};

/** `foot`: what stands before the date, such as the version. */
export function frame(
  { scheme, madeAt, zone }: Occasion,
  ...foot: readonly string[]
): Pick<Paper, 'scheme' | 'madeAt' | 'madeOn' | 'foot'> {
  const madeOn = inZone(madeAt, zone).date;
  return { scheme, madeAt, madeOn, foot: [...foot, `Made with Rapport on ${sayDate(madeOn)}`] };
}

/** "3 December 2026", where the reader is. */
export function dayOf(at: Date, { zone }: Pick<Occasion, 'zone'>): string {
  return sayDate(inZone(at, zone).date);
}

/** "Thursday 3 December 2026, 17:30 (London time)", where the reader is. */
export function momentOf(at: Date, { zone }: Pick<Occasion, 'zone'>): string {
  const { date } = inZone(at, zone);
  return sayWhen(at, zone).replace(',', ` ${date.slice(0, 4)},`);
}

/** "Asha Testwell and محمد", each keeping its own direction. */
export function bothNames(one: string, other: string): string {
  return `${isolate(one)} and ${isolate(other)}`;
}

/** What somebody wrote, or that they wrote nothing: no gap that could have been filled in later. */
export function written(words: string): string {
  return words.trim() === '' ? 'Nothing was written here.' : words;
}
