/** The short forms in which somebody chooses how they are reminded. */

import { choicesOf } from '../mentoring/courtesy.ts';
import type { Someone } from '../mentoring/facts.ts';
import { BEFORE, HOLIDAYS, KINDS, WEEKDAY_CHOICES, WHY_AWAY } from '../mentoring/reminder-words.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';

/** Longer than any parental leave. */
export const LONGEST_DAYS = 550;
/** Each has a button on the card. */
export const MOST_ABSENCES = 12;

export function timesForm(person: Someone) {
  return form({
    title: 'Before meetings',
    intro: [
      text(
        'Each that you choose is a reminder of its own. It counts for meetings that are booked already, too. Choose none, and you are not reminded of meetings.',
      ),
    ],
    fields: {
      times: {
        kind: 'manyOf',
        label: 'Remind me',
        options: BEFORE,
        value: choicesOf(person).meetingMinutes.map(String),
        required: false,
      },
    },
    submit: 'Keep',
  });
}

export type TimesValues = FormValues<ReturnType<typeof timesForm>['fields']>;

export function hoursForm(person: Someone) {
  const { quietFrom, quietTo, quietDays, holidays } = choicesOf(person);
  return form({
    title: 'Quiet hours and days',
    intro: [
      text(
        'Nobody reminds you in your quiet hours. If you work at night, turn them round: from 08:00 to 17:00, say. For none at all, give the same time twice.',
      ),
    ],
    fields: {
      quietFrom: { kind: 'time', label: 'Quiet from', required: true, value: quietFrom },
      quietTo: { kind: 'time', label: 'Quiet until', required: true, value: quietTo },
      days: {
        kind: 'manyOf',
        label: 'Days for meetings only',
        hint: 'On these days you are reminded of meetings and of nothing else.',
        options: WEEKDAY_CHOICES,
        value: quietDays.map(String),
        required: false,
      },
      holidays: {
        kind: 'oneOf',
        label: 'Bank holidays that are such days',
        options: HOLIDAYS,
        value: holidays,
        required: true,
      },
      zone: { kind: 'zone', label: 'Your time zone', required: true, value: person.zone },
    },
    submit: 'Keep',
  });
}

export type HoursValues = FormValues<ReturnType<typeof hoursForm>['fields']>;

export function kindsForm(person: Someone) {
  const { off } = choicesOf(person);
  return form({
    title: 'Kinds of reminders',
    intro: [text('Take the tick away from what should not come. What somebody sends you always comes.')],
    fields: {
      kinds: {
        kind: 'manyOf',
        label: 'Remind me of',
        options: KINDS,
        value: KINDS.flatMap(({ value }) => (off.includes(value) ? [] : [value])),
        required: false,
      },
    },
    submit: 'Keep',
  });
}

export type KindsValues = FormValues<ReturnType<typeof kindsForm>['fields']>;

export function snoozeForm(person: Someone, now: Date) {
  const today = inZone(now, person.zone).date;
  return form({
    title: 'Nothing until a date',
    intro: [
      text('Nothing reminds you before that day, not even of meetings. What somebody sends you still comes.'),
    ],
    fields: {
      until: {
        kind: 'date',
        label: 'First day with reminders',
        required: true,
        min: addDays(today, 1),
        max: addDays(today, LONGEST_DAYS),
      },
    },
    submit: 'Keep',
  });
}

export type SnoozeValues = FormValues<ReturnType<typeof snoozeForm>['fields']>;

export function awayForm(person: Someone, now: Date) {
  const today = inZone(now, person.zone).date;
  return form({
    title: 'Leave, nights, rotation',
    intro: [
      text(
        'Nothing reminds you then but meetings that are still booked, and no clock runs against you. Nobody is told. To stop meeting altogether for a while, pause the mentoring.',
      ),
    ],
    fields: {
      why: { kind: 'oneOf', label: 'What it is', options: WHY_AWAY, required: true, value: 'leave' },
      firstDay: {
        kind: 'date',
        label: 'First day',
        required: true,
        min: addDays(today, -60),
        max: addDays(today, LONGEST_DAYS),
      },
      lastDay: {
        kind: 'date',
        label: 'Last day',
        required: true,
        min: today,
        max: addDays(today, 2 * LONGEST_DAYS),
      },
    },
    submit: 'Keep',
  });
}

export type AwayValues = FormValues<ReturnType<typeof awayForm>['fields']>;
