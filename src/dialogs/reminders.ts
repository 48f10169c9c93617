/** When and of what somebody is reminded: one card that says it all, and short forms to change it. */

import type { May, PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { choicesOf } from '../mentoring/courtesy.ts';
import type { PersonFacts, Someone } from '../mentoring/facts.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Absence, ReminderChoices } from '../mentoring/records/person.ts';
import { isOpenQuestion } from '../mentoring/questions.ts';
import { HOLIDAYS, KINDS, WHY_AWAY } from '../mentoring/reminder-words.ts';
import { addDays, daysBetween, instantOf, inZone } from '../mentoring/time.ts';
import { card, text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { oneself as self } from './asking-rights.ts';
import { changeoverTimer } from './changeovers.ts';
import { dialog, formAction, insert, press, remove, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reminderKeys, reminderTimers } from './meeting-reminders.ts';
import { someone } from './pair.ts';
import { remindersCard } from './reminder-cards.ts';
import {
  awayForm,
  hoursForm,
  kindsForm,
  LONGEST_DAYS,
  MOST_ABSENCES,
  snoozeForm,
  timesForm,
} from './reminder-forms.ts';
import type { AwayValues, HoursValues, KindsValues, SnoozeValues, TimesValues } from './reminder-forms.ts';

const oneself: May<PersonFacts> = self;

export const reminders = dialog({
  name: 'reminders',
  subject: 'person',
  actions: {
    show: press(oneself, (facts, { now }) => ({ reply: answer(remindersCard(theirs(facts), now)) })),

    times: formAction({
      may: oneself,
      form: (facts: PersonFacts) => timesForm(theirs(facts)),
      submit: (facts: PersonFacts, { times }: TimesValues, context) =>
        choose(facts, { meetingMinutes: times.map(Number) }, context),
    }),
    hours: formAction({
      may: oneself,
      form: (facts: PersonFacts) => hoursForm(theirs(facts)),
      submit: keepHours,
    }),
    kinds: formAction({
      may: oneself,
      form: (facts: PersonFacts) => kindsForm(theirs(facts)),
      submit: (facts: PersonFacts, { kinds }: KindsValues, context) =>
        choose(facts, { off: KINDS.flatMap(({ value }) => (kinds.includes(value) ? [] : [value])) }, context),
    }),

    /** `days`: from today on; 0 ends it. */
    snooze: press(oneself, (facts, context) => {
      const days = Number(context.args['days'] ?? 0);
      const { zone } = theirs(facts);
      const until = days > 0 ? addDays(inZone(context.now, zone).date, days) : undefined;
      return choose(facts, { snoozedUntil: until }, context);
    }),
    'snooze-until': formAction({
      may: oneself,
      form: (facts: PersonFacts, { now }) => snoozeForm(theirs(facts), now),
      submit: (facts: PersonFacts, { until }: SnoozeValues, context) =>
        choose(facts, { snoozedUntil: until }, context),
    }),

    away: formAction({
      may: oneself,
      form: (facts: PersonFacts, { now }) => tooMany(facts) ?? awayForm(theirs(facts), now),
      submit: goAway,
    }),
    back: press(oneself, (facts, context) => comeBack(facts, context)),
  },
});

/** The person with what they have chosen. */
function theirs({ people, person }: PersonFacts): Someone {
  return { ...someone(people, person.id), zone: person.zone };
}

/** Keeps what was chosen. What was put off by the choices before is asked about again, and meetings are reminded of anew. */
function choose(
  facts: PersonFacts,
  set: Partial<Omit<ReminderChoices, 'id' | 'personId'>>,
  context: PersonContext,
  zone = facts.person.zone,
): Outcome {
  const person = theirs(facts);
  const existing = person.courtesy?.choices;
  const {
    id: existingId,
    personId,
    ...before
  } = existing ?? { id: '', personId: person.id, ...choicesOf(person) };
  const row: ReminderChoices = {
    id: existingId === '' ? context.newId() : existingId,
    personId,
    ...before,
    ...set,
  };
  const after: Someone = { ...person, zone, courtesy: { ...courtesyOf(person), choices: row } };
  const changes: Change[] = [
    existing === undefined ? insert('reminderChoices', row) : update('reminderChoices', existing.id, set),
    ...(zone === person.zone ? [] : [update('person', person.id, { zone })]),
  ];
  return {
    changes,
    timers: [...meetingTimers(facts, after, context.now), { timer: 'reconsider', person: person.id }],
    reply: replaceWith(remindersCard(after, context.now, 'Kept. ')),
  };
}

function keepHours(facts: PersonFacts, values: HoursValues, context: PersonContext): Outcome {
  const { quietFrom, quietTo, days, holidays, zone } = values;
  if (days.length === 7)
    return {
      reply: refuse({
        days: 'Please leave a day on which you can be reminded. To be reminded of nothing, put everything off until a date.',
      }),
    };
  const chosen = HOLIDAYS.find(({ value }) => value === holidays)?.value ?? 'none';
  return choose(facts, { quietFrom, quietTo, quietDays: days.map(Number), holidays: chosen }, context, zone);
}

function goAway(facts: PersonFacts, values: AwayValues, { now, newId }: PersonContext): Outcome {
  const { firstDay, lastDay } = values;
  const person = theirs(facts);
  if (lastDay < firstDay)
    return { reply: refuse({ lastDay: 'Please give a last day that is not before the first.' }) };
  if (daysBetween(firstDay, lastDay) > LONGEST_DAYS)
    return {
      reply: refuse({
        lastDay: 'That is more than eighteen months. Please end it sooner; you can add another later.',
      }),
    };
  const why = WHY_AWAY.find(({ value }) => value === values.why)?.value ?? 'leave';
  const absence: Absence = { id: newId(), personId: person.id, firstDay, lastDay, why };
  const absences = [...courtesyOf(person).absences, absence].toSorted((a, b) =>
    a.firstDay.localeCompare(b.firstDay),
  );
  return {
    changes: [insert('absence', absence)],
    // Whoever rotates is asked before the next changeover what is to become of their mentoring.
    timers: [...lookAgain(facts, now), ...(why === 'rotation' ? [changeoverTimer(person, now)] : [])],
    reply: replaceWith(
      remindersCard({ ...person, courtesy: { ...courtesyOf(person), absences } }, now, 'Kept. '),
    ),
  };
}

/** Days away that have passed stay days on which no clock ran. */
function comeBack(facts: PersonFacts, { args, now }: PersonContext): Outcome {
  const person = theirs(facts);
  const { absences } = courtesyOf(person);
  const today = inZone(now, person.zone).date;
  const gone = absences.find((one) => one.id === args['absence'] && one.lastDay >= today);
  const lastDay = addDays(today, -1);
  const passed = gone !== undefined && gone.firstDay <= lastDay;
  const left = absences.flatMap((one) => (one !== gone ? [one] : passed ? [{ ...one, lastDay }] : []));
  const after = { ...person, courtesy: { ...courtesyOf(person), absences: left } };
  return {
    changes:
      gone === undefined
        ? []
        : [passed ? update('absence', gone.id, { lastDay }) : remove('absence', gone.id)],
    timers: gone === undefined ? [] : [{ timer: 'reconsider', person: person.id }, ...lookAgain(facts, now)],
    reply: replaceWith(
      remindersCard(after, now, gone === undefined ? 'That was taken out already. ' : 'Taken out. '),
    ),
  };
}

/** Whatever waits for an answer of theirs looks again until when: no clock runs while they are away. */
function lookAgain(
  { person, proposals, referrals = [], questions = [] }: PersonFacts,
  now: Date,
): TimerChange[] {
  const keys = [
    ...proposals.map(({ proposal }) => `proposal:${proposal.id}:expire`),
    ...referrals
      .filter(({ colleagueId, state }) => colleagueId === person.id && state === 'asked')
      .map(({ id }) => `referral:${id}:expire`),
    ...questions
      .filter((one) => one.mentorId === person.id && isOpenQuestion(one))
      .map(({ id }) => `question:${id}:lapse`),
  ];
  return keys.map((key) => ({ timer: 'bring-forward', key, at: now }));
}

/** The reminders of every meeting that is booked, as the person likes them now. */
function meetingTimers({ relationships, people }: PersonFacts, after: Someone, now: Date): TimerChange[] {
  const about = { people: { ...people, [after.id]: after }, personId: after.id, now };
  return relationships
    .filter(({ relationship }) => relationship.state !== 'ended')
    .flatMap(({ meetings }) => meetings)
    .filter(({ state, start }) => state === 'booked' && instantOf(start) > now)
    .flatMap((meeting): TimerChange[] => [
      { timer: 'cancel-all', prefix: reminderKeys(meeting.id, after.id) },
      ...reminderTimers(meeting, about),
    ]);
}

function courtesyOf({ courtesy }: Someone): NonNullable<Someone['courtesy']> {
  return courtesy ?? { absences: [], closures: [] };
}

function tooMany(facts: PersonFacts): Card | undefined {
  if (courtesyOf(theirs(facts)).absences.length < MOST_ABSENCES) return undefined;
  return card(
    'Your list is full',
    text('Please take out a time away that is over, and then add this one. Type “reminders” to see them.'),
  );
}
