/** The choices of the asking half's forms, and how each is said. */

import { asPlace, placeChoices } from '../mentoring/place.ts';
import type { MeetingPlace } from '../mentoring/records/meeting.ts';
import type { DeclineReason } from '../mentoring/records/proposal.ts';
import type { Choice } from '../ui/form.ts';
import { cutText } from '../ui/fit.ts';

/** An option's label: the strictest platform shows 75 characters. */
export const OPTION_LENGTH = 75;

export const skillChoices: readonly Choice[] = [
  { value: 'questioning', label: 'Questioning' },
  { value: 'active-listening', label: 'Active listening' },
  { value: 'challenging', label: 'Challenging' },
  { value: 'probing', label: 'Probing' },
  { value: 'clarifying', label: 'Clarifying' },
  { value: 'coaching', label: 'Coaching' },
];

const REASONS: Readonly<Record<DeclineReason, string>> = {
  'no-time': 'No time at the moment',
  'not-right-experience': 'Not the right experience',
  'role-conflict': 'I manage or assess them, or another role conflict',
  other: 'Another reason',
};

export const reasonChoices: readonly Choice[] = Object.entries(REASONS).map(([value, label]) => ({
  value,
  label,
}));

/** Reads a form's answer back; forms offer only these, so anything else is our own mistake. */
export function asReason(value: string): DeclineReason {
  if (!Object.hasOwn(REASONS, value)) throw new RangeError('Not a reason to decline');
  return value as DeclineReason; // it is one of the record's own keys
}

export function asPlaceOrAny(value: string): MeetingPlace | 'any' {
  return value === 'any' ? value : asPlace(value);
}

/** As a coordinator reads it after "declined:". */
export function sayReason(reason: DeclineReason): string {
  switch (reason) {
    case 'no-time':
      return 'no time at the moment';
    case 'not-right-experience':
      return 'not the right experience';
    case 'role-conflict':
      return 'a role conflict';
    case 'other':
      return 'another reason';
    default:
      return reason satisfies never;
  }
}

/** How to meet, once it is being settled; what the two have in common already is filled in. */
export function placeField(...wishes: readonly (MeetingPlace | 'any' | undefined)[]) {
  const agreed = wishes.find((wish) => wish !== undefined && wish !== 'any');
  return {
    kind: 'oneOf',
    label: 'How will you meet?',
    options: placeChoices,
    value: agreed ?? 'video',
    required: true,
  } as const;
}

/** A name, or its beginning, where a sentence or a button has little room. */
export function shortName(name: string): string {
  return cutText(name, 40);
}
