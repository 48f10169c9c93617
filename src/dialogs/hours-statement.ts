/** A mentor's statement of hours for the job plan, over a period that they choose. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { refuse } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { addDays, inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { ActionButton } from '../ui/view.ts';
import { button, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { sendPaper, whereItGoes } from './send-paper.ts';

/** Whoever has ever offered, as an offer stays when it is closed, or mentors somebody now or did lately. */
export function isMentor({ person, offers, relationships }: PersonFacts): boolean {
  return offers.length > 0 || relationships.some(({ relationship }) => relationship.mentorId === person.id);
}

export const aMentor: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || isMentor(facts)) return own;
  return 'A statement of hours is for mentors. You can offer to mentor with the word “offer”.';
};

export function hoursButton(facts: PersonFacts): ActionButton | undefined {
  return isMentor(facts)
    ? button('Statement of my hours', target('desk', 'hours-statement', facts.person.id))
    : undefined;
}

/** Both dates included, today the last. */
export function lastTwelveMonths(now: Date, zone: string): { readonly from: string; readonly until: string } {
  const until = inZone(now, zone).date;
  return { from: addDays(until, -364), until };
}

export function hoursForm(_facts: PersonFacts, { now, actor }: PersonContext) {
  const { from, until } = lastTwelveMonths(now, actor.zone);
  const earliest = addDays(until, -mostDays);
  return form({
    title: 'Statement of my hours',
    intro: [
      text(
        'For your job plan: the dates on which you met as a mentor, and how long each meeting and its preparation took. Nobody is named but you.',
      ),
      note(whereItGoes),
    ],
    fields: {
      from: { kind: 'date', label: 'From', required: true, value: from, min: earliest, max: until },
      until: { kind: 'date', label: 'To', required: true, value: until, min: earliest, max: until },
    },
    submit: 'Send it to me',
  });
}

/** Longer than anybody has used this; a slip of the year is caught. */
const mostDays = 3660;

export function sendHours(
  facts: PersonFacts,
  { from, until }: { readonly from: string; readonly until: string },
): Outcome {
  if (from > until) return { reply: refuse({ until: 'Please choose a date on or after the first one.' }) };
  return sendPaper(facts.person.id, { paper: 'hours-statement', from, until }, 'Your statement of hours');
}
