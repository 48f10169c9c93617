/** Time zones as a person looks for them: by typing part of a city or region. */

import { zoneNames } from '../../src/ui/zone-names.ts';

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

const all = [...new Set<string>([...common, ...zoneNames])];

/** At most `limit` IANA names whose words contain what was typed; those that begin with it come first. */
export function findZones(typed: string, limit: number): readonly string[] {
  const wanted = simple(typed);
  if (wanted === '') return common.slice(0, limit);
  const matches = all.filter((zone) => simple(zone).includes(wanted));
  const first = matches.filter((zone) => simple(zone.split('/').at(-1) ?? '').startsWith(wanted));
  return [...new Set([...first, ...matches])].slice(0, limit);
}

function simple(value: string): string {
  return value
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
