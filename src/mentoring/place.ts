/** Where meetings happen, in words. */

import type { MeetingPlace } from './records/meeting.ts';
import type { Choice } from './records/scheme.ts';

const PLACES: Readonly<Record<MeetingPlace, string>> = {
  video: 'Video call',
  'in-person': 'In person',
  phone: 'Phone call',
};

export const placeChoices: readonly Choice[] = Object.entries(PLACES).map(([value, label]) => ({
  value,
  label,
}));

export const placeOrAnyChoices: readonly Choice[] = [
  ...placeChoices,
  { value: 'any', label: 'Any of these' },
];

export function sayPlace(place: MeetingPlace | 'any'): string {
  return place === 'any' ? 'Wherever suits you both' : PLACES[place];
}

/** Reads a form's answer back; forms offer only these, so anything else is our own mistake. */
export function asPlace(value: string): MeetingPlace {
  if (value === 'video' || value === 'in-person' || value === 'phone') return value;
  throw new RangeError('Not a place for a meeting');
}
