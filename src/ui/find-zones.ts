/** A time zone by what somebody calls it: part of a city or region while they type, or a whole name in a file. */

import { otherNames, zoneNames } from './zone-names.ts';

/** Shown first, and alone when nothing was typed: most of our readers are in or near the United Kingdom. */
const common = [
  'Europe/London',
  'Europe/Dublin',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Athens',
  'Africa/Lagos',
  'Africa/Cairo',
  'Africa/Nairobi',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'UTC',
] as const;

type Named = {
  readonly zone: string;
  /** Its city, its name with the region, and whatever else it is called. */
  readonly names: readonly string[];
};

const all: readonly Named[] = [...new Set<string>([...common, ...zoneNames])].map((zone) => ({
  zone,
  names: [zone, ...(otherNames.get(zone) ?? [])].flatMap((name) => [
    simple(name.split('/').at(-1) ?? ''),
    simple(name),
  ]),
}));

/**
 * At most `limit` IANA names. Those called exactly that come first, then those of which a name begins with what was typed,
 * then those that have it anywhere.
 */
export function findZones(typed: string, limit: number): readonly string[] {
  const wanted = simple(typed);
  if (wanted === '') return common.slice(0, limit);
  const exactly = all.filter(({ names }) => names.includes(wanted));
  const begins = all.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const within = all.filter(({ names }) => names.some((name) => name.includes(wanted)));
  return [...new Set([...exactly, ...begins, ...within].map(({ zone }) => zone))].slice(0, limit);
}

/** The only zone of this name, however it is spelt; `undefined` where there is none, or more than one. */
export function zoneCalled(name: string): string | undefined {
  const wanted = simple(name);
  const [found, another] = all.filter(({ names }) => names.includes(wanted));
  return another === undefined ? found?.zone : undefined;
}

function simple(value: string): string {
  return value
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
