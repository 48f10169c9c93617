/** How a pair goes, in words that a coordinator may read: rhythm and dates, never content. */

import type { Relationship } from './records/relationship.ts';
import { daysBetween, inZone, sayDate } from './time.ts';
import { evidenceSaid, sayRhythm } from './wind-down/reason.ts';

/** As the desk groups them, those that may need somebody first. */
export type DeskBand =
  | 'not started'
  | 'asking'
  | 'quiet'
  | 'going well'
  | 'begun'
  | 'paused'
  | 'ended lately';

export const deskBands: readonly DeskBand[] = [
  'not started',
  'asking',
  'quiet',
  'going well',
  'begun',
  'paused',
  'ended lately',
];

export function deskBandOf({ state, band }: Pick<Relationship, 'state' | 'band'>): DeskBand {
  if (state === 'ended') return 'ended lately';
  if (state === 'paused') return 'paused';
  return band ?? 'begun';
}

/** "No meeting for nine weeks; they usually meet every three." `withReason`: and what weighed most besides, if anything did. */
export function sayStanding(
  relationship: Relationship,
  now: Date,
  zone: string,
  { withReason = false }: { readonly withReason?: boolean } = {},
): string {
  const { watch, cadenceDays, pausedUntil, endedAt, startedAt } = relationship;
  const today = inZone(now, zone).date;
  const band = deskBandOf(relationship);
  switch (band) {
    case 'ended lately':
      return endedAt === undefined ? 'It has ended.' : `Ended on ${sayDate(inZone(endedAt, zone).date)}.`;
    case 'paused':
      return pausedUntil === undefined
        ? 'Paused, until they say otherwise.'
        : `Paused until ${sayDate(pausedUntil)}.`;
    case 'not started':
      return `A pair since ${sayDate(inZone(startedAt, zone).date)}. They have not met yet, and nothing is booked.`;
    case 'begun':
      return `A pair since ${sayDate(inZone(startedAt, zone).date)}. Their first meeting is still to come.`;
    case 'asking':
    case 'quiet':
    case 'going well': {
      const isGoingWell = band === 'going well';
      const rhythm = sayRhythm({
        days: watch?.lastMetOn === undefined ? 0 : daysBetween(watch.lastMetOn, today),
        everyDays: watch?.usualDays ?? cadenceDays,
        isOwn: watch?.usualDays !== undefined,
        isGoingWell,
      });
      const because = withReason && !isGoingWell ? watch?.because : undefined;
      return because === undefined ? rhythm : `${rhythm} ${evidenceSaid[because]}`;
    }
    default:
      return band satisfies never;
  }
}
