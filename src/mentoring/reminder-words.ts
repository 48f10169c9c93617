/** What somebody has chosen about being reminded, in words that they read on one card. */

import type { Someone } from './facts.ts';
import { choicesOf, MANNERS } from './courtesy.ts';
import type { Absence, NudgeKind, ReminderChoices } from './records/person.ts';
import type { Choice } from './records/scheme.ts';
import { sayDate, sayZone } from './time.ts';
import { joinWords, withinSentence } from './wording.ts';

/** How long before a meeting somebody can be reminded of it, in minutes. */
export const BEFORE: readonly Choice[] = [
  { value: '10080', label: 'A week before' },
  { value: '2880', label: 'Two days before' },
  { value: '1440', label: 'A day before' },
  { value: '120', label: 'Two hours before' },
  { value: '60', label: 'An hour before' },
  { value: '15', label: 'A quarter of an hour before' },
];

export const WEEKDAY_CHOICES: readonly Choice[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
].map((label, index) => ({ value: `${index + 1}`, label }));

export const HOLIDAYS: readonly (Choice & { readonly value: ReminderChoices['holidays'] })[] = [
  { value: 'england-and-wales', label: 'England and Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
  { value: 'none', label: 'None' },
];

export const WHY_AWAY: readonly (Choice & { readonly value: Absence['why'] })[] = [
  { value: 'leave', label: 'Leave' },
  { value: 'nights', label: 'Night shifts' },
  { value: 'rotation', label: 'Rotation' },
];

/** Every kind that can be switched off. */
export const KINDS: readonly (Choice & { readonly value: NudgeKind })[] = (
  Object.keys(MANNERS) as NudgeKind[]
) // its keys are exactly these
  .flatMap((value) => {
    const { label } = MANNERS[value];
    return label === undefined ? [] : [{ value, label }];
  });

/** One sentence for each thing that can be chosen. */
export function sayChoices(person: Someone, today: string): readonly string[] {
  const choices = choicesOf(person);
  const { snoozedUntil, off } = choices;
  return [
    ...(snoozedUntil !== undefined && snoozedUntil > today
      ? [`Everything is put off until ${sayDate(snoozedUntil)}.`]
      : []),
    sayMeetings(choices),
    sayQuiet(choices, person.zone),
    sayDays(choices),
    off.length === 0
      ? 'Every kind of reminder comes.'
      : `Switched off: ${joinWords(KINDS.filter(({ value }) => off.includes(value)).map(({ label }) => withinSentence(label)))}.`,
  ];
}

/** "Leave, from 3 to 10 August 2027". */
export function sayAbsence({ firstDay, lastDay, why }: Absence): string {
  const label = WHY_AWAY.find(({ value }) => value === why)?.label ?? 'Away';
  return `${label}: ${sayPeriod(firstDay, lastDay)}`;
}

export function sayPeriod(firstDay: string, lastDay: string): string {
  return firstDay === lastDay ? sayDate(firstDay) : `${sayDate(firstDay)} to ${sayDate(lastDay)}`;
}

function sayMeetings({ meetingMinutes }: Pick<ReminderChoices, 'meetingMinutes'>): string {
  const chosen = BEFORE.filter(({ value }) => meetingMinutes.includes(Number(value)));
  if (chosen.length === 0) return 'You are not reminded of meetings.';
  return `You are reminded of each meeting ${joinWords(chosen.map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1)))}.`;
}

function sayQuiet(
  { quietFrom, quietTo }: Pick<ReminderChoices, 'quietFrom' | 'quietTo'>,
  zone: string,
): string {
  if (quietFrom === quietTo) return `You have no quiet hours (${sayZone(zone)}).`;
  return `Quiet hours are from ${quietFrom} to ${quietTo} (${sayZone(zone)}).`;
}

function sayDays({ quietDays, holidays }: Pick<ReminderChoices, 'quietDays' | 'holidays'>): string {
  const days = WEEKDAY_CHOICES.filter(({ value }) => quietDays.includes(Number(value))).map(
    ({ label }) => `${label}s`,
  );
  const where = HOLIDAYS.find(({ value }) => value === holidays)?.label ?? '';
  const all = [...days, ...(holidays === 'none' ? [] : [`bank holidays (${where})`])];
  return all.length === 0
    ? 'Reminders come on any day.'
    : `On ${joinWords(all)} you are reminded of meetings only.`;
}
