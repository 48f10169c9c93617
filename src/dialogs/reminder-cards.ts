/** The card that says when and of what somebody is reminded, with a button for each thing that can be changed. */

import type { Someone } from '../mentoring/facts.ts';
import type { Absence } from '../mentoring/records/person.ts';
import { sayAbsence, sayChoices, WHY_AWAY } from '../mentoring/reminder-words.ts';
import { inZone, sayDay } from '../mentoring/time.ts';
import { withinSentence } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';

export function remindersCard(person: Someone, now: Date, done = ''): Card {
  const today = inZone(now, person.zone).date;
  const absences = (person.courtesy?.absences ?? []).filter(({ lastDay }) => lastDay >= today);
  const snoozed = (person.courtesy?.choices?.snoozedUntil ?? '') > today;
  const to = (action: string, args?: Record<string, string>) => target('reminders', action, person.id, args);
  return card(
    'Your reminders',
    text(`${done}This is how you are reminded. Only you see it.`),
    list(sayChoices(person, today)),
    ...(absences.length === 0
      ? []
      : [
          text('You are away then. Nobody is told, and nothing counts against you:'),
          list(absences.map(sayAbsence)),
        ]),
    buttons(
      button('Times before meetings', to('times')),
      button('Quiet hours and days', to('hours')),
      button('Kinds of reminders', to('kinds')),
      button('Add leave or nights', to('away')),
    ),
    buttons(
      ...(snoozed
        ? [button('Let them come again', to('snooze', { days: '0' }), { style: 'primary' })]
        : [
            button('Nothing until tomorrow', to('snooze', { days: '1' })),
            button('Nothing for a week', to('snooze', { days: '7' })),
          ]),
      button('Nothing until a date', to('snooze-until')),
    ),
    absences.length === 0
      ? undefined
      : buttons(...absences.map((one) => button(takeOut(one), to('back', { absence: one.id })))),
    note(
      'What somebody sends you waits for the end of your quiet hours and no longer. A meeting that is moved or cancelled within a day of it is told at once, and a reminder of the last hours before a meeting comes at the time you chose.',
    ),
  );
}

function takeOut({ firstDay, why }: Absence): string {
  const label = WHY_AWAY.find(({ value }) => value === why)?.label ?? 'time away';
  return `Take out ${withinSentence(label)} from ${sayDay(firstDay)}`;
}
